#pragma once

// Small random episodes and queries over the same few words, so that they meet often: what the
// judge of naive_search.hpp and the index are both asked. Same seed, same talk.

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <random>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <whensaid/model.hpp>
#include <whensaid/query.hpp>

#include "query/canonical.hpp"
#include "query/tree.hpp"

namespace whensaid::test {

class RandomTalk {
 public:
  explicit RandomTalk(std::uint32_t seed) : random_(seed) {}

  /// "en", or "pl": a language without a stemmer, in which "the" tells something.
  Episode episode(std::string id) {
    Episode made;
    made.id = std::move(id);
    made.language = one_in(4) ? "pl" : "en";
    if (!one_in(5)) made.show = pick({"lamp talk", "boat talk", "fog"});
    if (!one_in(5)) made.title = words(1 + below(4));
    if (!one_in(3)) made.description = words(1 + below(8));
    for (auto n = below(3); n > 0; --n) made.guests.emplace_back(name());
    for (auto n = below(3); n > 0; --n) made.hosts.emplace_back(name());
    if (!one_in(3)) made.published = Day{std::chrono::days{20'000 + number(60)}};
    if (!one_in(3)) made.duration = Millis{number(120) * 1000};
    if (!one_in(3)) made.season = static_cast<std::int32_t>(below(4));
    if (!one_in(3)) made.number = static_cast<std::int32_t>(below(9));
    std::int64_t at = 0;
    for (auto n = below(5); n > 0; --n) {
      Chapter chapter;
      chapter.start = Millis{at += number(40) * 500};
      chapter.title = words(1 + below(3));
      made.chapters.push_back(chapter);
    }
    std::string speaker;
    at = 0;
    for (auto n = below(16); n > 0; --n) {
      if (one_in(2)) speaker = one_in(4) ? "" : std::string{name()};
      made.cues.push_back(cue(Millis{at}, speaker));
      at += number(30) * 500;
    }
    return made;
  }

  /// Any canonical tree that has something to search for.
  query::Node query() {
    while (true) {
      auto made = query::canonical(tree(1 + below(3)));
      const auto* group = std::get_if<query::Group>(&made.kind);
      if (group == nullptr || !group->must.empty() || !group->should.empty()) return made;
    }
  }

  static constexpr std::array<std::string_view, 9> kWords{"lamp", "lamps", "horn", "boat", "boats",
                                                          "fog",  "night", "the",  "of"};

 private:
  std::size_t below(std::size_t limit) { return random_() % limit; }
  std::int64_t number(std::size_t limit) { return static_cast<std::int64_t>(below(limit)); }
  bool one_in(std::size_t n) { return below(n) == 0; }
  std::string_view pick(std::initializer_list<std::string_view> of) {
    return of.begin()[below(of.size())];
  }
  std::string_view name() { return pick({"Ann Lee", "Bob Ray", "Lee Ray", "Ann Fog"}); }
  std::string word() { return std::string{kWords[below(kWords.size())]}; }

  std::string words(std::size_t count) {
    std::string text;
    for (; count > 0; --count) text += (text.empty() ? "" : " ") + word();
    return text;
  }

  /// Overlaps the next one now and then; with a time for each word now and then.
  Cue cue(Millis start, const std::string& speaker) {
    Cue made;
    made.start = start;
    made.end = start + Millis{number(40) * 500};
    made.speaker = speaker;
    made.text = words(1 + below(7));
    if (!one_in(5)) return made;
    auto at = start;
    for (std::size_t from = 0; from < made.text.size();) {
      const auto end = std::min(made.text.find(' ', from), made.text.size());
      made.words.push_back({at, made.text.substr(from, end - from)});
      at += Millis{1 + number(1500)};
      from = end + 1;
    }
    return made;
  }

  query::Node leaf() {
    switch (below(12)) {
      case 0: return query::Node{query::Word{word(), true}};
      case 1:
      case 2: return query::Node{query::Phrase{words(2 + below(2))}};
      case 3:
        return query::Node{query::Pattern{query::Pattern::Kind::wildcard,
                                          std::string{pick({"lamp*", "*o*", "b??t", "zz*"})}, 0}};
      case 4: return query::Node{query::Pattern{query::Pattern::Kind::fuzzy, "fogs", 1}};
      default: return query::Node{query::Word{word()}};
    }
  }

  query::Node near() {
    query::Near made{static_cast<std::uint32_t>(1 + below(8)), one_in(3), one_in(3), {}};
    if (made.timed) made.distance *= 2000;
    for (auto n = 2 + below(2); n > 0; --n) {
      if (one_in(4)) {
        made.sides.push_back(query::Node{query::Group{{}, {leaf(), leaf()}, {}}});
      } else {
        made.sides.push_back(leaf());
      }
    }
    return query::Node{std::move(made)};
  }

  query::Interval interval(std::int64_t base, std::size_t width) {
    query::Interval made;
    const auto low = base + number(width);
    if (!one_in(4)) made.low = low;
    if (!one_in(4)) made.high = low + 1 + number(width);
    return made;
  }

  /// On the grid of the cues' times, so that ends and starts meet.
  query::Interval times() {
    auto made = interval(0, 120);
    if (made.low != query::Interval::kOpenLow) made.low *= 500;
    if (made.high != query::Interval::kOpenHigh) made.high *= 500;
    return made;
  }

  query::Node condition() {
    using Of = query::Range::Of;
    switch (below(6)) {
      case 0: return query::Node{query::Language{{std::string{pick({"en", "pl"})}}}};
      case 1: return query::Node{query::Anything{}};
      case 2: return query::Node{query::Range{Of::published, interval(20'000, 60), 0}};
      case 3: return query::Node{query::Range{Of::duration, interval(0, 120'000), 0}};
      case 4: return query::Node{query::Range{Of::season, interval(0, 4), 0}};
      default: return query::Node{query::Range{Of::number, interval(0, 9), 0}};
    }
  }

  query::Node within(std::size_t depth) {
    query::Within made;
    static constexpr std::array kZones{Zone::show, Zone::title,   Zone::description, Zone::guest,
                                       Zone::host, Zone::chapter, Zone::speech};
    if (one_in(3)) {
      for (auto n = 1 + below(2); n > 0; --n) made.zones.push_back(kZones[below(kZones.size())]);
    }
    if (one_in(3)) made.speakers.emplace_back(pick({"ann", "lee", "Bob Ray", "lee ray", "zoe"}));
    if (one_in(8)) made.speakers.emplace_back(pick({"ray", "fog"}));
    if (one_in(6)) made.other_speakers.emplace_back(pick({"ann", "ray"}));
    if (one_in(4)) made.at.push_back(times());
    made.scope = one_in(2) ? Scope::episode : one_in(2) ? Scope::chapter : Scope::turn;
    made.child.push_back(tree(depth - 1));
    return query::Node{std::move(made)};
  }

  query::Node tree(std::size_t depth) {
    if (depth == 0 || one_in(3)) return one_in(8) ? condition() : leaf();
    switch (below(4)) {
      case 0: return near();
      case 1: return within(depth);
      default: break;
    }
    query::Group group;
    for (auto n = below(3); n > 0; --n) group.must.push_back(tree(depth - 1));
    for (auto n = below(4); n > 0; --n) group.should.push_back(tree(depth - 1));
    if (one_in(3)) group.must_not.push_back(tree(depth - 1));
    return query::Node{std::move(group)};
  }

  std::mt19937 random_;
};

}  // namespace whensaid::test
