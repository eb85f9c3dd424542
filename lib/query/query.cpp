// The public handle on a query: parsed from text, or built by a program.

#include <algorithm>
#include <utility>

#include <whensaid/query.hpp>

#include "query/canonical.hpp"
#include "query/parser.hpp"
#include "query/tree.hpp"

namespace whensaid {

using query::Group;
using query::Interval;
using query::Node;
using query::Pattern;
using query::Range;
using query::Within;

struct Query::State {
  query::Parsed parsed{};

  static Query built(Node&& root) {
    return Query{std::make_shared<const State>(State{{query::canonical(std::move(root)), {}}})};
  }
};

namespace {

std::vector<Node> roots(std::span<const Query> parts) {
  std::vector<Node> nodes;
  for (const auto& part : parts) nodes.push_back(part.root());
  return nodes;
}

Node pattern(Pattern::Kind kind, std::string_view text, unsigned edits) {
  return Node{Pattern{kind, std::string{text}, edits}};
}

Node number_range(Range::Of of, std::int32_t number) {
  return Node{Range{of, {number, std::int64_t{number} + 1}, 0}};
}

template <class Value, class Count>
Interval interval(const std::optional<Value>& from, const std::optional<Value>& to, Count count) {
  Interval made;
  if (from) made.low = count(*from);
  if (to) made.high = count(*to);
  return made;
}

Within around(const Query& query) {
  Within within;
  within.child.push_back(query.root());
  return within;
}

}  // namespace

Query::Query(std::shared_ptr<const State> state) : state_{std::move(state)} {}

Query Query::parse(std::string_view text) {
  return Query{std::make_shared<const State>(State{query::parse(text)})};
}

Query Query::parse_typing(std::string_view text) {
  return Query{std::make_shared<const State>(State{query::parse_typing(text)})};
}

Query Query::word(std::string_view text) {
  return State::built(Node{query::Word{std::string{text}}});
}

Query Query::exactly(std::string_view word) {
  return State::built(Node{query::Word{std::string{word}, true}});
}

Query Query::phrase(std::string_view text) {
  return State::built(Node{query::Phrase{std::string{text}}});
}

Query Query::wildcard(std::string_view text) {
  return State::built(pattern(Pattern::Kind::wildcard, text, 0));
}

Query Query::regex(std::string_view expression) {
  return State::built(pattern(Pattern::Kind::regex, expression, 0));
}

Query Query::fuzzy(std::string_view word, unsigned edits) {
  return State::built(pattern(Pattern::Kind::fuzzy, word, edits));
}

Query Query::anything() { return State::built(Node{query::Anything{}}); }

Query Query::all(std::span<const Query> parts) {
  return State::built(Node{Group{roots(parts), {}, {}}});
}
Query Query::any(std::span<const Query> parts) {
  return State::built(Node{Group{{}, roots(parts), {}}});
}

Query Query::all(std::initializer_list<Query> parts) { return all(std::span{parts}); }
Query Query::any(std::initializer_list<Query> parts) { return any(std::span{parts}); }

Query Query::near(std::span<const Query> sides, unsigned words, bool ordered) {
  return State::built(Node{query::Near{words, false, ordered, roots(sides)}});
}

Query Query::near(std::span<const Query> sides, Millis apart, bool ordered) {
  const auto ms = std::clamp<std::int64_t>(apart.count(), 0, std::int64_t{kMaxNearSeconds} * 1000);
  return State::built(
      Node{query::Near{static_cast<std::uint32_t>(ms), true, ordered, roots(sides)}});
}

Query Query::without(const Query& excluded) const {
  return State::built(Node{Group{{root()}, {}, {excluded.root()}}});
}

Query Query::in_zones(std::span<const Zone> zones) const {
  auto within = around(*this);
  within.zones.assign(zones.begin(), zones.end());
  return State::built(Node{std::move(within)});
}

Query Query::said_by(std::string_view name) const {
  auto within = around(*this);
  within.speakers.emplace_back(name);
  return State::built(Node{std::move(within)});
}

Query Query::between(Millis from, Millis to) const {
  auto within = around(*this);
  within.at.push_back({from.count(), to.count()});
  return State::built(Node{std::move(within)});
}

Query Query::inside_one(Scope scope) const {
  auto within = around(*this);
  within.scope = scope;
  return State::built(Node{std::move(within)});
}

Query Query::published(std::optional<Day> from, std::optional<Day> to) {
  const auto days = [](Day day) { return std::int64_t{day.time_since_epoch().count()}; };
  return State::built(Node{Range{Range::Of::published, interval(from, to, days), 0}});
}

Query Query::duration(std::optional<Millis> from, std::optional<Millis> to) {
  const auto ms = [](Millis time) { return std::int64_t{time.count()}; };
  return State::built(Node{Range{Range::Of::duration, interval(from, to, ms), 0}});
}

Query Query::season(std::int32_t number) {
  return State::built(number_range(Range::Of::season, number));
}
Query Query::number(std::int32_t number) {
  return State::built(number_range(Range::Of::number, number));
}

Query Query::language(std::string_view tag) {
  return State::built(Node{query::Language{{std::string{tag}}}});
}

std::string Query::to_string() const { return query::print(root()); }

const std::vector<Warning>& Query::warnings() const { return state_->parsed.warnings; }

bool Query::empty() const {
  const auto* const group = std::get_if<Group>(&root().kind);
  return group != nullptr && group->must.empty() && group->should.empty();
}

const Node& Query::root() const { return state_->parsed.root; }

bool operator==(const Query& a, const Query& b) { return a.root() == b.root(); }

}  // namespace whensaid
