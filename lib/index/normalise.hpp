#pragma once

// The one shape in which an episode is stored, digested, exported and indexed. normalise() is
// idempotent: what export writes indexes again to the same bytes.

#include <cstdint>
#include <string>

#include <whensaid/model.hpp>
#include <whensaid/result.hpp>

namespace whensaid::index {

/// Text repaired (text::repair) and trimmed; the language tag kept, or guessed from the text when
/// it names no language; empty names dropped; chapters and cues in order of start (stable),
/// negative times 0, times beyond kMaxTime cut to it; every cue and chapter has an end: its own if
/// not before its start, else the next one's start, else the duration, else start plus an estimate
/// from the text (150 words a minute); cues without text dropped; words of a cue kept only where
/// they are found in its text in order, their times forced to rise within the cue.
/// Errors: invalid_argument for an id that is empty, longer than kMaxIdBytes or not clean UTF-8.
Result<Episode> normalise(Episode episode);

/// 128 bits over every field of a normalised episode, as 16 raw bytes (XXH3): equal episodes have
/// equal digests in every process and version with the same kSchemaVersion.
std::string digest(const Episode& episode);

/// 2^31 ms is 24.8 days: the timeline keeps times in 32 bits.
inline constexpr Millis kMaxTime{(std::int64_t{1} << 31U) - 1};

}  // namespace whensaid::index
