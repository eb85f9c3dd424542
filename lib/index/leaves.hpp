#pragma once

// A query's words, patterns and phrases as each language of the index sees them. Forms are the same
// in all languages, stems are not.

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "index/compile.hpp"
#include "query/tree.hpp"
#include "text/analyzer.hpp"
#include "timeline/plan.hpp"

namespace whensaid::index {

/// A word, pattern or phrase: what a Leaf is made of.
[[nodiscard]] bool is_leaf(const query::Node& node);

/// One word, phrase or pattern in one language: a slot for each of its words.
struct Leaf {
  std::string text{};                   ///< canonical
  std::vector<timeline::Slot> words{};  ///< none: the text has no word, and is ignored
  bool stop{false};                     ///< one free word that tells nothing
};

/// Remembers what it made: both stages and all languages ask for the same.
class Leaves {
 public:
  Leaves(std::map<std::string, text::Analyzer>& analyzers, const Dictionary& dictionary)
      : analyzers_(analyzers), dictionary_(dictionary) {}

  using ByLanguage = std::map<std::string, Leaf>;

  /// Lets a free word tell nothing in this query, as a stop word does. Before of() is asked for it.
  void pass_over(const query::Node& word, const std::string& language);

  /// `node` is a word, pattern or phrase. `names`: to be looked for in names, which have no stop
  /// words, and as written.
  const ByLanguage& of(const query::Node& node);
  const ByLanguage& of_name(const std::string& name);

  [[nodiscard]] std::vector<std::string> take_notes() { return std::move(notes_); }

 private:
  ByLanguage make(const query::Node& node);
  ByLanguage make_words(std::string_view text, bool as_written);
  ByLanguage make_pattern(const query::Pattern& pattern);
  timeline::Slot slot_of(const std::vector<std::string>& forms, std::size_t limit,
                         text::Analyzer& analyzer) const;

  std::map<std::string, text::Analyzer>& analyzers_;
  const Dictionary& dictionary_;
  std::map<std::string, ByLanguage> known_{};                    ///< by the canonical text
  std::set<std::pair<std::string, std::string>> passed_over_{};  ///< language, canonical text
  std::vector<std::string> notes_{};
  std::size_t expansions_{0};  ///< of all patterns so far
};

}  // namespace whensaid::index
