#include "query/canonical.hpp"

#include <algorithm>
#include <iterator>
#include <string_view>
#include <utility>

#include <whensaid/query.hpp>

#include "query/lexer.hpp"
#include "text/utf8.hpp"

namespace whensaid::query {
namespace {

template <class Kind>
bool is(const Node& node) {
  return std::holds_alternative<Kind>(node.kind);
}

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

// The language has no sign for one phrase, NEAR or group that is only wished for beside something
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
  if (group.should.size() == 1 && !is<Word>(group.should.front())) {
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
  if (is<Word>(group.must.front())) {
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

Node canonical_near(Near near) {
  Near result{std::clamp<std::uint32_t>(near.distance, 1, kMaxNearWords), {}};
  Group group;
  for (auto& child : near.children) {
    Node node = canonical(std::move(child));
    if (is<Word>(node) || is<Phrase>(node)) {
      result.children.push_back(std::move(node));
    } else {
      group.must.push_back(std::move(node));
    }
  }
  Node leaves{};
  if (result.children.size() == 1) leaves = std::move(result.children.front());
  if (result.children.size() > 1) leaves.kind = std::move(result);
  if (group.must.empty()) return leaves;
  group.must.insert(group.must.begin(), std::move(leaves));
  return canonical_group(std::move(group));
}

// Repair drops it at the start of a text. Printed, any word or phrase can come to stand there.
constexpr std::string_view kByteOrderMark = "\ufeff";

std::string_view without_marks_and_dashes(std::string_view word) {
  while (true) {
    if (word.starts_with('-')) {
      word.remove_prefix(1);
    } else if (word.starts_with(kByteOrderMark)) {
      word.remove_prefix(kByteOrderMark.size());
    } else {
      return word;
    }
  }
}

// Without quotes, one space wherever there was white space, none at the ends.
std::string clean_phrase(std::string_view text) {
  std::string result;
  bool gap = false;
  for (std::size_t at = 0; at < text.size();) {
    auto bytes = std::max(space_at(text, at), quote_at(text, at));
    if (result.empty() && text.substr(at).starts_with(kByteOrderMark)) {
      bytes = kByteOrderMark.size();
    }
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

bool is_plain(std::string_view word) {
  for (std::size_t at = 0; at < word.size(); ++at) {
    if (word[at] == '(' || word[at] == ')' || space_at(word, at) > 0 || quote_at(word, at) > 0) {
      return false;
    }
  }
  return true;
}

Node canonical_word(std::string_view word) {
  if (!is_plain(word)) return canonical_phrase(word);
  std::string text{without_marks_and_dashes(word)};
  if (text.empty()) return {};
  if (is_operator(text)) {  // case does not matter to a word, but makes an operator
    for (char& c : text) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return Node{Word{std::move(text)}};
}

}  // namespace

Node canonical(Node node) {
  if (auto* const word = std::get_if<Word>(&node.kind)) {
    return canonical_word(text::repair(word->text));
  }
  if (auto* const phrase = std::get_if<Phrase>(&node.kind)) {
    return canonical_phrase(text::repair(phrase->text));
  }
  if (auto* const near = std::get_if<Near>(&node.kind)) return canonical_near(std::move(*near));
  return canonical_group(std::move(std::get<Group>(node.kind)));
}

}  // namespace whensaid::query
