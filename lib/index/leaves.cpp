#include "index/leaves.hpp"

#include <algorithm>
#include <limits>

#include <fmt/format.h>

#include "query/canonical.hpp"
#include "text/fold.hpp"

namespace whensaid::index {

namespace {

using timeline::PlannedWord;

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
  for (auto& [language, leaf] : made) leaf.text = text;
  return made;
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
  constexpr auto kAll = std::numeric_limits<std::size_t>::max();
  auto found = dictionary_.expand(folded, limit == kAll ? kAll : limit + 1);
  if (!found.problem.empty()) {
    notes_.push_back(fmt::format("{}: {}", query::print(query::Node{pattern}), found.problem));
  } else if (found.forms.size() > limit) {
    found.forms.resize(limit);
    notes_.push_back(fmt::format("{} stands for more than {} words: the most frequent were taken",
                                 query::print(query::Node{pattern}), limit));
  }
  expansions_ += found.forms.size();
  ByLanguage leaves;
  for (auto& [language, analyzer] : analyzers_) {
    timeline::Slot slot;
    for (const auto& form : found.forms) {
      std::vector<text::Token> tokens;
      analyzer.analyze(form, tokens);
      if (tokens.size() == 1) slot.push_back(as_written(analyzer, tokens.front().word));
    }
    leaves[language].words.push_back(std::move(slot));
  }
  return leaves;
}

}  // namespace whensaid::index
