#pragma once

// Transcripts cut into passages: what an engine without a timeline makes its documents of.

#include <chrono>
#include <cstdint>
#include <optional>
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
  /// For whole answers and for questions about fields: the text is stored with the passage, the
  /// metadata passage has the title in a field of its own, and every passage its episode's date.
  bool complete{false};
};

/// For benchmarks of speed: passages that follow each other, metadata, all that is asked for.
[[nodiscard]] PassageOptions complete_passages();

/// Days since 1970, as peers store dates; 0: not known.
[[nodiscard]] std::int64_t day_number(const std::optional<Day>& day);

struct Passage {
  TimeSpan time{};
  std::string text{};
  bool metadata{false};
};

/// A passage holds the cues that start within `length` of a multiple of `step`; its time is that of
/// its cues. Every cue is in at least one passage (step <= length). Passages without a cue are left
/// out.
[[nodiscard]] std::vector<Passage> cut_passages(const Episode& episode,
                                                const PassageOptions& options);

}  // namespace whensaid::bench
