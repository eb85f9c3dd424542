#pragma once

// Whether a word stands at given places, for who need not know all of its places.

#include <array>
#include <cstdint>
#include <optional>

#include "timeline/long_list.hpp"
#include "timeline/timeline.hpp"

namespace whensaid::timeline {

/// A list that is asked place by place, ascending: a short one is read, of a long one what lies
/// between the places is passed over, 56 high bits at a time. Views the timeline.
class PlaceFinder {
 public:
  /// Which of the list's positions this is; nothing when the word does not stand there.
  std::optional<std::uint32_t> index_of(Position place) {
    if (many_) return many_->index_of(place);
    while (next_ < count_ && few_[next_] < place) ++next_;
    return next_ < count_ && few_[next_] == place ? std::optional(next_) : std::nullopt;
  }

 private:
  friend class Timeline;
  std::optional<LongListCursor> many_{};
  std::array<Position, kLongList> few_;  ///< where they are not many
  std::uint32_t count_{0};
  std::uint32_t next_{0};
};

}  // namespace whensaid::timeline
