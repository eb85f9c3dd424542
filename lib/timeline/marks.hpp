#pragma once

// A timeline's marks from its bytes, in the order in which codec.hpp has them. What cannot be fails
// the reader; what has been read until then is returned.

#include <cstdint>
#include <vector>

#include "timeline/bytes.hpp"
#include "timeline/timeline.hpp"

namespace whensaid::timeline {

/// `size`: positions of the timeline. The sections must fill them.
[[nodiscard]] std::vector<Section> read_sections(Reader& marks, std::uint32_t count, Position size);

/// `first`: where speech begins.
[[nodiscard]] std::vector<CueMark> read_cues(Reader& marks, std::uint32_t count, Position first,
                                             Position size);
[[nodiscard]] std::vector<WordMark> read_word_marks(Reader& marks, std::uint32_t count,
                                                    Position first, Position size);

/// `cues`, `speakers`: how many there are.
[[nodiscard]] std::vector<Turn> read_turns(Reader& marks, std::uint32_t count, std::uint32_t cues,
                                           std::uint32_t speakers);
[[nodiscard]] std::vector<ChapterMark> read_chapters(Reader& marks, std::uint32_t count);

}  // namespace whensaid::timeline
