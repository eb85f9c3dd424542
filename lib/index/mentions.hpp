#pragma once

// When the words of a query were said: by month over the index, by minute in one episode.

#include <whensaid/counts.hpp>
#include <whensaid/result.hpp>

#include "index/compile.hpp"
#include "index/find.hpp"
#include "index/reader.hpp"

namespace whensaid::index {

/// Errors: corrupt; not_found when there is no such episode. Throws what Xapian throws.
Result<Mentions> count_mentions(Reader& reader, const Compiled& compiled, Stages& stages,
                                const MentionOptions& options);

}  // namespace whensaid::index
