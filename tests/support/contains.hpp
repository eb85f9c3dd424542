#pragma once

// What a test says of a text that it does not want to know whole.

#include <string_view>

namespace whensaid::test {

inline bool contains(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}

}  // namespace whensaid::test
