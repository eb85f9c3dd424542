#pragma once

// A bar chart of numbers in a terminal.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "terminal.hpp"

namespace whensaid::tool {

struct Bar {
  std::string label{};
  std::size_t count{0};
  std::string note{};  ///< after the number
};

/// A line a bar: label, bar, number, note. The longest bar takes what room the terminal has, at
/// most kMaxBarColumns; a count that is not 0 is never without a bar.
[[nodiscard]] std::string render_chart(const std::vector<Bar>& bars, const Terminal& terminal);

/// Longer bars are not easier to compare.
inline constexpr std::size_t kMaxBarColumns = 40;

}  // namespace whensaid::tool
