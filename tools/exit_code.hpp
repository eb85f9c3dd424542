#pragma once

// Exit codes of the command: one table, which --help prints and scripts rely on.

#include <string>

#include <whensaid/result.hpp>

namespace whensaid::tool {

enum class Exit : int {
  ok = 0,
  nothing_found = 1,
  usage = 2,
  no_index = 3,
  locked = 4,
  corrupt = 5,
  input_failed = 6,
  io = 7,
  moved_on = 8,
  interrupted = 130,
  terminated = 143,
};

/// What a library error means to the shell.
[[nodiscard]] Exit exit_of(Errc code);

/// The table, a code a line, for --help.
[[nodiscard]] std::string exit_code_table();

}  // namespace whensaid::tool
