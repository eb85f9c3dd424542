#include "timeline/clock.hpp"

#include <algorithm>
#include <utility>

namespace whensaid::timeline {

Clock::Clock(std::vector<CueMark> cues, std::vector<WordMark> words, Position size)
    : cues_(std::move(cues)), words_(std::move(words)), size_(size) {
  if (cues_.empty()) return;
  index_.reserve(size_ / kCueStride + 1);
  std::uint64_t at = 0;
  for (std::uint32_t cue = 0; cue < cues_.size(); ++cue) {
    const auto end = cue + 1 < cues_.size() ? std::uint64_t{cues_[cue + 1].first} : at + size_ + 1;
    for (; at < end && at <= size_; at += kCueStride) index_.push_back(cue);
  }
}

std::size_t Clock::bytes(std::size_t cues, std::size_t words, Position size) {
  return sizeof(Clock) + cues * sizeof(CueMark) + words * sizeof(WordMark) +
         (size / kCueStride + 1) * sizeof(std::uint32_t);
}

std::uint32_t Clock::last_cue_at(std::uint32_t first, std::uint32_t last, Position position) const {
  const auto next =
      std::upper_bound(cues_.begin() + first, cues_.begin() + last + 1, position,
                       [](Position p, const CueMark& mark) { return p < mark.first; });
  return next == cues_.begin() ? 0 : static_cast<std::uint32_t>(next - cues_.begin()) - 1;
}

Clock::Between Clock::marks_around(Position position, std::uint32_t cue) const {
  // The cue's own start and end, or a word's where words have times.
  auto from = cues_[cue].first;
  auto to = cue_end(cue);
  std::int64_t start = cues_[cue].start_ms;
  std::int64_t end = std::max(cues_[cue].start_ms, cues_[cue].end_ms);
  if (!words_.empty()) {
    const auto next =
        std::upper_bound(words_.begin(), words_.end(), position,
                         [](Position p, const WordMark& mark) { return p < mark.position; });
    if (next != words_.end() && next->position < to) {
      to = next->position;
      end = next->start_ms;
    }
    if (next != words_.begin() && std::prev(next)->position >= from) {
      from = std::prev(next)->position;
      start = std::prev(next)->start_ms;
    }
  }
  return {start, std::max<std::int64_t>(0, end - start),
          std::max<std::int64_t>(1, std::int64_t{to} - from), std::int64_t{position} - from};
}

std::uint32_t Clock::start_ms(Position position, std::uint32_t cue) const {
  const auto [start, length, words, before] = marks_around(position, cue);
  return static_cast<std::uint32_t>(start + length * before / words);
}

std::uint32_t Clock::end_ms(Position position) const {
  const auto [start, length, words, before] = marks_around(position, cue_at(position));
  return static_cast<std::uint32_t>(start + length * (before + 1) / words);
}

}  // namespace whensaid::timeline
