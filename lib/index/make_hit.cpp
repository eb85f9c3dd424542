#include "index/make_hit.hpp"

#include "index/excerpt.hpp"

namespace whensaid::index {

namespace {

using timeline::Moment;
using timeline::Timeline;

std::string speaker_of(const Moment& moment, const Timeline& timeline) {
  if (moment.zone != Zone::speech) return {};
  return timeline.speakers().at(timeline.speaker_of_cue(timeline.cue_at(moment.first)));
}

std::string chapter_of(const Moment& moment, const Timeline& timeline, const Episode& card) {
  if (moment.zone != Zone::speech && moment.zone != Zone::chapter) return {};
  const auto chapter = moment.zone == Zone::chapter
                           ? std::optional(timeline.sections()[moment.section].index)
                           : timeline.chapter_at(moment.start_ms);
  return chapter && *chapter < card.chapters.size() ? card.chapters[*chapter].title : std::string();
}

}  // namespace

Result<Hit> make_hit(Reader& reader, const Found& found, const Record& record, Stage2& stage2,
                     const SearchOptions& options) {
  auto timeline = reader.timeline_of(found.document);
  if (!timeline) return fail(timeline.error());
  const auto& moment = found.moment;
  const auto& card = record.card();
  auto passage =
      passage_around(moment, **timeline, record, options.excerpt_bytes, reader.any_analyzer());
  if (!passage) return fail(passage.error());
  std::vector<timeline::Match> matches;
  stage2.matcher.match(**timeline, matches);

  Hit hit;
  hit.episode = card.id;
  hit.show = card.show;
  hit.title = card.title;
  hit.language = card.language;
  hit.published = card.published;
  hit.zone = moment.zone;
  hit.time = {Millis{moment.start_ms}, Millis{moment.end_ms}};
  hit.entry = Millis{entry_ms(*passage, moment, **timeline)};
  hit.speaker = speaker_of(moment, **timeline);
  hit.chapter = chapter_of(moment, **timeline, card);
  hit.url = jump_link(card.url.empty() ? card.audio : card.url, hit.entry);
  hit.score = moment.score;
  hit.excerpt = make_excerpt(*passage, moment, matches, options.excerpt_bytes);
  return hit;
}

}  // namespace whensaid::index
