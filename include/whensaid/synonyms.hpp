#pragma once

// Words that mean the same, from a file, for searches (SearchOptions::synonyms). The format is that
// of Solr's and Elasticsearch's synonym files, with a line for languages added:
//
//   # Each finds each. A side may be several words. (A comment's line begins with #.)
//   k8s, kubernetes
//   gke, google kubernetes engine
//   # The left finds the right, too, but not the other way round.
//   postgres => postgresql, pgsql
//   # The lines below are for episodes in German.
//   [de]
//   handy, mobiltelefon
//   # For every language again, as before the first such line.
//   [*]
//   # A backslash takes the next character as it is.
//   c\, d => cd
//
// MEANING. Where a query has a side's words as free words side by side, the other sides are looked
// for as well: one word by its stem, several as a phrase of stems. The query's words stay what is
// looked for (unlike in Solr, also those left of an arrow), and a synonym is a place of each word
// that it stands for, and no wish of its own. So a moment that says "google kubernetes engine" and
// "cost" answers `gke cost` as one does that says "gke" and "cost", but for the little that the
// very form that was typed counts more, as it does beside another form of the word. Inside fields,
// brackets and NEAR, after + and - the same holds; after a - only for single words. Words in
// quotes, =exact ones and patterns stay as they are written. Synonyms of synonyms are not looked
// for. A side of which all words are stop words in an episode's language ("who" in English) would
// be found everywhere and is passed over there.

#include <cstddef>
#include <filesystem>
#include <memory>
#include <string_view>
#include <vector>

#include <whensaid/export.hpp>
#include <whensaid/result.hpp>
#include <whensaid/source.hpp>

namespace whensaid {

namespace query {
struct SynonymGroup;
}

/// Bounds on one file. What is beyond them is left out, with a warning.
inline constexpr std::size_t kMaxSynonymBytes = std::size_t{8} << 20U;  ///< WordNet's are 4 MB
inline constexpr std::size_t kMaxSynonymGroups = 200'000;
inline constexpr std::size_t kMaxSynonymSides = 100;      ///< of a group, on each side of an arrow
inline constexpr std::size_t kMaxSynonymSideBytes = 200;  ///< longer ones are sentences
inline constexpr std::size_t kMaxSynonymWarnings = 32;    ///< nobody reads more

/// A set of groups: immutable, cheap to copy, safe to share between threads. Keep one and hand it
/// to each search: a searcher analyzes it when it first sees it, about 1 us a word and language of
/// the index.
class WHENSAID_EXPORT Synonyms {
 public:
  Synonyms() = default;  ///< none

  /// Never fails: what is no group is left out, with a warning. Cost: linear in the text.
  [[nodiscard]] static Synonyms parse(std::string_view text);

  /// A file. Errors: not_found, io.
  static Result<Synonyms> read(const std::filesystem::path& file);

  /// What was left out, in order, by line.
  [[nodiscard]] const std::vector<Warning>& warnings() const;

  [[nodiscard]] bool empty() const;

  /// For the library's own use.
  [[nodiscard]] const std::vector<query::SynonymGroup>& groups() const;

  /// Equal groups; the warnings may differ.
  friend WHENSAID_EXPORT bool operator==(const Synonyms& a, const Synonyms& b);

 private:
  struct State;
  std::shared_ptr<const State> state_{};
};

}  // namespace whensaid
