#pragma once

// Text for a terminal: cleaned of what could steer it, measured in columns, broken into lines.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include <whensaid/search.hpp>

namespace whensaid::tool {

/// One character with what sits on it, as it will be printed.
struct Glyph {
  std::string bytes{};
  std::size_t columns{0};
  bool marked{false};
};

/// Printable characters of `text`: control characters and bidirectional overrides are dropped
/// (transcripts come from strangers and must not steer a terminal), white space is a blank, broken
/// UTF-8 is U+FFFD, accents and joined emoji stay with their base. A glyph is marked when it begins
/// in one of `marks`.
[[nodiscard]] std::vector<Glyph> glyphs(std::string_view text,
                                        const std::vector<ByteRange>& marks = {});

/// The text of glyphs(): one line that is safe to print.
[[nodiscard]] std::string clean(std::string_view text);

/// Columns that `text`, once cleaned, takes on a terminal.
[[nodiscard]] std::size_t columns_of(std::string_view text);

/// A part of a text that is too long for a line, around a place in it.
struct Window {
  std::string text{};             ///< cleaned; an ellipsis stands for what is left out
  std::size_t columns_before{0};  ///< columns of `text` before the place
};

/// As much around byte `at` as fits into `columns`, besides the ellipses; a text that fits, whole.
[[nodiscard]] Window window_around(std::string_view text, std::size_t at, std::size_t columns);

/// How wrap() breaks lines.
struct Lines {
  std::size_t width{0};   ///< columns of the terminal; 0: no limit, one line
  std::size_t indent{0};  ///< blanks before every line but the first
  std::size_t used{0};    ///< columns that already stand on the first line
};

/// Lines of at most `width` columns, broken at blanks and between wide characters (CJK), without
/// the last line end. `mark_on` and `mark_off` go around marked glyphs, on each line anew.
[[nodiscard]] std::string wrap(const std::vector<Glyph>& text, const Lines& lines,
                               std::string_view mark_on = {}, std::string_view mark_off = {});

}  // namespace whensaid::tool
