#pragma once

// The text around a moment, and where its words stand in it.

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include <whensaid/search.hpp>

#include "index/cue_chunk.hpp"
#include "index/record.hpp"
#include "text/analyzer.hpp"
#include "timeline/rank.hpp"
#include "timeline/timeline.hpp"

namespace whensaid::index {

/// So long before a moment a sentence may begin that is shown or played with it.
inline constexpr std::uint32_t kSentenceMs = 15'000;

/// A stretch of an episode's text with the place of each of its words, a section or some cues
/// joined by spaces.
struct Passage {
  std::string text{};
  std::vector<PlacedText::Word> words{};  ///< in order
  bool is_name{false};                    ///< a title or a name: shown whole where it fits
};

/// The text of the moment's section; of speech the cues around it, from kSentenceMs before to what
/// an excerpt of `bytes` may need behind. Errors: corrupt.
Result<Passage> passage_around(const timeline::Moment& moment, const timeline::Timeline& timeline,
                               const Record& record, std::size_t bytes, text::Analyzer& analyzer);

/// The first of the passage's words that stands at `position` or behind it.
[[nodiscard]] std::size_t word_at(const Passage& passage, timeline::Position position);

/// Whether this word of the passage begins a sentence; its first one does.
[[nodiscard]] bool begins_sentence(const Passage& passage, std::size_t word);

}  // namespace whensaid::index
