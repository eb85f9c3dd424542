#pragma once

// What an index holds, read straight from its shards: the judge of the write side must not depend
// on the search side.

#include <filesystem>
#include <map>
#include <stdexcept>
#include <string>

#include "index/record.hpp"
#include "index/schema.hpp"
#include "index/shards.hpp"

namespace whensaid::test {

/// By id. Throws on any damage and on an id that is there twice.
inline std::map<std::string, Episode> stored_episodes(const std::filesystem::path& path) {
  std::map<std::string, Episode> found;
  const auto shards = index::open_shards(path).value();
  for (const auto& shard : shards) {
    for (auto id = shard.postlist_begin({}); id != shard.postlist_end({}); ++id) {
      const auto document = shard.get_document(*id);
      const auto timeline =
          timeline::Timeline::open(document.get_value(index::kTimelineSlot)).value();
      const auto record = index::Record::open(document.get_value(index::kRecordSlot)).value();
      auto episode = record.episode(timeline).value();
      const auto name = episode.id;
      if (!found.emplace(name, std::move(episode)).second)
        throw std::runtime_error(name + " twice");
    }
  }
  return found;
}

}  // namespace whensaid::test
