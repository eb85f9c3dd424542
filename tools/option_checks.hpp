#pragma once

// Checks of option values that several verbs use.

#include <CLI/CLI.hpp>

namespace whensaid::tool {

/// A range check whose bounds stay out of the help: they are guards, not advice.
inline CLI::Validator between(int low, int high) {
  CLI::Validator check = CLI::Range(low, high);
  check.description({});
  return check;
}

}  // namespace whensaid::tool
