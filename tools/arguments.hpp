#pragma once

// The command line: verbs and options to a call, with help and hints for typing errors.

#include <functional>
#include <string>
#include <variant>

#include "commands.hpp"

namespace whensaid::tool {

/// What to do: a verb with its arguments bound.
struct Call {
  std::function<Exit(const Context&)> run{};
  Context context{};
};

/// Reads the arguments. Help and errors are printed here; then there is only an exit code.
std::variant<Call, Exit> read_arguments(int argc, const char* const* argv);

}  // namespace whensaid::tool
