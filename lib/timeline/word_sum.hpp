#pragma once

// What the words in a sliding stretch of matches tell.

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace whensaid::timeline {

/// BM25's saturation without length: stretches are of one length. k = 0: said or not.
[[nodiscard]] inline double saturated(double weight, std::uint32_t count, double k) {
  if (count == 0) return 0;
  const auto tf = static_cast<double>(count);
  return weight * tf * (k + 1) / (tf + k);
}

/// Weights are added up in fixed point: a sum of doubles would round by the way it came, and adding
/// all of it up anew costs as much for each match as the query has words. Exact to 2^-32.
inline constexpr double kFixedOne = 4294967296.0;
[[nodiscard]] inline std::int64_t to_fixed(double value) {
  return static_cast<std::int64_t>(value * kFixedOne);
}

/// The weights of the words that are there at all.
class PresentSum {
 public:
  /// Nothing is there. No weight is negative.
  void begin(const std::vector<double>& weights) {
    words_.resize(weights.size());
    for (std::size_t i = 0; i < words_.size(); ++i) words_[i] = {to_fixed(weights[i]), 0};
    present_ = 0;
  }

  void add(std::uint32_t word) {
    if (auto& at = words_[word]; at.count++ == 0) present_ += at.weight;
  }
  /// One that was added.
  void drop(std::uint32_t word) {
    if (auto& at = words_[word]; --at.count == 0) present_ -= at.weight;
  }

  [[nodiscard]] double present() const { return static_cast<double>(present_) / kFixedOne; }

 private:
  struct Word {
    std::int64_t weight{0};
    std::int64_t count{0};
  };
  std::vector<Word> words_{};
  std::int64_t present_{0};
};

/// The weights of words by how often each is there.
class WordSum {
 public:
  explicit WordSum(double k) : k_(k) {
    for (std::uint32_t count = 0; count < kFactors; ++count) {
      factors_[count] = saturated(1, count, k);
    }
  }

  /// Nothing is there. No weight is negative.
  void begin(const std::vector<double>& weights) {
    words_.resize(weights.size());
    for (std::size_t i = 0; i < words_.size(); ++i) words_[i] = {weights[i], 0, 0};
    value_ = 0;
  }

  void add(std::uint32_t word) { set(words_[word], words_[word].count + 1); }
  /// One that was added.
  void drop(std::uint32_t word) { set(words_[word], words_[word].count - 1); }

  [[nodiscard]] double value() const { return static_cast<double>(value_) / kFixedOne; }

 private:
  static constexpr std::uint32_t kFactors = 32;
  struct Word {
    double weight{0};
    std::int64_t value{0};
    std::uint32_t count{0};
  };

  void set(Word& word, std::uint32_t count) {
    const auto value = to_fixed(count < kFactors ? word.weight * factors_[count]
                                                 : saturated(word.weight, count, k_));
    value_ += value - word.value;
    word.value = value;
    word.count = count;
  }

  double k_;
  std::array<double, kFactors> factors_{};
  std::vector<Word> words_{};
  std::int64_t value_{0};
};

/// Both, of the same words.
class FullSum {
 public:
  explicit FullSum(double k) : words_(k) {}

  void begin(const std::vector<double>& weights) {
    words_.begin(weights);
    present_.begin(weights);
  }
  void add(std::uint32_t word) {
    words_.add(word);
    present_.add(word);
  }
  void drop(std::uint32_t word) {
    words_.drop(word);
    present_.drop(word);
  }
  [[nodiscard]] double value() const { return words_.value(); }
  [[nodiscard]] double present() const { return present_.present(); }

 private:
  WordSum words_;
  PresentSum present_;
};

/// A match that is no word to a sum.
inline constexpr auto kNoWord = UINT32_MAX;

/// The sum of a stretch of matches that moves on through them.
template <typename Sum>
class Sliding {
 public:
  explicit Sliding(Sum sum) : sum_(std::move(sum)) {}

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

  [[nodiscard]] const Sum& sum() const { return sum_; }

 private:
  Sum sum_;
  std::size_t from_{0};
  std::size_t to_{0};
};

}  // namespace whensaid::timeline
