#pragma once

// The passes of make_cues() that are worth reading alone.

#include <vector>

#include <whensaid/model.hpp>

#include "source/captions.hpp"

namespace whensaid::source {

/// Live captions roll: each shows the line before it again, and a flash of a few milliseconds
/// repeats the line alone. Cuts those repeated lines off the payloads, but only in a file where
/// most captions do so: elsewhere a line said twice was said twice. Lines with word times are never
/// a repetition.
void remove_rolling_lines(std::vector<CaptionBlock>& blocks, Dialect dialect, Remarks& remarks);

/// "Ann: Hello" at the start of a cue, or of a line within it, becomes speaker Ann and text Hello,
/// when the same name stands so at the start of two cues at least ("Note: ..." does once). Cues
/// with a speaker are left alone. Where such names mark the turns of a whole file, the cues between
/// two names have the speaker of the first. Cue texts still have their line ends.
void name_speakers(std::vector<Cue>& cues);

/// Gives the parts of one caption their times: in proportion to their text, as words are
/// interpolated too, or from their own words where these have times.
void share_time(TimeSpan time, bool end_known, std::vector<Cue>& parts);

}  // namespace whensaid::source
