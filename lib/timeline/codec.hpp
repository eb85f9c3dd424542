#pragma once

// A timeline's bytes: the layout and the bit streams. encode.cpp writes it, timeline.cpp reads it.
//
//   u64   XXH3 of everything behind it
//   u8    kVersion
//   varints: size of the axis, then how many sections, cues, word marks, turns, speakers, chapters,
//         stems; bytes of the marks, the blocks, the long lists
//   2 u8  bits of a letter, bytes of a block's place
//   marks language, sections, speakers, chapters, then columns of bits (marks.hpp)
//   index one entry for each block of kBlockStems stems: the first letters of its first stem as 32
//         bits (big endian, so that integers compare as stems do), where it begins in the blocks
//   blocks each: the bytes of its letters, those of its counts and endings (u8 each; 255: 32 bits
//         follow behind both), then columns, bits from the low end of each byte on:
//         letters (letters.hpp) per stem: letters shared with the stem before it (3 bits; the first
//               of a block shares none), its own (3 bits: 1 to 7 as 0 to 6; 7: a gamma code stands
//               before them, of 1 for none, of letters - 6 for more); then all their own letters,
//               in groups of up to kLetterGroup, the first in the highest bits. Ends on a byte
//         counts  per stem: how many positions it has, as a gamma code; from kLongList on also
//         where
//               in the long lists: how many bits that takes (5 bits), then these; how its forms are
//               spelled: 1 for one form, the stem itself; 01 for one, 00 for more, one less than
//               their number as a gamma code
//         endings of all forms that are not the one plain one (endings.hpp). Ends on a byte
//         lists   the short ones. Ends on a byte
//   long lists, each beginning on a byte
//   8 bytes of zero, so that a bit stream may be read 64 bits at a time
//
// A list is its positions followed by the number of the form at each of them. Short ones are
// Rice-coded gaps, and to reach one means decoding those before it in its block; long ones are
// Elias-Fano codes (long_list.hpp), in which a place is found without reading all. Measured on an
// hour of talk (10,700 words, 1,210 stems): gaps cost 9.56 bits each, 0.17 above the entropy of the
// positions; varints cost 11.7, Elias-Fano 9.8.

#include <algorithm>
#include <bit>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

namespace whensaid::timeline {

inline constexpr std::uint8_t kVersion = 6;
inline constexpr std::size_t kBlockStems = 8;
inline constexpr std::uint32_t kLongList = 24;
inline constexpr std::size_t kPadding = 8;

inline constexpr std::uint32_t kManyBytes = 255;  ///< the size of a column stands elsewhere
inline constexpr unsigned kLengthsBits = 6;       ///< letters shared, letters of its own
inline constexpr std::uint32_t kMostShared = 7;
inline constexpr std::uint32_t kLetterGroup = 7;  ///< letters that are read at once

/// Of the column of lengths; the letters begin on a byte.
inline constexpr std::uint64_t lengths_bits(std::uint32_t stems) {
  return (std::uint64_t{stems} * kLengthsBits + 7) / 8 * 8;
}

/// The Rice parameter for `count` positions out of `size`: both sides compute it, nobody stores it.
/// Geometric gaps of mean m want log2(0.96 (m + 1/2)) (Kiely 2004); words come in bunches, and 0.91
/// is the least of what was measured.
inline unsigned rice_bits(std::uint32_t size, std::uint32_t count) {
  const auto gaps = 2 * std::uint64_t{size - count} + count + 1;
  const auto wanted = 29 * gaps;
  const auto per_gap = 64 * (std::uint64_t{count} + 1);
  if (wanted < per_gap) return 0;
  const auto bits = static_cast<unsigned>(std::bit_width(wanted) - std::bit_width(per_gap));
  return per_gap << bits <= wanted ? bits : bits - 1;  // a division would take longer
}

/// Bits that tell `forms` forms apart.
inline unsigned form_bits(std::uint32_t forms) {
  return forms <= 1 ? 0 : static_cast<unsigned>(std::bit_width(forms - 1));
}

/// So many zeros begin a number that is spelled out.
inline constexpr std::uint32_t kRawFrom = 24;

/// Bytes arrive in `out` with align() at the latest.
class BitWriter {
 public:
  explicit BitWriter(std::string& out) : out_(out) {}

  /// count <= kMostBits; no bits above
  void put(std::uint64_t value, unsigned count) {
    if (used_ + count >= 64) flush();  // less than 64 are pending, so that 0 may follow
    pending_ |= value << used_;
    used_ += count;
  }

  /// value > 0, in twice as many bits as it has, less one
  void put_gamma(std::uint32_t value) {
    const auto more = static_cast<unsigned>(std::bit_width(value)) - 1;
    put(std::uint64_t{1} << more, more + 1);
    put(value & ((std::uint64_t{1} << more) - 1), more);
  }

  /// A Rice code whose outliers are spelled out: for columns of numbers that are mostly small.
  void put_number(std::uint32_t value, unsigned k) {
    if (value >> k < kRawFrom) return put_rice(value, k);
    put(std::uint64_t{1} << kRawFrom, kRawFrom + 1);
    put(value, 32);
  }

  void put_rice(std::uint32_t value, unsigned k) {
    auto quotient = value >> k;
    const auto low = value & ((std::uint64_t{1} << k) - 1);
    if (quotient + 1 + k <= kMostBits) {  // nearly always
      return put((low << 1U | 1U) << quotient, quotient + 1 + k);
    }
    for (; quotient > 32; quotient -= 32) put(0, 32);
    put(std::uint64_t{1} << quotient, quotient + 1);
    put(low, k);
  }

  /// Whole bytes, wherever in a byte they come to stand.
  void append(std::string_view bytes) {
    for (const char byte : bytes) put(static_cast<std::uint8_t>(byte), 8);
  }

  void align() {
    used_ = (used_ + 7) / 8 * 8;
    flush();
  }

 private:
  static constexpr unsigned kMostBits = 56;

  /// Leaves less than a byte.
  void flush() {
    out_.append(reinterpret_cast<const char*>(&pending_), used_ / 8);
    pending_ = used_ < 64 ? pending_ >> (used_ / 8 * 8) : 0;
    used_ %= 8;
  }

  std::string& out_;
  std::uint64_t pending_{0};
  unsigned used_{0};
};

/// Reads what BitWriter wrote. The bytes must be followed by kPadding readable bytes. Past the end
/// it gives what the padding holds and never leaves it.
class BitReader {
 public:
  static constexpr unsigned kPeek = 57;  ///< what is surely there of 64 bits read at a byte

  BitReader(std::string_view bytes, std::uint64_t bit)
      : data_(bytes.data()), end_(bytes.size() * 8), bit_(bit) {}

  [[nodiscard]] bool past_end() const { return bit_ > end_; }
  [[nodiscard]] const char* data() const { return data_; }
  [[nodiscard]] std::uint64_t bit() const { return bit_; }
  [[nodiscard]] std::uint64_t left() const { return bit_ < end_ ? end_ - bit_ : 0; }

  /// The next kPeek bits at least; zeros behind the end.
  [[nodiscard]] std::uint64_t ahead() const { return peek(); }

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

  /// count <= 32
  std::uint32_t bits(unsigned count) { return static_cast<std::uint32_t>(wide(count)); }

  /// count <= kPeek
  std::uint64_t wide(unsigned count) {
    const auto value = peek() & ((std::uint64_t{1} << count) - 1);
    bit_ += count;
    return value;
  }

  /// 0 for what put_gamma cannot write.
  std::uint32_t gamma() {
    const auto word = peek();
    const auto more = static_cast<unsigned>(std::countr_zero(word));
    if (more > 27) return wide_gamma(more);
    bit_ += 2 * more + 1;
    return static_cast<std::uint32_t>((word >> (more + 1) & ((std::uint64_t{1} << more) - 1)) |
                                      std::uint64_t{1} << more);
  }

  std::uint32_t number(unsigned k) {
    const auto word = peek();
    const auto zeros = static_cast<unsigned>(std::countr_zero(word));
    if (zeros < kRawFrom) {
      bit_ += zeros + 1;
      if (zeros + 1 + k > kPeek) return zeros << k | bits(k);
      bit_ += k;
      return zeros << k |
             static_cast<std::uint32_t>(word >> (zeros + 1) & ((std::uint64_t{1} << k) - 1));
    }
    if (zeros > kRawFrom) return rice(k);
    bit_ += kRawFrom + 1;
    return bits(32);
  }

  /// Gives each of `count` Rice codes to `visit` until that returns false, and that result; false,
  /// too, when there are no more. `count` becomes how many were not given.
  template <typename Visit>
  bool rices(std::uint32_t& count, unsigned k, const Visit& visit) {
    const auto size = k + 1;  // of what follows a code's zeros, a one first
    const auto mask = (std::uint64_t{1} << size) - 1;
    while (count > 0) {
      auto word = peek() | kBehindPeek;
      auto left = kPeek;
      const auto before = count;
      while (count > 0) {  // as many as were read at once
        const auto zeros = static_cast<unsigned>(__builtin_ctzll(word));
        if (zeros + size > left) break;
        left -= zeros + size;
        word >>= zeros;
        const auto code = (std::uint64_t{zeros} << size) + (word & mask);
        word >>= size;
        --count;
        if (!visit(static_cast<std::uint32_t>(code >> 1U))) {
          bit_ += kPeek - left;
          return false;
        }
      }
      bit_ += kPeek - left;
      if (count < before) continue;
      if (past_end()) return false;
      --count;
      if (!visit(rice(k))) return false;
    }
    return true;
  }

  /// Gives each of `count` values of `width` bits (1 to 32) to `visit`.
  template <typename Visit>
  void values(std::size_t count, unsigned width, Visit visit) {
    const auto mask = (std::uint64_t{1} << width) - 1;
    while (count > 0) {
      auto word = peek();
      auto left = kPeek;
      for (; count > 0 && left >= width; --count, left -= width, word >>= width) {
        visit(static_cast<std::uint32_t>(word & mask));
      }
      bit_ += kPeek - left;
    }
  }

  /// Passes over `count` Rice codes; false when there are not so many.
  bool skip_rices(std::uint32_t count, unsigned k) {
    return rices(count, k, [](std::uint32_t) { return true; });
  }

  void skip(std::uint64_t count) { bit_ += count; }

 private:
  std::uint32_t wide_gamma(unsigned more) {
    bit_ += more + 1;
    if (more > 31) return 0;
    return bits(more) | std::uint32_t{1} << more;
  }

  /// Ends a row of zeros that peek() cut, so that nobody has to ask for the end of each row.
  static constexpr auto kBehindPeek = std::uint64_t{1} << 63U;

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
