#pragma once

// "Did you mean": the query with the words that nobody says replaced by what may have been meant.

#include <optional>
#include <string>

#include "index/reader.hpp"
#include "query/tree.hpp"

namespace whensaid::index {

/// The whole query, corrected, in its canonical spelling; nothing when no word looks misspelt.
/// Words and phrases are corrected, wherever they stand in the tree; nothing else is. Throws what
/// Xapian throws. Cost: a look-up a word; 0.2 ms for each that is not in the index, and once for an
/// open reader about 5 ms for reading 50,000 forms.
[[nodiscard]] std::optional<std::string> suggest(const query::Node& root, Reader& reader);

}  // namespace whensaid::index
