// Names that were heard and never seen: SearchOptions::sound_alike.

#include <algorithm>
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

struct Guests {
  Guests() {
    auto writer = IndexWriter::open(dir / "index").value();
    writer.put(episode("guest").guest("Dana Kokotof").cue(1s, "", "tom talks about kettles"))
        .value();
    writer
        .put(episode("speaker")
                 .cue(1s, "Ivo Sougoumarane", "good evening")
                 .cue(9s, "Ann", "sougoumarane said so"))
        .value();
    writer.put(episode("word").cue(1s, "", "the kittel of a mountain")).value();
    writer.commit().value();
    searcher.emplace(Searcher::open(dir / "index").value());
  }

  /// The ids that are found, in order of the alphabet.
  std::string found(const std::string& query, bool sound_alike = true) {
    SearchOptions options;
    options.sound_alike = sound_alike;
    page = searcher->search(Query::parse(query), options).value();
    std::vector<std::string> ids;
    for (const auto& hit : page.hits) ids.push_back(hit.episode);
    std::sort(ids.begin(), ids.end());
    std::string text;
    for (const auto& id : ids) text += (text.empty() ? "" : " ") + id;
    return text;
  }

  ScratchDir dir{};
  std::optional<Searcher> searcher{};
  Page page{};
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(sound_alike, Guests)

BOOST_AUTO_TEST_CASE(a_word_that_nobody_says_finds_names_that_sound_alike) {
  BOOST_TEST(found("kokotoff", false) == "");
  BOOST_TEST(found("kokotoff") == "guest");
  BOOST_REQUIRE(page.notes.size() == 1U);
  BOOST_TEST(page.notes.front() ==
             "kokotoff: nobody says that; looked for kokotof, which sounds alike");
  BOOST_TEST(page.hits.front().words.at(0).text == "Kokotof");
  BOOST_TEST(found("sugumaran") == "speaker");
}

BOOST_AUTO_TEST_CASE(a_word_that_is_said_stays_as_it_is) {
  BOOST_TEST(found("tom") == "guest");  // Dana's name would sound alike
  BOOST_TEST(page.hits.front().words.size() == 1U);
  BOOST_TEST(page.notes.empty());
}

BOOST_AUTO_TEST_CASE(words_that_are_no_names_are_not_looked_for) {
  BOOST_TEST(found("kytel") == "");
  BOOST_TEST(page.notes.empty());
}

BOOST_AUTO_TEST_CASE(only_free_words_are_heard) {
  BOOST_TEST(found("=kokotoff") == "");
  BOOST_TEST(found("\"dana kokotoff\"") == "");
  BOOST_TEST(found("guest:kokotoff") == "guest");
  BOOST_TEST(found("dana AND kokotoff") == "guest");
  BOOST_TEST(found("dana NEAR/1 kokotoff") == "guest");
  BOOST_TEST(found("kettles -kokotoff") == "");
}

BOOST_AUTO_TEST_SUITE_END()
