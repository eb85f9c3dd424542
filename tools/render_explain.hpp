#pragma once

// How a search came to its answer: in lines for people, as JSON for programs.

#include <optional>
#include <string>
#include <string_view>

#include <whensaid/explain.hpp>
#include <whensaid/query.hpp>

#include "terminal.hpp"
#include "times.hpp"

namespace whensaid::tool {

/// What was asked, and what came of it.
struct Explained {
  std::string_view text{};  ///< the query as it was typed
  const Query& query;
  const Explanation& search;
  std::optional<EpisodeTime> asked{};         ///< --moment
  std::optional<MomentExplanation> moment{};  ///< with `asked`
};

[[nodiscard]] std::string render_explained(const Explained& explained, const Terminal& terminal);

/// One object; explain.schema.json describes it.
[[nodiscard]] std::string explained_json(const Explained& explained);

}  // namespace whensaid::tool
