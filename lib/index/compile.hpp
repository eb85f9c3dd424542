#pragma once

// The query tree to both stages: a Xapian query that loses no episode (a superset: no positions, no
// NOT, no times), and for each language of the index a plan that timelines check exactly.

#include <cstddef>
#include <cstdint>
#include <functional>
#include <limits>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include <xapian.h>

#include <whensaid/model.hpp>

#include "query/tree.hpp"
#include "text/analyzer.hpp"
#include "timeline/plan.hpp"

namespace whensaid::index {

class SynonymTable;

struct Compiled {
  Xapian::Query episodes{};                       ///< stage 1; empty: nothing can match
  std::map<std::string, timeline::Plan> plans{};  ///< stage 2, by base language
  std::vector<std::string> notes{};  ///< what was not searched as it was asked for, for people
};

/// What the index knows of words.
struct Dictionary {
  /// How often a term stands in the whole index, in weighted words.
  std::function<std::uint64_t(const std::string& term)> occurrences;
  std::uint64_t length{0};  ///< of the whole index, in weighted words

  struct Forms {
    std::vector<std::string> forms{};  ///< at most `limit`, the likeliest first
    std::string problem{};             ///< not empty: why there are none
  };
  /// The written forms that a pattern stands for; its text is folded. One more than `limit` is
  /// asked for, so that what is left out is told.
  std::function<Forms(const query::Pattern& pattern, std::size_t limit)> expand;
  /// As in SearchOptions.
  std::size_t max_expansions{std::numeric_limits<std::size_t>::max()};
  std::size_t max_all_expansions{std::numeric_limits<std::size_t>::max()};
  bool typing{false};

  /// The forms of names that sound like this form, which nobody says; the nearest first. Absent:
  /// not asked for.
  std::function<std::vector<std::string>(const std::string& form)> sounding{};

  /// How often a written form stands in the index. Absent: words that are written in two ways are
  /// not looked for in the other one.
  std::function<std::uint64_t(std::string_view form)> count{};

  const SynonymTable* synonyms{nullptr};  ///< with the languages of the index; null: none
};

/// A word that nobody asked for: it chooses nothing, and ranks what was asked for.
struct Wish {
  std::string word{};
  double weight{0};  ///< 1: as much as a word of the query that is as rare
};

/// `analyzers` by base language; a plan is made for each. `today` is what published:2w counts from.
/// Throws what the dictionary's functions throw.
Compiled compile(const query::Node& asked, std::map<std::string, text::Analyzer>& analyzers,
                 const Dictionary& dictionary, Day today, const std::vector<Wish>& wishes = {});

}  // namespace whensaid::index
