#include "index/excerpt.hpp"

#include <algorithm>

#include "text/utf8.hpp"

namespace whensaid::index {

namespace {

using timeline::Match;
using timeline::Position;
using timeline::Timeline;

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

}  // namespace whensaid::index
