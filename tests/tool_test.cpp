// The whensaid command as a process: arguments, exit codes, and the verbs besides index and search.

#include <string>
#include <vector>

#include <boost/test/unit_test.hpp>
#include <nlohmann/json.hpp>

#include "formats.hpp"
#include "support/command.hpp"
#include "support/contains.hpp"

using nlohmann::json;
using whensaid::test::Command;
using whensaid::test::contains;
using whensaid::test::read_file;
using Words = std::vector<std::string>;

namespace {

namespace fs = std::filesystem;

constexpr std::string_view kShow =
    R"({"id":"kiln/1","show":"Kiln Talk","title":"Firing porcelain","language":"en","published":"2024-05-06","duration":200,"chapters":[{"start":0,"title":"Hello"},{"start":90,"title":"Cone ten"}],"cues":[{"start":1,"end":6,"speaker":"Mo","text":"welcome to the pottery hour"},{"start":95,"end":99.5,"speaker":"Lu","text":"porcelain shrinks by a sixth"},{"start":170,"end":175,"speaker":"Mo","text":"goodbye and mind the step"}]}
{"id":"kiln/2","show":"Kiln Talk","title":"Ash glazes","language":"en","published":"2024-06-07","cues":[{"start":4,"end":9,"text":"wood ash melts into a runny glaze"}]}
)";

struct Indexed : whensaid::test::IndexedCommand {
  Indexed() : IndexedCommand(kShow) {}
};

}  // namespace

BOOST_AUTO_TEST_SUITE(tool)

BOOST_AUTO_TEST_CASE(help_begins_with_examples_and_lists_every_exit_code) {
  const Command whensaid;
  const auto run = whensaid({"--help"});
  BOOST_TEST(run.exit == 0);
  BOOST_TEST(run.err == "");
  BOOST_TEST(run.out.find("Examples:") < run.out.find("Usage:"));
  for (const auto* line :
       {"\n    0  ", "\n    1  ", "\n    2  ", "\n    3  ", "\n    4  ", "\n    5  ", "\n    6  ",
        "\n    7  ", "\n    8  ", "\n  130  ", "\n  143  "}) {
    BOOST_TEST_CONTEXT(line) { BOOST_TEST(contains(run.out, line)); }
  }
  BOOST_TEST(whensaid({}).out == run.out);
  BOOST_TEST(whensaid({"help"}).out == run.out);
}

BOOST_AUTO_TEST_CASE(every_verb_has_help) {
  const Command whensaid;
  for (const auto* verb : {"index", "search", "similar", "explain", "mentions", "show", "list",
                           "stats", "check", "remove", "export"}) {
    BOOST_TEST_CONTEXT(verb) {
      const auto run = whensaid({verb, "--help"});
      BOOST_TEST(run.exit == 0);
      BOOST_TEST(contains(run.out, std::string("Usage: whensaid ") + verb));
      BOOST_TEST(whensaid({"help", verb}).out == run.out);
    }
  }
}

BOOST_AUTO_TEST_CASE(help_of_search_lists_every_format) {
  const auto help = Command()({"search", "--help"}).out;
  for (const auto& format : whensaid::tool::hit_formats()) {
    BOOST_TEST(contains(help, "\n  " + std::string(format.name) + " "), help);
    BOOST_TEST(contains(help, format.help), help);
  }
}

BOOST_AUTO_TEST_CASE(version_names_the_command) {
  const auto run = Command()({"--version"});
  BOOST_TEST(run.exit == 0);
  BOOST_TEST(run.out.starts_with("whensaid "));
}

BOOST_AUTO_TEST_CASE(wrong_arguments_say_what_is_wrong_and_change_nothing) {
  struct Case {
    Words words;
    std::string says;
  };
  const Command whensaid;
  for (const auto& [words, says] : {
           Case{{"serach", "oil"}, "did you mean search?"},
           {{"frobnicate"}, "one of help, index, search"},
           {{"help", "serach"}, "did you mean search?"},
           {{"--quiet"}, "a verb is missing"},
           {{"index"}, "PATH is required"},
           {{"index", "--format", "docx", "x"}, "docx is no format"},
           {{"index", "--reference-date", "2025-02-30", "x"}, "2025-02-30 is no day"},
           {{"index", "--shards", "65", "x"}, "--shards"},
           {{"search"}, "either a QUERY or --batch"},
           {{"search", "--batch", "queries.txt", "oil"}, "either a QUERY or --batch"},
           {{"search", "--batch", "queries.txt", "--format", "json"}, "jsonl only"},
           {{"search", "--limt", "3", "oil"}, "did you mean --limit?"},
           {{"search", "oil", "-ash"}, "needs -- before it"},
           {{"search", "--limit", "0", "oil"}, "--limit"},
           {{"search", "--limit", "-1", "oil"}, "--limit"},
           {{"search", "--format", "docx", "oil"}, "one of text, json, jsonl, csv"},
           {{"search", "--order", "best", "oil"}, "one of relevance, newest"},
           {{"search", "--around", "3parsecs", "oil"}, "30s, 2cues"},
           {{"search", "--facets", "show,colour", "oil"}, "one of show, guest"},
           {{"search", "--facets", "", "oil"}, "is no facet"},
           {{"mentions"}, "QUERY is required"},
           {{"mentions", "--format", "vtt", "oil"}, "vtt"},
           {{"explain"}, "QUERY is required"},
           {{"explain", "--format", "vtt", "oil"}, "vtt"},
           {{"explain", "oil", "--moment", "kiln/1"}, "is not like ID@0:13:42"},
           {{"similar"}, "is required"},
           {{"similar", "kiln/1"}, "is not like ID@0:13:42"},
           {{"similar", "kiln/1@noon"}, "is not like ID@0:13:42"},
           {{"similar", "kiln/1@0:01", "--format", "docx"}, "one of text, json"},
           {{"show"}, "is required"},
           {{"stats", "surplus"}, "not understood: surplus"},
           {{"check", "--timeout", "soon"}, "--timeout"},
           {{"remove"}, "ID is required"},
           {{"--color", "sometimes", "stats"}, "--color"},
           {{"--index"}, "--index"},
       }) {
    BOOST_TEST_CONTEXT(words.back()) {
      const auto run = whensaid(words);
      BOOST_TEST(run.exit == 2);
      BOOST_TEST(run.out == "");
      BOOST_TEST(contains(run.err, says), run.err);
    }
  }
  BOOST_TEST(!fs::exists(whensaid.index()));
}

BOOST_AUTO_TEST_CASE(without_an_index_every_reading_verb_says_how_to_make_one) {
  const Command whensaid;
  for (const auto& words : {Words{"search", "oil"},
                            {"show", "kiln/1"},
                            {"list"},
                            {"stats"},
                            {"remove", "kiln/1"},
                            {"export"}}) {
    BOOST_TEST_CONTEXT(words.front()) {
      const auto run = whensaid(words);
      BOOST_TEST(run.exit == 3);
      BOOST_TEST(run.out == "");
      BOOST_TEST(contains(run.err, whensaid.index().string()), run.err);
      BOOST_TEST(contains(run.err, "whensaid index --index"), run.err);
    }
  }
  BOOST_TEST(whensaid({"check"}).exit == 3);
  BOOST_TEST(!fs::exists(whensaid.index()));
}

BOOST_AUTO_TEST_CASE(the_index_is_named_by_option_then_environment_then_xdg_then_home) {
  Command whensaid;
  whensaid.set("WHENSAID_INDEX", "");
  BOOST_TEST(whensaid({"index", "-"}, kShow).exit == 0);
  BOOST_TEST(fs::exists(whensaid.dir() / "home/.local/share/whensaid/index/shard-0"));
  whensaid.set("XDG_DATA_HOME", (whensaid.dir() / "xdg").string());
  BOOST_TEST(whensaid({"index", "-"}, kShow).exit == 0);
  BOOST_TEST(fs::exists(whensaid.dir() / "xdg/whensaid/index/shard-0"));
  whensaid.set("WHENSAID_INDEX", (whensaid.dir() / "named").string());
  BOOST_TEST(whensaid({"index", "-"}, kShow).exit == 0);
  BOOST_TEST(fs::exists(whensaid.dir() / "named/shard-0"));
  const auto option = (whensaid.dir() / "option").string();
  BOOST_TEST(whensaid({"index", "--index", option, "-"}, kShow).exit == 0);
  BOOST_TEST(whensaid({"--index", option, "stats"}).exit == 0);
  whensaid.set("WHENSAID_INDEX", "").set("XDG_DATA_HOME", "relative").set("HOME", "");
  BOOST_TEST(whensaid({"stats"}).exit == 2);
}

BOOST_FIXTURE_TEST_CASE(show_prints_facts_chapters_and_transcript, Indexed) {
  const auto run = whensaid({"show", "kiln/1"});
  BOOST_TEST(run.exit == 0);
  for (const auto* part :
       {"Firing porcelain\n", "  show       Kiln Talk\n", "  published  2024-05-06\n",
        "  duration   0:03:20\n", "  0:01:30  Cone ten\n",
        "  0:01:35  Lu: porcelain shrinks by a sixth\n"}) {
    BOOST_TEST_CONTEXT(part) { BOOST_TEST(contains(run.out, part), run.out); }
  }
}

BOOST_FIXTURE_TEST_CASE(show_with_a_time_prints_the_minutes_around_it, Indexed) {
  for (const auto* place : {"kiln/1@1:35", "kiln/1@95", "kiln/1@0:01:35.5", "kiln/1@1m35s"}) {
    BOOST_TEST_CONTEXT(place) {
      const auto run = whensaid({"show", place});
      BOOST_TEST(run.exit == 0);
      BOOST_TEST(contains(run.out, "porcelain shrinks"));
      BOOST_TEST(!contains(run.out, "welcome to the pottery hour"));
      BOOST_TEST(!contains(run.out, "goodbye"));
    }
  }
}

BOOST_FIXTURE_TEST_CASE(show_gives_json_that_is_the_interchange_format, Indexed) {
  const auto run = whensaid({"show", "--format", "json", "kiln/1@95"});
  BOOST_TEST(run.exit == 0);
  const auto episode = json::parse(run.out);
  BOOST_TEST(episode["id"] == "kiln/1");
  BOOST_TEST(episode["cues"].size() == 1U);
  BOOST_TEST(episode["cues"][0]["start"] == 95);
}

BOOST_FIXTURE_TEST_CASE(an_id_that_is_not_there_is_nothing_found, Indexed) {
  for (const auto& words :
       {Words{"show", "kiln/9"}, {"show", "kiln/9@1:00"}, {"show", "kiln/1@never"}}) {
    const auto run = whensaid(words);
    BOOST_TEST(run.exit == 1);
    BOOST_TEST(run.out == "");
    BOOST_TEST(contains(run.err, words.back()), run.err);
  }
}

BOOST_AUTO_TEST_CASE(an_id_with_an_at_sign_is_an_id_first) {
  const Command whensaid;
  BOOST_REQUIRE(
      whensaid({"index", "-"}, R"({"id":"mail@5","cues":[{"start":200,"text":"odd name"}]})")
          .exit == 0);
  BOOST_TEST(contains(whensaid({"show", "mail@5"}).out, "odd name"));
  BOOST_TEST(contains(whensaid({"show", "mail@5@3:20"}).out, "odd name"));
}

BOOST_FIXTURE_TEST_CASE(list_prints_a_line_an_episode_oldest_first, Indexed) {
  const auto run = whensaid({"list"});
  BOOST_TEST(run.exit == 0);
  BOOST_TEST(run.out ==
             "kiln/1\t2024-05-06\tKiln Talk\tFiring porcelain\n"
             "kiln/2\t2024-06-07\tKiln Talk\tAsh glazes\n");
}

BOOST_FIXTURE_TEST_CASE(stats_count_for_people_and_as_json, Indexed) {
  const auto text = whensaid({"stats"});
  BOOST_TEST(text.exit == 0);
  BOOST_TEST(contains(text.out, "episodes   2\n"), text.out);
  const auto stats = json::parse(whensaid({"stats", "--format", "json"}).out);
  BOOST_TEST(stats["episodes"] == 2);
  BOOST_TEST(stats["words"] > 20);
  BOOST_TEST(stats["disk_bytes"] > 0);
  BOOST_TEST(stats["languages"] == json::parse(R"(["en"])"));
  BOOST_TEST(stats["shows"] == json::parse(R"(["Kiln Talk"])"));
}

BOOST_FIXTURE_TEST_CASE(remove_takes_episodes_out_and_tells_what_was_not_there, Indexed) {
  const auto both = whensaid({"remove", "kiln/1", "kiln/9", "kiln/1"});
  BOOST_TEST(both.exit == 6);
  BOOST_TEST(both.out == "removed 1\n");
  BOOST_TEST(contains(both.err, "\"kiln/9\""), both.err);
  BOOST_TEST(whensaid({"show", "kiln/1"}).exit == 1);
  const auto none = whensaid({"remove", "kiln/1"});
  BOOST_TEST(none.exit == 1);
  BOOST_TEST(none.out == "removed 0\n");
  const auto last = whensaid({"remove", "kiln/2"});
  BOOST_TEST(last.exit == 0);
  BOOST_TEST(whensaid({"list"}).exit == 1);
}

BOOST_FIXTURE_TEST_CASE(an_export_indexes_again_to_the_same_index, Indexed) {
  const auto exported = whensaid({"export"});
  BOOST_TEST(exported.exit == 0);
  BOOST_TEST(whensaid({"index", "-"}, exported.out).out ==
             "added 0, updated 0, unchanged 2, failed 0\n");
  const auto other = (whensaid.dir() / "other").string();
  BOOST_TEST(whensaid({"index", "--index", other, "-"}, exported.out).exit == 0);
  const auto again = whensaid({"export", "--index", other});
  const auto sorted_lines = [](const std::string& text) {
    std::vector<json> lines;
    for (std::size_t at = 0; at < text.size();) {
      const auto end = text.find('\n', at);
      lines.push_back(json::parse(text.substr(at, end - at)));
      at = end + 1;
    }
    std::sort(lines.begin(), lines.end());
    return lines;
  };
  BOOST_TEST((sorted_lines(again.out) == sorted_lines(exported.out)));
}

BOOST_FIXTURE_TEST_CASE(an_export_to_a_file_appears_whole_or_not_at_all, Indexed) {
  const auto file = whensaid.dir() / "out" / "all.jsonl";
  BOOST_TEST(whensaid({"export", "--output", file.string()}).exit == 7);
  fs::create_directory(file.parent_path());
  const auto run = whensaid({"export", "--output", file.string()});
  BOOST_TEST(run.exit == 0);
  BOOST_TEST(run.out == "");
  BOOST_TEST(read_file(file) == whensaid({"export"}).out);
  BOOST_TEST(std::distance(fs::directory_iterator(file.parent_path()), {}) == 1);
  BOOST_TEST(whensaid({"export", "--output", "/dev/full"}).exit == 7);
}

BOOST_FIXTURE_TEST_CASE(stdout_that_cannot_be_written_is_an_error, Indexed) {
  for (const auto& words : {Words{"search", "porcelain"},
                            {"search", "--format", "json", "porcelain"},
                            {"show", "kiln/1"},
                            {"list"},
                            {"stats"},
                            {"check"},
                            {"export"},
                            {"--help"},
                            {"remove", "kiln/2"}}) {
    BOOST_TEST_CONTEXT(words.front()) {
      for (const auto* script : {"exec \"$@\" >/dev/full", "exec \"$@\" >&-"}) {
        const auto run = whensaid.shell(script, words);
        // What remove did the first time is done.
        const bool nothing_left = words.front() == "remove" && run.exit == 1;
        BOOST_TEST((run.exit == 7 || nothing_left));
        BOOST_TEST(contains(run.err, "stdout") != nothing_left, run.err);
      }
    }
  }
}

BOOST_AUTO_TEST_CASE(a_reader_that_stops_early_is_no_error_message) {
  const Command whensaid;
  std::string line = R"({"id":"long","cues":[)";
  for (int i = 0; i < 20000; ++i) {
    line += (i > 0 ? "," : "") + (R"({"start":)" + std::to_string(i)) + R"(,"text":"and on"})";
  }
  BOOST_REQUIRE(whensaid({"index", "-"}, line + "]}\n").exit == 0);
  const auto run = whensaid.shell("\"$@\" | head -c 10", {"export"});
  BOOST_TEST(run.out.size() == 10U);
  BOOST_TEST(run.err == "");
}

BOOST_AUTO_TEST_SUITE_END()
