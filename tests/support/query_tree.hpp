#pragma once

// A query tree as text that shows what each group requires, wishes for and excludes:
// `(must "edge network" | should vitess | not mysql)`.

#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "query/canonical.hpp"
#include "query/tree.hpp"
#include "query/values.hpp"

namespace whensaid::support {

inline std::string show_tree(const query::Node& node);

inline std::string show_nodes(const std::vector<query::Node>& nodes) {
  std::string text;
  for (const auto& node : nodes) text += ' ' + show_tree(node);
  return text;
}

inline std::string show_group(const query::Group& group) {
  std::string text;
  const auto add = [&text](std::string_view name, const std::vector<query::Node>& nodes) {
    if (nodes.empty()) return;
    if (!text.empty()) text += " | ";
    text += std::string{name} + show_nodes(nodes);
  };
  add("must", group.must);
  add("should", group.should);
  add("not", group.must_not);
  return '(' + text + ')';
}

inline std::string show_within(const query::Within& within) {
  std::string text = "(within";
  for (const auto zone : within.zones) text += ' ' + std::string{to_string(zone)};
  for (const auto& name : within.speakers) text += " by " + name;
  for (const auto& name : within.other_speakers) text += " not by " + name;
  for (const auto& at : within.at) text += " at " + query::print_times(at);
  if (within.scope == Scope::chapter) text += " one chapter";
  if (within.scope == Scope::turn) text += " one turn";
  return text + ':' + show_nodes(within.child) + ')';
}

inline std::string show_tree(const query::Node& node) {
  if (const auto* const phrase = std::get_if<query::Phrase>(&node.kind)) {
    return '"' + phrase->text + '"';
  }
  if (const auto* const near = std::get_if<query::Near>(&node.kind)) {
    return (near->ordered ? "(before/" : "(near/") + std::to_string(near->distance) +
           (near->timed ? "ms" : "") + show_nodes(near->sides) + ')';
  }
  if (const auto* const within = std::get_if<query::Within>(&node.kind)) {
    return show_within(*within);
  }
  if (!std::holds_alternative<query::Group>(node.kind)) return query::print(node);
  return show_group(std::get<query::Group>(node.kind));
}

}  // namespace whensaid::support
