// A canonical tree as text. Brackets stand only where the tree could not be read without them:
// so the text never nests deeper than what the user typed, and always parses within the limits.

#include "query/canonical.hpp"

#include <algorithm>
#include <string_view>

#include "query/fields.hpp"
#include "query/values.hpp"

namespace whensaid::query {
namespace {

std::string print_group(const Group& group, std::string_view between_wishes = " ");
std::string print_within(const Within& within);

template <class Value, class Print>
std::string join(const std::vector<Value>& values, std::string_view between, Print print_one) {
  std::string text;
  for (const auto& value : values) {
    if (!text.empty()) text += between;
    text += print_one(value);
  }
  return text;
}

bool is_wish(const Node& node) {
  return std::holds_alternative<Word>(node.kind) || std::holds_alternative<Pattern>(node.kind);
}

bool all_wishes(const std::vector<Node>& nodes) {
  return std::all_of(nodes.begin(), nodes.end(), is_wish);
}

/// Only in one zone: "title:" and what it holds for; no bracket around it.
bool is_field(const Within& within) {
  return within.zones.size() == 1 && within.speakers.empty() && within.other_speakers.empty() &&
         within.at.empty() && within.scope == Scope::episode;
}

// A side of AND or NEAR, or what NOT applies to.
std::string print_side(const Node& node) {
  if (const auto* const group = std::get_if<Group>(&node.kind)) {
    return "(" + print_group(*group) + ")";
  }
  const auto* const within = std::get_if<Within>(&node.kind);
  if (within != nullptr && !is_field(*within)) return "(" + print_within(*within) + ")";
  return print(node);
}

// A side of OR.
std::string print_alternative(const Node& node) {
  const auto* const group = std::get_if<Group>(&node.kind);
  if (group == nullptr) return print_side(node);
  const auto& sides = group->should.empty() ? group->must : group->should;
  if (!group->should.empty() && (group->should.size() > 1 || !group->must.empty())) {
    return print_side(node);
  }
  auto text = join(sides, " AND ", print_side);
  for (const auto& excluded : group->must_not) text += " AND NOT " + print_side(excluded);
  return text;
}

std::string print_group(const Group& group, std::string_view between_wishes) {
  std::string text;
  const auto add = [&text](const std::string& part) {
    if (!text.empty() && !part.empty()) text += ' ';
    text += part;
  };
  if (group.must.size() == 1 && !group.should.empty() && all_wishes(group.must)) {
    add("+" + print(group.must.front()));  // beside others a bare word is only wished for
  } else {
    add(join(group.must, " AND ", print_side));
  }
  if (all_wishes(group.should)) {
    add(join(group.should, between_wishes, print));
  } else {
    add(join(group.should, " OR ", print_alternative));
  }
  for (const auto& excluded : group.must_not) add("-" + print_side(excluded));
  return text;
}

std::string print_pattern(const Pattern& pattern) {
  switch (pattern.kind) {
    case Pattern::Kind::wildcard: return pattern.text;
    case Pattern::Kind::regex: return "/" + pattern.text + "/";
    case Pattern::Kind::fuzzy: return pattern.text + "~" + std::to_string(pattern.edits);
  }
  return pattern.text;
}

std::string print_near(const Near& near) {
  std::string op = near.ordered ? " BEFORE/" : " NEAR/";
  op += near.timed ? std::to_string(near.distance / 1000) + "s" : std::to_string(near.distance);
  return join(near.sides, op + " ", print_side);
}

std::string print_range(const Range& range) {
  const auto field = std::string{field_of(range.of)} + ":";
  if (range.last_days > 0) return field + std::to_string(range.last_days) + "d";
  switch (range.of) {
    case Range::Of::published: return field + print_days(range.within);
    case Range::Of::duration: return field + print_times(range.within);
    case Range::Of::season:
    case Range::Of::number: break;
  }
  return field + print_numbers(range.within);
}

std::string print_within(const Within& within) {
  const auto& child = within.child.front();
  const bool leaf = is_wish(child) || std::holds_alternative<Phrase>(child.kind) ||
                    std::holds_alternative<Anything>(child.kind);
  if (is_field(within)) {
    const auto field = std::string{field_of(within.zones.front())} + ":";
    if (leaf) return field + print(child);
    const auto* const group = std::get_if<Group>(&child.kind);
    return field + "(" + (group != nullptr ? print_group(*group) : print(child)) + ")";
  }
  std::string text;
  const auto add = [&text](const std::string& part) {
    if (!text.empty() && !part.empty()) text += ' ';
    text += part;
  };
  if (!within.zones.empty()) {
    add("kind:" + join(within.zones, ",", [](Zone zone) { return std::string{kind_name(zone)}; }));
  }
  for (const auto& name : within.speakers) add("speaker:\"" + name + "\"");
  for (const auto& name : within.other_speakers) add("-speaker:\"" + name + "\"");
  for (const auto& at : within.at) add("at:" + print_times(at));
  if (within.scope != Scope::episode) add("in:" + std::string{scope_name(within.scope)});
  const auto* const group = std::get_if<Group>(&child.kind);
  if (group != nullptr && within.scope == Scope::episode) {
    add(print_group(*group));
  } else if (group != nullptr && (group->must.empty() || group->should.empty())) {
    add(print_group(*group, " OR "));  // beside in: a bare word would be required
  } else if (!std::holds_alternative<Anything>(child.kind)) {
    add(print_side(child));
  }
  return text;
}

}  // namespace

std::string print(const Node& node) {
  if (const auto* const word = std::get_if<Word>(&node.kind)) {
    return word->exact ? "=" + word->text : word->text;
  }
  if (const auto* const pattern = std::get_if<Pattern>(&node.kind)) return print_pattern(*pattern);
  if (const auto* const phrase = std::get_if<Phrase>(&node.kind)) return '"' + phrase->text + '"';
  if (std::holds_alternative<Anything>(node.kind)) return "*";
  if (const auto* const near = std::get_if<Near>(&node.kind)) return print_near(*near);
  if (const auto* const range = std::get_if<Range>(&node.kind)) return print_range(*range);
  if (const auto* const language = std::get_if<Language>(&node.kind)) {
    return "lang:" + join(language->tags, ",", [](const std::string& tag) { return tag; });
  }
  if (const auto* const within = std::get_if<Within>(&node.kind)) return print_within(*within);
  return print_group(std::get<Group>(node.kind));
}

}  // namespace whensaid::query
