#include "timeline/surroundings.hpp"

#include <algorithm>

#include "timeline/skip.hpp"

namespace whensaid::timeline {

void Surroundings::begin(std::span<const Match> matches, std::span<const std::uint32_t> times,
                         const std::vector<double>& weights, std::size_t first) {
  matches_ = matches;
  times_ = times;
  for (auto* sum : {&around_, &ahead_}) sum->begin(weights, first);
}

void Surroundings::move_to(std::size_t match) {
  const auto at = std::int64_t{times_[match]};
  const auto half = std::int64_t{around_ms_ / 2};
  const auto behind = at + window_ms_;
  move(around_, at - half, at + half);
  move(ahead_, behind, behind + ahead_ms_);
}

/// On to the matches from one time to another, both included.
void Surroundings::move(SlidingSum& sum, std::int64_t from_ms, std::int64_t to_ms) const {
  const auto from = first_at(sum.from(), from_ms);
  const auto to = first_at(std::max(from, sum.to()), to_ms + 1);
  sum.move(from, to, [&](std::size_t i) { return matches_[i].atom; });
}

/// The first match from `begin` on that is at `ms` or later: mostly one of the next few.
std::size_t Surroundings::first_at(std::size_t begin, std::int64_t ms) const {
  constexpr std::size_t kFew = 4;
  auto at = begin;
  for (const auto few = std::min(at + kFew, times_.size()); at < few; ++at) {
    if (times_[at] >= ms) return at;
  }
  const auto found = skip_to(times_.begin() + static_cast<std::ptrdiff_t>(at), times_.end(), ms);
  return static_cast<std::size_t>(found - times_.begin());
}

}  // namespace whensaid::timeline
