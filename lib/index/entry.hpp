#pragma once

// Where playback of a moment should start.

#include <cstdint>
#include <span>

#include "index/passage.hpp"
#include "timeline/match.hpp"
#include "timeline/rank.hpp"
#include "timeline/timeline.hpp"

namespace whensaid::index {

/// So long before a moment the discussion may begin that it is part of. Measured on chapter titles:
/// with 30 s the entry is 16 s off in the median, with 45 s 14, with 60 to 180 s 13.
inline constexpr std::uint32_t kDiscussionMs = 60'000;

/// So many words of the query in a row are a quote; a phrase in quotation marks is one with fewer.
inline constexpr timeline::Position kQuoteWords = 4;
inline constexpr timeline::Position kPhraseWords = 3;

/// A quote starts with its sentence, or with its turn when that begins later; anything else with
/// the turn or the chapter that it is part of, whichever begins later, when that is at most
/// kDiscussionMs before it, and with its sentence when not. A sentence begins at most kSentenceMs
/// before the moment; else it is the cue or the word itself. A chapter's moment starts where the
/// chapter does. `words` are the moment's own matches, in order.
[[nodiscard]] std::uint32_t entry_ms(const Passage& passage, const timeline::Moment& moment,
                                     const timeline::Timeline& timeline,
                                     std::span<const timeline::Match> words);

}  // namespace whensaid::index
