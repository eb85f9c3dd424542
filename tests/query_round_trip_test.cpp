// Any text is a query, and what it was understood as is a text that is understood the same.

#include <random>
#include <string>
#include <vector>

#include <boost/test/unit_test.hpp>

#include <whensaid/query.hpp>

#include "support/query_tree.hpp"

using namespace whensaid;
using support::show_tree;

namespace {

std::size_t pick(std::mt19937& random, std::size_t below) { return random() % below; }

std::string random_text(std::mt19937& random) {
  static const std::vector<std::string> pieces{"a",
                                               "b",
                                               "c ",
                                               " ",
                                               " ",
                                               "(",
                                               ")",
                                               "\"",
                                               "-",
                                               " -",
                                               "AND",
                                               " AND ",
                                               " OR ",
                                               " NOT ",
                                               " NEAR ",
                                               "NEAR/3",
                                               " NEAR/0 ",
                                               "“",
                                               "»",
                                               "\n",
                                               "é",
                                               "\xff",
                                               "--",
                                               "((((((",
                                               "))))",
                                               "+",
                                               ":",
                                               "\u3000",
                                               "NEAR/x",
                                               "not",
                                               "\ufeff",
                                               "title:",
                                               "speaker:",
                                               "in:turn ",
                                               "kind:chapter ",
                                               "at:<5m ",
                                               "published:2024 ",
                                               "lang:de ",
                                               "x:",
                                               "=",
                                               "*",
                                               "?",
                                               "~",
                                               "/",
                                               " +",
                                               "BEFORE/3s",
                                               "a b",
                                               ",",
                                               "-at:",
                                               "1",
                                               ".."};
  std::string text;
  for (auto count = pick(random, 30); count > 0; --count)
    text += pieces[pick(random, pieces.size())];
  return text;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(query_round_trip)

BOOST_AUTO_TEST_CASE(text_to_tree_to_text_to_tree_is_the_identity_for_any_text) {
  std::mt19937 random{20250914};
  for (int i = 0; i < 50'000; ++i) {
    const auto text = random_text(random);
    const auto parsed = Query::parse(text);
    const auto printed = parsed.to_string();
    const auto again = Query::parse(printed);
    if (again == parsed && again.to_string() == printed) continue;
    BOOST_ERROR(text + " -> " + show_tree(parsed.root()) + " -> " + printed + " -> " +
                show_tree(again.root()));
    break;
  }
}

BOOST_AUTO_TEST_SUITE_END()
