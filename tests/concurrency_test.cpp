// What threads may do at once: one writer, a searcher for each reader, queries shared by all. Run
// under ThreadSanitizer, too. Threads only gather what they saw; the checks follow after the join.

#include <atomic>
#include <boost/test/unit_test.hpp>
#include <filesystem>
#include <latch>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include <whensaid/whensaid.hpp>

#include "support/episode_builder.hpp"
#include "support/plain_timeline.hpp"
#include "support/scratch_dir.hpp"
#include "support/stored_episodes.hpp"

using namespace whensaid;
using namespace whensaid::test;
using namespace std::chrono_literals;

namespace {

constexpr int kBoats = 6;
constexpr int kRevisions = 25;
const char* const kPhrase = "\"brass lamp oil\"";

/// Each revision says the phrase once, at another place: a timeline of one revision with the text
/// of another would mark other words.
Episode boat(int number, int revision) {
  EpisodeBuilder episode("boat/" + std::to_string(number));
  episode.title("Boat " + std::to_string(number));
  std::string before;
  for (int i = 0; i < (revision * 7 + number) % 23; ++i) {
    before += "rope" + std::to_string(i) + ' ';
  }
  episode.cue(0s, "Ada", before + "we carry brass lamp");
  episode.cue(20s, "Ada", "oil and revision " + std::to_string(revision));
  return episode;
}

/// A boat that has so much to tell that a shard's thread is busy for a while.
Episode talkative_boat(int number, int revision) {
  auto episode = boat(number, revision);
  while (episode.cues.size() < 200) {
    auto cue = episode.cues.front();
    cue.start = episode.cues.back().start + 5s;
    cue.end.reset();
    episode.cues.push_back(std::move(cue));
  }
  return episode;
}

void write(const std::filesystem::path& path, int revision) {
  auto writer = IndexWriter::open(path, {.shards = 3}).value();
  for (int number = 0; number < kBoats; ++number) writer.put(boat(number, revision)).value();
  writer.commit().value();
}

std::string marked(const Hit& hit) {
  std::string words;
  for (const auto& range : hit.excerpt.matches) {
    if (!words.empty()) words += ' ';
    words += hit.excerpt.text.substr(range.begin, range.end - range.begin);
  }
  return words;
}

/// What is wrong with a page that has to hold each boat once; empty when nothing is.
std::string complaint(const Result<Page>& page) {
  if (!page) return "error: " + page.error().message;
  if (page->hits.size() != kBoats) return std::to_string(page->hits.size()) + " hits";
  for (const auto& hit : page->hits) {
    if (marked(hit) != "brass lamp oil") return hit.episode + " marks '" + marked(hit) + '\'';
  }
  return {};
}

struct Reader {
  int searches{0};
  Page last{};
  std::string complaint{};

  /// Searches until `done`, and once more; stops at the first complaint.
  void run(const std::filesystem::path& path, const Query& query, bool refresh, std::latch& ready,
           const std::atomic<bool>& done) {
    auto opened = Searcher::open(path);
    ready.count_down();
    if (!opened) {
      complaint = opened.error().message;
      return;
    }
    for (bool end = false; complaint.empty() && !std::exchange(end, done.load());) {
      if (refresh) {
        if (const auto moved = opened->refresh(); !moved) {
          complaint = "refresh: " + moved.error().message;
          return;
        }
      }
      auto page = opened->search(query, {.limit = 50});
      complaint = ::complaint(page);
      if (page) last = *std::move(page);
      ++searches;
    }
  }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(concurrency)

BOOST_AUTO_TEST_CASE(readers_see_whole_commits_while_a_writer_replaces_everything) {
  const ScratchDir dir;
  const auto path = dir / "index";
  write(path, 0);
  const auto query = Query::parse(kPhrase);
  std::atomic<bool> done{false};
  std::vector<Reader> readers(3);
  std::latch ready(3);
  std::vector<std::thread> threads;
  for (std::size_t i = 0; i < readers.size(); ++i) {
    // The last one is overtaken by every commit and has to find its way by itself.
    const bool refresh = i + 1 < readers.size();
    threads.emplace_back([&, i, refresh] { readers[i].run(path, query, refresh, ready, done); });
  }
  ready.wait();
  for (int revision = 1; revision <= kRevisions; ++revision) write(path, revision);
  done = true;
  for (auto& thread : threads) thread.join();

  for (const auto& reader : readers) {
    BOOST_TEST(reader.complaint == "");
    BOOST_TEST(reader.searches > 0);
  }
  for (const auto& hit : readers.front().last.hits) {
    BOOST_TEST(hit.excerpt.text.ends_with("revision " + std::to_string(kRevisions)));
  }
}

BOOST_AUTO_TEST_CASE(searchers_in_many_threads_find_what_one_finds) {
  const ScratchDir dir;
  const auto path = dir / "index";
  write(path, 3);
  const std::vector<Query> queries{Query::parse(kPhrase), Query::parse("revision oil"),
                                   Query::parse("lamp NEAR/3 carry -sail")};
  const auto answers = [&] {
    std::vector<Page> pages;
    auto searcher = Searcher::open(path).value();
    for (const auto& query : queries) pages.push_back(searcher.search(query).value());
    return pages;
  };
  const auto expected = answers();
  std::vector<std::vector<Page>> found(4);
  std::vector<std::thread> threads;
  for (auto& pages : found) threads.emplace_back([&] { pages = answers(); });
  for (auto& thread : threads) thread.join();

  for (const auto& page : expected) BOOST_TEST(!page.hits.empty());
  for (const auto& pages : found) BOOST_TEST((pages == expected));
}

BOOST_AUTO_TEST_CASE(a_writer_dropped_while_its_threads_are_busy_leaves_nothing_of_their_work) {
  const ScratchDir dir;
  const auto path = dir / "index";
  write(path, 0);
  const auto before = stored_episodes(path);
  for (int round = 1; round <= 8; ++round) {
    std::vector<Episode> boats;  // made beforehand: put() alone is quicker than the threads
    for (int number = 0; number < kBoats * round; ++number) {
      boats.push_back(talkative_boat(number, round));
    }
    auto writer = IndexWriter::open(path).value();  // the one before has given its locks back
    for (auto& episode : boats) writer.put(std::move(episode)).value();
    writer.remove("boat/0").value();
  }

  BOOST_TEST((stored_episodes(path) == before));
  BOOST_TEST(check_index(path).value().problems.size() == 0U);
}

BOOST_AUTO_TEST_CASE(writers_of_two_indexes_do_not_meet) {
  const ScratchDir dir;
  std::vector<std::string> errors(2);
  std::vector<std::thread> threads;
  for (std::size_t i = 0; i < errors.size(); ++i) {
    threads.emplace_back([&, i] {
      try {
        for (int revision = 0; revision < 5; ++revision) write(dir / std::to_string(i), revision);
      } catch (const Failure& failure) {
        errors[i] = failure.error().message;
      }
    });
  }
  for (auto& thread : threads) thread.join();

  for (std::size_t i = 0; i < errors.size(); ++i) {
    BOOST_TEST(errors[i] == "");
    auto searcher = Searcher::open(dir / std::to_string(i)).value();
    BOOST_TEST(complaint(searcher.search(Query::parse(kPhrase))) == "");
  }
}

// Its cues are read by whoever asks first.
BOOST_AUTO_TEST_CASE(threads_may_share_a_timeline) {
  const auto timeline = whensaid::testing::plain_timeline("", {"fog horn", "lamp rope buoy"});
  constexpr int kThreads = 4;
  std::latch all_there(kThreads);
  std::vector<std::uint32_t> seen(kThreads);
  std::vector<std::thread> threads;
  for (auto& ms : seen) {
    threads.emplace_back([&] {
      all_there.arrive_and_wait();
      ms = timeline.end_ms(4);
    });
  }
  for (auto& thread : threads) thread.join();
  BOOST_TEST(seen == std::vector<std::uint32_t>(kThreads, 5000), boost::test_tools::per_element());
}

BOOST_AUTO_TEST_SUITE_END()
