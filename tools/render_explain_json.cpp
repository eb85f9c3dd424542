#include <cmath>

#include <fmt/format.h>

#include "render.hpp"
#include "render_explain.hpp"

namespace whensaid::tool {

namespace {

// The keys are described in explain.schema.json.

std::string number_json(double value) {
  return fmt::format("{:.4f}", std::isfinite(value) ? value : 0.0);
}

std::string number_json(const std::optional<std::size_t>& value) {
  return fmt::to_string(value.value_or(0));
}

std::string sought_json(const SoughtWord& word) {
  return fmt::format(R"({{"text":{},"as_written":{}}})", json_string(word.text), word.as_written);
}

std::string sought_words_json(const SoughtWords& words) {
  return list_json(words, [](const auto& slot) { return list_json(slot, sought_json); });
}

std::string reading_json(const WordReading& reading) {
  return fmt::format(
      R"({{"text":{},"language":{},"words":{},"also":{},"stop":{},"ranked":{},"weight":{},"occurrences":{},"episodes":{}}})",
      json_string(reading.text), json_string(reading.language), sought_words_json(reading.words),
      list_json(reading.also, sought_words_json), reading.stop, reading.ranked,
      number_json(reading.weight), reading.occurrences, reading.episodes);
}

std::string part_json(const ScorePart& part) {
  return fmt::format(R"({{"name":{},"value":{},"sentence":{}}})", json_string(part.name),
                     number_json(part.value), json_string(part.sentence));
}

std::string share_json(const WordShare& share) {
  return fmt::format(R"({{"text":{},"times":{},"adds":{}}})", json_string(share.text), share.times,
                     number_json(share.adds));
}

std::string explained_hit_json(const ExplainedHit& explained) {
  return fmt::format(R"({{"hit":{},"parts":{},"words":{}}})", hit_json(explained.hit),
                     list_json(explained.parts, part_json), list_json(explained.words, share_json));
}

std::string_view kind_name(QueryCondition::Kind kind) {
  switch (kind) {
    case QueryCondition::Kind::required: return "required";
    case QueryCondition::Kind::wished_for: return "wished_for";
    case QueryCondition::Kind::excluded: return "excluded";
  }
  return "";
}

std::string condition_json(const QueryCondition& condition) {
  return fmt::format(R"({{"kind":"{}","text":{},"holds":{}}})", kind_name(condition.kind),
                     json_string(condition.text), condition.holds);
}

/// A list of one or none: JSON Schema as tested has no "this or null".
std::string moment_json(const Explained& explained) {
  if (!explained.moment) return "[]";
  const auto& moment = *explained.moment;
  const auto nearest = moment.nearest ? "[" + explained_hit_json(*moment.nearest) + "]" : "[]";
  return fmt::format(
      R"([{{"episode":{},"at":{},"verdict":{},"matches":{},"conditions":{},"candidate":{},"looked_at":{},"in_episode":{},"place":{},"nearest":{}}}])",
      json_string(explained.asked->episode), decimal_seconds(explained.asked->at),
      json_string(moment.verdict), moment.matches, list_json(moment.conditions, condition_json),
      number_json(moment.candidate), moment.looked_at, number_json(moment.in_episode),
      number_json(moment.place), nearest);
}

}  // namespace

std::string explained_json(const Explained& explained) {
  const auto& search = explained.search;
  return fmt::format(
      R"({{"query":{},"read_as":{},"warnings":{},"searched":{},"notes":{},"readings":{},"stage1":{},)"
      R"("estimated_episodes":{},"looked_at":{},"matched":{},"complete":{},"episodes":{},"hits":{},"moment":{}}})"
      "\n",
      json_string(explained.text), json_string(search.query),
      warnings_json(explained.query.warnings()), json_string(search.searched),
      list_json(search.notes, json_string), list_json(search.readings, reading_json),
      json_string(search.stage1), search.estimated_episodes, search.looked_at, search.matched,
      search.complete, count_json(search.episodes), list_json(search.hits, explained_hit_json),
      moment_json(explained));
}

}  // namespace whensaid::tool
