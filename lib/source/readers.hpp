#pragma once

// The readers, one a format, behind read_episodes() and read_transcript() (transcript.cpp). All
// take text that is UTF-8 already (text::repair, so lines end in LF), never fail on its content and
// take time linear in its size.

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include <whensaid/model.hpp>
#include <whensaid/result.hpp>
#include <whensaid/source.hpp>

namespace whensaid::source {

/// What a reader of whole episodes found.
struct Reading {
  std::vector<Episode> episodes{};
  std::vector<Warning> warnings{};  ///< understood, but odd
  std::vector<Warning> rejected{};  ///< episodes left out, and why
};

/// What a reader of captions found: cues in the order of the text.
struct Captions {
  std::vector<Cue> cues{};
  std::string language{};  ///< where the header states one
  std::vector<Warning> warnings{};
};

/// A show's page saved as plain text: listing.cpp.
[[nodiscard]] bool looks_like_listing(std::string_view text);
[[nodiscard]] Reading read_listing(std::string_view text, const ReadOptions& options);

[[nodiscard]] bool looks_like_webvtt(std::string_view text);
[[nodiscard]] Captions read_webvtt(std::string_view text);

[[nodiscard]] bool looks_like_srt(std::string_view text);
[[nodiscard]] Captions read_srt(std::string_view text);

/// An episode and the line it began on; 0: not known.
using LineSink = std::function<Result<void>(Episode&&, std::size_t line)>;

/// What a streaming reader could not take, or took with a remark.
struct Faults {
  std::vector<Warning> warnings{};
  std::vector<Warning> rejected{};
};

/// JSON Lines, an episode at a time. Takes the raw bytes: a broken line is repaired alone, so that
/// a large collection is not copied. An error of the sink ends the reading and is handed on.
Result<Faults> read_json_lines(std::string_view bytes, const LineSink& sink);

}  // namespace whensaid::source
