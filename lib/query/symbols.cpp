#include "query/symbols.hpp"

#include <utility>

#include <whensaid/query.hpp>

#include "text/utf8.hpp"

namespace whensaid::query {
namespace {

bool ends_operand(SymbolKind kind) { return is_leaf(kind) || kind == SymbolKind::close; }

// After another operator, NEAR has no left side and becomes a word.
bool begins_side(SymbolKind kind) {
  return begins_operand(kind) || kind == SymbolKind::not_op || kind == SymbolKind::plus_op ||
         kind == SymbolKind::near_op;
}

std::string side_missing(bool has_left) {
  return std::string{" has nothing on its "} + (has_left ? "right" : "left");
}

}  // namespace

bool is_leaf(SymbolKind kind) {
  switch (kind) {
    case SymbolKind::word:
    case SymbolKind::exact:
    case SymbolKind::wildcard:
    case SymbolKind::regex:
    case SymbolKind::fuzzy:
    case SymbolKind::anything:
    case SymbolKind::phrase: return true;
    default: return false;
  }
}

bool begins_operand(SymbolKind kind) {
  return is_leaf(kind) || kind == SymbolKind::open || kind == SymbolKind::field;
}

Symbols::Symbols(std::string_view text) : lexer_{text} {
  next_ = pull();
  advance();
}

void Symbols::advance() {
  while (true) {
    Symbol symbol = next_;
    next_ = pull();
    if (!keep(symbol)) continue;
    now_ = symbol;
    return;
  }
}

// Whether an operator has its sides, judged by the symbols before and after it.
bool Symbols::keep(Symbol& symbol) {
  const bool has_left = ends_operand(now_.kind);
  switch (symbol.kind) {
    case SymbolKind::and_op:
    case SymbolKind::or_op:
      if (has_left && begins_side(next_.kind)) return true;
      warn(symbol, std::string{symbol.text} + side_missing(has_left) + ": left out");
      return false;
    case SymbolKind::not_op:
    case SymbolKind::plus_op:
      if (begins_side(next_.kind)) return true;
      warn(symbol, std::string{symbol.text == "+" ? "+ has nothing to require"
                                                  : "NOT has nothing to exclude"} +
                       ": left out");
      return false;
    case SymbolKind::near_op:
      if (has_left && begins_operand(next_.kind)) return true;
      warn(symbol, std::string{symbol.ordered ? "BEFORE" : "NEAR"} + side_missing(has_left) +
                       ": read as a word");
      symbol.kind = SymbolKind::word;
      symbol.oddity = Oddity::none;
      return true;
    default: return true;
  }
}

Symbol Symbols::pull() {
  Symbol symbol = lexer_.next();
  while (!keep_bracket(symbol)) symbol = lexer_.next();
  if (full_) symbol.kind = SymbolKind::end;
  return symbol;
}

// Brackets that are too deep or close nothing are read as if they were not there.
bool Symbols::keep_bracket(const Symbol& symbol) {
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

// Counted on words and phrases, not on the text: so what is kept, printed, is within them too.
std::string_view Symbols::take_text() {
  const auto text = text::truncate(now_.text, kMaxQueryBytes - leaf_bytes_);
  if (leaves_ == kMaxQueryWords) {
    warn(now_, "a query has at most " + std::to_string(kMaxQueryWords) +
                   " words and phrases: the rest is left out");
    full_ = true;
  } else if (text.size() < now_.text.size()) {
    warn(now_, "the words of a query have at most " + std::to_string(kMaxQueryBytes) +
                   " bytes: the rest is left out");
    full_ = true;
  }
  if (full_) {
    next_ = Symbol{};
    next_.begin = now_.begin;
  }
  if (leaves_ == kMaxQueryWords) return {};
  ++leaves_;
  leaf_bytes_ += text.size();
  return text;
}

void Symbols::warn(const Symbol& symbol, std::string message) {
  if (warnings_.size() < kMaxQueryWarnings) {
    warnings_.push_back({1, symbol.begin + 1, std::move(message)});
  }
}

}  // namespace whensaid::query
