#include "around.hpp"

#include <array>
#include <charconv>

namespace whensaid::tool {

namespace {

using Unit = ContextOptions::Unit;

struct UnitName {
  std::string_view name;
  Unit unit;
};

constexpr std::array<UnitName, 5> kUnits{{{"s", Unit::seconds},
                                          {"cue", Unit::cues},
                                          {"cues", Unit::cues},
                                          {"turn", Unit::turns},
                                          {"turns", Unit::turns}}};

/// Takes digits off the front. A million is longer than any episode in every unit.
std::optional<std::size_t> take_number(std::string_view& text) {
  std::size_t number = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
  if (read.ec != std::errc{} || number > 1'000'000) return std::nullopt;
  text.remove_prefix(static_cast<std::size_t>(read.ptr - text.data()));
  return number;
}

}  // namespace

std::optional<ContextOptions> parse_around(std::string_view text) {
  const auto before = take_number(text);
  if (!before) return std::nullopt;
  auto after = before;
  if (text.starts_with(',')) {
    text.remove_prefix(1);
    after = take_number(text);
    if (!after) return std::nullopt;
  }
  for (const auto& [name, unit] : kUnits) {
    if (text == name) return ContextOptions{unit, *before, *after};
  }
  return std::nullopt;
}

}  // namespace whensaid::tool
