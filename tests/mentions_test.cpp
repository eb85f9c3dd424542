// When words were said: by month over the index, by minute in one episode.

#include <boost/test/unit_test.hpp>

#include <whensaid/whensaid.hpp>

#include "support/episode_builder.hpp"
#include "support/scratch_dir.hpp"

using namespace whensaid;
using namespace whensaid::test;
using namespace std::chrono_literals;
using namespace std::chrono;

namespace {

struct Indexed {
  Indexed() {
    auto writer = IndexWriter::open(dir.path() / "index", {.shards = 2}).value();
    for (const Episode& one : {
             episode("may/1")
                 .published(Day{year{2024} / 5 / 1})
                 .title("Kelp")
                 .chapter(90s, "More kelp", 150s)
                 .cue({10s, 20s}, "", "kelp and kelp and more kelp")
                 .cue({65s, 70s}, "", "the kelp in the bay")
                 .cue({200s, 250s}, "", "goodbye")
                 .get(),
             episode("may/31").published(Day{year{2024} / 5 / 31}).cue(0s, "", "kelp").get(),
             episode("june").published(Day{year{2024} / 6 / 1}).cue(0s, "", "kelp or sand").get(),
             episode("old").published(Day{year{1969} / 12 / 31}).cue(0s, "", "kelp").get(),
             episode("none").cue(0s, "", "kelp, kelp").get(),
             episode("sand").published(Day{year{2024} / 5 / 2}).cue(0s, "", "sand").get(),
         }) {
      writer.put(one).value();
    }
    writer.commit().value();
  }
  [[nodiscard]] Result<Mentions> mentions(std::string_view query,
                                          const MentionOptions& options = {}) const {
    return Searcher::open(dir.path() / "index").value().mentions(Query::parse(query), options);
  }
  ScratchDir dir;
};

/// "1969-12: 1 in 1/1, 2024-05: 6 in 2/3": of three episodes of the month
std::string told(const std::vector<MonthOfMentions>& months) {
  std::string out;
  for (const auto& [month, count, published] : months) {
    if (!out.empty()) out += ", ";
    out += std::to_string(int{month.year()}) + '-' + std::to_string(unsigned{month.month()}) +
           ": " + std::to_string(count.mentions) + " in " + std::to_string(count.episodes) + '/' +
           std::to_string(published);
  }
  return out;
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(mentions, Indexed)

BOOST_AUTO_TEST_CASE(mentions_are_counted_by_month_of_publication) {
  const auto found = mentions("kelp").value();
  BOOST_TEST(told(found.months) == "1969-12: 1 in 1/1, 2024-5: 7 in 2/3, 2024-6: 1 in 1/1");
  BOOST_TEST((found.undated == MentionCount{1, 2}));
  BOOST_TEST((found.all == MentionCount{5, 11}));
  BOOST_TEST(found.indexed == 6U);
  BOOST_TEST(found.indexed_undated == 1U);
  BOOST_TEST(found.minutes.empty());
  BOOST_TEST(found.complete);
}

BOOST_AUTO_TEST_CASE(only_episodes_that_match_the_whole_query_count) {
  BOOST_TEST(told(mentions("kelp -sand").value().months) == "1969-12: 1 in 1/1, 2024-5: 7 in 2/3");
  BOOST_TEST(told(mentions("kelp AND sand").value().months) == "2024-6: 2 in 1/1");
  BOOST_TEST(told(mentions("\"more kelp\"").value().months) == "2024-5: 2 in 1/3");
}

BOOST_AUTO_TEST_CASE(stop_words_beside_others_are_not_mentions) {
  BOOST_TEST(told(mentions("the kelp in the bay").value().months) ==
             "1969-12: 1 in 1/1, 2024-5: 8 in 2/3, 2024-6: 1 in 1/1");
}

BOOST_AUTO_TEST_CASE(in_one_episode_they_are_counted_by_minute) {
  const auto found = mentions("kelp", {.episode = "may/1"}).value();
  // Three in the first minute, one in the second with a chapter's title, silence until 4:10.
  BOOST_TEST((found.minutes == std::vector<std::size_t>{3, 2, 0, 0, 0}));
  BOOST_TEST((found.all == MentionCount{1, 6}));  // the title has no minute
  BOOST_TEST(told(found.months) == "2024-5: 6 in 1/3");
  const auto none = mentions("sand", {.episode = "may/1"}).value();
  BOOST_TEST((none.minutes == std::vector<std::size_t>(5)));
  BOOST_TEST((none.all == MentionCount{}));
}

BOOST_AUTO_TEST_CASE(an_episode_that_is_not_there_is_an_error) {
  for (const auto& id : {std::string("nowhere"), std::string(3000, 'x')}) {
    const auto found = mentions("kelp", {.episode = id});
    BOOST_REQUIRE(!found.has_value());
    BOOST_TEST((found.error().code == Errc::not_found));
  }
}

BOOST_AUTO_TEST_CASE(a_query_without_words_or_matches_has_no_mentions) {
  for (const auto* query : {"", "-kelp", "zeppelin"}) {
    const auto none = mentions(query).value();
    BOOST_TEST((none.all == MentionCount{}));
    BOOST_TEST((none.months.empty() && none.minutes.empty() && none.complete));
    BOOST_TEST(none.indexed == 6U);
  }
}

BOOST_AUTO_TEST_CASE(a_count_that_ended_at_its_limit_says_so) {
  const auto two = mentions("kelp", {.max_episodes = 2}).value();
  BOOST_TEST(!two.complete);
  BOOST_TEST(two.all.episodes == 2U);
  BOOST_TEST(mentions("kelp", {.max_episodes = 5}).value().complete);
  BOOST_TEST(!mentions("kelp", {.max_episodes = 0}).value().complete);
}

BOOST_AUTO_TEST_SUITE_END()
