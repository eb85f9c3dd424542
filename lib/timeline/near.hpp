#pragma once

// Which places are near each other: NEAR and BEFORE of whensaid/query.hpp, exactly.

#include <cstdint>
#include <vector>

#include "timeline/timeline.hpp"

namespace whensaid::timeline {

/// An atom's place, both ends included.
struct Match {
  Position first{0};
  Position last{0};
  std::uint32_t atom{0};
  bool typed{false};  ///< in the very form of the query, not only with its stem

  friend bool operator==(const Match&, const Match&) = default;
};

struct Nearness {
  std::uint32_t distance{0};  ///< words, or ms
  bool timed{false};
  bool ordered{false};
};

/// Appends the places that take part in a choice of one place of each side that are near each
/// other, by side, those of one side in order. `sides`: the places of each side by first word;
/// those that are far from all of another side are taken out. Cost: for each place, those within
/// the distance.
void find_near(const Timeline& timeline, std::vector<std::vector<Match>>& sides,
               const Nearness& nearness, std::vector<Match>& out);

}  // namespace whensaid::timeline
