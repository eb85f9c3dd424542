#pragma once

// Which written forms may stand side by side in an episode: a phrase is looked for in every
// candidate and is nearly always not there, and two of its words that never meet tell so before any
// word is looked up.
//
// A Bloom filter (Bloom 1970, method 2) with one hash: each pair of neighbours sets one bit of m. A
// pair that stands is always told. One that does not is taken for one that does when its bit is
// set: of n distinct pairs that is 1 - (1 - 1/m)^n, about 1 - exp(-n / m), of all asked. An hour of
// talk has 10,600 words and 6,750 distinct pairs: with kPairBits = 2 that is 27 of 100. By the same
// formula a second hash would make it 22, a third bit a position 19; neither pays (lib/README.md).
//
// It is stored apart from the timeline: most candidates of a phrase need nothing else read.
// The hash is part of the format, the same in every process and on every machine.

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include <whensaid/result.hpp>

#include "timeline/clock.hpp"

namespace whensaid::timeline {

/// Of the filter, for each position of the axis.
inline constexpr unsigned kPairBits = 2;

/// Bytes of the filter. Never none, so that nobody has to ask.
inline constexpr std::uint64_t pair_bytes(Position size) {
  return std::uint64_t{size} * kPairBits / 8 + 1;
}

/// XXH3 of a form's bytes.
[[nodiscard]] std::uint64_t hash_of_form(std::string_view form);

/// Two forms in this order, as one hash: the first is multiplied, so that order matters, and what
/// the upper half has is folded into the lower before the last multiplication brings all up to
/// where place_of_pair() looks. The constants are those of XXH64, odd and of mixed bits.
[[nodiscard]] inline std::uint64_t hash_of_pair(std::uint64_t first, std::uint64_t second) {
  constexpr std::uint64_t kFirst = 0x9E3779B185EBCA87;
  constexpr std::uint64_t kBoth = 0xC2B2AE3D27D4EB4F;
  const auto both = first * kFirst + second;
  return (both ^ both >> 32U) * kBoth;
}

/// The bit of a pair in a filter of so many: the hash's upper half as a fraction of them (no
/// division). Always below `bits`; of more than 2^32 it reaches the first ones only.
[[nodiscard]] inline std::uint64_t place_of_pair(std::uint64_t pair, std::uint64_t bits) {
  return (pair >> 32U) * bits >> 32U;
}

/// The filter as it is made.
class Pairs {
 public:
  explicit Pairs(Position size) : bytes_(pair_bytes(size), '\0') {}

  /// A hash_of_pair().
  void add(std::uint64_t pair) {
    const auto bit = place_of_pair(pair, std::uint64_t{bytes_.size()} * 8);
    bytes_[bit / 8] =
        static_cast<char>(static_cast<unsigned char>(bytes_[bit / 8]) | 1U << bit % 8);
  }

  /// As StoredPairs reads it.
  [[nodiscard]] std::string stored() const;
  [[nodiscard]] const std::string& bytes() const { return bytes_; }

 private:
  std::string bytes_;
};

/// The filter as it is read: the bytes of Pairs, or any others.
class PairsView {
 public:
  /// Of an episode of which nothing is known.
  PairsView() = default;
  explicit PairsView(std::string_view bytes) : bytes_(bytes) {}

  /// False only when these two never stand side by side.
  [[nodiscard]] bool may_have(std::uint64_t pair) const {
    if (bytes_.empty()) return true;
    const auto bit = place_of_pair(pair, std::uint64_t{bytes_.size()} * 8);
    return (static_cast<unsigned char>(bytes_[bit / 8]) >> bit % 8 & 1U) != 0;
  }

 private:
  std::string_view bytes_{};
};

/// The filter as it is stored: u64 XXH3 of it, then its bytes.
class StoredPairs {
 public:
  /// Errors: corrupt.
  static Result<StoredPairs> open(std::string bytes);

  /// Views this.
  [[nodiscard]] PairsView view() const;
  /// Memory it takes, for cache limits.
  [[nodiscard]] std::size_t bytes() const { return sizeof *this + bytes_.capacity(); }

 private:
  explicit StoredPairs(std::string bytes) : bytes_(std::move(bytes)) {}
  std::string bytes_;
};

}  // namespace whensaid::timeline
