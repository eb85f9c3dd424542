#include "peers/passages.hpp"

#include <algorithm>
#include <cstdint>
#include <map>
#include <string_view>

namespace whensaid::bench {
namespace {

void append(std::string& text, std::string_view more) {
  if (more.empty()) return;
  if (!text.empty()) text += '\n';
  text += more;
}

void append(Passage& passage, const Cue& cue) {
  const TimeSpan time{cue.start, std::max(cue.start, cue.end.value_or(cue.start))};
  if (passage.text.empty()) {
    passage.time = time;
  } else {
    passage.time.start = std::min(passage.time.start, time.start);
    passage.time.end = std::max(passage.time.end, time.end);
    passage.text += ' ';
  }
  passage.text += cue.text;
}

void append_people(std::string& text, const Episode& episode) {
  for (const std::string& guest : episode.guests) append(text, guest);
  for (const std::string& host : episode.hosts) append(text, host);
}

Passage metadata_passage(const Episode& episode) {
  Passage passage;
  passage.metadata = true;
  append(passage.text, episode.title);
  append(passage.text, episode.description);
  append_people(passage.text, episode);
  for (const Chapter& chapter : episode.chapters) append(passage.text, chapter.title);
  return passage;
}

}  // namespace

PassageOptions complete_passages() {
  PassageOptions options;
  options.metadata = true;
  options.complete = true;
  return options;
}

std::int64_t day_number(const std::optional<Day>& day) {
  return day ? day->time_since_epoch().count() : 0;
}

std::vector<Passage> cut_passages(const Episode& episode, const PassageOptions& options) {
  std::map<std::int64_t, Passage> by_number;
  const std::int64_t overlapping = options.length / options.step;
  for (const Cue& cue : episode.cues) {
    if (cue.text.empty()) continue;
    const std::int64_t last = std::max(cue.start, Millis{0}) / options.step;
    for (std::int64_t n = std::max<std::int64_t>(0, last - overlapping + 1); n <= last; ++n) {
      append(by_number[n], cue);
    }
  }
  std::vector<Passage> passages;
  passages.reserve(by_number.size() + 1);
  if (options.metadata) passages.push_back(metadata_passage(episode));
  std::string name;
  if (options.named) {
    name = episode.title;
    append_people(name, episode);
  }
  for (auto& [number, passage] : by_number) {
    if (!name.empty()) passage.text = name + '\n' + passage.text;
    passages.push_back(std::move(passage));
  }
  return passages;
}

}  // namespace whensaid::bench
