#include "query/relax.hpp"

#include <algorithm>
#include <utility>

#include "query/canonical.hpp"
#include "query/lexer.hpp"

namespace whensaid::query {
namespace {

Node relax(const Node& node);

bool chooses_episodes(const Node& node) {
  return std::holds_alternative<Range>(node.kind) || std::holds_alternative<Language>(node.kind) ||
         std::holds_alternative<Anything>(node.kind);
}

/// The words of a phrase: they were sure to be said, but perhaps not so.
Node words_of(const Phrase& phrase) {
  Group words;
  const std::string_view text = phrase.text;
  for (std::size_t at = 0; at < text.size();) {
    auto end = at;
    while (end < text.size() && space_at(text, end) == 0) ++end;
    if (end > at) words.should.push_back(Node{Word{std::string{text.substr(at, end - at)}}});
    at = end < text.size() ? end + space_at(text, end) : end;
  }
  return Node{std::move(words)};
}

Node relax_group(const Group& group) {
  Group relaxed;
  Group wishes;
  const auto words = std::count_if(group.must.begin(), group.must.end(),
                                   [](const Node& child) { return !chooses_episodes(child); });
  const bool alone = words == 1 && group.should.empty();  // all that is looked for stays in place
  for (const auto& child : group.must) {
    (alone || chooses_episodes(child) ? relaxed.must : wishes.should).push_back(relax(child));
  }
  for (const auto& child : group.should) wishes.should.push_back(relax(child));
  relaxed.must_not = group.must_not;
  if (!wishes.should.empty()) relaxed.must.push_back(Node{std::move(wishes)});
  return Node{std::move(relaxed)};
}

Node relax(const Node& node) {
  if (const auto* const group = std::get_if<Group>(&node.kind)) return relax_group(*group);
  if (const auto* const phrase = std::get_if<Phrase>(&node.kind)) return words_of(*phrase);
  if (const auto* const near = std::get_if<Near>(&node.kind)) {
    Group sides;
    for (const auto& side : near->sides) sides.should.push_back(relax(side));
    return Node{std::move(sides)};
  }
  if (const auto* const within = std::get_if<Within>(&node.kind)) {
    auto relaxed = *within;
    relaxed.scope = Scope::episode;
    for (auto& child : relaxed.child) child = relax(child);
    return Node{std::move(relaxed)};
  }
  return node;
}

}  // namespace

std::optional<Node> relaxed(const Node& root) {
  auto less = canonical(relax(root));
  if (less == root) return std::nullopt;
  return less;
}

}  // namespace whensaid::query
