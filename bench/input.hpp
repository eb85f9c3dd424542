#pragma once

// Episodes from a JSON Lines file, a few megabytes at a time: so that a measured process holds
// neither the file nor the episodes, and its peak memory is the engine's.

#include <filesystem>
#include <functional>

#include <whensaid/model.hpp>

namespace whensaid::bench {

using EpisodeTaker = std::function<void(Episode&&)>;

/// Calls its argument with every episode, each time in the same order.
using EpisodeSource = std::function<void(const EpisodeTaker&)>;

/// Throws Failure when the file cannot be read or holds an episode that is rejected.
void read_episode_file(const std::filesystem::path& path, const EpisodeTaker& take);

/// The same as a source, which reads the file each time.
[[nodiscard]] EpisodeSource episodes_in(const std::filesystem::path& path);

/// Bytes of all cues' text, the unit in which index sizes and rates are given.
[[nodiscard]] std::size_t cue_bytes(const Episode& episode);

}  // namespace whensaid::bench
