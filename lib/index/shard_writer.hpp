#pragma once

// One shard being written, by a thread of its own. The Xapian handle lives and dies in that thread.
// Everything here is called from the one thread that owns the IndexWriter.

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <filesystem>
#include <future>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

#include <whensaid/index.hpp>

#include "index/budget.hpp"
#include "index/shards.hpp"

namespace whensaid::index {

struct ShardOptions {
  /// A commit by itself after this much text.
  std::size_t commit_bytes{0};
  /// put() waits while this much text is waiting.
  std::size_t queue_bytes{0};
};

class ShardWriter {
 public:
  /// Starts the thread, which opens the shard.
  ShardWriter(const std::filesystem::path& index, unsigned number, const IndexInfo& info,
              const ShardOptions& options);
  ShardWriter(const ShardWriter&) = delete;
  ShardWriter& operator=(const ShardWriter&) = delete;
  /// Ends the thread after its current job and gives the lock back; what is not committed is lost.
  ~ShardWriter();

  /// Waits until the shard is open.
  Result<void> opened();

  /// `bytes` is the episode's text, `share` is held until it has been indexed.
  Result<void> put(Episode episode, std::size_t bytes, Budget::Share share);
  Result<void> remove(std::string id);

  /// Asks for a commit; committed() waits for all asked for and gives what is safe since opening.
  Result<void> begin_commit();
  Result<WriteCounts> committed();

 private:
  /// An episode to put, or an id to remove, or neither: commit.
  struct Job {
    std::optional<Episode> episode{};
    std::optional<std::string> removed{};
    std::size_t bytes{0};
    Budget::Share share{};
  };

  void run(const std::filesystem::path& index, unsigned number, const IndexInfo& info);
  Result<void> work(const std::filesystem::path& index, unsigned number, const IndexInfo& info);
  std::optional<Job> next_job();
  Result<void> post(Job job);
  /// Why the thread has ended. Call with the lock held.
  Unexpected end_reason();

  const ShardOptions options_;
  std::mutex mutex_;
  std::condition_variable changed_;
  // All below are guarded by mutex_.
  std::deque<Job> jobs_;
  std::size_t queued_bytes_{0};
  std::size_t commits_asked_{0};
  std::size_t commits_done_{0};
  WriteCounts safe_{};
  bool open_{false};
  bool stopping_{false};
  bool ended_{false};
  std::optional<Error> error_;
  // Only the owner's thread uses these.
  std::future<void> outcome_;  ///< carries std::bad_alloc out of the thread
  std::jthread thread_;        ///< last: joined before the rest goes
};

}  // namespace whensaid::index
