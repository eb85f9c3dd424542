#pragma once

// A query that finds nothing, asked again for less.

#include <optional>

#include "query/tree.hpp"

namespace whensaid::query {

/// Every word and phrase only wished for, the sides of NEAR and the words of phrases by themselves;
/// what chooses episodes or restricts places stays, and so does what is excluded. Canonical.
/// Nothing when that asks for no less.
[[nodiscard]] std::optional<Node> relaxed(const Node& root);

}  // namespace whensaid::query
