// Words are analyzed once for each language of the index. Stage 1 takes a word's stems in all
// languages as synonyms; stage 2 checks the stem of the episode's own language.

#include "index/compile.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <set>
#include <span>
#include <utility>

#include "index/alternatives.hpp"
#include "index/leaves.hpp"
#include "index/loosen.hpp"
#include "index/planner.hpp"
#include "index/schema.hpp"
#include "index/terms.hpp"
#include "text/question_frame.hpp"

namespace whensaid::index {

namespace {

/// Makes the stage 1 query. An empty Xapian::Query stands for "nothing to look for".
class Candidates {
 public:
  Candidates(const std::map<std::string, text::Analyzer>& analyzers, Words& words, Day today)
      : analyzers_(analyzers),
        leaves_(words.leaves),
        alternatives_(words.alternatives),
        today_(today) {}

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
    return leaf(node, alternatives({&node, 1}).front());
  }

  Xapian::Query query(const query::Node& root, const std::vector<Wish>& wishes) {
    auto asked = asked_for(root);
    if (wishes.empty() || asked.empty()) return asked;
    std::vector<Xapian::Query> wished;
    for (const auto& wish : wishes) {
      const query::Node node{query::Word{wish.word, false}};
      wished.emplace_back(Xapian::Query::OP_SCALE_WEIGHT, words(leaves_.of(node)), wish.weight);
    }
    const Xapian::Query any{Xapian::Query::OP_OR, wished.begin(), wished.end()};
    return {Xapian::Query::OP_AND_MAYBE, asked, any};
  }

 private:
  using Sequences = Alternatives::Sequences;

  /// A word weighs what it does anywhere in the episode, also where a field asks for it. The terms
  /// of the field's zones leave out the other episodes.
  Xapian::Query asked_for(const query::Node& root) {
    auto anywhere = query(root);
    if (anywhere.empty() || !can_narrow_) return anywhere;
    narrow_ = true;
    const auto there = query(root);
    narrow_ = false;
    return {Xapian::Query::OP_FILTER, anywhere, there};
  }

  /// For each node of a list what may stand for it, in all languages.
  std::vector<Sequences> alternatives(std::span<const query::Node> list) {
    std::vector<Sequences> all(list.size());
    for (const auto& [language, analyzer] : analyzers_) {
      auto found = alternatives_.of(list, language);
      for (std::size_t i = 0; i < found.size(); ++i) {
        std::move(found[i].begin(), found[i].end(), std::back_inserter(all[i]));
      }
    }
    return all;
  }

  static Xapian::Query unweighted(const Xapian::Query& query) {
    return {Xapian::Query::OP_SCALE_WEIGHT, query, 0.0};
  }

  /// Not Xapian::Query::MatchAll, which threads would share.
  static Xapian::Query every_episode() { return unweighted(Xapian::Query{std::string{}}); }

  Xapian::Query query(const query::Group& group) {
    auto must = all(group.must);
    if (narrow_ && !must.empty()) return must;
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
    can_narrow_ = can_narrow_ || is_narrow(zones_);
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
    const auto parts = parts_of(nodes, [](const query::Node&) { return true; });
    return {Xapian::Query::OP_AND, parts.begin(), parts.end()};
  }

  /// Stop words find every episode and rank none: they are left out beside words that tell more, in
  /// every language.
  Xapian::Query any(const std::vector<query::Node>& nodes) {
    const bool all_tell = languages_where_all_stop(nodes).empty();
    const auto parts = parts_of(
        nodes, [&](const query::Node& node) { return !all_tell || !stops_everywhere(node); });
    return {Xapian::Query::OP_OR, parts.begin(), parts.end()};
  }

  /// The queries of the nodes that are `wanted`, without those that look for nothing.
  template <typename Wanted>
  std::vector<Xapian::Query> parts_of(const std::vector<query::Node>& nodes, Wanted wanted) {
    const auto also = alternatives(nodes);
    std::vector<Xapian::Query> parts;
    for (std::size_t i = 0; i < nodes.size(); ++i) {
      if (!wanted(nodes[i])) continue;
      auto part = is_leaf(nodes[i]) ? leaf(nodes[i], also[i]) : query(nodes[i]);
      if (!part.empty()) parts.push_back(std::move(part));
    }
    return parts;
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

  /// Whose words are not among the free ones.
  static bool is_apart(Zone zone) { return zone == Zone::show || zone == Zone::speaker; }

  /// Whether terms of these zones leave out episodes that a stem's own term finds.
  static bool is_narrow(const std::vector<Zone>& zones) {
    return std::all_of(zones.begin(), zones.end(), has_terms) &&
           !std::all_of(zones.begin(), zones.end(), is_apart);
  }

  /// The terms of a stem in the zones at hand.
  void add_terms(const std::string& stem, std::set<std::string>& terms) const {
    bool free = zones_.empty();
    for (const auto zone : zones_) {
      if (is_apart(zone) || (narrow_ && has_terms(zone))) {
        terms.insert(zone_stem_term(zone, stem));
      } else {
        free = true;
      }
    }
    if (free) terms.emplace(stem_term(stem));
  }

  /// One thing to find: its weight is that of all its alternatives together, as if they were one
  /// word. Positions are stage 2's, so that of several words all need only be there.
  Xapian::Query leaf(const query::Node& node, const Sequences& also) {
    auto typed = words(leaves_.of(node));
    if (also.empty() || typed.empty()) return typed;
    std::vector<Xapian::Query> any{std::move(typed)};
    timeline::Slot words;
    for (const auto& sequence : also) {
      if (sequence.size() == 1) {
        words.insert(words.end(), sequence.front().begin(), sequence.front().end());
        continue;
      }
      std::vector<Xapian::Query> parts;
      parts.reserve(sequence.size());
      for (const auto& slot : sequence) parts.push_back(any_term(slot));
      any.emplace_back(Xapian::Query::OP_AND, parts.begin(), parts.end());
    }
    if (!words.empty()) any.push_back(any_term(words));
    return {Xapian::Query::OP_SYNONYM, any.begin(), any.end()};
  }

  Xapian::Query any_term(const timeline::Slot& slot) const {
    std::set<std::string> terms;
    for (const auto& word : slot) add_terms(word.stem, terms);
    return {Xapian::Query::OP_SYNONYM, terms.begin(), terms.end()};
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

  const std::map<std::string, text::Analyzer>& analyzers_;
  Leaves& leaves_;
  Alternatives& alternatives_;
  const Day today_;
  std::vector<Zone> zones_{};  ///< in force; none: where free words are looked for
  bool can_narrow_{false};     ///< it is asked for zones whose terms leave episodes out
  bool narrow_{false};         ///< words are looked for by these terms, where there are any
};

/// The words that a question begins with tell nothing of what it asks for.
void pass_over_frame(const query::Node& root, std::map<std::string, text::Analyzer>& analyzers,
                     Leaves& leaves) {
  const auto* const group = std::get_if<query::Group>(&root.kind);
  if (group == nullptr) return;
  for (auto& [language, analyzer] : analyzers) {
    std::vector<std::string_view> forms;
    for (const auto& node : group->should) {
      const auto* const word = std::get_if<query::Word>(&node.kind);
      std::vector<text::Token> tokens;
      if (word != nullptr && !word->exact) analyzer.analyze(word->text, tokens);
      // What is no plain word is no part of a frame, and its topic.
      forms.push_back(tokens.size() == 1 ? analyzer.form(tokens.front().word) : std::string_view{});
    }
    for (const auto i : text::question_frame(forms, language)) {
      leaves.pass_over(group->should[i], language);
    }
  }
}

}  // namespace

Compiled compile(const query::Node& asked, std::map<std::string, text::Analyzer>& analyzers,
                 const Dictionary& dictionary, Day today, const std::vector<Wish>& wishes) {
  Compiled compiled;
  if (analyzers.empty()) return compiled;
  // Where words begin and end is the same in all languages.
  const auto root = loosened(asked, analyzers.begin()->second);
  Leaves leaves(analyzers, dictionary);
  pass_over_frame(root, analyzers, leaves);
  Alternatives alternatives(leaves, dictionary);
  Words words{leaves, alternatives};
  compiled.episodes = Candidates(analyzers, words, today).query(root, wishes);
  for (const auto& [language, analyzer] : analyzers) {
    compiled.plans.emplace(language, make_plan(root, language, words, dictionary, today, wishes));
  }
  compiled.notes = leaves.take_notes();
  if (!wishes.empty()) {
    std::string note = "also wished for, as it is said around the first moments:";
    for (const auto& wish : wishes) {
      note += (&wish == &wishes.front() ? " " : ", ") + wish.word;
    }
    compiled.notes.push_back(std::move(note));
  }
  for (auto& note : alternatives.take_notes()) compiled.notes.push_back(std::move(note));
  return compiled;
}

}  // namespace whensaid::index
