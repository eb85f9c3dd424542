#include "index/facets.hpp"

#include <algorithm>
#include <chrono>
#include <utility>

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
  for (const auto speaker : speakers) names.push_back(timeline.speakers().at(speaker));
  return names;
}

std::vector<std::string> zones_of(const Timeline& timeline, std::span<const Match> matches) {
  std::set<Zone> zones;
  for (const auto& match : matches) {
    zones.insert(timeline.sections()[timeline.section_at(match.first)].zone);
  }
  std::vector<std::string> names;
  for (const auto zone : zones) names.emplace_back(to_string(zone));
  return names;
}

}  // namespace

FacetCounter::FacetCounter(Reader& reader, const std::vector<FacetField>& fields)
    : reader_(reader) {
  for (const auto field : fields) counted_.push_back({field, {}});
}

Result<FacetCounter::Values> FacetCounter::names_of(FacetField field,
                                                    Xapian::docid document) const {
  const auto record = reader_.record_of(document);
  if (!record) return fail(record.error());
  const auto& card = record->card();
  return field == FacetField::show ? Values{card.show} : card.guests;
}

Result<FacetCounter::Values> FacetCounter::values_of(FacetField field, Xapian::docid document,
                                                     const Timeline& timeline,
                                                     std::span<const Match> matches) {
  switch (field) {
    case FacetField::show:
    case FacetField::guest: return names_of(field, document);
    case FacetField::speaker: return speakers_of(timeline, matches);
    case FacetField::year: {
      const auto day = reader_.published(document);
      if (!day) return Values{};
      return Values{std::to_string(static_cast<int>(std::chrono::year_month_day(*day).year()))};
    }
    case FacetField::language: return Values{timeline.language()};
    case FacetField::zone: return zones_of(timeline, matches);
  }
  return Values{};
}

Result<void> FacetCounter::add(Xapian::docid document, const Timeline& timeline,
                               std::span<const Match> matches) {
  for (auto& counted : counted_) {
    const auto values = values_of(counted.field, document, timeline, matches);
    if (!values) return fail(values.error());
    std::set<std::string> seen;  // a guest may be named twice
    for (const auto& value : *values) {
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
