#pragma once

// A moment becomes a hit: names, times and text from the episode's record.

#include <whensaid/search.hpp>

#include "index/find.hpp"
#include "index/reader.hpp"

namespace whensaid::index {

/// `stage2` is that of the episode's language. Errors: corrupt. Throws what Xapian throws.
Result<Hit> make_hit(Reader& reader, const Found& found, const Record& record, Stage2& stage2,
                     const SearchOptions& options);

}  // namespace whensaid::index
