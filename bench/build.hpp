#pragma once

// Building one engine's index in a process of its own, so that CPU time and peak memory are that
// engine's and nobody else's.

#include <cstddef>
#include <cstdint>
#include <filesystem>

#include "engine.hpp"
#include "workload.hpp"

namespace whensaid::bench {

/// What building cost.
struct Built {
  std::size_t episodes{0};
  std::size_t cues{0};
  std::uint64_t text_bytes{0};  ///< of the cues
  double wall_s{0};             ///< reading included, as some engines work meanwhile
  double cpu_s{0};              ///< all threads, helper processes included, reading left out
  double reading_cpu_s{0};
  std::uint64_t peak_bytes{0};  ///< resident, of the largest process
  std::uint64_t disk_bytes{0};
};

/// Forks; the calling process must have one thread only. Throws Failure when the child fails.
[[nodiscard]] Built build_apart(Engine& engine, const std::filesystem::path& index,
                                const EpisodeSource& source);

}  // namespace whensaid::bench
