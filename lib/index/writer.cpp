// IndexWriter: hands episodes to the shards' threads and gathers what they have made safe.

#include <algorithm>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

#include <whensaid/index.hpp>

#include "index/budget.hpp"
#include "index/guard.hpp"
#include "index/normalise.hpp"
#include "index/record.hpp"
#include "index/shard_writer.hpp"
#include "index/shards.hpp"

namespace whensaid {

namespace {

constexpr unsigned kMaxDefaultShards = 8;

/// Enough that a shard's thread never waits for the reader of files, little beside a commit.
constexpr std::size_t kMaxQueueBytes = std::size_t{4} << 20U;

/// Text that waits for its commit takes about three times its size, text that is being indexed
/// seven times, the caller's episode included. Measured: 190 MB of text in commits of 64 MB peaked
/// at 242 MB, 60 MB of which was the file that was read; one episode of 55 MB at 433 MB.
constexpr std::size_t kMemoryPerCommit = 8;
constexpr std::size_t kMemoryPerFlight = 16;
constexpr std::size_t kMinMemoryBytes = std::size_t{8} << 20U;

/// What an episode weighs in queues and commits: its strings, and the structs around short ones.
std::size_t weight(const Episode& episode) {
  constexpr std::size_t kStructBytes = 16;
  auto bytes = episode.id.size() + episode.show.size() + episode.title.size() +
               episode.description.size() + episode.url.size() + episode.audio.size();
  for (const auto* const names : {&episode.guests, &episode.hosts}) {
    for (const auto& name : *names) bytes += kStructBytes + name.size();
  }
  for (const auto& chapter : episode.chapters) {
    bytes += kStructBytes + chapter.title.size() + chapter.url.size();
  }
  for (const auto& cue : episode.cues) {
    bytes += kStructBytes + cue.speaker.size() + cue.text.size();
    for (const auto& word : cue.words) bytes += word.text.size();
  }
  return bytes;
}

}  // namespace

struct IndexWriter::Impl {
  explicit Impl(std::size_t in_flight_bytes) : budget(in_flight_bytes) {}

  index::Budget budget;  ///< outlives the shards, whose jobs hold shares of it
  std::vector<std::unique_ptr<index::ShardWriter>> shards;
  std::optional<Error> spent;  ///< set by the first error

  index::ShardWriter& shard_of(std::string_view id) {
    return *shards[index::shard_of(id, static_cast<unsigned>(shards.size()))];
  }

  /// Ends all threads at once, so that the locks are free for the writer that comes next.
  Unexpected spend(const Error& error) {
    spent = error;
    shards.clear();
    return fail(error);
  }

  Result<void> ended(Result<void> result) {
    if (!result) return spend(result.error());
    return result;
  }
};

IndexWriter::IndexWriter(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
IndexWriter::IndexWriter(IndexWriter&&) noexcept = default;
IndexWriter& IndexWriter::operator=(IndexWriter&&) noexcept = default;
IndexWriter::~IndexWriter() = default;

Result<IndexWriter> IndexWriter::open(const std::filesystem::path& path,
                                      const WriterOptions& options) {
  const auto shards = options.shards > 0
                          ? options.shards
                          : std::min(std::thread::hardware_concurrency(), kMaxDefaultShards);
  const auto info = index::read_or_create(path, shards);
  if (!info) return fail(info.error());

  const auto memory = std::max(options.memory_bytes, kMinMemoryBytes);
  index::ShardOptions shard_options;
  shard_options.commit_bytes = memory / kMemoryPerCommit / info->shards;
  shard_options.queue_bytes = std::min(shard_options.commit_bytes, kMaxQueueBytes);

  return index::guard(path, [&]() -> Result<IndexWriter> {  // a thread may not be to be had
    auto impl = std::make_unique<Impl>(memory / kMemoryPerFlight);
    for (unsigned number = 0; number < info->shards; ++number) {
      impl->shards.push_back(
          std::make_unique<index::ShardWriter>(path, number, *info, shard_options));
      // Whoever has the lock of shard-0 gets the others: two writers cannot block each other.
      if (number > 0) continue;
      if (auto opened = impl->shards.front()->opened(); !opened) return fail(opened.error());
    }
    for (auto& shard : impl->shards) {
      if (auto opened = shard->opened(); !opened) return fail(opened.error());
    }
    return IndexWriter(std::move(impl));
  });
}

Result<void> IndexWriter::put(Episode episode) {
  if (impl_->spent) return fail(*impl_->spent);
  if (auto valid = index::check_id(episode.id); !valid) return valid;
  const auto bytes = weight(episode);
  if (bytes > index::kMaxEpisodeBytes) {
    return fail(Errc::invalid_argument,
                "episode " + episode.id + " has " + std::to_string(bytes >> 20U) +
                    " MiB of text, at most " + std::to_string(index::kMaxEpisodeBytes >> 20U) +
                    " are possible: split it");
  }
  auto& shard = impl_->shard_of(episode.id);
  auto share = impl_->budget.take(bytes);
  return impl_->ended(shard.put(std::move(episode), bytes, std::move(share)));
}

Result<void> IndexWriter::remove(std::string_view id) {
  if (impl_->spent) return fail(*impl_->spent);
  if (!index::check_id(id)) return {};  // an id that cannot be stored is not there
  return impl_->ended(impl_->shard_of(id).remove(std::string(id)));
}

Result<WriteCounts> IndexWriter::commit() {
  if (impl_->spent) return fail(*impl_->spent);
  for (auto& shard : impl_->shards) {
    if (auto begun = shard->begin_commit(); !begun) return impl_->spend(begun.error());
  }
  WriteCounts total;
  for (auto& shard : impl_->shards) {
    const auto counts = shard->committed();
    if (!counts) return impl_->spend(counts.error());
    total.added += counts->added;
    total.updated += counts->updated;
    total.unchanged += counts->unchanged;
    total.removed += counts->removed;
  }
  return total;
}

}  // namespace whensaid
