#include "timeline/clock.hpp"

#include <algorithm>
#include <utility>

namespace whensaid::timeline {

namespace {

/// Cues are of a dozen words: from one of these positions to the next there are a few.
constexpr Position kCueStride = 32;

}  // namespace

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

std::uint32_t Clock::cue_at(Position position) const {
  if (cues_.empty()) return 0;
  const auto stride = position / kCueStride;
  auto cue = index_[stride];
  const auto last = stride + 1 < index_.size() ? index_[stride + 1]
                                               : static_cast<std::uint32_t>(cues_.size() - 1);
  constexpr std::uint32_t kFew = 8;
  if (last - cue > kFew) {  // many cues without a word
    const auto next =
        std::upper_bound(cues_.begin() + cue, cues_.begin() + last + 1, position,
                         [](Position p, const CueMark& mark) { return p < mark.first; });
    return next == cues_.begin() ? 0 : static_cast<std::uint32_t>(next - cues_.begin()) - 1;
  }
  while (cue < last && cues_[cue + 1].first <= position) ++cue;
  return cue;
}

Position Clock::cue_end(std::uint32_t cue) const {
  return cue + 1 < cues_.size() ? cues_[cue + 1].first : size_;
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

void OrderedTimes::enter(std::uint32_t cue) {
  const auto& cues = clock_.cues();
  cue_ = cue;
  cue_end_ = clock_.cue_end(cue);
  first_ = cues[cue].first;
  words_ = std::max<Position>(1, cue_end_ - first_);
  start_ms_ = cues[cue].start_ms;
  length_ms_ = std::max(cues[cue].start_ms, cues[cue].end_ms) - cues[cue].start_ms;
  next_cue_ms_ = cue + 1 < cues.size() ? cues[cue + 1].start_ms : UINT32_MAX;
}

}  // namespace whensaid::timeline
