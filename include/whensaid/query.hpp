#pragma once

// The query language.
//
//   sharding vitess              either word, by stem in the episode's language; both is better
//   "edge network"               these words side by side, as written (case and accents do not
//   count) sharding AND vitess          both, in one episode sharding OR resharding       either
//   sharding -vitess             not in episodes that say vitess;  also: sharding NOT vitess
//   (mysql OR postgres) AND metal
//   sharding NEAR/5 postgres     at most 5 words apart, in either order; NEAR alone means NEAR/10
//
// A quoted phrase beside free words is required: `"edge network" vitess` finds episodes that hold
// the phrase, those with vitess first. AND binds tighter than OR, NEAR tighter than AND; words side
// by side bind loosest of all and NOT, - apply to what follows. Operators are upper case. A word
// that falls into several tokens (GPT-4o) is a phrase of them.
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
inline constexpr std::size_t kMaxQueryBytes = 4096;  ///< a page of quoted speech is 3 KB
inline constexpr std::size_t kMaxQueryWords = 64;   ///< more words than that do not sharpen a query
inline constexpr std::size_t kMaxQueryDepth = 16;   ///< brackets in brackets
inline constexpr std::size_t kMaxNearWords = 1000;  ///< NEAR/n

/// A parsed query: immutable, cheap to copy, safe to share between threads.
class WHENSAID_EXPORT Query {
 public:
  /// Never fails; never depends on an index. Cost: linear in the text.
  [[nodiscard]] static Query parse(std::string_view text);

  /// The query in its canonical spelling; parsing that gives an equal tree.
  [[nodiscard]] std::string to_string() const;

  /// What was not understood as typed; `column` is the byte in the text, from 1; `line` is 1.
  [[nodiscard]] const std::vector<Warning>& warnings() const;

  /// No words: matches nothing.
  [[nodiscard]] bool empty() const;

  /// For the library's own use: the tree, never null.
  [[nodiscard]] const query::Node& root() const;

  friend WHENSAID_EXPORT bool operator==(const Query& a, const Query& b);

 private:
  struct State;
  explicit Query(std::shared_ptr<const State> state);
  std::shared_ptr<const State> state_;
};

}  // namespace whensaid
