#pragma once

// What is stored of an episode besides its terms: the card (everything but description and cues)
// and the text, in chunks that inflate one by one. Two strings of bytes: the timeline lives in a
// value slot of its own (see schema.hpp) because searches read it for hundreds of candidates and
// the record for the ten hits only.
//
// Bytes, numbers as in timeline/bytes.hpp:
//   version (1 byte) | XXH3 of all up to the first part (8 bytes) | head: inflated size, size, zstd
//   then the parts, zstd each: the description, the chunks of cues
// The head holds the card, the names of the speakers, and for each part its cues, inflated size,
// size and XXH3. A chunk of cues is as cue_chunk.hpp has it.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <whensaid/model.hpp>
#include <whensaid/result.hpp>

#include "timeline/bytes.hpp"

namespace whensaid::index {

/// Writes the record of a normalised episode. Text chunks are about kChunkBytes, cut between cues;
/// the description is a chunk of its own. Each part carries a checksum.
std::string encode_record(const Episode& episode);

/// The card and, on demand, the text. Bytes from disk are not trusted: every length is checked and
/// every part's checksum verified before use; damage gives Errc::corrupt.
class Record {
 public:
  static Result<Record> open(std::string bytes);

  /// Everything but description and cues.
  [[nodiscard]] const Episode& card() const { return card_; }
  [[nodiscard]] std::uint32_t cue_count() const;

  Result<std::string> description() const;

  /// Cues [first, last), which may span chunks; `last` is cut to the count.
  Result<std::vector<Cue>> cues(std::uint32_t first, std::uint32_t last) const;

  /// The whole normalised episode.
  Result<Episode> episode() const;

 private:
  struct Chunk {
    std::uint32_t first_cue{0};
    std::uint32_t cues{0};
    std::uint32_t begin{0};  ///< byte range of the compressed chunk in bytes_
    std::uint32_t end{0};
    std::uint32_t inflated{0};  ///< bytes
    std::uint64_t checksum{0};  ///< of the compressed bytes
  };
  Record() = default;

  bool read_head(std::string_view head, std::size_t parts_begin);
  bool read_parts(timeline::Reader& head, std::size_t parts_begin);
  /// False when the chunk is damaged.
  bool inflate(const Chunk& chunk, std::string& out) const;
  [[nodiscard]] Unexpected damaged(std::string_view part) const;

  std::string bytes_;
  Episode card_;
  std::vector<std::string> speakers_;
  Chunk description_;
  std::vector<Chunk> chunks_;
};

inline constexpr std::size_t kChunkBytes = std::size_t{32} << 10U;

/// Text of an episode, all its strings together; beyond it put() refuses. The transcript of a day
/// is 2 MB. Xapian stores no value of more than about 100 MB, and a damaged record must not make a
/// reader allocate without bound.
inline constexpr std::size_t kMaxEpisodeBytes = std::size_t{64} << 20U;

/// Measured on 38 MB of English speech: level 3 gives 16.1 MB in 0.4 s, level 5 2 % less in twice
/// the time. Chunks of 16 KB gave 5 % more and did not read faster in a way a search would notice.
inline constexpr int kCompressionLevel = 3;

}  // namespace whensaid::index
