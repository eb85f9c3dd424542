// Words are analyzed once for each language of the index. Stage 1 takes a word's stems in all
// languages as synonyms; stage 2 checks the stem of the episode's own language.

#include "index/compile.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <set>
#include <utility>

#include "index/leaves.hpp"
#include "index/schema.hpp"
#include "index/terms.hpp"
#include "text/language.hpp"

namespace whensaid::index {

namespace {

using timeline::Atom;
using timeline::Condition;
using timeline::Plan;

/// A word occurs in this many words or it does not: with longer units common words weigh nothing,
/// and quotes are made of common words. Measured: 10 words .83, 200 words .67 of quotes found.
constexpr std::uint64_t kUnitWords = 10;

double inverse_frequency(std::uint64_t occurrences, std::uint64_t length) {
  const auto units = static_cast<double>(std::max<std::uint64_t>(1, length / kUnitWords));
  const auto with = std::min(static_cast<double>(occurrences), units);
  return std::log(1 + (units - with + 0.5) / (with + 0.5));  // BM25's, never negative
}

bool is_leaf(const query::Node& node) {
  return std::holds_alternative<query::Word>(node.kind) ||
         std::holds_alternative<query::Pattern>(node.kind) ||
         std::holds_alternative<query::Phrase>(node.kind);
}

/// The range with its relative end made absolute.
query::Range resolved(query::Range range, Day today) {
  if (range.last_days == 0) return range;
  range.within.low = std::int64_t{today.time_since_epoch().count()} - range.last_days;
  range.last_days = 0;
  return range;
}

/// Makes one language's plan.
class Planner {
 public:
  Planner(const std::string& language, Leaves& leaves, const Dictionary& dictionary, Day today)
      : language_(language), leaves_(leaves), dictionary_(dictionary), today_(today) {}

  Plan plan(const query::Node& root) {
    plan_.root = condition(root, true);
    plan_.any = only_words(plan_.root);
    // Nothing but stop words: then they are what is looked for.
    const auto tells = [](const Atom& atom) {
      return atom.ranked && !atom.stop && !atom.words.empty();
    };
    if (std::none_of(plan_.atoms.begin(), plan_.atoms.end(), tells)) {
      for (auto& atom : plan_.atoms) atom.stop = false;
    }
    plan_.beginning = add(Atom{});
    return std::move(plan_);
  }

 private:
  std::uint32_t add(Atom atom) {
    plan_.atoms.push_back(std::move(atom));
    return static_cast<std::uint32_t>(plan_.atoms.size() - 1);
  }

  /// An empty group where there is nothing to look for.
  Condition condition(const query::Node& node, bool ranked) {
    if (const auto* const group = std::get_if<query::Group>(&node.kind)) {
      return group_condition(*group, ranked);
    }
    if (const auto* const near = std::get_if<query::Near>(&node.kind)) {
      return near_condition(*near, ranked);
    }
    if (const auto* const within = std::get_if<query::Within>(&node.kind)) {
      return within_condition(*within, ranked);
    }
    Condition made;
    if (const auto* const range = std::get_if<query::Range>(&node.kind)) {
      made.kind = Condition::Kind::range;
      made.range = resolved(*range, today_);
      plan_.needs_facts = true;
    } else if (const auto* const language = std::get_if<query::Language>(&node.kind)) {
      made.kind = Condition::Kind::language;
      for (const auto& tag : language->tags) made.languages.push_back(text::base_language(tag));
    } else if (std::holds_alternative<query::Anything>(node.kind)) {
      made.kind = Condition::Kind::anything;
      made.atom = add(Atom{});
    } else if (auto atom = make_atom(leaves_.of(node).at(language_)); !atom.words.empty()) {
      atom.ranked = ranked;
      made.kind = Condition::Kind::atom;
      made.atom = add(std::move(atom));
    }
    return made;
  }

  Condition group_condition(const query::Group& group, bool ranked) {
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

  Condition near_condition(const query::Near& near, bool ranked) {
    Condition made;
    made.kind = Condition::Kind::near;
    made.distance = near.distance;
    made.timed = near.timed;
    made.ordered = near.ordered;
    for (const auto& side : near.sides) {
      std::vector<std::uint32_t> atoms;
      const auto add_leaf = [&](const query::Node& leaf) {
        auto atom = make_atom(leaves_.of(leaf).at(language_));
        if (atom.words.empty()) return;
        atom.stop = false;  // asked for in so many words
        atom.ranked = ranked;
        atoms.push_back(add(std::move(atom)));
      };
      if (is_leaf(side)) {
        add_leaf(side);
      } else {
        for (const auto& leaf : std::get<query::Group>(side.kind).should) add_leaf(leaf);
      }
      if (!atoms.empty()) made.sides.push_back(std::move(atoms));
    }
    return made.sides.size() > 1 ? made : alternatives(made.sides);
  }

  /// What is left of a NEAR when only one side has words; an empty group when none has.
  static Condition alternatives(const std::vector<std::vector<std::uint32_t>>& sides) {
    Condition made;
    for (const auto& side : sides) {
      for (const auto atom : side) {
        Condition leaf;
        leaf.kind = Condition::Kind::atom;
        leaf.atom = atom;
        made.should.push_back(std::move(leaf));
      }
    }
    return made;
  }

  Condition within_condition(const query::Within& within, bool ranked) {
    Condition made;
    made.kind = Condition::Kind::within;
    made.zones = within.zones;
    made.at = within.at;
    made.scope = within.scope;
    const auto names = [&](const std::vector<std::string>& from) {
      std::vector<std::uint32_t> atoms;
      for (const auto& name : from) {
        Atom atom;
        atom.words = leaves_.of_name(name).at(language_).words;
        atom.ranked = false;
        atoms.push_back(add(std::move(atom)));
      }
      return atoms;
    };
    made.speakers = names(within.speakers);
    made.other_speakers = names(within.other_speakers);
    const auto outer = std::exchange(only_names_, only_names_ || looks_in_names(within.zones));
    auto child = condition(within.child.front(), ranked);
    only_names_ = outer;
    if (is_empty(child)) return {};
    made.must.push_back(std::move(child));
    return made;
  }

  /// The leaf with its place in the query and its weight.
  Atom make_atom(const Leaf& leaf) {
    Atom atom;
    atom.words = leaf.words;
    atom.stop = leaf.stop;
    atom.offset = offset_;
    offset_ += static_cast<std::uint32_t>(leaf.words.size());
    if (only_names_) return atom;
    for (const auto& slot : leaf.words) {
      std::set<std::string> stems;
      for (const auto& word : slot) stems.emplace(stem_term(word.stem));
      std::uint64_t occurrences = 0;
      for (const auto& stem : stems) occurrences += dictionary_.occurrences(stem);
      atom.weight += inverse_frequency(occurrences, dictionary_.length);
    }
    return atom;
  }

  /// guest:lambert chooses episodes: the name itself is not the moment that is meant, so it weighs
  /// nothing, and whatever else matched in the episode comes first.
  static bool looks_in_names(const std::vector<Zone>& zones) {
    return !zones.empty() && std::all_of(zones.begin(), zones.end(), [](Zone zone) {
      return zone == Zone::show || zone == Zone::guest || zone == Zone::host;
    });
  }

  static bool is_empty(const Condition& condition) {
    return condition.kind == Condition::Kind::group && condition.must.empty() &&
           condition.should.empty() && condition.must_not.empty();
  }

  /// Stage 1 finds exactly the episodes of free words, alone or as alternatives.
  bool only_words(const Condition& condition) const {
    if (condition.kind == Condition::Kind::atom) {
      const auto& words = plan_.atoms[condition.atom].words;
      return words.size() == 1 && words.front().size() == 1 && !words.front().front().as_written;
    }
    return condition.kind == Condition::Kind::group && condition.must.empty() &&
           condition.must_not.empty() && !condition.should.empty() &&
           std::all_of(condition.should.begin(), condition.should.end(),
                       [this](const Condition& child) { return only_words(child); });
  }

  const std::string& language_;
  Leaves& leaves_;
  const Dictionary& dictionary_;
  const Day today_;
  std::uint32_t offset_{0};
  bool only_names_{false};
  Plan plan_;
};

/// Makes the stage 1 query. An empty Xapian::Query stands for "nothing to look for".
class Candidates {
 public:
  Candidates(Leaves& leaves, Day today) : leaves_(leaves), today_(today) {}

  Xapian::Query query(const query::Node& node) {
    if (const auto* const group = std::get_if<query::Group>(&node.kind)) return query(*group);
    if (const auto* const near = std::get_if<query::Near>(&node.kind)) return all(near->sides);
    if (const auto* const within = std::get_if<query::Within>(&node.kind)) return query(*within);
    if (const auto* const range = std::get_if<query::Range>(&node.kind)) return query(*range);
    if (const auto* const language = std::get_if<query::Language>(&node.kind)) {
      std::vector<Xapian::Query> tags;
      for (const auto& tag : language->tags) tags.emplace_back(language_term(tag));
      return unweighted({Xapian::Query::OP_OR, tags.begin(), tags.end()});
    }
    if (std::holds_alternative<query::Anything>(node.kind)) return every_episode();
    return words(leaves_.of(node));
  }

 private:
  static Xapian::Query unweighted(const Xapian::Query& query) {
    return {Xapian::Query::OP_SCALE_WEIGHT, query, 0.0};
  }

  /// Not Xapian::Query::MatchAll, which threads would share.
  static Xapian::Query every_episode() { return unweighted(Xapian::Query{std::string{}}); }

  Xapian::Query query(const query::Group& group) {
    auto must = all(group.must);
    auto should = any(group.should);
    if (must.empty()) return should;
    if (should.empty()) return must;
    return {Xapian::Query::OP_AND_MAYBE, must, should};
  }

  Xapian::Query query(const query::Range& relative) const {
    const auto range = resolved(relative, today_);
    constexpr std::array kSlots{kPublishedSlot, kDurationSlot, kSeasonSlot, kNumberSlot};
    const auto slot = kSlots[static_cast<std::size_t>(range.of)];
    const auto number = [](std::int64_t value) {
      return Xapian::sortable_serialise(static_cast<double>(value));
    };
    const auto& within = range.within;
    // An absent value is the empty string, less than every number: a lower end leaves it out.
    const auto low =
        within.low == query::Interval::kOpenLow ? std::string(1, '\0') : number(within.low);
    if (within.high == query::Interval::kOpenHigh) {
      return unweighted({Xapian::Query::OP_VALUE_GE, slot, low});
    }
    return unweighted({Xapian::Query::OP_VALUE_RANGE, slot, low, number(within.high - 1)});
  }

  /// What is said by someone: in episodes where such a speaker speaks.
  Xapian::Query query(const query::Within& within) {
    const auto outer = zones_;
    if (!within.zones.empty()) zones_ = within.zones;
    auto child = query(within.child.front());
    zones_ = outer;
    if (child.empty() || within.speakers.empty()) return child;
    std::vector<Xapian::Query> names;
    const auto kept = std::exchange(zones_, std::vector{Zone::speaker});
    for (const auto& name : within.speakers) {
      auto one = words(leaves_.of_name(name));
      if (!one.empty()) names.push_back(std::move(one));
    }
    zones_ = kept;
    const Xapian::Query any{Xapian::Query::OP_OR, names.begin(), names.end()};
    return {Xapian::Query::OP_FILTER, child, any};
  }

  Xapian::Query all(const std::vector<query::Node>& nodes) {
    std::vector<Xapian::Query> parts;
    for (const auto& node : nodes) {
      auto part = query(node);
      if (!part.empty()) parts.push_back(std::move(part));
    }
    return {Xapian::Query::OP_AND, parts.begin(), parts.end()};
  }

  /// Stop words find every episode and rank none: they are left out beside words that tell more, in
  /// every language.
  Xapian::Query any(const std::vector<query::Node>& nodes) {
    const bool all_tell = languages_where_all_stop(nodes).empty();
    std::vector<Xapian::Query> parts;
    for (const auto& node : nodes) {
      if (all_tell && stops_everywhere(node)) continue;
      auto part = query(node);
      if (!part.empty()) parts.push_back(std::move(part));
    }
    return {Xapian::Query::OP_OR, parts.begin(), parts.end()};
  }

  /// The languages in which every one of the nodes is a stop word.
  std::set<std::string> languages_where_all_stop(const std::vector<query::Node>& nodes) {
    std::set<std::string> languages;
    bool first = true;
    for (const auto& node : nodes) {
      std::set<std::string> stopping;
      if (is_leaf(node)) {
        for (const auto& [language, leaf] : leaves_.of(node)) {
          const bool counts = leaf.stop || leaf.words.empty();
          if (counts && (first || languages.count(language) > 0)) stopping.insert(language);
        }
      }
      languages = std::move(stopping);
      first = false;
    }
    return languages;
  }

  bool stops_everywhere(const query::Node& node) {
    if (!is_leaf(node)) return false;
    const auto& leaves = leaves_.of(node);
    return std::all_of(leaves.begin(), leaves.end(),
                       [](const auto& entry) { return entry.second.stop; });
  }

  /// The terms of a stem in the zones at hand.
  void add_terms(const std::string& stem, std::set<std::string>& terms) const {
    bool free = zones_.empty();
    for (const auto zone : zones_) {
      if (zone == Zone::show || zone == Zone::speaker) {
        terms.insert(name_stem_term(zone, stem));
      } else {
        free = true;
      }
    }
    if (free) terms.emplace(stem_term(stem));
  }

  Xapian::Query words(const Leaves::ByLanguage& leaves) {
    std::vector<std::set<std::string>> synonyms;
    for (const auto& [language, leaf] : leaves) {
      synonyms.resize(std::max(synonyms.size(), leaf.words.size()));
      for (std::size_t i = 0; i < leaf.words.size(); ++i) {
        for (const auto& word : leaf.words[i]) add_terms(word.stem, synonyms[i]);
      }
    }
    std::vector<Xapian::Query> parts;
    for (const auto& terms : synonyms) {
      // Of a pattern that no word has: Xapian takes OP_SYNONYM of nothing for MatchNothing, which
      // is "empty" to callers here, so it is said by a term that no index has.
      if (terms.empty()) return Xapian::Query{kNoTerm};
      parts.emplace_back(Xapian::Query::OP_SYNONYM, terms.begin(), terms.end());
    }
    return {Xapian::Query::OP_AND, parts.begin(), parts.end()};
  }

  /// No prefix is spelled so.
  static constexpr const char* kNoTerm = "XNOTHING";

  Leaves& leaves_;
  const Day today_;
  std::vector<Zone> zones_{};  ///< in force; none: where free words are looked for
};

}  // namespace

Compiled compile(const query::Node& root, std::map<std::string, text::Analyzer>& analyzers,
                 const Dictionary& dictionary, Day today) {
  Compiled compiled;
  Leaves leaves(analyzers, dictionary);
  compiled.episodes = Candidates(leaves, today).query(root);
  for (const auto& [language, analyzer] : analyzers) {
    compiled.plans.emplace(language, Planner(language, leaves, dictionary, today).plan(root));
  }
  compiled.notes = leaves.take_notes();
  return compiled;
}

}  // namespace whensaid::index
