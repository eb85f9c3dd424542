#include "index/synonym_table.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "query/synonyms.hpp"
#include "text/analyzer.hpp"

namespace whensaid::index {

/// Fills the entries of one language. With an analyzer of its own, so that a large file does not
/// stay in the memory of those that queries use.
class SynonymTable::Maker {
 public:
  Maker(const std::string& language, Entries& entries)
      : language_(language), analyzer_(language), entries_(entries) {}

  void add(const query::SynonymGroup& group) {
    if (!group.language.empty() && group.language != language_) return;
    std::vector<Side> to;
    for (const auto& text : group.to) {
      if (read(text)) to.push_back(side_);
    }
    if (to.empty()) return;
    const auto number = static_cast<std::uint32_t>(entries_.to.size());
    entries_.to.push_back(std::move(to));
    for (const auto& text : group.from) {
      if (!read(text)) continue;
      add_key(side_.stems, number);
      if (second_ != side_.stems) add_key(second_, number);
    }
  }

 private:
  /// False where the side has no word, or none that tells anything.
  bool read(const std::string& text) {
    tokens_.clear();
    analyzer_.analyze(text, tokens_);
    side_ = {};
    second_.clear();
    bool tells = false;
    for (const auto& token : tokens_) {
      const auto space = side_.stems.empty() ? "" : " ";
      const auto second = analyzer_.second_stem(token.word);
      side_.stems.append(space).append(analyzer_.stem(token.word));
      side_.forms.append(space).append(analyzer_.form(token.word));
      second_.append(space).append(second.empty() ? analyzer_.stem(token.word) : second);
      tells = tells || !analyzer_.is_stop(token.word);
    }
    return tells;
  }

  void add_key(const std::string& stems, std::uint32_t group) {
    auto& groups = entries_.groups_of[stems];
    if (groups.empty() || groups.back() != group) groups.push_back(group);
    entries_.longest = std::max(entries_.longest, tokens_.size());
  }

  const std::string& language_;
  text::Analyzer analyzer_;
  Entries& entries_;
  std::vector<text::Token> tokens_{};
  Side side_{};
  std::string second_{};  ///< its stems as they are typed without accents
};

SynonymTable::SynonymTable(Synonyms synonyms, const std::vector<std::string>& languages)
    : of_(std::move(synonyms)) {
  for (const auto& language : languages) {
    Maker maker(language, entries_[language]);
    for (const auto& group : of_.groups()) maker.add(group);
  }
}

bool SynonymTable::is_of(const Synonyms& synonyms,
                         const std::vector<std::string>& languages) const {
  return languages.size() == entries_.size() &&
         std::all_of(languages.begin(), languages.end(),
                     [this](const auto& language) { return entries_.count(language) > 0; }) &&
         of_ == synonyms;
}

std::vector<const SynonymTable::Side*> SynonymTable::find(const std::string& language,
                                                          const std::string& stems) const {
  std::vector<const Side*> sides;
  const auto& entries = entries_.at(language);
  const auto groups = entries.groups_of.find(stems);
  if (groups == entries.groups_of.end()) return sides;
  for (const auto group : groups->second) {
    for (const auto& side : entries.to[group]) sides.push_back(&side);
  }
  return sides;
}

std::size_t SynonymTable::longest(const std::string& language) const {
  return entries_.at(language).longest;
}

}  // namespace whensaid::index
