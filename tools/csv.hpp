#pragma once

// CSV as RFC 4180 has it: comma, CRLF, quotes doubled inside quotes.

#include <initializer_list>
#include <string>
#include <string_view>

namespace whensaid::tool {

/// One line of cells that are ours: numbers, names of columns.
[[nodiscard]] std::string csv_row(std::initializer_list<std::string> cells);

/// Text from an episode as a cell's content, without what could steer a terminal or a spreadsheet.
/// Text that begins with = + - @ (or their wide forms) is a formula to Excel, LibreOffice and
/// Google Sheets, quotes or not, and a formula can send a sheet's content away. Such text gets an
/// apostrophe before it, which these programs take as "this is text"; programs that need the very
/// bytes read JSON.
[[nodiscard]] std::string csv_text(std::string_view text);

}  // namespace whensaid::tool
