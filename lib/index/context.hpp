#pragma once

// The transcript before, in and after a moment.

#include <vector>

#include <whensaid/search.hpp>

#include "index/record.hpp"
#include "timeline/rank.hpp"
#include "timeline/timeline.hpp"

namespace whensaid::index {

/// What SearchOptions::context asks for; nothing for a moment without a time. Errors: corrupt.
Result<std::vector<Cue>> context_of(const timeline::Moment& moment,
                                    const timeline::Timeline& timeline, const Record& record,
                                    const ContextOptions& options);

}  // namespace whensaid::index
