#pragma once

// The judge: what whensaid/query.hpp means, by plain loops over an episode's words. It shares the
// query tree with the library and nothing else: no analyzer, no timeline, no plan. Slow on purpose.

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include <whensaid/model.hpp>
#include <whensaid/query.hpp>

#include "query/tree.hpp"
#include "support/naive_row.hpp"

namespace whensaid::test::naive {

/// Words of a row, both ends included.
using Place = std::pair<std::size_t, std::size_t>;

class Search {
 public:
  /// The forms that a pattern stands for.
  using Expand = std::function<std::vector<std::string>(const query::Pattern&)>;

  /// Each of a group's sides, as words, stands for each other.
  using Synonyms = std::vector<std::vector<std::string>>;

  Search(const Episode& episode, const Row& row, Expand expand, Synonyms synonyms = {})
      : episode_(episode), row_(row), expand_(std::move(expand)), synonyms_(std::move(synonyms)) {}

  /// The places of an episode that matches, in order; nothing when it does not.
  std::optional<std::vector<Place>> run(const query::Node& root) {
    lone_stops_ = only_stops(root);
    Allowed everywhere(row_.size());
    bool any_word = false;
    for (std::size_t i = 0; i < row_.size(); ++i) {
      everywhere[i] = row_[i].zone != Zone::show && row_[i].zone != Zone::speaker;
      any_word = any_word || everywhere[i];
    }
    titles_ = everywhere;
    auto outcome = judge({root}, 0, everywhere, false);
    if (!outcome.holds || !any_word) return std::nullopt;
    add_stops(outcome);
    std::set<Place> places;
    for (const auto& found : outcome.found) places.insert(found.place);
    if (places.empty()) {
      const auto first = static_cast<std::size_t>(
          std::find(everywhere.begin(), everywhere.end(), true) - everywhere.begin());
      places.insert({first, first});
    }
    return std::vector<Place>(places.begin(), places.end());
  }

 private:
  using Allowed = std::vector<bool>;
  struct Found {
    Place place{};
    int offset{-1};  ///< of the leaf in the query, counted in words; -1: nowhere
  };
  struct Stop {
    std::string stem{};
    int offset{0};
    Allowed allowed{};
  };
  struct Outcome {
    bool holds{false};
    std::vector<Found> found{};
    std::vector<Stop> stops{};

    void take(Outcome&& other) {
      found.insert(found.end(), other.found.begin(), other.found.end());
      stops.insert(stops.end(), other.stops.begin(), other.stops.end());
    }
  };

  static std::vector<std::string> leaf_words(const query::Node& node) {
    if (const auto* word = std::get_if<query::Word>(&node.kind)) return words_of(word->text);
    if (const auto* phrase = std::get_if<query::Phrase>(&node.kind)) return words_of(phrase->text);
    return {"pattern"};
  }

  bool is_free_stop(const query::Node& node) const {
    const auto* word = std::get_if<query::Word>(&node.kind);
    return word != nullptr && !word->exact &&
           is_stop(words_of(word->text).front(), episode_.language);
  }

  /// Whether no leaf that is not excluded tells anything: then stop words are what is looked for.
  bool only_stops(const query::Node& node) const {
    if (const auto* group = std::get_if<query::Group>(&node.kind)) {
      const auto stops = [this](const query::Node& child) { return only_stops(child); };
      return std::all_of(group->must.begin(), group->must.end(), stops) &&
             std::all_of(group->should.begin(), group->should.end(), stops);
    }
    if (const auto* within = std::get_if<query::Within>(&node.kind)) {
      return only_stops(within->child.front());
    }
    if (std::holds_alternative<query::Near>(node.kind)) return false;
    const bool leaf = std::holds_alternative<query::Word>(node.kind) ||
                      std::holds_alternative<query::Pattern>(node.kind) ||
                      std::holds_alternative<query::Phrase>(node.kind);
    return !leaf || is_free_stop(node);
  }

  bool is_stop_leaf(const query::Node& node) const { return !lone_stops_ && is_free_stop(node); }

  bool stretch_allowed(std::size_t first, std::size_t last, const Allowed& allowed) const {
    for (auto i = first; i <= last; ++i) {
      if (!allowed[i] || row_[i].section != row_[first].section) return false;
    }
    return true;
  }

  std::vector<Place> leaf_places(const query::Node& node, const Allowed& allowed) const {
    std::vector<Place> places;
    const auto words = leaf_words(node);
    const auto* word = std::get_if<query::Word>(&node.kind);
    const bool by_stem = word != nullptr && !word->exact && words.size() == 1;
    std::vector<std::string> forms;
    const auto* pattern = std::get_if<query::Pattern>(&node.kind);
    if (pattern != nullptr) forms = expand_(*pattern);
    for (std::size_t i = 0; i + words.size() <= row_.size(); ++i) {
      bool all = stretch_allowed(i, i + words.size() - 1, allowed);
      for (std::size_t j = 0; all && j < words.size(); ++j) {
        const auto& there = row_[i + j];
        if (pattern != nullptr) {
          all = std::find(forms.begin(), forms.end(), there.form) != forms.end();
        } else {
          all =
              by_stem ? there.stem == stem_of(words[j], episode_.language) : there.form == words[j];
        }
      }
      if (all) places.emplace_back(i, i + words.size() - 1);
    }
    return places;
  }

  std::vector<std::string> stems_of(const std::string& side) const {
    auto stems = words_of(side);
    for (auto& stem : stems) stem = stem_of(stem, episode_.language);
    return stems;
  }

  bool only_stop_words(const std::string& side) const {
    const auto words = words_of(side);
    return std::all_of(words.begin(), words.end(), [this](const std::string& word) {
      return is_stop(word, episode_.language);
    });
  }

  static bool is_free(const query::Node& node) {
    const auto* word = std::get_if<query::Word>(&node.kind);
    return word != nullptr && !word->exact;
  }

  /// Whether the side stands in the list, with the node at `at` among its words.
  bool stands_around(const std::string& side, const std::vector<query::Node>& list,
                     std::size_t at) const {
    const auto stems = stems_of(side);
    for (std::size_t begin = 0; begin <= at; ++begin) {
      bool all = begin + stems.size() <= list.size() && at < begin + stems.size();
      for (std::size_t i = 0; all && i < stems.size(); ++i) {
        const auto& node = list[begin + i];
        all = is_free(node) && stem_of(leaf_words(node).front(), episode_.language) == stems[i];
      }
      if (all) return true;
    }
    return false;
  }

  /// Where a synonym of the node stands.
  std::vector<Place> synonym_places(const std::vector<query::Node>& list, std::size_t at,
                                    const Allowed& allowed) const {
    std::vector<Place> places;
    if (!is_free(list[at]) || is_free_stop(list[at])) return places;
    for (const auto& group : synonyms_) {
      for (const auto& from : group) {
        if (only_stop_words(from) || !stands_around(from, list, at)) continue;
        for (const auto& to : group) {
          if (only_stop_words(to) || stems_of(to) == stems_of(from)) continue;
          const auto found = stem_places(stems_of(to), allowed);
          places.insert(places.end(), found.begin(), found.end());
        }
      }
    }
    return places;
  }

  std::vector<Place> stem_places(const std::vector<std::string>& stems,
                                 const Allowed& allowed) const {
    std::vector<Place> places;
    for (std::size_t i = 0; i + stems.size() <= row_.size(); ++i) {
      bool all = stretch_allowed(i, i + stems.size() - 1, allowed);
      for (std::size_t j = 0; all && j < stems.size(); ++j) all = row_[i + j].stem == stems[j];
      if (all) places.emplace_back(i, i + stems.size() - 1);
    }
    return places;
  }

  /// A node that stands in a list.
  Outcome judge(const std::vector<query::Node>& list, std::size_t at, const Allowed& allowed,
                bool zoned) {
    const auto offset = offset_;
    auto outcome = judge(list[at], allowed, zoned);
    for (const auto& place : synonym_places(list, at, allowed)) {
      outcome.found.push_back({place, offset});
      outcome.holds = true;
    }
    return outcome;
  }

  Outcome judge(const query::Node& node, const Allowed& allowed, bool zoned) {
    if (const auto* group = std::get_if<query::Group>(&node.kind)) {
      return judge_group(*group, allowed, zoned);
    }
    if (const auto* near = std::get_if<query::Near>(&node.kind)) return judge_near(*near, allowed);
    if (const auto* within = std::get_if<query::Within>(&node.kind)) {
      return judge_within(*within, allowed, zoned);
    }
    if (const auto* range = std::get_if<query::Range>(&node.kind)) return judge_range(*range);
    if (const auto* language = std::get_if<query::Language>(&node.kind)) {
      Outcome outcome;
      outcome.holds = std::find(language->tags.begin(), language->tags.end(), episode_.language) !=
                      language->tags.end();
      return outcome;
    }
    if (std::holds_alternative<query::Anything>(node.kind)) return judge_anything(allowed);
    Outcome outcome;
    const auto offset = offset_;
    offset_ += static_cast<int>(leaf_words(node).size());
    const auto places = leaf_places(node, allowed);
    outcome.holds = !places.empty();
    if (outcome.holds && is_stop_leaf(node)) {
      outcome.stops.push_back(
          {stem_of(leaf_words(node).front(), episode_.language), offset, allowed});
    } else {
      for (const auto& place : places) outcome.found.push_back({place, offset});
    }
    return outcome;
  }

  Outcome judge_group(const query::Group& group, const Allowed& allowed, bool zoned) {
    Outcome outcome;
    bool all = true;
    bool one = false;
    bool one_stop = false;
    bool stops_only = true;
    for (std::size_t i = 0; i < group.must.size(); ++i) {
      auto part = judge(group.must, i, allowed, zoned);
      all = all && part.holds;
      if (part.holds) outcome.take(std::move(part));
    }
    for (std::size_t i = 0; i < group.should.size(); ++i) {
      const auto& child = group.should[i];
      auto part = judge(group.should, i, allowed, zoned);
      (is_stop_leaf(child) ? one_stop : one) |= part.holds;
      stops_only = stops_only && is_stop_leaf(child);
      if (part.holds) outcome.take(std::move(part));
    }
    bool excluded = false;
    for (const auto& child : group.must_not) {
      excluded = judge({child}, 0, allowed, zoned).holds || excluded;
    }
    const bool wished = one || (stops_only && one_stop);
    outcome.holds = all && !excluded && (!group.must.empty() || wished);
    if (!outcome.holds) return {};
    return outcome;
  }

  bool near_enough(const std::vector<Place>& choice, const query::Near& near) const {
    for (std::size_t i = 0; i < choice.size(); ++i) {
      if (row_[choice[i].first].section != row_[choice[0].first].section) return false;
      if (near.timed && row_[choice[i].first].zone != Zone::speech) return false;
      for (std::size_t j = i + 1; j < choice.size(); ++j) {
        if (choice[i].first <= choice[j].second && choice[j].first <= choice[i].second) {
          return false;
        }
        if (near.ordered && choice[i].second >= choice[j].first) return false;
      }
    }
    auto end = choice[0].second;
    for (const auto& place : choice) end = std::min(end, place.second);
    return std::all_of(choice.begin(), choice.end(), [&](const Place& place) {
      if (place.second == end) return true;
      if (!near.timed) return place.first - end <= near.distance;
      return *row_[place.first].ms - *row_[end].ms <= std::int64_t{near.distance};
    });
  }

  Outcome judge_near(const query::Near& near, const Allowed& allowed) {
    std::vector<std::vector<Found>> sides;
    for (const auto& side : near.sides) {
      auto& places = sides.emplace_back();
      const auto* group = std::get_if<query::Group>(&side.kind);
      const auto leaves = group != nullptr ? group->should : std::vector{side};
      for (std::size_t i = 0; i < leaves.size(); ++i) {
        const auto add = [&](const Place& place) { places.push_back({place, offset_}); };
        for (const auto& place : leaf_places(leaves[i], allowed)) add(place);
        for (const auto& place : synonym_places(leaves, i, allowed)) add(place);
        offset_ += static_cast<int>(leaf_words(leaves[i]).size());
      }
    }
    Outcome outcome;
    std::vector<Found> choice(sides.size());
    choose(near, sides, 0, choice, outcome.found);
    outcome.holds = !outcome.found.empty();
    return outcome;
  }

  void choose(const query::Near& near, const std::vector<std::vector<Found>>& sides,
              std::size_t side, std::vector<Found>& choice, std::vector<Found>& found) const {
    if (side == sides.size()) {
      std::vector<Place> places;
      for (const auto& one : choice) places.push_back(one.place);
      if (near_enough(places, near)) found.insert(found.end(), choice.begin(), choice.end());
      return;
    }
    for (const auto& place : sides[side]) {
      choice[side] = place;
      choose(near, sides, side + 1, choice, found);
    }
  }

  Outcome judge_anything(const Allowed& allowed) const {
    Outcome outcome;
    std::set<std::pair<int, int>> seen;
    for (std::size_t i = 0; i < row_.size(); ++i) {
      if (!allowed[i] || !seen.insert({row_[i].section, row_[i].turn}).second) continue;
      outcome.found.push_back({{i, i}, -1});
    }
    outcome.holds = !outcome.found.empty();
    return outcome;
  }

  Outcome judge_range(const query::Range& range) const {
    std::optional<std::int64_t> fact;
    switch (range.of) {
      case query::Range::Of::published:
        if (episode_.published) fact = episode_.published->time_since_epoch().count();
        break;
      case query::Range::Of::duration:
        if (episode_.duration) fact = episode_.duration->count();
        break;
      case query::Range::Of::season: fact = episode_.season; break;
      case query::Range::Of::number: fact = episode_.number; break;
    }
    Outcome outcome;
    outcome.holds = fact && *fact >= range.within.low && *fact < range.within.high;
    return outcome;
  }

  static bool says(const std::string& name, const std::string& asked) {
    const auto have = words_of(name);
    const auto want = words_of(asked);
    return std::search(have.begin(), have.end(), want.begin(), want.end()) != have.end();
  }

  bool passes(const Spoken& word, const query::Within& within) const {
    const auto named = [&](const std::string& name) { return says(word.speaker, name); };
    const auto& by = within.speakers;
    const auto& not_by = within.other_speakers;
    if (!by.empty() || !not_by.empty()) {
      if (word.zone != Zone::speech) return false;
      if (!by.empty() && std::none_of(by.begin(), by.end(), named)) return false;
      if (std::any_of(not_by.begin(), not_by.end(), named)) return false;
    }
    return in_time(word, within);
  }

  static bool in_time(const Spoken& word, const query::Within& within) {
    return within.at.empty() ||
           (word.ms && std::any_of(within.at.begin(), within.at.end(), [&](const auto& at) {
              return *word.ms >= at.low && *word.ms < at.high;
            }));
  }

  Outcome judge_within(const query::Within& within, const Allowed& allowed, bool zoned) {
    Allowed inside = allowed;
    const auto& zones = within.zones;
    for (std::size_t i = 0; i < row_.size(); ++i) {
      if (!zones.empty()) {
        const bool in = std::find(zones.begin(), zones.end(), row_[i].zone) != zones.end();
        const auto zone = row_[i].zone;
        const bool narrowed = zoned || zone == Zone::speech;
        const bool may = narrowed ? allowed[i] : zone != Zone::chapter || titles_[i];
        inside[i] = in && may;
      }
      inside[i] = inside[i] && passes(row_[i], within);
    }
    const bool now_zoned = zoned || !zones.empty();
    const auto outer = titles_;
    for (std::size_t i = 0; i < row_.size(); ++i) titles_[i] = outer[i] && in_time(row_[i], within);
    auto outcome = judge_child(within, inside, now_zoned);
    titles_ = outer;
    return outcome;
  }

  Outcome judge_child(const query::Within& within, const Allowed& inside, bool now_zoned) {
    const auto& child = within.child.front();
    if (within.scope == Scope::episode) {
      if (std::find(inside.begin(), inside.end(), true) == inside.end()) {
        offset_of(child);
        return {};
      }
      return judge({child}, 0, inside, now_zoned);
    }
    std::set<int> units;
    const auto unit_of = [&](const Spoken& word) {
      return within.scope == Scope::turn ? word.turn : word.chapter;
    };
    for (const auto& word : row_) units.insert(unit_of(word));
    units.erase(-1);
    Outcome all;
    const auto offset = offset_;
    for (const auto unit : units) {
      Allowed here = inside;
      for (std::size_t i = 0; i < row_.size(); ++i) here[i] = here[i] && unit_of(row_[i]) == unit;
      if (std::find(here.begin(), here.end(), true) == here.end()) continue;
      offset_ = offset;
      const auto titles = titles_;
      for (std::size_t i = 0; i < row_.size() && within.scope == Scope::chapter; ++i) {
        titles_[i] = titles[i] && row_[i].chapter == unit;
      }
      auto one = judge({child}, 0, here, now_zoned);
      titles_ = titles;
      all.holds = all.holds || one.holds;
      if (one.holds) all.take(std::move(one));
    }
    offset_ = offset;
    offset_of(child);
    return all;
  }

  /// Counts the words of a part that is not judged.
  void offset_of(const query::Node& node) { judge(node, Allowed(row_.size(), false), true); }

  void add_stops(Outcome& outcome) const {
    std::vector<Found> more;
    for (const auto& stop : outcome.stops) {
      for (const auto& other : outcome.found) {
        if (other.offset < 0 || std::abs(stop.offset - other.offset) > 4) continue;
        const auto at = static_cast<std::int64_t>(other.place.first) + stop.offset - other.offset;
        if (at < 0 || at >= static_cast<std::int64_t>(row_.size())) continue;
        const auto i = static_cast<std::size_t>(at);
        if (stop.allowed[i] && row_[i].stem == stop.stem) more.push_back({{i, i}, -1});
      }
    }
    outcome.found.insert(outcome.found.end(), more.begin(), more.end());
  }

  const Episode& episode_;
  const Row& row_;
  Expand expand_;
  Synonyms synonyms_;
  Allowed titles_{};  ///< chapter titles that restrictions around leave
  bool lone_stops_{false};
  int offset_{0};
};

}  // namespace whensaid::test::naive
