// IndexWriter and the directory it makes.

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xapian.h>

#include <boost/test/unit_test.hpp>
#include <filesystem>
#include <fstream>
#include <string>

#include <whensaid/index.hpp>

#include "index/normalise.hpp"
#include "index/schema.hpp"
#include "support/episode_builder.hpp"
#include "support/random_episode.hpp"
#include "support/scratch_dir.hpp"
#include "support/stored_episodes.hpp"

using namespace whensaid;
using namespace whensaid::test;
using namespace std::chrono_literals;
namespace fs = std::filesystem;

namespace {

WriterOptions shards(unsigned count) {
  WriterOptions options;
  options.shards = count;
  return options;
}

IndexWriter open(const fs::path& path, unsigned count = 2) {
  return IndexWriter::open(path, shards(count)).value();
}

Episode talk(const std::string& id, const std::string& said = "the kettle is on") {
  return episode(id).show("Tea Talk").title("About " + id).guest("Ann Ox").cue(1s, "Ann", said);
}

Episode stored(const fs::path& path, const std::string& id) { return stored_episodes(path).at(id); }

/// Code and message of a failure to open for writing; an empty message when it opens.
Error refusal(const fs::path& path) {
  const auto writer = IndexWriter::open(path, shards(2));
  return writer ? Error{} : writer.error();
}

void check_refused(const fs::path& path, Errc code, const std::string& hint) {
  const auto error = refusal(path);
  BOOST_TEST(to_string(error.code) == to_string(code));
  BOOST_TEST(error.message.find(hint) != std::string::npos, error.message);
  BOOST_TEST(error.message.find(path.filename().string()) != std::string::npos, error.message);
}

void make_index(const fs::path& path) {
  auto writer = open(path);
  writer.put(talk("e1")).value();
  writer.put(talk("e2")).value();
  writer.commit().value();
}

void set_metadata(const fs::path& shard, std::string_view key, const std::string& value) {
  Xapian::WritableDatabase database(shard.string(), Xapian::DB_OPEN);
  database.set_metadata(std::string(key), value);
  database.commit();
}

void write_file(const fs::path& path, const std::string& text) { std::ofstream(path) << text; }

/// A stub that makes Xapian run a program, and the file that program would leave.
struct Trap {
  explicit Trap(const ScratchDir& dir) : sprung(dir / "sprung") {}
  [[nodiscard]] std::string text() const {
    return "remote :/usr/bin/touch " + sprung.string() + "\n";
  }
  fs::path sprung;
};

}  // namespace

BOOST_AUTO_TEST_SUITE(writer)

BOOST_AUTO_TEST_CASE(an_episode_is_stored_as_it_is_normalised) {
  const ScratchDir dir;
  RandomEpisodes random(3);
  auto writer = open(dir / "index", 3);
  std::map<std::string, Episode> expected;
  for (int i = 0; i < 60; ++i) {
    const auto e = random.next("e" + std::to_string(i));
    expected[e.id] = index::normalise(e).value();
    writer.put(e).value();
  }
  const auto counts = writer.commit().value();
  BOOST_TEST(counts.added == 60U);
  BOOST_TEST((stored_episodes(dir / "index") == expected));
}

BOOST_AUTO_TEST_CASE(commit_counts_what_was_added_updated_unchanged_and_removed) {
  const ScratchDir dir;
  auto writer = open(dir / "index");
  writer.put(talk("a")).value();
  writer.put(talk("b")).value();
  BOOST_TEST((writer.commit().value() == WriteCounts{2, 0, 0, 0}));
  writer.put(talk("a")).value();
  writer.put(talk("b", "the kettle is off")).value();
  writer.put(talk("c")).value();
  writer.remove("c").value();
  writer.remove("never seen").value();
  BOOST_TEST((writer.commit().value() == WriteCounts{3, 1, 1, 1}));
  BOOST_TEST((writer.commit().value() == WriteCounts{3, 1, 1, 1}));
  BOOST_TEST(stored_episodes(dir / "index").size() == 2U);
  BOOST_TEST(stored(dir / "index", "b").cues[0].text == "the kettle is off");
}

BOOST_AUTO_TEST_CASE(an_episode_that_differs_only_before_normalising_is_unchanged) {
  const ScratchDir dir;
  auto writer = open(dir / "index");
  writer.put(talk("a", "the kettle is on")).value();
  writer.put(talk("a", " the kettle is on\r\n")).value();
  BOOST_TEST((writer.commit().value() == WriteCounts{1, 0, 1, 0}));
}

BOOST_AUTO_TEST_CASE(of_two_episodes_with_one_id_the_later_wins) {
  const ScratchDir dir;
  auto writer = open(dir / "index");
  writer.put(talk("a", "first")).value();
  writer.put(talk("a", "second")).value();
  BOOST_TEST((writer.commit().value() == WriteCounts{1, 1, 0, 0}));
  BOOST_TEST(stored_episodes(dir / "index").size() == 1U);
  BOOST_TEST(stored(dir / "index", "a").cues[0].text == "second");
}

// Documents wait for others before they are stored: nobody may see that.
BOOST_AUTO_TEST_CASE(a_batch_leaves_what_a_commit_after_each_change_would) {
  const ScratchDir dir;
  RandomEpisodes random(9);
  auto at_once = open(dir / "at-once", 1);
  auto step_by_step = open(dir / "step-by-step", 1);
  for (int i = 0; i < 70; ++i) {
    const auto id = "e" + std::to_string(random.below(24));
    if (random.one_in(5)) {
      at_once.remove(id).value();
      step_by_step.remove(id).value();
    } else {
      const auto said = "kettle number " + std::to_string(random.below(4));
      at_once.put(talk(id, said)).value();
      step_by_step.put(talk(id, said)).value();
    }
    step_by_step.commit().value();
  }
  BOOST_TEST((at_once.commit().value() == step_by_step.commit().value()));
  BOOST_TEST((stored_episodes(dir / "at-once") == stored_episodes(dir / "step-by-step")));
  const auto report = check_index(dir / "at-once").value();  // the lexicon among the rest
  for (const auto& problem : report.problems) BOOST_ERROR(problem);
}

BOOST_AUTO_TEST_CASE(a_removed_episode_can_come_back) {
  const ScratchDir dir;
  auto writer = open(dir / "index");
  writer.put(talk("a")).value();
  writer.remove("a").value();
  writer.put(talk("a", "again")).value();
  writer.commit().value();
  BOOST_TEST(stored(dir / "index", "a").cues[0].text == "again");
}

BOOST_AUTO_TEST_CASE(what_is_not_committed_is_discarded) {
  const ScratchDir dir;
  {
    auto writer = open(dir / "index");
    writer.put(talk("kept")).value();
    writer.commit().value();
    writer.put(talk("lost")).value();
    writer.remove("kept").value();
  }
  const auto found = stored_episodes(dir / "index");
  BOOST_TEST(found.size() == 1U);
  BOOST_TEST(found.contains("kept"));
}

BOOST_AUTO_TEST_CASE(a_writer_continues_an_index_whatever_number_of_shards_it_asks_for) {
  const ScratchDir dir;
  open(dir / "index", 3);
  auto writer = open(dir / "index", 1);
  writer.put(talk("a")).value();
  writer.commit().value();
  BOOST_TEST((index::read_info(dir / "index").value().shards == 3U));
  BOOST_TEST(stored_episodes(dir / "index").size() == 1U);
}

BOOST_AUTO_TEST_CASE(commits_happen_by_themselves_after_enough_text) {
  const ScratchDir dir;
  auto options = shards(1);
  options.memory_bytes = 1;  // 8 MiB at least, so a commit after one
  auto writer = IndexWriter::open(dir / "index", options).value();
  const std::string said(600'000, 'x');
  for (const auto* const id : {"a", "b", "c"}) writer.put(talk(id, said)).value();
  // The queue holds less than one of these, so once c is accepted a and b have been taken, and
  // once d is, b's commit is over.
  writer.put(talk("d", said)).value();
  BOOST_TEST(stored_episodes(dir / "index").size() >= 2U);
  BOOST_TEST(writer.commit().value().added == 4U);
}

BOOST_AUTO_TEST_CASE(an_episode_larger_than_the_memory_is_stored_all_the_same) {
  const ScratchDir dir;
  auto options = shards(2);
  options.memory_bytes = 1;
  auto writer = IndexWriter::open(dir / "index", options).value();
  std::string said;
  while (said.size() < 3'000'000) said += "the kettle is on ";
  for (const auto* const id : {"a", "b", "c", "d"}) writer.put(talk(id, said)).value();
  BOOST_TEST(writer.commit().value().added == 4U);
  BOOST_TEST(stored_episodes(dir / "index").size() == 4U);
}

BOOST_AUTO_TEST_CASE(an_impossible_id_is_refused_and_the_writer_goes_on) {
  const ScratchDir dir;
  auto writer = open(dir / "index");
  for (const auto& id : {std::string{}, std::string(kMaxIdBytes + 1, 'x'), std::string("\xFF")}) {
    const auto put = writer.put(talk(id));
    BOOST_REQUIRE(!put);
    BOOST_TEST(to_string(put.error().code) == "invalid_argument");
    BOOST_TEST(writer.remove(id).has_value());
  }
  const std::string longest(kMaxIdBytes, 'x');
  writer.put(talk(longest)).value();
  BOOST_TEST(writer.commit().value().added == 1U);
  BOOST_TEST(stored_episodes(dir / "index").contains(longest));
}

BOOST_AUTO_TEST_CASE(an_episode_larger_than_any_is_refused_and_the_writer_goes_on) {
  const ScratchDir dir;
  auto writer = open(dir / "index");
  const auto put = writer.put(talk("huge", std::string(index::kMaxEpisodeBytes, 'x')));
  BOOST_REQUIRE(!put);
  BOOST_TEST(to_string(put.error().code) == "invalid_argument");
  BOOST_TEST(writer.commit().has_value());
}

BOOST_AUTO_TEST_CASE(a_document_holds_the_terms_and_values_of_the_schema) {
  const ScratchDir dir;
  auto writer = open(dir / "index", 1);
  writer
      .put(episode("e1")
               .show("Tea, Talk!")
               .title("Kettles")
               .language("en-GB")
               .guest("Ann Öx")
               .host("Bob")
               .published(Day{std::chrono::days{20'000}})
               .duration(90s)
               .season(2)
               .number(14)
               .cue(1s, "Ann", "kettles kettle steeped"))
      .value();
  writer.commit().value();
  const auto shard = index::open_shards(dir / "index").value().at(0);
  const auto document = shard.get_document(1);
  std::map<std::string, unsigned> terms;
  for (auto term = document.termlist_begin(); term != document.termlist_end(); ++term) {
    terms[*term] = term.get_wdf();
  }
  // Words of the title and of guests' and hosts' names are free words, too; the show's and the
  // speaker's are not.
  const std::map<std::string, unsigned> expected{
      {"Qe1", 0},   {"Stea talk", 0}, {"Len", 0},   {"Gann ox", 0}, {"Hbob", 0},  {"kettl", 6},
      {"steep", 1}, {"ann", 4},       {"ox", 4},    {"bob", 4},     {"XStea", 0}, {"XStalk", 0},
      {"XPann", 0}, {"XTkettl", 0},   {"XGann", 0}, {"XGox", 0},    {"XHbob", 0},
  };
  BOOST_TEST((terms == expected));
  const auto number = [&](index::Slot slot) {
    return Xapian::sortable_unserialise(document.get_value(slot));
  };
  BOOST_TEST(number(index::kPublishedSlot) == 20'000);
  BOOST_TEST(number(index::kDurationSlot) == 90'000);
  BOOST_TEST(number(index::kSeasonSlot) == 2);
  BOOST_TEST(number(index::kNumberSlot) == 14);
  BOOST_TEST(document.get_value(index::kDigestSlot).size() == 16U);
  BOOST_TEST(document.get_data().empty());
}

BOOST_AUTO_TEST_CASE(parents_are_made) {
  const ScratchDir dir;
  make_index(dir / "a/b/index");
  BOOST_TEST(stored_episodes(dir / "a/b/index").size() == 2U);
}

BOOST_AUTO_TEST_CASE(an_empty_directory_becomes_an_index) {
  const ScratchDir dir;
  fs::create_directories(dir / "mounted/lost+found");
  make_index(dir / "mounted");
  BOOST_TEST(stored_episodes(dir / "mounted").size() == 2U);
}

BOOST_AUTO_TEST_CASE(a_second_writer_is_locked_out_until_the_first_is_gone) {
  const ScratchDir dir;
  {
    const auto first = open(dir / "index");
    check_refused(dir / "index", Errc::locked, "another writer");
  }
  BOOST_TEST(refusal(dir / "index").message.empty());
}

BOOST_AUTO_TEST_CASE(an_index_that_is_being_made_is_locked) {
  const ScratchDir dir;
  fs::create_directory(dir / "index");
  const int making = ::open((dir / "index").c_str(), O_RDONLY | O_DIRECTORY);
  BOOST_REQUIRE(::flock(making, LOCK_EX) == 0);
  check_refused(dir / "index", Errc::locked, "being made");
  BOOST_TEST(fs::is_empty(dir / "index"));
  ::close(making);
  BOOST_TEST(refusal(dir / "index").message.empty());
}

BOOST_AUTO_TEST_CASE(a_moved_writer_goes_on) {
  const ScratchDir dir;
  auto first = open(dir / "index");
  first.put(talk("a")).value();
  auto second = std::move(first);
  BOOST_TEST(second.commit().value().added == 1U);
}

BOOST_AUTO_TEST_SUITE(refuses)

BOOST_AUTO_TEST_CASE(a_directory_of_something_else) {
  const ScratchDir dir;
  fs::create_directory(dir / "photos");
  write_file(dir / "photos/cat.jpg", "cat");
  check_refused(dir / "photos", Errc::invalid_argument, "something else");
  BOOST_TEST(std::distance(fs::directory_iterator(dir / "photos"), {}) == 1);
}

BOOST_AUTO_TEST_CASE(a_file) {
  const ScratchDir dir;
  write_file(dir / "file", "text");
  check_refused(dir / "file", Errc::invalid_argument, "not a directory");
  BOOST_TEST(fs::file_size(dir / "file") == 4U);
}

BOOST_AUTO_TEST_CASE(a_path_through_a_file) {
  const ScratchDir dir;
  write_file(dir / "file", "text");
  BOOST_TEST((refusal(dir / "file/index").code == Errc::io));
}

BOOST_AUTO_TEST_CASE(a_fifo_without_waiting_for_its_other_end) {
  const ScratchDir dir;
  BOOST_REQUIRE(::mkfifo((dir / "fifo").c_str(), 0600) == 0);
  check_refused(dir / "fifo", Errc::invalid_argument, "not a directory");
}

BOOST_AUTO_TEST_CASE(a_stub_file_whose_program_is_never_run) {
  const ScratchDir dir;
  const Trap trap(dir);
  const auto at = [&](const char* name) { return dir / name; };

  write_file(at("stub"), trap.text());
  check_refused(at("stub"), Errc::invalid_argument, "not a directory");

  fs::create_directory(at("holder"));
  write_file(at("holder/XAPIANDB"), trap.text());
  check_refused(at("holder"), Errc::invalid_argument, "something else");

  fs::create_directory(at("shard-is-a-stub"));
  write_file(at("shard-is-a-stub/shard-0"), trap.text());
  check_refused(at("shard-is-a-stub"), Errc::invalid_argument, "not a Xapian database");

  fs::create_directories(at("stub-in-shard/shard-0"));
  write_file(at("stub-in-shard/shard-0/XAPIANDB"), trap.text());
  check_refused(at("stub-in-shard"), Errc::invalid_argument, "not a Xapian database");

  fs::create_directory(at("linked"));
  fs::create_symlink(at("stub"), at("linked/shard-0"));
  check_refused(at("linked"), Errc::invalid_argument, "not a Xapian database");

  make_index(at("replaced"));
  fs::remove_all(at("replaced/shard-1"));
  write_file(at("replaced/shard-1"), trap.text());
  check_refused(at("replaced"), Errc::corrupt, "missing");
  BOOST_TEST(!index::open_shards(at("replaced")));

  BOOST_TEST(!fs::exists(trap.sprung));
}

BOOST_AUTO_TEST_CASE(a_database_of_another_program) {
  const ScratchDir dir;
  fs::create_directory(dir / "foreign");
  {
    Xapian::WritableDatabase database((dir / "foreign/shard-0").string(), Xapian::DB_CREATE);
    database.add_document(Xapian::Document());
    database.commit();
  }
  check_refused(dir / "foreign", Errc::invalid_argument, "something else");
  BOOST_TEST(Xapian::Database((dir / "foreign/shard-0").string()).get_doccount() == 1U);
}

BOOST_AUTO_TEST_CASE(another_schema) {
  const ScratchDir dir;
  make_index(dir / "index");
  const auto other = std::to_string(index::kSchemaVersion + 1);
  set_metadata(dir / "index/shard-0", index::kSchemaKey, other);
  check_refused(dir / "index", Errc::wrong_version, "schema " + other);
}

BOOST_AUTO_TEST_CASE(another_analyzer) {
  const ScratchDir dir;
  make_index(dir / "index");
  set_metadata(dir / "index/shard-1", index::kAnalyzerKey, "whensaid-0 icu-1");
  check_refused(dir / "index", Errc::wrong_version, "whensaid-0 icu-1");
}

BOOST_AUTO_TEST_CASE(a_missing_shard) {
  const ScratchDir dir;
  make_index(dir / "index");
  fs::remove_all(dir / "index/shard-1");
  check_refused(dir / "index", Errc::corrupt, "missing");
  make_index(dir / "headless");
  fs::remove_all(dir / "headless/shard-0");
  check_refused(dir / "headless", Errc::corrupt, "missing");
  BOOST_TEST(fs::exists(dir / "headless/shard-1/iamglass"));
}

BOOST_AUTO_TEST_CASE(shards_of_two_indexes_in_one) {
  const ScratchDir dir;
  make_index(dir / "one");
  make_index(dir / "two");
  fs::remove_all(dir / "one/shard-1");
  fs::rename(dir / "two/shard-1", dir / "one/shard-1");
  check_refused(dir / "one", Errc::corrupt, "another index");
}

BOOST_AUTO_TEST_CASE(shards_in_each_others_place) {
  const ScratchDir dir;
  make_index(dir / "index");
  fs::rename(dir / "index/shard-0", dir / "index/keep");
  fs::rename(dir / "index/shard-1", dir / "index/shard-0");
  fs::rename(dir / "index/keep", dir / "index/shard-1");
  check_refused(dir / "index", Errc::corrupt, "1 of 2");
}

BOOST_AUTO_TEST_CASE(an_index_that_has_lost_its_version_file) {
  const ScratchDir dir;
  make_index(dir / "index");
  fs::remove(dir / "index/shard-0/iamglass");
  check_refused(dir / "index", Errc::corrupt, "lost files");
  BOOST_TEST(fs::file_size(dir / "index/shard-0/postlist.glass") > 0U);
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(completes)

// Each is a state in which the process that made an index may have been killed.

BOOST_AUTO_TEST_CASE(a_creation_that_left_an_empty_first_shard) {
  const ScratchDir dir;
  fs::create_directories(dir / "index/shard-0");
  make_index(dir / "index");
  BOOST_TEST(stored_episodes(dir / "index").size() == 2U);
}

BOOST_AUTO_TEST_CASE(a_creation_inside_xapian) {
  const ScratchDir dir;
  fs::create_directories(dir / "index/shard-0");
  for (const auto* const name : {"flintlock", "v.tmp", "postlist.glass", "termlist.glass"}) {
    write_file(dir / "index/shard-0" / name, "");
  }
  BOOST_TEST((index::read_info(dir / "index").error().code == Errc::not_found));
  make_index(dir / "index");
  BOOST_TEST(stored_episodes(dir / "index").size() == 2U);
}

BOOST_AUTO_TEST_CASE(a_creation_before_the_first_shards_metadata) {
  const ScratchDir dir;
  open(dir / "model", 4);
  fs::create_directory(dir / "index");
  fs::rename(dir / "model/shard-3", dir / "index/shard-3");
  Xapian::WritableDatabase((dir / "index/shard-0").string(), Xapian::DB_CREATE);
  BOOST_TEST((index::read_info(dir / "index").error().code == Errc::not_found));
  make_index(dir / "index");
  BOOST_TEST(index::read_info(dir / "index").value().shards == 4U);
  BOOST_TEST(stored_episodes(dir / "index").size() == 2U);
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()
