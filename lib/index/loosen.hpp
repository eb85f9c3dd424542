#pragma once

// Words of several parts ("front-end", "CI/CD", "Node.js") are phrases where they are required, and
// parts where they are only wished for beside other words.

#include "query/tree.hpp"
#include "text/analyzer.hpp"

namespace whensaid::index {

/// The tree with such words as their parts. As a phrase one would be missed by whoever says "the
/// front and the back end"; as parts it is found there as well, and best where they stand together,
/// for that is the query's order. A word that is all of the query, or required, excluded, in
/// brackets or a side of NEAR, is meant as it stands.
[[nodiscard]] query::Node loosened(query::Node root, text::Analyzer& analyzer);

}  // namespace whensaid::index
