#include "index/leaves.hpp"

#include <algorithm>
#include <limits>

#include <fmt/format.h>

#include "query/canonical.hpp"
#include "text/fold.hpp"

namespace whensaid::index {

namespace {

using timeline::PlannedWord;

/// No language has more words that tell nothing and begin alike.
constexpr std::size_t kMostStopWords = 100;

/// Where the written form is sure to be listed.
PlannedWord as_written(text::Analyzer& analyzer, text::WordId word) {
  const auto second = analyzer.second_stem(word);
  return {std::string(second.empty() ? analyzer.stem(word) : second),
          std::string(analyzer.form(word)), true};
}

}  // namespace

bool is_leaf(const query::Node& node) {
  return std::holds_alternative<query::Word>(node.kind) ||
         std::holds_alternative<query::Pattern>(node.kind) ||
         std::holds_alternative<query::Phrase>(node.kind);
}

const Leaves::ByLanguage& Leaves::of(const query::Node& node) {
  const auto text = query::print(node);
  const auto known = known_.find(text);
  if (known != known_.end()) return known->second;
  auto& made = known_.emplace(text, make(node)).first->second;
  for (auto& [language, leaf] : made) {
    leaf.text = text;
    leaf.stop = leaf.stop || passed_over_.count({language, text}) > 0;
  }
  return made;
}

void Leaves::pass_over(const query::Node& word, const std::string& language) {
  passed_over_.emplace(language, query::print(word));
}

const Leaves::ByLanguage& Leaves::of_name(const std::string& name) {
  return of(query::Node{query::Phrase{name}});
}

Leaves::ByLanguage Leaves::make(const query::Node& node) {
  if (const auto* const pattern = std::get_if<query::Pattern>(&node.kind)) {
    return make_pattern(*pattern);
  }
  if (const auto* const phrase = std::get_if<query::Phrase>(&node.kind)) {
    return make_words(phrase->text, true);
  }
  const auto& word = std::get<query::Word>(node.kind);
  return make_words(word.text, word.exact);
}

Leaves::ByLanguage Leaves::make_words(std::string_view text, bool exact) {
  ByLanguage leaves;
  for (auto& [language, analyzer] : analyzers_) {
    std::vector<text::Token> tokens;
    analyzer.analyze(text, tokens);
    auto& leaf = leaves[language];
    const bool written = exact || tokens.size() > 1;  // GPT-4o is a phrase
    for (const auto& token : tokens) {
      auto word = as_written(analyzer, token.word);
      if (!written) word = {std::string(analyzer.stem(token.word)), word.form, false};
      leaf.words.push_back({std::move(word)});
    }
    leaf.stop = !written && tokens.size() == 1 && analyzer.is_stop(tokens.front().word);
  }
  return leaves;
}

Leaves::ByLanguage Leaves::make_pattern(const query::Pattern& pattern) {
  auto folded = pattern;
  if (pattern.kind != query::Pattern::Kind::regex) folded.text = text::fold(pattern.text);
  const auto left = dictionary_.max_all_expansions - expansions_;
  const auto limit = std::min(dictionary_.max_expansions, left);
  const auto more = dictionary_.typing ? kMostStopWords : std::size_t{1};
  const auto most = std::numeric_limits<std::size_t>::max() - more;
  auto found = dictionary_.expand(folded, std::min(limit, most) + more);
  if (!found.problem.empty()) {
    notes_.push_back(fmt::format("{}: {}", query::print(query::Node{pattern}), found.problem));
  } else if (found.forms.size() > limit && !dictionary_.typing) {
    found.forms.resize(limit);
    notes_.push_back(fmt::format("{} stands for more than {} words: the most frequent were taken",
                                 query::print(query::Node{pattern}), limit));
  }
  expansions_ += std::min(limit, found.forms.size());
  ByLanguage leaves;
  for (auto& [language, analyzer] : analyzers_) {
    leaves[language].words.push_back(slot_of(found.forms, limit, analyzer));
  }
  return leaves;
}

/// The forms as words of a language. While typing, words that tell nothing are passed over: they
/// are the most frequent of any letter, stand everywhere, and are seldom what is being typed.
timeline::Slot Leaves::slot_of(const std::vector<std::string>& forms, std::size_t limit,
                               text::Analyzer& analyzer) const {
  timeline::Slot slot;
  timeline::Slot stops;
  for (const auto& form : forms) {
    std::vector<text::Token> tokens;
    analyzer.analyze(form, tokens);
    if (tokens.size() != 1) continue;
    const auto word = tokens.front().word;
    auto& into = dictionary_.typing && analyzer.is_stop(word) ? stops : slot;
    if (into.size() < limit) into.push_back(as_written(analyzer, word));
  }
  return slot.empty() ? stops : slot;
}

}  // namespace whensaid::index
