#include "timeline/marks.hpp"

#include <algorithm>

namespace whensaid::timeline {

namespace {

constexpr std::uint32_t kMaxMs = INT32_MAX;

}  // namespace

std::vector<Section> read_sections(Reader& marks, std::uint32_t count, Position size) {
  constexpr auto kLastZone = static_cast<std::uint8_t>(Zone::speech);
  std::vector<Section> sections;
  Position at = 0;
  for (std::uint32_t i = 0; i < count && marks.ok(); ++i) {
    const auto zone = static_cast<Zone>(std::min(marks.byte(), kLastZone));
    const auto same_zone = !sections.empty() && sections.back().zone == zone;
    sections.push_back({at, zone, same_zone ? sections.back().index + 1 : 0});
    at += marks.number(size - at);
  }
  if (at != size) marks.fail();
  return sections;
}

std::vector<CueMark> read_cues(Reader& marks, std::uint32_t count, Position first, Position size) {
  std::vector<CueMark> cues;
  cues.reserve(count);
  std::uint32_t start = 0;
  for (std::uint32_t i = 0; i < count && marks.ok(); ++i) {
    const auto tokens = marks.number(size - first);
    start += marks.number(kMaxMs - start);
    const auto length = marks.number(kMaxMs - start + 1U);
    // 0: until the next cue starts, known once that is read.
    cues.push_back({first, start, length == 0 ? UINT32_MAX : start + length - 1});
    if (i > 0 && cues[i - 1].end_ms == UINT32_MAX) cues[i - 1].end_ms = start;
    first += tokens;
  }
  if (!cues.empty() && cues.back().end_ms == UINT32_MAX) cues.back().end_ms = start;
  return cues;
}

std::vector<WordMark> read_word_marks(Reader& marks, std::uint32_t count, Position first,
                                      Position size) {
  std::vector<WordMark> words;
  std::int64_t ms = 0;
  for (std::uint32_t i = 0; i < count && marks.ok(); ++i) {
    first += marks.number(size - first);
    ms = std::clamp<std::int64_t>(ms + unzigzag(marks.varint()), 0, kMaxMs);
    words.push_back({first, static_cast<std::uint32_t>(ms)});
  }
  return words;
}

std::vector<Turn> read_turns(Reader& marks, std::uint32_t count, std::uint32_t cues,
                             std::uint32_t speakers) {
  std::vector<Turn> turns;
  std::uint32_t cue = 0;
  for (std::uint32_t i = 0; i < count && marks.ok(); ++i) {
    cue += marks.number(cues - cue);
    turns.push_back({cue, marks.number(speakers)});
  }
  return turns;
}

std::vector<ChapterMark> read_chapters(Reader& marks, std::uint32_t count) {
  std::vector<ChapterMark> chapters;
  std::uint32_t ms = 0;
  for (std::uint32_t i = 0; i < count && marks.ok(); ++i) {
    ms += marks.number(kMaxMs - ms);
    chapters.push_back({ms, ms + marks.number(kMaxMs - ms)});
  }
  return chapters;
}

}  // namespace whensaid::timeline
