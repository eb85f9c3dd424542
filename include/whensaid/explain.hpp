#pragma once

// Why a search answers as it does: how each word was read, which episodes were looked at, and where
// each score comes from. Plain values; Searcher::explain and Searcher::explain_moment make them.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <whensaid/counts.hpp>
#include <whensaid/model.hpp>
#include <whensaid/search.hpp>

namespace whensaid {

/// One word that is looked for.
struct SoughtWord {
  std::string text{};      ///< the stem; with `as_written` the written form
  bool as_written{false};  ///< only this form counts (case and accents do not), not its stem's

  friend bool operator==(const SoughtWord&, const SoughtWord&) = default;
};

/// Words side by side: for each the words that may stand in its place.
using SoughtWords = std::vector<std::vector<SoughtWord>>;

/// How a word, phrase or pattern of the query is looked for in the episodes of one language.
struct WordReading {
  std::string text{};      ///< as the canonical query has it
  std::string language{};  ///< base language: "en"
  /// For each word of the text those that may stand there: one, or of a pattern all that it stands
  /// for, the most frequent first. Empty: no word of the index has the pattern's shape.
  SoughtWords words{};
  /// What is looked for as well: synonyms. They count as the text does.
  std::vector<SoughtWords> also{};
  /// Tells nothing by itself: it counts only in its place beside other words of the query.
  bool stop{false};
  /// False: it adds nothing to a score, because it is excluded or chooses whose speech counts.
  bool ranked{true};
  /// How much one match tells: what is rare tells more. Comparable within a query.
  double weight{0};
  /// How often `words` stand in the whole index, all languages together; a phrase's words are
  /// counted by themselves. A word of a title counts more than once, as it does in stage 1; one of
  /// the show's or a speaker's name is not counted.
  std::uint64_t occurrences{0};
  /// Episodes of this language in which all `words` stand, or all of a synonym, anywhere: a
  /// superset of those where they stand side by side or in the field that is asked for.
  std::size_t episodes{0};

  friend bool operator==(const WordReading&, const WordReading&) = default;
};

/// Something that a score is added up from.
struct ScorePart {
  std::string name{};  ///< "words", ...; the set may change between versions
  double value{0};
  std::string sentence{};  ///< what it says of the moment, for people

  friend bool operator==(const ScorePart&, const ScorePart&) = default;
};

/// A word of the query in a moment.
struct WordShare {
  std::string text{};    ///< as the canonical query has it
  std::size_t times{0};  ///< how often it stands in the moment
  /// How much lower the best score at this time would be without the word, the episode's part
  /// aside. Words help each other, so these do not add up to anything.
  double adds{0};

  friend bool operator==(const WordShare&, const WordShare&) = default;
};

struct ExplainedHit {
  Hit hit{};
  std::vector<ScorePart> parts{};  ///< they add up to `hit.score`; none with Order::time
  std::vector<WordShare> words{};  ///< those that stand in it, in order of the query

  friend bool operator==(const ExplainedHit&, const ExplainedHit&) = default;
};

struct Explanation {
  std::string query{};                  ///< canonical: how the text was read
  std::string searched{};               ///< Page::searched: when it was not that
  std::vector<std::string> notes{};     ///< Page::notes
  std::vector<WordReading> readings{};  ///< in order of language, then of the query
  /// What stage 1 asked Xapian for, with its operators: stems of all languages as synonyms.
  std::string stage1{};
  std::size_t estimated_episodes{0};  ///< that stage 1 finds, as far as it can tell
  std::size_t looked_at{0};           ///< candidates whose timelines were checked
  std::size_t matched{0};             ///< of those
  bool complete{true};                ///< Page::complete
  Count episodes{};                   ///< Page::episodes
  std::vector<ExplainedHit> hits{};   ///< of the page

  friend bool operator==(const Explanation&, const Explanation&) = default;
};

/// A part of the query, asked of one episode.
struct QueryCondition {
  enum class Kind { required, wished_for, excluded };
  Kind kind{Kind::required};
  std::string text{};  ///< canonical
  bool holds{false};

  friend bool operator==(const QueryCondition&, const QueryCondition&) = default;
};

/// Where one moment stands in the answer to a query, or why it is not there.
struct MomentExplanation {
  std::string verdict{};  ///< all of it in one sentence
  bool matches{false};    ///< the episode matches the query
  std::vector<QueryCondition> conditions{};
  /// The episode's place in the order of stage 1, from 1; nothing when stage 1 does not find it
  /// among the first kMaxExplainedPlaces.
  std::optional<std::size_t> candidate{};
  std::size_t looked_at{0};  ///< candidates that were checked to list the moments
  /// The episode's moment nearest to the time that was asked about, however far.
  std::optional<ExplainedHit> nearest{};
  std::optional<std::size_t> in_episode{};  ///< its place among the moments of its episode, from 1
  /// Its place in the list that pages are cut from, from 1; nothing when it is not among the first
  /// kMaxExplainedPlaces.
  std::optional<std::size_t> place{};

  friend bool operator==(const MomentExplanation&, const MomentExplanation&) = default;
};

/// Nobody turns to a page behind these.
inline constexpr std::size_t kMaxExplainedPlaces = 10'000;

/// A moment that begins more than this after a time, or ends more than this before it, is not
/// there.
inline constexpr Millis kNearMoment{30'000};

}  // namespace whensaid
