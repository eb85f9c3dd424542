#pragma once

// Random numbers that are the same on every machine: the standard library leaves its distributions
// and std::shuffle to each implementation.

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace whensaid::bench {

/// SplitMix64 (Steele, Lea, Flood 2014).
class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed) {}

  std::uint64_t next() {
    state_ += 0x9E3779B97F4A7C15U;
    std::uint64_t z = state_;
    z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9U;
    z = (z ^ (z >> 27U)) * 0x94D049BB133111EBU;
    return z ^ (z >> 31U);
  }

  /// Uniform in [0, bound); bound > 0. The bias of the remainder is below bound / 2^64.
  std::uint64_t below(std::uint64_t bound) { return next() % bound; }

  /// Uniform in [low, high].
  std::uint64_t between(std::uint64_t low, std::uint64_t high) {
    return low + below(high - low + 1);
  }

  bool chance(std::uint64_t percent) { return below(100) < percent; }

 private:
  std::uint64_t state_;
};

/// Every order is as likely (Fisher and Yates).
template <typename T>
void shuffle(std::vector<T>& values, Random& random) {
  for (std::size_t i = values.size(); i > 1; --i) std::swap(values[i - 1], values[random.below(i)]);
}

/// Moves `wanted` values, chosen at random, to the front and drops the others.
template <typename T>
void sample(std::vector<T>& values, std::size_t wanted, std::uint64_t seed) {
  if (wanted >= values.size()) return;
  Random random(seed);
  for (std::size_t i = 0; i < wanted; ++i) {
    std::swap(values[i], values[i + random.below(values.size() - i)]);
  }
  values.erase(values.begin() + static_cast<std::ptrdiff_t>(wanted), values.end());
}

}  // namespace whensaid::bench
