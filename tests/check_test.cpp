// check_index finds what has been changed behind the writer's back.

#include <xapian.h>

#include <boost/test/unit_test.hpp>
#include <filesystem>
#include <functional>
#include <string>

#include <whensaid/index.hpp>

#include "index/normalise.hpp"
#include "index/record.hpp"
#include "index/schema.hpp"
#include "support/episode_builder.hpp"
#include "support/random_episode.hpp"
#include "support/scratch_dir.hpp"
#include "timeline/build.hpp"
#include "timeline/pairs.hpp"
#include "timeline/timeline.hpp"

using namespace whensaid;
using namespace whensaid::test;
using namespace std::chrono_literals;
namespace fs = std::filesystem;

namespace {

Episode talk(const std::string& id) {
  return episode(id).show("Tea").published(Day{}).cue(1s, "Ann", "the kettle is on");
}

void make_index(const fs::path& path, unsigned shards = 1) {
  WriterOptions options;
  options.shards = shards;
  auto writer = IndexWriter::open(path, options).value();
  for (const auto* const id : {"a", "b", "c", "d", "e", "f"}) writer.put(talk(id)).value();
  writer.commit().value();
}

/// The problems found, a line each, after `damage` to a sound index.
std::string problems_after(const std::function<void(Xapian::WritableDatabase&)>& damage) {
  const ScratchDir dir;
  make_index(dir / "index");
  {
    Xapian::WritableDatabase database((dir / "index/shard-0").string(), Xapian::DB_OPEN);
    damage(database);
    database.commit();
  }
  std::string all;
  const auto report = check_index(dir / "index").value();
  for (const auto& problem : report.problems) all += problem + "\n";
  return all;
}

void check_found(const std::string& problems, const std::string& expected) {
  BOOST_TEST(problems.find(expected) != std::string::npos, "found: " << problems);
}

void change(Xapian::WritableDatabase& database,
            const std::function<void(Xapian::Document&)>& damage) {
  auto document = database.get_document(1);
  damage(document);
  database.replace_document(1, document);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(check)

BOOST_AUTO_TEST_CASE(a_sound_index_has_no_problems) {
  const ScratchDir dir;
  RandomEpisodes random(5);
  WriterOptions options;
  options.shards = 3;
  auto writer = IndexWriter::open(dir / "index", options).value();
  for (int i = 0; i < 40; ++i) writer.put(random.next("e" + std::to_string(i))).value();
  writer.commit().value();
  for (int i = 0; i < 40; i += 3) writer.put(random.next("e" + std::to_string(i))).value();
  writer.remove("e7").value();
  writer.commit().value();
  const auto report = check_index(dir / "index").value();
  BOOST_TEST(report.problems == std::vector<std::string>{}, boost::test_tools::per_element());
  BOOST_TEST(report.shards == 3U);
  BOOST_TEST(report.episodes == 39U);
}

BOOST_AUTO_TEST_CASE(no_index_is_an_error) {
  const ScratchDir dir;
  const auto report = check_index(dir / "nothing");
  BOOST_REQUIRE(!report);
  BOOST_TEST(to_string(report.error().code) == "not_found");
}

BOOST_AUTO_TEST_CASE(a_missing_shard_is_a_problem_and_the_others_are_read) {
  const ScratchDir dir;
  make_index(dir / "index", 2);
  fs::remove_all(dir / "index/shard-1");
  const auto report = check_index(dir / "index").value();
  BOOST_TEST(report.problems.size() == 1U);
  check_found(report.problems.at(0), "missing");
  BOOST_TEST(report.episodes > 0U);
}

BOOST_AUTO_TEST_CASE(a_damaged_record_is_found) {
  check_found(problems_after([](auto& database) {
                change(database, [](Xapian::Document& document) {
                  auto bytes = document.get_value(index::kRecordSlot);
                  bytes.back() = static_cast<char>(bytes.back() ^ 1);
                  document.add_value(index::kRecordSlot, bytes);
                });
              }),
              "shard-0, episode a: episode a: its record is damaged");
}

BOOST_AUTO_TEST_CASE(a_damaged_timeline_is_found) {
  check_found(problems_after([](auto& database) {
                change(database, [](Xapian::Document& document) {
                  document.add_value(index::kTimelineSlot, "nonsense");
                });
              }),
              "shard-0, episode a: a timeline is damaged");
}

BOOST_AUTO_TEST_CASE(pairs_that_an_episode_lacks_are_found) {
  for (const auto& pairs :
       {timeline::Pairs(100).stored(), std::string("nonsense"), std::string()}) {
    check_found(problems_after([&](auto& database) {
                  change(database, [&](Xapian::Document& document) {
                    document.add_value(index::kPairsSlot, pairs);
                  });
                }),
                "shard-0, episode a: its filter of pairs does not agree with its record");
  }
}

BOOST_AUTO_TEST_CASE(a_changed_value_is_found) {
  check_found(problems_after([](auto& database) {
                change(database, [](Xapian::Document& document) {
                  document.add_value(index::kPublishedSlot, Xapian::sortable_serialise(7));
                });
              }),
              "its published does not agree");
}

BOOST_AUTO_TEST_CASE(a_missing_term_is_found) {
  check_found(problems_after([](auto& database) {
                change(database, [](Xapian::Document& document) { document.remove_term("kettl"); });
              }),
              "its terms do not agree");
}

BOOST_AUTO_TEST_CASE(another_frequency_is_found) {
  check_found(problems_after([](auto& database) {
                change(database, [](Xapian::Document& document) { document.add_term("kettl", 5); });
              }),
              "its terms do not agree");
}

BOOST_AUTO_TEST_CASE(a_lexicon_that_lacks_words_is_found) {
  check_found(
      problems_after(
          [](auto& database) { database.set_metadata(std::string(index::kFormsKey), ""); }),
      "shard-0: its lexicon does not agree with its episodes in 6 words, \"ann\" among them");
}

BOOST_AUTO_TEST_CASE(a_damaged_lexicon_is_found) {
  check_found(problems_after([](auto& database) {
                database.set_metadata(std::string(index::kFormsKey), "nonsense");
              }),
              "a page of the lexicon is damaged");
}

BOOST_AUTO_TEST_CASE(an_episode_that_is_there_twice_is_found) {
  check_found(
      problems_after([](auto& database) { database.add_document(database.get_document(1)); }),
      "episode a: stands in 2 documents");
}

BOOST_AUTO_TEST_CASE(an_episode_in_the_wrong_shard_is_found) {
  const ScratchDir dir;
  make_index(dir / "index", 2);
  std::string stray;
  {
    Xapian::WritableDatabase first((dir / "index/shard-0").string(), Xapian::DB_OPEN);
    Xapian::WritableDatabase second((dir / "index/shard-1").string(), Xapian::DB_OPEN);
    auto& from = first.get_doccount() > 0 ? first : second;
    auto& to = first.get_doccount() > 0 ? second : first;
    const auto id = *from.postlist_begin({});
    stray =
        index::Record::open(from.get_document(id).get_value(index::kRecordSlot)).value().card().id;
    to.add_document(from.get_document(id));
    from.delete_document(id);
  }
  const auto report = check_index(dir / "index").value();
  std::string problems;
  for (const auto& problem : report.problems) problems += problem + "\n";
  check_found(problems, "episode " + stray + ": is in the wrong shard");
  BOOST_TEST(report.problems.size() == 3U);  // and neither lexicon agrees
}

BOOST_AUTO_TEST_SUITE_END()
