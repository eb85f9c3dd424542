#pragma once

// A query tree as text that shows what each group requires, wishes for and excludes:
// `(must "edge network" | should vitess | not mysql)`.

#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "query/tree.hpp"

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

inline std::string show_tree(const query::Node& node) {
  if (const auto* const word = std::get_if<query::Word>(&node.kind)) return word->text;
  if (const auto* const phrase = std::get_if<query::Phrase>(&node.kind)) {
    return '"' + phrase->text + '"';
  }
  if (const auto* const near = std::get_if<query::Near>(&node.kind)) {
    return "(near/" + std::to_string(near->distance) + show_nodes(near->children) + ')';
  }
  return show_group(std::get<query::Group>(node.kind));
}

}  // namespace whensaid::support
