#include "csv.hpp"

#include <algorithm>
#include <array>

#include "layout.hpp"

namespace whensaid::tool {

namespace {

constexpr std::array<std::string_view, 8> kFormulaStarts{"=",      "+",      "-",      "@",
                                                         "\uFF1D", "\uFF0B", "\uFF0D", "\uFF20"};

std::string in_quotes(std::string_view cell) {
  if (cell.find_first_of(",\"\r\n") == std::string_view::npos) return std::string(cell);
  std::string out = "\"";
  for (const char c : cell) {
    if (c == '"') out += '"';
    out += c;
  }
  return out + '"';
}

}  // namespace

std::string csv_text(std::string_view text) {
  auto out = clean(text);
  // Blanks before it do not keep a spreadsheet from reading a formula.
  const auto begin = std::min(out.find_first_not_of(' '), out.size());
  const auto starts = [&](std::string_view start) {
    return std::string_view(out).substr(begin).starts_with(start);
  };
  if (std::ranges::any_of(kFormulaStarts, starts)) out.insert(0, "'");
  return out;
}

std::string csv_row(std::initializer_list<std::string> cells) {
  std::string row;
  for (const auto& cell : cells) {
    if (&cell != cells.begin()) row += ',';
    row += in_quotes(cell);
  }
  return row + "\r\n";
}

}  // namespace whensaid::tool
