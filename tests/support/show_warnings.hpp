#pragma once

// Warnings as text: `1:5: message`, a line each.

#include <string>
#include <vector>

#include <whensaid/source.hpp>

namespace whensaid::support {

inline std::string show_warnings(const std::vector<Warning>& warnings) {
  std::string text;
  for (const auto& warning : warnings) {
    text += std::to_string(warning.line) + ':' + std::to_string(warning.column) + ": " +
            warning.message + '\n';
  }
  return text;
}

}  // namespace whensaid::support
