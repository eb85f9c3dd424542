#pragma once

// Rows and answers as lines of fields between tabs: what goes through pipes to a peer in another
// process, and what PostgreSQL's COPY reads.

#include <string>
#include <string_view>
#include <vector>

namespace whensaid::bench {

/// Appends `text` with backslash, tab, line feed and carriage return written as \\, \t, \n and \r.
void append_escaped(std::string& line, std::string_view text);

/// The fields of a line without its end, with escapes undone; what follows another backslash stands
/// for itself. An empty line is one empty field.
[[nodiscard]] std::vector<std::string> split_fields(std::string_view line);

}  // namespace whensaid::bench
