// Which timelines satisfy a query, and where its words stand.

#include "timeline/match.hpp"

#include <boost/test/unit_test.hpp>

#include "support/plain_timeline.hpp"

using namespace whensaid;
using namespace whensaid::testing;
using namespace whensaid::timeline;

namespace {

/// "2-4 7" for matches from position 2 to 4 and at 7; "no" when the query does not hold.
std::string matches(const Plan& plan, const Timeline& timeline) {
  std::vector<Match> found;
  if (!Matcher(plan).match(timeline, {}, found)) return "no";
  std::string out;
  for (const auto& match : found) {
    if (!out.empty()) out += ' ';
    out += std::to_string(match.first);
    if (match.last != match.first) out += '-' + std::to_string(match.last);
  }
  return out;
}

Plan near(const std::vector<Atom>& sides, std::uint32_t distance, bool ordered = false) {
  Plan plan;
  plan.root.kind = Condition::Kind::near;
  plan.root.distance = distance;
  plan.root.ordered = ordered;
  for (const auto& side : sides) {
    plan.root.sides.push_back({static_cast<std::uint32_t>(plan.atoms.size())});
    plan.atoms.push_back(side);
  }
  return plan;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(match)

BOOST_AUTO_TEST_CASE(free_words_match_by_stem) {
  const auto timeline = plain_timeline("", {"two lamps and one lamp", "no light"});
  BOOST_TEST(matches(plain_words("lamp"), timeline) == "1 4");
  BOOST_TEST(matches(plain_words("lamps"), timeline) == "1 4");
  BOOST_TEST(matches(plain_words("lamp light"), timeline) == "1 4 6");
  BOOST_TEST(matches(plain_words("whale"), timeline) == "no");
}

BOOST_AUTO_TEST_CASE(a_phrase_matches_as_written) {
  const auto timeline = plain_timeline("", {"two lamps and one lamp", "lamps and one more"});
  BOOST_TEST(matches(only(plain_phrase("lamps and one")), timeline) == "1-3 5-7");
  BOOST_TEST(matches(only(plain_phrase("lamp and one")), timeline) == "no");
}

BOOST_AUTO_TEST_CASE(a_phrase_crosses_cues_but_not_sections) {
  const auto timeline = plain_timeline("the keeper", {"waits for the", "keeper of light"});
  BOOST_TEST(matches(only(plain_phrase("for the keeper of")), timeline) == "3-6");
  BOOST_TEST(matches(only(plain_phrase("keeper waits")), timeline) == "no");
}

BOOST_AUTO_TEST_CASE(a_phrase_may_repeat_a_word) {
  const auto timeline = plain_timeline("", {"round and round and round it goes"});
  BOOST_TEST(matches(only(plain_phrase("round and round")), timeline) == "0-2 2-4");
  BOOST_TEST(matches(only(plain_phrase("round and round it")), timeline) == "2-5");
}

BOOST_AUTO_TEST_CASE(near_takes_either_order_and_counts_words_between) {
  const auto timeline = plain_timeline("", {"fog a b c horn", "x x x x x x horn x fog"});
  const std::vector sides{plain_word("fog", 0), plain_word("horn", 1)};
  BOOST_TEST(matches(near(sides, 4), timeline) == "0 4 11 13");
  BOOST_TEST(matches(near(sides, 3), timeline) == "11 13");
  BOOST_TEST(matches(near(sides, 1), timeline) == "no");
}

BOOST_AUTO_TEST_CASE(near_may_ask_for_the_order_of_the_query) {
  const auto timeline = plain_timeline("", {"fog horn fog x x x fog horn", "night"});
  const std::vector sides{plain_word("fog", 0), plain_word("horn", 1)};
  BOOST_TEST(matches(near(sides, 1, true), timeline) == "0 1 6 7");
  BOOST_TEST(matches(near({sides[1], sides[0]}, 1, true), timeline) == "1 2");
  const std::vector three{sides[0], sides[1], plain_word("night", 2)};
  BOOST_TEST(matches(near(three, 2, true), timeline) == "6 7 8");
  BOOST_TEST(matches(near({three[2], sides[0], sides[1]}, 100, true), timeline) == "no");
}

BOOST_AUTO_TEST_CASE(near_takes_phrases_and_more_than_two) {
  const auto timeline = plain_timeline("", {"the fog horn was heard at night by the keeper"});
  BOOST_TEST(matches(near({plain_phrase("fog horn"), plain_word("night", 0)}, 4), timeline) ==
             "1-2 6");
  const std::vector sides{plain_word("keeper", 0), plain_word("fog", 0), plain_word("night", 0)};
  BOOST_TEST(matches(near(sides, 8), timeline) == "1 6 9");
  BOOST_TEST(matches(near(sides, 7), timeline) == "no");
}

BOOST_AUTO_TEST_CASE(near_never_takes_one_word_for_two) {
  const auto timeline = plain_timeline("", {"one lamp here", "a lamp b lamp"});
  BOOST_TEST(matches(near({plain_word("lamp", 0), plain_word("lamps", 0)}, 2), timeline) ==
             "4 4 6 6");
}

BOOST_AUTO_TEST_CASE(conditions_combine) {
  const auto timeline = plain_timeline("", {"fog and lamp"});
  auto plan = plain_words("fog whale lamp");
  plan.any = false;
  plan.root = {};
  plan.root.must = {holds(0), holds(2)};
  BOOST_TEST(matches(plan, timeline) == "0 2");
  plan.root.must = {holds(0), holds(1)};
  BOOST_TEST(matches(plan, timeline) == "no");
  plan.root = {};
  plan.root.should = {holds(0), holds(1)};
  BOOST_TEST(matches(plan, timeline) == "0");
  plan.root.must_not = {holds(2)};
  BOOST_TEST(matches(plan, timeline) == "no");
  plan.root.must_not = {holds(1)};
  BOOST_TEST(matches(plan, timeline) == "0");
  plan.root = {};
  plan.root.must_not = {holds(1)};
  BOOST_TEST(matches(plan, timeline) == "no");  // only what must not be: nothing was asked for
}

BOOST_AUTO_TEST_CASE(a_stop_word_counts_only_in_its_place) {
  const auto timeline = plain_timeline("", {"the lamp of the keeper", "the horn and the fog"});
  auto plan = plain_words("lamp of the keeper");
  plan.atoms[1].stop = true;
  plan.atoms[2].stop = true;
  BOOST_TEST(matches(plan, timeline) == "1 2 3 4");
}

BOOST_AUTO_TEST_SUITE_END()
