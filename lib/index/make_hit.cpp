#include "index/make_hit.hpp"

#include <algorithm>
#include <utility>

#include "index/context.hpp"
#include "index/entry.hpp"
#include "index/excerpt.hpp"
#include "index/passage.hpp"

namespace whensaid::index {

namespace {

using timeline::Match;
using timeline::Moment;
using timeline::Timeline;

std::string speaker_of(const Moment& moment, const Timeline& timeline) {
  if (moment.zone != Zone::speech) return {};
  return timeline.speakers().at(timeline.speaker_of_cue(timeline.cue_at(moment.first)));
}

std::string chapter_of(const Moment& moment, const Timeline& timeline, const Episode& card) {
  if (!has_time(moment.zone)) return {};
  const auto chapter = moment.zone == Zone::chapter
                           ? std::optional(timeline.sections()[moment.section].index)
                           : timeline.chapter_at(moment.start_ms);
  return chapter && *chapter < card.chapters.size() ? card.chapters[*chapter].title : std::string();
}

/// Places of queries that only filter are no words to mark: the beginnings of an episode's parts.
std::vector<Match> words_of(std::vector<Match> matches, const timeline::Plan& plan) {
  std::erase_if(matches, [&](const Match& match) { return plan.atoms[match.atom].words.empty(); });
  return matches;
}

}  // namespace

std::vector<Match> own_matches(std::span<const Match> matches, const Moment& moment,
                               const Timeline& timeline) {
  std::vector<Match> own;
  for (const auto& match : matches) {
    if (match.first < moment.first || match.last > moment.last) continue;
    const auto start = timeline.start_ms(match.first);
    if (start < moment.start_ms || start - moment.start_ms > timeline::kMomentMs) continue;
    own.push_back(match);
  }
  return own;
}

Result<ShownEpisode> shown_episode(Reader& reader, Xapian::docid document, Stages& stages) {
  auto timeline = reader.timeline_of(document);
  if (!timeline) return fail(timeline.error());
  ShownEpisode episode;
  episode.timeline = *std::move(timeline);
  episode.stage2 = &stages.find(episode.timeline->language())->second;
  match(reader, document, *episode.timeline, *episode.stage2, episode.matches);
  episode.zones = zones_of(episode.matches, *episode.timeline);
  return episode;
}

bool shows_speech(const Moment& moment, const SearchOptions& options) {
  const auto has_context = options.context.unit != ContextOptions::Unit::none;
  return moment.zone == Zone::speech || (has_context && has_time(moment.zone));
}

Result<Hit> make_hit(Reader& reader, const Moment& moment, const ShownEpisode& episode,
                     const Record& record, const SearchOptions& options) {
  const auto& timeline = *episode.timeline;
  const auto& card = record.card();
  auto passage =
      passage_around(moment, timeline, record, options.excerpt_bytes, reader.any_analyzer());
  if (!passage) return fail(passage.error());
  auto context = context_of(moment, timeline, record, options.context);
  if (!context) return fail(context.error());

  Hit hit;
  hit.episode = card.id;
  hit.show = card.show;
  hit.title = card.title;
  hit.language = card.language;
  hit.published = card.published;
  hit.zone = moment.zone;
  hit.time = {Millis{moment.start_ms}, Millis{moment.end_ms}};
  hit.speaker = speaker_of(moment, timeline);
  hit.chapter = chapter_of(moment, timeline, card);
  hit.score = moment.score;
  hit.zones = episode.zones;
  const auto matches = own_matches(episode.matches, moment, timeline);
  const auto words = words_of(matches, episode.stage2->plan);
  hit.entry = Millis{entry_ms(*passage, moment, timeline, words)};
  hit.url = jump_link(card.url.empty() ? card.audio : card.url, hit.entry);
  hit.excerpt = make_excerpt(*passage, words.empty() ? matches : words, options.excerpt_bytes);
  if (words.empty()) hit.excerpt.matches.clear();
  hit.words = matched_words(*passage, timeline, words);
  hit.audio = card.audio;
  hit.context = *std::move(context);
  return hit;
}

}  // namespace whensaid::index
