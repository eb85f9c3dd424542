#pragma once

// The one spelling of each tree, so that tree to text to tree is the identity. parse() ends with
// it; trees made by other means pass through it before they are printed.

#include <string>

#include "query/tree.hpp"

namespace whensaid::query {

/// The canonical tree: it matches the same episodes (see tree.hpp). Groups with one child are that
/// child, groups of one kind inside another are merged, exclusions stand in the outermost group
/// that they hold for, words hold nothing that is syntax. Idempotent. Recursion is as deep as the
/// tree.
[[nodiscard]] Node canonical(Node node);

/// The text of a canonical tree: `parse(print(tree))` gives `tree` again as long as the tree keeps
/// to the limits of whensaid/query.hpp, which every parsed tree does.
[[nodiscard]] std::string print(const Node& node);

}  // namespace whensaid::query
