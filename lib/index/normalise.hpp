#pragma once

// The one shape in which an episode is stored, digested, exported and indexed. normalise() is
// idempotent: what export writes indexes again to the same bytes.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include <whensaid/model.hpp>
#include <whensaid/result.hpp>

namespace whensaid::index {

/// Text repaired (text::repair) and trimmed; the language tag kept, or guessed from the text when
/// it names no language; empty names dropped; chapters and cues in order of start (stable),
/// negative times 0, times beyond kMaxTime cut to it, a duration of 0 not known; every cue and
/// chapter has an end: its own if not before its start, else the next later start, else the
/// duration, else (chapters) the end of the speech, else start plus an estimate from the text (150
/// words a minute); cues without text dropped; words of a cue kept only where find_word finds them
/// in order, their times forced to rise within the cue.
/// Errors: those of check_id.
Result<Episode> normalise(Episode episode);

/// Errors: invalid_argument for an id that is empty, longer than kMaxIdBytes or not clean UTF-8.
Result<void> check_id(std::string_view id);

/// Where a word with a time of its own stands in its cue's text, at or after `from`; npos when it
/// does not. It must not begin inside another word: "art" is not found in "start".
[[nodiscard]] std::size_t find_word(std::string_view text, std::size_t from, std::string_view word);

/// 128 bits over every field of a normalised episode, as 16 raw bytes (XXH3): equal episodes have
/// equal digests in every process and version with the same kSchemaVersion.
std::string digest(const Episode& episode);

/// 2^31 ms is 24.8 days: the timeline keeps times in 32 bits.
inline constexpr Millis kMaxTime{(std::int64_t{1} << 31U) - 1};

}  // namespace whensaid::index
