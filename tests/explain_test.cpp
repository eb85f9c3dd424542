// Why a query is answered as it is: readings, candidates, scores in parts, and the place of one
// moment.

#include <algorithm>
#include <numeric>

#include <boost/test/unit_test.hpp>

#include <whensaid/whensaid.hpp>

#include "support/contains.hpp"
#include "support/episode_builder.hpp"
#include "support/scratch_dir.hpp"

using namespace whensaid;
using namespace whensaid::test;
using namespace std::chrono_literals;
using Kind = QueryCondition::Kind;

namespace {

Episode loom(const std::string& id) {
  return episode(id)
      .show("Warp and Weft")
      .title("Looms")
      .guest("Idun Vale")
      .published(Day{std::chrono::days{20'000}})
      .chapter(0s, "Setting up", 100s)
      .cue({0s, 10s}, "Idun", "we thread the loom before the shuttle flies")
      .cue({50s, 55s}, "Idun", "the shuttle is made of beech")
      .cue({200s, 210s}, "Bram", "a loom and a loom and a shuttle")
      .cue({400s, 410s}, "Bram", "sheep stand on the hill")
      .cue({600s, 610s}, "Bram", "the last shuttle");
}

struct Indexed {
  Indexed() {
    auto writer = IndexWriter::open(dir / "index", {.shards = 2}).value();
    writer.put(loom("weft/1")).value();
    writer.put(episode("weft/2").cue({0s, 5s}, "", "a loom of oak, never of pine")).value();
    writer.put(episode("weft/3").language("de").cue({0s, 5s}, "", "Der Hügel der Schafe")).value();
    for (int i = 0; i < 20; ++i) {
      writer.put(episode("pine/" + std::to_string(i)).cue({0s, 5s}, "", "pine, tall pine")).value();
    }
    writer.commit().value();
  }
  [[nodiscard]] Searcher open() const { return Searcher::open(dir / "index").value(); }
  [[nodiscard]] Explanation explain(std::string_view query,
                                    const SearchOptions& options = {}) const {
    return open().explain(Query::parse(query), options).value();
  }
  [[nodiscard]] MomentExplanation explain(std::string_view query, std::string_view id, Millis at,
                                          const SearchOptions& options = {}) const {
    return open().explain_moment(Query::parse(query), id, at, options).value();
  }
  ScratchDir dir;
};

/// The reading of a text in a language.
WordReading reading(const Explanation& explained, std::string_view text,
                    std::string_view language) {
  for (const auto& one : explained.readings) {
    if (one.text == text && one.language == language) return one;
  }
  BOOST_FAIL("no reading of " << text << " in " << language);
  return {};
}

/// "loom", "=thread+=the+=loom"; alternatives with |.
std::string told(const WordReading& reading) {
  std::string out;
  for (const auto& slot : reading.words) {
    if (&slot != &reading.words.front()) out += '+';
    for (const auto& word : slot) {
      if (&word != &slot.front()) out += '|';
      out += (word.as_written ? "=" : "") + word.text;
    }
  }
  return out;
}

/// "loom 2, shuttle 1"
std::string told(const std::vector<WordShare>& shares) {
  std::string out;
  for (const auto& share : shares) {
    out += (out.empty() ? "" : ", ") + share.text + ' ' + std::to_string(share.times);
  }
  return out;
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(explain, Indexed)

BOOST_AUTO_TEST_CASE(each_word_is_told_as_every_language_reads_it) {
  const auto explained = explain("looms \"the LOOM\" =Shuttle shut* schafe the zzz*");
  BOOST_TEST(told(reading(explained, "looms", "en")) == "loom");
  BOOST_TEST(told(reading(explained, "looms", "de")) == "loom");
  BOOST_TEST(told(reading(explained, "\"the LOOM\"", "en")) == "=the+=loom");
  BOOST_TEST(told(reading(explained, "=Shuttle", "en")) == "=shuttle");
  BOOST_TEST(told(reading(explained, "shut*", "en")) == "=shuttle");
  BOOST_TEST(told(reading(explained, "schafe", "de")) == "schaf");
  BOOST_TEST(told(reading(explained, "schafe", "en")) == "schafe");
  BOOST_TEST(told(reading(explained, "zzz*", "en")) == "");
  BOOST_TEST(reading(explained, "the", "en").stop);
  BOOST_TEST(!reading(explained, "looms", "en").stop);
}

BOOST_AUTO_TEST_CASE(a_word_is_told_with_how_often_it_stands_and_how_much_it_tells) {
  const auto explained = explain("loom oak pine -beech");
  const auto loom = reading(explained, "loom", "en");
  BOOST_TEST(loom.episodes == 2U);
  BOOST_TEST(loom.occurrences == 8U);  // four times said, once in a title, which counts four times
  BOOST_TEST(reading(explained, "oak", "en").weight > loom.weight);
  BOOST_TEST(loom.weight > reading(explained, "pine", "en").weight);
  BOOST_TEST(loom.ranked);
  BOOST_TEST(!reading(explained, "beech", "en").ranked);
  BOOST_TEST(reading(explained, "loom", "de").episodes == 0U);
  BOOST_TEST(reading(explain("speaker:Idun loom"), "\"Idun\"", "en").episodes == 1U);
  BOOST_TEST(reading(explain("\"oak of pine\""), "\"oak of pine\"", "en").episodes == 1U);
}

BOOST_AUTO_TEST_CASE(synonyms_are_told_beside_the_word_that_they_stand_for) {
  const auto found = reading(
      explain("weaver", {.synonyms = Synonyms::parse("weaver, tall pine, oak")}), "weaver", "en");
  BOOST_TEST(told(found) == "weaver");
  BOOST_REQUIRE(found.also.size() == 2U);
  BOOST_TEST(found.also[0].size() + found.also[1].size() == 3U);
  BOOST_TEST(found.episodes == 21U);
  BOOST_TEST(found.occurrences == 0U);
  BOOST_TEST(explain("weaver", {.synonyms = Synonyms::parse("weaver, oak")}).stage1 ==
             "((weav | weaver) | oak)");
}

BOOST_AUTO_TEST_CASE(stage_1_is_told_in_words) {
  for (const auto& [query, expected] : {
           std::pair{"shuttle", "shuttl"},
           {"schafe", "(schaf | schafe)"},
           {"oak loom", "(oak OR loom)"},
           {"oak AND loom", "(oak AND loom)"},
           {"+oak loom", "(oak AND_MAYBE loom)"},
           {"oak lang:en", "([lang:en] AND_MAYBE oak)"},
           {"oak published:2024", "(published in range AND_MAYBE oak)"},
           {"oak duration:>1m season:2 number:3",
            "((duration in range AND season in range AND number in range) AND_MAYBE oak)"},
           {"speaker:bram loom", "(loom FILTER speaker:bram)"},
           {"show:weft", "show:weft"},
           {"title:looms", "(loom FILTER title:loom)"},
           {"+title:oak loom", "((oak AND_MAYBE loom) FILTER title:oak)"},
           {"title:oak OR guest:loom", "((oak OR loom) FILTER (title:oak OR guest:loom))"},
           {"kind:guest,host (oak loom)",
            "((oak OR loom) FILTER ((guest:oak | host:oak) OR (guest:loom | host:loom)))"},
           {"kind:title,chapter oak", "oak"},
           {"title:oak chapter:loom", "((oak AND loom) FILTER (title:oak AND loom))"},
           {"zzz*", "no word"},
           {"*", "[any episode]"},
           {"", ""},
       }) {
    BOOST_TEST(explain(query).stage1 == expected, query);
  }
}

BOOST_AUTO_TEST_CASE(candidates_are_counted_as_the_search_counts_them) {
  const auto explained = explain("\"oak never\"");
  BOOST_TEST(explained.looked_at == 1U);
  BOOST_TEST(explained.matched == 1U);
  const auto refused = explain("\"never oak\"");
  BOOST_TEST(refused.looked_at == 1U);
  BOOST_TEST(refused.matched == 0U);
  BOOST_TEST(refused.episodes.at_most == 0U);
  BOOST_TEST(explain("pine", {.candidates = 5}).looked_at == 5U);
}

BOOST_AUTO_TEST_CASE(no_more_candidates_are_looked_at_than_can_hold_the_rare_words_together) {
  const auto looked_at = [&](std::string_view query, std::size_t least) {
    return explain(query, {.min_candidates = least}).looked_at;
  };
  // loom is in 2 episodes, oak in 1, pine in 21.
  BOOST_TEST(looked_at("pine", 0) == 21U);
  BOOST_TEST(looked_at("pine oak", 0) == 1U);
  BOOST_TEST(looked_at("pine loom the", 0) == 2U);
  BOOST_TEST(looked_at("pine oak loom", 0) == 2U);  // oak may be the wrong word
  BOOST_TEST(looked_at("pine oak loom", 7) == 7U);
  BOOST_TEST(looked_at("pine OR oak", 7) == 7U);
  BOOST_TEST(looked_at("+pine oak", 0) == 21U);
}

BOOST_AUTO_TEST_CASE(hits_are_those_of_the_page_and_their_parts_add_up_to_the_score) {
  for (const auto order : {Order::relevance, Order::newest, Order::longest}) {
    for (const auto* query :
         {"loom shuttle", "\"the loom\" shuttle", "loom -pine", "looms title:looms",
          "guest:idun shuttle", "pine", "loom NEAR/9 shuttle"}) {
      SearchOptions options{.offset = 1, .limit = 4};
      options.order = order;
      const auto page = open().search(Query::parse(query), options).value();
      const auto explained = explain(query, options);
      BOOST_TEST_CONTEXT(query << " by " << to_string(order)) {
        BOOST_REQUIRE(explained.hits.size() == page.hits.size());
        for (std::size_t i = 0; i < page.hits.size(); ++i) {
          const auto& [hit, parts, words] = explained.hits[i];
          BOOST_TEST((hit == page.hits[i]));
          BOOST_TEST(parts.size() >= 2U);
          const auto sum =
              std::accumulate(parts.begin(), parts.end(), 0.0,
                              [](double all, const ScorePart& part) { return all + part.value; });
          BOOST_TEST(sum == hit.score, boost::test_tools::tolerance(1e-9));
          for (const auto& part : parts) BOOST_TEST((!part.name.empty() && !part.sentence.empty()));
        }
      }
    }
  }
  BOOST_TEST(explain("loom", {.order = Order::time}).hits.front().parts.empty());
}

BOOST_AUTO_TEST_CASE(parts_of_the_score_can_be_left_out_to_see_what_they_do) {
  SearchOptions options;
  options.without_parts = {"order", "episode"};
  const auto explained = explain("loom shuttle", options);
  BOOST_REQUIRE(!explained.hits.empty());
  for (const auto& part : explained.hits[0].parts) {
    const auto is_left_out = part.name == "order" || part.name == "episode";
    BOOST_TEST((!is_left_out || part.value == 0), part.name);
  }
  options.without_parts = {"luck"};
  const auto refused = open().search(Query::parse("loom"), options);
  BOOST_REQUIRE(!refused);
  BOOST_TEST((refused.error().code == Errc::invalid_argument));
  BOOST_TEST(contains(refused.error().message, "\"luck\"; it has words, typed"));
}

BOOST_AUTO_TEST_CASE(the_words_of_a_hit_are_counted_and_weighed_by_leaving_them_out) {
  const auto hits = explain("loom shuttle oak", {.per_episode = 0}).hits;
  BOOST_TEST(hits.size() > 3U);
  bool twice = false;
  for (const auto& [hit, parts, words] : hits) {
    BOOST_TEST(!words.empty());
    for (const auto& share : words) {
      BOOST_TEST(share.times > 0U);
      BOOST_TEST((share.adds > 0 && share.adds <= hit.score));
    }
    twice = twice || told(words) == "loom 2, shuttle 1";
  }
  BOOST_TEST(twice);
  // Alone, a word is all of the score but the episode's part.
  const auto one = explain("sheep").hits.at(0);
  const auto episode = std::find_if(one.parts.begin(), one.parts.end(),
                                    [](const ScorePart& part) { return part.name == "episode"; });
  BOOST_REQUIRE((episode != one.parts.end()));
  BOOST_TEST(one.words.at(0).adds == one.hit.score - episode->value,
             boost::test_tools::tolerance(1e-9));
}

BOOST_AUTO_TEST_CASE(an_answer_in_part_is_explained_as_such) {
  const auto strict = explain("\"shuttle of oak\"");
  BOOST_TEST(strict.hits.empty());
  BOOST_TEST(strict.searched == "");
  const auto partial = explain("\"shuttle of oak\"", {.partial = true});
  BOOST_TEST(partial.query == "\"shuttle of oak\"");
  BOOST_TEST(partial.searched != "");
  BOOST_TEST(!partial.hits.empty());
  const auto page = open().search(Query::parse("\"shuttle of oak\""), {.partial = true}).value();
  BOOST_TEST(page.partial);
  BOOST_TEST(page.searched == partial.searched);
  BOOST_TEST(open().search(Query::parse("oak"), {.partial = true}).value().searched == "");
}

BOOST_AUTO_TEST_CASE(an_empty_query_and_an_empty_index_have_little_to_explain) {
  BOOST_TEST((explain("") == Explanation{}));
  const ScratchDir other;
  IndexWriter::open(other / "index").value().commit().value();
  auto searcher = Searcher::open(other / "index").value();
  BOOST_TEST(searcher.explain(Query::parse("loom")).value().hits.empty());
  BOOST_TEST(!searcher.explain_moment(Query::parse("loom"), "weft/1", 0s).has_value());
}

BOOST_AUTO_TEST_CASE(a_moment_of_the_page_is_told_its_place) {
  const auto page = open().search(Query::parse("loom shuttle")).value();
  for (std::size_t i = 0; i < page.hits.size(); ++i) {
    const auto& hit = page.hits[i];
    if (hit.zone != Zone::speech) continue;
    const auto explained = explain("loom shuttle", hit.episode, hit.time.start);
    BOOST_TEST(explained.matches);
    BOOST_REQUIRE(explained.nearest.has_value());
    BOOST_TEST((explained.nearest->hit == hit));
    BOOST_TEST((explained.place == i + 1));
    BOOST_TEST(contains(explained.verdict, "hit " + std::to_string(i + 1) + " of the page"),
               explained.verdict);
  }
  const auto later =
      explain("loom shuttle", page.hits.back().episode, page.hits.back().time.start, {.limit = 1});
  BOOST_TEST(contains(later.verdict, "the page shows 1 to 1"), later.verdict);
}

BOOST_AUTO_TEST_CASE(an_episode_that_does_not_match_is_told_why) {
  struct Case {
    const char* query;
    const char* says;
  };
  for (const auto& [query, says] : {
           Case{"\"flying shuttle\" loom", "lacks what is required: \"flying shuttle\""},
           {"loom -sheep", "holds what is excluded: sheep"},
           {"oak pine", "holds nothing of oak, pine"},
           {"loom published:2001", "lacks what is required: published:2001"},
           {"speaker:bram beech", "lacks what is required: speaker:\"bram\" beech"},
           {"speaker:idun (sheep OR hill)", "speaker:\"idun\" sheep, speaker:\"idun\" hill"},
           {"in:turn sheep beech", "lacks what is required: in:turn sheep AND beech"},
       }) {
    const auto explained = explain(query, "weft/1", 60s);
    BOOST_TEST(!explained.matches, query);
    BOOST_TEST(!explained.nearest.has_value());
    BOOST_TEST(!explained.place.has_value());
    BOOST_TEST(contains(explained.verdict, "the episode does not match"), explained.verdict);
    BOOST_TEST(contains(explained.verdict, says), explained.verdict);
  }
  BOOST_TEST(explain("", "weft/1", 60s).verdict == "the query asks for nothing");
}

BOOST_AUTO_TEST_CASE(each_part_of_the_query_is_asked_of_the_episode) {
  const auto found = explain("+loom oak -pine", "weft/2", 1s).conditions;
  BOOST_TEST((found == std::vector<QueryCondition>{{Kind::required, "loom", true},
                                                   {Kind::wished_for, "oak", true},
                                                   {Kind::excluded, "pine", true}}));
}

BOOST_AUTO_TEST_CASE(a_moment_that_others_of_its_episode_keep_out_is_told_so) {
  const auto explained = explain("shuttle", "weft/1", 600s, {.per_episode = 1});
  BOOST_TEST(explained.matches);
  BOOST_TEST(!explained.place.has_value());
  BOOST_TEST((explained.in_episode > 1U));
  BOOST_TEST(contains(explained.verdict, "a page shows 1 of one"), explained.verdict);
}

BOOST_AUTO_TEST_CASE(a_moment_of_an_episode_that_was_not_looked_at_is_told_so) {
  const auto all = explain("pine", "pine/0", 0s);
  BOOST_REQUIRE(all.place.has_value());
  bool told = false;
  for (int i = 0; i < 20; ++i) {
    const auto explained = explain("pine", "pine/" + std::to_string(i), 0s, {.candidates = 3});
    if (explained.place) continue;
    told = true;
    BOOST_TEST(explained.looked_at == 3U);
    BOOST_TEST((explained.candidate > 3U));
    BOOST_TEST(contains(explained.verdict, "3 were looked at"), explained.verdict);
  }
  BOOST_TEST(told);
}

BOOST_AUTO_TEST_CASE(a_time_without_a_moment_is_told_the_nearest_one) {
  const auto explained = explain("sheep", "weft/1", 300s);
  BOOST_TEST(explained.matches);
  BOOST_REQUIRE(explained.nearest.has_value());
  BOOST_TEST((explained.nearest->hit.time.start == 400s));
  BOOST_TEST(contains(explained.verdict, "the nearest is 100 s later"), explained.verdict);
  BOOST_TEST(contains(explain("sheep", "weft/1", 500s).verdict, "s earlier"));
  BOOST_TEST(!contains(explain("sheep", "weft/1", 375s).verdict, "nearest"));
}

BOOST_AUTO_TEST_CASE(errors_are_those_of_a_search_and_an_episode_that_is_not_there) {
  auto searcher = open();
  const auto query = Query::parse("loom");
  for (const auto& id : {std::string("nowhere"), std::string(3000, 'x'), std::string()}) {
    const auto missing = searcher.explain_moment(query, id, 0s);
    BOOST_REQUIRE(!missing.has_value());
    BOOST_TEST((missing.error().code == Errc::not_found));
  }
  const SearchOptions old{.snapshot = "of another state"};
  BOOST_TEST((searcher.explain(query, old).error().code == Errc::moved_on));
  BOOST_TEST((searcher.explain_moment(query, "weft/1", 0s, old).error().code == Errc::moved_on));
}

BOOST_AUTO_TEST_SUITE_END()
