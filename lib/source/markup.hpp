#pragma once

// The text of one caption: tags, voices, time stamps and character references of WebVTT, and the
// same (with ASS overrides) as SRT files borrow them. One pass, no nesting to follow: a voice runs
// to the next voice or the end, all other tags only vanish.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include <whensaid/model.hpp>

namespace whensaid::source {

enum class Dialect {
  webvtt,  ///< unknown tags are dropped, as the standard says
  srt,     ///< only known tags are tags ("List<int>" is text); {\an8}, {i} are dropped
};

/// What one voice says within a caption.
struct Piece {
  std::string speaker{};      ///< empty: not known
  std::string text{};         ///< line ends kept, spaces as they stood
  std::vector<Word> words{};  ///< after time stamps, which rise; times as written
};

/// The pieces with any text, in order. `start` is the time of the words before the first stamp.
[[nodiscard]] std::vector<Piece> parse_markup(std::string_view payload, Dialect dialect,
                                              Millis start);

/// The text alone.
[[nodiscard]] std::string strip_markup(std::string_view payload, Dialect dialect);

/// Runs of white space (no-break spaces and byte order marks too) to one space, none at the ends.
[[nodiscard]] std::string collapse_spaces(std::string_view text);

}  // namespace whensaid::source
