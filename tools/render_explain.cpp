#include "render_explain.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "layout.hpp"
#include "messages.hpp"

namespace whensaid::tool {

namespace {

constexpr std::size_t kLabel = 12;  ///< columns of what stands on the left

/// A pattern may stand for hundreds of words.
constexpr std::size_t kShownForms = 12;

/// "  stage 1     (a OR b)"; what does not fit goes on below its own column. `number` stands
/// between and is neither wrapped nor cleaned.
std::string line(std::string_view label, std::string_view text, const Terminal& terminal,
                 std::string_view number = {}) {
  const auto columns = columns_of(label);
  const auto pad = columns < kLabel ? kLabel - columns : 1;
  const auto indent = 2 + kLabel + number.size();
  return "  " + clean(label) + std::string(pad, ' ') + std::string(number) +
         wrap(glyphs(text), {terminal.width, indent, 2 + columns + pad + number.size()}) + '\n';
}

std::string heading(std::string_view text, const Terminal& terminal) {
  return in_look(text, Look::heading, terminal) + '\n';
}

std::string sought_text(const std::vector<SoughtWord>& words) {
  std::string text;
  for (std::size_t i = 0; i < std::min(words.size(), kShownForms); ++i) {
    text += (i == 0 ? "" : ", ") + words[i].text;
  }
  if (words.size() > kShownForms) text += fmt::format(" and {} more", words.size() - kShownForms);
  return text;
}

std::string sought_text(const SoughtWords& words) {
  if (words.size() == 1 && words.front().empty()) return "no word has this shape";
  std::string text;
  bool stems = false;
  for (const auto& slot : words) {
    text += text.empty() ? "" : " + ";
    text += slot.empty() ? "no word" : sought_text(slot);
    for (const auto& word : slot) stems = stems || !word.as_written;
  }
  const auto several = words.size() > 1 || words.front().size() > 1;
  return (stems ? (several ? "stems " : "stem ") : "as written: ") + text;
}

std::string sought_text(const WordReading& reading) {
  auto text = sought_text(reading.words);
  for (const auto& words : reading.also) text += ", also " + sought_text(words);
  return text;
}

std::string reading_text(const WordReading& reading, std::string_view languages) {
  auto text = fmt::format("{} ({}), in {}", sought_text(reading), languages,
                          counted(reading.episodes, "episode"));
  // A phrase's words are counted by themselves, which says nothing about the phrase.
  if (reading.occurrences > 0 && reading.words.size() == 1)
    text += ", " + counted(reading.occurrences, "time");
  if (!reading.ranked) return text + "; adds nothing to a score";
  if (reading.stop) return text + "; tells nothing, counts only in its place beside other words";
  return text + fmt::format("; a match tells {:.2f}", reading.weight);
}

/// Readings of one text; languages that read it alike share a line, those without it have none.
std::string reading_lines(const std::vector<const WordReading*>& readings,
                          const Terminal& terminal) {
  std::vector<std::pair<WordReading, std::string>> merged;
  for (const auto* reading : readings) {
    const auto alike = std::ranges::find_if(merged, [&](const auto& one) {
      return one.first.words == reading->words && one.first.also == reading->also &&
             one.first.stop == reading->stop;
    });
    if (alike == merged.end()) {
      merged.emplace_back(*reading, reading->language);
    } else {
      alike->first.episodes += reading->episodes;
      alike->second += ", " + reading->language;
    }
  }
  const auto is_there = [](const auto& one) { return one.first.episodes > 0; };
  if (std::ranges::any_of(merged, is_there)) {
    std::erase_if(merged, [&](const auto& one) { return !is_there(one); });
  } else {
    merged.resize(1);
  }
  std::string out;
  for (const auto& [reading, languages] : merged) {
    out += line(out.empty() ? reading.text : "", reading_text(reading, languages), terminal);
  }
  return out;
}

std::string words_text(const std::vector<WordReading>& readings, const Terminal& terminal) {
  std::vector<std::string_view> texts;
  for (const auto& reading : readings) {
    if (std::ranges::find(texts, reading.text) == texts.end()) texts.push_back(reading.text);
  }
  std::string out;
  for (const auto text : texts) {
    std::vector<const WordReading*> of_text;
    for (const auto& reading : readings) {
      if (reading.text == text) of_text.push_back(&reading);
    }
    out += reading_lines(of_text, terminal);
  }
  return out;
}

std::string candidates_text(const Explanation& search) {
  const auto& count = search.episodes;
  auto text =
      fmt::format("{} looked at, {} match", counted(search.looked_at, "episode"), search.matched);
  text += count.exact() ? fmt::format("; in all {}", count.at_most)
                        : fmt::format("; in all {} to {}", count.at_least, count.at_most);
  if (!search.complete) text += "; the search ended at its limit of work";
  return text;
}

/// `text_of` each, with commas between.
template <typename TextOf>
std::string shares_text(const std::vector<WordShare>& shares, TextOf text_of) {
  std::string text;
  for (const auto& share : shares) text += (text.empty() ? "" : ", ") + text_of(share);
  return text;
}

std::string times_text(const WordShare& share) {
  return fmt::format("{} {}x", share.text, share.times);
}

std::string without_text(const WordShare& share) {
  return fmt::format("{} {:.2f} less", share.text, share.adds);
}

/// The score in parts; each says what it is, "words" which ones.
std::string score_text(const ExplainedHit& explained, const Terminal& terminal) {
  std::string out;
  if (explained.parts.empty())
    out += line("words", shares_text(explained.words, times_text), terminal);
  for (const auto& part : explained.parts) {
    if (part.value == 0) continue;
    const auto& about = part.name == "words" && !explained.words.empty()
                            ? shares_text(explained.words, times_text)
                            : part.sentence;
    out += line(part.name, about, terminal, fmt::format("{:>6.2f}  ", part.value));
  }
  if (!explained.words.empty() && !explained.parts.empty()) {
    out += line("without", shares_text(explained.words, without_text), terminal);
  }
  return out;
}

std::string hit_text(const ExplainedHit& explained, const Terminal& terminal) {
  const auto& hit = explained.hit;
  const auto where =
      hit.zone == Zone::speech ? std::string() : fmt::format(" {}", to_string(hit.zone));
  return fmt::format("{}  {}{}  {}\n", in_look(clean(hit.episode), Look::heading, terminal),
                     in_look(clock_time(hit.time.start), Look::time, terminal), where,
                     explained.parts.empty() ? std::string() : fmt::format("{:.2f}", hit.score)) +
         score_text(explained, terminal);
}

std::string_view kind_text(QueryCondition::Kind kind) {
  switch (kind) {
    case QueryCondition::Kind::required: return "required";
    case QueryCondition::Kind::wished_for: return "wished for";
    case QueryCondition::Kind::excluded: return "excluded";
  }
  return "";
}

std::string moment_text(const MomentExplanation& moment, const EpisodeTime& asked,
                        const Terminal& terminal) {
  auto out = heading(fmt::format("{} at {}", clean(asked.episode), clock_time(asked.at)), terminal);
  out += line("verdict", moment.verdict, terminal);
  for (const auto& condition : moment.conditions) {
    out += line(kind_text(condition.kind),
                fmt::format("{}: {}", condition.text, condition.holds ? "holds" : "does not hold"),
                terminal);
  }
  if (moment.candidate) {
    out += line("stage 1", fmt::format("candidate {}", *moment.candidate), terminal);
  }
  if (moment.nearest) out += "\n" + hit_text(*moment.nearest, terminal);
  return out;
}

}  // namespace

std::string render_explained(const Explained& explained, const Terminal& terminal) {
  const auto& search = explained.search;
  auto out = heading("query", terminal) +
             line("read as", search.query.empty() ? "nothing" : search.query, terminal);
  if (!search.searched.empty()) {
    out += line("searched", search.searched + " (nothing holds all of the query)", terminal);
  }
  for (const auto& note : search.notes) out += line("note", note, terminal);
  if (!search.readings.empty()) {
    out += '\n' + heading("words", terminal) + words_text(search.readings, terminal);
  }
  if (!search.stage1.empty()) {
    out += '\n' + heading("candidates", terminal) + line("stage 1", search.stage1, terminal) +
           line("stage 2", candidates_text(search), terminal);
  }
  for (const auto& hit : search.hits) out += '\n' + hit_text(hit, terminal);
  if (explained.moment) out += '\n' + moment_text(*explained.moment, *explained.asked, terminal);
  return out;
}

}  // namespace whensaid::tool
