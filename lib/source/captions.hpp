#pragma once

// What WebVTT and SRT share: lines, timing lines, and the way from blocks of text with a time to
// cues with speakers.

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include <whensaid/model.hpp>

#include "source/markup.hpp"
#include "source/readers.hpp"
#include "source/remarks.hpp"

namespace whensaid::source {

struct Line {
  std::string_view text{};  ///< without its end, without a byte order mark before it
  std::size_t number{0};    ///< from 1
  std::size_t begin{0};     ///< offset of the line
  std::size_t end{0};       ///< offset after its line end
};

/// The lines of a text whose line ends are LF. Copies are cheap: copy to look ahead.
class Lines {
 public:
  explicit Lines(std::string_view text) : text_(text) {}

  std::optional<Line> next();

 private:
  std::string_view text_;
  std::size_t at_{0};
  std::size_t number_{0};
};

/// Nothing or white space only.
[[nodiscard]] bool is_blank(std::string_view line);

enum class Arrows {
  standard,  ///< -->
  any,       ///< also ->, =>, an arrow character, an escaped -->
};

/// "00:00:01,500 --> 00:00:02,000 whatever". `end` is absent when none can be read.
struct Timing {
  Millis start{0};
  std::optional<Millis> end{};
};

/// The line's times, or nothing when it does not begin with a time (perhaps after a number) and an
/// arrow. Times are as written: they may be negative, the end may lie before the start.
[[nodiscard]] std::optional<Timing> parse_timing(std::string_view line, Arrows arrows);

/// A timing line and what follows it.
struct CaptionBlock {
  std::size_t line{0};  ///< of the timing
  Timing timing{};
  std::string_view payload{};  ///< lines with LF between them
  Millis offset{0};            ///< to add to every time
};

/// Cues in the order of the blocks. Lines repeated because captions rolled up are taken out, voices
/// and names before a colon become speakers, mark-up goes, spaces collapse, blocks without text
/// leave no cue.
[[nodiscard]] std::vector<Cue> make_cues(std::vector<CaptionBlock> blocks, Dialect dialect,
                                         Remarks& remarks);

/// More captions than this are left out with a warning: one a second for three weeks.
inline constexpr std::size_t kMaxCues = 2'000'000;

}  // namespace whensaid::source
