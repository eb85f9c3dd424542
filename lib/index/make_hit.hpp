#pragma once

// A moment becomes a hit: names, times and text from the episode's record.

#include <whensaid/search.hpp>

#include "index/find.hpp"
#include "index/reader.hpp"

namespace whensaid::index {

/// Errors: corrupt. Throws what Xapian throws.
Result<Hit> make_hit(Reader& reader, const Found& found, const Record& record, Stages& stages,
                     const SearchOptions& options);

}  // namespace whensaid::index
