#include "query/canonical.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <string_view>
#include <utility>

#include <whensaid/query.hpp>

#include "query/lexer.hpp"
#include "query/values.hpp"
#include "text/utf8.hpp"

namespace whensaid::query {
namespace {

template <class Kind>
bool is(const Node& node) {
  return std::holds_alternative<Kind>(node.kind);
}

/// Beside others it is only wished for; everything else is required.
bool is_wish(const Node& node) { return is<Word>(node) || is<Pattern>(node); }

Group* group_of(Node& node) { return std::get_if<Group>(&node.kind); }

bool is_empty(const Group& group) {
  return group.must.empty() && group.should.empty() && group.must_not.empty();
}

bool excludes_only(const Group& group) { return group.must.empty() && group.should.empty(); }

void move_all(std::vector<Node>& from, std::vector<Node>& to) {
  to.insert(to.end(), std::make_move_iterator(from.begin()), std::make_move_iterator(from.end()));
  from.clear();
}

Node alternatives(std::vector<Node> nodes) {
  if (nodes.size() == 1) return std::move(nodes.front());
  return Node{Group{{}, std::move(nodes), {}}};
}

Node canonical_group(Group group);

// Adds canonical nodes to a group so that the group stays merged.

void add_must(Group& group, Node node) {
  auto* const inner = group_of(node);
  if (inner == nullptr) {
    group.must.push_back(std::move(node));
    return;
  }
  move_all(inner->must_not, group.must_not);
  if (inner->must.empty()) {
    if (!inner->should.empty()) group.must.push_back(alternatives(std::move(inner->should)));
    return;
  }
  // Beside a must, what should be there only ranks: here as well as there.
  move_all(inner->must, group.must);
  move_all(inner->should, group.should);
}

void add_should(Group& group, Node node) {
  auto* const inner = group_of(node);
  if (inner == nullptr) {
    group.should.push_back(std::move(node));
  } else if (excludes_only(*inner)) {
    move_all(inner->must_not, group.must_not);
  } else if (inner->must.empty() && inner->must_not.empty()) {
    move_all(inner->should, group.should);
  } else {
    group.should.push_back(std::move(node));
  }
}

void add_must_not(Group& group, Node node) {
  auto* const inner = group_of(node);
  if (inner == nullptr) {
    group.must_not.push_back(std::move(node));
  } else if (is_empty(*inner)) {
    return;
  } else if (excludes_only(*inner)) {  // not "none of these": at least one of them
    Group either;
    for (auto& excluded : inner->must_not) add_should(either, std::move(excluded));
    add_must(group, canonical_group(std::move(either)));
  } else if (inner->must.empty() && inner->must_not.empty()) {
    move_all(inner->should, group.must_not);
  } else {
    group.must_not.push_back(std::move(node));
  }
}

// The language has no sign for one phrase, field or group that is only wished for beside something
// required. Twice the same alternative says it; of a group its parts are wished for, which ranks
// much alike and matches the same.
void make_lone_wish_printable(Group& group) {
  Node wish = std::move(group.should.front());
  group.should.clear();
  if (auto* const inner = group_of(wish)) {
    for (auto& node : inner->must) add_should(group, std::move(node));
    for (auto& node : inner->should) add_should(group, std::move(node));
  } else {
    group.should.push_back(wish);
    group.should.push_back(std::move(wish));
  }
}

// One step towards a group in which a lone word is a should, a lone anything else a must.
bool settle_once(Group& group) {
  if (group.should.size() == 1 && !is_wish(group.should.front())) {
    if (!group.must.empty()) {
      make_lone_wish_printable(group);
    } else {
      Node only = std::move(group.should.front());
      group.should.clear();
      add_must(group, std::move(only));
    }
    return true;
  }
  if (group.must.size() != 1 || !group.should.empty()) return false;
  if (is_wish(group.must.front())) {
    move_all(group.must, group.should);
    return true;
  }
  if (!is<Group>(group.must.front())) return false;
  auto should = std::move(group_of(group.must.front())->should);
  group.must.clear();
  group.should = std::move(should);
  return true;
}

Node canonical_group(Group group) {
  Group result;
  for (auto& node : group.must) add_must(result, canonical(std::move(node)));
  for (auto& node : group.should) add_should(result, canonical(std::move(node)));
  for (auto& node : group.must_not) add_must_not(result, canonical(std::move(node)));
  while (settle_once(result)) continue;
  if (result.must_not.empty() && result.must.size() + result.should.size() == 1) {
    return std::move(result.must.empty() ? result.should.front() : result.must.front());
  }
  return Node{std::move(result)};
}

bool is_leaf(const Node& node) { return is_wish(node) || is<Phrase>(node); }

/// A word, pattern or phrase, or alternatives of those.
bool is_side(const Node& node) {
  if (is_leaf(node)) return true;
  const auto* const group = std::get_if<Group>(&node.kind);
  return group != nullptr && group->must.empty() && group->must_not.empty() &&
         !group->should.empty() && std::all_of(group->should.begin(), group->should.end(), is_leaf);
}

std::uint32_t clamp_distance(const Near& near) {
  if (!near.timed) return std::clamp<std::uint32_t>(near.distance, 1, kMaxNearWords);
  return std::clamp<std::uint32_t>(near.distance / 1000, 1, kMaxNearSeconds) * 1000;
}

Node canonical_near(Near near) {
  Near result{clamp_distance(near), near.timed, near.ordered, {}};
  Group group;
  for (auto& side : near.sides) {
    Node node = canonical(std::move(side));
    if (is_side(node) && result.sides.size() < kMaxNearSides) {
      result.sides.push_back(std::move(node));
    } else {
      group.must.push_back(std::move(node));
    }
  }
  Node sides{};
  if (result.sides.size() == 1) sides = std::move(result.sides.front());
  if (result.sides.size() > 1) sides.kind = std::move(result);
  if (group.must.empty()) return sides;
  group.must.insert(group.must.begin(), std::move(sides));
  return canonical_group(std::move(group));
}

// Without quotes, one space wherever there was white space, none at the ends.
std::string clean_phrase(std::string_view text) {
  std::string result;
  bool gap = false;
  for (std::size_t at = 0; at < text.size();) {
    const auto bytes = std::max(space_at(text, at), quote_at(text, at));
    if (bytes > 0) {
      gap = true;
      at += bytes;
      continue;
    }
    if (gap && !result.empty()) result += ' ';
    gap = false;
    result += text[at++];
  }
  return result;
}

Node canonical_phrase(std::string_view text) {
  auto clean = clean_phrase(text);
  return clean.empty() ? Node{} : Node{Phrase{std::move(clean)}};
}

/// The one symbol that the text is, or `end` when it is none or more.
Symbol only_symbol(std::string_view text) {
  Lexer lexer{text};
  const auto symbol = lexer.next();
  const bool alone = symbol.begin + symbol.text.size() <= text.size() &&
                     lexer.next().kind == SymbolKind::end && symbol.oddity == Oddity::none;
  return alone ? symbol : Symbol{};
}

bool is_plain(std::string_view text) {
  const auto symbol = only_symbol(text);
  return symbol.kind == SymbolKind::word && symbol.text == text;
}

bool is_operator(std::string_view text) {
  const auto symbol = Lexer{text}.next();
  return symbol.text == text &&
         (symbol.kind == SymbolKind::and_op || symbol.kind == SymbolKind::or_op ||
          symbol.kind == SymbolKind::not_op || symbol.kind == SymbolKind::near_op);
}

std::string lower_ascii(std::string text) {
  for (char& c : text) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return text;
}

/// As a word where it can be written as one, else as a phrase: quotes make anything a word.
Node canonical_word(std::string text) {
  if (is_plain(text)) return Node{Word{std::move(text)}};
  auto bare = text.substr(std::min(text.find_first_not_of("-+"), text.size()));
  if (is_plain(bare)) return Node{Word{std::move(bare)}};
  // Case does not matter to a word, but makes an operator.
  if (is_operator(bare)) {
    bare = lower_ascii(std::move(bare));
    if (is_plain(bare)) return Node{Word{std::move(bare)}};
  }
  if (bare.empty()) return {};
  return canonical_phrase(text);
}

Node canonical_word(Word word) {
  if (!word.exact) return canonical_word(std::move(word.text));
  const auto text = "=" + word.text;
  const auto symbol = only_symbol(text);
  if (symbol.kind != SymbolKind::exact || symbol.text != word.text) {
    return canonical_phrase(word.text);  // as written, too
  }
  return Node{std::move(word)};
}

Node canonical_pattern(Pattern pattern) {
  if (pattern.kind == Pattern::Kind::fuzzy) {
    pattern.edits = std::clamp<std::uint32_t>(pattern.edits, 1, 2);
  } else {
    pattern.edits = 0;
  }
  constexpr std::array kKinds{SymbolKind::wildcard, SymbolKind::regex, SymbolKind::fuzzy};
  const auto text = print(Node{pattern});
  const auto symbol = only_symbol(text);
  if (symbol.kind == SymbolKind::anything) return Node{Anything{}};
  if (symbol.kind == kKinds[static_cast<std::size_t>(pattern.kind)] &&
      symbol.text == pattern.text) {
    return Node{std::move(pattern)};
  }
  return canonical_word(std::move(pattern.text));
}

Node canonical_range(Range range) {
  if (range.of == Range::Of::published && range.last_days > 0) {
    range.last_days = std::min<std::int64_t>(range.last_days, kMaxLastDays);
    range.within = {};
    return Node{range};
  }
  range.last_days = 0;
  switch (range.of) {
    case Range::Of::published: range.within = clamp_days(range.within); break;
    case Range::Of::duration: range.within = clamp_times(range.within); break;
    case Range::Of::season:
    case Range::Of::number: range.within = clamp_numbers(range.within); break;
  }
  return Node{range};
}

template <class Value>
void sort_unique(std::vector<Value>& values) {
  std::sort(values.begin(), values.end());
  values.erase(std::unique(values.begin(), values.end()), values.end());
}

Node canonical_language(Language language) {
  std::vector<std::string> tags;
  for (auto& tag : language.tags) {
    tag = lower_ascii(std::move(tag));
    const bool plain = !tag.empty() && std::all_of(tag.begin(), tag.end(), [](char c) {
      return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
    });
    if (plain) tags.push_back(std::move(tag));
  }
  if (tags.empty()) return {};
  sort_unique(tags);
  return Node{Language{std::move(tags)}};
}

void clean_names(std::vector<std::string>& names) {
  for (auto& name : names) name = clean_phrase(text::repair(name));
  std::erase(names, std::string{});
  sort_unique(names);
}

Node canonical_within(Within within) {
  std::erase(within.zones, Zone::speaker);
  sort_unique(within.zones);
  clean_names(within.speakers);
  clean_names(within.other_speakers);
  for (auto& at : within.at) {
    if (at.low != Interval::kOpenLow || at.high != Interval::kOpenHigh) at = clamp_times(at);
  }
  within.at = join(std::move(within.at));
  if (within.at.size() > kMaxIntervals) within.at.resize(kMaxIntervals);
  if (within.at == std::vector<Interval>{Interval{}}) within.at.clear();
  auto child = within.child.empty() ? Node{} : canonical(std::move(within.child.front()));
  const bool restricts = !within.zones.empty() || !within.speakers.empty() ||
                         !within.other_speakers.empty() || !within.at.empty() ||
                         within.scope != Scope::episode;
  if (!restricts) return child;
  if (auto* const group = group_of(child); group != nullptr && excludes_only(*group)) {
    group->must.push_back(Node{Anything{}});
    child = canonical(std::move(child));
  }
  within.child.clear();
  within.child.push_back(std::move(child));
  return Node{std::move(within)};
}

}  // namespace

Node canonical(Node node) {
  if (auto* const word = std::get_if<Word>(&node.kind)) {
    return canonical_word(Word{text::repair(word->text), word->exact});
  }
  if (auto* const pattern = std::get_if<Pattern>(&node.kind)) {
    pattern->text = text::repair(pattern->text);
    return canonical_pattern(std::move(*pattern));
  }
  if (auto* const phrase = std::get_if<Phrase>(&node.kind)) {
    return canonical_phrase(text::repair(phrase->text));
  }
  if (auto* const near = std::get_if<Near>(&node.kind)) return canonical_near(std::move(*near));
  if (auto* const range = std::get_if<Range>(&node.kind)) return canonical_range(*range);
  if (auto* const language = std::get_if<Language>(&node.kind)) {
    return canonical_language(std::move(*language));
  }
  if (auto* const within = std::get_if<Within>(&node.kind)) {
    return canonical_within(std::move(*within));
  }
  if (auto* const group = std::get_if<Group>(&node.kind)) return canonical_group(std::move(*group));
  return node;
}

}  // namespace whensaid::query
