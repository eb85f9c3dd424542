// Where playback of a moment starts.

#include <boost/test/unit_test.hpp>

#include <whensaid/whensaid.hpp>

#include "support/episode_builder.hpp"
#include "support/scratch_dir.hpp"

using namespace whensaid;
using namespace whensaid::test;
using namespace std::chrono_literals;

namespace {

/// A talk about a lighthouse: the keeper's first turn is short, the second takes two minutes.
Episode lighthouse() {
  return EpisodeBuilder("light/1")
      .title("Fog season")
      .cue(0s, "Ada", "Welcome to the lamp room.")
      .cue(100s, "Ada", "How do you know that the weather turns?")
      .cue(110s, "Maren", "Mostly by the gulls.")
      .cue(125s, "Maren", "They fly low. And then the barometer falls")
      .cue(145s, "Maren", "until the glass is almost empty of quicksilver.")
      .cue({180s, 190s}, "Maren", "After that you light the paraffin and wait for the night.")
      .cue(230s, "Ada", "And when it is over?");
}

Millis entry_of(const Episode& episode, std::string_view query) {
  const ScratchDir dir;
  auto writer = IndexWriter::open(dir.path() / "index", {.shards = 1}).value();
  writer.put(episode).value();
  writer.commit().value();
  auto searcher = Searcher::open(dir.path() / "index").value();
  const auto hits = searcher.search(Query::parse(query)).value().hits;
  BOOST_REQUIRE(!hits.empty());
  BOOST_REQUIRE((hits[0].zone == Zone::speech));
  return hits[0].entry;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(entry)

BOOST_AUTO_TEST_CASE(a_topic_starts_with_the_turn_that_is_about_it) {
  BOOST_TEST((entry_of(lighthouse(), "barometer") == 110s));
  BOOST_TEST((entry_of(lighthouse(), "quicksilver barometer") == 110s));
  BOOST_TEST((entry_of(lighthouse(), "weather") == 100s));
}

BOOST_AUTO_TEST_CASE(a_turn_that_began_more_than_a_minute_ago_is_too_early) {
  BOOST_TEST((entry_of(lighthouse(), "paraffin") == 180s));
}

BOOST_AUTO_TEST_CASE(a_chapter_that_begins_within_the_turn_is_the_start) {
  Episode episode = lighthouse();
  episode.chapters = {{.start = 0s, .end = {}, .title = "Hello"},
                      {.start = 125s, .end = {}, .title = "Birds"}};
  BOOST_TEST((entry_of(episode, "barometer") == 125s));
  BOOST_TEST((entry_of(episode, "gulls") == 110s));
}

BOOST_AUTO_TEST_CASE(where_nobody_is_named_a_topic_starts_with_its_sentence) {
  Episode episode = lighthouse();
  for (auto& cue : episode.cues) cue.speaker.clear();
  BOOST_TEST((entry_of(episode, "barometer") > 125s));
  BOOST_TEST((entry_of(episode, "barometer") < 145s));
}

BOOST_AUTO_TEST_CASE(a_quote_starts_with_its_sentence) {
  for (const auto* quote : {"and then the barometer falls", "\"then the barometer\""}) {
    BOOST_TEST_CONTEXT(quote) {
      BOOST_TEST((entry_of(lighthouse(), quote) > 125s));
      BOOST_TEST((entry_of(lighthouse(), quote) < 145s));
    }
  }
}

BOOST_AUTO_TEST_CASE(a_quote_at_the_start_of_a_turn_starts_with_the_turn) {
  BOOST_TEST((entry_of(lighthouse(), "\"and when it is over\"") == 230s));
}

BOOST_AUTO_TEST_SUITE_END()
