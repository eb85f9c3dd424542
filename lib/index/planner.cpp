#include "index/planner.hpp"

#include <algorithm>
#include <cmath>
#include <set>
#include <span>
#include <utility>

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

/// Makes one language's plan.
class Planner {
 public:
  Planner(const std::string& language, Words& words, const Dictionary& dictionary, Day today)
      : language_(language),
        leaves_(words.leaves),
        alternatives_(words.alternatives),
        dictionary_(dictionary),
        today_(today) {}

  Plan plan(const query::Node& root, const std::vector<Wish>& wishes) {
    plan_.root = condition(root, true);
    plan_.any = only_words(plan_.root);
    plan_.exact =
        plan_.any && std::all_of(plan_.atoms.begin(), plan_.atoms.end(), [](const Atom& atom) {
          return std::all_of(atom.also.begin(), atom.also.end(), is_word);
        });
    // Nothing but stop words: then they are what is looked for.
    const auto tells = [](const Atom& atom) {
      return atom.ranked && !atom.stop && !atom.words.empty();
    };
    if (std::none_of(plan_.atoms.begin(), plan_.atoms.end(), tells)) {
      for (auto& atom : plan_.atoms) atom.stop = false;
    }
    add_wishes(wishes);
    plan_.beginning = add(Atom{});
    return std::move(plan_);
  }

 private:
  using Sequences = Alternatives::Sequences;

  std::uint32_t add(Atom atom) {
    plan_.atoms.push_back(std::move(atom));
    return static_cast<std::uint32_t>(plan_.atoms.size() - 1);
  }

  /// `work(node, also)` for each, with what may stand for it beside the others.
  template <typename Work>
  void with_alternatives(std::span<const query::Node> nodes, Work work) {
    const auto also = alternatives_.of(nodes, language_);
    for (std::size_t i = 0; i < nodes.size(); ++i) work(nodes[i], also[i]);
  }

  Condition condition(const query::Node& node, bool ranked) {
    return condition(node, ranked, alternatives_.of({&node, 1}, language_).front());
  }

  /// Beside what was asked for, which is required then: they find nothing by themselves. They stand
  /// nowhere in the query, so that they are aligned with nothing, and the query's sum of weights
  /// stays its own.
  void add_wishes(const std::vector<Wish>& wishes) {
    if (wishes.empty()) return;
    Condition asked;
    asked.must.push_back(std::move(plan_.root));
    for (const auto& wish : wishes) {
      auto atom = make_atom(query::Node{query::Word{wish.word, false}}, {});
      if (atom.words.empty() || atom.stop) continue;
      atom.offset = Atom::kNowhere;
      atom.weight *= wish.weight;
      atom.ranked = false;
      Condition wished;
      wished.kind = Condition::Kind::atom;
      wished.atom = add(std::move(atom));
      asked.should.push_back(std::move(wished));
    }
    plan_.root = std::move(asked);
  }

  /// An empty group where there is nothing to look for. `also` is for words.
  Condition condition(const query::Node& node, bool ranked, const Sequences& also) {
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
    } else if (auto atom = make_atom(node, also); !atom.words.empty()) {
      atom.ranked = ranked;
      made.kind = Condition::Kind::atom;
      made.atom = add(std::move(atom));
    }
    return made;
  }

  Condition group_condition(const query::Group& group, bool ranked) {
    Condition made;
    const auto add_part = [](std::vector<Condition>& into, Condition part) {
      if (!is_empty(part)) into.push_back(std::move(part));
    };
    const auto fill = [&](std::vector<Condition>& into, const std::vector<query::Node>& from) {
      with_alternatives(from, [&](const query::Node& node, const Sequences& also) {
        add_part(into, condition(node, ranked, also));
      });
    };
    fill(made.must, group.must);
    fill(made.should, group.should);
    for (const auto& child : group.must_not) add_part(made.must_not, condition(child, false));
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
      const auto leaves =
          is_leaf(side) ? std::span(&side, 1) : std::span(std::get<query::Group>(side.kind).should);
      with_alternatives(leaves, [&](const query::Node& leaf, const Sequences& also) {
        auto atom = make_atom(leaf, also);
        if (atom.words.empty()) return;
        atom.stop = false;  // asked for in so many words
        atom.ranked = ranked;
        atoms.push_back(add(std::move(atom)));
      });
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
        const auto& leaf = leaves_.of_name(name).at(language_);
        atom.text = leaf.text;
        atom.words = leaf.words;
        atom.ranked = false;
        atoms.push_back(add(std::move(atom)));
      }
      return atoms;
    };
    made.speakers = names(within.speakers);
    made.other_speakers = names(within.other_speakers);
    const auto outer = std::exchange(only_names_, only_names_ || chooses_episodes(within.zones));
    auto child = condition(within.child.front(), ranked);
    only_names_ = outer;
    if (is_empty(child)) return {};
    made.must.push_back(std::move(child));
    return made;
  }

  /// The leaf with its place in the query and its weight. What may stand for it makes it as common
  /// as all of them are together: a rare synonym must not outrank a common word, nor a word that
  /// nobody says its synonym.
  Atom make_atom(const query::Node& node, const Sequences& also) {
    const auto& leaf = leaves_.of(node).at(language_);
    Atom atom;
    atom.text = leaf.text;
    atom.words = leaf.words;
    atom.also = also;
    atom.stop = leaf.stop;
    atom.offset = offset_;
    offset_ += static_cast<std::uint32_t>(leaf.words.size());
    if (only_names_) return atom;
    std::uint64_t of_others = 0;
    for (const auto& sequence : also) of_others += occurrences(sequence);
    for (const auto& slot : leaf.words) {
      const auto all = occurrences(slot) + of_others;
      // What nobody says is missed nowhere: no place has less of the query for the lack of it.
      if (all > 0) atom.weight += inverse_frequency(all, dictionary_.length);
    }
    return atom;
  }

  std::uint64_t occurrences(const timeline::Slot& slot) const {
    std::set<std::string> stems;
    for (const auto& word : slot) stems.emplace(stem_term(word.stem));
    std::uint64_t all = 0;
    for (const auto& stem : stems) all += dictionary_.occurrences(stem);
    return all;
  }

  /// Of words side by side: as often as chance would put them so. How often they truly stand so
  /// nobody has counted, and the rarest word's count makes the word that they stand for tell as
  /// little as that one does.
  std::uint64_t occurrences(const timeline::Sequence& sequence) const {
    const auto length = static_cast<double>(std::max<std::uint64_t>(1, dictionary_.length));
    auto by_chance = length;
    for (const auto& slot : sequence) by_chance *= static_cast<double>(occurrences(slot)) / length;
    return static_cast<std::uint64_t>(std::llround(by_chance));
  }

  /// guest:lambert chooses episodes: the name itself is not the moment that is meant, so it weighs
  /// nothing, and whatever else matched in the episode comes first.
  static bool chooses_episodes(const std::vector<Zone>& zones) {
    return !zones.empty() && std::all_of(zones.begin(), zones.end(), [](Zone zone) {
      return zone == Zone::show || zone == Zone::guest || zone == Zone::host;
    });
  }

  static bool is_empty(const Condition& condition) {
    return condition.kind == Condition::Kind::group && condition.must.empty() &&
           condition.should.empty() && condition.must_not.empty();
  }

  static bool is_word(const timeline::Sequence& words) {
    return words.size() == 1 && words.front().size() == 1 && !words.front().front().as_written;
  }

  /// Stage 1 finds the episodes of free words, alone or as alternatives.
  bool only_words(const Condition& condition) const {
    if (condition.kind == Condition::Kind::atom) return is_word(plan_.atoms[condition.atom].words);
    return condition.kind == Condition::Kind::group && condition.must.empty() &&
           condition.must_not.empty() && !condition.should.empty() &&
           std::all_of(condition.should.begin(), condition.should.end(),
                       [this](const Condition& child) { return only_words(child); });
  }

  const std::string& language_;
  Leaves& leaves_;
  Alternatives& alternatives_;
  const Dictionary& dictionary_;
  const Day today_;
  std::uint32_t offset_{0};
  bool only_names_{false};
  Plan plan_;
};

}  // namespace

query::Range resolved(query::Range range, Day today) {
  if (range.last_days == 0) return range;
  range.within.low = std::int64_t{today.time_since_epoch().count()} - range.last_days;
  range.last_days = 0;
  return range;
}

timeline::Plan make_plan(const query::Node& root, const std::string& language, Words& words,
                         const Dictionary& dictionary, Day today, const std::vector<Wish>& wishes) {
  return Planner(language, words, dictionary, today).plan(root, wishes);
}

}  // namespace whensaid::index
