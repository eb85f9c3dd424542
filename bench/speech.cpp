#include "speech.hpp"

#include <algorithm>

#include "words.hpp"

namespace whensaid::bench {

void Speech::add(const Episode& episode) {
  for (std::size_t i = 0; i < episode.cues.size(); ++i) {
    const Cue& cue = episode.cues[i];
    const Millis next = i + 1 < episode.cues.size() ? episode.cues[i + 1].start : cue.start;
    const Millis end = cue.end.value_or(next);
    cues_.push_back(TimeSpan{cue.start, std::max(cue.start, end)});
    for (const std::string& word : split_words(cue.text)) {
      const WordNumber number = number_of(word);
      ++counts_[number];
      stream_.push_back(number);
      cue_at_.push_back(static_cast<std::uint32_t>(cues_.size() - 1));
    }
  }
  ends_.push_back(stream_.size());
}

WordNumber Speech::number_of(const std::string& word) {
  const auto [found, added] = numbers_.emplace(word, static_cast<WordNumber>(words_.size()));
  if (added) {
    words_.push_back(word);
    counts_.push_back(0);
  }
  return found->second;
}

std::size_t Speech::episode_at(std::size_t place) const {
  return static_cast<std::size_t>(std::ranges::upper_bound(ends_, place) - ends_.begin());
}

TimeSpan Speech::time_of(std::size_t first, std::size_t last) const {
  const Millis start = cues_[cue_at_[first]].start;
  return TimeSpan{start, std::max(start, cues_[cue_at_[last]].end)};  // cues may be out of order
}

}  // namespace whensaid::bench
