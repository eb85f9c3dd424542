#pragma once

// Bytes to episodes. Readers are total: whatever the bytes, they return what can be read and say,
// with line numbers, what could not. They never throw on content and never read files themselves.

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <whensaid/export.hpp>
#include <whensaid/model.hpp>
#include <whensaid/result.hpp>

namespace whensaid {

/// The input formats. `detect` looks at the bytes first and at ReadOptions::name last.
enum class Format {
  detect,
  json_lines,  ///< one episode a line: the interchange format, see README
  webvtt,      ///< https://www.w3.org/TR/webvtt1/
  srt,         ///< SubRip, as found in the wild
  listing,     ///< a show's page saved as plain text (Apple Podcasts, Audible), in many languages
};

/// "webvtt" and back; the names `--format` takes.
[[nodiscard]] WHENSAID_EXPORT std::string_view to_string(Format format);
[[nodiscard]] WHENSAID_EXPORT std::optional<Format> parse_format(std::string_view name);

/// A remark about text that was understood all the same, or about the part that was left out.
struct Warning {
  std::size_t line{0};    ///< from 1; 0: about the whole
  std::size_t column{0};  ///< in bytes, from 1; 0: about the line
  std::string message{};

  friend bool operator==(const Warning&, const Warning&) = default;
};

struct ReadOptions {
  Format format{Format::detect};
  /// The file's name or URL: names the episode of a bare transcript (id and title from its stem),
  /// helps to detect the format. Never opened.
  std::string name{};
  /// For episodes that do not state one. "und": guessed from the text when it is indexed.
  std::string language{"und"};
  /// For transcripts that do not state one.
  std::string show{};
  /// "Today" for dates without a year: no episode of a listing is later. Absent: the system's day.
  std::optional<Day> reference_date{};
};

/// What was read. `warnings`: understood, but odd. `rejected`: episodes left out, and why.
struct ReadReport {
  Format format{Format::detect};
  std::size_t episodes{0};
  std::vector<Warning> warnings{};
  std::vector<Warning> rejected{};
};

/// Takes each episode as it is read. An error ends the reading and is handed on.
using EpisodeSink = std::function<Result<void>(Episode&&)>;

/// Reads any supported format and gives its episodes one at a time, so that memory is bounded by
/// the largest episode. Errors: bad_format when the bytes are of no known format or exceed
/// kMaxInputBytes; whatever the sink returns.
WHENSAID_EXPORT Result<ReadReport> read_episodes(std::string_view bytes, const ReadOptions& options,
                                                 const EpisodeSink& sink);

struct Transcript {
  std::vector<Cue> cues{};
  std::vector<Warning> warnings{};
};

/// Only the cues of a WebVTT or SRT file, for applications that have the metadata already.
/// Errors: bad_format.
WHENSAID_EXPORT Result<Transcript> read_transcript(std::string_view bytes,
                                                   Format format = Format::detect);

/// Chapters from free text such as show notes: one a line or glued together, times rising
/// ("0:00 Intro1:30 Why..."). Empty when the text holds no chapter list.
[[nodiscard]] WHENSAID_EXPORT std::vector<Chapter> read_chapters(std::string_view text);

/// One episode as one line of JSON without the line end: what Format::json_lines reads.
[[nodiscard]] WHENSAID_EXPORT std::string to_json_line(const Episode& episode);

/// Larger inputs are refused before they are looked at: a transcript of a day is 2 MB, and a
/// collection of 10,000 episodes as JSON Lines about 900 MB.
inline constexpr std::size_t kMaxInputBytes = std::size_t{4} << 30U;

}  // namespace whensaid
