// Making, recognising and opening the directory of an index (layout: schema.hpp).

#include "index/shards.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>
#include <xxhash.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <optional>
#include <system_error>
#include <utility>

#include "index/guard.hpp"
#include "index/schema.hpp"
#include "text/analyzer.hpp"

namespace whensaid::index {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view kShardName = "shard-";

/// More shards than this were never made by us: `shards` is cut to it.
constexpr unsigned kMaxShards = 256;

Unexpected io_failure(const fs::path& path, std::string_view action, int code) {
  return fail(Errc::io, path.string() + ": cannot " + std::string(action) + ": " +
                            std::generic_category().message(code));
}

Unexpected not_an_index(const fs::path& path, std::string_view what) {
  return fail(Errc::not_found, path.string() + ": no index here: " + std::string(what));
}

Unexpected missing_shard(const fs::path& path) {
  return fail(Errc::corrupt, path.string() +
                                 ": this shard of the index is missing or has lost files: restore "
                                 "it, or remove the directory and index again");
}

std::optional<unsigned> number_in(std::string_view digits) {
  unsigned number = 0;
  const auto [end, error] = std::from_chars(digits.begin(), digits.end(), number);
  if (error != std::errc{} || end != digits.end()) return std::nullopt;
  return number;
}

/// "3" of "shard-3".
std::optional<unsigned> shard_number(const fs::path& name) {
  const auto text = name.string();
  if (!text.starts_with(kShardName)) return std::nullopt;
  return number_in(std::string_view(text).substr(kShardName.size()));
}

/// What stands where a shard should be.
enum class Place {
  missing,
  unfinished,  ///< Xapian was interrupted while making it: no version file, nothing in the tables
  damaged,     ///< tables with content but no version file
  database,    ///< has a version file, so Xapian opens this and no stub file
  other,
};

Result<Place> place_at(const fs::path& shard) {
  std::error_code error;
  const auto status = fs::status(shard, error);
  if (status.type() == fs::file_type::not_found) return Place::missing;
  if (error) return io_failure(shard, "look at it", error.value());
  if (status.type() != fs::file_type::directory) return Place::other;
  if (fs::is_regular_file(shard / "iamglass", error)) return Place::database;
  auto place = Place::unfinished;
  for (fs::directory_iterator file(shard, error), end; !error && file != end;
       file.increment(error)) {
    const auto name = file->path().filename();
    if (name == "flintlock" || name == "v.tmp") continue;
    if (name.extension() != ".glass") return Place::other;
    std::error_code size_error;
    if (file->file_size(size_error) > 0) place = Place::damaged;
  }
  if (error) return io_failure(shard, "read the directory", error.value());
  return place;
}

/// What stands where an index should be.
struct Directory {
  bool exists{false};
  bool is_directory{false};
  bool has_strangers{false};  ///< names that are not a shard's
  unsigned shards{0};         ///< one more than the highest shard number
  std::size_t shard_names{0};
};

Result<Directory> look_at(const fs::path& index) {
  Directory found;
  std::error_code error;
  const auto status = fs::status(index, error);
  if (status.type() == fs::file_type::not_found) return found;
  if (error) return io_failure(index, "look at it", error.value());
  found.exists = true;
  found.is_directory = status.type() == fs::file_type::directory;
  if (!found.is_directory) return found;
  for (fs::directory_iterator file(index, error), end; !error && file != end;
       file.increment(error)) {
    const auto name = file->path().filename();
    const auto number = shard_number(name);
    if (number && *number < kMaxShards) {
      found.shards = std::max(found.shards, *number + 1);
      ++found.shard_names;
    } else if (name != "lost+found") {  // an empty disk mounted here is an empty directory
      found.has_strangers = true;
    }
  }
  if (error) return io_failure(index, "read the directory", error.value());
  return found;
}

std::string key(std::string_view name) { return std::string(name); }

/// nullopt: no metadata, so this shard was never finished (or never ours).
Result<std::optional<IndexInfo>> info_of(const Xapian::Database& shard, const fs::path& path,
                                         unsigned number) {
  const auto schema = shard.get_metadata(key(kSchemaKey));
  if (schema.empty()) return std::optional<IndexInfo>{};
  if (schema != std::to_string(kSchemaVersion)) {
    return fail(Errc::wrong_version, path.string() + ": the index has schema " + schema +
                                         ", this version of whensaid reads schema " +
                                         std::to_string(kSchemaVersion) +
                                         ": use the version that wrote it, or index again");
  }
  const auto analyzer = shard.get_metadata(key(kAnalyzerKey));
  if (analyzer != text::analyzer_fingerprint()) {
    return fail(Errc::wrong_version, path.string() + ": the index was written with the analyzer " +
                                         analyzer + ", this one is " +
                                         text::analyzer_fingerprint() + ": index again");
  }
  const auto shards = shard.get_metadata(key(kShardsKey));
  const auto of = shards.find(" of ");
  const auto own = number_in(std::string_view(shards).substr(0, of));
  const auto count =
      of == shards.npos ? std::nullopt : number_in(std::string_view(shards).substr(of + 4));
  if (!own || !count || *count == 0 || *count > kMaxShards || *own != number) {
    return fail(Errc::corrupt, path.string() + ": the shard says it is \"" + shards +
                                   "\": put the shards back in their places, or index again");
  }
  return std::optional<IndexInfo>(IndexInfo{*count, shard.get_metadata(key(kUuidKey))});
}

Result<void> expect_info(const Xapian::Database& shard, const fs::path& path, unsigned number,
                         const IndexInfo& expected) {
  const auto info = info_of(shard, path, number);
  if (!info) return fail(info.error());
  if (*info == expected) return {};
  return fail(Errc::corrupt, path.string() +
                                 ": the shard belongs to another index: put the shards back in "
                                 "their places, or index again");
}

Result<Xapian::Database> open_readable(const fs::path& path) {
  const auto place = place_at(path);
  if (!place) return fail(place.error());
  if (*place != Place::database) return missing_shard(path);
  return guard(path, [&]() -> Result<Xapian::Database> {
    return Xapian::Database(path.string(), kBackend);
  });
}

/// nullopt: an unfinished index, to be completed by the next writer.
Result<std::optional<IndexInfo>> find_info(const fs::path& index) {
  const auto found = look_at(index);
  if (!found) return fail(found.error());
  if (!found->exists) return not_an_index(index, "the path does not exist");
  if (!found->is_directory) return not_an_index(index, "not a directory");
  if (found->shard_names == 0) {
    return not_an_index(index, found->has_strangers ? "the directory holds something else"
                                                    : "the directory is empty");
  }
  const auto path = shard_path(index, 0);
  const auto place = place_at(path);
  if (!place) return fail(place.error());
  switch (*place) {
    case Place::unfinished: return std::optional<IndexInfo>{};
    case Place::other: return not_an_index(path, "not a Xapian database (glass)");
    case Place::missing:
    case Place::damaged: return missing_shard(path);
    case Place::database: break;
  }
  auto shard = open_readable(path);
  if (!shard) return fail(shard.error());
  return guard_reader(
      path, [&] { shard->reopen(); },
      [&]() -> Result<std::optional<IndexInfo>> {
        auto info = info_of(*shard, path, 0);
        const bool ours = !info || *info ||
                          (shard->get_doccount() == 0 &&
                           shard->metadata_keys_begin() == shard->metadata_keys_end());
        if (!ours) return not_an_index(path, "a Xapian database of something else");
        return info;
      });
}

Result<void> create_directories_durably(const fs::path& path) {
  std::error_code error;
  if (fs::is_directory(path, error)) return {};
  const auto parent = path.parent_path();
  if (parent != path) {
    if (auto made = create_directories_durably(parent); !made) return made;
  }
  if (!fs::create_directory(path, error) && error) {
    return io_failure(path, "make the directory", error.value());
  }
  return sync_directory(parent);
}

/// Keeps other makers of an index out, without a file of our own: the lock is on the directory. A
/// network file system may not have such locks; then Xapian's own on shard-0 has to do.
class CreationLock {
 public:
  CreationLock() = default;
  CreationLock(CreationLock&& other) noexcept : file_(std::exchange(other.file_, -1)) {}
  CreationLock& operator=(CreationLock&&) = delete;
  ~CreationLock() {
    if (file_ >= 0) ::close(file_);
  }

  static Result<CreationLock> take(const fs::path& directory) {
    CreationLock lock;
    lock.file_ = ::open(directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (lock.file_ < 0) return io_failure(directory, "open the directory", errno);
    if (::flock(lock.file_, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK) {
      return fail(Errc::locked,
                  directory.string() +
                      ": the index is being made by another writer: wait until it is done");
    }
    return lock;
  }

 private:
  int file_{-1};
};

/// Opens a shard that is being made; takes its lock. Call with the CreationLock held: what is
/// unfinished then has been left by a process that died, and is made anew.
Result<Xapian::WritableDatabase> open_unfinished(const fs::path& path) {
  const auto place = place_at(path);
  if (!place) return fail(place.error());
  if (*place == Place::damaged) return missing_shard(path);
  if (*place == Place::other) {
    return fail(Errc::invalid_argument,
                path.string() + ": not a part of an index: give another directory");
  }
  return guard(path, [&]() -> Result<Xapian::WritableDatabase> {
    const int action =
        *place == Place::unfinished ? Xapian::DB_CREATE_OR_OVERWRITE : Xapian::DB_CREATE_OR_OPEN;
    Xapian::WritableDatabase shard(path.string(), action | kBackend);
    if (shard.get_lastdocid() != 0) {
      return fail(Errc::invalid_argument,
                  path.string() +
                      ": a database with content, not a part of an unfinished index: "
                      "give another directory");
    }
    return shard;
  });
}

Result<void> finish_shard(Xapian::WritableDatabase& shard, const fs::path& path, unsigned number,
                          const IndexInfo& info) {
  auto written = guard(path, [&]() -> Result<void> {
    shard.begin_transaction(true);
    shard.set_metadata(key(kAnalyzerKey), text::analyzer_fingerprint());
    shard.set_metadata(key(kShardsKey),
                       std::to_string(number) + " of " + std::to_string(info.shards));
    shard.set_metadata(key(kUuidKey), info.uuid);
    shard.set_metadata(key(kSchemaKey), std::to_string(kSchemaVersion));
    shard.commit_transaction();
    return {};
  });
  return written ? sync_directory(path) : written;
}

/// shard-0 is opened first, for its lock keeps other writers out, and finished last, which makes
/// the index. Whatever an interruption leaves behind goes through here again.
Result<IndexInfo> create(const fs::path& index, unsigned shards) {
  if (auto made = create_directories_durably(index); !made) return fail(made.error());
  const auto lock = CreationLock::take(index);
  if (!lock) return fail(lock.error());
  const auto first_path = shard_path(index, 0);
  auto first = open_unfinished(first_path);
  if (!first) return fail(first.error());
  IndexInfo info{shards, {}};
  auto finished = guard(first_path, [&] {
    info.uuid = first->get_uuid();
    return info_of(*first, first_path, 0);
  });
  if (!finished) return fail(finished.error());
  if (*finished) return **finished;  // by another process, between our look and our lock

  for (unsigned number = 1; number < shards; ++number) {
    const auto path = shard_path(index, number);
    auto shard = open_unfinished(path);
    if (!shard) return fail(shard.error());
    if (auto done = finish_shard(*shard, path, number, info); !done) return fail(done.error());
  }
  if (auto synced = sync_directory(index); !synced) return fail(synced.error());
  if (auto done = finish_shard(*first, first_path, 0, info); !done) return fail(done.error());
  return info;
}

}  // namespace

unsigned shard_of(std::string_view id, unsigned shards) {
  return static_cast<unsigned>(XXH3_64bits(id.data(), id.size()) % shards);
}

fs::path shard_path(const fs::path& index, unsigned shard) {
  return index / (std::string(kShardName) + std::to_string(shard));
}

Result<IndexInfo> read_info(const fs::path& index) {
  auto info = find_info(index);
  if (!info) return fail(info.error());
  if (!*info) return not_an_index(index, "making it was interrupted: index again into it");
  return **info;
}

Result<Xapian::Database> open_shard(const fs::path& index, unsigned number, const IndexInfo& info) {
  const auto path = shard_path(index, number);
  auto shard = open_readable(path);
  if (!shard) return shard;
  auto fits = guard_reader(
      path, [&] { shard->reopen(); }, [&] { return expect_info(*shard, path, number, info); });
  if (!fits) return fail(fits.error());
  return shard;
}

Result<std::vector<Xapian::Database>> open_shards(const fs::path& index) {
  const auto info = read_info(index);
  if (!info) return fail(info.error());
  std::vector<Xapian::Database> shards;
  for (unsigned number = 0; number < info->shards; ++number) {
    auto shard = open_shard(index, number, *info);
    if (!shard) return fail(shard.error());
    shards.push_back(*std::move(shard));
  }
  return shards;
}

Result<IndexInfo> read_or_create(const fs::path& index, unsigned shards) {
  std::error_code error;
  const auto path = fs::absolute(index, error);
  if (error) return io_failure(index, "resolve the path", error.value());
  const auto found = look_at(path);
  if (!found) return fail(found.error());
  if (found->exists && !found->is_directory) {
    return fail(Errc::invalid_argument,
                path.string() + ": not a directory: an index is a directory, give another path");
  }
  if (found->shard_names > 0) {
    auto info = find_info(path);
    if (!info && info.error().code == Errc::not_found) {
      return fail(Errc::invalid_argument, info.error().message + ": give another directory");
    }
    if (!info) return fail(info.error());
    if (*info) return **info;
  }
  if (found->has_strangers) {
    return fail(Errc::invalid_argument,
                path.string() + ": the directory holds something else: give an empty or new one");
  }
  return create(path, std::clamp(std::max(shards, found->shards), 1U, kMaxShards));
}

Result<Xapian::WritableDatabase> open_writable(const fs::path& index, unsigned shard,
                                               const IndexInfo& info) {
  const auto path = shard_path(index, shard);
  const auto place = place_at(path);
  if (!place) return fail(place.error());
  if (*place != Place::database) return missing_shard(path);
  return guard(path, [&]() -> Result<Xapian::WritableDatabase> {
    Xapian::WritableDatabase database(path.string(), Xapian::DB_OPEN | kBackend);
    if (auto fits = expect_info(database, path, shard, info); !fits) return fail(fits.error());
    // The last writer may have been killed between Xapian's commit and its own sync. What is found
    // here counts as stored ("unchanged"), so it must be safe before anything is acknowledged.
    if (auto synced = sync_directory(path); !synced) return fail(synced.error());
    return database;
  });
}

Result<void> sync_directory(const fs::path& directory) {
  const int file = ::open(directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (file < 0) return io_failure(directory, "open the directory", errno);
  // EINVAL: a file system without durable directories has nothing to offer.
  const int code = ::fsync(file) == 0 || errno == EINVAL ? 0 : errno;
  ::close(file);
  if (code != 0) return io_failure(directory, "sync the directory", code);
  return {};
}

}  // namespace whensaid::index
