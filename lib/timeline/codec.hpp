#pragma once

// A timeline's bytes: the layout and the bit streams. encode.cpp writes it, timeline.cpp reads it.
//
//   u64   XXH3 of everything behind it
//   u8    kVersion
//   varints: size of the axis, then how many sections, cues, word marks, turns, speakers, chapters,
//         stems; bytes of the marks, the words, the long lists, the short lists
//   2 u8  widths of the offsets in the index
//   marks language, sections (zone, length), cues (tokens, start, end), word marks, turns,
//   speakers, chapters:
//         varints of differences
//   index one entry for each block of kBlockStems stems: the first 4 bytes of its first stem (big
//         endian, so that integers compare like strings), where its words and its short lists begin
//   words per stem: shared and own length (4 bits each), own bytes, count and flags, forms
//   lists Rice-coded gaps, low bit first, each list followed by the written form at each position
//   8 bytes of zero, so that a bit stream may be read 64 bits at a time
//
// Stems are sorted and front-coded inside a block; the first of a block shares nothing. The short
// lists of a block follow each other bit by bit, so that reaching one means decoding those before
// it; a list of kLongList positions and more stands apart, on a byte, its place in the stem's
// entry. Measured on an hour of talk (10,900 words, 1,330 stems): gaps cost 9.6 bits each, 0.1
// above the entropy of the positions; varints cost 11.7, Elias-Fano 9.8.

#include <algorithm>
#include <bit>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

namespace whensaid::timeline {

inline constexpr std::uint8_t kVersion = 2;
inline constexpr std::size_t kBlockStems = 16;
inline constexpr std::uint32_t kLongList = 24;
inline constexpr std::size_t kPadding = 8;

/// The low bits of a stem's count: how its forms are spelled, and whether its list stands apart.
inline constexpr unsigned kPlain = 0;     ///< one form, the stem itself
inline constexpr unsigned kOneForm = 1;   ///< one form, spelled out
inline constexpr unsigned kForms = 2;     ///< their number, then each
inline constexpr unsigned kSpelling = 3;  ///< mask of the above
inline constexpr unsigned kLongFlag = 4;

/// The Rice parameter for `count` positions out of `size`: both sides compute it, nobody stores it.
inline unsigned rice_bits(std::uint32_t size, std::uint32_t count) {
  const auto mean_gap = static_cast<std::uint64_t>(size - count) / count;
  const auto scaled = mean_gap * 11 / 16;  // ln 2: the median of geometric gaps
  return scaled == 0 ? 0 : static_cast<unsigned>(std::bit_width(scaled)) - 1;
}

/// Bits that tell `forms` forms apart.
inline unsigned form_bits(std::uint32_t forms) {
  return forms <= 1 ? 0 : static_cast<unsigned>(std::bit_width(forms - 1));
}

class BitWriter {
 public:
  explicit BitWriter(std::string& out) : out_(out) {}

  void put(std::uint64_t value, unsigned count) {
    pending_ |= value << used_;
    used_ += count;
    while (used_ >= 8) {
      out_.push_back(static_cast<char>(pending_));
      pending_ >>= 8U;
      used_ -= 8;
    }
  }

  void put_rice(std::uint32_t value, unsigned k) {
    for (auto quotient = value >> k; quotient > 0; quotient -= std::min(quotient, 32U)) {
      put(0, std::min(quotient, 32U));
    }
    put(1, 1);
    put(value & ((std::uint64_t{1} << k) - 1), k);
  }

  void align() {
    if (used_ > 0) put(0, 8 - used_);
  }

 private:
  std::string& out_;
  std::uint64_t pending_{0};
  unsigned used_{0};
};

/// Reads what BitWriter wrote. The bytes must be followed by kPadding readable bytes. Past the end
/// it gives what the padding holds and never leaves it.
class BitReader {
 public:
  BitReader(std::string_view bytes, std::uint64_t bit)
      : data_(bytes.data()), end_(bytes.size() * 8), bit_(bit) {}

  [[nodiscard]] bool past_end() const { return bit_ > end_; }
  [[nodiscard]] std::uint64_t bit() const { return bit_; }

  std::uint32_t rice(unsigned k) {
    auto word = peek();
    std::uint32_t quotient = 0;
    while (word == 0) {  // 57 zero bits and more: only in huge timelines and damaged ones
      if (bit_ >= end_) {
        bit_ = end_ + 1;
        return 0;
      }
      quotient += kPeek;
      bit_ += kPeek;
      word = peek();
    }
    const auto zeros = static_cast<unsigned>(std::countr_zero(word));
    bit_ += zeros + 1;
    quotient += zeros;
    if (zeros + 1 + k <= kPeek) {
      word >>= zeros + 1;
      bit_ += k;
      return (quotient << k) | static_cast<std::uint32_t>(word & ((std::uint64_t{1} << k) - 1));
    }
    return (quotient << k) | bits(k);
  }

  /// count < 32
  std::uint32_t bits(unsigned count) {
    const auto value = peek() & ((std::uint64_t{1} << count) - 1);
    bit_ += count;
    return static_cast<std::uint32_t>(value);
  }

  void skip(std::uint64_t count) { bit_ += count; }

 private:
  static constexpr unsigned kPeek = 57;  // what is surely there of 64 bits read at a byte

  [[nodiscard]] std::uint64_t peek() const {
    if (bit_ >= end_) return 0;
    std::uint64_t word = 0;
    std::memcpy(&word, data_ + (bit_ >> 3U), sizeof word);
    return (word >> (bit_ & 7U)) & ((std::uint64_t{1} << kPeek) - 1);
  }

  const char* data_;
  std::uint64_t end_;
  std::uint64_t bit_;
};

}  // namespace whensaid::timeline
