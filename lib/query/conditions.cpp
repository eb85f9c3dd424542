#include "query/conditions.hpp"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <utility>

#include "query/canonical.hpp"
#include "query/values.hpp"

namespace whensaid::query {
namespace {

std::vector<Zone> all_but(const std::vector<Zone>& zones) {
  std::vector<Zone> rest;
  for (const auto zone :
       {Zone::title, Zone::description, Zone::guest, Zone::host, Zone::chapter, Zone::speech}) {
    if (std::find(zones.begin(), zones.end(), zone) == zones.end()) rest.push_back(zone);
  }
  return rest;
}

std::vector<std::string_view> split(std::string_view text) {
  std::vector<std::string_view> pieces;
  while (true) {
    const auto comma = text.find(',');
    pieces.push_back(text.substr(0, comma));
    if (comma == std::string_view::npos) return pieces;
    text.remove_prefix(comma + 1);
  }
}

}  // namespace

bool collect_names(const Node& node, std::vector<std::string>& names) {
  if (const auto* const word = std::get_if<Word>(&node.kind)) {
    names.push_back(word->text);
    return true;
  }
  if (const auto* const phrase = std::get_if<Phrase>(&node.kind)) {
    names.push_back(phrase->text);
    return true;
  }
  const auto* const group = std::get_if<Group>(&node.kind);
  return group != nullptr && group->must.empty() && group->must_not.empty() &&
         std::all_of(group->should.begin(), group->should.end(),
                     [&](const Node& child) { return collect_names(child, names); });
}

bool restrict(Restrictions& bracket, const Field& field, std::string_view value, bool negated) {
  auto& within = bracket.within;
  if (field.kind == FieldKind::kind) {
    std::vector<Zone> zones;
    for (const auto name : split(value)) {
      const auto zone = read_kind(name);
      if (!zone) return false;
      zones.push_back(*zone);
    }
    auto& list = negated ? bracket.other_zones : within.zones;
    list.insert(list.end(), zones.begin(), zones.end());
  } else if (field.kind == FieldKind::at) {
    const auto times = read_times(value);
    if (!times) return false;
    (negated ? bracket.not_at : within.at).push_back(*times);
  } else {
    const auto scope = read_scope(value);
    if (!scope || negated) return false;
    within.scope = std::max(within.scope, *scope);  // the narrowest
    bracket.scoped = true;
  }
  bracket.any = true;
  return true;
}

void exclude(Restrictions& bracket) {
  auto& within = bracket.within;
  if (!bracket.other_zones.empty()) {
    auto others = all_but(bracket.other_zones);
    std::erase_if(others, [&](Zone zone) {
      return !within.zones.empty() &&
             std::find(within.zones.begin(), within.zones.end(), zone) == within.zones.end();
    });
    if (!others.empty()) within.zones = std::move(others);
  }
  if (!bracket.not_at.empty()) {
    auto outside = within.at.empty() ? std::vector<Interval>{} : complement(join(within.at));
    outside.insert(outside.end(), bracket.not_at.begin(), bracket.not_at.end());
    auto inside = complement(join(std::move(outside)));
    if (!inside.empty()) within.at = std::move(inside);
  }
}

Node condition(const Field& field, std::string_view value) {
  if (field.kind == FieldKind::language) {
    Language language;
    for (const auto tag : split(value)) language.tags.emplace_back(tag);
    return canonical(Node{std::move(language)});
  }
  Range range{field.range, {}, 0};
  std::optional<Interval> interval;
  switch (field.range) {
    case Range::Of::published:
      if (const auto days = read_last_days(value)) {
        range.last_days = *days;
        return Node{range};
      }
      interval = read_days(value);
      break;
    case Range::Of::duration: interval = read_times(value); break;
    case Range::Of::season:
    case Range::Of::number: interval = read_numbers(value); break;
  }
  if (!interval) return {};
  range.within = *interval;
  return Node{range};
}

}  // namespace whensaid::query
