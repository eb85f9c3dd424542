#pragma once

// A timeline's marks, all that it holds besides words, to bytes and back. What cannot be fails the
// reader; what has been read until then is returned.
//
//   language; sections: zone (a byte), length; speakers; chapters: start since the one before,
//   length units of the cues' times and of the words': the largest that divides all of them then
//   bits (codec.hpp), in columns, each with the Rice parameter that suits it (5 bits) before it:
//     cues: words; start since the one before, in units; end: how long before the next cue's
//           start (the last: its own), in units, zigzag
//     word marks: positions since the one before; times since the one before, in units, zigzag
//     turns: cues since the one before; speaker

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "timeline/bytes.hpp"
#include "timeline/timeline.hpp"

namespace whensaid::timeline {

/// Sections and cues cover the axis in order.
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

[[nodiscard]] std::string write_marks(const Marks& marks);

/// What a search reads of every episode: all but cues, words' times and turns, and where these
/// begin in `bytes`, which are what write_marks gave. Views them. False when the marks cannot be;
/// the sections must fill the axis.
[[nodiscard]] bool read_marks(std::string_view bytes, const MarkCounts& counts, Marks& marks,
                              SpokenPlace& spoken);

/// The rest; kPadding readable bytes must follow `bytes`, which end where the marks do. False when
/// they cannot be.
[[nodiscard]] bool read_spoken(std::string_view bytes, const MarkCounts& counts,
                               const SpokenPlace& place, Marks& marks);

}  // namespace whensaid::timeline
