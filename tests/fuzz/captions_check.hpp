#pragma once

// What holds of the cues of any caption file, however broken. The bytes are repaired here and not
// by read_transcript(), which would spend most of the time on guessing encodings.

#include <string_view>

#include "require.hpp"
#include "source/readers.hpp"
#include "text/utf8.hpp"

namespace whensaid::fuzz {

inline void check_captions(const source::Captions& captions) {
  for (const Cue& cue : captions.cues) {
    require(!cue.text.empty() && text::is_clean(cue.text));
    require(text::is_clean(cue.speaker));
    require(cue.start >= Millis{0} && (!cue.end || *cue.end >= cue.start));
    for (const Word& word : cue.words) require(!word.text.empty() && word.start >= Millis{0});
  }
  require(captions.warnings.size() <= 110);
}

}  // namespace whensaid::fuzz
