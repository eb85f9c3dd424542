#pragma once

// The query language.
//
//   sharding vitess              either word, by stem in the episode's language; both is better
//   "edge network"               these words side by side, as written (case and accents do not
//                                count)
//   sharding AND vitess          both, in one episode
//   sharding OR resharding       either
//   sharding -vitess             not in episodes that say vitess;  also: sharding NOT vitess
//   (mysql OR postgres) AND metal
//   sharding NEAR/5 postgres     at most 5 words apart, in either order; NEAR alone means NEAR/10
//
// How tightly things bind, from the tightest: brackets, NEAR, NOT and -, AND, OR, side by side. So
// `a OR b AND c NEAR d` is `a OR (b AND (c NEAR d))`, and NOT applies to the word, phrase, bracket
// or NEAR that follows. A dash is NOT only directly before something and after white space, an
// opening bracket or nothing: `self-driving` and `--force` are words, a dash alone is nothing.
//
// Side by side, plain words and words joined by OR are wished for; what stands in quotes or
// brackets or has NEAR or AND is required. `"edge network" vitess` finds episodes that hold the
// phrase, those with vitess first; `(sharding) vitess` requires the one and wishes for the other;
// `mysql (lock OR latch)` requires one of the two. What is wished for ranks; when nothing is
// required, at least one of it must be there. What is excluded is excluded from the whole bracket
// in which it stands, beside OR as well. A query that only excludes finds nothing.
//
// A word ends at white space, ( ) or a quote; all else belongs to it: C++, AT&T, it's. A word that
// falls into several tokens (GPT-4o) is a phrase of them. Operators are upper case and stand alone;
// and, or, not, near are words. Typographic quotes (“ ” „ « ») are quotes, any of them closes any.
//
// Parsing is total: every input gives a tree. What looks like a mistake (a bracket that is never
// closed, an operator without a side) is read in the way that makes sense and leaves a warning.

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <whensaid/export.hpp>
#include <whensaid/source.hpp>

namespace whensaid {

namespace query {
struct Node;
}

/// Bounds on one query. Beyond them the rest is left out, with a warning.
inline constexpr std::size_t kMaxQueryBytes = 4096;  ///< of all words and phrases; a page is 3 KB
inline constexpr std::size_t kMaxQueryWords = 64;    ///< and phrases; more do not sharpen a query
inline constexpr std::size_t kMaxQueryDepth = 16;  ///< deeper brackets are ignored, not their words
inline constexpr std::size_t kMaxNearWords = 1000;    ///< NEAR/n
inline constexpr std::size_t kMaxQueryWarnings = 32;  ///< nobody reads more

/// A parsed query: immutable, cheap to copy, safe to share between threads.
class WHENSAID_EXPORT Query {
 public:
  /// Never fails; never depends on an index. Cost: linear in the text.
  [[nodiscard]] static Query parse(std::string_view text);

  /// The query in its canonical spelling, on one line; parsing that gives an equal tree.
  [[nodiscard]] std::string to_string() const;

  /// What was not understood as typed, in order; `column` is the byte in the text, from 1, or 0 for
  /// the whole; `line` is 1.
  [[nodiscard]] const std::vector<Warning>& warnings() const;

  /// Nothing to search for, no words or only excluded ones: matches nothing.
  [[nodiscard]] bool empty() const;

  /// For the library's own use: the tree, never null.
  [[nodiscard]] const query::Node& root() const;

  /// Equal trees; the spelling and the warnings may differ.
  friend WHENSAID_EXPORT bool operator==(const Query& a, const Query& b);

 private:
  struct State;
  explicit Query(std::shared_ptr<const State> state);
  std::shared_ptr<const State> state_;
};

}  // namespace whensaid
