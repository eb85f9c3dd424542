#pragma once

// The text around a moment: what is shown, which words are marked, and where playback starts.

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include <whensaid/search.hpp>

#include "index/record.hpp"
#include "text/analyzer.hpp"
#include "timeline/match.hpp"
#include "timeline/rank.hpp"
#include "timeline/timeline.hpp"

namespace whensaid::index {

/// A stretch of an episode's text with the place of each of its words, a section or some cues
/// joined by spaces.
struct Passage {
  std::string text{};
  struct Placed {
    timeline::Position position{0};
    ByteRange bytes{};
  };
  std::vector<Placed> words{};  ///< in order
  bool is_name{false};          ///< a title or a name: shown whole where it fits
};

/// The text of the moment's section; of speech the cues around it, from kMaxLeadMs before to what
/// an excerpt of `bytes` may need behind. Errors: corrupt.
Result<Passage> passage_around(const timeline::Moment& moment, const timeline::Timeline& timeline,
                               const Record& record, std::size_t bytes, text::Analyzer& analyzer);

/// About `bytes` of the passage: all of the moment's `matches` where they fit, else the part with
/// the most; from the start of a sentence when one is near.
Excerpt make_excerpt(const Passage& passage, std::span<const timeline::Match> matches,
                     std::size_t bytes);

/// The words that the matches cover, each once, in order of the text.
std::vector<MatchedWord> matched_words(const Passage& passage, const timeline::Timeline& timeline,
                                       std::span<const timeline::Match> matches);

/// Where a listener should start: the sentence of the first matched word, or the turn when that
/// begins later; at most kMaxLeadMs before it, so else its cue or the word itself. A chapter's
/// moment starts where the chapter does.
std::uint32_t entry_ms(const Passage& passage, const timeline::Moment& moment,
                       const timeline::Timeline& timeline);

/// Nobody waits longer for the words they searched for.
inline constexpr std::uint32_t kMaxLeadMs = 15'000;

}  // namespace whensaid::index
