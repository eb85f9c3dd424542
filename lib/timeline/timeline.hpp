#pragma once

// One episode on one axis of token positions: title, description, people, chapter titles, then the
// cues without gaps. A timeline answers where a stem (or one written form of it) stands, and what a
// position means: zone, cue, time, speaker, chapter. It is a view over the bytes that codec.cpp
// wrote; word lists are decoded only when asked for.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <whensaid/model.hpp>
#include <whensaid/search.hpp>

namespace whensaid::timeline {

using Position = std::uint32_t;

/// A run of positions that belong together; a phrase never crosses into another section. The title,
/// the description, each person, each chapter title and all speech are one section each.
struct Section {
  Position first{0};  ///< ends where the next begins
  Zone zone{Zone::speech};
  std::uint32_t index{0};  ///< which chapter or person

  friend bool operator==(const Section&, const Section&) = default;
};

/// A cue's place; its words are the positions up to the next cue's first.
struct CueMark {
  Position first{0};
  std::uint32_t start_ms{0};
  std::uint32_t end_ms{0};

  friend bool operator==(const CueMark&, const CueMark&) = default;
};

/// A word with a time of its own, from sources that have them.
struct WordMark {
  Position position{0};
  std::uint32_t start_ms{0};

  friend bool operator==(const WordMark&, const WordMark&) = default;
};

/// From this cue on, this speaker (an index into speakers; 0 is "not known").
struct Turn {
  std::uint32_t first_cue{0};
  std::uint32_t speaker{0};

  friend bool operator==(const Turn&, const Turn&) = default;
};

struct ChapterMark {
  std::uint32_t start_ms{0};
  std::uint32_t end_ms{0};

  friend bool operator==(const ChapterMark&, const ChapterMark&) = default;
};

/// One stem's list, found but not decoded.
struct WordList {
  std::uint32_t count{0};       ///< positions
  std::uint32_t forms{1};       ///< written forms under this stem
  std::uint64_t bit{0};         ///< where the list begins
  std::uint32_t form_bytes{0};  ///< where the forms begin
};

}  // namespace whensaid::timeline
