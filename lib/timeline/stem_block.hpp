#pragma once

// One block of a timeline's stems (codec.hpp has the layout), column by column: a look-up walks the
// letters alone, only a stem that is found pays for the counts and the lists before its own, and
// only who asks for forms for the endings.

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

#include "timeline/codec.hpp"
#include "timeline/endings.hpp"
#include "timeline/letters.hpp"

namespace whensaid::timeline {

/// What all blocks of a timeline have in common.
struct BlockFormat {
  std::string_view bytes{};  ///< the whole timeline without its padding
  std::uint32_t size{0};     ///< of the axis
  unsigned letter_bits{kLatinBits};
  std::uint64_t long_lists_bit{0};  ///< where they begin
};

/// Where a block's columns begin.
struct BlockPlace {
  std::uint32_t stems{0};
  std::uint64_t letters_bit{0};  ///< of the lengths, the first column
  std::uint64_t counts_bit{0};
  std::uint64_t lists_bit{0};
};

/// The block that begins at a byte.
inline BlockPlace place_of(const BlockFormat& format, std::size_t first_byte, std::uint32_t stems) {
  BitReader in(format.bytes, std::uint64_t{first_byte} * 8);
  std::uint64_t letters = in.bits(8);
  std::uint64_t counts = in.bits(8);
  if (letters == kManyBytes) letters = in.bits(32);
  if (counts == kManyBytes) counts = in.bits(32);
  const auto begin = in.bit();
  return {stems, begin, begin + letters * 8, begin + (letters + counts) * 8};
}

/// The stems of a block by their heads.
class StemHeads {
 public:
  StemHeads(const BlockFormat& format, const BlockPlace& place)
      : format_(format),
        lengths_(BitReader(format.bytes, place.letters_bit).wide(kBlockStems * kLengthsBits)),
        letters_(format.bytes, place.letters_bit + lengths_bits(place.stems)),
        stem_{} {}

  /// Moves to the next stem, of which there must be one. False when it cannot be one.
  bool next() {
    shared_ = static_cast<std::uint32_t>(lengths_) & 7U;
    auto own = (static_cast<std::uint32_t>(lengths_ >> 3U) & 7U) + 1;
    lengths_ >>= kLengthsBits;
    if (shared_ > stem_.count) return false;
    if (own == 8) {
      own = letters_.gamma();
      own = own == 1 ? 0 : own + 6;
      if (own > letters_.left()) return false;
    }
    own_bit_ = letters_.bit();
    stem_.count = shared_ + own;
    take(own);
    return true;
  }

  [[nodiscard]] const Head& head() const { return stem_; }

  /// All letters of the stem, of which `letters` has those of the one before.
  void read(std::vector<std::uint8_t>& letters) const {
    const auto width = format_.letter_bits;
    letters.resize(stem_.count);
    BitReader bits(format_.bytes, own_bit_);
    for (auto at = shared_; at < stem_.count;) {
      const auto now = std::min(stem_.count - at, kLetterGroup);
      auto packed = bits.wide(now * width);
      for (auto i = now; i > 0; --i, packed >>= width) {
        letters[at + i - 1] = static_cast<std::uint8_t>(packed & ((1U << width) - 1));
      }
      at += now;
    }
  }

 private:
  void take(std::uint32_t own) {
    const auto width = format_.letter_bits;
    auto room = kHeadBits - std::min(shared_ * width, kHeadBits);
    stem_.letters = stem_.letters >> room << room;  // what the one before had from here on goes
    for (; own > kLetterGroup; own -= kLetterGroup) put(kLetterGroup * width, room);
    put(own * width, room);
  }

  /// Moves so many bits to where there is room, and leaves those for which there is none. A letter
  /// of which a head has but a part is not in it.
  void put(unsigned bits, unsigned& room) {
    const auto packed = letters_.wide(bits);
    if (bits <= room) {
      room -= bits;
      stem_.letters |= packed << room;
      return;
    }
    stem_.letters |= packed >> (bits - room);
    room = 0;
    const auto width = format_.letter_bits;
    stem_.letters &= ~((std::uint64_t{1} << (kHeadBits - head_letters(width) * width)) - 1);
  }

  static_assert(kBlockStems * kLengthsBits <= BitReader::kPeek);

  const BlockFormat& format_;
  std::uint64_t lengths_;  ///< of this stem in the lowest bits, the next ones above
  BitReader letters_;
  Head stem_;
  std::uint32_t shared_{0};
  std::uint64_t own_bit_{0};
};

/// What a stem has besides its letters.
struct StemEntry {
  std::uint32_t positions{0};
  std::uint64_t long_bit{0};  ///< where its list begins, if that is a long one
  bool is_plain{true};        ///< one form, the stem itself
  std::uint32_t forms{1};

  [[nodiscard]] bool is_long() const { return positions >= kLongList; }
};

/// The counts of a block, and behind the last one the endings.
class StemEntries {
 public:
  StemEntries(const BlockFormat& format, const BlockPlace& place)
      : format_(format), in_(format.bytes, place.counts_bit) {}

  /// False when it cannot be one.
  bool next(StemEntry& entry) {
    if (!next_common(entry) && !next_any(entry)) return false;
    return entry.positions > 0 && entry.positions <= format_.size && !in_.past_end();
  }

  [[nodiscard]] std::uint64_t bit() const { return in_.bit(); }

 private:
  /// Nearly all have a short list of one form: they are read in one piece. False for the others.
  bool next_common(StemEntry& entry) {
    const auto word = in_.ahead();
    const auto more = static_cast<unsigned>(std::countr_zero(word));
    constexpr unsigned kMostMore = std::bit_width(kLongList) - 1;
    if (more > kMostMore) return false;
    const auto flags = word >> (2 * more + 1);
    const auto positions = static_cast<std::uint32_t>(
        (word >> (more + 1) & ((std::uint64_t{1} << more) - 1)) | std::uint64_t{1} << more);
    if (positions >= kLongList || (flags & 3U) == 0) return false;
    entry = {positions, 0, (flags & 1U) == 1, 1};
    in_.skip(2 * more + (entry.is_plain ? 2 : 3));
    return true;
  }

  bool next_any(StemEntry& entry) {
    entry = {};
    entry.positions = in_.gamma();
    if (entry.is_long()) {
      entry.long_bit = format_.long_lists_bit + std::uint64_t{in_.bits(in_.bits(5))} * 8;
    }
    entry.is_plain = in_.bits(1) == 1;
    if (!entry.is_plain && in_.bits(1) == 0) {
      const auto more = in_.gamma();
      if (more > in_.left()) return false;
      entry.forms = more + 1;
    }
    return true;
  }

  const BlockFormat& format_;
  BitReader in_;
};

/// Passes over a list whose positions and forms are so many.
inline bool skip_list(BitReader& in, std::uint32_t size, std::uint32_t positions,
                      std::uint32_t forms) {
  if (!in.skip_rices(positions, rice_bits(size, positions))) return false;
  in.skip(std::uint64_t{positions} * form_bits(forms));
  return true;
}

/// Gives each of `forms` forms of a stem, as what is kept of it and what follows that, until
/// `visit` returns false. Their endings are next in `bits`.
template <typename Visit>
void for_each_ending(BitReader& bits, std::uint32_t forms, std::string_view stem,
                     const Visit& visit) {
  std::string buffer;
  for (std::uint32_t i = 0; i < forms; ++i) {
    const auto ending = read_ending(bits, buffer);
    if (ending.lost > stem.size() || bits.past_end()) return;  // damaged
    if (!visit(stem.substr(0, stem.size() - ending.lost), ending.gained)) return;
  }
}

}  // namespace whensaid::timeline
