#pragma once

// When the words of speech are said: cues have times, and some sources give them for words, too;
// what stands between two of these is spread evenly.

#include <algorithm>
#include <cstdint>
#include <vector>

namespace whensaid::timeline {

using Position = std::uint32_t;

/// A cue's place; its words are the positions up to the next cue's first.
struct CueMark {
  Position first{0};
  std::uint32_t start_ms{0};
  std::uint32_t end_ms{0};

  friend bool operator==(const CueMark&, const CueMark&) = default;
};

/// A word with a time of its own, from sources that have them.
struct WordMark {
  Position position{0};
  std::uint32_t start_ms{0};

  friend bool operator==(const WordMark&, const WordMark&) = default;
};

/// Of positions [cues.front().first, size). Cues must be in order, words as well.
class Clock {
 public:
  Clock() = default;
  Clock(std::vector<CueMark> cues, std::vector<WordMark> words, Position size);

  [[nodiscard]] const std::vector<CueMark>& cues() const { return cues_; }
  [[nodiscard]] const std::vector<WordMark>& words() const { return words_; }

  /// The cue around a position; 0 where there is none.
  [[nodiscard]] std::uint32_t cue_at(Position position) const {
    if (cues_.empty()) return 0;
    const auto stride = position / kCueStride;
    auto cue = index_[stride];
    const auto last = stride + 1 < index_.size() ? index_[stride + 1]
                                                 : static_cast<std::uint32_t>(cues_.size() - 1);
    if (last - cue > kFewCues) return last_cue_at(cue, last, position);
    while (cue < last && cues_[cue + 1].first <= position) ++cue;
    return cue;
  }
  [[nodiscard]] Position cue_end(std::uint32_t cue) const {
    return cue + 1 < cues_.size() ? cues_[cue + 1].first : size_;
  }

  /// When the word begins and when it ends. There must be a cue.
  [[nodiscard]] std::uint32_t start_ms(Position position) const {
    return start_ms(position, cue_at(position));
  }
  /// The same for who knows its cue.
  [[nodiscard]] std::uint32_t start_ms(Position position, std::uint32_t cue) const;
  [[nodiscard]] std::uint32_t end_ms(Position position) const;

  /// Memory of so many cues and words among `size`, for cache limits.
  static std::size_t bytes(std::size_t cues, std::size_t words, Position size);

 private:
  /// Words between two marks, over which their times are spread evenly.
  struct Between {
    std::int64_t start_ms{0};
    std::int64_t length_ms{0};
    std::int64_t words{1};
    std::int64_t before{0};  ///< of the words, how many stand before the one asked for
  };
  [[nodiscard]] Between marks_around(Position position, std::uint32_t cue) const;
  /// The same as cue_at(), among [first, last]: where there are many cues without a word.
  [[nodiscard]] std::uint32_t last_cue_at(std::uint32_t first, std::uint32_t last,
                                          Position position) const;

  /// Cues are of a dozen words: from one of these positions to the next there are one or two.
  static constexpr Position kCueStride = 16;
  static constexpr std::uint32_t kFewCues = 8;

  std::vector<CueMark> cues_;
  std::vector<std::uint32_t> index_;  ///< the cue around each kCueStride-th position
  std::vector<WordMark> words_;
  Position size_{0};
};

/// When words begin, each no later than the next cue does, and none before one that stands before
/// it: where cues overlap, too. For words in order.
class OrderedTimes {
 public:
  explicit OrderedTimes(const Clock& clock) : clock_(clock) {}

  /// 0 where there is no cue.
  std::uint32_t at(Position position) {
    if (clock_.cues().empty()) return 0;
    if (position >= cue_end_) enter(clock_.cue_at(position));
    const auto ms = clock_.words().empty() ? start_ms_ + length_ms_ * (position - first_) / words_
                                           : clock_.start_ms(position, cue_);
    latest_ms_ = std::max(latest_ms_, std::min(static_cast<std::uint32_t>(ms), next_cue_ms_));
    return latest_ms_;
  }

 private:
  void enter(std::uint32_t cue) {
    const auto& cues = clock_.cues();
    const auto& mark = cues[cue];
    cue_ = cue;
    cue_end_ = clock_.cue_end(cue);
    first_ = mark.first;
    words_ = std::max<Position>(1, cue_end_ - first_);
    start_ms_ = mark.start_ms;
    length_ms_ = std::max(mark.start_ms, mark.end_ms) - mark.start_ms;
    next_cue_ms_ = cue + 1 < cues.size() ? cues[cue + 1].start_ms : UINT32_MAX;
  }

  const Clock& clock_;
  std::uint32_t cue_{0};
  Position cue_end_{0};
  Position first_{0};
  std::uint64_t words_{1};
  std::uint64_t start_ms_{0};
  std::uint64_t length_ms_{0};
  std::uint32_t next_cue_ms_{0};
  std::uint32_t latest_ms_{0};
};

}  // namespace whensaid::timeline
