#include "index/facets.hpp"

#include <algorithm>
#include <chrono>
#include <utility>

#include "index/find.hpp"
#include "index/schema.hpp"
#include "index/terms.hpp"

namespace whensaid::index {

namespace {

using timeline::Match;
using timeline::Timeline;

std::vector<std::string> speakers_of(const Timeline& timeline, std::span<const Match> matches) {
  std::set<std::uint32_t> speakers;
  for (const auto& match : matches) {
    if (match.first < timeline.speech_begin()) continue;
    speakers.insert(timeline.speaker_of_cue(timeline.cue_at(match.first)));
  }
  std::vector<std::string> names;
  names.reserve(speakers.size());
  for (const auto speaker : speakers) names.push_back(timeline.speakers().at(speaker));
  return names;
}

std::vector<std::string> names_of(const std::vector<Zone>& zones) {
  std::vector<std::string> names;
  names.reserve(zones.size());
  for (const auto zone : zones) names.emplace_back(to_string(zone));
  return names;
}

}  // namespace

FacetCounter::FacetCounter(Reader& reader, const std::vector<FacetField>& fields)
    : reader_(reader) {
  for (const auto field : fields) {
    counted_.push_back({field, {}});
    if (field == FacetField::show || field == FacetField::guest) needs_card_ = true;
  }
}

FacetCounter::Values FacetCounter::values_of(FacetField field, const Counting& episode) const {
  switch (field) {
    case FacetField::show: return {episode.card.show};
    case FacetField::guest: return episode.card.guests;
    case FacetField::speaker: return speakers_of(episode.timeline, episode.matches);
    case FacetField::year: {
      const auto day = reader_.published(episode.document);
      if (!day) return {};
      return {std::to_string(static_cast<int>(std::chrono::year_month_day(*day).year()))};
    }
    case FacetField::language: return {episode.timeline.language()};
    case FacetField::zone: return names_of(zones_of(episode.matches, episode.timeline));
  }
  return {};
}

Result<void> FacetCounter::add(Xapian::docid document, const Timeline& timeline,
                               std::span<const Match> matches) {
  Counting episode{document, timeline, matches, {}};
  if (needs_card_) {
    const auto record = reader_.record_of(document);
    if (!record) return fail(record.error());
    episode.card = record->card();
  }
  for (auto& counted : counted_) {
    std::set<std::string> seen;  // a guest may be named twice
    for (const auto& value : values_of(counted.field, episode)) {
      if (value.empty()) continue;
      const auto key = name_term(kShowPrefix, value, reader_.any_analyzer());
      if (!seen.insert(key).second) continue;
      auto& known = counted.values[key];
      // Of several spellings one that does not depend on the order of the episodes.
      if (known.episodes == 0 || value < known.value) known.value = value;
      ++known.episodes;
    }
  }
  return {};
}

std::vector<Facet> FacetCounter::facets(std::size_t limit, bool exact) const {
  std::vector<Facet> facets;
  for (const auto& [field, values] : counted_) {
    Facet facet;
    facet.field = field;
    facet.exact = exact;
    facet.distinct = values.size();
    for (const auto& [key, value] : values) facet.values.push_back(value);
    std::sort(facet.values.begin(), facet.values.end(),
              [](const FacetValue& a, const FacetValue& b) {
                return a.episodes != b.episodes ? a.episodes > b.episodes : a.value < b.value;
              });
    if (limit > 0 && facet.values.size() > limit) facet.values.resize(limit);
    facets.push_back(std::move(facet));
  }
  return facets;
}

}  // namespace whensaid::index
