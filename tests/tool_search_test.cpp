// whensaid search: one query for people and for programs, and a file of queries.

#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include <boost/test/unit_test.hpp>
#include <nlohmann/json.hpp>

#include "support/command.hpp"
#include "support/contains.hpp"

using nlohmann::json;
using whensaid::test::Command;
using whensaid::test::contains;
using Words = std::vector<std::string>;

namespace {

std::vector<json> json_lines(const std::string& text) {
  std::vector<json> out;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) out.push_back(json::parse(line));
  return out;
}

constexpr std::string_view kShow =
    R"({"id":"bees/1","show":"Hive Minds","title":"Winter clusters","language":"en","published":"2023-11-02","url":"https://hive.example/1","chapters":[{"start":0,"title":"Opening"},{"start":60,"title":"The cluster"}],"cues":[{"start":2,"end":7,"speaker":"Ivo","text":"today we talk about bees in the cold"},{"start":61.25,"end":66,"speaker":"Nela","text":"the cluster shivers around the queen all winter"},{"start":600,"end":606,"speaker":"Nela","text":"in winter the cluster eats twenty kilos of honey"}]}
{"id":"bees/2","show":"Hive Minds","title":"Swarms","language":"en","published":"2024-05-20","cues":[{"start":30,"end":36,"speaker":"Ivo","text":"a swarm \u001b[31mleaves with the old queen \u0007before noon"}]}
)";

struct Indexed : whensaid::test::IndexedCommand {
  Indexed() : IndexedCommand(kShow) {}
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(tool_search, Indexed)

BOOST_AUTO_TEST_CASE(a_moment_is_shown_with_episode_time_chapter_speaker_words_and_link) {
  const auto run = whensaid({"search", "shivers"});
  BOOST_TEST(run.exit == 0);
  BOOST_TEST(run.err == "");
  BOOST_TEST(run.out.starts_with("Winter clusters · Hive Minds · 2023-11-02 · bees/1\n"), run.out);
  BOOST_TEST(contains(run.out, "  0:01:0"), run.out);
  BOOST_TEST(contains(run.out, "  The cluster · Nela\n"), run.out);
  BOOST_TEST(contains(run.out, "shivers around the queen"), run.out);
  BOOST_TEST(contains(run.out, "https://hive.example/1#t="), run.out);
}

BOOST_AUTO_TEST_CASE(words_of_the_query_may_come_as_one_argument_or_as_many) {
  const auto one = whensaid({"search", "old queen"}).out;
  BOOST_TEST(one != "");
  BOOST_TEST(whensaid({"search", "old", "queen"}).out == one);
  BOOST_TEST(whensaid({"search", "--", "old", "queen", "-honey"}).exit == 0);
}

BOOST_AUTO_TEST_CASE(colours_follow_option_then_environment_and_are_off_in_a_pipe) {
  struct Case {
    std::vector<std::pair<std::string, std::string>> environment;
    Words options;
    bool colored;
  };
  for (const auto& [environment, options, colored] : {
           Case{{}, {}, false},
           {{}, {"--color", "always"}, true},
           {{}, {"--color", "never"}, false},
           {{{"CLICOLOR_FORCE", "1"}}, {}, true},
           {{{"CLICOLOR_FORCE", "0"}}, {}, false},
           {{{"CLICOLOR_FORCE", "1"}, {"NO_COLOR", "1"}}, {}, false},
           {{{"CLICOLOR_FORCE", "1"}}, {"--color", "never"}, false},
           {{{"NO_COLOR", "1"}}, {"--color", "always"}, true},
       }) {
    Command colorful;
    for (const auto& [name, value] : environment) colorful.set(name, value);
    Words words{"--index", whensaid.index().string(), "search", "shivers"};
    words.insert(words.end(), options.begin(), options.end());
    const auto run = colorful(words);
    BOOST_TEST(contains(run.out, "\x1b[1mshivers\x1b[0m") == colored, run.out);
    if (!colored) BOOST_TEST(!contains(run.out, "\x1b"), run.out);
  }
}

BOOST_AUTO_TEST_CASE(indexed_text_cannot_steer_the_terminal) {
  const auto run = whensaid({"search", "swarm"});
  BOOST_TEST(run.exit == 0);
  BOOST_TEST(contains(run.out, "old queen"), run.out);
  for (const char c : run.out) BOOST_TEST((c == '\n' || static_cast<unsigned char>(c) >= 0x20));
}

BOOST_AUTO_TEST_CASE(lines_fit_the_width_of_the_terminal) {
  whensaid.set("COLUMNS", "40");
  std::istringstream lines(whensaid({"search", "winter cluster"}).out);
  std::size_t excerpt_lines = 0;
  for (std::string line; std::getline(lines, line);) {
    if (contains(line, "https://") || contains(line, "·")) continue;
    BOOST_TEST(line.size() <= 40U, line);
    ++excerpt_lines;
  }
  BOOST_TEST(excerpt_lines >= 2U);
}

BOOST_AUTO_TEST_CASE(json_is_one_object_with_the_moments_in_order_of_rank) {
  const auto run = whensaid({"search", "--format", "json", "winter", "cluster"});
  BOOST_TEST(run.exit == 0);
  const auto answer = json::parse(run.out);
  BOOST_TEST(answer["query"] == "winter cluster");
  BOOST_TEST(answer["took_ms"].is_number());
  BOOST_TEST(answer["complete"] == true);
  BOOST_TEST(answer["estimated_episodes"] >= 1);
  BOOST_REQUIRE(answer["hits"].size() >= 2U);
  double score = answer["hits"][0]["score"];
  for (const auto& hit : answer["hits"]) {
    BOOST_TEST(hit["score"] <= score);
    score = hit["score"];
    BOOST_TEST(hit["episode"].is_string());
    BOOST_TEST(hit["start"].get<double>() <= hit["end"].get<double>());
    const std::string text = hit["excerpt"]["text"];
    for (const auto& match : hit["excerpt"]["matches"]) {
      BOOST_TEST(match[0].get<std::size_t>() < match[1].get<std::size_t>());
      BOOST_TEST(match[1].get<std::size_t>() <= text.size());
    }
  }
  BOOST_TEST(json::parse(whensaid({"search", "--format", "jsonl", "winter cluster"}).out)["hits"] ==
             answer["hits"]);
}

BOOST_AUTO_TEST_CASE(a_misspelt_query_is_answered_with_what_may_have_been_meant) {
  const auto nothing = whensaid({"search", "sheivers"});
  BOOST_TEST(nothing.exit == 1);
  BOOST_TEST(nothing.out == "");
  BOOST_TEST(contains(nothing.err, "whensaid: did you mean: whensaid search 'shivers'\n"),
             nothing.err);
  const auto some = whensaid({"search", "winter", "\"the clsuter\""});
  BOOST_TEST(contains(some.err, "did you mean: whensaid search '\"the cluster\" winter'"),
             some.err);
  BOOST_TEST(whensaid({"--quiet", "search", "sheivers"}).err == "");
  const auto answer = json::parse(whensaid({"search", "--format", "json", "sheivers"}).out);
  BOOST_TEST(answer["suggestion"] == "shivers");
  BOOST_TEST(json::parse(whensaid({"search", "--format", "json", "shivers"}).out)["suggestion"] ==
             "");
}

BOOST_AUTO_TEST_CASE(limit_offset_and_per_episode_choose_the_moments) {
  const auto hits = [this](Words options) {
    Words words{"search", "--format", "json", "queen", "winter", "bees"};
    words.insert(words.end(), options.begin(), options.end());
    return json::parse(whensaid(words).out)["hits"];
  };
  const auto all = hits({"--per-episode", "0"});
  BOOST_REQUIRE(all.size() >= 3U);
  BOOST_TEST(hits({"--limit", "1"}).size() == 1U);
  BOOST_TEST(hits({"--per-episode", "1"}).size() == 2U);
  BOOST_TEST(hits({"--per-episode", "0", "--offset", "1"})[0] == all[1]);
  BOOST_TEST(hits({"--candidates", "1"}).size() < all.size());
  BOOST_TEST(hits({"--context", "0"})[0]["excerpt"]["text"] == "");
}

BOOST_AUTO_TEST_CASE(order_chooses_what_comes_first) {
  const auto episodes = [this](const std::string& order) {
    const auto answer = json::parse(whensaid({"search", "--format", "json", "--per-episode", "1",
                                              "--order", order, "bees", "queen"})
                                        .out);
    std::string out;
    for (const auto& hit : answer["hits"]) out += hit["episode"].get<std::string>() + ' ';
    return out;
  };
  BOOST_TEST(episodes("newest") == "bees/2 bees/1 ");
  BOOST_TEST(episodes("oldest") == "bees/1 bees/2 ");
  BOOST_TEST(episodes("time") == "bees/1 bees/2 ");
}

BOOST_AUTO_TEST_CASE(around_brings_the_transcript_before_and_after) {
  const auto run = whensaid({"search", "shivers", "--around", "1turn"});
  BOOST_TEST(contains(run.out, "0:00:02  Ivo: today we talk"), run.out);
  BOOST_TEST(contains(run.out, "0:01:01  Nela: the cluster"), run.out);
  const auto as_json = whensaid({"search", "--format", "json", "shivers", "--around", "0,1cues"});
  const auto context = json::parse(as_json.out)["hits"][0]["context"];
  BOOST_REQUIRE(context.size() == 2U);
  BOOST_TEST(context[0]["start"] == 61.25);
  BOOST_TEST(context[1]["speaker"] == "Nela");
}

BOOST_AUTO_TEST_CASE(a_page_of_an_older_snapshot_is_refused) {
  const auto search = [this](const std::string& snapshot) {
    return whensaid({"search", "--format", "json", "--snapshot", snapshot, "queen"});
  };
  const std::string snapshot =
      json::parse(whensaid({"search", "--format", "json", "queen"}).out)["snapshot"];
  BOOST_TEST(search(snapshot).exit == 0);
  BOOST_REQUIRE(whensaid({"index", "-"}, R"({"id":"bees/3","title":"Queen"})").exit == 0);
  const auto run = search(snapshot);
  BOOST_TEST(run.exit == 8);
  BOOST_TEST(run.out == "");
  BOOST_TEST(contains(run.err, "first page"), run.err);
}

BOOST_AUTO_TEST_CASE(facets_are_counted_for_people_and_programs) {
  const auto run = whensaid({"search", "queen", "--limit", "1", "--facets", "year,speaker"});
  BOOST_TEST(run.exit == 0);
  BOOST_TEST(contains(run.out, "\nyear\n  2023  1  "), run.out);
  BOOST_TEST(contains(run.out, "\nspeaker\n  Ivo   1  "), run.out);
  const auto as_json = json::parse(
      whensaid({"search", "--format", "json", "--facets", "show", "queen"}).out)["facets"];
  BOOST_TEST(as_json == json::parse(R"([{"field":"show","distinct":1,"exact":true,
                              "values":[{"value":"Hive Minds","episodes":2}]}])"));
  BOOST_TEST(json::parse(whensaid({"search", "--format", "json", "queen"}).out)["facets"].empty());
}

BOOST_AUTO_TEST_CASE(mentions_are_a_chart_or_numbers) {
  const auto run = whensaid({"mentions", "queen"});
  BOOST_TEST(run.exit == 0);
  BOOST_TEST(run.out.starts_with("  2023-11  1  "), run.out);
  BOOST_TEST(contains(run.out, "\n  2023-12  0\n"), run.out);
  BOOST_TEST(contains(run.out, "in 1 of 1 episode\n"), run.out);
  BOOST_TEST(contains(run.err, "2 mentions in 2 episodes"), run.err);
  const auto as_json = json::parse(whensaid({"mentions", "--format", "json", "queen"}).out);
  BOOST_TEST(as_json["mentions"] == 2);
  BOOST_TEST(as_json["months"][1]["month"] == "2024-05");
  BOOST_TEST(whensaid({"mentions", "--format", "csv", "queen"}).out ==
             "month,episodes,mentions,published\r\n2023-11,1,1,1\r\n2024-05,1,1,1\r\n");
}

BOOST_AUTO_TEST_CASE(mentions_in_an_episode_go_by_minute) {
  const auto run = whensaid({"mentions", "winter", "--episode", "bees/1"});
  BOOST_TEST(contains(run.out, "  0:01:00  1  "), run.out);
  BOOST_TEST(contains(run.out, "  0:02:00  0\n"), run.out);
  const auto minutes = json::parse(
      whensaid({"mentions", "--format", "json", "winter", "--episode", "bees/1"}).out)["minutes"];
  BOOST_TEST(minutes == json::parse("[0,1,0,0,0,0,0,0,0,0,1]"));
  const auto missing = whensaid({"mentions", "winter", "--episode", "bees/9"});
  BOOST_TEST(missing.exit == 1);
  BOOST_TEST(contains(missing.err, "no episode \"bees/9\""), missing.err);
  BOOST_TEST(whensaid({"mentions", "zeppelin"}).exit == 1);
  BOOST_TEST(whensaid({"mentions", "zeppelin"}).out == "");
}

BOOST_AUTO_TEST_CASE(hits_come_in_the_formats_of_other_programs) {
  for (const auto& [format, begins] : {
           std::pair{"csv", "episode,show,title,"},
           {"md", "## Winter clusters · Hive Minds · 2023-11-02\n"},
           {"vtt", "WEBVTT\n\nNOTE query: shivers\n"},
           {"srt", "1\n00:01:0"},
           {"m3u", "#EXTM3U\n#EXTINF:"},
           {"edl", "TITLE: shivers\nFCM: NON-DROP FRAME\n\n001  AX"},
       }) {
    const auto run = whensaid({"search", "--format", format, "shivers"});
    BOOST_TEST(run.exit == 0);
    BOOST_TEST(run.err == "");
    BOOST_TEST(run.out.starts_with(begins), run.out);
  }
  const auto clips = whensaid({"search", "--format", "ffmpeg", "shivers"});
  BOOST_TEST(clips.exit == 0);
  BOOST_TEST(clips.out == "");
  BOOST_TEST(contains(clips.err, "1 moment left out: the episode's media file"), clips.err);
  BOOST_TEST(whensaid({"search", "-q", "--format", "ffmpeg", "shivers"}).err == "");
  const auto none = whensaid({"search", "--format", "vtt", "zeppelin"});
  BOOST_TEST(none.exit == 1);
  BOOST_TEST(none.out == "WEBVTT\n\nNOTE query: zeppelin\n");
  BOOST_TEST(contains(none.err, "nothing found"), none.err);
}

BOOST_AUTO_TEST_CASE(nothing_found_says_what_was_searched_and_what_to_try) {
  const auto run = whensaid({"search", "zeppelin"});
  BOOST_TEST(run.exit == 1);
  BOOST_TEST(run.out == "");
  BOOST_TEST(contains(run.err, "zeppelin"), run.err);
  BOOST_TEST(contains(run.err, "2 episodes"), run.err);
  BOOST_TEST(contains(whensaid({"search", "--no-partial", "\"queen old\""}).err, "without quotes"));
  BOOST_TEST(contains(whensaid({"search", "  "}).err, "no words"));
  const auto as_json = whensaid({"search", "--format", "json", "zeppelin"});
  BOOST_TEST(as_json.exit == 1);
  BOOST_TEST(as_json.err == "");
  BOOST_TEST(json::parse(as_json.out)["hits"].empty());
  BOOST_TEST(whensaid({"-q", "search", "zeppelin"}).err == "");
}

BOOST_AUTO_TEST_CASE(a_warning_about_the_query_points_at_the_column) {
  const auto run = whensaid({"search", "swarm (queen"});
  BOOST_TEST(run.exit == 0);
  BOOST_TEST(contains(run.err, "query, column 7: "), run.err);
  BOOST_TEST(contains(run.err, "\n  swarm (queen\n        ^\n"), run.err);
}

BOOST_AUTO_TEST_CASE(a_warning_shows_only_the_part_of_a_long_query_that_it_is_about) {
  const auto brackets = whensaid({"search", std::string(10'000, '(') + "queen \"swarm"});
  BOOST_TEST(brackets.err.size() < 4'000U);  // 17 warnings
  BOOST_TEST(contains(brackets.err, "query, column 10007: "), brackets.err);
  BOOST_TEST(contains(brackets.err, "\n  …" + std::string(60, '(') + "queen \"swarm\n  " +
                                        std::string(67, ' ') + "^\n"),
             brackets.err);
  std::string wide;  // two columns and three bytes each
  for (int i = 0; i < 500; ++i) wide += "京";
  const auto queen = whensaid({"search", "swarm\n" + wide + " (queen"});
  BOOST_TEST(contains(queen.err, "query, column 1508: "), queen.err);
  BOOST_TEST(contains(queen.err, "\n  …" + wide.substr(0, 32 * 3) + " (queen\n" +
                                     std::string(68, ' ') + "^\n"),
             queen.err);
}

BOOST_AUTO_TEST_CASE(what_was_not_searched_as_asked_is_told) {
  const auto run = whensaid({"search", "queen OR /[z-a]/"});
  BOOST_TEST(run.exit == 0);
  BOOST_TEST(contains(run.err, "query: "), run.err);
}

BOOST_AUTO_TEST_CASE(a_batch_answers_every_line_with_a_line) {
  const std::string queries = "swarm\n\nzeppelin\r\nbroken \xff bytes\nhoney";
  const auto file = whensaid.file("queries.txt", queries);
  const auto run = whensaid({"search", "--batch", file, "--format", "jsonl"});
  BOOST_TEST(run.exit == 0);
  const auto answers = json_lines(run.out);
  BOOST_REQUIRE_EQUAL(answers.size(), 5U);
  BOOST_TEST(answers[0]["query"] == "swarm");
  BOOST_TEST(answers[0]["hits"][0]["episode"] == "bees/2");
  BOOST_TEST(answers[1]["query"] == "");
  BOOST_TEST(answers[1]["hits"].empty());
  BOOST_TEST(answers[2]["query"] == "zeppelin");
  BOOST_TEST(answers[2]["hits"].empty());
  BOOST_TEST(answers[3]["query"] == "broken \xef\xbf\xbd bytes");
  BOOST_TEST(answers[4]["hits"][0]["episode"] == "bees/1");

  const auto from_stdin = json_lines(whensaid({"search", "--batch", "-"}, queries).out);
  BOOST_REQUIRE_EQUAL(from_stdin.size(), 5U);
  BOOST_TEST(from_stdin[4]["hits"] == answers[4]["hits"]);
}

BOOST_AUTO_TEST_CASE(a_batch_without_any_hit_is_nothing_found) {
  BOOST_TEST(whensaid({"search", "--batch", "-"}, "zeppelin\nairship\n").exit == 1);
  BOOST_TEST(whensaid({"search", "--batch", "-"}, "").exit == 1);
}

BOOST_AUTO_TEST_CASE(a_batch_that_cannot_be_read_is_an_error) {
  const auto missing = whensaid({"search", "--batch", (whensaid.dir() / "none").string()});
  BOOST_TEST(missing.exit == 7);
  BOOST_TEST(contains(missing.err, "none"), missing.err);
  BOOST_TEST(whensaid({"search", "--batch", whensaid.dir().string()}).exit == 7);
  BOOST_TEST(whensaid.shell("echo swarm | \"$@\" >/dev/full", {"search", "--batch", "-"}).exit ==
             7);
}

BOOST_AUTO_TEST_CASE(verbose_says_how_the_query_was_read) {
  const auto run = whensaid({"-v", "search", "swarm", "AND", "queen"});
  BOOST_TEST(run.exit == 0);
  BOOST_TEST(contains(run.err, "read as: "), run.err);
  BOOST_TEST(contains(run.err, "in 1 episode, "), run.err);
  BOOST_TEST(contains(run.err, "snapshot "), run.err);
}

BOOST_AUTO_TEST_CASE(what_matches_in_part_is_better_than_nothing_for_people_only) {
  const auto run = whensaid({"search", "\"queen old\""});
  BOOST_TEST(run.exit == 0);
  BOOST_TEST(contains(run.err, "nothing holds all of that; these moments hold a part of it\n"),
             run.err);
  BOOST_TEST(contains(run.out, "bees/2"), run.out);
  BOOST_TEST(whensaid({"search", "--format", "json", "\"queen old\""}).exit == 1);
  const auto asked =
      json::parse(whensaid({"search", "--format", "jsonl", "--partial", "\"queen old\""}).out);
  BOOST_TEST(asked["partial"] == true);
  BOOST_TEST(asked["hits"].size() > 0U);
}

BOOST_AUTO_TEST_CASE(while_typing_the_last_word_may_be_unfinished) {
  BOOST_TEST(whensaid({"search", "--no-partial", "shive"}).exit == 1);
  BOOST_TEST(contains(whensaid({"search", "--typing", "shive"}).out, "shivers"));
}

BOOST_AUTO_TEST_CASE(what_cannot_be_searched_as_asked_is_said) {
  const auto run = whensaid({"search", "/que(en/"});
  BOOST_TEST(run.exit == 1);
  const auto bad = whensaid({"search", "/qu[een/ winter"});
  BOOST_TEST(contains(bad.err, "/qu[een/: "), bad.err);
  BOOST_TEST(contains(bad.out, "bees/1"), bad.out);
}

BOOST_AUTO_TEST_CASE(what_stands_for_words_or_is_wished_for_is_told) {
  const auto* const thanks =
      R"({"id":"bees/3","cues":[{"start":1,"end":2,"text":"thank you nela"}]})";
  BOOST_TEST(whensaid({"index", "-"}, thanks).exit == 0);
  const auto heard = whensaid({"search", "--sound-alike", "nehla"});
  BOOST_TEST(heard.exit == 0);
  BOOST_TEST(contains(heard.err, "nobody says that"), heard.err);
  const auto wished = whensaid({"search", "--feedback", "3", "winter"});
  BOOST_TEST(contains(wished.err, "also wished for"), wished.err);
  BOOST_TEST(contains(wished.err, "cluster"), wished.err);
}

BOOST_AUTO_TEST_CASE(synonyms_come_from_a_file_whose_oddities_are_told) {
  const auto file = (whensaid.index().parent_path() / "synonyms.txt").string();
  std::ofstream(file) << "apiary, old queen\nlonely\n";
  const auto run = whensaid({"search", "--synonyms", file, "--format", "jsonl", "apiary"});
  BOOST_TEST(run.exit == 0);
  BOOST_TEST(json::parse(run.out)["hits"][0]["episode"] == "bees/2");
  BOOST_TEST(run.err == "whensaid: " + file + ", line 2: nothing that it could be a synonym of\n");
  BOOST_TEST(whensaid({"mentions", "--synonyms", file, "-q", "apiary"}).exit == 0);
  BOOST_TEST(whensaid({"search", "-q", "apiary"}).exit == 1);
  const auto none = whensaid({"search", "--synonyms", file + ".none", "apiary"});
  BOOST_TEST(none.exit > 2);
  BOOST_TEST(contains(none.err, "no such file of synonyms"), none.err);
}

BOOST_AUTO_TEST_CASE(help_lists_the_fields_of_a_query) {
  const auto help = whensaid({"search", "--help"}).out;
  for (const auto* const field : {"title:", "speaker:", "in:turn", "published:", "at:<10m"}) {
    BOOST_TEST(contains(help, field), field);
  }
}

BOOST_AUTO_TEST_SUITE_END()
