// What a query may hold at most: brackets, words, bytes. A tree keeps to that when it is printed.

#include <algorithm>
#include <string>
#include <string_view>

#include <boost/test/unit_test.hpp>

#include <whensaid/query.hpp>

#include "support/show_warnings.hpp"

using namespace whensaid;
using support::show_warnings;

namespace {

std::string repeat(std::string_view text, std::size_t times) {
  std::string result;
  for (std::size_t i = 0; i < times; ++i) result += text;
  return result;
}

std::size_t depth_of(std::string_view text) {
  std::size_t depth = 0;
  std::size_t deepest = 0;
  for (const char c : text) {
    if (c == '(') deepest = std::max(deepest, ++depth);
    if (c == ')') --depth;
  }
  return deepest;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(query_limits)

BOOST_AUTO_TEST_CASE(brackets_nest_to_the_limit_and_deeper_ones_are_ignored) {
  const auto nest = [](std::size_t depth) {
    return repeat("(a AND b OR ", depth) + "c" + repeat(")", depth);
  };
  // Here no bracket can be left out.
  const auto deep = [](std::size_t depth) {
    return repeat("x OR y AND (w ", depth) + "c" + repeat(")", depth);
  };
  BOOST_TEST(Query::parse(nest(kMaxQueryDepth)).warnings().empty());
  const auto parsed = Query::parse(nest(kMaxQueryDepth + 2));
  BOOST_TEST(show_warnings(parsed.warnings()) ==
             "1:193: brackets nest at most 16 deep: deeper ones are ignored\n");
  for (const std::size_t depth : {1U, 14U, 15U, 16U}) {
    const auto nested = Query::parse(deep(depth));
    BOOST_TEST(depth_of(nested.to_string()) == depth);
    BOOST_TEST((Query::parse(nested.to_string()) == nested));
  }
}

BOOST_AUTO_TEST_CASE(alternatives_in_the_deepest_bracket_are_within_the_limit_too) {
  // They stand without a bracket of their own, but take one when they are printed.
  for (std::size_t depth = kMaxQueryDepth - 3; depth <= kMaxQueryDepth; ++depth) {
    const auto parsed = Query::parse(repeat("w -(", depth) + "in:turn x a OR \"b c\"");
    BOOST_TEST(depth_of(parsed.to_string()) <= kMaxQueryDepth);
    BOOST_TEST((Query::parse(parsed.to_string()) == parsed));
    const auto said = show_warnings(parsed.warnings()).find("brackets nest at most 16 deep");
    BOOST_TEST((said != std::string::npos) == (depth == kMaxQueryDepth));
  }
}

BOOST_AUTO_TEST_CASE(what_only_excludes_counts_as_a_word_within_the_limit) {
  // It excludes from everything: that is printed as a word more.
  const auto parsed = Query::parse("(at:<10m -a) " + repeat("b ", kMaxQueryWords - 1));
  BOOST_TEST(parsed.to_string() == "(at:<10m * -a) " + repeat("b ", kMaxQueryWords - 3) + "b");
  BOOST_TEST((Query::parse(parsed.to_string()) == parsed));
  BOOST_TEST(show_warnings(parsed.warnings()) ==
             "1:0: a query has at most 64 words and phrases: the rest is left out\n");
}

BOOST_AUTO_TEST_CASE(values_of_fields_count_as_words_within_the_limit) {
  const auto parsed = Query::parse("(in:turn -a) (kind:title -b) " + repeat("c ", kMaxQueryWords));
  BOOST_TEST((Query::parse(parsed.to_string()) == parsed));
  BOOST_TEST(show_warnings(parsed.warnings()).find("at most 64 words") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(words_beyond_the_limit_are_left_out) {
  const auto parsed = Query::parse(repeat("ab ", kMaxQueryWords) + "(\"c d\" e");
  BOOST_TEST(parsed.to_string() == repeat("ab ", kMaxQueryWords - 1) + "ab");
  BOOST_TEST(show_warnings(parsed.warnings()) ==
             "1:194: a query has at most 64 words and phrases: the rest is left out\n");
  std::string times = repeat("a ", kMaxQueryWords);
  for (int i = 1; i < 50; ++i) times += "at:" + std::to_string(2 * i) + "m ";
  const auto timed = Query::parse(times);
  BOOST_TEST(timed.warnings().size() == 1U);
  BOOST_TEST((Query::parse(timed.to_string()) == timed));
  const auto stars = Query::parse(repeat("a ", kMaxQueryWords) + "*");
  BOOST_TEST((Query::parse(stars.to_string()) == stars));
}

BOOST_AUTO_TEST_CASE(words_are_cut_to_the_limit_of_bytes_between_characters) {
  const auto word = repeat("ä", kMaxQueryBytes / 2 - 1);
  const auto parsed = Query::parse("x " + word + "ö y");
  BOOST_TEST(parsed.to_string() == "x " + word);
  BOOST_TEST(show_warnings(parsed.warnings()) ==
             "1:3: the words of a query have at most 4096 bytes: the rest is left out\n");
  const auto phrase = Query::parse('"' + repeat("a ", kMaxQueryBytes) + '"');
  BOOST_TEST(phrase.to_string().size() == kMaxQueryBytes + 1);  // the last byte was a space
  BOOST_TEST((Query::parse(phrase.to_string()) == phrase));
}

BOOST_AUTO_TEST_CASE(huge_input_is_answered_with_few_warnings) {
  for (const auto* const piece :
       {"(",     ")",       "()",        "((a",         "\"",  "-",    "-(", "NOT ",
        "AND ",  "NEAR ",   "a NEAR/1 ", "a OR ",       "a(",  "\xff", "“",  "\u00a0",
        "-\"\"", "() AND ", "(-",        "a AND NOT (", "OR(", "))(("}) {
    BOOST_TEST_CONTEXT(piece) {
      const auto parsed = Query::parse(repeat(piece, 100'000));
      BOOST_TEST(parsed.warnings().size() <= kMaxQueryWarnings + 1);
      BOOST_TEST((Query::parse(parsed.to_string()) == parsed));
    }
  }
}

BOOST_AUTO_TEST_SUITE_END()
