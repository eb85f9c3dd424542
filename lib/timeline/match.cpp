#include "timeline/match.hpp"

#include <algorithm>
#include <array>

#include "timeline/place_finder.hpp"
#include "timeline/skip.hpp"

namespace whensaid::timeline {

Matcher::Matcher(const Plan& plan) : plan_(plan) {
  wanted_.reserve(plan.atoms.size());
  for (const auto& atom : plan.atoms) {
    auto& wanted = wanted_.emplace_back(atom.words);
    for (const auto& words : atom.also) wanted.also.emplace_back(words);
  }
  if (plan.any) one_word_ = only_word();
}

/// The atom that is all there is to look for, where it is a plain word.
std::optional<std::uint32_t> Matcher::only_word() const {
  std::optional<std::uint32_t> only;
  for (std::uint32_t i = 0; i < wanted_.size(); ++i) {
    const auto& atom = plan_.atoms[i];
    if (atom.words.empty()) continue;
    const bool is_plain = wanted_[i].words.free_word() != nullptr && atom.also.empty();
    if (only || atom.stop || !is_plain) return std::nullopt;
    only = i;
  }
  return only;
}

// Pairs: what they tell before a timeline is read.

bool Matcher::asks_pairs() const {
  return std::any_of(wanted_.begin(), wanted_.end(),
                     [](const Wanted& wanted) { return !wanted.words.pairs().empty(); });
}

bool Matcher::may_stand(std::uint32_t atom, const PairsView& pairs) const {
  const auto& wanted = wanted_[atom];
  return wanted.words.pairs().may_stand_in(pairs) ||
         std::any_of(wanted.also.begin(), wanted.also.end(),
                     [&](const Places& other) { return other.words.pairs().may_stand_in(pairs); });
}

/// What holds() would need of the atoms.
bool Matcher::may_hold(const Condition& condition, const PairsView& pairs) const {
  const auto child_may = [&](const Condition& child) { return may_hold(child, pairs); };
  switch (condition.kind) {
    case Condition::Kind::group:
      return std::all_of(condition.must.begin(), condition.must.end(), child_may) &&
             (!condition.must.empty() ||
              std::any_of(condition.should.begin(), condition.should.end(), child_may));
    case Condition::Kind::within: return may_hold(condition.must.front(), pairs);
    case Condition::Kind::atom: return may_stand(condition.atom, pairs);
    case Condition::Kind::near:
      return std::all_of(condition.sides.begin(), condition.sides.end(), [&](const auto& side) {
        return std::any_of(side.begin(), side.end(),
                           [&](auto atom) { return may_stand(atom, pairs); });
      });
    case Condition::Kind::anything:
    case Condition::Kind::range:
    case Condition::Kind::language: return true;
  }
  return true;
}

// Places: where the atoms stand.

/// Those of the words themselves; beside them, also has those of what stands for them.
const Spans& Matcher::spans_of(std::uint32_t atom) {
  auto& wanted = wanted_[atom];
  if (!wanted.known) {
    wanted.words.find(wanted.spans);
    for (auto& other : wanted.also) {
      other.words.find(other.spans);
      std::fill(other.spans.typed.begin(), other.spans.typed.end(), std::uint8_t{0});
    }
    wanted.known = true;
  }
  return wanted.spans;
}

void Matcher::places_in(std::uint32_t atom, const Region& region, std::vector<Match>& out) {
  add_places(spans_of(atom), atom, region, out);
  for (const auto& other : wanted_[atom].also) add_places(other.spans, atom, region, out);
}

void Matcher::add_places(const Spans& spans, std::uint32_t atom, const Region& region,
                         std::vector<Match>& out) {
  auto at = spans.first.begin();
  for (const auto& stretch : region) {
    at = std::lower_bound(at, spans.first.end(), stretch.first);
    const auto end =
        std::lower_bound(at, spans.first.end(), stretch.end - std::min(stretch.end, spans.reach));
    const auto known = out.size();
    out.resize(known + static_cast<std::size_t>(end - at));
    auto typed = spans.typed.begin() + (at - spans.first.begin());
    for (auto* place = out.data() + known; at != end; ++at, ++typed, ++place) {
      *place = {*at, *at + spans.reach, atom, *typed != 0};
    }
  }
}

// Conditions: each adds its places to found_ when it holds, and leaves it as it was when not.

bool Matcher::holds(const Condition& condition, const Region& region, bool restricted) {
  switch (condition.kind) {
    case Condition::Kind::group: return group_holds(condition, region, restricted);
    case Condition::Kind::near: return near_holds(condition, region);
    case Condition::Kind::anything: return anything_holds(condition, region);
    case Condition::Kind::within: return within_holds(condition, region, restricted);
    case Condition::Kind::range: return range_holds(condition.range);
    case Condition::Kind::language:
      return std::find(condition.languages.begin(), condition.languages.end(),
                       timeline_->language()) != condition.languages.end();
    case Condition::Kind::atom: break;
  }
  const auto before = found_.size();
  places_in(condition.atom, region, found_);
  const bool any = found_.size() > before;
  if (any && plan_.atoms[condition.atom].stop) {
    found_.resize(before);
    stops_.push_back({condition.atom, &region});
  }
  return any;
}

bool Matcher::group_holds(const Condition& group, const Region& region, bool restricted) {
  const auto found = found_.size();
  const auto stops = stops_.size();
  const auto undo = [&] {
    found_.resize(found);
    stops_.resize(stops);
    return false;
  };
  for (const auto& child : group.must_not) {
    const bool excluded = holds(child, region, restricted);
    undo();
    if (excluded) return false;
  }
  for (const auto& child : group.must) {
    if (!holds(child, region, restricted)) return undo();
  }
  if (!one_should_holds(group, region, restricted) && group.must.empty()) return undo();
  return true;
}

/// A stop word beside other wishes is none of its own.
bool Matcher::is_lone_stop(const Condition& condition) const {
  return condition.kind == Condition::Kind::atom && plan_.atoms[condition.atom].stop;
}

bool Matcher::one_should_holds(const Condition& group, const Region& region, bool restricted) {
  const auto is_stop = [this](const Condition& child) { return is_lone_stop(child); };
  const bool only_stops = std::all_of(group.should.begin(), group.should.end(), is_stop);
  bool any = false;
  for (const auto& child : group.should) {
    if (!only_stops && is_stop(child)) {
      stops_.push_back({child.atom, &region});  // looked up when others have been found
    } else {
      any = holds(child, region, restricted) || any;
    }
  }
  return any;
}

bool Matcher::near_holds(const Condition& near, const Region& region) {
  sides_.resize(near.sides.size());
  for (std::size_t i = 0; i < sides_.size(); ++i) {
    sides_[i].clear();
    for (const auto atom : near.sides[i]) places_in(atom, region, sides_[i]);
    if (sides_[i].empty()) return false;
    if (near.sides[i].size() > 1 || !wanted_[near.sides[i].front()].also.empty()) {
      std::sort(sides_[i].begin(), sides_[i].end(), [](const Match& a, const Match& b) {
        return a.first != b.first ? a.first < b.first : a.last < b.last;
      });
    }
  }
  const auto before = found_.size();
  find_near(*timeline_, sides_, {near.distance, near.timed, near.ordered}, found_);
  return found_.size() > before;
}

/// The beginning of each section and of each turn, as far as the region holds it.
bool Matcher::anything_holds(const Condition& anything, const Region& region) {
  const auto before = found_.size();
  const auto add = [&](const Region& unit) {
    const auto both = intersect(unit, region);
    if (both.empty()) return;
    found_.push_back({both.front().first, both.front().first, anything.atom, false});
  };
  const auto& sections = timeline_->sections();
  for (std::size_t i = 0; i < sections.size(); ++i) {
    const Stretch section{sections[i].first, timeline_->section_end(i)};
    if (sections[i].zone != Zone::speech && section.first < section.end) add({section});
  }
  for (const auto& turn : units(Scope::turn)) add(turn);
  return found_.size() > before;
}

bool Matcher::within_holds(const Condition& within, const Region& region, bool restricted) {
  const auto& inside = regions_.emplace_back(restrict(within, region, restricted));
  if (inside.empty()) return false;
  const auto* const outer = titles_;
  if (!within.at.empty()) {
    titles_ = &regions_.emplace_back(intersect(*outer, time_region(*timeline_, within.at)));
  }
  const bool zoned = restricted || !within.zones.empty();
  const bool any = child_holds(within, inside, zoned);
  titles_ = outer;
  return any;
}

bool Matcher::child_holds(const Condition& within, const Region& inside, bool zoned) {
  const auto& child = within.must.front();
  if (within.scope == Scope::episode) return holds(child, inside, zoned);
  const auto* const outer = titles_;
  bool any = false;
  for (const auto& unit : units(within.scope)) {
    auto both = intersect(inside, unit);
    if (both.empty()) continue;
    const auto& kept = regions_.emplace_back(std::move(both));
    if (within.scope == Scope::chapter) titles_ = &regions_.emplace_back(intersect(*outer, unit));
    any = holds(child, kept, zoned) || any;
    titles_ = outer;
  }
  return any;
}

/// The first zones are chosen from the whole episode: free words leave out the show's name, but
/// show: looks in it. Of what is in force around them, all narrows speech; chapter titles have a
/// time and nobody who says them; the other zones have neither.
Region Matcher::zones_in(const std::vector<Zone>& zones, const Region& region) const {
  Region inside;
  for (const auto zone : zones) {
    auto one = zone_region(*timeline_, std::array{zone});
    if (zone == Zone::speech) one = intersect(one, region);
    if (zone == Zone::chapter) one = intersect(one, *titles_);
    inside = unite(inside, one);
  }
  return inside;
}

Region Matcher::restrict(const Condition& within, const Region& region, bool restricted) {
  Region inside = region;
  if (!within.zones.empty()) {
    inside = restricted ? intersect(zone_region(*timeline_, within.zones), region)
                        : zones_in(within.zones, region);
  }
  if (!within.speakers.empty()) {
    inside = intersect(inside, speaker_region(*timeline_, named(within.speakers)));
  }
  if (!within.other_speakers.empty()) {
    auto others = named(within.other_speakers);
    others.flip();
    inside = intersect(inside, speaker_region(*timeline_, others));
  }
  if (!within.at.empty()) inside = intersect(inside, time_region(*timeline_, within.at));
  return inside;
}

/// Which speakers have one of these words in their names.
std::vector<bool> Matcher::named(const std::vector<std::uint32_t>& atoms) {
  std::vector<bool> speakers(timeline_->speakers().size(), false);
  const auto names = zone_region(*timeline_, std::array{Zone::speaker});
  std::vector<Match> places;
  for (const auto atom : atoms) {
    if (!plan_.atoms[atom].words.empty()) places_in(atom, names, places);
  }
  for (const auto& place : places) {
    const auto speaker = timeline_->sections()[timeline_->section_at(place.first)].index + 1;
    if (speaker < speakers.size()) speakers[speaker] = true;
  }
  return speakers;
}

const std::vector<Region>& Matcher::units(Scope scope) {
  auto& units = scope == Scope::chapter ? chapters_ : turns_;
  if (!units) {
    units = scope == Scope::chapter ? chapter_regions(*timeline_) : turn_regions(*timeline_);
  }
  return *units;
}

bool Matcher::range_holds(const query::Range& range) const {
  const auto& fact = range.of == query::Range::Of::published  ? facts_->published
                     : range.of == query::Range::Of::duration ? facts_->duration
                     : range.of == query::Range::Of::season   ? facts_->season
                                                              : facts_->number;
  return fact && *fact >= range.within.low &&
         (*fact < range.within.high || range.within.high == query::Interval::kOpenHigh);
}

/// Where a stop word would stand in its place beside one of the others that are in the region or
/// near it.
void Matcher::look_beside(std::span<const Match> others, const Region& region, const Atom& stop) {
  beside_.clear();
  const auto* other = others.data();
  const auto* const end = other + others.size();
  for (const auto& stretch : region) {
    const auto first = std::int64_t{stretch.first} - kBesideWords;
    const auto last = std::int64_t{stretch.end} + kBesideWords;
    other = std::partition_point(other, end, [&](const Match& at) { return at.first < first; });
    for (; other != end && other->first < last; ++other) {
      const auto offset = plan_.atoms[other->atom].offset;
      const auto beside = std::int64_t{stop.offset} - offset;
      if (offset == Atom::kNowhere || std::abs(beside) > kBesideWords) continue;
      const auto at = other->first + beside;
      if (at >= 0) beside_.push_back(static_cast<Position>(at));
    }
  }
  std::sort(beside_.begin(), beside_.end());
  beside_.erase(std::unique(beside_.begin(), beside_.end()), beside_.end());
}

/// Of a plain word, only what stands there is read: lists of stop words are the longest.
void Matcher::find_beside(const Stop& stop) {
  const auto add = [&](Position at, bool typed) {
    if (timeline::holds(*stop.region, at, at)) found_.push_back({at, at, stop.atom, typed});
  };
  if (wanted_[stop.atom].words.free_word() == nullptr) {
    const auto& places = spans_of(stop.atom);
    auto near = places.first.begin();
    for (const auto at : beside_) {
      near = skip_to(near, places.first.end(), at);
      if (near == places.first.end()) return;
      const auto index = static_cast<std::size_t>(near - places.first.begin());
      if (*near == at) add(at, places.typed[index] != 0);
    }
    return;
  }
  const auto& list = wanted_[stop.atom].words.free_list();
  if (!list) return;
  auto finder = timeline_->finder(*list);
  const auto in_form = timeline_->in_form(*list, plan_.atoms[stop.atom].words[0][0].form);
  for (const auto at : beside_) {
    if (const auto index = finder.index_of(at)) add(at, in_form.at(*index));
  }
}

/// What is found comes as a few ascending runs, one or more of each atom: they are merged in pairs.
void Matcher::sort_found() {
  const auto before = [](const Match& a, const Match& b) {
    if (a.first != b.first) return a.first < b.first;
    return a.last != b.last ? a.last < b.last : a.atom < b.atom;
  };
  runs_.clear();  // where each ends
  for (auto at = found_.begin(); at != found_.end();) {
    at = std::is_sorted_until(at, found_.end(), before);
    runs_.push_back(at - found_.begin());
  }
  while (runs_.size() > 1) {
    merged_.resize(found_.size());
    auto out = merged_.begin();
    std::ptrdiff_t begin = 0;
    std::size_t pairs = 0;
    for (std::size_t i = 0; i < runs_.size(); i += 2) {
      const auto middle = found_.begin() + runs_[i];
      const auto end = runs_[std::min(i + 1, runs_.size() - 1)];
      out = std::merge(found_.begin() + begin, middle, middle, found_.begin() + end, out, before);
      runs_[pairs++] = begin = end;
    }
    runs_.resize(pairs);
    found_.swap(merged_);
  }
  // A stop word may be vouched for twice, and a place be found by two sides of a NEAR.
  const auto is_same = [](const Match& a, const Match& b) {
    return a.first == b.first && a.last == b.last && a.atom == b.atom;
  };
  found_.erase(std::unique(found_.begin(), found_.end(), is_same), found_.end());
}

bool Matcher::match(const Timeline& timeline, const Facts& facts, std::vector<Match>& out) {
  start(timeline, {}, facts);
  if (!match_without_stop_words(out)) return false;
  add_stop_words(out);
  return true;
}

void Matcher::start(const Timeline& timeline, const PairsView& pairs, const Facts& facts) {
  timeline_ = &timeline;
  facts_ = &facts;
  for (std::size_t i = 0; i < wanted_.size(); ++i) {
    auto& wanted = wanted_[i];
    wanted.known = false;
    wanted.words.start(timeline, pairs);
    for (auto& other : wanted.also) other.words.start(timeline, pairs);
    const auto* const word = wanted.words.free_word();
    if (word != nullptr && !plan_.atoms[i].stop) timeline.prefetch(*word);
  }
}

std::optional<Said> Matcher::one_word() {
  if (!one_word_) return std::nullopt;
  const auto& list = wanted_[*one_word_].words.free_list();
  if (!list) return std::nullopt;
  const auto first = timeline_->first_position(*list);
  if (!first || *first < timeline_->speech_begin()) return std::nullopt;
  return Said{*one_word_, list->count};
}

bool Matcher::match_without_stop_words(std::vector<Match>& out) {
  found_.clear();
  stops_.clear();
  regions_.clear();
  chapters_.reset();
  turns_.reset();
  out.clear();
  const auto& everywhere = regions_.emplace_back(free_region(*timeline_));
  titles_ = &everywhere;
  if (everywhere.empty() || !holds(plan_.root, everywhere, false)) return false;
  if (found_.empty()) {
    const auto begin = everywhere.front().first;
    found_.push_back({begin, begin, plan_.beginning, false});
    stops_.clear();  // there is nothing that they could stand beside
  }
  sort_found();
  out.swap(found_);
  return true;
}

void Matcher::add_stop_words(std::vector<Match>& out) {
  if (!has_stop_words()) return;
  add_stop_words({{0, timeline_->size()}}, out);
}

void Matcher::add_stop_words(const Region& region, std::vector<Match>& out) {
  found_.clear();
  for (const auto& stop : stops_) {
    const auto& atom = plan_.atoms[stop.atom];
    if (atom.offset == Atom::kNowhere) continue;
    look_beside(out, region, atom);
    if (!beside_.empty()) find_beside(stop);
  }
  if (found_.empty()) return;
  found_.insert(found_.begin(), out.begin(), out.end());
  sort_found();
  out.swap(found_);
}

}  // namespace whensaid::timeline
