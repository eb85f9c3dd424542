#include "index/passage.hpp"

#include <algorithm>
#include <string_view>
#include <utility>

#include "text/utf8.hpp"

namespace whensaid::index {

namespace {

using timeline::Moment;
using timeline::Position;
using timeline::Timeline;

void append(Passage& passage, std::string_view text, Position first, text::Analyzer& analyzer) {
  if (!passage.text.empty()) passage.text.push_back(' ');
  const auto begin = passage.text.size();
  passage.text.append(text);
  std::vector<text::Token> tokens;
  analyzer.analyze(text, tokens);
  for (const auto& token : tokens) {
    passage.words.push_back({first++, {begin + token.begin, begin + token.end}});
  }
}

Result<Passage> speech_around(const Moment& moment, const Timeline& timeline, const Record& record,
                              std::size_t bytes) {
  const auto& cues = timeline.cues();
  auto first = timeline.cue_at(moment.first);
  auto last = timeline.cue_at(moment.last) + 1;
  const auto earliest = moment.start_ms - std::min(moment.start_ms, kSentenceMs);
  while (first > 0 && cues[first - 1].start_ms >= earliest) --first;
  // Words are five letters and a space: as many words as half an excerpt holds.
  const auto reach = moment.last + static_cast<Position>(bytes / 12);
  while (last < cues.size() && cues[last].first <= reach) ++last;
  auto said = record.text(timeline, first, last);
  if (!said) return fail(said.error());
  return Passage{std::move(said->text), std::move(said->words), false};
}

std::string_view name_at(const std::vector<std::string>& names, std::uint32_t index) {
  return index < names.size() ? std::string_view(names[index]) : std::string_view();
}

/// Ends a sentence when white space or the end follows: . ? ! … 。 ？ ！ and their kin.
bool ends_sentence(std::string_view before) {
  before = text::trim(before);
  for (const std::string_view closing :
       {"\"", "'", ")", "]", "\u201D", "\u2019", "\u00BB", "\u300D"}) {
    if (before.ends_with(closing)) {
      before.remove_suffix(closing.size());
      break;
    }
  }
  for (const std::string_view mark :
       {".", "?", "!", "\u2026", "\u3002", "\uFF1F", "\uFF01", "\u061F", "\u0964"}) {
    if (before.ends_with(mark)) return true;
  }
  return false;
}

}  // namespace

Result<Passage> passage_around(const Moment& moment, const Timeline& timeline, const Record& record,
                               std::size_t bytes, text::Analyzer& analyzer) {
  const auto& section = timeline.sections()[moment.section];
  Passage passage;
  passage.is_name = moment.zone != Zone::description;
  switch (moment.zone) {
    case Zone::speech: return speech_around(moment, timeline, record, bytes);
    case Zone::title: append(passage, record.card().title, section.first, analyzer); break;
    case Zone::description: {
      auto description = record.description();
      if (!description) return fail(description.error());
      append(passage, *description, section.first, analyzer);
      break;
    }
    case Zone::show: append(passage, record.card().show, section.first, analyzer); break;
    case Zone::speaker:  // index 0 of the timeline's speakers is "not known"
      append(passage, name_at(timeline.speakers(), section.index + 1), section.first, analyzer);
      break;
    case Zone::guest:
      append(passage, name_at(record.card().guests, section.index), section.first, analyzer);
      break;
    case Zone::host:
      append(passage, name_at(record.card().hosts, section.index), section.first, analyzer);
      break;
    case Zone::chapter:
      if (section.index < record.card().chapters.size()) {
        append(passage, record.card().chapters[section.index].title, section.first, analyzer);
      }
      break;
  }
  return passage;
}

bool begins_sentence(const Passage& passage, std::size_t word) {
  if (word == 0) return true;
  const auto end = passage.words[word - 1].bytes.end;
  const auto between =
      std::string_view(passage.text).substr(end, passage.words[word].bytes.begin - end);
  const auto space = between.find_last_of(" \n\t");
  if (space == 0) return false;  // nothing but a space, as between most words
  if (space == std::string_view::npos) {
    return between.ends_with("\u3002") || between.ends_with("\uFF1F") ||
           between.ends_with("\uFF01");
  }
  return ends_sentence(between.substr(0, space));
}

std::size_t word_at(const Passage& passage, Position position) {
  const auto at =
      std::lower_bound(passage.words.begin(), passage.words.end(), position,
                       [](const PlacedText::Word& word, Position p) { return word.position < p; });
  return static_cast<std::size_t>(at - passage.words.begin());
}

}  // namespace whensaid::index
