#pragma once

// A moment becomes a hit: names, times and text from the episode's record.

#include <vector>

#include <whensaid/search.hpp>

#include "index/find.hpp"
#include "index/reader.hpp"

namespace whensaid::index {

/// Errors: corrupt. Throws what Xapian throws.
Result<Hit> make_hit(Reader& reader, const Found& found, const Record& record, Stages& stages,
                     const SearchOptions& options);

/// Leaves the moment's own matches. Where cues overlap, others may stand between them in the text.
void keep_own(std::vector<timeline::Match>& matches, const timeline::Moment& moment,
              const timeline::Timeline& timeline);

}  // namespace whensaid::index
