#pragma once

// A run of cues to bytes and back. Like is kept with like, which is what compresses: all starts,
// all ends, speakers, word counts, text lengths, words, then the texts. See pack_cues.

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include <whensaid/model.hpp>

namespace whensaid::index {

/// A speaker's number in the record, from 1; 0 is "not known".
using SpeakerNumbers = std::unordered_map<std::string_view, std::uint64_t>;

struct PackedCues {
  std::string bytes{};
  std::size_t texts_begin{0};  ///< numbers before, text behind: they compress better apart
};

/// Packs normalised cues [first, last):
///   unit      the largest that divides all times of the chunk (captions are often in hundredths)
///   starts    each minus the one before, in units
///   ends      each minus the next one's start (the last: its own start), in units, signed
///   speakers, numbers of words with a time of their own
///   words     places, lengths, times: each minus what is expected, which is the next run without
///             space and the word before
///   texts     each with a NUL behind it, which clean text does not hold
[[nodiscard]] PackedCues pack_cues(const Cue* first, const Cue* last,
                                   const SpeakerNumbers& speakers);

/// Appends cues [first, last) of the `count` packed in `bytes`. False when the bytes are not what
/// pack_cues writes; then nothing is to be trusted in `out`.
[[nodiscard]] bool unpack_cues(std::string_view bytes, std::size_t count,
                               const std::vector<std::string>& speakers, std::size_t first,
                               std::size_t last, std::vector<Cue>& out);

}  // namespace whensaid::index
