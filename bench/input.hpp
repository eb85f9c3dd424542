#pragma once

// Episodes from a JSON Lines file, a few megabytes at a time: so that a measured process holds
// neither the file nor the episodes, and its peak memory is the engine's.

#include <filesystem>
#include <functional>

#include <whensaid/model.hpp>

namespace whensaid::bench {

using EpisodeTaker = std::function<void(Episode&&)>;

/// Throws Failure when the file cannot be read or holds an episode that is rejected.
void read_episode_file(const std::filesystem::path& path, const EpisodeTaker& take);

/// Bytes of all cues' text, the unit in which index sizes and rates are given.
[[nodiscard]] std::size_t cue_bytes(const Episode& episode);

}  // namespace whensaid::bench
