// Which moments of an episode are the best, where they begin and end, and why.

#include "timeline/rank.hpp"

#include <algorithm>
#include <random>

#include <boost/test/unit_test.hpp>

#include "support/plain_timeline.hpp"

using namespace whensaid;
using namespace whensaid::testing;
using namespace whensaid::timeline;

namespace {

std::string words(std::size_t count) {
  std::string text;
  for (std::size_t i = 0; i < count; ++i) text += "x ";
  return text;
}

std::vector<Moment> ranked(const Plan& plan, const Timeline& timeline, std::size_t limit = 0,
                           double episode_score = 0) {
  std::vector<Match> found;
  std::vector<Moment> moments;
  if (Matcher(plan).match(timeline, {}, found))
    Ranker(plan).rank(timeline, found, episode_score, limit, moments);
  return moments;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(rank)

BOOST_AUTO_TEST_CASE(a_moment_reaches_from_the_first_matched_word_to_the_end_of_the_last) {
  const auto moments =
      ranked(plain_words("fog horn"), plain_timeline("", {words(100), "fog x x horn", words(100)}));
  BOOST_REQUIRE(moments.size() == 1U);
  BOOST_TEST(moments[0].start_ms == 100'000U);
  BOOST_TEST(moments[0].end_ms == 104'000U);
  BOOST_TEST((moments[0].zone == Zone::speech));
}

BOOST_AUTO_TEST_CASE(more_of_the_words_together_are_better_than_one_of_them_often) {
  const auto moments =
      ranked(plain_words("fog horn"),
             plain_timeline("", {"fog x fog x fog x fog", words(200), "x horn x fog", words(9)}));
  BOOST_REQUIRE(moments.size() == 2U);
  BOOST_TEST(moments[0].start_ms == 208'000U);
}

BOOST_AUTO_TEST_CASE(words_in_the_order_of_the_query_are_better_than_scattered_ones) {
  const auto moments =
      ranked(plain_words("a lamp in fog"),
             plain_timeline("", {"fog x a x lamp x in", words(400), "a lamp in fog", words(9)}));
  BOOST_REQUIRE(moments.size() == 2U);
  BOOST_TEST(moments[0].start_ms == 407'000U);
  BOOST_TEST(moments[0].parts.alignment > 0);
  BOOST_TEST(moments[1].parts.alignment == 0);
}

BOOST_AUTO_TEST_CASE(moments_of_an_episode_do_not_overlap_and_are_at_most_30_seconds) {
  std::string talk;
  for (int i = 0; i < 200; ++i) talk += i % 3 == 0 ? "fog " : "horn ";
  const auto moments = ranked(plain_words("fog horn"), plain_timeline("", {talk}));
  BOOST_TEST(moments.size() >= 6U);
  for (const auto& moment : moments) {
    BOOST_TEST(moment.end_ms - moment.start_ms <= 31'000U);
    for (const auto& other : moments) {
      const auto same = &moment == &other;
      BOOST_TEST((same || moment.end_ms <= other.start_ms || other.end_ms <= moment.start_ms));
    }
  }
}

BOOST_AUTO_TEST_CASE(moments_come_best_first_and_no_more_than_asked_for) {
  const auto timeline = plain_timeline(
      "", {"fog", words(300), "fog horn", words(300), "fog x x x horn x fog", words(300), "horn"});
  const auto all = ranked(plain_words("fog horn"), timeline);
  BOOST_TEST(all.size() == 4U);
  for (std::size_t i = 1; i < all.size(); ++i) BOOST_TEST(all[i - 1].score >= all[i].score);
  BOOST_TEST(ranked(plain_words("fog horn"), timeline, 2).size() == 2U);
}

BOOST_AUTO_TEST_CASE(a_title_is_a_moment_at_the_start_of_the_episode) {
  const auto moments =
      ranked(plain_words("fog horn"), plain_timeline("the fog horn", {words(50), "horn"}));
  BOOST_REQUIRE(moments.size() == 2U);
  BOOST_TEST((moments[0].zone == Zone::title));
  BOOST_TEST(moments[0].start_ms == 0U);
}

BOOST_AUTO_TEST_CASE(the_parts_add_up_to_the_score) {
  for (const auto& moment :
       ranked(plain_words("fog horn"), plain_timeline("fog", {"x fog horn x fog"}), 0, 2.5)) {
    BOOST_TEST(moment.parts.sum() == moment.score);
    BOOST_TEST(moment.parts.episode > 0);
  }
}

BOOST_AUTO_TEST_CASE(by_time_moments_are_those_of_a_walk_over_plain_lists) {
  std::mt19937 random(7);
  for (int round = 0; round < 200; ++round) {
    std::vector<std::string> cues;
    std::vector<std::uint32_t> said;
    std::uint32_t second = 0;
    for (int i = 0; i < 30; ++i) {
      const auto gap = random() % 40;
      cues.push_back(words(gap) + "fog");
      second += static_cast<std::uint32_t>(gap);
      said.push_back(second++ * 1000);
    }
    std::vector<std::uint32_t> expected;
    for (const auto ms : said) {
      if (expected.empty() || ms > expected.back() + 30'000) expected.push_back(ms);
    }
    const auto timeline = plain_timeline("", cues);
    const auto plan = plain_words("fog");
    std::vector<Match> found;
    Matcher(plan).match(timeline, {}, found);
    std::vector<Moment> moments;
    moments_by_time(timeline, found, 0, moments);
    std::vector<std::uint32_t> starts;
    for (const auto& moment : moments) starts.push_back(moment.start_ms);
    BOOST_TEST(starts == expected, boost::test_tools::per_element());
    moments.clear();
    moments_by_time(timeline, found, 2, moments);
    BOOST_TEST(moments.size() == std::min<std::size_t>(2, expected.size()));
  }
}

BOOST_AUTO_TEST_SUITE_END()
