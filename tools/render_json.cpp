#include <cmath>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "render.hpp"
#include "times.hpp"

namespace whensaid::tool {

namespace {

using nlohmann::json;

// Numbers are written by hand: "12.500" says that times are exact to the millisecond, and a JSON
// library would print 12.5. The keys are described in search.schema.json.

std::string match_json(const ByteRange& match) {
  return fmt::format("[{},{}]", match.begin, match.end);
}

std::string word_json(const MatchedWord& word) {
  return fmt::format(R"({{"text":{},"start":{},"end":{}}})", json_string(word.text),
                     decimal_seconds(word.time.start), decimal_seconds(word.time.end));
}

std::string cue_json(const Cue& cue) {
  return fmt::format(R"({{"start":{},"end":{},"speaker":{},"text":{}}})",
                     decimal_seconds(cue.start), decimal_seconds(cue.end.value_or(cue.start)),
                     json_string(cue.speaker), json_string(cue.text));
}

std::string warning_json(const Warning& warning) {
  return fmt::format(R"({{"column":{},"message":{}}})", warning.column,
                     json_string(warning.message));
}

std::string facet_json(const Facet& facet) {
  const auto value_json = [](const FacetValue& value) {
    return fmt::format(R"({{"value":{},"episodes":{}}})", json_string(value.value), value.episodes);
  };
  return fmt::format(R"({{"field":{},"distinct":{},"exact":{},"values":{}}})",
                     json_string(to_string(facet.field)), facet.distinct, facet.exact,
                     list_json(facet.values, value_json));
}

}  // namespace

std::string hit_json(const Hit& hit) {
  const double score = std::isfinite(hit.score) ? hit.score : 0;
  return fmt::format(
      R"({{"episode":{},"show":{},"title":{},"start":{},"end":{},"entry":{},"speaker":{},"chapter":{},)"
      R"("field":{},"score":{:.4f},"excerpt":{{"text":{},"matches":{}}},"url":{},"published":{},"language":{},)"
      R"("audio":{},"words":{},"zones":{},"context":{}}})",
      json_string(hit.episode), json_string(hit.show), json_string(hit.title),
      decimal_seconds(hit.time.start), decimal_seconds(hit.time.end), decimal_seconds(hit.entry),
      json_string(hit.speaker), json_string(hit.chapter), json_string(to_string(hit.zone)), score,
      json_string(hit.excerpt.text), list_json(hit.excerpt.matches, match_json),
      json_string(hit.url), json_string(hit.published ? iso_day(*hit.published) : std::string{}),
      json_string(hit.language), json_string(hit.audio), list_json(hit.words, word_json),
      list_json(hit.zones, [](Zone zone) { return json_string(to_string(zone)); }),
      list_json(hit.context, cue_json));
}

std::string count_json(const Count& count) {
  return fmt::format(R"({{"at_least":{},"at_most":{},"exact":{}}})", count.at_least, count.at_most,
                     count.exact());
}

std::string warnings_json(const std::vector<Warning>& warnings) {
  return list_json(warnings, warning_json);
}

std::string json_string(std::string_view text) {
  return json(std::string(text)).dump(-1, ' ', false, json::error_handler_t::replace);
}

std::string render_json(const Answer& answer, JsonShape shape) {
  const std::string_view gap = shape == JsonShape::line_per_hit ? "\n" : "";
  std::string out = fmt::format(R"({{"query":{},"took_ms":{:.3f},"hits":[)",
                                json_string(answer.text), answer.took_ms);
  bool first = true;
  for (const auto& hit : answer.page.hits) {
    if (!first) out += ',';
    out += gap;
    out += hit_json(hit);
    first = false;
  }
  if (!first) out += gap;
  out += fmt::format(
      R"(],"complete":{},"estimated_episodes":{},"warnings":{},"episodes":{},"snapshot":{},"suggestion":{},"partial":{},"notes":{},"facets":{},"searched":{}}})",
      answer.page.complete, answer.page.estimated_episodes, warnings_json(answer.query.warnings()),
      count_json(answer.page.episodes), json_string(answer.page.snapshot),
      json_string(answer.page.suggestion.value_or("")), answer.page.partial,
      list_json(answer.page.notes, json_string), list_json(answer.page.facets, facet_json),
      json_string(answer.page.searched));
  return out + "\n";
}

}  // namespace whensaid::tool
