#include <cmath>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "render.hpp"
#include "times.hpp"

namespace whensaid::tool {

namespace {

using nlohmann::json;

// Numbers are written by hand: "12.500" says that times are exact to the millisecond, and a JSON
// library would print 12.5.
std::string matches_json(const std::vector<ByteRange>& matches) {
  std::string out = "[";
  for (const auto& match : matches) {
    if (out.size() > 1) out += ',';
    out += fmt::format("[{},{}]", match.begin, match.end);
  }
  return out + "]";
}

std::string hit_json(const Hit& hit) {
  const double score = std::isfinite(hit.score) ? hit.score : 0;
  return fmt::format(
      R"({{"episode":{},"show":{},"title":{},"start":{},"end":{},"entry":{},"speaker":{},"chapter":{},)"
      R"("field":{},"score":{:.4f},"excerpt":{{"text":{},"matches":{}}},"url":{},"published":{},"language":{}}})",
      json_string(hit.episode), json_string(hit.show), json_string(hit.title),
      decimal_seconds(hit.time.start), decimal_seconds(hit.time.end), decimal_seconds(hit.entry),
      json_string(hit.speaker), json_string(hit.chapter), json_string(to_string(hit.zone)), score,
      json_string(hit.excerpt.text), matches_json(hit.excerpt.matches), json_string(hit.url),
      json_string(hit.published ? iso_day(*hit.published) : std::string{}),
      json_string(hit.language));
}

std::string warnings_json(const std::vector<Warning>& warnings) {
  std::string out = "[";
  for (const auto& warning : warnings) {
    if (out.size() > 1) out += ',';
    out += fmt::format(R"({{"column":{},"message":{}}})", warning.column,
                       json_string(warning.message));
  }
  return out + "]";
}

}  // namespace

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
  out += fmt::format(R"(],"complete":{},"estimated_episodes":{},"warnings":{}}})",
                     answer.page.complete, answer.page.estimated_episodes,
                     warnings_json(answer.query.warnings()));
  return out + "\n";
}

}  // namespace whensaid::tool
