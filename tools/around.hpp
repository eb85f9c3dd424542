#pragma once

// --around: how much of the transcript comes with a moment, as people type it.

#include <optional>
#include <string_view>

#include <whensaid/search.hpp>

namespace whensaid::tool {

/// "30s", "2cues", "1turn": so much before and after; "10,30s": before, after. Nothing for anything
/// else.
[[nodiscard]] std::optional<ContextOptions> parse_around(std::string_view text);

}  // namespace whensaid::tool
