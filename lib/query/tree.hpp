#pragma once

// The query tree: what grammar.cpp makes and everything later reads. Values only; no analysis has
// happened yet, words are the user's own text (UTF-8, repaired). What each node means is written in
// whensaid/query.hpp, and nowhere else.

#include <cstdint>
#include <limits>
#include <string>
#include <variant>
#include <vector>

#include <whensaid/model.hpp>
#include <whensaid/query.hpp>

namespace whensaid::query {

struct Node;  // vectors of it have no {}: Clang 14 would ask for the complete type

/// One free word: matched by stem, or only as it is written.
struct Word {
  std::string text{};
  bool exact{false};
  friend bool operator==(const Word&, const Word&) = default;
};

/// A word of which only the shape is known; stands for the words of the index that have it.
struct Pattern {
  enum class Kind { wildcard, regex, fuzzy };
  Kind kind{Kind::wildcard};
  std::string text{};
  std::uint32_t edits{0};  ///< fuzzy only: 1 or 2
  friend bool operator==(const Pattern&, const Pattern&) = default;
};

/// Words side by side, as written. `text` is what stood between the quotes.
struct Phrase {
  std::string text{};
  friend bool operator==(const Phrase&, const Phrase&) = default;
};

/// Whatever is there: the beginning of each section and of each turn.
struct Anything {
  friend bool operator==(const Anything&, const Anything&) = default;
};

/// All sides near each other. A side is a word, a pattern, a phrase, or a group of alternatives of
/// those (only `should`).
struct Near {
  std::uint32_t distance{10};  ///< words, or milliseconds (whole seconds)
  bool timed{false};
  bool ordered{false};
  std::vector<Node> sides;
  friend bool operator==(const Near&, const Near&) = default;
};

/// Half-open. An open end is the smallest or largest number.
struct Interval {
  static constexpr std::int64_t kOpenLow = std::numeric_limits<std::int64_t>::min();
  static constexpr std::int64_t kOpenHigh = std::numeric_limits<std::int64_t>::max();
  std::int64_t low{kOpenLow};
  std::int64_t high{kOpenHigh};
  friend bool operator==(const Interval&, const Interval&) = default;
};

/// The episode's date, length or number lies in the interval.
struct Range {
  enum class Of { published, duration, season, number };
  Of of{Of::published};
  Interval within{};          ///< days since 1970-01-01; milliseconds; numbers
  std::int64_t last_days{0};  ///< published only, instead of an interval: the last so many days
  friend bool operator==(const Range&, const Range&) = default;
};

/// The episode's language is one of these base languages.
struct Language {
  std::vector<std::string> tags{};
  friend bool operator==(const Language&, const Language&) = default;
};

/// The child counts only where all of this holds. An empty list restricts nothing.
struct Within {
  std::vector<Zone> zones{};
  std::vector<std::string> speakers{};        ///< said by one of them
  std::vector<std::string> other_speakers{};  ///< and by none of them
  std::vector<Interval> at{};                 ///< place in the episode, ms; disjoint, ascending
  Scope scope{Scope::episode};                ///< the child holds inside one such unit
  std::vector<Node> child;                    ///< exactly one
  friend bool operator==(const Within&, const Within&) = default;
};

/// Matches an episode that matches all of `must`, none of `must_not`, and, when `must` is empty,
/// at least one of `should`. AND is a group of musts; OR and words side by side are shoulds.
/// A group of must_not only excludes from the group around it; alone it matches nothing, as does
/// the empty group. canonical.hpp says what every parsed tree looks like.
struct Group {
  std::vector<Node> must;
  std::vector<Node> should;
  std::vector<Node> must_not;
  friend bool operator==(const Group&, const Group&) = default;
};

struct Node {
  std::variant<Group, Word, Pattern, Phrase, Anything, Near, Range, Language, Within> kind{};
  friend bool operator==(const Node&, const Node&) = default;
};

}  // namespace whensaid::query
