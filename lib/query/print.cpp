// A canonical tree as text. Brackets stand only where the tree could not be read without them:
// so the text never nests deeper than what the user typed, and always parses within the limits.

#include "query/canonical.hpp"

#include <string_view>

namespace whensaid::query {
namespace {

std::string print_group(const Group& group);

template <class Print>
std::string join(const std::vector<Node>& nodes, std::string_view between, Print print_one) {
  std::string text;
  for (const auto& node : nodes) {
    if (!text.empty()) text += between;
    text += print_one(node);
  }
  return text;
}

bool all_words(const std::vector<Node>& nodes) {
  for (const auto& node : nodes) {
    if (!std::holds_alternative<Word>(node.kind)) return false;
  }
  return true;
}

// A side of AND, or what NOT applies to.
std::string print_side(const Node& node) {
  if (const auto* const group = std::get_if<Group>(&node.kind)) {
    return "(" + print_group(*group) + ")";
  }
  return print(node);
}

// A side of OR.
std::string print_alternative(const Node& node) {
  const auto* const group = std::get_if<Group>(&node.kind);
  if (group == nullptr) return print(node);
  const auto& sides = group->should.empty() ? group->must : group->should;
  if (!group->should.empty() && (group->should.size() > 1 || !group->must.empty())) {
    return print_side(node);
  }
  auto text = join(sides, " AND ", print_side);
  for (const auto& excluded : group->must_not) text += " AND NOT " + print_side(excluded);
  return text;
}

std::string print_group(const Group& group) {
  std::string text;
  const auto add = [&text](const std::string& part) {
    if (!text.empty() && !part.empty()) text += ' ';
    text += part;
  };
  if (group.must.size() == 1 && !group.should.empty() && all_words(group.must)) {
    add("(" + print(group.must.front()) + ")");  // beside others a bare word is only wished for
  } else {
    add(join(group.must, " AND ", print_side));
  }
  if (all_words(group.should)) {
    add(join(group.should, " ", print));
  } else {
    add(join(group.should, " OR ", print_alternative));
  }
  for (const auto& excluded : group.must_not) add("-" + print_side(excluded));
  return text;
}

}  // namespace

std::string print(const Node& node) {
  if (const auto* const word = std::get_if<Word>(&node.kind)) return word->text;
  if (const auto* const phrase = std::get_if<Phrase>(&node.kind)) return '"' + phrase->text + '"';
  if (const auto* const near = std::get_if<Near>(&node.kind)) {
    return join(near->children, " NEAR/" + std::to_string(near->distance) + " ", print);
  }
  return print_group(std::get<Group>(node.kind));
}

}  // namespace whensaid::query
