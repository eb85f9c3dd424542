#pragma once

// Writes the layout of codec.hpp, one stem after the other.

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "timeline/codec.hpp"
#include "timeline/letters.hpp"
#include "timeline/marks.hpp"
#include "timeline/timeline.hpp"

namespace whensaid::timeline {

/// Where a stem stands, and in which written form at each place.
struct StemPlaces {
  std::string_view stem{};
  std::span<const Position> positions{};      ///< ascending, at least one
  std::span<const std::string_view> forms{};  ///< distinct, at least one
  std::span<const std::uint32_t> form_at{};   ///< index into forms, for each position
};

/// Keeps its buffers; start() begins the next timeline.
class Encoder {
 public:
  Encoder() = default;
  Encoder(const Encoder&) = delete;  // the bit writers point into it
  Encoder& operator=(const Encoder&) = delete;

  /// Any stems can be written in letters of either size; LetterChoice knows the shorter.
  void start(Position size, unsigned letter_bits = kLatinBits);
  /// Stems must come sorted.
  void add(const StemPlaces& places);
  std::string finish(const Marks& marks);

 private:
  void write_letters(std::string_view stem);
  void write_forms(const StemPlaces& places);
  void write_short_list(std::span<const Position> positions);
  static void write_form_numbers(const StemPlaces& places, BitWriter& bits);
  void end_block();

  Position size_{0};
  unsigned letter_bits_{kLatinBits};
  std::uint32_t stems_{0};
  std::vector<std::uint8_t> previous_{};  ///< letters of the stem before
  std::vector<std::uint8_t> letters_{};
  // Columns of the block at hand.
  struct Column {
    std::string bytes{};
    BitWriter bits{bytes};
    void clear();
  };
  Column lengths_{};
  Column own_letters_{};
  Column counts_{};
  Column endings_{};
  Column lists_{};
  Column long_lists_{};
  struct BlockStart {
    std::uint32_t key;
    std::size_t at;
  };
  std::vector<BlockStart> starts_{};
  std::string blocks_{};
};

}  // namespace whensaid::timeline
