#pragma once

// The episode that the micro benchmarks work on: an hour of made talk, the same everywhere.

#include <string>

#include <whensaid/model.hpp>

namespace whensaid::bench {

/// As readers give it, and as indexing sees it.
[[nodiscard]] const Episode& sample_episode();
[[nodiscard]] const Episode& normalised_episode();

/// All its speech, a cue a line.
[[nodiscard]] const std::string& sample_speech();

}  // namespace whensaid::bench
