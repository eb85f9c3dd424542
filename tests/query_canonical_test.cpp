// Trees made by other means than parse(): their canonical form matches the same, and what is
// printed of it parses to it. Judged by a plain evaluation of tree.hpp's words.

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <random>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include <whensaid/query.hpp>

#include "query/canonical.hpp"
#include "query/tree.hpp"
#include "support/query_tree.hpp"

using namespace whensaid::query;
using whensaid::Query;
using whensaid::Scope;
using whensaid::Zone;
using whensaid::support::show_tree;

namespace {

std::size_t pick(std::mt19937& random, std::size_t below) { return random() % below; }

using Words = std::vector<std::string>;

Within random_within(std::mt19937& random, Node child) {
  Within within;
  if (pick(random, 3) == 0) within.zones.push_back(static_cast<Zone>(pick(random, 8)));
  if (pick(random, 3) == 0) within.zones.push_back(Zone::chapter);
  if (pick(random, 4) == 0) within.speakers.emplace_back("\"Sam\"  ");
  if (pick(random, 4) == 0) within.other_speakers.emplace_back("AND");
  for (auto times = pick(random, 3); times > 0; --times) {
    const auto from = static_cast<std::int64_t>(pick(random, 100'000));
    within.at.push_back({from - 5000, from + static_cast<std::int64_t>(pick(random, 50'000))});
  }
  if (pick(random, 4) == 0) within.at.push_back({Interval::kOpenLow, 7000});
  within.scope = static_cast<Scope>(pick(random, 3));
  within.child.push_back(std::move(child));
  return within;
}

Node random_leaf(std::mt19937& random, const Words& words) {
  const auto& text = words[pick(random, words.size())];
  const auto low = static_cast<std::int64_t>(pick(random, 100'000)) - 1000;
  const auto high = low + static_cast<std::int64_t>(pick(random, 5000));
  switch (pick(random, 9)) {
    case 0: return Node{Word{text, true}};
    case 1: return Node{Pattern{Pattern::Kind::wildcard, text + "*", 3}};
    case 2: return Node{Pattern{Pattern::Kind::regex, text, 1}};
    case 3: return Node{Pattern{Pattern::Kind::fuzzy, text, 5}};
    case 4: return Node{Range{Range::Of::published, {low, high}, low}};
    case 5: return Node{Range{Range::Of::duration, {Interval::kOpenLow, high}, 0}};
    case 6: return Node{Range{Range::Of::number, {low, Interval::kOpenHigh}, 5}};
    case 7: return Node{Language{{"EN", text}}};
    default: return Node{Anything{}};
  }
}

// Any tree at all, sense or not.
Node random_tree(std::mt19937& random, std::size_t depth, const Words& words,
                 bool all_kinds = false) {
  if (all_kinds && pick(random, 4) == 0) return random_leaf(random, words);
  const auto kind = pick(random, depth == 0 ? 2 : 7);
  if (kind == 0) return Node{Word{words[pick(random, words.size())]}};
  if (kind == 1) return Node{Phrase{words[pick(random, words.size())]}};
  const auto children = [&](std::size_t most) {
    std::vector<Node> nodes;
    for (auto count = pick(random, most + 1); count > 0; --count) {
      nodes.push_back(random_tree(random, depth - 1, words, all_kinds));
    }
    return nodes;
  };
  if (kind == 2) {
    return Node{Near{static_cast<std::uint32_t>(pick(random, 1200)), pick(random, 2) == 0,
                     pick(random, 2) == 0, children(3)}};
  }
  if (kind == 3)
    return Node{random_within(random, random_tree(random, depth - 1, words, all_kinds))};
  return Node{Group{children(2), children(2), children(2)}};
}

const Words kPlainWords{"a", "b", "c", "d"};

const Words kOddWords{"a",          "C++", "-x",     "--",     "AND",
                      "OR",         "NOT", "NEAR",   "NEAR/5", "it's",
                      "a b",        "(y)", "\"q\"",  "",       "é”",
                      "\xff",       "x-",  "NEAR/z", "-NOT",   "\ufeff-\ufeff--x",
                      " \ufeff-y z"};

/// What a node says of one episode: nothing, that it matches or not, or only whether it is
/// excluded.
struct Nothing {};
struct Matches {
  bool value;
};
struct Excludes {
  bool value;
};
using Verdict = std::variant<Nothing, Matches, Excludes>;

Verdict judge(const Node& node, std::string_view episode);

bool restricts_nothing(Within within) {
  within.child.assign(1, Node{Word{"a"}});
  return std::holds_alternative<Word>(canonical(Node{std::move(within)}).kind);
}

// NEAR is judged as AND here: what is near is the timeline's business.
Verdict judge_group(const std::vector<Node>& must, const std::vector<Node>& should,
                    const std::vector<Node>& must_not, std::string_view episode) {
  std::vector<bool> required;
  std::vector<bool> wished;
  std::vector<bool> excluded;
  const auto add = [&](const std::vector<Node>& nodes, std::vector<bool>& matches,
                       std::vector<bool>& excludes) {
    for (const auto& node : nodes) {
      const auto verdict = judge(node, episode);
      if (const auto* const match = std::get_if<Matches>(&verdict)) matches.push_back(match->value);
      if (const auto* const veto = std::get_if<Excludes>(&verdict)) excludes.push_back(veto->value);
    }
  };
  add(must, required, excluded);
  add(should, wished, excluded);
  add(must_not, excluded, required);
  const auto any = [](const std::vector<bool>& claims) {
    return std::find(claims.begin(), claims.end(), true) != claims.end();
  };
  const bool all = std::find(required.begin(), required.end(), false) == required.end();
  if (required.empty() && wished.empty()) {
    return excluded.empty() ? Verdict{Nothing{}} : Verdict{Excludes{any(excluded)}};
  }
  return Matches{!any(excluded) && (required.empty() ? any(wished) : all)};
}

Verdict judge(const Node& node, std::string_view episode) {
  const auto holds = [&](std::string_view word) {
    return Matches{episode.find(word) != std::string_view::npos};
  };
  if (const auto* const word = std::get_if<Word>(&node.kind)) return holds(word->text);
  if (const auto* const phrase = std::get_if<Phrase>(&node.kind)) return holds(phrase->text);
  if (const auto* const near = std::get_if<Near>(&node.kind)) {
    return judge_group(near->sides, {}, {}, episode);
  }
  // Where it counts is the timeline's business, too; but what it excludes stays inside.
  if (const auto* const within = std::get_if<Within>(&node.kind)) {
    const auto verdict = judge(within->child.front(), episode);
    if (restricts_nothing(*within)) return verdict;
    if (const auto* const match = std::get_if<Matches>(&verdict)) return *match;
    const auto* const veto = std::get_if<Excludes>(&verdict);
    return Matches{veto == nullptr || !veto->value};
  }
  if (std::holds_alternative<Anything>(node.kind)) return Matches{true};
  const auto& group = std::get<Group>(node.kind);
  return judge_group(group.must, group.should, group.must_not, episode);
}

bool matches(const Node& node, std::string_view episode) {
  const auto verdict = judge(node, episode);
  const auto* const match = std::get_if<Matches>(&verdict);
  return match != nullptr && match->value;
}

Node word(std::string text) { return Node{Word{std::move(text)}}; }
Node phrase(std::string text) { return Node{Phrase{std::move(text)}}; }

}  // namespace

BOOST_AUTO_TEST_SUITE(query_canonical)

BOOST_AUTO_TEST_CASE(a_word_that_holds_syntax_becomes_what_can_be_written) {
  BOOST_TEST(show_tree(canonical(word("NEAR/5"))) == "near/5");
  BOOST_TEST(show_tree(canonical(word("--force"))) == "force");
  BOOST_TEST(show_tree(canonical(word("edge network"))) == "\"edge network\"");
  BOOST_TEST(show_tree(canonical(word("f(x)"))) == "\"f(x)\"");
  BOOST_TEST(show_tree(canonical(word("-"))) == "()");
  BOOST_TEST(show_tree(canonical(phrase(" say \"hi\n\" now"))) == "\"say hi now\"");
  BOOST_TEST(show_tree(canonical(word("a\xff"))) == "a\ufffd");
}

BOOST_AUTO_TEST_CASE(near_takes_words_and_phrases_and_keeps_to_its_limits) {
  BOOST_TEST(show_tree(canonical(Node{Near{0, false, false, {word("a"), phrase("b")}}})) ==
             "(near/1 a \"b\")");
  BOOST_TEST(show_tree(canonical(Node{Near{9999, false, false, {word("a"), word("b")}}})) ==
             "(near/1000 a b)");
  BOOST_TEST(show_tree(canonical(Node{Near{5, false, false, {word("a")}}})) == "a");
  BOOST_TEST(show_tree(canonical(Node{Near{5, false, false, {}}})) == "()");
  const Node both{Group{{word("b"), word("c")}, {}, {}}};
  BOOST_TEST(show_tree(canonical(Node{Near{5, false, false, {word("a"), both}}})) ==
             "(must a b c)");
}

BOOST_AUTO_TEST_CASE(one_phrase_wished_for_beside_something_required_can_be_written) {
  const auto tree = canonical(Node{Group{{word("a")}, {phrase("b c")}, {}}});
  BOOST_TEST(print(tree) == "+a \"b c\" OR \"b c\"");
  BOOST_TEST((Query::parse(print(tree)).root() == tree));
}

BOOST_AUTO_TEST_CASE(the_canonical_form_survives_printing_and_is_its_own) {
  std::mt19937 random{20250915};
  for (int i = 0; i < 50'000; ++i) {
    const auto any = random_tree(random, 1 + pick(random, 3), kOddWords, true);
    const auto tree = canonical(any);
    const auto printed = print(tree);
    const auto parsed = Query::parse(printed);
    if (parsed.root() == tree && canonical(tree) == tree) continue;
    BOOST_ERROR(show_tree(any) + " -> " + show_tree(tree) + " -> " + printed + " -> " +
                show_tree(parsed.root()));
    break;
  }
}

BOOST_AUTO_TEST_CASE(the_canonical_form_matches_the_same_episodes) {
  std::mt19937 random{20250916};
  const Words episodes{"", "a", "b", "c", "d", "ab", "ac", "bd", "cd", "abc", "bcd", "abcd"};
  std::size_t matched = 0;
  for (int i = 0; i < 20'000; ++i) {
    const auto any = random_tree(random, 1 + pick(random, 3), kPlainWords);
    const auto tree = canonical(any);
    for (const auto& episode : episodes) {
      matched += matches(any, episode) ? 1 : 0;
      if (matches(any, episode) == matches(tree, episode)) continue;
      BOOST_ERROR(show_tree(any) + " -> " + show_tree(tree) + " differ on " + episode);
      return;
    }
  }
  BOOST_TEST(matched > 20'000U);  // a judge who never says yes proves nothing
}

BOOST_AUTO_TEST_SUITE_END()
