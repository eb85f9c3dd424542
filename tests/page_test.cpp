// What a page tells as a whole: the order of its hits, how many episodes match, and that pages of
// one snapshot follow each other.

#include <boost/test/unit_test.hpp>

#include <whensaid/whensaid.hpp>

#include "support/episode_builder.hpp"
#include "support/scratch_dir.hpp"

using namespace whensaid;
using namespace whensaid::test;
using namespace std::chrono_literals;

namespace {

constexpr Day day(int days_since_1970) { return Day{std::chrono::days{days_since_1970}}; }

struct Indexed {
  void add(const std::vector<Episode>& list, unsigned shards = 2) const {
    auto writer = IndexWriter::open(path(), {.shards = shards}).value();
    for (const auto& episode : list) writer.put(episode).value();
    writer.commit().value();
  }
  [[nodiscard]] std::filesystem::path path() const { return dir.path() / "index"; }
  [[nodiscard]] Page page(std::string_view query, const SearchOptions& options = {}) const {
    return Searcher::open(path()).value().search(Query::parse(query), options).value();
  }
  ScratchDir dir;
};

std::string ids(const Page& page) {
  std::string out;
  for (const auto& hit : page.hits) out += (out.empty() ? "" : " ") + hit.episode;
  return out;
}

/// "a 12, b 0 title": episode and second, and the zone where it is not speech.
std::string places(const Page& page) {
  std::string out;
  for (const auto& hit : page.hits) {
    if (!out.empty()) out += ", ";
    out += hit.episode + ' ' + std::to_string(hit.time.start.count() / 1000);
    if (hit.zone != Zone::speech) out += ' ' + std::string(to_string(hit.zone));
  }
  return out;
}

Episode said_at(std::string id, std::initializer_list<int> seconds) {
  auto made = episode(std::move(id));
  for (const auto second : seconds) {
    const auto start = std::chrono::seconds(second);
    made.cue({start, start + 1s}, "", "buoy");
  }
  return made;
}

/// Many episodes that say "buoy"; every fourth says "red buoy" once.
std::vector<Episode> harbour(int count) {
  std::vector<Episode> list;
  for (int i = 0; i < count; ++i) {
    auto made = episode("h" + std::to_string(i));
    made.published(day(20'000 + i * 7 % 50)).duration(std::chrono::minutes(1 + i * 3 % 40));
    for (int j = 0; j <= i % 5; ++j) {
      const auto start = j * 50s;
      made.cue({start, start + 4s}, "",
               i % 4 == 0 && j == 0 ? "the red buoy there" : "a buoy is red, says it");
    }
    list.push_back(made);
  }
  return list;
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(page, Indexed)

BOOST_AUTO_TEST_CASE(episodes_come_by_date_or_duration_and_those_without_come_last) {
  add({episode("none").title("buoy"),
       episode("old").title("buoy buoy buoy").published(day(-400)).duration(50min),
       episode("new").title("one buoy of many").published(day(20'000)).duration(9min),
       episode("mid").title("buoy").published(day(0)).duration(100min),
       episode("other").title("pier").published(day(100)).duration(70min)});
  for (const auto& [order, expected] : {
           std::pair{Order::newest, "new mid old none"},
           {Order::oldest, "old mid new none"},
           {Order::longest, "mid old new none"},
           {Order::shortest, "new old mid none"},
           {Order::time, "old mid new none"},
       }) {
    BOOST_TEST_CONTEXT(to_string(order)) {
      BOOST_TEST(ids(page("buoy", {.order = order})) == expected);
      BOOST_TEST(ids(page("buoy -one", {.order = order})).find("new") == std::string::npos);
    }
  }
}

BOOST_AUTO_TEST_CASE(order_by_a_value_looks_at_every_match_not_only_at_the_best_candidates) {
  std::vector<Episode> list;
  for (int i = 0; i < 60; ++i) {
    auto made = episode("e" + std::to_string(i)).published(day(i));
    made.cue(0s, "", i == 59 ? "a buoy, and a lot else that has nothing to do with it" : "buoy");
    list.push_back(made);
  }
  add(list);
  for (const auto* query : {"buoy", "\"buoy\""}) {
    BOOST_TEST(ids(page(query, {.limit = 2, .candidates = 3, .order = Order::newest})) ==
               "e59 e58");
    BOOST_TEST(page(query, {.limit = 500, .candidates = 3, .order = Order::oldest}).hits.size() ==
               60U);
  }
}

BOOST_AUTO_TEST_CASE(by_time_a_moment_holds_the_30_seconds_after_its_first_match) {
  struct Case {
    std::initializer_list<int> said;
    const char* moments;
  };
  int n = 0;
  for (const auto& [said, moments] : {
           Case{{5}, "5"},
           {{5, 6, 35}, "5"},
           {{5, 6, 36}, "5 36"},
           {{5, 36, 66, 67, 97, 200}, "5 36 67 200"},
       }) {
    const auto id = "t" + std::to_string(n++);
    Indexed one;
    one.add({said_at(id, said)});
    std::string found;
    for (const auto& hit :
         one.page("buoy", {.limit = 99, .per_episode = 0, .order = Order::time}).hits) {
      found += (found.empty() ? "" : " ") + std::to_string(hit.time.start.count() / 1000);
      BOOST_TEST(hit.score == 0);
      BOOST_TEST((hit.time.end - hit.time.start <= 30s));
    }
    BOOST_TEST(found == moments);
  }
}

BOOST_AUTO_TEST_CASE(by_time_each_zone_has_moments_of_its_own) {
  add({episode("z")
           .title("The buoy and the buoy")
           .description("On a buoy.")
           .chapter(40s, "Buoy", 80s)
           .chapter(80s, "Pier", 90s)
           .cue({1s, 2s}, "", "buoy")
           .cue({41s, 42s}, "", "buoy")
           .cue({60s, 61s}, "", "buoy"),
       said_at("y", {7})});
  const SearchOptions all{.limit = 99, .per_episode = 0, .order = Order::time};
  const auto found = page("buoy", all);
  BOOST_TEST(places(found) == "z 0 title, z 0 description, z 1, z 40 chapter, z 41, y 7");
  BOOST_TEST(found.hits[0].words.size() == 2U);
  BOOST_TEST(found.hits[4].words.size() == 2U);
  auto two = all;
  two.per_episode = 2;
  BOOST_TEST(places(page("buoy", two)) == "z 0 title, z 0 description, y 7");
}

// A window once ended before its own first word: behind a stop word late in a long cue stands a
// word of the next cue, which is said a minute sooner.
BOOST_AUTO_TEST_CASE(words_in_order_may_be_said_in_another_where_cues_overlap) {
  std::string late = "x x x x x x x x x x x x buoy x x x x x x the";
  add({episode("a").cue({0s, 100s}, "", std::move(late)).cue({1s, 3s}, "", "harbour x"),
       episode("b").cue({0s, 3s}, "", "nothing of it")});
  const auto found = page("buoy the harbour");
  BOOST_REQUIRE(!found.hits.empty());
  for (const auto& hit : found.hits) {
    BOOST_TEST(hit.episode == "a");
    BOOST_TEST((hit.time.start <= hit.time.end));
    BOOST_TEST(!hit.words.empty());
  }
}

// Once such an episode gave its first moment again and again.
BOOST_AUTO_TEST_CASE(a_moment_is_given_once_where_cues_overlap) {
  EpisodeBuilder talk("o");
  talk.cue({0s, 600s}, "", "x x x x x x x x x x x x x x x x x x x x buoy");
  for (int i = 0; i < 8; ++i) {
    const Millis start = 10s + i * 70s;
    talk.cue({start, start + 2s}, "", "buoy x");
  }
  add({talk});
  const auto found = page("buoy", {.per_episode = 20});
  BOOST_TEST(places(found) == "o 571, o 80, o 150, o 220, o 290, o 360, o 430, o 500");
}

BOOST_AUTO_TEST_CASE(by_time_the_clock_counts_where_cues_overlap) {
  // Six words each: the second cue begins while the first, a minute long, is being said.
  add({episode("o")
           .cue({0s, 60s}, "", "buoy x x x x buoy")
           .cue({6s, 12s}, "", "buoy x x x x buoy")});
  const auto found = page("buoy", {.per_episode = 0, .order = Order::time});
  BOOST_REQUIRE(found.hits.size() == 2U);
  BOOST_TEST((found.hits[0].time == TimeSpan{0s, 12s}));
  BOOST_TEST(found.hits[0].words.size() == 3U);
  BOOST_TEST((found.hits[1].time == TimeSpan{50s, 60s}));
  BOOST_TEST(found.hits[1].words.size() == 1U);
}

BOOST_AUTO_TEST_CASE(pages_of_any_size_are_parts_of_one_list) {
  add(harbour(90));
  auto searcher = Searcher::open(path()).value();
  for (const auto order : {Order::relevance, Order::newest, Order::oldest, Order::time,
                           Order::longest, Order::shortest}) {
    for (const auto* query : {"buoy", "\"red buoy\"", "red NEAR/2 buoy", "buoy -pier"}) {
      for (const std::size_t per_episode : {0U, 1U, 3U}) {
        // So few candidates a batch that the search has to go on again and again.
        SearchOptions options{.limit = 10'000, .per_episode = per_episode, .candidates = 2};
        options.order = order;
        const auto all = page(query, options);
        std::vector<Hit> paged;
        const std::size_t step = 1 + per_episode * 4;
        options.limit = step;
        for (; options.offset < all.hits.size() + step; options.offset += step) {
          options.snapshot = all.snapshot;
          const auto part = searcher.search(Query::parse(query), options).value();
          paged.insert(paged.end(), part.hits.begin(), part.hits.end());
        }
        BOOST_TEST_CONTEXT(query << " by " << to_string(order)) {
          BOOST_TEST(paged.size() == all.hits.size());
          BOOST_TEST((paged == all.hits));
        }
      }
    }
  }
}

BOOST_AUTO_TEST_CASE(offsets_and_limits_beyond_everything_are_fine) {
  add(harbour(5));
  const auto most = static_cast<std::size_t>(-1);
  BOOST_TEST(page("buoy", {.offset = most, .limit = most}).hits.empty());
  BOOST_TEST(!page("buoy", {.offset = 1, .limit = most}).hits.empty());
}

BOOST_AUTO_TEST_CASE(the_number_of_episodes_is_exact_or_lies_between_bounds) {
  add(harbour(90));
  struct Case {
    const char* query;
    SearchOptions options;
    std::size_t truth;
    bool exact;
  };
  for (const auto& [query, options, truth, exact] : {
           Case{"buoy", {}, 90, true},
           {"pier", {}, 0, true},
           {"there", {}, 23, true},
           {"\"red buoy\"", {.limit = 1000}, 23, true},
           {"\"red buoy\"", {.limit = 1, .candidates = 20}, 23, false},
           {"red NEAR/2 buoy", {}, 90, true},
           {"buoy -there", {.limit = 1000}, 67, true},
           {"buoy", {.limit = 1, .order = Order::newest}, 90, true},
           {"\"red buoy\"", {.limit = 1, .order = Order::newest}, 23, false},
           {"\"red buoy\"", {.limit = 1000, .order = Order::newest}, 23, true},
           {"", {}, 0, true},
       }) {
    BOOST_TEST_CONTEXT(query) {
      const auto count = page(query, options).episodes;
      BOOST_TEST(count.exact() == exact);
      BOOST_TEST((count.at_least <= truth && truth <= count.at_most));
      BOOST_TEST(count.at_most <= 90U);
    }
  }
}

BOOST_AUTO_TEST_CASE(a_search_ends_at_its_bound_of_episodes_and_says_so) {
  add(harbour(90));
  const auto all = page("\"red buoy\"", {.limit = 1000, .candidates = 4});
  BOOST_TEST(all.complete);
  BOOST_TEST(all.episodes.at_least == 23U);
  for (const std::size_t most : {4U, 10U, 50U}) {
    const auto some = page("\"red buoy\"", {.limit = 1000, .candidates = 4, .max_episodes = most});
    BOOST_TEST(!some.complete);
    BOOST_TEST((some.hits.size() > 0U && some.hits.size() < all.hits.size()));
    BOOST_TEST((some.episodes.at_least < 23U && 23U <= some.episodes.at_most));
    BOOST_TEST(!page("buoy",
                     {.limit = 1000, .candidates = 4, .max_episodes = most, .order = Order::newest})
                    .complete);
  }
  BOOST_TEST(page("\"red buoy\"", {.limit = 1000, .candidates = 4, .max_episodes = 91}).complete);
}

BOOST_AUTO_TEST_CASE(patterns_stand_for_no_more_words_than_allowed) {
  std::string words;
  for (char c = 'a'; c <= 'z'; ++c) words += std::string("ma") + c + "t so" + c + "k ";
  add({episode("words").cue(0s, "", words)});
  const auto marked = [&](std::string_view query, const SearchOptions& options) {
    std::size_t count = 0;
    for (const auto& hit : page(query, options).hits) count += hit.words.size();
    return count;
  };
  BOOST_TEST(marked("ma?t", {}) == 26U);
  BOOST_TEST(page("ma?t", {}).notes.empty());
  BOOST_TEST(marked("ma?t", {.max_expansions = 7}) == 7U);
  BOOST_TEST(page("ma?t", {.max_expansions = 7}).notes.size() == 1U);
  BOOST_TEST(marked("ma?t so?k", {.max_all_expansions = 30}) == 30U);
  BOOST_TEST(page("ma?t so?k", {.max_all_expansions = 30}).notes.size() == 1U);
  BOOST_TEST(marked("ma?t so?k", {.max_expansions = 20, .max_all_expansions = 1000}) == 40U);
  const auto most = static_cast<std::size_t>(-1);
  BOOST_TEST(marked("/ma.t/ so?k", {.max_expansions = most, .max_all_expansions = most}) == 52U);
}

BOOST_AUTO_TEST_CASE(while_typing_a_word_is_none_that_tells_nothing) {
  std::string words;
  for (char c = 'a'; c <= 'z'; ++c) words += std::string("th") + c + "rn ";
  add({episode("th").cue(0s, "", "they say that the others then " + words)});
  const auto marked = [&](std::string_view typed, bool typing) {
    std::string found;
    SearchOptions options{.per_episode = 0};
    options.typing = typing;
    auto searcher = Searcher::open(path()).value();
    const auto answer = searcher.search(Query::parse_typing(typed), options).value();
    for (const auto& hit : answer.hits) {
      for (const auto& word : hit.words) found += word.text + ' ';
    }
    return found;
  };
  BOOST_TEST(marked("th", false).find("the ") != std::string::npos);
  const auto typed = marked("th", true);
  BOOST_TEST(typed.find("the ") == std::string::npos, typed);
  BOOST_TEST(std::count(typed.begin(), typed.end(), ' ') == 20);
  BOOST_TEST(marked("thar", true) == "tharn ");
  BOOST_TEST(marked("the", true) == "thern ");
  BOOST_TEST(marked("they", true) == "they ");  // nothing else begins so
}

BOOST_AUTO_TEST_CASE(while_typing_fewer_candidates_are_looked_at) {
  add(harbour(90));
  SearchOptions options{.limit = 1};
  options.typing = true;
  auto searcher = Searcher::open(path()).value();
  BOOST_TEST(searcher.explain(Query::parse("buoy"), options).value().looked_at == 30U);
  options.candidates = 7;
  BOOST_TEST(searcher.explain(Query::parse("buoy"), options).value().looked_at == 7U);
}

BOOST_AUTO_TEST_CASE(words_that_stem_alike_in_another_language_only_are_not_counted) {
  // Stage 1 takes "made" for "mad", its stem in German.
  add({episode("en").language("en").cue(0s, "", "he made a plan"),
       episode("de").language("de").cue(0s, "", "die Made im Speck"),
       episode("de2").language("de").cue(0s, "", "ganz mad und fern")});
  for (const auto* query : {"made", "mad", "plan"}) {
    const auto found = page(query, {.limit = 99, .per_episode = 1});
    BOOST_TEST(found.episodes.exact());
    BOOST_TEST(found.episodes.at_most == found.hits.size());
  }
}

BOOST_AUTO_TEST_CASE(a_snapshot_names_what_a_page_shows) {
  add(harbour(30));
  auto searcher = Searcher::open(path()).value();
  const auto query = Query::parse("buoy");
  const auto first = searcher.search(query).value();
  BOOST_TEST(first.snapshot.size() >= 16U);
  BOOST_TEST(searcher.search(Query::parse("")).value().snapshot == first.snapshot);
  BOOST_TEST(page("pier").snapshot == first.snapshot);

  add(harbour(30));  // nothing new
  BOOST_TEST(page("buoy").snapshot == first.snapshot);

  add({said_at("later", {3})});
  BOOST_TEST(page("buoy").snapshot != first.snapshot);
  BOOST_TEST(searcher.search(query, {.snapshot = first.snapshot}).has_value());  // sees it still
  BOOST_TEST(searcher.refresh().value());
  const auto moved = searcher.search(query, {.offset = 10, .snapshot = first.snapshot});
  BOOST_REQUIRE(!moved.has_value());
  BOOST_TEST((moved.error().code == Errc::moved_on));
  BOOST_TEST(moved.error().message.find("first page") != std::string::npos);
  BOOST_TEST(!searcher.search(query, {.snapshot = "of something else"}).has_value());
}

BOOST_AUTO_TEST_CASE(a_page_after_midnight_counts_from_the_day_of_the_page_before) {
  add({episode("old").title("buoy").published(day(20'000)),
       episode("new").title("buoy").published(day(20'010))});
  const auto* const query = "published:14d buoy";
  const auto evening = page(query, {.today = day(20'014)});
  BOOST_TEST(ids(evening) == "old new", ids(evening));
  BOOST_TEST(ids(page(query, {.today = day(20'015)})) == "new");
  // Today is years later, and the snapshot says when its page was made.
  BOOST_TEST(ids(page(query)) == "");
  const auto next = page(query, {.snapshot = evening.snapshot});
  BOOST_TEST(ids(next) == "old new");
  BOOST_TEST(next.snapshot == evening.snapshot);
  BOOST_TEST(ids(page(query, {.today = day(20'015), .snapshot = evening.snapshot})) == "new");
  // Only such queries have a day, in brackets as well.
  const auto plain = page("buoy").snapshot;
  BOOST_TEST(page("published:2024 buoy").snapshot == plain);
  BOOST_TEST(page("(buoy -(published:2w OR pier))").snapshot != plain);
  BOOST_TEST(page("buoy", {.snapshot = evening.snapshot}).snapshot == plain);
  auto searcher = Searcher::open(path()).value();
  for (const auto& broken :
       {plain + "@", plain + "@x", plain + "@1x", plain + "20014", plain + "@99999999999"}) {
    BOOST_TEST(!searcher.search(Query::parse("buoy"), {.snapshot = broken}).has_value());
  }
}

BOOST_AUTO_TEST_CASE(indexes_that_hold_the_same_are_not_the_same_snapshot) {
  add(harbour(3));
  Indexed other;
  other.add(harbour(3));
  BOOST_TEST(page("buoy").snapshot != other.page("buoy").snapshot);
}

BOOST_AUTO_TEST_SUITE_END()
