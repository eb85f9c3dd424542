#pragma once

// What is counted beside the hits of a page: matching episodes, what they have in common, and when
// words were said. Every number says whether it is exact.

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <whensaid/export.hpp>
#include <whensaid/model.hpp>
#include <whensaid/synonyms.hpp>

namespace whensaid {

/// How many, between two bounds that are certain; where they are equal the number is exact.
struct Count {
  std::size_t at_least{0};
  std::size_t at_most{0};

  [[nodiscard]] bool exact() const { return at_least == at_most; }

  friend bool operator==(const Count&, const Count&) = default;
};

/// By what matching episodes are counted.
enum class FacetField {
  show,
  guest,
  speaker,   ///< who says a word that matched
  year,      ///< of publication
  language,  ///< base language: "en"
  zone,      ///< where words matched, as to_string(Zone) has it: speech, title, ...
};

/// "show", "guest", ...
[[nodiscard]] WHENSAID_EXPORT std::string_view to_string(FacetField field);

struct FacetValue {
  std::string value{};
  std::size_t episodes{0};

  friend bool operator==(const FacetValue&, const FacetValue&) = default;
};

/// One field's values over the matching episodes, each with the number of episodes that have it.
/// Names that differ in case, accents or punctuation alone are one value. An episode may have
/// several values (guests) or none (no date).
struct Facet {
  FacetField field{FacetField::show};
  std::vector<FacetValue> values{};  ///< most episodes first, then by name
  std::size_t distinct{0};           ///< values there are, also those beyond facet_values
  bool exact{true};                  ///< false: the work budget ended the count, numbers are lower

  friend bool operator==(const Facet&, const Facet&) = default;
};

/// Mentions: places where a word, phrase or NEAR of the query stands in an episode that matches it.
/// Stop words among others are not counted; what is excluded is not either, nor are the places of
/// queries that only filter.
struct MentionCount {
  std::size_t episodes{0};  ///< with at least one
  std::size_t mentions{0};

  friend bool operator==(const MentionCount&, const MentionCount&) = default;
};

struct MonthOfMentions {
  std::chrono::year_month month{};
  MentionCount count{};
  std::size_t published{0};  ///< episodes of that month, with and without a mention

  friend bool operator==(const MonthOfMentions&, const MonthOfMentions&) = default;
};

struct Mentions {
  MentionCount all{};
  std::vector<MonthOfMentions> months{};  ///< of publication; only those with mentions, in order
  MentionCount undated{};                 ///< in episodes without a date
  std::size_t indexed{0};                 ///< episodes of the index, with and without a mention
  std::size_t indexed_undated{0};         ///< of these without a date
  /// Of one episode only: mentions in speech and chapter titles by minute, from the first minute to
  /// the last that is spoken or has one. What stands in other zones has no minute.
  std::vector<std::size_t> minutes{};
  bool complete{true};  ///< false: MentionOptions::max_episodes ended the count

  friend bool operator==(const Mentions&, const Mentions&) = default;
};

struct MentionOptions {
  std::string episode{};       ///< its id; empty: all episodes
  std::optional<Day> today{};  ///< as in SearchOptions
  /// Episodes to look into; each costs about 10 us.
  std::size_t max_episodes{100'000};
  Synonyms synonyms{};  ///< as in SearchOptions

  friend bool operator==(const MentionOptions&, const MentionOptions&) = default;
};

}  // namespace whensaid
