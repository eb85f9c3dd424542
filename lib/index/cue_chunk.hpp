#pragma once

// A run of cues to bytes and back: what the timeline does not know of them. Times, speakers and
// words in their order come from there; a chunk has the steps between words (spelling.hpp) and the
// words that have a time of their own. Like is kept with like, which is what compresses. See
// pack_cues.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <whensaid/model.hpp>
#include <whensaid/search.hpp>

#include "index/spelling.hpp"
#include "timeline/bytes.hpp"
#include "timeline/timeline.hpp"

namespace whensaid::index {

/// Text, and the place of each of its words.
struct PlacedText {
  std::string text{};
  struct Word {
    timeline::Position position{0};
    ByteRange bytes{};

    friend bool operator==(const Word&, const Word&) = default;
  };
  std::vector<Word> words{};  ///< in order

  friend bool operator==(const PlacedText&, const PlacedText&) = default;
};

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

/// What is left of a chunk's columns behind some of its cues. Views the packed bytes.
struct Columns {
  timeline::Reader first_steps{{}};
  timeline::Reader ends{{}};
  timeline::Reader runs{{}};
  timeline::Reader steps{{}};
  std::string_view own{};
  std::uint64_t usual{0};  ///< steps until the next other one
};

/// A chunk that was read once, so that who wants a few of its cues does not read all before them.
/// Views the packed bytes.
struct ChunkIndex {
  std::vector<Columns> at{};       ///< before the first cue, and each kIndexedCues-th behind it
  std::string_view timed_words{};  ///< their columns

  /// Memory it takes, for cache limits.
  [[nodiscard]] std::size_t bytes() const { return sizeof *this + at.capacity() * sizeof(Columns); }
};

/// Three of the 110 KB that an hour of talk takes unpacked; half as many are passed on the way to a
/// cue.
inline constexpr std::uint32_t kIndexedCues = 16;

/// Where packed cues stand in their episode.
struct ChunkPlace {
  const timeline::Timeline& timeline;
  const timeline::Wording* words{nullptr};  ///< of all speech; null: read those of the cues
  std::uint32_t first_cue{0};
  std::uint32_t cues{0};
  std::size_t text_bytes{0};         ///< no more text than this comes out
  const ChunkIndex* index{nullptr};  ///< null: read from the beginning
};

/// Nothing when the bytes are not what pack_cues writes.
[[nodiscard]] std::optional<ChunkIndex> index_chunk(std::string_view bytes, const ChunkPlace& place,
                                                    const Spelling& spelling);

/// Appends cues [first, last) of the episode, which are in the chunk. False when the bytes are not
/// what pack_cues writes; then nothing is to be trusted in `out`.
[[nodiscard]] bool unpack_cues(std::string_view bytes, const ChunkPlace& place,
                               const Spelling& spelling, std::uint32_t first, std::uint32_t last,
                               std::vector<Cue>& out);

/// Appends only the text of these cues, a space between two, and where its words stand. Cost: about
/// 140 instructions a word once there is an index.
[[nodiscard]] bool unpack_text(std::string_view bytes, const ChunkPlace& place,
                               const Spelling& spelling, std::uint32_t first, std::uint32_t last,
                               PlacedText& out);

}  // namespace whensaid::index
