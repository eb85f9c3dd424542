// "More like this": what is about the same as what is said at one time.

#include <algorithm>

#include <boost/test/unit_test.hpp>

#include <whensaid/whensaid.hpp>

#include "support/episode_builder.hpp"
#include "support/scratch_dir.hpp"

using namespace whensaid;
using namespace whensaid::test;
using namespace std::chrono_literals;

namespace {

/// Ten minutes of small talk with something about bees, bread or boats at five minutes.
Episode talk(const std::string& id, const std::vector<std::string>& topic) {
  auto made = episode(id).title("Talk " + id);
  static const std::vector<std::string> kSmall = {
      "well you know how it is on a morning like this one",
      "and then we had to wait for the others to come along",
      "I said so at the time and nobody would listen to me"};
  for (int minute = 0; minute < 10; ++minute) {
    const auto at = std::chrono::seconds(minute * 60);
    made.cue({at, at + 8s}, "", kSmall[static_cast<std::size_t>(minute) % kSmall.size()]);
  }
  auto at = 301s;
  for (const auto& line : topic) {
    made.cue({at, at + 6s}, "", line);
    at += 7s;
  }
  return made;
}

struct Indexed {
  Indexed() {
    put({talk("bees/1", {"the queen leaves the hive when the swarm is ready",
                         "a beekeeper hears the swarm before she sees it",
                         "and the drones stay with the old honey"}),
         talk("bees/2", {"my hive lost its queen in spring",
                         "so the beekeeper next door gave me a swarm", "and honey for the winter"}),
         talk("bread/1", {"rye dough wants a warm oven", "the crust sings when the loaf cools"}),
         talk("bread/2", {"a loaf from a cold oven has no crust", "dough of rye rises slowly"}),
         talk("boats/1", {"she hoists the jib and the mainsail", "nobody touches the tiller"})});
  }
  void put(const std::vector<Episode>& list) const {
    auto writer = IndexWriter::open(dir / "index", {.shards = 2}).value();
    for (const auto& one : list) writer.put(one).value();
    writer.commit().value();
  }
  [[nodiscard]] Result<Page> similar(std::string_view id, Millis at,
                                     const SearchOptions& options = {}) const {
    return Searcher::open(dir / "index").value().similar(id, at, options);
  }
  ScratchDir dir;
};

bool holds(const std::string& text, std::string_view word) {
  return (" " + text + " ").find(" " + std::string(word) + " ") != std::string::npos;
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(similar, Indexed)

BOOST_AUTO_TEST_CASE(two_episodes_about_the_same_find_each_other) {
  for (const auto& [from, to] : {std::pair{"bees/1", "bees/2"},
                                 {"bees/2", "bees/1"},
                                 {"bread/1", "bread/2"},
                                 {"bread/2", "bread/1"}}) {
    const auto page = similar(from, 310s).value();
    BOOST_REQUIRE(!page.hits.empty());
    BOOST_TEST(page.hits.front().episode == to, from);
    BOOST_TEST((page.hits.front().time.start >= 300s && page.hits.front().time.start < 330s));
  }
}

BOOST_AUTO_TEST_CASE(the_page_says_which_words_it_looked_for) {
  const auto page = similar("bees/1", 310s).value();
  for (const auto* word : {"queen", "hive", "swarm", "beekeeper", "honey"}) {
    BOOST_TEST(holds(page.searched, word), page.searched);
  }
  for (const auto* word : {"the", "and"}) BOOST_TEST(!holds(page.searched, word));  // tell nothing
  for (const auto* word : {"drones", "loaf"}) BOOST_TEST(!holds(page.searched, word));
  BOOST_TEST(page.notes.empty());
  BOOST_TEST(!page.partial);
  // It is a query, and the words are in the order in which they were said.
  BOOST_TEST(Query::parse(page.searched).to_string() == page.searched);
  BOOST_TEST(page.searched.find("queen") < page.searched.find("honey"));
}

BOOST_AUTO_TEST_CASE(the_stretch_itself_is_left_out_and_other_places_of_its_episode_are_not) {
  auto twice = talk("twice", {"the queen leaves the hive with a swarm"});
  twice.cues.push_back({560s, 566s, "", "that swarm had no queen and no hive", {}});
  put({twice});
  for (const std::size_t per_episode : {0U, 1U, 3U}) {
    const auto page = similar("twice", 305s, {.limit = 100, .per_episode = per_episode}).value();
    std::size_t own = 0;
    bool other = false;
    for (const auto& hit : page.hits) {
      if (hit.episode != "twice") continue;
      ++own;
      other = other || hit.time.end > 560s;
      BOOST_TEST((hit.time.end < 245s || hit.time.start >= 365s), hit.time.start.count());
    }
    BOOST_TEST(own > 0U);
    if (per_episode > 0) BOOST_TEST(own <= per_episode);
    BOOST_TEST(other);
  }
}

BOOST_AUTO_TEST_CASE(titles_and_names_of_the_episode_itself_are_no_answer) {
  put({episode("own")
           .title("Swarm and hive")
           .guest("Queen Honey")
           .cue({0s, 9s}, "", "swarm hive")});
  const auto page = similar("own", 3s, {.limit = 100}).value();
  BOOST_TEST(!page.hits.empty());
  for (const auto& hit : page.hits) {
    BOOST_TEST(hit.episode != "own");
  }
}

BOOST_AUTO_TEST_CASE(a_chapter_of_one_to_three_minutes_is_the_stretch_and_its_title_counts) {
  auto with = [](Millis start, Millis end) {
    return episode("chapters")
        .chapter(0s, "Hello", start)
        .chapter(start, "The tiller", end)
        .chapter(end, "Goodbye")
        .cue({40s, 45s}, "", "the queen of the hive")
        .cue({100s, 105s}, "", "a crust of rye and a warm oven")
        .cue({290s, 295s}, "", "dough")
        .cue({400s, 405s}, "", "goodbye then");
  };
  put({with(90s, 180s)});
  const auto chapter = similar("chapters", 100s).value().searched;
  BOOST_TEST(holds(chapter, "tiller"), chapter);
  BOOST_TEST(holds(chapter, "crust"), chapter);
  BOOST_TEST(!holds(chapter, "queen"), chapter);
  put({with(90s, 390s)});  // too long: a minute before and after
  const auto minutes = similar("chapters", 100s).value().searched;
  BOOST_TEST(holds(minutes, "tiller"), minutes);
  BOOST_TEST(holds(minutes, "queen"), minutes);
  BOOST_TEST(!holds(minutes, "dough"), minutes);
}

BOOST_AUTO_TEST_CASE(episodes_without_transcripts_are_compared_by_their_chapters) {
  put({episode("list/1").chapter(0s, "Why a tiller", 80s).chapter(80s, "Bread", 200s),
       episode("list/2").chapter(0s, "Of mainsail and tiller", 90s).chapter(90s, "Bees", 200s)});
  const auto page = similar("list/1", 30s).value();
  BOOST_REQUIRE(!page.hits.empty());
  const auto finds = [&](std::string_view id) {
    return std::any_of(page.hits.begin(), page.hits.end(),
                       [&](const Hit& hit) { return hit.episode == id; });
  };
  BOOST_TEST(finds("list/2"));
  BOOST_TEST(!finds("list/1"));
}

BOOST_AUTO_TEST_CASE(at_most_24_words_are_looked_for) {
  std::string many;
  for (char a = 'b'; a < 'h'; ++a) {
    for (char b = 'b'; b < 'z'; ++b) {
      if (b != 'e') many += std::string("kw") + a + 'a' + b + "ax ";
    }
  }
  put({talk("many/1", {many}), talk("many/2", {many})});
  const auto searched = similar("many/1", 302s).value().searched;
  BOOST_TEST(std::count(searched.begin(), searched.end(), ' ') == 23, searched);
}

BOOST_AUTO_TEST_CASE(pages_follow_each_other) {
  const auto all = similar("bees/1", 310s, {.limit = 100}).value();
  BOOST_REQUIRE(all.hits.size() > 3U);
  std::vector<Hit> paged;
  for (std::size_t offset = 0; offset < all.hits.size(); offset += 2) {
    const auto part =
        similar("bees/1", 310s, {.offset = offset, .limit = 2, .snapshot = all.snapshot}).value();
    paged.insert(paged.end(), part.hits.begin(), part.hits.end());
  }
  BOOST_TEST((paged == all.hits));
}

BOOST_AUTO_TEST_CASE(where_nothing_telling_is_said_the_page_is_empty_and_says_so) {
  put({episode("quiet").cue({0s, 5s}, "", "mumblegrumble").cue({900s, 905s}, "", "the and of")});
  for (const auto at : {0s, 500s, 901s}) {
    const auto page = similar("quiet", at).value();
    BOOST_TEST(page.hits.empty());
    BOOST_TEST(page.searched == "");
    BOOST_TEST(page.notes.size() == 1U);
  }
}

BOOST_AUTO_TEST_CASE(places_that_are_not_there_are_errors) {
  struct Case {
    std::string id;
    Millis at;
    SearchOptions options;
    Errc code;
  };
  for (const auto& [id, at, options, code] : {
           Case{"nowhere", 0s, {}, Errc::not_found},
           {std::string(3000, 'x'), 0s, {}, Errc::not_found},
           {"", 0s, {}, Errc::not_found},
           {"bees/1", 549s, {}, Errc::not_found},
           {"bees/1", -1ms, {}, Errc::not_found},
           {"bees/1", Millis::max(), {}, Errc::not_found},
           {"bees/1", 310s, {.order = Order::newest}, Errc::invalid_argument},
           {"bees/1", 310s, {.snapshot = "of another state"}, Errc::moved_on},
       }) {
    const auto found = similar(id, at, options);
    BOOST_REQUIRE(!found.has_value());
    BOOST_TEST((found.error().code == code), found.error().message);
  }
  BOOST_TEST(similar("bees/1", 548s).has_value());
  put({episode("long").duration(2h).cue({0s, 5s}, "", "hive")});
  BOOST_TEST(similar("long", 2h).has_value());
}

BOOST_AUTO_TEST_SUITE_END()
