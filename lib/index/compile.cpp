// Words are analyzed here, once for each language of the index: forms are the same in all, stems
// are not. Stage 1 takes a word's stems in all languages as synonyms; stage 2 checks the stem of
// the episode's own language.

#include "index/compile.hpp"

#include <algorithm>
#include <cmath>
#include <set>

#include "index/terms.hpp"

namespace whensaid::index {

namespace {

using timeline::Atom;
using timeline::Condition;
using timeline::Plan;
using timeline::PlannedWord;

/// A word occurs in this many words or it does not: with longer units common words weigh nothing,
/// and quotes are made of common words. Measured: 10 words .83, 200 words .67 of quotes found.
constexpr std::uint64_t kUnitWords = 10;

double inverse_frequency(std::uint64_t occurrences, std::uint64_t length) {
  const auto units = static_cast<double>(std::max<std::uint64_t>(1, length / kUnitWords));
  const auto with = std::min(static_cast<double>(occurrences), units);
  return std::log(1 + (units - with + 0.5) / (with + 0.5));  // BM25's, never negative
}

/// One of the query's own words as one language's analyzer sees it.
struct Analyzed {
  std::string form{};
  std::string stem{};
  std::string stem_of_form{};  ///< where the written form is sure to be listed
  bool stop{false};
};

std::vector<Analyzed> analyze(std::string_view text, text::Analyzer& analyzer) {
  std::vector<text::Token> tokens;
  analyzer.analyze(text, tokens);
  std::vector<Analyzed> words;
  for (const auto& token : tokens) {
    const auto second = analyzer.second_stem(token.word);
    words.push_back({std::string(analyzer.form(token.word)), std::string(analyzer.stem(token.word)),
                     std::string(second.empty() ? analyzer.stem(token.word) : second),
                     analyzer.is_stop(token.word)});
  }
  return words;
}

/// Makes one language's plan.
class Planner {
 public:
  Planner(text::Analyzer& analyzer, const Statistics& statistics)
      : analyzer_(analyzer), statistics_(statistics) {}

  Plan plan(const query::Node& root) {
    plan_.root = condition(root, true);
    plan_.any = std::all_of(plan_.atoms.begin(), plan_.atoms.end(),
                            [](const Atom& atom) {
                              return atom.kind == Atom::Kind::word && atom.ranked;
                            }) &&
                only_should(plan_.root);
    // Nothing but stop words: then they are what is looked for.
    const auto tells = [](const Atom& atom) { return atom.ranked && !atom.stop; };
    if (std::none_of(plan_.atoms.begin(), plan_.atoms.end(), tells)) {
      for (auto& atom : plan_.atoms) atom.stop = false;
    }
    return std::move(plan_);
  }

 private:
  Condition condition(const query::Node& node, bool ranked) {
    if (const auto* group = std::get_if<query::Group>(&node.kind)) return condition(*group, ranked);
    auto atom = make_atom(node);
    if (atom.words.empty() && atom.parts.empty()) return {};
    atom.ranked = ranked;
    Condition leaf;
    leaf.kind = Condition::Kind::atom;
    leaf.atom = static_cast<std::uint32_t>(plan_.atoms.size());
    plan_.atoms.push_back(std::move(atom));
    return leaf;
  }

  Condition condition(const query::Group& group, bool ranked) {
    Condition made;
    const auto fill = [&](std::vector<Condition>& into, const std::vector<query::Node>& from,
                          bool is_ranked) {
      for (const auto& child : from) {
        auto part = condition(child, is_ranked);
        if (!is_empty(part)) into.push_back(std::move(part));
      }
    };
    fill(made.must, group.must, ranked);
    fill(made.should, group.should, ranked);
    fill(made.must_not, group.must_not, false);
    return made;
  }

  static bool is_empty(const Condition& condition) {
    return condition.kind == Condition::Kind::group && condition.must.empty() &&
           condition.should.empty() && condition.must_not.empty();
  }

  static bool only_should(const Condition& condition) {
    return condition.must.empty() && condition.must_not.empty() &&
           std::all_of(condition.should.begin(), condition.should.end(), only_should);
  }

  Atom make_atom(const query::Node& node) {
    if (const auto* word = std::get_if<query::Word>(&node.kind)) return of_words(word->text, false);
    if (const auto* phrase = std::get_if<query::Phrase>(&node.kind))
      return of_words(phrase->text, true);
    Atom atom;
    if (const auto* near = std::get_if<query::Near>(&node.kind)) {
      atom.kind = Atom::Kind::near;
      atom.distance = near->distance;
      for (const auto& child : near->children) {
        auto part = make_atom(child);
        atom.weight += part.weight;
        if (!part.words.empty()) atom.parts.push_back(std::move(part));
      }
    }
    return atom;
  }

  Atom of_words(std::string_view text, bool quoted) {
    const auto words = analyze(text, analyzer_);
    Atom atom;
    atom.offset = offset_;
    offset_ += static_cast<std::uint32_t>(words.size());
    atom.kind = words.size() > 1 ? Atom::Kind::phrase : Atom::Kind::word;
    const auto as_written = quoted || words.size() > 1;
    for (const auto& word : words) {
      const auto& stem = as_written ? word.stem_of_form : word.stem;
      atom.weight += inverse_frequency(statistics_.occurrences(std::string(stem_term(stem))),
                                       statistics_.length);
      atom.words.push_back({stem, word.form, as_written});
    }
    atom.stop = !as_written && words.size() == 1 && words.front().stop;
    return atom;
  }

  text::Analyzer& analyzer_;
  const Statistics& statistics_;
  std::uint32_t offset_{0};
  Plan plan_;
};

/// Makes the stage 1 query. An empty Xapian::Query stands for "nothing to look for".
class Candidates {
 public:
  explicit Candidates(std::map<std::string, text::Analyzer>& analyzers) : analyzers_(analyzers) {}

  Xapian::Query query(const query::Node& node) {
    if (const auto* group = std::get_if<query::Group>(&node.kind)) return query(*group);
    if (const auto* near = std::get_if<query::Near>(&node.kind)) return all(near->children);
    const auto* phrase = std::get_if<query::Phrase>(&node.kind);
    return words(phrase != nullptr ? phrase->text : std::get<query::Word>(node.kind).text,
                 phrase != nullptr);
  }

 private:
  Xapian::Query query(const query::Group& group) {
    auto must = all(group.must);
    auto should = any(group.should);
    if (must.empty()) return should;
    if (should.empty()) return must;
    return {Xapian::Query::OP_AND_MAYBE, must, should};
  }

  Xapian::Query all(const std::vector<query::Node>& nodes) {
    std::vector<Xapian::Query> parts;
    for (const auto& node : nodes) {
      auto part = query(node);
      if (!part.empty()) parts.push_back(std::move(part));
    }
    return {Xapian::Query::OP_AND, parts.begin(), parts.end()};
  }

  /// Stop words find every episode and rank none: they are left out beside words that tell more.
  Xapian::Query any(const std::vector<query::Node>& nodes) {
    std::vector<Xapian::Query> telling;
    std::vector<Xapian::Query> stop;
    for (const auto& node : nodes) {
      auto part = query(node);
      if (part.empty()) continue;
      const auto* word = std::get_if<query::Word>(&node.kind);
      (word != nullptr && is_stop(word->text) ? stop : telling).push_back(std::move(part));
    }
    const auto& parts = telling.empty() ? stop : telling;
    return {Xapian::Query::OP_OR, parts.begin(), parts.end()};
  }

  /// In every language: what one language leaves out, another may ask for.
  bool is_stop(std::string_view text) {
    return std::all_of(analyzers_.begin(), analyzers_.end(), [&](auto& entry) {
      const auto words = analyze(text, entry.second);
      return words.size() == 1 && words.front().stop;
    });
  }

  Xapian::Query words(std::string_view text, bool quoted) {
    std::vector<std::set<std::string>> synonyms;
    for (auto& [language, analyzer] : analyzers_) {
      const auto analyzed = analyze(text, analyzer);
      synonyms.resize(std::max(synonyms.size(), analyzed.size()));
      const auto as_written = quoted || analyzed.size() > 1;
      for (std::size_t i = 0; i < analyzed.size(); ++i) {
        synonyms[i].emplace(stem_term(as_written ? analyzed[i].stem_of_form : analyzed[i].stem));
      }
    }
    std::vector<Xapian::Query> parts;
    parts.reserve(synonyms.size());
    for (const auto& stems : synonyms) {
      parts.emplace_back(Xapian::Query::OP_SYNONYM, stems.begin(), stems.end());
    }
    return {Xapian::Query::OP_AND, parts.begin(), parts.end()};
  }

  std::map<std::string, text::Analyzer>& analyzers_;
};

}  // namespace

Compiled compile(const query::Node& root, std::map<std::string, text::Analyzer>& analyzers,
                 const Statistics& statistics) {
  Compiled compiled;
  compiled.episodes = Candidates(analyzers).query(root);
  for (auto& [language, analyzer] : analyzers) {
    compiled.plans.emplace(language, Planner(analyzer, statistics).plan(root));
  }
  return compiled;
}

}  // namespace whensaid::index
