#pragma once

// Writing an index. An index is a directory of Xapian databases (shards) and nothing else; a path
// is all that names it. Readers are in search.hpp.

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <whensaid/export.hpp>
#include <whensaid/model.hpp>
#include <whensaid/result.hpp>

namespace whensaid {

struct WriterOptions {
  /// Databases in the index, each written by a thread of its own. Fixed when the index is created,
  /// ignored afterwards. 0: one a core, at most 8. More helps building on many cores and costs a
  /// little on every search.
  unsigned shards{0};

  /// The writer stays below about this much memory, however large the episodes are: a commit
  /// happens by itself once an eighth of it has been put as text since the last, and put() waits
  /// while a sixteenth is on its way. Larger: faster building and a tighter index. At least 8 MiB,
  /// and the largest episode (64 MiB of text) takes about 450 MB whatever this says.
  std::size_t memory_bytes{std::size_t{512} << 20U};

  friend bool operator==(const WriterOptions&, const WriterOptions&) = default;
};

/// What has been acknowledged by commit() since the writer was opened.
struct WriteCounts {
  std::size_t added{0};
  std::size_t updated{0};
  std::size_t unchanged{0};  ///< same content as in the index: not written again
  std::size_t removed{0};

  friend bool operator==(const WriteCounts&, const WriteCounts&) = default;
};

/// The one writer of an index, across all processes. Move-only; use from one thread at a time.
/// Each episode is stored whole or not at all. What was put is safe (process kill, power cut) once
/// commit() has returned without error; work after the last commit is discarded by the destructor.
/// After any error other than invalid_argument the writer is spent: open a new one.
class WHENSAID_EXPORT IndexWriter {
 public:
  /// Opens the index at `path`, or creates it (parents included). Errors: locked (another writer),
  /// wrong_version, corrupt, io, invalid_argument (the path is something else than an index: never
  /// touched).
  static Result<IndexWriter> open(const std::filesystem::path& path,
                                  const WriterOptions& options = {});

  IndexWriter(IndexWriter&&) noexcept;
  IndexWriter& operator=(IndexWriter&&) noexcept;
  ~IndexWriter();

  /// Adds the episode, or replaces the one with its id; an episode equal to the stored one costs a
  /// digest only. The work happens on the shard's thread; a failure there is returned by a later
  /// call. Blocks while too much is waiting. Errors: invalid_argument (no id, id too long), those
  /// of commit().
  Result<void> put(Episode episode);

  /// Takes the episode out; no error when there is none.
  Result<void> remove(std::string_view id);

  /// Makes everything put so far visible to searchers and safe on disk, then counts it.
  /// Errors: io (disk full, ...), corrupt.
  Result<WriteCounts> commit();

 private:
  struct Impl;
  explicit IndexWriter(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

/// What check_index found; healthy when `problems` is empty.
struct CheckReport {
  std::size_t shards{0};
  std::size_t episodes{0};
  std::vector<std::string> problems{};  ///< one line each: shard, episode, what is wrong
};

/// Reads the whole index and verifies it: Xapian's structures, every record's checksum, every
/// timeline, and that both agree. Never writes; best while no writer is at work, whose commits can
/// overtake the check and look like damage. A badly damaged database can crash or hang Xapian
/// itself (1.4.22 trusts lengths in its blocks), so call this in a process that may die, as the
/// `whensaid check` command does. Errors: not_found, wrong_version, io.
WHENSAID_EXPORT Result<CheckReport> check_index(const std::filesystem::path& path);

}  // namespace whensaid
