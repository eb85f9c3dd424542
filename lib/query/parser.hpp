#pragma once

// Any bytes to a tree: the grammar, and what is around it. Text is repaired before, a tree that
// prints more than it may is read again behind.

#include <string_view>

#include "query/grammar.hpp"

namespace whensaid::query {

/// Total: any bytes give a tree. Time is linear in the text, the stack is bounded by
/// kMaxQueryDepth.
[[nodiscard]] Parsed parse(std::string_view text);

/// Takes a plain word at the very end for the beginning of words.
[[nodiscard]] Parsed parse_typing(std::string_view text);

}  // namespace whensaid::query
