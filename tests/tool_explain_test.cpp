// whensaid explain and whensaid similar, as a user calls them.

#include <string>
#include <vector>

#include <boost/test/unit_test.hpp>
#include <nlohmann/json.hpp>

#include "support/command.hpp"
#include "support/contains.hpp"

using nlohmann::json;
using whensaid::test::contains;
using Words = std::vector<std::string>;

namespace {

constexpr std::string_view kShow =
    R"({"id":"glass@1","show":"Blow","title":"First gather","language":"en","url":"https://blow.example/1","cues":[{"start":2,"end":7,"speaker":"Ilse","text":"the furnace melts the sand and the pipe turns"},{"start":61,"end":66,"speaker":"Ilse","text":"a furnace never sleeps"},{"start":600,"end":606,"text":"goodbye"}]}
{"id":"glass@2","show":"Blow","title":"Second gather","language":"en","cues":[{"start":30,"end":36,"speaker":"Otto","text":"turn the pipe or the furnace wins"}]}
{"id":"glass@3","title":"\u001b[31mAnnealing","language":"en","cues":[{"start":1,"end":5,"text":"slow cooling"}]}
)";

struct Indexed : whensaid::test::IndexedCommand {
  Indexed() : IndexedCommand(kShow) {}
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(tool_explain, Indexed)

BOOST_AUTO_TEST_CASE(a_query_is_explained_in_words) {
  const auto run = whensaid({"explain", "--", "furnace", "the", "pip*", "-cooling"});
  BOOST_TEST(run.exit == 0);
  BOOST_TEST(run.err == "");
  for (const auto* line : {
           "query\n  read as     furnace the pip* -cooling\n",
           "\nwords\n  furnace     stem furnac (en), in 2 episodes, 3 times; a match tells ",
           "\n  the         stem the (en), in 2 episodes, ",
           "tells nothing, counts only in its place beside other words\n",
           "\n  pip*        as written: pipe (en), in 2 episodes, 2 times; a match tells ",
           "\n  cooling     stem cool (en), in 1 episode, 1 time; adds nothing to a score\n",
           "\ncandidates\n  stage 1     (furnac OR ",
           "\n  stage 2     2 episodes looked at, 2 match; in all 2\n",
           "\nglass@2  0:00:3",
           "\n  words    ",
           "furnace 1x, ",
           "\n  episode  ",
           "\n  without     furnace ",
           " less, ",
       }) {
    BOOST_TEST(contains(run.out, line), line << " in\n" << run.out);
  }
}

BOOST_AUTO_TEST_CASE(a_moment_is_told_where_it_stands) {
  const auto there = whensaid({"explain", "furnace", "--moment", "glass@1@1:01"});
  BOOST_TEST(there.exit == 0);
  BOOST_TEST(contains(there.out, "\nglass@1 at 0:01:01\n  verdict     it is hit "), there.out);
  BOOST_TEST(contains(there.out, "\n  required    furnace: holds\n"), there.out);
  const auto out = whensaid({"explain", "--moment", "glass@1@1:01", "--", "furnace", "-sand"}).out;
  BOOST_TEST(contains(out, "it holds what is excluded: sand\n"), out);
  const auto missing = whensaid({"explain", "furnace", "--moment", "glass@9@1:01"});
  BOOST_TEST(missing.exit == 1);
  BOOST_TEST(contains(missing.err, "no episode \"glass@9\""), missing.err);
}

BOOST_AUTO_TEST_CASE(a_minus_that_is_taken_for_an_option_is_explained) {
  for (const auto* verb : {"explain", "mentions", "search"}) {
    BOOST_TEST(contains(whensaid({verb, "furnace", "-sand"}).err,
                        std::string("needs -- before it: whensaid ") + verb + " -- "));
  }
}

BOOST_AUTO_TEST_CASE(explanations_take_the_options_of_search) {
  const auto hits = [this](Words options) {
    Words words{"explain", "--format", "json", "furnace"};
    words.insert(words.end(), options.begin(), options.end());
    return json::parse(whensaid(words).out)["hits"];
  };
  BOOST_TEST(hits({}).size() == 3U);
  BOOST_TEST(hits({"--limit", "1"}).size() == 1U);
  BOOST_TEST(hits({"--limit", "1", "--offset", "1"})[0] == hits({})[1]);
  BOOST_TEST(hits({"--per-episode", "1"}).size() == 2U);
  BOOST_TEST(hits({"--order", "oldest"}).size() == 3U);
  BOOST_TEST(whensaid({"explain", "furn"}).exit == 1);
  BOOST_TEST(whensaid({"explain", "--typing", "furn"}).exit == 0);
  BOOST_TEST(contains(whensaid({"explain", "\"wins furnace\""}).out, "\n  searched    "));
  BOOST_TEST(whensaid({"explain", "--no-partial", "\"wins furnace\""}).exit == 1);
}

BOOST_AUTO_TEST_CASE(synonyms_are_told) {
  const auto file = whensaid.file("same.txt", "kiln, furnace\n");
  const auto run = whensaid({"explain", "--synonyms", file, "kiln"});
  BOOST_TEST(contains(run.out, "  kiln        stem kiln, also stem furnac (en), in 2 episodes;"),
             run.out);
  BOOST_TEST(whensaid({"explain", "--synonyms", "/nowhere", "kiln"}).exit != 0);
  BOOST_TEST(whensaid({"similar", "--synonyms", file, "glass@1@0:04"}).exit == 0);
}

BOOST_AUTO_TEST_CASE(warnings_about_the_query_are_told) {
  BOOST_TEST(contains(whensaid({"explain", "furnace", "("}).err, "query, column 9: "));
  const auto run = whensaid({"explain", "furnace", "/[z-a]/"});
  BOOST_TEST(contains(run.out, "\n  note        /[z-a]/: "), run.out);
}

BOOST_AUTO_TEST_CASE(a_query_without_words_is_read_as_nothing) {
  const auto run = whensaid({"explain", "((("});
  BOOST_TEST(run.exit == 1);
  BOOST_TEST(run.out == "query\n  read as     nothing\n");
}

BOOST_AUTO_TEST_CASE(what_is_like_a_moment_comes_in_every_format_of_search) {
  const auto run = whensaid({"similar", "glass@1@0:04"});
  BOOST_TEST(run.exit == 0);
  BOOST_TEST(run.out.starts_with("Second gather · Blow · glass@2\n"), run.out);
  BOOST_TEST(contains(run.err, "whensaid: words: "), run.err);
  BOOST_TEST(contains(run.err, "furnace"), run.err);
  const auto as_json = json::parse(whensaid({"similar", "--format", "json", "glass@1@0:04"}).out);
  BOOST_TEST(as_json["query"] == "glass@1@0:04");
  BOOST_TEST(contains(as_json["searched"].get<std::string>(), "furnace"));
  BOOST_TEST(as_json["hits"][0]["episode"] == "glass@2");
  const auto captions = whensaid({"similar", "--format", "vtt", "glass@1@4"});
  BOOST_TEST(captions.out.starts_with("WEBVTT\n\nNOTE query: glass@1@4\n"), captions.out);
  BOOST_TEST(whensaid({"-q", "similar", "glass@1@0:04"}).err == "");
}

BOOST_AUTO_TEST_CASE(nothing_like_it_and_no_such_place_are_nothing_found) {
  const auto alone = whensaid({"similar", "glass@3@0:02"});
  BOOST_TEST(alone.exit == 1);
  BOOST_TEST(alone.out == "");
  BOOST_TEST(contains(alone.err, "nothing like it found"), alone.err);
  const auto behind = whensaid({"similar", "glass@2@1:00"});
  BOOST_TEST(behind.exit == 1);
  BOOST_TEST(contains(behind.err, "it ends at 36 s"), behind.err);
  BOOST_TEST(whensaid({"similar", "glass@7@0:00"}).exit == 1);
}

BOOST_AUTO_TEST_SUITE_END()
