#pragma once

// What is said around a window: the talk is about it when its words are said in the minutes around,
// too; and it is where that talk begins when they are said in the minutes that follow.

#include <cstdint>
#include <span>
#include <vector>

#include "timeline/near.hpp"
#include "timeline/word_sum.hpp"

namespace whensaid::timeline {

/// k of what is said around a window: there repetition tells that the talk is about it.
inline constexpr double kContextSaturation = 1.0;

/// Asked for one match after the other: its sums slide, or thousands of matches of a wildcard would
/// take seconds. Keeps its buffers; one per search.
class Surroundings {
 public:
  /// How far each looks, as in RankOptions.
  Surroundings(std::uint32_t around_ms, std::uint32_t window_ms, std::uint32_t ahead_ms)
      : around_ms_(around_ms), window_ms_(window_ms), ahead_ms_(ahead_ms) {}

  /// Of the matches from `first` on, which are said at these times, ascending from there. Both must
  /// outlive what is asked.
  void begin(std::span<const Match> matches, std::span<const std::uint32_t> times,
             const std::vector<double>& weights, std::size_t first);

  /// On to the window that a match opens, none before the last one.
  void move_to(std::size_t match);

  [[nodiscard]] const SlidingSum& around() const { return around_; }
  [[nodiscard]] const SlidingSum& ahead() const { return ahead_; }

 private:
  void move(SlidingSum& sum, std::int64_t from_ms, std::int64_t to_ms) const;
  [[nodiscard]] std::size_t first_at(std::size_t begin, std::int64_t ms) const;

  std::uint32_t around_ms_;
  std::uint32_t window_ms_;
  std::uint32_t ahead_ms_;
  std::span<const Match> matches_{};
  std::span<const std::uint32_t> times_{};
  SlidingSum around_{kContextSaturation};
  SlidingSum ahead_{kContextSaturation};
};

}  // namespace whensaid::timeline
