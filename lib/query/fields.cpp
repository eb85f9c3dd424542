#include "query/fields.hpp"

#include <algorithm>
#include <array>
#include <vector>

namespace whensaid::query {
namespace {

using Of = Range::Of;

constexpr std::array<Field, 16> kFields{{
    {{"title", "in the episode's title", "title:raft"}, FieldKind::zone, Zone::title, {}},
    {{"description", "in the episode's description", "description:\"edge network\""},
     FieldKind::zone,
     Zone::description,
     {}},
    {{"chapter", "in a chapter's title", "chapter:(raft OR paxos)"},
     FieldKind::zone,
     Zone::chapter,
     {}},
    {{"text", "in what is said", "text:raft"}, FieldKind::zone, Zone::speech, {}},
    {{"guest", "in a guest's name", "guest:lambert"}, FieldKind::zone, Zone::guest, {}},
    {{"host", "in a host's name", "host:aaron"}, FieldKind::zone, Zone::host, {}},
    {{"show", "in the show's name", "show:\"database school\""}, FieldKind::zone, Zone::show, {}},
    {{"speaker", "said by this person", "speaker:\"Sam Lambert\" sharding"},
     FieldKind::speaker,
     Zone::speaker,
     {}},
    {{"kind", "only in speech, chapter, description, title, guest or host", "kind:chapter raft"},
     FieldKind::kind,
     {},
     {}},
    {{"at", "place in the episode", "at:<10m raft"}, FieldKind::at, {}, {}},
    {{"in", "all words in one chapter, turn or episode", "in:turn raft paxos"},
     FieldKind::scope,
     {},
     {}},
    {{"published", "date of the episode", "published:2025-01..2025-09"},
     FieldKind::range,
     {},
     Of::published},
    {{"duration", "length of the episode", "duration:>30m"}, FieldKind::range, {}, Of::duration},
    {{"season", "number of the season", "season:3"}, FieldKind::range, {}, Of::season},
    {{"number", "number of the episode", "number:10..20"}, FieldKind::range, {}, Of::number},
    {{"lang", "language of the episode", "lang:de"}, FieldKind::language, {}, {}},
}};

struct KindName {
  std::string_view name;
  Zone zone;
};

constexpr std::array<KindName, 7> kKinds{{{"speech", Zone::speech},
                                          {"chapter", Zone::chapter},
                                          {"description", Zone::description},
                                          {"title", Zone::title},
                                          {"guest", Zone::guest},
                                          {"host", Zone::host},
                                          {"show", Zone::show}}};

}  // namespace

std::span<const Field> fields() { return kFields; }

const Field* find_field(std::string_view name) {
  const auto* const found = std::find_if(
      kFields.begin(), kFields.end(), [&](const Field& field) { return field.face.name == name; });
  return found == kFields.end() ? nullptr : found;
}

std::string_view field_of(Zone zone) {
  for (const auto& field : kFields) {
    if (field.kind == FieldKind::zone && field.zone == zone) return field.face.name;
  }
  return {};
}

std::string_view field_of(Range::Of range) {
  for (const auto& field : kFields) {
    if (field.kind == FieldKind::range && field.range == range) return field.face.name;
  }
  return {};
}

bool restricts(FieldKind kind) {
  return kind == FieldKind::speaker || kind == FieldKind::kind || kind == FieldKind::at ||
         kind == FieldKind::scope;
}

std::optional<Zone> read_kind(std::string_view value) {
  for (const auto& kind : kKinds) {
    if (kind.name == value) return kind.zone;
  }
  return std::nullopt;
}

std::string_view kind_name(Zone zone) {
  for (const auto& kind : kKinds) {
    if (kind.zone == zone) return kind.name;
  }
  return {};
}

std::optional<Scope> read_scope(std::string_view value) {
  for (const auto scope : {Scope::episode, Scope::chapter, Scope::turn}) {
    if (scope_name(scope) == value) return scope;
  }
  return std::nullopt;
}

std::string_view scope_name(Scope scope) {
  switch (scope) {
    case Scope::episode: return "episode";
    case Scope::chapter: return "chapter";
    case Scope::turn: return "turn";
  }
  return {};
}

}  // namespace whensaid::query

namespace whensaid {

std::span<const QueryField> query_fields() {
  static const auto faces = [] {
    std::vector<QueryField> all;
    for (const auto& field : query::fields()) all.push_back(field.face);
    return all;
  }();
  return faces;
}

}  // namespace whensaid
