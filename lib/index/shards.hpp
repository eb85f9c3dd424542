#pragma once

// The directory of an index: which shard an episode belongs to, making a new index, opening the
// shards of an old one. Everything is opened as glass and nothing else, and only after a look at
// the files: a stub file in place of a database could make Xapian run a program.

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include <xapian.h>

#include <whensaid/result.hpp>

namespace whensaid::index {

/// What all shards of an index agree on.
struct IndexInfo {
  unsigned shards{0};
  std::string uuid{};

  friend bool operator==(const IndexInfo&, const IndexInfo&) = default;
};

/// An id's shard must be found by every version of this library: part of the schema.
[[nodiscard]] unsigned shard_of(std::string_view id, unsigned shards);
[[nodiscard]] std::filesystem::path shard_path(const std::filesystem::path& index, unsigned shard);

/// Reads shard-0's metadata. Errors: not_found (nothing there, or no index), wrong_version (schema
/// or analyzer), corrupt, io.
Result<IndexInfo> read_info(const std::filesystem::path& index);

/// One shard of the index that `info` tells of, for reading. Errors: wrong_version, io; corrupt
/// also when it is missing or belongs to another index.
Result<Xapian::Database> open_shard(const std::filesystem::path& index, unsigned shard,
                                    const IndexInfo& info);

/// Every shard, in order of number, for reading. Errors: those of read_info and open_shard.
Result<std::vector<Xapian::Database>> open_shards(const std::filesystem::path& index);

/// As read_info, but makes the index (parents included) with `shards` shards when there is nothing
/// or an empty directory, and completes a creation that was interrupted. Safe on disk on return.
/// Errors: those of read_info, locked; invalid_argument when something else is there, which is
/// never touched.
Result<IndexInfo> read_or_create(const std::filesystem::path& index, unsigned shards);

/// One shard of the index that `info` tells of, for writing; takes its lock. Errors: locked,
/// wrong_version, corrupt, io.
Result<Xapian::WritableDatabase> open_writable(const std::filesystem::path& index, unsigned shard,
                                               const IndexInfo& info);

/// Makes the names in a directory durable. Xapian renames its version file into place and never
/// does this: without it an acknowledged commit can be lost in a power cut. Errors: io.
Result<void> sync_directory(const std::filesystem::path& directory);

}  // namespace whensaid::index
