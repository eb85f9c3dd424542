#pragma once

// What an output stream is: a terminal or not, with colours or not, how wide.

#include <cstddef>
#include <string>
#include <string_view>

namespace whensaid::tool {

enum class ColorMode { automatic, always, never };

struct Terminal {
  bool is_terminal{false};
  bool color{false};
  std::size_t width{0};  ///< columns; 0: not known, lines are not broken
};

/// Looks at the descriptor and at NO_COLOR, CLICOLOR_FORCE, TERM and COLUMNS. Colours: `mode` if it
/// decides, else NO_COLOR switches off, CLICOLOR_FORCE on, else only on a terminal that is not
/// dumb.
[[nodiscard]] Terminal look_at(int descriptor, ColorMode mode);

/// What is printed in which look; one table, so that all views agree.
enum class Look { heading, match, time, faint };

/// The codes that switch a look on and off; empty without colours.
[[nodiscard]] std::string_view on(Look look, const Terminal& terminal);
[[nodiscard]] std::string_view off(const Terminal& terminal);

/// `text` in that look.
[[nodiscard]] std::string in_look(std::string_view text, Look look, const Terminal& terminal);

}  // namespace whensaid::tool
