#pragma once

// A query made ready for timelines of one language: words analyzed, weights known, the tree reduced
// to what is checked on positions. index/compile.cpp makes it, match.cpp and rank.cpp read it.

#include <cstdint>
#include <string>
#include <vector>

namespace whensaid::timeline {

/// A word as the timelines of this language know it.
struct PlannedWord {
  std::string stem{};
  std::string form{};
  bool as_written{false};  ///< only this form counts, not its stem's others
};

/// A leaf of the query: what is looked for on the axis as one thing.
struct Atom {
  enum class Kind { word, phrase, near };
  Kind kind{Kind::word};
  std::vector<PlannedWord> words{};  ///< one; or a phrase's, in order
  std::vector<Atom> parts{};         ///< of a near
  std::uint32_t distance{
      0};  ///< of a near: words from the end of the first to the start of the last
  /// Where it stands in the query, counted in words; a near stands nowhere.
  std::uint32_t offset{kNowhere};
  double weight{0};   ///< how much a match tells: the words' inverse frequencies added up
  bool stop{false};   ///< tells nothing by itself: counts only in its place beside others
  bool ranked{true};  ///< false under NOT

  static constexpr std::uint32_t kNowhere = UINT32_MAX;
};

/// All of must, none of must_not, and one of should where must is empty.
struct Condition {
  enum class Kind { atom, group };
  Kind kind{Kind::group};
  std::uint32_t atom{0};
  std::vector<Condition> must{};
  std::vector<Condition> should{};
  std::vector<Condition> must_not{};
};

struct Plan {
  std::vector<Atom> atoms{};
  Condition root{};
  /// Nothing but plain words, any of which will do: stage 1 has found all there is to find, and no
  /// timeline is refused.
  bool any{false};
};

}  // namespace whensaid::timeline
