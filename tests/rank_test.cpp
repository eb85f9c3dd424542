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
                           double episode_score = 0, const RankOptions& options = {}) {
  std::vector<Match> found;
  std::vector<Moment> moments;
  if (Matcher(plan).match(timeline, {}, found))
    Ranker(plan, options).rank(timeline, found, episode_score, limit, moments);
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
  BOOST_TEST(moments[0].parts.order > 0);
  BOOST_TEST(moments[1].parts.order == 0);
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

BOOST_AUTO_TEST_CASE(each_part_can_be_left_out) {
  const auto plan = plain_words("fog horn");
  const auto timeline = plain_timeline("fog", {"fog horn x fog", words(40), "horn", words(9)});
  const auto value_of = [&](std::string_view part, const RankOptions& options) {
    const auto moments = ranked(plan, timeline, 0, 2.5, options);
    const auto best = std::find_if(moments.begin(), moments.end(),
                                   [](const Moment& one) { return one.zone == Zone::speech; });
    BOOST_REQUIRE((best != moments.end()));
    for (const auto& named : named_parts(best->parts)) {
      if (named.name == part) return named.value;
    }
    return -1.0;
  };
  for (const auto& part : named_parts({})) {
    BOOST_TEST_CONTEXT(part.name) {
      RankOptions without;
      BOOST_TEST(leave_out(without, part.name));
      BOOST_TEST(value_of(part.name, {}) > 0);
      BOOST_TEST(value_of(part.name, without) == 0);
    }
  }
  RankOptions options;
  BOOST_TEST(!leave_out(options, "luck"));
}

BOOST_AUTO_TEST_CASE(a_title_is_a_moment_at_the_start_of_the_episode) {
  const auto moments =
      ranked(plain_words("fog horn"), plain_timeline("the fog horn", {words(50), "horn"}));
  BOOST_REQUIRE(moments.size() == 2U);
  BOOST_TEST((moments[0].zone == Zone::title));
  BOOST_TEST(moments[0].start_ms == 0U);
}

BOOST_AUTO_TEST_CASE(a_word_as_it_was_typed_is_better_than_another_form_of_it) {
  const auto moments =
      ranked(plain_words("fogs"), plain_timeline("", {"fog", words(400), "fogs", words(400)}));
  BOOST_REQUIRE(moments.size() == 2U);
  BOOST_TEST(moments[0].start_ms == 401'000U);
  BOOST_TEST(moments[0].parts.typed > 0);
  BOOST_TEST(moments[1].parts.typed == 0);
}

BOOST_AUTO_TEST_CASE(a_stop_word_in_its_place_makes_a_quote_better) {
  auto plan = plain_words("fog of horn");
  plan.atoms[1].stop = true;
  const auto moments =
      ranked(plan, plain_timeline("", {"fog x horn", words(400), "fog of horn", words(400)}));
  BOOST_REQUIRE(moments.size() == 2U);
  BOOST_TEST(moments[0].start_ms == 403'000U);
  BOOST_TEST(moments[1].parts.order > 0);
  BOOST_TEST(moments[0].parts.order > moments[1].parts.order);
}

BOOST_AUTO_TEST_CASE(words_close_together_in_any_order_are_better_than_words_far_apart) {
  const auto moments =
      ranked(plain_words("fog horn"),
             plain_timeline("", {"horn x x x x x fog", words(400), "horn x x fog", words(400)}));
  BOOST_REQUIRE(moments.size() == 2U);
  BOOST_TEST(moments[0].start_ms == 407'000U);
  BOOST_TEST(moments[0].parts.closeness > 0);
  BOOST_TEST(moments[1].parts.closeness == 0);
}

BOOST_AUTO_TEST_CASE(a_place_where_the_talk_goes_on_about_it_is_better_than_one_by_the_way) {
  const auto moments =
      ranked(plain_words("fog"),
             plain_timeline("", {"fog", words(800), "fog", words(40), "fog", words(400)}), 0);
  BOOST_REQUIRE(moments.size() == 3U);
  BOOST_TEST(moments[0].start_ms == 801'000U);
}

BOOST_AUTO_TEST_CASE(what_is_said_around_weighs_more_for_a_topic_than_for_a_quote) {
  const auto timeline = plain_timeline("", {"fog horn", words(40), "fog", words(40), "horn"});
  auto plan = plain_words("fog horn in a");
  for (auto i : {2U, 3U}) plan.atoms[i].stop = true;
  const auto quote = ranked(plan, timeline, 1);
  const auto topic = ranked(plain_words("fog horn"), timeline, 1);
  BOOST_REQUIRE(!quote.empty());
  BOOST_REQUIRE(!topic.empty());
  BOOST_TEST(topic[0].parts.words == quote[0].parts.words);
  BOOST_TEST(topic[0].parts.context > quote[0].parts.context);
}

BOOST_AUTO_TEST_CASE(a_place_with_all_the_words_around_it_is_better) {
  const auto moments =
      ranked(plain_words("fog horn"),
             plain_timeline("", {"fog", words(40), "fog", words(400), "fog", words(40), "horn"}));
  BOOST_REQUIRE(moments.size() == 4U);
  BOOST_TEST(moments[0].start_ms >= 442'000U);
  BOOST_TEST(moments[1].start_ms >= 442'000U);
}

BOOST_AUTO_TEST_CASE(a_guest_by_the_whole_name_says_everything_in_the_episode) {
  const auto timeline =
      plain_timeline("", {"welcome mira voss", words(400), "fog", words(400)}, "mira voss");
  const auto topic = ranked(plain_words("mira voss fog"), timeline);
  BOOST_REQUIRE(topic.size() == 3U);
  BOOST_TEST((topic[0].zone == Zone::speech));
  BOOST_TEST(topic[0].start_ms == 403'000U);
  const auto name = ranked(plain_words("mira voss"), timeline);
  BOOST_REQUIRE(!name.empty());
  BOOST_TEST((name[0].zone == Zone::guest));
}

BOOST_AUTO_TEST_CASE(a_part_of_a_guests_name_is_half_of_it) {
  const auto timeline =
      plain_timeline("", {"welcome mira voss", words(400), "fog", words(400)}, "mira voss");
  const auto topic = ranked(plain_words("mira fog"), timeline);
  BOOST_REQUIRE(!topic.empty());
  BOOST_TEST((topic[0].zone == Zone::speech));
  BOOST_TEST(topic[0].start_ms == 403'000U);
  const auto of_someone_else = ranked(
      plain_words("mira fog"),
      plain_timeline("", {"welcome mira voss", words(400), "fog", words(400)}, "anders voss"));
  const auto place = std::find_if(of_someone_else.begin(), of_someone_else.end(),
                                  [](const auto& one) { return one.start_ms == 403'000U; });
  BOOST_REQUIRE((place != of_someone_else.end()));
  BOOST_TEST(topic[0].parts.named > place->parts.named);
}

BOOST_AUTO_TEST_CASE(the_best_few_of_an_episode_are_a_minute_apart) {
  const auto timeline = plain_timeline(
      "", {"fog horn", words(50), "fog horn", words(30), "fog horn", words(300), "fog"});
  const auto few = ranked(plain_words("fog horn"), timeline, 3);
  BOOST_REQUIRE(few.size() == 3U);
  for (const auto& moment : few) {
    BOOST_TEST(!moment.beside_better);
    for (const auto& other : few) {
      const bool later = other.start_ms > moment.start_ms;
      if (later) BOOST_TEST(other.start_ms > moment.end_ms + 60'000U);
    }
  }
}

BOOST_AUTO_TEST_CASE(moments_beside_better_ones_fill_what_is_left) {
  const auto timeline = plain_timeline(
      "", {"fog horn", words(50), "fog horn", words(30), "fog horn", words(300), "fog"});
  const auto plan = plain_words("fog horn");
  const auto four = ranked(plan, timeline, 4);
  BOOST_REQUIRE(four.size() == 4U);
  BOOST_TEST(four[2].start_ms > 300'000U);  // worse than the one beside, and before it
  BOOST_TEST(four[3].beside_better);
  BOOST_TEST(four[3].score > four[2].score);
  const auto all = ranked(plan, timeline);
  BOOST_TEST(all.size() == 4U);
  for (const auto& moment : all) BOOST_TEST(!moment.beside_better);
}

/// Talk at random of which some is asked for, two of the words being stop words.
struct RandomTalk {
  explicit RandomTalk(std::uint32_t seed) : random(seed) {
    plan.atoms[1].stop = true;
    plan.atoms[3].stop = true;
    for (auto& atom : plan.atoms) atom.weight = static_cast<double>(1 + random() % 5);
    for (int cue = 0; cue < 40; ++cue) {
      std::string text;
      for (auto left = random() % 12; left > 0; --left) text += word() + " ";
      cues.push_back(text + words(random() % 30));
    }
  }
  std::string word() {
    static const std::vector<std::string> all{"fog", "of", "horns", "the", "lamp", "fogs", "horn"};
    return all[random() % all.size()];
  }
  std::mt19937 random;
  Plan plan{plain_words("fog of horn the lamp")};
  std::vector<std::string> cues{};
};

BOOST_AUTO_TEST_CASE(a_floor_leaves_out_what_is_below_it_and_nothing_else) {
  for (std::uint32_t seed = 0; seed < 60; ++seed) {
    const RandomTalk talk(seed);
    const auto timeline = plain_timeline(seed % 2 == 0 ? "the horn of fog" : "", talk.cues);
    const auto all = ranked(talk.plan, timeline);
    BOOST_REQUIRE(all.size() > 2U);
    for (const auto at : {std::size_t{0}, all.size() / 2, all.size() - 1}) {
      std::vector<Match> found;
      Matcher matcher(talk.plan);
      Ranker ranker(talk.plan);
      const Facts facts;
      matcher.start(timeline, {}, facts);
      BOOST_REQUIRE(matcher.match_without_stop_words(found));
      const auto& reach = ranker.find_reach(timeline, found, 0, all[at].score);
      BOOST_TEST(!reach.empty());
      matcher.add_stop_words(reach, found);
      std::vector<Moment> moments;
      ranker.rank(timeline, found, 0, 0, moments, all[at].score);
      BOOST_REQUIRE(moments.size() >= at + 1);
      for (std::size_t i = 0; i < moments.size(); ++i) {
        BOOST_TEST(moments[i].score >= all[at].score);
        BOOST_TEST(moments[i].first == all[i].first);
      }
    }
    Ranker ranker(talk.plan);
    std::vector<Match> found;
    Matcher(talk.plan).match(timeline, {}, found);
    std::vector<Moment> none;
    ranker.rank(timeline, found, 0, 0, none, all[0].score + 1);
    BOOST_TEST(none.empty());
  }
}

BOOST_AUTO_TEST_CASE(one_word_is_refused_by_its_count_where_no_moment_can_reach_the_floor) {
  const Facts facts;
  for (std::uint32_t seed = 0; seed < 60; ++seed) {
    const auto timeline = plain_timeline("", RandomTalk(seed).cues);
    const auto plan = plain_words("fog");
    Matcher matcher(plan);
    Ranker ranker(plan);
    matcher.start(timeline, {}, facts);
    const auto said = matcher.one_word();
    BOOST_REQUIRE(said.has_value());
    for (const auto& moment : ranked(plan, timeline, 0, 1.5)) {
      BOOST_TEST(ranker.may_reach(*said, 1.5, moment.score));
    }
    BOOST_TEST(!ranker.may_reach(*said, 1.5, 100));
  }
}

BOOST_AUTO_TEST_CASE(only_a_query_of_one_word_is_told_by_counts_and_only_where_it_is_speech_alone) {
  const Facts facts;
  const auto count = [&](const Plan& plan, const std::string& title) {
    const auto timeline = plain_timeline(title, {"fog x horn fog", words(9)});
    Matcher matcher(plan);
    matcher.start(timeline, {}, facts);
    const auto said = matcher.one_word();
    return said ? said->count : 0;
  };
  BOOST_TEST(count(plain_words("fog"), "") == 2U);
  BOOST_TEST(count(plain_words("fog"), "a horn") == 2U);
  BOOST_TEST(count(plain_words("fog"), "a fog") == 0U);
  BOOST_TEST(count(plain_words("lamp"), "") == 0U);
  BOOST_TEST(count(plain_words("fog horn"), "") == 0U);
  auto stop = plain_words("fog");
  stop.atoms[0].stop = true;
  BOOST_TEST(count(stop, "") == 0U);
  auto with_synonym = plain_words("fog");
  with_synonym.atoms[0].also = {plain_words("horn").atoms[0].words};
  BOOST_TEST(count(with_synonym, "") == 0U);
  auto required = plain_words("fog");
  required.any = false;
  BOOST_TEST(count(required, "") == 0U);
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
