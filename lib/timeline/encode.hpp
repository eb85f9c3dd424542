#pragma once

// Writes the layout of codec.hpp, one stem after the other.

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "timeline/codec.hpp"
#include "timeline/timeline.hpp"

namespace whensaid::timeline {

/// What a timeline holds besides its words. Sections and cues cover the axis in order.
struct Marks {
  Position size{0};
  std::string_view language{};  ///< whose stems these are
  std::vector<Section> sections{};
  std::vector<CueMark> cues{};
  std::vector<WordMark> word_marks{};
  std::vector<Turn> turns{};
  std::vector<std::string_view> speakers{};  ///< speaker 1 and on; 0 is "not known"
  std::vector<ChapterMark> chapters{};
};

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

  void start(Position size);
  /// Stems must come sorted.
  void add(const StemPlaces& places);
  std::string finish(const Marks& marks);

 private:
  void write_list(const StemPlaces& places, BitWriter& bits) const;

  Position size_{0};
  std::uint32_t stems_{0};
  std::string previous_{};
  std::string words_{};
  std::string long_lists_{};
  std::string short_lists_{};
  BitWriter long_bits_{long_lists_};
  BitWriter short_bits_{short_lists_};
  struct BlockStart {
    std::uint32_t key;
    std::size_t words;
    std::size_t lists;
  };
  std::vector<BlockStart> blocks_{};
};

}  // namespace whensaid::timeline
