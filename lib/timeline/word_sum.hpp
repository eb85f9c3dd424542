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

/// The weights of words by how often each is there. Kept in fixed point: a sum of doubles would
/// round by the way it came, and adding all of it up anew costs as much for each match as the query
/// has words. Exact to 2^-32.
class WordSum {
 public:
  explicit WordSum(double k) : k_(k) {
    for (std::uint32_t count = 0; count < kFactors; ++count) {
      factors_[count] = saturated(1, count, k);
    }
  }

  /// Nothing is there; `weights` (none is negative) must outlive what is asked.
  void begin(const std::vector<double>& weights) {
    weights_ = &weights;
    counts_.assign(weights.size(), 0);
    values_.assign(weights.size(), 0);
    value_ = 0;
    present_ = 0;
  }

  void add(std::uint32_t word) {
    if (counts_[word]++ == 0) present_ += fixed((*weights_)[word]);
    weigh(word);
  }
  /// One that was added.
  void drop(std::uint32_t word) {
    if (--counts_[word] == 0) present_ -= fixed((*weights_)[word]);
    weigh(word);
  }

  [[nodiscard]] double value() const { return static_cast<double>(value_) / kOne; }
  /// The weights of the words that are there at all.
  [[nodiscard]] double present() const { return static_cast<double>(present_) / kOne; }

 private:
  static constexpr std::uint32_t kFactors = 32;
  static constexpr double kOne = 4294967296.0;

  static std::int64_t fixed(double value) { return static_cast<std::int64_t>(value * kOne); }

  void weigh(std::uint32_t word) {
    const auto count = counts_[word];
    const auto weight = (*weights_)[word];
    const auto now =
        fixed(count < kFactors ? weight * factors_[count] : saturated(weight, count, k_));
    value_ += now - values_[word];
    values_[word] = now;
  }

  double k_;
  std::array<double, kFactors> factors_{};
  const std::vector<double>* weights_{nullptr};
  std::vector<std::uint32_t> counts_{};
  std::vector<std::int64_t> values_{};
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

  [[nodiscard]] double value() const { return sum_.value(); }
  [[nodiscard]] double present() const { return sum_.present(); }

  static constexpr auto kNoWord = UINT32_MAX;

 private:
  WordSum sum_;
  std::size_t from_{0};
  std::size_t to_{0};
};

}  // namespace whensaid::timeline
