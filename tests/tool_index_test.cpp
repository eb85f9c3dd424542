// whensaid index: good and bad input, and every way an index can refuse.

#include <csignal>
#include <string>
#include <vector>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xapian.h>
#include <boost/test/unit_test.hpp>

#include <whensaid/index.hpp>
#include <whensaid/source.hpp>

#include "index/schema.hpp"
#include "support/command.hpp"
#include "support/contains.hpp"
#include "support/episode_builder.hpp"

using whensaid::IndexWriter;
using whensaid::test::Command;
using whensaid::test::contains;
using whensaid::test::read_file;
using whensaid::test::write_file;
using Words = std::vector<std::string>;

namespace {

namespace fs = std::filesystem;

std::string vtt(std::string_view text) {
  return "WEBVTT\n\n00:00:01.000 --> 00:00:04.000\n" + std::string(text) + "\n";
}

std::string srt(std::string_view text) {
  return "1\n00:00:01,000 --> 00:00:04,000\n" + std::string(text) + "\n";
}

std::string line(std::string_view id, std::string_view text) {
  return R"({"id":")" + std::string(id) + R"(","cues":[{"start":1,"text":")" + std::string(text) +
         "\"}]}\n";
}

}  // namespace

BOOST_AUTO_TEST_SUITE(tool_index)

BOOST_AUTO_TEST_CASE(added_updated_and_unchanged_are_counted) {
  const Command whensaid;
  const auto file = whensaid.file("a.jsonl", line("a", "rope") + line("b", "knot"));
  BOOST_TEST(whensaid({"index", file}).out == "added 2, updated 0, unchanged 0, failed 0\n");
  BOOST_TEST(whensaid({"index", file}).out == "added 0, updated 0, unchanged 2, failed 0\n");
  whensaid.file("a.jsonl", line("a", "rope") + line("b", "splice") + line("c", "hitch"));
  const auto run = whensaid({"index", file});
  BOOST_TEST(run.out == "added 1, updated 1, unchanged 1, failed 0\n");
  BOOST_TEST(run.err == "");
  BOOST_TEST(run.exit == 0);
}

BOOST_AUTO_TEST_CASE(a_folder_is_walked_for_transcripts_and_the_rest_is_passed_over) {
  const Command whensaid;
  whensaid.file("show/one.vtt", vtt("first words"));
  whensaid.file("show/deep/er/two.SRT", srt("second words"));
  whensaid.file("show/three.jsonl", line("three", "third words"));
  whensaid.file("show/cover.png", "not text");
  whensaid.file("show/._one.vtt", "a file system's own");
  whensaid.file("show/.git/four.vtt", vtt("never read"));
  fs::create_directory_symlink(whensaid.dir() / "show", whensaid.dir() / "show" / "loop");
  const auto run = whensaid({"index", (whensaid.dir() / "show").string()});
  BOOST_TEST(run.exit == 0);
  BOOST_TEST(run.out == "added 3, updated 0, unchanged 0, failed 0\n");
  BOOST_TEST(contains(run.err, "passed over 2 files, "), run.err);
  BOOST_TEST(whensaid({"list"}).out == "one\t\t\tone\nthree\t\t\t\ntwo\t\t\ttwo\n");
}

BOOST_AUTO_TEST_CASE(a_file_that_is_reached_twice_is_read_once) {
  const Command whensaid;
  const auto file = whensaid.file("show/one.vtt", vtt("once"));
  BOOST_TEST(whensaid({"index", file, (whensaid.dir() / "show").string(), file}).out ==
             "added 1, updated 0, unchanged 0, failed 0\n");
}

BOOST_AUTO_TEST_CASE(options_fill_in_what_a_bare_transcript_does_not_say) {
  const Command whensaid;
  BOOST_TEST(whensaid({"index", "--name", "week-7.vtt", "--show", "Rope Walk", "--language", "de",
                       "--format", "webvtt", "-"},
                      vtt("guten Tag"))
                 .exit == 0);
  const auto shown = whensaid({"show", "week-7"}).out;
  BOOST_TEST(contains(shown, "  show       Rope Walk\n"), shown);
  BOOST_TEST(contains(shown, "  language   de\n"), shown);
}

BOOST_AUTO_TEST_CASE(a_bare_transcript_without_a_name_is_indexed_with_a_remark) {
  const Command whensaid;
  const auto run = whensaid({"-v", "index", "-"}, vtt("nameless"));
  BOOST_TEST(run.exit == 0);
  BOOST_TEST(run.out == "added 1, updated 0, unchanged 0, failed 0\n");
  BOOST_TEST(contains(run.err, "whensaid: stdin: "), run.err);
  BOOST_TEST(contains(whensaid({"search", "nameless"}).out, "nameless"));
}

BOOST_AUTO_TEST_CASE(bad_inputs_are_told_with_file_and_line_and_the_others_are_indexed) {
  const Command whensaid;
  const auto good = whensaid.file("good.vtt", vtt("all is well"));
  const auto broken = whensaid.file("broken.vtt", vtt("caf\xe9 latin one \xff"));
  const auto empty = whensaid.file("empty.vtt", "");
  const auto blank = whensaid.file("blank.jsonl", "\n\n");
  const auto unknown = whensaid.file("unknown.txt", "nothing a reader knows\n");
  const auto binary = whensaid.file("binary.vtt", std::string(300, '\0') +
                                                      "\x7f"
                                                      "ELF");
  const auto mixed = whensaid.file(
      "mixed.jsonl", line("m1", "fine") + "\n{\"id\":5}\n" + line("m2", "fine too") + "{\n");
  const auto missing = (whensaid.dir() / "missing.vtt").string();
  const auto run = whensaid({"index", missing, empty, unknown, mixed, broken, binary, blank, good});
  BOOST_TEST(run.exit == 6);
  // Broken UTF-8 is repaired and indexed: good, broken, m1 and m2 are in.
  BOOST_TEST(run.out == "added 4, updated 0, unchanged 0, failed 7\n", run.out << run.err);
  for (const auto& where : {missing + ": ", empty + ": ", unknown + ": ",
                            mixed + ":3: ", mixed + ":5: ", binary + ": ", blank + ": "}) {
    BOOST_TEST_CONTEXT(where) { BOOST_TEST(contains(run.err, "whensaid: " + where), run.err); }
  }
  BOOST_TEST(contains(whensaid({"search", "latin"}).out, "latin one"));
}

BOOST_AUTO_TEST_CASE(remarks_are_counted_and_shown_when_asked_for) {
  const Command whensaid;
  const auto file = whensaid.file("odd.vtt", vtt("caf\xff words"));
  BOOST_TEST(contains(whensaid({"index", file}).err, "1 remark on the inputs: -v shows them"));
  BOOST_TEST(contains(whensaid({"-v", "index", file}).err, file + ":"));
  BOOST_TEST(whensaid({"-q", "index", file}).err == "");
}

BOOST_AUTO_TEST_CASE(an_id_twice_is_told_and_the_first_is_kept) {
  const Command whensaid;
  const auto first = whensaid.file("autumn/01.vtt", vtt("leaves fall"));
  const auto second = whensaid.file("spring/01.vtt", vtt("leaves grow"));
  const auto run = whensaid({"index", whensaid.dir().string() + "/autumn", second});
  BOOST_TEST(run.exit == 6);
  BOOST_TEST(run.out == "added 1, updated 0, unchanged 0, failed 1\n");
  BOOST_TEST(contains(run.err, second + ": id twice: \"01\" was read from " + first), run.err);
  BOOST_TEST(contains(whensaid({"show", "01"}).out, "leaves fall"));
}

BOOST_AUTO_TEST_CASE(an_id_twice_in_one_file_is_told_with_its_line) {
  const Command whensaid;
  const auto file = whensaid.file(
      "all.jsonl", line("a", "one") + "\n{\"broken\n" + line("b", "two") + line("a", "three"));
  const auto run = whensaid({"index", file});
  BOOST_TEST(run.exit == 6);
  BOOST_TEST(run.out == "added 2, updated 0, unchanged 0, failed 2\n");
  BOOST_TEST(contains(run.err, file + ":3: "), run.err);
  BOOST_TEST(contains(run.err, file + ":5: id twice: \"a\""), run.err);
  BOOST_TEST(!contains(run.err, "remark"), run.err);
}

BOOST_AUTO_TEST_CASE(the_same_episode_twice_is_harmless) {
  const Command whensaid;
  const auto run = whensaid({"index", "-"}, line("a", "one") + line("a", "one"));
  BOOST_TEST(run.exit == 0);
  BOOST_TEST(run.out == "added 1, updated 0, unchanged 1, failed 0\n");
}

BOOST_AUTO_TEST_CASE(an_id_that_no_index_takes_is_told_with_its_line) {
  const Command whensaid;
  const auto run = whensaid(
      {"index", "-"}, line("a", "one") + line(std::string(300, 'x'), "two") + line("b", "three"));
  BOOST_TEST(run.exit == 6);
  BOOST_TEST(run.out == "added 2, updated 0, unchanged 0, failed 1\n");
  BOOST_TEST(contains(run.err, "whensaid: stdin:2: "), run.err);
}

BOOST_AUTO_TEST_CASE(a_file_beyond_the_limit_is_refused_before_it_is_read) {
  const Command whensaid;
  const auto huge = whensaid.file("huge.vtt", "WEBVTT\n");
  fs::resize_file(huge, whensaid::kMaxInputBytes + 1);  // a hole: takes no room
  const auto run = whensaid({"index", huge, whensaid.file("a.vtt", vtt("small"))});
  BOOST_TEST(run.exit == 6);
  BOOST_TEST(run.out == "added 1, updated 0, unchanged 0, failed 1\n");
  BOOST_TEST(contains(run.err, huge + ": larger than 4 GB"), run.err);
}

BOOST_AUTO_TEST_CASE(nothing_to_index_makes_no_index) {
  const Command whensaid;
  fs::create_directory(whensaid.dir() / "empty");
  BOOST_TEST(whensaid({"index", (whensaid.dir() / "empty").string()}).exit == 1);
  BOOST_TEST(whensaid({"index", (whensaid.dir() / "missing").string()}).exit == 6);
  BOOST_TEST(!fs::exists(whensaid.index()));
}

BOOST_AUTO_TEST_CASE(an_index_that_another_process_writes_is_locked) {
  const Command whensaid;
  auto writer = IndexWriter::open(whensaid.index());
  BOOST_REQUIRE(writer);
  writer->put(whensaid::test::episode("a").cue(whensaid::Millis{0}, "", "mine")).value();
  writer->commit().value();
  for (const auto& words : {Words{"index", "-"}, {"remove", "a"}}) {
    BOOST_TEST_CONTEXT(words.front()) {
      const auto run = whensaid(words, line("b", "theirs"));
      BOOST_TEST(run.exit == 4);
      BOOST_TEST(run.out == "");
      BOOST_TEST(contains(run.err, whensaid.index().string()), run.err);
    }
  }
  BOOST_TEST(whensaid({"search", "mine"}).exit == 0);
}

BOOST_AUTO_TEST_CASE(an_index_of_a_newer_schema_is_refused_and_left_alone) {
  const Command whensaid;
  BOOST_REQUIRE(whensaid({"index", "-"}, line("a", "old")).exit == 0);
  {
    Xapian::WritableDatabase shard((whensaid.index() / "shard-0").string());
    shard.set_metadata(std::string(whensaid::index::kSchemaKey), "999");
  }
  for (const auto& words : {Words{"index", "-"},
                            {"search", "old"},
                            {"show", "a"},
                            {"list"},
                            {"stats"},
                            {"check"},
                            {"remove", "a"},
                            {"export"}}) {
    BOOST_TEST_CONTEXT(words.front()) {
      const auto run = whensaid(words, line("b", "new"));
      BOOST_TEST(run.exit == 3);
      BOOST_TEST(run.out == "");
      BOOST_TEST(contains(run.err, "999"), run.err);
    }
  }
}

BOOST_AUTO_TEST_CASE(a_place_that_is_no_index_is_refused_and_left_alone) {
  const Command whensaid;
  const auto folder = whensaid.index();
  whensaid.file("index/letter.txt", "dear reader");
  const auto file = whensaid.file("a-file", "not a folder");
  for (const auto& place : {folder.string(), file}) {
    for (const auto& words :
         {Words{"index", "-"}, {"search", "x"}, {"stats"}, {"check"}, {"remove", "a"}}) {
      BOOST_TEST_CONTEXT(place << " " << words.front()) {
        Words all{"--index", place};
        all.insert(all.end(), words.begin(), words.end());
        const auto run = whensaid(all, line("a", "one"));
        BOOST_TEST(run.exit == 3);
        BOOST_TEST(contains(run.err, place), run.err);
      }
    }
  }
  BOOST_TEST(std::distance(fs::directory_iterator(folder), {}) == 1);
  BOOST_TEST(read_file(file) == "not a folder");
}

BOOST_AUTO_TEST_CASE(check_finds_a_healthy_index_healthy_and_a_damaged_one_damaged) {
  const Command whensaid;
  BOOST_REQUIRE(whensaid({"index", "--shards", "1", "-"}, line("a", "one")).exit == 0);
  const auto healthy = whensaid({"check"});
  BOOST_TEST(healthy.exit == 0);
  BOOST_TEST(healthy.out == "healthy: 1 episode in 1 shard\n");
  const auto table = whensaid.index() / "shard-0" / "postlist.glass";
  write_file(table, std::string(fs::file_size(table), '\x55'));
  const auto damaged = whensaid({"check"});
  BOOST_TEST(damaged.exit == 5);
  BOOST_TEST(damaged.out + damaged.err != "");
}

BOOST_AUTO_TEST_CASE(a_disk_without_room_is_an_error_and_keeps_what_was_saved) {
  const Command whensaid;
  BOOST_REQUIRE(whensaid({"index", "-"}, line("a", "saved")).exit == 0);
  std::string lines;
  for (int i = 0; i < 400; ++i) {
    std::string words;
    for (int w = 0; w < 200; ++w) words += " w" + std::to_string(i * 7919 + w * 104729);
    lines += line("n" + std::to_string(i), words);
  }
  const auto file = whensaid.file("many.jsonl", lines);
  // The unit is 512 bytes: no file beyond 128 kB.
  const auto run = whensaid.shell("ulimit -f 256; exec \"$@\"", {"index", file});
  BOOST_TEST(run.exit == 7);
  BOOST_TEST(run.out == "");
  BOOST_TEST(run.err != "");
  BOOST_TEST(whensaid({"search", "saved"}).exit == 0);
  BOOST_TEST(whensaid({"check"}).exit == 0);
  BOOST_TEST(whensaid({"index", file}).out == "added 400, updated 0, unchanged 0, failed 0\n");
}

BOOST_AUTO_TEST_CASE(an_interrupt_saves_what_was_read_and_says_so) {
  for (const auto& [signal, exit] : {std::pair{SIGINT, 130}, {SIGTERM, 143}}) {
    const Command whensaid;
    const auto first = whensaid.file("first.vtt", vtt("read before"));
    const auto never = whensaid.dir() / "never.vtt";
    BOOST_REQUIRE(::mkfifo(never.c_str(), 0600) == 0);
    auto process = whensaid.start({"index", first, never.string()}, "/dev/null");
    // Opening waits until the command has read the first file and opened the second. Should it
    // never get there, the alarm ends the test instead of leaving it to wait.
    ::alarm(60);
    const int writer = ::open(never.c_str(), O_WRONLY | O_CLOEXEC);
    ::alarm(0);
    BOOST_REQUIRE(writer >= 0);
    ::kill(process.id(), signal);
    ::close(writer);
    const auto run = process.wait();
    BOOST_TEST(run.exit == exit);
    BOOST_TEST(run.out == "added 1, updated 0, unchanged 0, failed 0\n");
    BOOST_TEST(contains(run.err, "interrupted: 1 of 2 inputs read"), run.err);
    BOOST_TEST(contains(whensaid({"search", "before"}).out, "read before"));
  }
}

BOOST_AUTO_TEST_SUITE_END()
