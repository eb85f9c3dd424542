#pragma once

// What results look like: for people and as JSON. Values in, text out; nothing is printed here.

#include <string>
#include <string_view>
#include <vector>

#include <whensaid/model.hpp>
#include <whensaid/query.hpp>
#include <whensaid/search.hpp>

#include "terminal.hpp"

namespace whensaid::tool {

/// Hits for people: episodes in order of their best moment, under each its moments.
[[nodiscard]] std::string render_text(const Page& page, const Terminal& terminal);

/// Facets for people: under each field its values with bars and the number of episodes.
[[nodiscard]] std::string render_facets(const std::vector<Facet>& facets, const Terminal& terminal);

/// A query with its answer, as JSON is made from it.
struct Answer {
  std::string_view text{};  ///< the query as it was typed; of `place` ID@TIME
  const Query& query;
  const Page& page;
  double took_ms{0};
  bool place{false};  ///< what is like a place was asked for, not a query
};

enum class JsonShape { one_line, line_per_hit };

/// One JSON object with all of DESIGN's keys and a line end. Every key is always there; text that
/// is not known is empty. Times are seconds with three decimals, matches byte offsets in the
/// excerpt.
[[nodiscard]] std::string render_json(const Answer& answer, JsonShape shape);

/// A query's warnings as a JSON list.
[[nodiscard]] std::string warnings_json(const std::vector<Warning>& warnings);

/// A hit as JSON, as search.schema.json has it.
[[nodiscard]] std::string hit_json(const Hit& hit);

[[nodiscard]] std::string count_json(const Count& count);

/// A JSON list of what `write` makes of each value.
template <typename Values, typename Write>
[[nodiscard]] std::string list_json(const Values& values, Write write) {
  std::string out = "[";
  for (const auto& value : values) {
    if (out.size() > 1) out += ',';
    out += write(value);
  }
  return out + "]";
}

/// A JSON string, quotes included. Broken UTF-8 becomes U+FFFD.
[[nodiscard]] std::string json_string(std::string_view text);

/// All about an episode, with its transcript.
[[nodiscard]] std::string render_episode(const Episode& episode, const Terminal& terminal);

/// The episode with only the cues and chapters that touch `span`.
[[nodiscard]] Episode cut_to(Episode episode, TimeSpan span);

}  // namespace whensaid::tool
