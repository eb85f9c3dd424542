// The whole way: episodes in, moments out.

#include <boost/test/unit_test.hpp>

#include <whensaid/whensaid.hpp>

#include "support/scratch_dir.hpp"

using namespace whensaid;
using namespace whensaid::test;
using namespace std::chrono_literals;

namespace {

Cue cue(Millis start, Millis end, std::string speaker, std::string text) {
  return {.start = start, .end = end, .speaker = std::move(speaker), .text = std::move(text)};
}

/// A keeper of a lighthouse talks with a guest; German and Portuguese episodes beside it.
std::vector<Episode> episodes() {
  Episode fog;
  fog.id = "light/1";
  fog.show = "The Lamp Room";
  fog.title = "Fog season";
  fog.description = "How a keeper reads the weather.";
  fog.language = "en";
  fog.url = "https://lamp.example/1";
  fog.guests = {"Maren Tollefsen"};
  fog.chapters = {{.start = 0s, .end = 40s, .title = "Welcome"},
                  {.start = 40s, .end = 120s, .title = "Ringing the bell"}};
  fog.cues = {cue(0s, 10s, "Ada", "Welcome to the lamp room. Today we wait for fog."),
              cue(40s, 44s, "Maren", "Nobody hears the horn. When it is quiet, you ring the"),
              cue(44s, 48s, "Maren", "bell by hand, and you count to sixty."),
              cue(60s, 64s, "Ada", "That sounds tiring."),
              cue(64s, 70s, "Maren", "It was. My arms hurt for days.")};
  Episode german;
  german.id = "light/2";
  german.title = "Am Leuchtturm";
  german.language = "de";
  german.cues = {cue(5s, 10s, "", "Die alten Häuser am Hafen sind verschwunden.")};
  Episode portuguese;
  portuguese.id = "light/3";
  portuguese.title = "No farol";
  portuguese.language = "pt";
  portuguese.cues = {cue(7s, 12s, "", "As eleições mudaram a ilha.")};
  return {fog, german, portuguese};
}

struct Indexed {
  Indexed() { add(episodes()); }
  void add(const std::vector<Episode>& list) {
    auto writer = IndexWriter::open(dir.path() / "index", {.shards = 2}).value();
    for (const auto& episode : list) writer.put(episode).value();
    writer.commit().value();
  }
  [[nodiscard]] Searcher open() const { return Searcher::open(dir.path() / "index").value(); }
  [[nodiscard]] std::vector<Hit> find(std::string_view query,
                                      const SearchOptions& options = {}) const {
    return open().search(Query::parse(query), options).value().hits;
  }
  ScratchDir dir;
};

std::string marked(const Excerpt& excerpt) {
  std::string words;
  for (const auto& range : excerpt.matches) {
    if (!words.empty()) words += ' ';
    words += excerpt.text.substr(range.begin, range.end - range.begin);
  }
  return words;
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(searcher, Indexed)

BOOST_AUTO_TEST_CASE(a_phrase_over_two_cues_is_found_at_its_own_words) {
  const auto hits = find("\"ring the bell\"");
  BOOST_REQUIRE(hits.size() == 1U);
  BOOST_TEST(hits[0].episode == "light/1");
  BOOST_TEST((hits[0].zone == Zone::speech));
  BOOST_TEST((hits[0].time.start > 42s && hits[0].time.start < 44s));
  BOOST_TEST((hits[0].time.end > 44s && hits[0].time.end < 45s));
  BOOST_TEST(hits[0].speaker == "Maren");
  BOOST_TEST(hits[0].chapter == "Ringing the bell");
  BOOST_TEST(marked(hits[0].excerpt) == "ring the bell");
}

BOOST_AUTO_TEST_CASE(playback_starts_with_the_sentence) {
  const auto hits = find("\"ring the bell\"");
  BOOST_REQUIRE(hits.size() == 1U);
  // "When" is the fifth of twelve words said in the four seconds from 40.
  BOOST_TEST(hits[0].entry.count() == 40000 + 4 * 4000 / 11);
  BOOST_TEST(hits[0].url == jump_link("https://lamp.example/1", hits[0].entry));
}

BOOST_AUTO_TEST_CASE(playback_starts_with_the_turn_when_that_is_later) {
  const auto hits = find("tiring");
  BOOST_REQUIRE(hits.size() == 1U);
  BOOST_TEST((hits[0].entry == 60s));
}

BOOST_AUTO_TEST_CASE(a_chapter_is_found_by_its_title_at_its_start) {
  const auto hits = find("ringing the bell");
  BOOST_REQUIRE(!hits.empty());
  BOOST_TEST((hits[0].zone == Zone::chapter));
  BOOST_TEST((hits[0].time.start == 40s));
  BOOST_TEST((hits[0].time.end <= 70s));
  BOOST_TEST(hits[0].excerpt.text == "Ringing the bell");
}

BOOST_AUTO_TEST_CASE(titles_people_and_descriptions_stand_at_the_start_of_the_episode) {
  for (const auto& [query, zone] :
       {std::pair{"fog season", Zone::title}, std::pair{"Tollefsen", Zone::guest},
        std::pair{"weather", Zone::description}}) {
    BOOST_TEST_CONTEXT(query) {
      const auto hits = find(query);
      BOOST_REQUIRE(!hits.empty());
      BOOST_TEST((hits[0].zone == zone));
      BOOST_TEST((hits[0].time.start == 0s));
    }
  }
}

BOOST_AUTO_TEST_CASE(a_field_looks_into_no_episode_that_has_its_words_elsewhere) {
  const std::string endless(600, 'z');
  std::vector<Episode> list;
  for (int i = 0; i < 20; ++i) {
    auto& episode = list.emplace_back();
    episode.id = "tide/" + std::to_string(i);
    episode.language = i % 2 == 0 ? "en" : "de";
    episode.description = "Kelp, kelp, kelp. Ada and Bo " + endless;
    episode.cues = {cue(0s, 9s, "Ada", "Kelp and kelp for Ada and Bo, " + endless)};
  }
  list[13].title = "On kelp " + endless;
  list[14].guests = {"Ada Kelp"};
  list[15].hosts = {"Bo Kelp"};
  add(list);
  SearchOptions one;
  one.candidates = 1;
  one.max_episodes = 1;
  for (const auto& [query, id] : {std::pair<std::string, std::string>{"title:kelp", "tide/13"},
                                  {"title:\"on kelp\"", "tide/13"},
                                  {"title:ke* said", "tide/13"},
                                  {"title:kelq~", "tide/13"},
                                  {"title:" + endless, "tide/13"},
                                  {"guest:kelp", "tide/14"},
                                  {"guest:(nobody OR ada)", "tide/14"},
                                  {"kind:host,title bo", "tide/15"},
                                  {"host:(kelp AND bo)", "tide/15"}}) {
    BOOST_TEST_CONTEXT(query) {
      const auto page = open().search(Query::parse(query), one).value();
      BOOST_REQUIRE(page.hits.size() == 1U);
      BOOST_TEST(page.hits[0].episode == id);
      BOOST_TEST(page.episodes.at_most == 1U);
    }
  }
}

BOOST_AUTO_TEST_CASE(a_title_that_is_changed_is_found_by_its_new_words_only) {
  auto fog = episodes()[0];
  fog.title = "Storm season";
  add({fog});
  BOOST_TEST(find("title:fog").empty());
  BOOST_TEST(find("title:storm").size() == 1U);
  BOOST_TEST(check_index(dir.path() / "index").value().problems.empty());
}

BOOST_AUTO_TEST_CASE(each_episode_is_stemmed_in_its_own_language) {
  for (const auto& [query, episode] :
       {std::pair{"bells", "light/1"}, std::pair{"haus", "light/2"},
        std::pair{"Häusern", "light/2"}, std::pair{"eleições", "light/3"},
        std::pair{"eleicoes", "light/3"}, std::pair{"\"ALTEN HAUSER\"", "light/2"}}) {
    BOOST_TEST_CONTEXT(query) {
      const auto hits = find(query);
      BOOST_REQUIRE(!hits.empty());
      BOOST_TEST(hits[0].episode == episode);
    }
  }
}

BOOST_AUTO_TEST_CASE(a_phrase_is_as_written_and_not_takes_whole_episodes_out) {
  BOOST_TEST(find("\"rings the bell\"").empty());
  BOOST_TEST(find("bell -horn").empty());
  BOOST_TEST(!find("bell -whale").empty());
  BOOST_TEST(find("bell AND whale").empty());
  BOOST_TEST(!find("bell NEAR/3 ring").empty());
  BOOST_TEST(find("").empty());
  BOOST_TEST(find("-bell").empty());
}

BOOST_AUTO_TEST_CASE(a_field_is_narrowed_by_what_can_apply_to_it) {
  for (const auto& [query, found] : {
           std::pair{"at:<50s chapter:ringing", true},
           {"at:<30s chapter:ringing", false},
           {"at:<50s text:bell", true},
           {"at:<43s text:bell", false},
           {"speaker:maren text:bell", true},
           {"speaker:ada text:bell", false},
           {"speaker:ada chapter:ringing fog", true},  // nobody says a title
           {"speaker:ada at:<30s chapter:ringing fog", false},
           {"guest:tollefsen at:<10s fog", true},  // nor has a name a time
           {"show:lamp speaker:maren bell", true},
           {"in:chapter chapter:ringing bell", true},
           {"in:chapter chapter:welcome bell", false},
           {"in:turn title:fog bell", true},
           {"in:turn text:horn bell", true},
           {"in:turn text:welcome bell", false},
       }) {
    BOOST_TEST(!find(query).empty() == found, query);
  }
}

BOOST_AUTO_TEST_CASE(a_short_title_is_shown_whole) {
  Episode episode;
  episode.id = "light/5";
  episode.chapters = {{.start = 0s, .title = "Oil vs. gas. A long dispute"}};
  add({episode});
  const auto hits = find("dispute");
  BOOST_REQUIRE(hits.size() == 1U);
  BOOST_TEST(hits[0].excerpt.text == "Oil vs. gas. A long dispute");
  BOOST_TEST(marked(hits[0].excerpt) == "dispute");
  BOOST_TEST(find("dispute", {.excerpt_bytes = 10})[0].excerpt.text.size() < 20U);
}

BOOST_AUTO_TEST_CASE(pages_follow_each_other_without_gap_or_repetition) {
  std::vector<Episode> many;
  for (int i = 0; i < 30; ++i) {
    Episode episode;
    episode.id = "many/" + std::to_string(i);
    episode.language = "en";
    for (int j = 0; j < 7; ++j)
      episode.cues.push_back(cue(j * 100s, j * 100s + 3s, "", "a gull cries over the pier"));
    many.push_back(episode);
  }
  add(many);
  const auto all = find("gull", {.limit = 1000});
  BOOST_TEST(all.size() == 150U);  // five of each
  std::vector<Hit> paged;
  for (std::size_t offset = 0; offset < 150; offset += 7) {
    const auto page = find("gull", {.offset = offset, .limit = 7});
    paged.insert(paged.end(), page.begin(), page.end());
  }
  BOOST_TEST((paged == all));
  BOOST_TEST(find("gull", {.limit = 1000, .per_episode = 0}).size() == 210U);
  BOOST_TEST(find("gull", {.limit = 1000, .per_episode = 1}).size() == 30U);
}

BOOST_AUTO_TEST_CASE(an_excerpt_is_about_as_long_as_asked_for_and_marks_whole_words) {
  for (const std::size_t bytes : {0U, 1U, 20U, 60U, 500U}) {
    const auto hits = find("bell hand", {.excerpt_bytes = bytes});
    BOOST_REQUIRE(!hits.empty());
    const auto& excerpt = hits[0].excerpt;
    BOOST_TEST(excerpt.text.empty() == (bytes == 0));
    BOOST_TEST(excerpt.text.size() <= bytes + 40);
    for (const auto& range : excerpt.matches) {
      BOOST_TEST((range.begin < range.end && range.end <= excerpt.text.size()));
    }
  }
}

BOOST_AUTO_TEST_CASE(a_searcher_sees_a_commit_when_it_is_refreshed) {
  auto searcher = open();
  BOOST_TEST(!searcher.refresh().value());
  Episode later;
  later.id = "light/4";
  later.title = "Seals";
  add({later});
  BOOST_TEST(searcher.refresh().value());
  BOOST_TEST(searcher.search(Query::parse("seals")).value().hits.size() == 1U);
}

BOOST_AUTO_TEST_CASE(a_searcher_that_was_overtaken_by_commits_goes_on) {
  auto searcher = open();
  for (int i = 0; i < 6; ++i) {
    auto list = episodes();
    for (auto& episode : list) episode.title += " " + std::to_string(i);
    add(list);
    BOOST_TEST(searcher.search(Query::parse("\"ring the bell\"")).value().hits.size() == 1U);
  }
}

BOOST_AUTO_TEST_CASE(episodes_come_back_as_they_went_in) {
  auto searcher = open();
  const auto episode = searcher.episode("light/1").value();
  BOOST_REQUIRE(episode.has_value());
  BOOST_TEST((*episode == episodes()[0]));
  BOOST_TEST(!searcher.episode("light/9").value().has_value());
  std::size_t count = 0;
  searcher
      .for_each_episode([&](Episode&&) -> Result<void> {
        ++count;
        return {};
      })
      .value();
  BOOST_TEST(count == 3U);
  const auto stopped =
      searcher.for_each_episode([](Episode&&) -> Result<void> { return fail(Errc::io, "enough"); });
  BOOST_TEST(!stopped.has_value());
}

BOOST_AUTO_TEST_CASE(stats_count_what_is_there) {
  const auto stats = open().stats().value();
  BOOST_TEST(stats.shards == 2U);
  BOOST_TEST(stats.episodes == 3U);
  BOOST_TEST(stats.words > 50U);
  BOOST_TEST(stats.disk_bytes > 0U);
  BOOST_TEST((stats.languages == std::vector<std::string>{"de", "en", "pt"}));
  BOOST_TEST((stats.shows == std::vector<std::string>{"The Lamp Room"}));
}

BOOST_AUTO_TEST_CASE(no_index_is_an_error_that_says_so) {
  const auto opened = Searcher::open(dir.path() / "elsewhere");
  BOOST_REQUIRE(!opened);
  BOOST_TEST((opened.error().code == Errc::not_found));
  BOOST_TEST(opened.error().message.find("elsewhere") != std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()
