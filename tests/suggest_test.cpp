// "Did you mean", through the public face.

#include <map>
#include <string>
#include <vector>

#include <boost/test/unit_test.hpp>

#include <whensaid/index.hpp>
#include <whensaid/search.hpp>

#include "support/episode_builder.hpp"
#include "support/scratch_dir.hpp"

using namespace whensaid;
using namespace whensaid::test;
using namespace std::chrono_literals;

namespace {

std::string repeated(const std::string& text, int times) {
  std::string all;
  while (times-- > 0) all += text + " ";
  return all;
}

struct Library {
  Library() {
    put(episode("tea")
            .show("Tea Talk")
            .title("Of kettles")
            .guest("Dana Kokotov")
            .host("Sue Lim")
            .cue(1s, "Sue", repeated("the kettle whistles while we wait for teapots and cups", 30))
            .cue(9s, "Dana", "resharding the saucers, in 2024, isn't naïve, with C++ and Node.js"));
    put(episode("de")
            .language("de")
            .guest("Simon Eskildsen")
            .cue(1s, "", "die Kanne der Küche und das Wasser"));
    put(episode("in").guest("Sugu Sougoumarane").cue(1s, "", "whistels whistels"));
  }

  void put(const Episode& episode) {
    WriterOptions options;
    options.shards = 2;
    auto writer = IndexWriter::open(dir / "index", options).value();
    writer.put(episode).value();
    writer.commit().value();
  }

  /// The suggestion, or nothing.
  [[nodiscard]] std::string suggested(const std::string& query) const {
    auto searcher = Searcher::open(dir / "index").value();
    return searcher.search(Query::parse(query)).value().suggestion.value_or("");
  }

  ScratchDir dir;
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(suggest, Library)

BOOST_AUTO_TEST_CASE(words_that_nobody_says_are_corrected) {
  for (const auto& [query, expected] : std::map<std::string, std::string>{
           {"ketle", "kettle"},
           {"Ketle", "Kettle"},
           {"the ketle saucres", "the kettle saucers"},
           {"Kokotof", "Kokotov"},
           {"Sougomaran", "Sougoumarane"},
           {"Eskildson", "Eskildsen"},
           {"sugumaran", "sougoumarane"},
           {"Küchee", "Kuche"},
           {"naibe", "naive"},
           {"kettl", ""},        // its stem is there
           {"Sougoumaran", ""},  // so is this one's
           {"kettle saucer", ""},
           {"zebra", ""},
           {"2025", ""},
           {"ode.js", "node.js"},
           {"", ""},
           {"-", ""},
       }) {
    BOOST_TEST(suggested(query) == expected, query << ": " << suggested(query));
  }
}

BOOST_AUTO_TEST_CASE(the_whole_query_comes_back_as_it_can_be_searched) {
  for (const auto& [query, expected] : std::map<std::string, std::string>{
           {"ketle AND cups", "kettle AND cups"},
           {"\"the ketle whistles\" teapost", "\"the kettle whistles\" teapots"},
           {"ketle NEAR/5 teapost", "kettle NEAR/5 teapots"},
           {"Kanne -ketle", "Kanne -kettle"},
           {"guest:kokotof", "guest:kokotov"},
           {"guest:simoneskildsen", "guest:(simon eskildsen)"},
           {"speaker:Sue (ketle OR cups)", "speaker:Sue (kettle OR cups)"},
           {"=kettl", "=kettle"},
           {"ketle teap*", "kettle teap*"},
           {"(ketle OR cups) AND (saucres OR teapost)",
            "(kettle OR cups) AND (saucers OR teapots)"},
           {"\"isn't naiv, with\"", "\"isn't naive, with\""},
       }) {
    const auto found = suggested(query);
    BOOST_TEST(Query::parse(found).to_string() == found);
    BOOST_TEST((Query::parse(found) == Query::parse(expected)), query << ": " << found);
    BOOST_TEST(suggested(found) == "");
  }
}

BOOST_AUTO_TEST_CASE(a_phrase_is_as_written_so_a_stem_does_not_make_its_word_known) {
  BOOST_TEST(suggested("kettl") == "");
  BOOST_TEST(suggested("\"the kettl\"") == "\"the kettle\"");
}

BOOST_AUTO_TEST_CASE(names_of_guests_and_hosts_are_corrected_as_a_whole) {
  for (const auto& [query, expected] : std::map<std::string, std::string>{
           {"Dana Kokotof", "Dana Kokotov"},
           {"dan kokotof", "dana kokotov"},
           {"simon eskildson", "simon eskildsen"},
           {"Sue Him", "Sue Lim"},
           {"sue while", ""},
           {"simoneskildsen", "simon eskildsen"},
           {"simone skildsen kettle", "simon eskildsen kettle"},
           {"\"simon eskildson\"", "\"simon eskildsen\""},
           {"kettle dana kokotov", ""},
           {"dana kokotov", ""},
       }) {
    BOOST_TEST(suggested(query) == expected, query << ": " << suggested(query));
  }
}

BOOST_AUTO_TEST_CASE(a_word_that_is_rare_beside_one_that_sounds_the_same_is_corrected) {
  BOOST_TEST(suggested("whistels") == "whistles");
  BOOST_TEST(suggested("saucers") == "");  // rare, but like nothing else
}

BOOST_AUTO_TEST_CASE(a_query_that_would_find_nothing_is_not_suggested) {
  put(episode("names").show("Lantern Quarter").cue(1s, "Zoltan Brandywine", "good evening"));
  BOOST_TEST(suggested("evning") == "evening");
  BOOST_TEST(suggested("brandiwine") == "");  // free words are not looked for in speakers' names
  BOOST_TEST(suggested("lanternn") == "");    // nor in those of shows
  BOOST_TEST(suggested("show:lanternn") == "show:lantern");
  BOOST_TEST(suggested("cups -ketle") == "");
  BOOST_TEST(suggested("evning AND kettle") == "");
}

BOOST_AUTO_TEST_CASE(the_next_best_word_is_suggested_where_the_best_finds_nothing) {
  put(episode("names").cue(1s, "Tina Morrovec", "they passed the morrow on deck"));
  BOOST_TEST(suggested("morroec") == "morrow");  // not morrovec, which only names a speaker
}

BOOST_AUTO_TEST_CASE(a_word_that_has_synonyms_is_left_alone) {
  auto searcher = Searcher::open(dir / "index").value();
  SearchOptions options;
  options.synonyms = Synonyms::parse("ketle, teapot");
  const auto query = Query::parse("ketle");
  BOOST_TEST(!searcher.search(query, options).value().suggestion);
  BOOST_TEST(searcher.search(query).value().suggestion.value() == "kettle");
}

BOOST_AUTO_TEST_CASE(what_is_not_said_any_more_is_not_suggested) {
  BOOST_TEST(suggested("sacuers") == "saucers");
  put(episode("tea").cue(1s, "", "the kettle"));
  BOOST_TEST(suggested("sacuers") == "");
}

BOOST_AUTO_TEST_CASE(an_empty_index_suggests_nothing) {
  const ScratchDir other;
  IndexWriter::open(other / "index", {}).value().commit().value();
  auto searcher = Searcher::open(other / "index").value();
  BOOST_TEST(!searcher.search(Query::parse("ketle")).value().suggestion);
}

BOOST_AUTO_TEST_CASE(the_longest_query_is_corrected_too) {
  std::string query;
  for (std::size_t i = 0; i < 200; ++i) query += "ketle" + std::string(i % 3, 'e') + " ";
  const auto found = suggested(query);
  BOOST_TEST(found.starts_with("kettle"), found);
}

BOOST_AUTO_TEST_SUITE_END()
