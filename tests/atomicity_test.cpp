// What commit() has acknowledged survives the death of its process at any moment, and nothing else
// is seen in part. A child writes and says on a pipe which batches are safe; the parent kills it.

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <map>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include <whensaid/index.hpp>

#include "index/normalise.hpp"
#include "support/episode_builder.hpp"
#include "support/scratch_dir.hpp"
#include "support/stored_episodes.hpp"

using namespace whensaid;
using namespace whensaid::test;
namespace fs = std::filesystem;

namespace {

constexpr unsigned kIds = 12;
constexpr unsigned kPerBatch = 5;
constexpr int kKills = 40;
constexpr unsigned kRemoved = 0;

WriterOptions two_shards() {
  WriterOptions options;
  options.shards = 2;
  return options;
}

/// Version `version` of an episode: enough cues for several chunks, all of them naming the version.
Episode talk(unsigned id, unsigned version) {
  auto builder = episode("e" + std::to_string(id)).title("Version " + std::to_string(version));
  for (unsigned i = 0; i < 300 + id; ++i) {
    builder.cue(Millis{i * 2'000}, i % 2 == 0 ? "Ann" : "Bob",
                "version " + std::to_string(version) + " pours cup " + std::to_string(i) +
                    " of a tea with a rather long and quite distinguished name");
  }
  return builder;
}

struct Change {
  unsigned id{0};
  unsigned version{kRemoved};
};

/// What batch `number` (from 1) does; later changes of one id win.
std::vector<Change> batch(unsigned number) {
  std::mt19937 random(number);
  std::vector<Change> changes;
  for (unsigned i = 0; i < kPerBatch; ++i) {
    const auto id = static_cast<unsigned>(random() % kIds);
    changes.push_back({id, random() % 5 == 0 ? kRemoved : number * kPerBatch + i});
  }
  return changes;
}

/// The child: batch after batch, each number on the pipe once it is acknowledged.
[[noreturn]] void write_forever(const fs::path& index, unsigned from, int pipe) {
  auto writer = IndexWriter::open(index, two_shards());
  if (!writer) ::_exit(1);
  for (unsigned number = from;; ++number) {
    for (const auto& change : batch(number)) {
      const auto name = "e" + std::to_string(change.id);
      const auto done = change.version == kRemoved ? writer->remove(name)
                                                   : writer->put(talk(change.id, change.version));
      if (!done) ::_exit(2);
    }
    if (!writer->commit()) ::_exit(3);
    if (::write(pipe, &number, sizeof number) != sizeof number) ::_exit(4);
  }
}

/// Runs a child from batch `from` and kills it after some batches and then some microseconds.
/// Gives the last acknowledged batch, or from - 1.
unsigned write_and_kill(const fs::path& index, unsigned from, unsigned batches, long microseconds) {
  int ends[2];
  BOOST_REQUIRE(::pipe2(ends, O_CLOEXEC) == 0);
  const auto child = ::fork();
  BOOST_REQUIRE(child >= 0);
  if (child == 0) write_forever(index, from, ends[1]);
  ::close(ends[1]);

  unsigned acknowledged = from - 1;
  const auto read_one = [&] {
    unsigned number = 0;
    if (::read(ends[0], &number, sizeof number) != sizeof number) return false;
    acknowledged = number;
    return true;
  };
  for (unsigned i = 0; i < batches; ++i) BOOST_REQUIRE(read_one());
  const timespec pause{0, microseconds * 1'000};
  ::ppoll(nullptr, 0, &pause, nullptr);
  ::kill(child, SIGKILL);
  while (read_one()) {
  }
  ::close(ends[0]);
  int status = 0;
  ::waitpid(child, &status, 0);
  BOOST_TEST((WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL));
  return acknowledged;
}

/// Which version of each id is stored; a version that is not whole fails the test.
std::vector<unsigned> stored_versions(const fs::path& index) {
  std::vector<unsigned> versions(kIds, kRemoved);
  for (const auto& [name, found] : stored_episodes(index)) {
    const auto id = static_cast<unsigned>(std::stoul(name.substr(1)));
    versions.at(id) = static_cast<unsigned>(std::stoul(found.title.substr(8)));
    BOOST_TEST((found == index::normalise(talk(id, versions[id])).value()), name);
  }
  return versions;
}

void carry_out(const std::vector<Change>& changes, std::vector<unsigned>& versions) {
  for (const auto& change : changes) versions[change.id] = change.version;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(atomicity)

BOOST_AUTO_TEST_CASE(a_killed_writer_leaves_every_acknowledged_episode_and_no_part_of_another) {
  const ScratchDir dir;
  std::mt19937 random(4);
  std::vector<unsigned> expected(kIds, kRemoved);
  unsigned next = 1;
  for (int kill = 0; kill < kKills; ++kill) {
    BOOST_TEST_CONTEXT("kill " << kill << ", from batch " << next) {
      const auto last = write_and_kill(dir / "index", next, static_cast<unsigned>(random() % 3),
                                       static_cast<long>(random() % 40'000));
      for (; next <= last; ++next) carry_out(batch(next), expected);
      // Of the batch that was under way each shard, and so each episode, has all or nothing.
      auto possible = expected;
      carry_out(batch(next), possible);
      if (last == 0 && !index::read_info(dir / "index")) continue;  // killed while it was made
      const auto found = stored_versions(dir / "index");
      for (unsigned id = 0; id < kIds; ++id) {
        BOOST_TEST((found[id] == expected[id] || found[id] == possible[id]),
                   "episode " << id << " has version " << found[id] << ", acknowledged was "
                              << expected[id]);
      }
      expected = found;
      ++next;
    }
  }
  BOOST_TEST(next > 1U + kKills / 2);  // it did get to write
  const auto report = check_index(dir / "index").value();
  BOOST_TEST(report.problems == std::vector<std::string>{}, boost::test_tools::per_element());
  auto writer = IndexWriter::open(dir / "index").value();
  writer.put(talk(0, 1'000'000)).value();
  writer.commit().value();
  BOOST_TEST(stored_versions(dir / "index")[0] == 1'000'000U);
}

BOOST_AUTO_TEST_CASE(a_full_disk_costs_what_is_not_committed_and_nothing_else) {
  const ScratchDir dir;
  {
    auto writer = IndexWriter::open(dir / "index", two_shards()).value();
    for (unsigned id = 0; id < kIds; ++id) writer.put(talk(id, 1)).value();
    writer.commit().value();
  }
  // No test may fill a disk, so the child's files may not grow instead. It exits with what commit()
  // said, plus one.
  const auto child = ::fork();
  BOOST_REQUIRE(child >= 0);
  if (child == 0) {
    ::signal(SIGXFSZ, SIG_IGN);
    const rlimit limit{64 * 1024, 64 * 1024};
    ::setrlimit(RLIMIT_FSIZE, &limit);
    auto writer = IndexWriter::open(dir / "index");
    if (!writer) ::_exit(101);
    for (unsigned id = 0; id < kIds; ++id) {
      if (!writer->put(talk(id, 2))) break;
    }
    const auto commit = writer->commit();
    if (commit) ::_exit(0);
    if (commit.error().message.find("file size limit") == std::string::npos) ::_exit(102);
    if (writer->put(talk(0, 3))) ::_exit(103);  // spent
    ::_exit(1 + static_cast<int>(commit.error().code));
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  BOOST_REQUIRE(WIFEXITED(status));
  BOOST_TEST(WEXITSTATUS(status) == 1 + static_cast<int>(Errc::io));

  BOOST_TEST((stored_versions(dir / "index") == std::vector<unsigned>(kIds, 1)));
  auto writer = IndexWriter::open(dir / "index").value();
  for (unsigned id = 0; id < kIds; ++id) writer.put(talk(id, 2)).value();
  writer.commit().value();
  BOOST_TEST((stored_versions(dir / "index") == std::vector<unsigned>(kIds, 2)));
  BOOST_TEST(check_index(dir / "index").value().problems.empty());
}

BOOST_AUTO_TEST_SUITE_END()
