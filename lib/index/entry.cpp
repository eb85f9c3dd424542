#include "index/entry.hpp"

#include <algorithm>
#include <optional>

namespace whensaid::index {

namespace {

using timeline::Match;
using timeline::Moment;
using timeline::Position;
using timeline::Timeline;

std::uint32_t before(std::uint32_t ms, std::uint32_t lead) { return ms - std::min(ms, lead); }

bool is_quote(std::span<const Match> words) {
  Position begin = 0;
  Position end = 0;
  for (const auto& word : words) {
    if (word.first != end) begin = word.first;
    end = std::max(end, word.last + 1);
    const auto in_phrase = word.last + 1 - word.first;
    if (end - begin >= kQuoteWords || in_phrase >= kPhraseWords) return true;
  }
  return false;
}

/// The start of the sentence around the moment's first word, or of its turn when that is later.
std::uint32_t sentence_ms(const Passage& passage, const Moment& moment, const Timeline& timeline) {
  const auto cue = timeline.cue_at(moment.first);
  const auto speaker = timeline.speaker_of_cue(cue);
  const auto earliest = before(moment.start_ms, kSentenceMs);
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

/// The start of the turn or of the chapter around the moment, whichever is later. Who speaks is
/// often not known: then all of the episode is one turn.
std::optional<std::uint32_t> discussion_ms(const Moment& moment, const Timeline& timeline) {
  std::optional<std::uint32_t> start;
  const auto offer = [&](std::uint32_t ms) {
    if (ms < before(moment.start_ms, kDiscussionMs) || ms > moment.start_ms) return;
    start = std::max(start.value_or(0), ms);
  };
  const auto& turns = timeline.turns();
  const auto next =
      std::upper_bound(turns.begin(), turns.end(), timeline.cue_at(moment.first),
                       [](std::uint32_t cue, const auto& turn) { return cue < turn.first_cue; });
  if (next != turns.begin()) offer(timeline.cues()[std::prev(next)->first_cue].start_ms);
  if (const auto chapter = timeline.chapter_at(moment.start_ms)) {
    offer(timeline.chapters()[*chapter].start_ms);
  }
  return start;
}

}  // namespace

std::uint32_t entry_ms(const Passage& passage, const Moment& moment, const Timeline& timeline,
                       std::span<const Match> words) {
  if (moment.zone != Zone::speech) return moment.start_ms;
  if (!is_quote(words)) {
    if (const auto start = discussion_ms(moment, timeline)) return *start;
  }
  return sentence_ms(passage, moment, timeline);
}

}  // namespace whensaid::index
