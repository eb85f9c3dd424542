// Cues are analyzed again here, a few hundred words a hit: storing the byte range of every word
// would cost a quarter of the index.

#include "index/excerpt.hpp"

#include <algorithm>

#include "text/utf8.hpp"

namespace whensaid::index {

namespace {

using timeline::Match;
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
                              std::size_t bytes, text::Analyzer& analyzer) {
  const auto& cues = timeline.cues();
  auto first = timeline.cue_at(moment.first);
  auto last = timeline.cue_at(moment.last) + 1;
  const auto earliest = moment.start_ms - std::min(moment.start_ms, kMaxLeadMs);
  while (first > 0 && cues[first - 1].start_ms >= earliest) --first;
  // Words are five letters and a space: as many words as half an excerpt holds.
  const auto reach = moment.last + static_cast<Position>(bytes / 12);
  while (last < cues.size() && cues[last].first <= reach) ++last;
  auto said = record.cues(first, last);
  if (!said) return fail(said.error());
  Passage passage;
  for (std::uint32_t i = 0; i < said->size() && first + i < cues.size(); ++i) {
    append(passage, (*said)[i].text, cues[first + i].first, analyzer);
  }
  return passage;
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

/// Whether the passage's word begins a sentence; the first word of the passage does.
bool begins_sentence(const Passage& passage, std::size_t word) {
  if (word == 0) return true;
  const auto end = passage.words[word - 1].bytes.end;
  const auto between =
      std::string_view(passage.text).substr(end, passage.words[word].bytes.begin - end);
  const auto space = between.find_last_of(" \n\t");
  if (space == std::string_view::npos) {
    return between.ends_with("\u3002") || between.ends_with("\uFF1F") ||
           between.ends_with("\uFF01");
  }
  return ends_sentence(between.substr(0, space));
}

std::size_t word_at(const Passage& passage, Position position) {
  const auto at =
      std::lower_bound(passage.words.begin(), passage.words.end(), position,
                       [](const Passage::Placed& word, Position p) { return word.position < p; });
  return static_cast<std::size_t>(at - passage.words.begin());
}

struct Range {
  std::size_t begin{0};  // words of the passage
  std::size_t end{0};
};

/// The words to show when all between them fits, else the stretch that holds the most matches.
Range densest(const Passage& passage, const std::vector<Range>& marked, std::size_t bytes) {
  const auto size = [&](std::size_t from, std::size_t to) {
    return passage.words[to - 1].bytes.end - passage.words[from].bytes.begin;
  };
  Range best{marked.front().begin, marked.front().end};
  std::size_t most = 0;
  std::size_t end = 0;
  for (std::size_t i = 0; i < marked.size(); ++i) {
    end = std::max(end, i + 1);
    while (end < marked.size() && size(marked[i].begin, marked[end].end) <= bytes) ++end;
    if (end - i > most) {
      most = end - i;
      best = {marked[i].begin, marked[end - 1].end};
    }
  }
  return best;
}

}  // namespace

Result<Passage> passage_around(const Moment& moment, const Timeline& timeline, const Record& record,
                               std::size_t bytes, text::Analyzer& analyzer) {
  const auto& section = timeline.sections()[moment.section];
  Passage passage;
  passage.is_name = moment.zone != Zone::description;
  switch (moment.zone) {
    case Zone::speech: return speech_around(moment, timeline, record, bytes, analyzer);
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

Excerpt make_excerpt(const Passage& passage, std::span<const Match> matches, std::size_t bytes) {
  Excerpt excerpt;
  if (passage.words.empty() || bytes == 0) return excerpt;
  std::vector<Range> marked;
  for (const auto& match : matches) {
    const Range range{word_at(passage, match.first), word_at(passage, match.last + 1)};
    if (range.begin < range.end) marked.push_back(range);
  }
  if (marked.empty()) return excerpt;

  auto shown = densest(passage, marked, bytes);
  const auto size = [&] {
    return passage.words[shown.end - 1].bytes.end - passage.words[shown.begin].bytes.begin;
  };
  if (passage.is_name && passage.text.size() <= bytes) shown = {0, passage.words.size()};
  // A third of what is left goes before the match, less where a sentence begins sooner.
  const auto lead = (bytes - std::min(bytes, size())) / 3;
  const auto from = passage.words[shown.begin].bytes.begin;
  while (!begins_sentence(passage, shown.begin) &&
         from - passage.words[shown.begin - 1].bytes.begin <= lead) {
    --shown.begin;
  }
  while (shown.end < passage.words.size() &&
         passage.words[shown.end].bytes.end - passage.words[shown.begin].bytes.begin <= bytes) {
    ++shown.end;
  }

  const auto begin = passage.words[shown.begin].bytes.begin;
  auto end = passage.words[shown.end - 1].bytes.end;
  // What closes the last word belongs to it: a full stop, a bracket, a quote.
  while (end < passage.text.size() && passage.text[end] != ' ' && passage.text[end] != '\n' &&
         (shown.end == passage.words.size() || end < passage.words[shown.end].bytes.begin)) {
    ++end;
  }
  end = text::boundary_after(passage.text, end);
  excerpt.text = passage.text.substr(begin, end - begin);
  std::replace(excerpt.text.begin(), excerpt.text.end(), '\n', ' ');
  for (const auto& range : marked) {
    for (auto i = std::max(range.begin, shown.begin); i < std::min(range.end, shown.end); ++i) {
      const ByteRange mark{passage.words[i].bytes.begin - begin,
                           passage.words[i].bytes.end - begin};
      if (excerpt.matches.empty() || excerpt.matches.back().end <= mark.begin)
        excerpt.matches.push_back(mark);
    }
  }
  return excerpt;
}

std::vector<MatchedWord> matched_words(const Passage& passage, const Timeline& timeline,
                                       std::span<const Match> matches) {
  std::vector<Position> positions;
  for (const auto& match : matches) {
    for (auto at = match.first; at <= match.last; ++at) positions.push_back(at);
  }
  std::sort(positions.begin(), positions.end());
  positions.erase(std::unique(positions.begin(), positions.end()), positions.end());
  std::vector<MatchedWord> words;
  for (const auto position : positions) {
    const auto at = word_at(passage, position);
    if (at == passage.words.size() || passage.words[at].position != position) continue;
    const auto& bytes = passage.words[at].bytes;
    words.push_back({passage.text.substr(bytes.begin, bytes.end - bytes.begin),
                     {Millis{timeline.start_ms(position)}, Millis{timeline.end_ms(position)}}});
  }
  return words;
}

std::uint32_t entry_ms(const Passage& passage, const Moment& moment, const Timeline& timeline) {
  if (moment.zone != Zone::speech) return moment.start_ms;
  const auto cue = timeline.cue_at(moment.first);
  const auto speaker = timeline.speaker_of_cue(cue);
  const auto earliest = moment.start_ms - std::min(moment.start_ms, kMaxLeadMs);
  for (auto word = word_at(passage, moment.first); word < passage.words.size(); --word) {
    const auto position = passage.words[word].position;
    const auto start = timeline.start_ms(position);
    if (start < earliest) break;
    const auto in_cue = timeline.cue_at(position);
    const auto opens_cue = timeline.cues()[in_cue].first == position;
    const auto turn = opens_cue && (in_cue == 0 || timeline.speaker_of_cue(in_cue - 1) != speaker);
    if (turn || (word > 0 && begins_sentence(passage, word)) ||
        position == timeline.speech_begin()) {
      return std::min(start, moment.start_ms);
    }
    if (word == 0) break;
  }
  const auto cue_start = timeline.cues()[cue].start_ms;
  return cue_start >= earliest ? std::min(cue_start, moment.start_ms) : moment.start_ms;
}

}  // namespace whensaid::index
