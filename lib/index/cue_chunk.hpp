#pragma once

// A run of cues to bytes and back: what the timeline does not know of them. Times, speakers and
// words in their order come from there; a chunk has the steps between words (spelling.hpp) and the
// words that have a time of their own. Like is kept with like, which is what compresses. See
// pack_cues.

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <whensaid/model.hpp>

#include "index/spelling.hpp"
#include "timeline/timeline.hpp"

namespace whensaid::index {

/// Cues [first, last) of an episode and the steps of their words.
struct CueRun {
  std::size_t first{0};
  std::size_t last{0};
  std::size_t first_step{0};  ///< in Spelled::steps
};

struct PackedCues {
  std::string bytes{};
  std::vector<std::size_t> cuts{};  ///< where another kind of bytes begins: they compress apart
  std::size_t steps{0};             ///< how many were taken
};

/// Packs cues of a normalised episode, whose timeline is `built`:
///   sizes   of the three columns that follow, in bytes
///   edges   the first step of each cue that has words, then the end of each cue
///   runs    how many usual steps there are before each other one, inside cues
///   steps   these others
///   words   the columns of words with a time of their own, when there are any (below)
///   own     the words that are spelled out, each with a NUL behind it
/// The columns of timed words: their number, 0 for all that follows when there are none; the
/// largest unit that divides all their times; how many each cue has; places, lengths, times: each
/// minus what is expected, which is the next run without space and the word before (the first: the
/// start of the cue).
[[nodiscard]] PackedCues pack_cues(const Episode& episode, const CueRun& run,
                                   const timeline::Built& built, const Spelled& spelled);

/// Where packed cues stand in their episode.
struct ChunkPlace {
  const timeline::Timeline& timeline;
  const timeline::Wording* words{nullptr};  ///< of all speech; null: read those of the cues
  std::uint32_t first_cue{0};
  std::uint32_t cues{0};
  std::size_t text_bytes{0};  ///< no more text than this comes out
};

/// Appends cues [first, last) of the episode, which are in the chunk. False when the bytes are not
/// what pack_cues writes; then nothing is to be trusted in `out`.
[[nodiscard]] bool unpack_cues(std::string_view bytes, const ChunkPlace& place,
                               const Spelling& spelling, std::uint32_t first, std::uint32_t last,
                               std::vector<Cue>& out);

}  // namespace whensaid::index
