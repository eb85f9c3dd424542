#pragma once

// What is indexed: plain values. Every reader fills them, every writer takes them; nothing here
// knows how they are stored. Text is UTF-8; broken sequences are repaired (U+FFFD) when an episode
// is indexed. Times are milliseconds on the episode's media clock.

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <whensaid/export.hpp>

namespace whensaid {

using Millis = std::chrono::milliseconds;

/// A calendar day. Podcasts publish by day; zones and hours are not kept.
using Day = std::chrono::sys_days;

/// Half-open: [start, end).
struct TimeSpan {
  Millis start{0};
  Millis end{0};

  friend bool operator==(const TimeSpan&, const TimeSpan&) = default;
};

/// One spoken word with its own time, from sources that have word timing.
struct Word {
  Millis start{0};
  std::string text{};  ///< as it stands in the cue's text

  friend bool operator==(const Word&, const Word&) = default;
};

/// A stretch of speech: a caption, a paragraph, a turn. Cues may overlap, stand out of order, lack
/// an end or repeat; each keeps its own time. Indexing sorts them by start (stable).
struct Cue {
  Millis start{0};
  std::optional<Millis> end{};  ///< unknown: the start of the next cue
  std::string speaker{};        ///< empty: not known (not "the same as before")
  std::string text{};
  std::vector<Word> words{};  ///< in order of the text; empty: times are interpolated

  friend bool operator==(const Cue&, const Cue&) = default;
};

struct Chapter {
  Millis start{0};
  std::optional<Millis> end{};  ///< unknown: the start of the next chapter
  std::string title{};
  std::string url{};

  friend bool operator==(const Chapter&, const Chapter&) = default;
};

/// Everything known about one episode. Only `id` is required.
struct Episode {
  std::string
      id{};  ///< unique in an index, 1 to kMaxIdBytes; put() replaces by id. A feed's guid serves.
  std::string show{};
  std::string title{};
  std::string description{};    ///< plain text; mark-up is not understood
  std::string language{"und"};  ///< BCP 47 ("en", "pt-BR"); "und": not known, guessed from the text
  std::optional<Day> published{};
  std::optional<Millis> duration{};
  std::optional<std::int32_t> season{};
  std::optional<std::int32_t> number{};
  std::string url{};    ///< a page about the episode, or its video
  std::string audio{};  ///< the media file
  std::vector<std::string> guests{};
  std::vector<std::string> hosts{};
  std::vector<Chapter> chapters{};
  std::vector<Cue> cues{};

  friend bool operator==(const Episode&, const Episode&) = default;
};

/// The parts of an episode in which words stand. The show's name and the names of those who speak
/// are only searched where a query asks for them.
enum class Zone { show, speaker, title, description, guest, host, chapter, speech };

/// Whether what stands there is said or begins at a time of its own. The others speak for the
/// episode as a whole: their time is its start.
[[nodiscard]] constexpr bool has_time(Zone zone) {
  return zone == Zone::speech || zone == Zone::chapter;
}

/// "show", "speaker", ...
[[nodiscard]] WHENSAID_EXPORT std::string_view to_string(Zone zone);

/// Ids longer than this are refused: they become Xapian terms, which are short.
inline constexpr std::size_t kMaxIdBytes = 200;

}  // namespace whensaid
