#pragma once

// What is stored of an episode besides its terms and its timeline: the card (everything but
// description and cues), and what of the text the timeline does not know. The two are values of
// their own (see schema.hpp) because searches read timelines for hundreds of candidates and records
// for the ten hits only. Cues are read with both: the timeline has the words, times and speakers,
// the record how they are written.
//
// Bytes, numbers as in timeline/bytes.hpp:
//   version (1 byte) | XXH3 of all up to the first part (8 bytes) | head: inflated size, size, zstd
//   then the parts, zstd each: the description, the spelling, the chunks of cues
// The head holds the card, the checksum of the timeline, its number of forms, and for each part its
// cues, the bytes of their text, inflated size, size and XXH3. The spelling is as spelling.hpp has
// it, a chunk of cues as cue_chunk.hpp.

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <whensaid/model.hpp>
#include <whensaid/result.hpp>

#include "index/cue_chunk.hpp"
#include "index/spelling.hpp"
#include "text/analyzer.hpp"
#include "timeline/build.hpp"
#include "timeline/bytes.hpp"
#include "timeline/timeline.hpp"

namespace whensaid::index {

/// Writes the record of a normalised episode, whose timeline is `built`, by `analyzer`. Chunks are
/// of about kChunkBytes of text, cut between cues. Each part carries a checksum.
std::string encode_record(const Episode& episode, const timeline::Built& built,
                          const text::Analyzer& analyzer);

/// The card and, on demand, the text. Bytes from disk are not trusted: every length is checked and
/// every part's checksum verified before use; damage gives Errc::corrupt.
class Record {
 public:
  static Result<Record> open(std::string bytes);

  /// Everything but description and cues.
  [[nodiscard]] const Episode& card() const { return card_; }
  [[nodiscard]] std::uint32_t cue_count() const;

  Result<std::string> description() const;

  /// Reads all that cues() and text() of this timeline need, once for many calls; what is damaged
  /// is left for them to tell of. Cost: about 0.4 ms an hour of talk, and memory, see bytes().
  void unpack(const timeline::Timeline& timeline);
  [[nodiscard]] bool is_unpacked() const { return text_ != nullptr; }

  /// Memory it takes, for cache limits.
  [[nodiscard]] std::size_t bytes() const;

  /// Cues [first, last), which may span chunks; `last` is cut to the count. Errors: corrupt, also
  /// for another timeline than the record was written with. Cost: about 0.2 ms an hour of talk, a
  /// tenth of that once unpacked.
  Result<std::vector<Cue>> cues(const timeline::Timeline& timeline, std::uint32_t first,
                                std::uint32_t last) const;

  /// The text of these cues alone, a space between two, and where its words stand: what an analyzer
  /// would find in them. Errors and cost: those of cues().
  Result<PlacedText> text(const timeline::Timeline& timeline, std::uint32_t first,
                          std::uint32_t last) const;

  /// The whole normalised episode. Errors: those of cues().
  Result<Episode> episode(const timeline::Timeline& timeline) const;

 private:
  struct Chunk {
    std::uint32_t first_cue{0};
    std::uint32_t cues{0};
    std::uint32_t text_bytes{0};
    std::uint32_t begin{0};  ///< byte range of the compressed chunk in bytes_
    std::uint32_t end{0};
    std::uint32_t inflated{0};  ///< bytes
    std::uint64_t checksum{0};  ///< of the compressed bytes
  };
  /// What cues are put together from.
  struct Text {
    std::optional<timeline::Wording> words{};  ///< of all speech
    std::string spelled{};
    Spelling spelling{};  ///< views it
    std::vector<std::string> chunks{};
    std::vector<ChunkIndex> indexes{};  ///< of the chunks, which they view
  };
  Record() = default;

  [[nodiscard]] bool is_of(const timeline::Timeline& timeline) const;
  /// False when it is damaged.
  bool read_spelling(Text& text) const;
  /// unpack_cues() or unpack_text().
  template <typename Out>
  using Unpack = bool (*)(std::string_view bytes, const ChunkPlace& place, const Spelling& spelling,
                          std::uint32_t first, std::uint32_t last, Out& out);
  /// What `take` gives of cues [first, last), chunk by chunk. Errors: corrupt.
  template <typename Out>
  Result<Out> unpacked(const timeline::Timeline& timeline, std::uint32_t first, std::uint32_t last,
                       Unpack<Out> take) const;
  bool read_head(std::string_view head, std::size_t parts_begin);
  bool read_parts(timeline::Reader& head, std::size_t parts_begin);
  /// False when the chunk is damaged.
  bool inflate(const Chunk& chunk, std::string& out) const;
  [[nodiscard]] Unexpected damaged(std::string_view part) const;
  [[nodiscard]] Unexpected damaged_from(const Chunk& chunk) const;

  std::string bytes_;
  Episode card_;
  std::unique_ptr<const Text> text_;
  std::uint64_t timeline_checksum_{0};
  std::uint32_t forms_{0};
  Chunk description_;
  Chunk spelling_;
  std::vector<Chunk> chunks_;
};

/// About an hour of talk, so that most episodes have one chunk and pay for its tables once.
inline constexpr std::size_t kChunkBytes = std::size_t{64} << 10U;

/// Text of an episode, all its strings together; beyond it put() refuses. The transcript of a day
/// is 2 MB. Xapian stores no value of more than about 100 MB, and a damaged record must not make a
/// reader allocate without bound.
inline constexpr std::size_t kMaxEpisodeBytes = std::size_t{64} << 20U;

/// What spelling leaves of 38 MB of English speech: level 1 gives 1.58 MB, level 3 1.62 MB.
inline constexpr int kCompressionLevel = 1;

}  // namespace whensaid::index
