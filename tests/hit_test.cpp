// What a hit tells beside its place: the words that matched with their times, the zones, the
// transcript around it.

#include <boost/test/unit_test.hpp>

#include <whensaid/whensaid.hpp>

#include "support/episode_builder.hpp"
#include "support/scratch_dir.hpp"

using namespace whensaid;
using namespace whensaid::test;
using namespace std::chrono_literals;
using Unit = ContextOptions::Unit;

namespace {

/// A talk about a ferry. Ten words are said in the first cue's ten seconds.
Episode ferry() {
  return episode("ferry/1")
      .title("The ferry at night")
      .description("Winches and ropes.")
      .guest("Oda Winch")
      .audio("https://ferry.example/1.mp3")
      .chapter(0s, "On board", 30s)
      .chapter(30s, "The Winch room", 90s)
      .cue({0s, 10s}, "Ada", "Tonight we ride the Ferry, and the ferry is late")
      .cue({10s, 20s}, "Ada", "so we wait at the quay")
      .cue({30s, 36s}, "Oda", "This winch pulls eleven tons")
      .word(30s, "This")
      .word(30'500ms, "winch")
      .word(31s, "pulls")
      .cue({36s, 40s}, "Oda", "and it sings when it does")
      .cue({40s, 50s}, "Ada", "I can hear it")
      .cue({60s, 70s}, "Oda", "listen")
      .cue({70s, 80s}, "", "gulls");
}

struct Indexed {
  Indexed() {
    auto writer = IndexWriter::open(dir.path() / "index", {.shards = 1}).value();
    writer.put(ferry()).value();
    writer.put(episode("ferry/2").cue({0s, 9s}, "", "a rope is a long thing")).value();
    writer.commit().value();
  }
  [[nodiscard]] Hit first(std::string_view query, const SearchOptions& options = {}) const {
    auto searcher = Searcher::open(dir.path() / "index").value();
    auto hits = searcher.search(Query::parse(query), options).value().hits;
    BOOST_REQUIRE(!hits.empty());
    return hits.front();
  }
  ScratchDir dir;
};

/// "Ferry 5000-6000, ferry 8000-9000"
std::string told(const std::vector<MatchedWord>& words) {
  std::string out;
  for (const auto& word : words) {
    if (!out.empty()) out += ", ";
    out += word.text + ' ' + std::to_string(word.time.start.count()) + '-' +
           std::to_string(word.time.end.count());
  }
  return out;
}

/// The first word of each cue.
std::string told(const std::vector<Cue>& cues) {
  std::string out;
  for (const auto& cue : cues) {
    if (!out.empty()) out += ' ';
    out += cue.text.substr(0, cue.text.find(' '));
  }
  return out;
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(hit, Indexed)

BOOST_AUTO_TEST_CASE(each_matched_word_comes_as_it_stands_with_its_time) {
  struct Case {
    const char* query;
    const char* words;
  };
  for (const auto& [query, words] : {
           Case{"ferry ride", "ride 2000-3000, Ferry 4000-5000, ferry 7000-8000"},
           {"\"the quay\"", "the 16666-18333, quay 18333-20000"},
           {"\"late so we\"", "late 9000-10000, so 10000-11666, we 11666-13333"},
           {"pulls", "pulls 31000-32666"},  // said at a time of its own
       }) {
    BOOST_TEST_CONTEXT(query) { BOOST_TEST(told(first(query).words) == words); }
  }
}

BOOST_AUTO_TEST_CASE(a_hit_is_the_same_however_often_its_episode_was_shown) {
  auto searcher = Searcher::open(dir.path() / "index").value();
  SearchOptions options;
  options.context = {.unit = Unit::seconds, .before = 20, .after = 20};
  const auto query = Query::parse("ferry winch quay");
  const auto fresh = searcher.search(query, options).value();
  BOOST_REQUIRE(!fresh.hits.empty());
  for (int i = 0; i < 6; ++i) {  // by then all words of the episode are kept
    BOOST_TEST((searcher.search(query, options).value() == fresh));
  }
}

BOOST_AUTO_TEST_CASE(words_come_without_an_excerpt_as_well) {
  BOOST_TEST(told(first("quay", {.excerpt_bytes = 0}).words) == "quay 18333-20000");
}

BOOST_AUTO_TEST_CASE(words_of_titles_stand_at_the_start_and_of_chapters_at_their_time) {
  BOOST_TEST(told(first("night").words) == "night 0-0");
  const auto chapter = first("winch room");
  BOOST_TEST((chapter.zone == Zone::chapter));
  BOOST_TEST(told(chapter.words) == "Winch 30000-90000, room 30000-90000");
}

BOOST_AUTO_TEST_CASE(words_of_other_moments_are_not_among_them) {
  const auto hit = first("late listen");
  BOOST_TEST(hit.words.size() == 1U);
}

BOOST_AUTO_TEST_CASE(a_query_that_only_filters_has_places_but_no_words_to_mark) {
  const auto turn = first("speaker:Oda");
  BOOST_TEST((turn.time.start == 30s));
  BOOST_TEST(turn.words.empty());
  BOOST_TEST(turn.excerpt.text.starts_with("This winch"));
  BOOST_TEST(turn.excerpt.matches.empty());
  BOOST_TEST(told(first("speaker:Oda eleven").words) == "eleven 32666-34333");
}

BOOST_AUTO_TEST_CASE(zones_are_all_in_which_the_episode_matched) {
  const auto winch = first("winch");
  BOOST_TEST((winch.zones.front() == Zone::description));
  BOOST_TEST((winch.zones.back() == Zone::speech));
  BOOST_TEST(winch.zones.size() == 4U);  // the guest's name and a chapter between them
  BOOST_TEST((first("quay").zones == std::vector{Zone::speech}));
  BOOST_TEST((first("ferry").zones == std::vector{Zone::title, Zone::speech}));
}

BOOST_AUTO_TEST_CASE(the_media_file_comes_with_the_hit) {
  BOOST_TEST(first("quay").audio == "https://ferry.example/1.mp3");
  BOOST_TEST(first("rope thing").audio == "");
}

BOOST_AUTO_TEST_CASE(context_comes_only_when_it_is_asked_for) {
  BOOST_TEST(first("sings").context.empty());
  BOOST_TEST(first("night", {.context = {Unit::cues, 2, 2}}).context.empty());  // has no time
}

BOOST_AUTO_TEST_CASE(context_is_counted_in_seconds_cues_or_turns) {
  struct Case {
    ContextOptions context;
    const char* cues;
  };
  for (const auto& [context, cues] : {
           // "sings" is said at about 38 s.
           Case{{Unit::seconds, 0, 0}, "and"},
           {{Unit::seconds, 5, 0}, "This and"},
           {{Unit::seconds, 0, 5}, "and I"},
           {{Unit::seconds, 1'000'000'000'000, 1'000'000'000'000},
            "Tonight so This and I listen gulls"},
           {{Unit::cues, 0, 0}, "and"},
           {{Unit::cues, 2, 1}, "so This and I"},
           {{Unit::cues, 99, 99}, "Tonight so This and I listen gulls"},
           {{Unit::turns, 0, 0}, "This and"},
           {{Unit::turns, 1, 0}, "Tonight so This and"},
           {{Unit::turns, 0, 2}, "This and I listen"},
           {{Unit::turns, 9, 9}, "Tonight so This and I listen gulls"},
       }) {
    BOOST_TEST_CONTEXT(cues) {
      BOOST_TEST(told(first("sings", {.context = context}).context) == cues);
    }
  }
}

BOOST_AUTO_TEST_CASE(context_of_a_chapter_is_what_is_said_in_its_moment) {
  const SearchOptions options{.context = {Unit::cues, 1, 0}};
  BOOST_TEST(told(first("winch room", options).context) == "so This and I");
}

BOOST_AUTO_TEST_CASE(a_cue_of_the_context_has_times_speaker_and_text) {
  const auto context = first("pulls", {.context = {Unit::cues, 0, 0}}).context;
  BOOST_REQUIRE(context.size() == 1U);
  const Cue expected{
      .start = 30s, .end = 36s, .speaker = "Oda", .text = "This winch pulls eleven tons"};
  BOOST_TEST((context[0] == expected));
}

BOOST_AUTO_TEST_CASE(context_of_a_monologue_is_bounded) {
  auto talk = episode("talk").get();
  for (int i = 0; i < 2000; ++i) {
    Cue cue;
    cue.start = i * 1s;
    cue.text = i == 1000 ? "anchor" : "water";
    talk.cues.push_back(cue);
  }
  auto writer = IndexWriter::open(dir.path() / "index").value();
  writer.put(talk).value();
  writer.commit().value();
  for (const auto unit : {Unit::turns, Unit::cues, Unit::seconds}) {
    const auto context = first("anchor", {.context = {unit, 5000, 5000}}).context;
    BOOST_TEST(context.size() == 2 * kMaxContextCues + 1);
    BOOST_TEST(context[kMaxContextCues].text == "anchor");
  }
}

BOOST_AUTO_TEST_SUITE_END()
