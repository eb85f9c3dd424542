#include "query/parser.hpp"

#include <algorithm>
#include <cstddef>
#include <string>
#include <utility>

#include <whensaid/query.hpp>

#include "query/canonical.hpp"
#include "query/lexer.hpp"
#include "text/utf8.hpp"

namespace whensaid::query {
namespace {

/// What stands at one level of the grammar, and how it is taken beside others.
struct Part {
  Group group{};         ///< empty: nothing was there
  bool required{false};  ///< it has quotes, brackets, NEAR or AND
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

bool ends_operand(SymbolKind kind) {
  return kind == SymbolKind::word || kind == SymbolKind::phrase || kind == SymbolKind::close;
}

bool begins_operand(SymbolKind kind) {
  return kind == SymbolKind::word || kind == SymbolKind::phrase || kind == SymbolKind::open;
}

// After another operator, NEAR has no left side and becomes a word.
bool begins_side(SymbolKind kind) {
  return begins_operand(kind) || kind == SymbolKind::not_op || kind == SymbolKind::near_op;
}

class Parser {
 public:
  explicit Parser(std::string_view text) : lexer_{text} {
    next_ = pull();
    advance();
  }

  Parsed parse();

 private:
  // The levels of the grammar, from the loosest to the tightest.
  Part side_by_side();
  Part alternatives();
  Part conjunction();
  Part negation();
  Part near();
  Part primary();
  Part brackets();
  Part leaf();

  // The symbols as the grammar sees them: operators have both sides, brackets opened the right one.
  void advance();
  bool keep(Symbol& symbol);
  Symbol pull();
  bool keep_bracket(const Symbol& symbol);

  std::string_view within_limits(const Symbol& symbol);
  std::uint32_t distance(const Symbol& op);
  void warn(const Symbol& symbol, std::string message);
  [[nodiscard]] bool at(SymbolKind kind) const { return symbol_.kind == kind; }

  Lexer lexer_;
  Symbol symbol_{};            ///< the one to be read
  Symbol next_{};              ///< the one after it; an operator not yet known to have its sides
  std::size_t open_{0};        ///< brackets that are open at next_
  std::size_t skipped_{0};     ///< those beyond kMaxQueryDepth
  std::size_t leaves_{0};      ///< words and phrases taken
  std::size_t leaf_bytes_{0};  ///< their bytes
  bool full_{false};           ///< a limit ended the query
  bool said_too_deep_{false};
  std::vector<Warning> warnings_;
};

Parsed Parser::parse() {
  Parsed parsed{canonical(Node{side_by_side().group}), std::move(warnings_)};
  const auto* const root = std::get_if<Group>(&parsed.root.kind);
  if (root != nullptr && excludes_only(*root) && !root->must_not.empty()) {
    parsed.warnings.push_back({1, 0, "nothing is searched for: the query only excludes"});
  }
  std::stable_sort(parsed.warnings.begin(), parsed.warnings.end(),
                   [](const Warning& a, const Warning& b) { return a.column < b.column; });
  return parsed;
}

// Plain words and alternatives are wished for; who takes the trouble to write quotes, brackets,
// NEAR or AND requires what they hold.
Part Parser::side_by_side() {
  Part all;
  while (!at(SymbolKind::end) && !at(SymbolKind::close)) {
    Part part = alternatives();
    append(all.group.must_not, part.group.must_not);
    if (part.required) {
      all.group.must.push_back(node_of(std::move(part)));
    } else {
      append(all.group.should, part.group.should);
    }
  }
  return all;
}

Part Parser::alternatives() {
  auto begin = symbol_;
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
    }
    if (!at(SymbolKind::or_op)) return all;
    advance();
    begin = symbol_;
    part = conjunction();
  }
}

Part Parser::conjunction() {
  Part part = negation();
  if (!at(SymbolKind::and_op)) return part;
  Part all;
  while (true) {
    append(all.group.must_not, part.group.must_not);
    if (!is_empty(part.group)) {
      all.required = part.required || !all.group.must.empty();
      all.group.must.push_back(node_of(std::move(part)));
    }
    if (!at(SymbolKind::and_op)) break;
    advance();
    part = negation();
  }
  if (!all.required) std::swap(all.group.must, all.group.should);  // one word, the others are NOT
  return all;
}

Part Parser::negation() {
  bool negated = false;
  for (; at(SymbolKind::not_op); advance()) negated = !negated;
  Part part = near();
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

Part Parser::near() {
  auto begin = symbol_;
  Part part = primary();
  if (!at(SymbolKind::near_op)) return part;
  Near near{0, {}};
  Part all;
  while (true) {
    const bool empty = is_empty(part.group);
    const bool required = part.required;
    Node node = node_of(std::move(part));
    if (std::holds_alternative<Group>(node.kind) || std::holds_alternative<Near>(node.kind)) {
      if (!empty) {
        warn(begin, "NEAR takes words and phrases: beside brackets it is read as AND");
        all.group.must.push_back(std::move(node));
      }
    } else {
      all.required = required || !near.children.empty();
      near.children.push_back(std::move(node));
    }
    if (!at(SymbolKind::near_op)) break;
    const auto n = distance(symbol_);
    if (near.distance != 0 && near.distance != n) {
      warn(symbol_, "one distance holds for words joined by NEAR: the widest is taken");
    }
    near.distance = std::max(near.distance, n);
    advance();
    begin = symbol_;
    part = primary();
  }
  all.required = all.required || !all.group.must.empty();
  auto& to = all.required ? all.group.must : all.group.should;
  if (near.children.size() == 1) to.push_back(std::move(near.children.front()));
  if (near.children.size() > 1) to.push_back(Node{std::move(near)});
  return all;
}

Part Parser::primary() {
  if (at(SymbolKind::open)) return brackets();
  return begins_operand(symbol_.kind) ? leaf() : Part{};
}

Part Parser::brackets() {
  const auto open = symbol_;
  advance();
  Part part = side_by_side();
  if (at(SymbolKind::close)) {
    advance();
    if (is_empty(part.group)) warn(open, "the brackets hold nothing: left out");
  } else if (!full_) {
    warn(open, "the bracket is never closed: it ends with the query");
  }
  part.required = !excludes_only(part.group);
  return part;
}

Part Parser::leaf() {
  const auto symbol = symbol_;
  const auto text = within_limits(symbol);
  advance();
  const bool quoted = symbol.kind == SymbolKind::phrase;
  Node node = canonical(quoted ? Node{Phrase{std::string{text}}} : Node{Word{std::string{text}}});
  if (std::holds_alternative<Group>(node.kind)) {
    if (quoted && !full_) warn(symbol, "the quotes hold nothing: left out");
    return {};
  }
  if (symbol.oddity == Oddity::never_closed && !full_) {
    warn(symbol, "the quote is never closed: it ends with the query");
  }
  Part part;
  part.group.should.push_back(std::move(node));
  part.required = quoted;
  return part;
}

// Counted on words and phrases, not on the text: so what is kept, printed, is within them too.
std::string_view Parser::within_limits(const Symbol& symbol) {
  const auto text = text::truncate(symbol.text, kMaxQueryBytes - leaf_bytes_);
  if (leaves_ == kMaxQueryWords) {
    warn(symbol, "a query has at most " + std::to_string(kMaxQueryWords) +
                     " words and phrases: the rest is left out");
    full_ = true;
  } else if (text.size() < symbol.text.size()) {
    warn(symbol, "the words of a query have at most " + std::to_string(kMaxQueryBytes) +
                     " bytes: the rest is left out");
    full_ = true;
  }
  if (full_) next_ = {SymbolKind::end, {}, symbol.begin, 0, Oddity::none};
  if (leaves_ == kMaxQueryWords) return {};
  ++leaves_;
  leaf_bytes_ += text.size();
  return text;
}

std::uint32_t Parser::distance(const Symbol& op) {
  switch (op.oddity) {
    case Oddity::not_a_distance:
      warn(op, "NEAR takes a number of words, as in NEAR/5: read as NEAR/" +
                   std::to_string(kDefaultNearWords));
      break;
    case Oddity::distance_too_small: warn(op, "NEAR/1 is the nearest: read as that"); break;
    case Oddity::distance_too_large:
      warn(op, "NEAR/" + std::to_string(kMaxNearWords) + " is the widest: read as that");
      break;
    case Oddity::none:
    case Oddity::never_closed: break;
  }
  return op.distance;
}

void Parser::advance() {
  while (true) {
    Symbol symbol = next_;
    next_ = pull();
    if (!keep(symbol)) continue;
    symbol_ = symbol;
    return;
  }
}

// Whether an operator has its sides, judged by the symbols before and after it.
bool Parser::keep(Symbol& symbol) {
  const bool has_left = ends_operand(symbol_.kind);
  switch (symbol.kind) {
    case SymbolKind::and_op:
    case SymbolKind::or_op:
      if (has_left && begins_side(next_.kind)) return true;
      warn(symbol, std::string{symbol.text} + " has nothing on its " +
                       (has_left ? "right" : "left") + ": left out");
      return false;
    case SymbolKind::not_op:
      if (begins_side(next_.kind)) return true;
      warn(symbol, "NOT has nothing to exclude: left out");
      return false;
    case SymbolKind::near_op:
      if (has_left && begins_operand(next_.kind)) return true;
      warn(symbol, std::string{"NEAR has nothing on its "} + (has_left ? "right" : "left") +
                       ": read as a word");
      symbol.kind = SymbolKind::word;
      symbol.oddity = Oddity::none;
      return true;
    default: return true;
  }
}

Symbol Parser::pull() {
  Symbol symbol = lexer_.next();
  while (!keep_bracket(symbol)) symbol = lexer_.next();
  if (full_) symbol.kind = SymbolKind::end;
  return symbol;
}

// Brackets that are too deep or close nothing are read as if they were not there.
bool Parser::keep_bracket(const Symbol& symbol) {
  if (symbol.kind == SymbolKind::open) {
    if (open_ < kMaxQueryDepth) {
      ++open_;
      return true;
    }
    if (!said_too_deep_) {
      warn(symbol, "brackets nest at most " + std::to_string(kMaxQueryDepth) +
                       " deep: deeper ones are ignored");
    }
    said_too_deep_ = true;
    ++skipped_;
    return false;
  }
  if (symbol.kind != SymbolKind::close) return true;
  if (skipped_ > 0) {
    --skipped_;
    return false;
  }
  if (open_ == 0) {
    warn(symbol, "the bracket closes nothing: left out");
    return false;
  }
  --open_;
  return true;
}

void Parser::warn(const Symbol& symbol, std::string message) {
  if (warnings_.size() < kMaxQueryWarnings) {
    warnings_.push_back({1, symbol.begin + 1, std::move(message)});
  }
}

// Columns in the repaired text to columns in the text as it came. Repair is local: it treats text
// up to an ASCII letter, digit or sign as it would treat it alone.
void map_columns(std::string_view text, std::vector<Warning>& warnings) {
  auto warning = warnings.begin();
  std::size_t repaired = 0;
  for (std::size_t begin = 0; begin < text.size() && warning != warnings.end();) {
    auto end = begin + 1;
    while (end < text.size() && (text[end] < '!' || text[end] > '~')) ++end;
    const auto piece = text.substr(begin, end - begin);
    const auto size = text::is_clean(piece) ? piece.size() : text::repair(piece).size();
    for (; warning != warnings.end() && warning->column <= repaired + size; ++warning) {
      if (warning->column == 0) continue;
      const auto within = std::min(warning->column - repaired, piece.size());
      warning->column = begin + within;
    }
    repaired += size;
    begin = end;
  }
}

}  // namespace

Parsed parse(std::string_view text) {
  if (text::is_clean(text)) return Parser{text}.parse();
  const auto repaired = text::repair(text);
  auto parsed = Parser{repaired}.parse();
  map_columns(text, parsed.warnings);
  return parsed;
}

}  // namespace whensaid::query
