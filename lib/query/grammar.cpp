#include "query/grammar.hpp"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <utility>

#include "query/canonical.hpp"
#include "query/conditions.hpp"
#include "query/symbols.hpp"
#include "query/values.hpp"

namespace whensaid::query {
namespace {

/// What stands at one level of the grammar, and how it is taken beside others.
struct Part {
  Group group{};            ///< empty: nothing was there
  bool required{false};     ///< it has quotes, brackets, a field, NEAR or AND
  bool restriction{false};  ///< it was one of the whole bracket, which has taken it
};

bool excludes_only(const Group& group) { return group.must.empty() && group.should.empty(); }

bool is_empty(const Group& group) { return excludes_only(group) && group.must_not.empty(); }

Node node_of(Part part) {
  auto& group = part.group;
  if (group.must_not.empty() && group.must.size() + group.should.size() == 1) {
    return std::move(group.must.empty() ? group.should.front() : group.must.front());
  }
  return Node{std::move(group)};
}

void append(std::vector<Node>& to, std::vector<Node>& from) {
  for (auto& node : from) to.push_back(std::move(node));
  from.clear();
}

class Parser {
 public:
  explicit Parser(std::string_view text) : symbols_{text} {}

  Parsed parse() {
    Parsed parsed{canonical(Node{side_by_side().group}), {}};
    parsed.warnings = symbols_.take_warnings();
    return parsed;
  }

 private:
  // The levels of the grammar, from the loosest to the tightest.
  Part side_by_side();
  Part alternatives();
  Part conjunction();
  Part negation();
  Part near();
  Part primary(bool negated);
  Part operand();
  Part brackets();
  Part leaf();

  Part field(bool negated);
  Part zone_field(const Field& field);
  Part value_field(const Field& field, bool negated);
  Part restrict_speakers(bool negated);

  Node leaf_node(const Symbol& symbol, std::string_view text);
  std::uint32_t distance(const Symbol& op);
  void warn(const Symbol& symbol, std::string message) {
    symbols_.warn(symbol, std::move(message));
  }
  [[nodiscard]] bool at(SymbolKind kind) const { return symbols_.at(kind); }

  Symbols symbols_;
  Restrictions* bracket_{nullptr};  ///< of the innermost bracket
};

// Plain words and alternatives are wished for; who takes the trouble to write quotes, brackets,
// fields, NEAR or AND requires what they hold.
Part Parser::side_by_side() {
  Restrictions bracket;
  auto* const outer = std::exchange(bracket_, &bracket);
  const auto begin = symbols_.now();
  std::vector<Part> parts;
  while (!at(SymbolKind::end) && !at(SymbolKind::close)) parts.push_back(alternatives());
  bracket_ = outer;

  Part all;
  for (auto& part : parts) {
    append(all.group.must_not, part.group.must_not);
    if (excludes_only(part.group)) continue;
    if (part.required || bracket.scoped) {
      all.group.must.push_back(node_of(std::move(part)));
    } else {
      append(all.group.should, part.group.should);
    }
  }
  if (!bracket.any) return all;
  exclude(bracket);
  if (join(bracket.within.at).size() > kMaxIntervals) {
    warn(begin, "at: takes at most " + std::to_string(kMaxIntervals) +
                    " separate times in a bracket: the rest is left out");
  }
  bracket.within.child.push_back(Node{std::move(all.group)});
  Part whole;
  whole.group.must.push_back(Node{std::move(bracket.within)});
  return whole;
}

Part Parser::alternatives() {
  auto begin = symbols_.now();
  Part part = conjunction();
  if (!at(SymbolKind::or_op)) return part;
  Part all;
  while (true) {
    if (!part.group.must_not.empty() && excludes_only(part.group)) {
      warn(begin, "NOT beside OR is read as: in none of the alternatives");
      append(all.group.must_not, part.group.must_not);
    } else if (!is_empty(part.group)) {
      all.required = part.required && all.group.should.empty();
      all.group.should.push_back(node_of(std::move(part)));
    } else if (part.restriction) {
      warn(begin, "this holds for the whole bracket, beside OR as well");
    }
    if (!at(SymbolKind::or_op)) return all;
    symbols_.advance();
    begin = symbols_.now();
    part = conjunction();
  }
}

Part Parser::conjunction() {
  Part part = negation();
  if (!at(SymbolKind::and_op)) return part;
  Part all;
  bool restriction = false;
  while (true) {
    restriction = restriction || part.restriction;
    append(all.group.must_not, part.group.must_not);
    if (!excludes_only(part.group)) {
      all.required = part.required || !all.group.must.empty();
      all.group.must.push_back(node_of(std::move(part)));
    }
    if (!at(SymbolKind::and_op)) break;
    symbols_.advance();
    part = negation();
  }
  if (!all.required) std::swap(all.group.must, all.group.should);  // one word, the others are NOT
  all.restriction = restriction;
  return all;
}

Part Parser::negation() {
  bool negated = false;
  bool required = false;
  for (; at(SymbolKind::not_op) || at(SymbolKind::plus_op); symbols_.advance()) {
    if (at(SymbolKind::not_op)) negated = !negated;
    required = at(SymbolKind::plus_op);
  }
  const auto* const field = symbols_.now().field;
  if (at(SymbolKind::field) && restricts(field->kind)) return primary(negated);
  Part part = near();
  part.required = part.required || required;
  if (!negated || is_empty(part.group)) return part;
  Part all;
  if (excludes_only(part.group)) {  // not "none of these": at least one of them
    all.group.should = std::move(part.group.must_not);
    all.required = true;
  } else {
    all.group.must_not.push_back(node_of(std::move(part)));
  }
  return all;
}

bool is_side(const Node& node) {
  const auto is_leaf = [](const Node& leaf) {
    return std::holds_alternative<Word>(leaf.kind) || std::holds_alternative<Pattern>(leaf.kind) ||
           std::holds_alternative<Phrase>(leaf.kind);
  };
  if (is_leaf(node)) return true;
  const auto* const group = std::get_if<Group>(&node.kind);
  return group != nullptr && group->must.empty() && group->must_not.empty() &&
         std::all_of(group->should.begin(), group->should.end(), is_leaf);
}

Part Parser::near() {
  auto begin = symbols_.now();
  Part part = primary(false);
  if (!at(SymbolKind::near_op)) return part;
  Near near{0, symbols_.now().timed, symbols_.now().ordered, {}};
  Part all;
  while (true) {
    const bool empty = is_empty(part.group);
    const bool required = part.required;
    Node node = canonical(node_of(std::move(part)));
    if (!empty && is_side(node) && near.sides.size() < kMaxNearSides) {
      all.required = required || !near.sides.empty();
      near.sides.push_back(std::move(node));
    } else if (!empty) {
      warn(begin, near.sides.size() == kMaxNearSides
                      ? "NEAR has at most " + std::to_string(kMaxNearSides) +
                            " sides: this one is read as AND"
                      : "NEAR takes words, phrases and brackets of alternatives: beside this it is "
                        "read as AND");
      all.group.must.push_back(std::move(node));
    }
    if (!at(SymbolKind::near_op)) break;
    const auto& op = symbols_.now();
    const auto n = distance(op);
    if (near.distance != 0 &&
        (near.distance != n || near.timed != op.timed || near.ordered != op.ordered)) {
      warn(op, near.timed == op.timed
                   ? "one distance holds for words joined by NEAR: the widest is taken"
                   : "one distance holds for words joined by NEAR: the first is taken");
    }
    if (near.distance == 0 || near.timed == op.timed) near.distance = std::max(near.distance, n);
    near.ordered = near.ordered && op.ordered;
    symbols_.advance();
    begin = symbols_.now();
    part = primary(false);
  }
  all.required = all.required || !all.group.must.empty();
  auto& to = all.required ? all.group.must : all.group.should;
  if (near.sides.size() == 1) to.push_back(std::move(near.sides.front()));
  if (near.sides.size() > 1) to.push_back(Node{std::move(near)});
  return all;
}

Part Parser::primary(bool negated) { return at(SymbolKind::field) ? field(negated) : operand(); }

/// A bracket, word or phrase.
Part Parser::operand() {
  if (at(SymbolKind::open)) return brackets();
  return is_leaf(symbols_.now().kind) ? leaf() : Part{};
}

Part Parser::brackets() {
  const auto open = symbols_.now();
  symbols_.advance();
  Part part = side_by_side();
  if (at(SymbolKind::close)) {
    symbols_.advance();
    if (is_empty(part.group)) warn(open, "the brackets hold nothing: left out");
  } else if (!symbols_.full()) {
    warn(open, "the bracket is never closed: it ends with the query");
  }
  part.required = !excludes_only(part.group);
  return part;
}

Part Parser::field(bool negated) {
  const auto& field = *symbols_.now().field;
  if (field.kind == FieldKind::zone) return zone_field(field);
  if (field.kind == FieldKind::speaker) return restrict_speakers(negated);
  return value_field(field, negated);
}

Part Parser::zone_field(const Field& field) {
  const auto symbol = symbols_.now();
  symbols_.advance();
  Part value = operand();
  if (is_empty(value.group)) {
    warn(symbol, std::string{field.face.name} + ": holds nothing: left out");
    return {};
  }
  Within within;
  within.zones.push_back(field.zone);
  within.child.push_back(node_of(std::move(value)));
  Part part;
  part.group.must.push_back(Node{std::move(within)});
  part.required = true;
  return part;
}

Part Parser::restrict_speakers(bool negated) {
  const auto symbol = symbols_.now();
  symbols_.advance();
  Part value = operand();
  std::vector<std::string> names;
  const bool understood =
      !is_empty(value.group) && collect_names(canonical(node_of(std::move(value))), names);
  if (!understood || names.empty()) {
    warn(symbol, "speaker: takes names, several joined by OR: left out");
    return {};
  }
  auto& list = negated ? bracket_->within.other_speakers : bracket_->within.speakers;
  list.insert(list.end(), names.begin(), names.end());
  bracket_->any = true;
  Part part;
  part.restriction = true;
  return part;
}

Part Parser::value_field(const Field& field, bool negated) {
  const auto name = symbols_.now();
  symbols_.advance();
  const auto value = symbols_.now();
  Part part;
  if (value.kind == SymbolKind::word || value.kind == SymbolKind::phrase) {
    // at: is printed with as many values as there are intervals left, which are counted by
    // themselves.
    const auto text = field.kind == FieldKind::at ? value.text : symbols_.take_text();
    symbols_.advance();
    if (restricts(field.kind)) {
      if (restrict(*bracket_, field, text, negated)) {
        part.restriction = true;
        return part;
      }
    } else if (auto node = condition(field, text); !std::holds_alternative<Group>(node.kind)) {
      part.group.must.push_back(std::move(node));
      part.required = true;
      return part;
    }
  } else {
    operand();
  }
  if (!symbols_.full()) {
    warn(name, std::string{field.face.name} + ": cannot be that; it is written as in " +
                   std::string{field.face.example} + ": left out");
  }
  return {};
}

Node Parser::leaf_node(const Symbol& symbol, std::string_view text) {
  std::string own{text};
  switch (symbol.kind) {
    case SymbolKind::phrase: return Node{Phrase{std::move(own)}};
    case SymbolKind::anything: return text.empty() ? Node{} : Node{Anything{}};  // beyond a limit
    case SymbolKind::exact: return Node{Word{std::move(own), true}};
    case SymbolKind::wildcard: return Node{Pattern{Pattern::Kind::wildcard, std::move(own), 0}};
    case SymbolKind::regex: return Node{Pattern{Pattern::Kind::regex, std::move(own), 0}};
    case SymbolKind::fuzzy:
      return Node{Pattern{Pattern::Kind::fuzzy, std::move(own), symbol.edits}};
    default: return Node{Word{std::move(own)}};
  }
}

Part Parser::leaf() {
  const auto symbol = symbols_.now();
  const auto text = symbols_.take_text();
  symbols_.advance();
  const bool quoted = symbol.kind == SymbolKind::phrase;
  if (symbol.oddity == Oddity::unknown_field) {
    warn(symbol, "there is no such field: read as a phrase; query_fields() and --help list them");
  } else if (symbol.oddity == Oddity::no_value) {
    warn(symbol, "a field and its value stand together, as in title:raft: read as a word");
  }
  Node node = canonical(leaf_node(symbol, text));
  if (const auto* const group = std::get_if<Group>(&node.kind); group && is_empty(*group)) {
    if (quoted && !symbols_.full()) warn(symbol, "the quotes hold nothing: left out");
    return {};
  }
  if (symbol.oddity == Oddity::never_closed && !symbols_.full()) {
    warn(symbol, "the quote is never closed: it ends with the query");
  }
  Part part;
  // A word that cannot be written as one has become a phrase.
  part.required =
      !std::holds_alternative<Word>(node.kind) && !std::holds_alternative<Pattern>(node.kind);
  part.group.should.push_back(std::move(node));
  return part;
}

std::uint32_t Parser::distance(const Symbol& op) {
  const std::string name{op.ordered ? "BEFORE" : "NEAR"};
  const std::string unit{op.timed ? "s" : ""};
  const auto widest = op.timed ? kMaxNearSeconds : kMaxNearWords;
  switch (op.oddity) {
    case Oddity::not_a_distance:
      warn(op, name + " takes a number of words or seconds, as in " + name + "/5 or " + name +
                   "/30s: read as " + name + "/" + std::to_string(kDefaultNearWords));
      break;
    case Oddity::distance_too_small:
      warn(op, name + "/1" + unit + " is the nearest: read as that");
      break;
    case Oddity::distance_too_large:
      warn(op, name + "/" + std::to_string(widest) + unit + " is the widest: read as that");
      break;
    default: break;
  }
  return op.distance;
}

}  // namespace

Parsed parse_once(std::string_view text) { return Parser{text}.parse(); }

}  // namespace whensaid::query
