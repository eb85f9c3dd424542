#pragma once

// A query made ready for timelines of one language: words analyzed, weights known, the tree reduced
// to what is checked on positions. What it means is written in whensaid/query.hpp;
// index/compile.cpp makes it, match.cpp and rank.cpp read it.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <whensaid/model.hpp>

#include "query/tree.hpp"

namespace whensaid::timeline {

/// A word as the timelines of this language know it.
struct PlannedWord {
  std::string stem{};
  std::string form{};
  bool as_written{false};  ///< only this form counts, not its stem's others

  friend bool operator==(const PlannedWord&, const PlannedWord&) = default;
};

/// What may stand in one place: any of these words. A pattern that no word of the index has is
/// empty and stands nowhere.
using Slot = std::vector<PlannedWord>;

/// Words side by side, in order.
using Sequence = std::vector<Slot>;

/// A leaf of the query: what is looked for on the axis as one thing. Without words it is
/// Condition::Kind::anything's.
struct Atom {
  std::string text{};  ///< canonical: for explanations
  Sequence words{};    ///< one; or a phrase's
  /// What stands for it as well: synonyms. Places of these are places of the atom.
  std::vector<Sequence> also{};
  /// Where it stands in the query, counted in words.
  std::uint32_t offset{kNowhere};
  double weight{0};   ///< how much a match tells: the words' inverse frequencies added up
  bool stop{false};   ///< tells nothing by itself: counts only in its place beside others
  bool ranked{true};  ///< false where it is only excluded, or looked for in speakers' names

  static constexpr std::uint32_t kNowhere = UINT32_MAX;
};

/// What of an episode is not on its timeline.
struct Facts {
  std::optional<std::int64_t> published{};  ///< days since 1970-01-01
  std::optional<std::int64_t> duration{};   ///< ms
  std::optional<std::int64_t> season{};
  std::optional<std::int64_t> number{};
};

/// Whether an episode matches, and with which places.
struct Condition {
  enum class Kind { group, atom, near, anything, range, language, within };
  Kind kind{Kind::group};

  // group: all of must, none of must_not, and one of should where must is empty
  std::vector<Condition> must{};
  std::vector<Condition> should{};
  std::vector<Condition> must_not{};

  std::uint32_t atom{0};  ///< atom, anything

  // near: the atoms of each side
  std::vector<std::vector<std::uint32_t>> sides{};
  std::uint32_t distance{0};
  bool timed{false};
  bool ordered{false};

  query::Range range{};                  ///< range: resolved to an interval
  std::vector<std::string> languages{};  ///< language

  // within: must holds the one child
  std::vector<Zone> zones{};
  std::vector<std::uint32_t> speakers{};        ///< atoms, looked for in names
  std::vector<std::uint32_t> other_speakers{};  ///< the same
  std::vector<query::Interval> at{};
  Scope scope{Scope::episode};
};

struct Plan {
  std::vector<Atom> atoms{};
  Condition root{};
  /// The atom of an episode's beginning, which stands for one that matches without any place.
  std::uint32_t beginning{0};
  /// Nothing but plain words, any of which will do: stage 1 has found all there is to find.
  bool any{false};
  /// With `any`: alternatives are of single words, too, so that no timeline is refused.
  bool exact{false};
  bool needs_facts{false};
};

}  // namespace whensaid::timeline
