#pragma once

// What a phrase asks of a timeline's pairs (pairs.hpp): made once a search, asked of each candidate
// in some dozen instructions.

#include <cstdint>
#include <vector>

#include "timeline/pairs.hpp"
#include "timeline/plan.hpp"

namespace whensaid::timeline {

class WantedPairs {
 public:
  explicit WantedPairs(const Sequence& words);

  /// Nothing is known of any two of the words, so all episodes may have them.
  [[nodiscard]] bool empty() const { return neighbours_.empty(); }

  /// False only when the words never stand side by side as they are wanted.
  [[nodiscard]] bool may_stand_in(const PairsView& pairs) const;

 private:
  using AnyOf = std::vector<std::uint64_t>;
  std::vector<AnyOf> neighbours_{};  ///< of each two of which something is known
};

}  // namespace whensaid::timeline
