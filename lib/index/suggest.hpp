#pragma once

// "Did you mean": the query with the words that nobody says replaced by what may have been meant.

#include <optional>
#include <string>

#include <whensaid/search.hpp>

#include "index/reader.hpp"
#include "query/tree.hpp"

namespace whensaid::index {

/// The whole query, corrected, in its canonical spelling; nothing when no word looks misspelt, or
/// when the corrected query would find nothing. Words and phrases are corrected, wherever they
/// stand in the tree; nothing else is. Words that have synonyms are left alone. Throws what Xapian
/// throws. Cost: 0.3 us a word that is known to be known, 3 us the first time; 0.05 ms for each
/// that is not in the index, and once for an open reader about 5 ms for reading 50,000 forms. A
/// suggestion is searched, for one moment: about 0.3 ms.
[[nodiscard]] std::optional<std::string> suggest(const query::Node& root, Reader& reader,
                                                 const SearchOptions& options);

}  // namespace whensaid::index
