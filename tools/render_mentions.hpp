#pragma once

// Mentions over time: a chart for people, JSON and CSV for programs.

#include <string>
#include <string_view>

#include <whensaid/counts.hpp>
#include <whensaid/query.hpp>

#include "terminal.hpp"

namespace whensaid::tool {

/// Months, gaps included, or the minutes of an episode in steps that make a chart of a screen.
[[nodiscard]] std::string render_mentions(const Mentions& mentions, const Terminal& terminal);

/// One object; mentions.schema.json describes it.
[[nodiscard]] std::string mentions_json(std::string_view text, const Query& query,
                                        const Mentions& mentions);

/// month,episodes,mentions,published, the undated last with an empty month; of one episode
/// minute,mentions.
[[nodiscard]] std::string mentions_csv(const Mentions& mentions);

}  // namespace whensaid::tool
