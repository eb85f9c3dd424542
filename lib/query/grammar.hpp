#pragma once

// Text to tree, by recursive descent over symbols.hpp. One function per level of the grammar in
// whensaid/query.hpp; a new prefix or operator is a symbol in the lexer and a case in its level.

#include <string_view>
#include <vector>

#include <whensaid/source.hpp>

#include "query/tree.hpp"

namespace whensaid::query {

struct Parsed {
  Node root{};  ///< canonical
  std::vector<Warning> warnings{};
};

/// Takes clean text. The tree may print more than may be read (parser.hpp sees to that), the
/// warnings are in the order in which they were found.
[[nodiscard]] Parsed parse_once(std::string_view text);

}  // namespace whensaid::query
