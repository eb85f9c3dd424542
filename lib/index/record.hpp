#pragma once

// What is stored of an episode besides its terms: the card (everything but description and cues)
// and the text, in chunks that inflate one by one. Two strings of bytes: the timeline lives in a
// value slot of its own (see schema.hpp) because searches read it for hundreds of candidates and
// the record for the ten hits only.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <whensaid/model.hpp>
#include <whensaid/result.hpp>

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
  };
  Record() = default;

  std::string bytes_;
  Episode card_;
  Chunk description_;
  std::vector<Chunk> chunks_;
};

inline constexpr std::size_t kChunkBytes = 16 * 1024;

}  // namespace whensaid::index
