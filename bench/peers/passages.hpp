#pragma once

// Transcripts cut into passages: what an engine without a timeline makes its documents of.

#include <chrono>
#include <string>
#include <vector>

#include <whensaid/model.hpp>

namespace whensaid::bench {

/// How a peer's documents are cut.
struct PassageOptions {
  Millis length{std::chrono::seconds{60}};
  Millis step{std::chrono::seconds{60}};  ///< half of `length`: passages overlap by half
  /// One more passage an episode, at time 0, with title, description, people and chapter titles.
  bool metadata{false};
  /// Every passage begins with the episode's title, guests and hosts, so that a name and a topic
  /// can meet in one.
  bool named{false};
};

struct Passage {
  TimeSpan time{};
  std::string text{};
};

/// A passage holds the cues that start within `length` of a multiple of `step`; its time is that of
/// its cues. Every cue is in at least one passage (step <= length). Passages without a cue are left
/// out.
[[nodiscard]] std::vector<Passage> cut_passages(const Episode& episode,
                                                const PassageOptions& options);

}  // namespace whensaid::bench
