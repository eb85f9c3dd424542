#pragma once

// What a hit shows of the text around a moment, and which words are marked.

#include <cstddef>
#include <span>
#include <vector>

#include <whensaid/search.hpp>

#include "index/passage.hpp"
#include "timeline/match.hpp"
#include "timeline/timeline.hpp"

namespace whensaid::index {

/// About `bytes` of the passage: all of the moment's `matches` where they fit, else the part with
/// the most; from the start of a sentence when one is near.
Excerpt make_excerpt(const Passage& passage, std::span<const timeline::Match> matches,
                     std::size_t bytes);

/// The words that the matches cover, each once, in order of the text.
std::vector<MatchedWord> matched_words(const Passage& passage, const timeline::Timeline& timeline,
                                       std::span<const timeline::Match> matches);

}  // namespace whensaid::index
