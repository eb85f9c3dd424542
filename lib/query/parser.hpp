#pragma once

// Text to tree, by recursive descent over lexer.hpp. One function per level of the grammar in
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

/// Total: any bytes give a tree. Time is linear in the text, the stack is bounded by
/// kMaxQueryDepth.
[[nodiscard]] Parsed parse(std::string_view text);

/// Takes a plain word at the very end for the beginning of words.
[[nodiscard]] Parsed parse_typing(std::string_view text);

}  // namespace whensaid::query
