#include "terminal.hpp"

#include <charconv>
#include <cstdlib>

#include <sys/ioctl.h>
#include <unistd.h>

namespace whensaid::tool {

namespace {

/// An environment variable, empty when it is not set.
std::string_view environment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? std::string_view{} : std::string_view{value};
}

bool wants_color(bool is_terminal, ColorMode mode) {
  if (mode != ColorMode::automatic) return mode == ColorMode::always;
  if (!environment("NO_COLOR").empty()) return false;
  const auto force = environment("CLICOLOR_FORCE");
  if (!force.empty() && force != "0") return true;
  const auto term = environment("TERM");
  return is_terminal && !term.empty() && term != "dumb";
}

std::size_t width_of(int descriptor, bool is_terminal) {
  const auto columns = environment("COLUMNS");
  std::size_t width = 0;
  const auto read = std::from_chars(columns.data(), columns.data() + columns.size(), width);
  if (!columns.empty() && read.ec == std::errc{} && read.ptr == columns.data() + columns.size()) {
    return width;
  }
  if (!is_terminal) return 0;
  winsize size{};
  if (::ioctl(descriptor, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) return size.ws_col;
  return 80;
}

}  // namespace

Terminal look_at(int descriptor, ColorMode mode) {
  Terminal terminal;
  terminal.is_terminal = ::isatty(descriptor) == 1;
  terminal.color = wants_color(terminal.is_terminal, mode);
  terminal.width = width_of(descriptor, terminal.is_terminal);
  return terminal;
}

std::string_view on(Look look, const Terminal& terminal) {
  if (!terminal.color) return {};
  switch (look) {
    case Look::heading: return "\x1b[36m";
    case Look::match: return "\x1b[1m";
    case Look::time: return "\x1b[32m";
    case Look::faint: return "\x1b[2m";
  }
  return {};
}

std::string_view off(const Terminal& terminal) {
  return terminal.color ? std::string_view{"\x1b[0m"} : std::string_view{};
}

std::string in_look(std::string_view text, Look look, const Terminal& terminal) {
  std::string out(on(look, terminal));
  out += text;
  out += off(terminal);
  return out;
}

}  // namespace whensaid::tool
