// Words said around the first moments, wished for in a second search.

#include <optional>
#include <string>

#include <boost/test/unit_test.hpp>

#include <whensaid/whensaid.hpp>

#include "support/episode_builder.hpp"
#include "support/scratch_dir.hpp"

using namespace whensaid;
using namespace whensaid::test;
using namespace std::chrono_literals;

namespace {

/// Three talks about fog and its horns, one that only names it, and some without it.
struct Coast {
  Coast() {
    auto writer = IndexWriter::open(dir / "index").value();
    const auto put = [&](const char* id, const char* text) {
      writer.put(episode(id).cue(1s, "Ann", text).cue(9s, "Ann", "and so on")).value();
    };
    put("horns", "in fog we sound the foghorn and the foghorn warns the trawlers, 3 of them");
    put("bells", "before the foghorn a bell was rung in fog for the trawlers");
    put("keeper", "the keeper fed the foghorn all night when fog hid the harbour");
    put("aside", "my cat is named fog and sleeps in the kitchen");
    put("aside2", "the foghorn was sold and the trawlers left");
    for (int i = 0; i < 20; ++i) {
      put(("other" + std::to_string(i)).c_str(), "bread is baked with flour and salt");
    }
    writer.commit().value();
    searcher.emplace(Searcher::open(dir / "index").value());
  }

  Page search(const std::string& query, std::size_t feedback) {
    SearchOptions options;
    options.feedback = feedback;
    return searcher->search(Query::parse(query), options).value();
  }

  /// Whether any hit has this word marked.
  static bool marks(const Page& page, std::string_view word) {
    for (const auto& hit : page.hits) {
      for (const auto& marked : hit.words) {
        if (marked.text == word) return true;
      }
    }
    return false;
  }

  ScratchDir dir{};
  std::optional<Searcher> searcher{};
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(feedback, Coast)

BOOST_AUTO_TEST_CASE(the_most_telling_words_around_the_first_moments_are_wished_for) {
  const auto page = search("fog", 2);
  BOOST_REQUIRE(page.notes.size() == 1U);
  BOOST_TEST(page.notes.front() ==
             "also wished for, as it is said around the first moments: foghorn, trawlers");
  BOOST_TEST(marks(page, "foghorn"));
  BOOST_TEST(page.hits.back().episode == "aside");
  BOOST_TEST(search("fog", 1).notes.front() ==
             "also wished for, as it is said around the first moments: foghorn");
}

BOOST_AUTO_TEST_CASE(what_is_wished_for_finds_no_further_episodes) {
  const auto without = search("fog", 0);
  const auto with = search("fog", 9);
  BOOST_TEST(without.notes.empty());
  BOOST_TEST(with.hits.size() == 4U);
  BOOST_TEST(with.episodes.at_most == without.episodes.at_most);
  BOOST_TEST(search("\"hid the harbour\"", 9).hits.size() == 1U);
  BOOST_TEST(search("fog -cat", 9).hits.size() == 3U);
}

BOOST_AUTO_TEST_CASE(neither_the_querys_own_words_nor_stop_words_nor_numbers_are_wished_for) {
  const auto page = search("fog foghorn -kitchen", 9);
  BOOST_REQUIRE(page.notes.size() == 1U);
  BOOST_TEST(page.notes.front() ==
             "also wished for, as it is said around the first moments: trawlers");
}

BOOST_AUTO_TEST_CASE(where_nothing_is_found_or_said_twice_nothing_is_wished_for) {
  BOOST_TEST(search("zebra", 9).notes.empty());
  BOOST_TEST(search("keeper", 9).notes.empty());
  BOOST_TEST(search("", 9).notes.empty());
}

BOOST_AUTO_TEST_CASE(pages_of_one_list_wish_for_the_same_words) {
  const auto whole = search("fog", 5);
  SearchOptions options;
  options.feedback = 5;
  options.limit = 1;
  for (std::size_t i = 0; i < whole.hits.size(); ++i) {
    options.offset = i;
    const auto page = searcher->search(Query::parse("fog"), options).value();
    BOOST_REQUIRE(page.hits.size() == 1U);
    BOOST_TEST((page.hits.front() == whole.hits[i]));
    BOOST_TEST((page.notes == whole.notes));
  }
}

BOOST_AUTO_TEST_CASE(an_explanation_is_of_the_second_search) {
  const auto page = search("fog", 2);
  SearchOptions options;
  options.feedback = 2;
  const auto explained = searcher->explain(Query::parse("fog"), options).value();
  BOOST_TEST((explained.notes == page.notes));
  BOOST_REQUIRE(explained.hits.size() == page.hits.size());
  for (std::size_t i = 0; i < page.hits.size(); ++i) {
    BOOST_TEST(explained.hits[i].hit.score == page.hits[i].score);
  }
}

BOOST_AUTO_TEST_CASE(other_orders_have_no_first_moments) {
  SearchOptions options;
  options.feedback = 5;
  options.order = Order::newest;
  BOOST_TEST(searcher->search(Query::parse("fog"), options).value().notes.empty());
}

BOOST_AUTO_TEST_SUITE_END()
