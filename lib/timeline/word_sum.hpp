#pragma once

// What the words in a sliding stretch of matches tell.

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace whensaid::timeline {

/// BM25's saturation without length: stretches are of one length. k = 0: said or not.
[[nodiscard]] inline double saturated(double weight, std::uint32_t count, double k) {
  if (count == 0) return 0;
  const auto tf = static_cast<double>(count);
  return weight * tf * (k + 1) / (tf + k);
}

/// The weights of words by how often each is there, and of those that are there at all. Kept in
/// fixed point: a sum of doubles would round by the way it came, and adding all of it up anew costs
/// as much for each match as the query has words. Exact to 2^-32. What a word gains with one more
/// is worked out before, for all but large counts.
class WordSum {
 public:
  explicit WordSum(double k) : k_(k) {}

  /// Nothing is there. No weight is negative.
  void begin(const std::vector<double>& weights) {
    words_.resize(weights.size());
    for (std::size_t i = 0; i < weights.size(); ++i) {
      if (words_[i].weight != weights[i]) weigh(words_[i], weights[i]);
      words_[i].count = 0;
    }
    value_ = present_ = 0;
  }

  void add(std::uint32_t word) {
    auto& at = words_[word];
    value_ += gain(at, ++at.count);
    if (at.count == 1) present_ += at.present;
  }
  /// One that was added.
  void drop(std::uint32_t word) {
    auto& at = words_[word];
    if (at.count == 1) present_ -= at.present;
    value_ -= gain(at, at.count--);
  }

  [[nodiscard]] double value() const { return static_cast<double>(value_) / kOne; }
  /// The weights of the words that are there at all.
  [[nodiscard]] double present() const { return static_cast<double>(present_) / kOne; }

 private:
  static constexpr std::uint32_t kGains = 32;
  static constexpr double kOne = 4294967296.0;

  struct Word {
    std::uint32_t count{0};
    std::int64_t present{0};
    double weight{0};
    std::array<std::int64_t, kGains> gains{};  ///< with the count-th
  };

  static std::int64_t fixed(double value) { return static_cast<std::int64_t>(value * kOne); }

  [[nodiscard]] std::int64_t compute_gain(const Word& word, std::uint32_t count) const {
    return fixed(saturated(word.weight, count, k_)) - fixed(saturated(word.weight, count - 1, k_));
  }

  [[nodiscard]] std::int64_t gain(const Word& word, std::uint32_t count) const {
    return count < kGains ? word.gains[count] : compute_gain(word, count);
  }

  void weigh(Word& word, double weight) const {
    word.weight = weight;
    word.present = fixed(weight);
    for (std::uint32_t count = 1; count < kGains; ++count) {
      word.gains[count] = compute_gain(word, count);
    }
  }

  double k_;
  std::vector<Word> words_{};
  std::int64_t value_{0};
  std::int64_t present_{0};
};

/// The sum of a stretch of matches that moves on through them.
class SlidingSum {
 public:
  explicit SlidingSum(double k) : sum_(k) {}

  /// Holds nothing, before the match `at`.
  void begin(const std::vector<double>& weights, std::size_t at) {
    sum_.begin(weights);
    from_ = to_ = at;
  }

  /// Moves on to the matches [from, to), of which neither ever falls. `word_at(i)` is the word of a
  /// match, or kNoWord. What lies between two stretches that have nothing in common costs nothing.
  template <typename WordAt>
  void move(std::size_t from, std::size_t to, const WordAt& word_at) {
    for (const auto until = std::min(from, to_); from_ < until; ++from_) {
      if (const auto word = word_at(from_); word != kNoWord) sum_.drop(word);
    }
    if (from_ == to_) from_ = to_ = from;
    for (; to_ < to; ++to_) {
      if (const auto word = word_at(to_); word != kNoWord) sum_.add(word);
    }
  }

  [[nodiscard]] std::size_t from() const { return from_; }
  [[nodiscard]] std::size_t to() const { return to_; }
  [[nodiscard]] double value() const { return sum_.value(); }
  [[nodiscard]] double present() const { return sum_.present(); }

  static constexpr auto kNoWord = UINT32_MAX;

 private:
  WordSum sum_;
  std::size_t from_{0};
  std::size_t to_{0};
};

}  // namespace whensaid::timeline
