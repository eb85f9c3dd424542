#include "query/lexer.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <system_error>

#include <whensaid/query.hpp>

namespace whensaid::query {
namespace {

// Unicode's White_Space outside ASCII, and the byte order mark, which repair drops at the start of
// a text: what is printed of a word must not lose it there.
constexpr std::array<std::string_view, 20> kSpaces{
    "\ufeff", "\u0085", "\u00a0", "\u1680", "\u2000", "\u2001", "\u2002",
    "\u2003", "\u2004", "\u2005", "\u2006", "\u2007", "\u2008", "\u2009",
    "\u200a", "\u2028", "\u2029", "\u202f", "\u205f", "\u3000"};

// Keyboards and word processors turn straight quotes into these, each language in its own way, so
// any of them opens and any of them closes.
constexpr std::array<std::string_view, 6> kQuotes{"\"", "“", "”", "„", "«", "»"};

// Longer ones are no way to look for a word; and looking for the closing slash stays linear.
constexpr std::size_t kMaxRegexBytes = 256;

template <std::size_t N>
std::size_t match(const std::array<std::string_view, N>& table, std::string_view rest) {
  const auto found = std::find_if(table.begin(), table.end(),
                                  [&](std::string_view entry) { return rest.starts_with(entry); });
  return found == table.end() ? 0 : found->size();
}

// Spaces and quotes begin with these bytes; letters of most scripts do not.
bool may_be_special(char lead) {
  return lead == '\xc2' || lead == '\xe1' || lead == '\xe2' || lead == '\xe3' || lead == '\xef';
}

bool is_ascii(char c) { return static_cast<unsigned char>(c) < 0x80U; }

Symbol symbol_of(SymbolKind kind, std::string_view text, std::size_t begin) {
  Symbol symbol;
  symbol.kind = kind;
  symbol.text = text;
  symbol.begin = begin;
  return symbol;
}

// "5", "30s", "2m" after NEAR/.
void read_distance(std::string_view digits, Symbol& symbol) {
  std::uint32_t scale = 1;
  std::uint32_t most = kMaxNearWords;
  if (digits.ends_with('s') || digits.ends_with('m')) {
    symbol.timed = true;
    scale = digits.ends_with('s') ? 1 : 60;
    most = kMaxNearSeconds;
    digits.remove_suffix(1);
  }
  const auto* const last = digits.data() + digits.size();
  std::uint32_t distance = 0;
  const auto [end, error] = std::from_chars(digits.data(), last, distance);
  if (digits.empty() || end != last || error == std::errc::invalid_argument) {
    symbol.oddity = Oddity::not_a_distance;
    symbol.timed = false;
    return;
  }
  if (error == std::errc::result_out_of_range || distance > most / scale) {
    symbol.oddity = Oddity::distance_too_large;
    distance = most;
  } else if (distance == 0) {
    symbol.oddity = Oddity::distance_too_small;
    distance = 1;
  } else {
    distance *= scale;
  }
  symbol.distance = symbol.timed ? distance * 1000 : distance;
}

bool read_near(std::string_view word, Symbol& symbol) {
  for (const std::string_view name : {"NEAR", "BEFORE"}) {
    if (!word.starts_with(name)) continue;
    const auto rest = word.substr(name.size());
    if (!rest.empty() && rest.front() != '/') continue;
    symbol.kind = SymbolKind::near_op;
    symbol.ordered = name == "BEFORE";
    symbol.distance = kDefaultNearWords;
    if (!rest.empty()) read_distance(rest.substr(1), symbol);
    return true;
  }
  return false;
}

bool read_operator(std::string_view word, Symbol& symbol) {
  if (word == "AND") {
    symbol.kind = SymbolKind::and_op;
  } else if (word == "OR") {
    symbol.kind = SymbolKind::or_op;
  } else if (word == "NOT") {
    symbol.kind = SymbolKind::not_op;
  } else {
    return read_near(word, symbol);
  }
  return true;
}

bool read_fuzzy(Symbol& symbol) {
  const auto tilde = symbol.text.find('~');
  if (tilde == 0 || tilde == std::string_view::npos) return false;
  const auto edits = symbol.text.substr(tilde + 1);
  if (!edits.empty() && edits != "1" && edits != "2") return false;
  symbol.kind = SymbolKind::fuzzy;
  symbol.edits = edits == "2" ? 2 : 1;
  symbol.text = symbol.text.substr(0, tilde);
  return true;
}

bool read_wildcard(Symbol& symbol) {
  // Punctuation behind a word is none of it: "what is raft?" asks nothing of the letters.
  auto text = symbol.text;
  while (!text.empty() && std::string_view{".,;:!?"}.find(text.back()) != std::string_view::npos) {
    text.remove_suffix(1);
  }
  if (text.find_first_of("*?") == std::string_view::npos) return false;
  symbol.kind = text.find_first_not_of("*?") == std::string_view::npos ? SymbolKind::anything
                                                                       : SymbolKind::wildcard;
  symbol.text = text;
  return true;
}

// A word that is more than letters: =word, word~, wor*.
void read_shape(Symbol& symbol) {
  if (symbol.text.size() > 1 && symbol.text.front() == '=') {
    symbol.kind = SymbolKind::exact;
    symbol.text.remove_prefix(1);
    return;
  }
  if (!read_fuzzy(symbol)) read_wildcard(symbol);
}

bool is_lower(char c) { return c >= 'a' && c <= 'z'; }

}  // namespace

std::size_t space_at(std::string_view text, std::size_t at) {
  const char c = text[at];
  if (is_ascii(c)) return c == ' ' || (c >= '\t' && c <= '\r') ? 1 : 0;
  return may_be_special(c) ? match(kSpaces, text.substr(at)) : 0;
}

std::size_t quote_at(std::string_view text, std::size_t at) {
  const char c = text[at];
  if (is_ascii(c)) return c == '"' ? 1 : 0;
  return may_be_special(c) ? match(kQuotes, text.substr(at)) : 0;
}

Symbol Lexer::next() {
  while (true) {
    if (skip_space()) state_ = State::start;
    const auto begin = at_;
    if (begin == text_.size()) return symbol_of(SymbolKind::end, {}, begin);
    if (const auto kind = mark()) {
      ++at_;
      state_ = *kind == SymbolKind::open    ? State::start
               : *kind == SymbolKind::close ? State::inside
                                            : State::after_sign;
      return symbol_of(*kind, text_.substr(begin, 1), begin);
    }
    const auto state = state_;
    state_ = State::inside;
    const auto quote_bytes = quote_at(text_, begin);
    const auto symbol = quote_bytes > 0 ? phrase(quote_bytes) : word(state);
    if (quote_bytes > 0 || !symbol.text.empty()) return symbol;
  }
}

bool Lexer::skip_space() {
  const auto before = at_;
  while (at_ < text_.size()) {
    const auto bytes = space_at(text_, at_);
    if (bytes == 0) break;
    at_ += bytes;
  }
  return at_ != before;
}

// A bracket or sign, which is one byte.
std::optional<SymbolKind> Lexer::mark() const {
  if (text_[at_] == '(') return SymbolKind::open;
  if (text_[at_] == ')') return SymbolKind::close;
  if (sign_at('-')) return SymbolKind::not_op;
  if (sign_at('+')) return SymbolKind::plus_op;
  return std::nullopt;
}

// A single sign directly before something. "--force" is a word, " - " is punctuation.
bool Lexer::sign_at(char sign) const {
  if (text_[at_] != sign || state_ != State::start || at_ + 1 == text_.size()) return false;
  const char c = text_[at_ + 1];
  return c != '-' && c != '+' && c != ')' && space_at(text_, at_ + 1) == 0;
}

Symbol Lexer::phrase(std::size_t quote_bytes) {
  auto symbol = symbol_of(SymbolKind::phrase, {}, at_);
  symbol.oddity = Oddity::never_closed;
  at_ += quote_bytes;
  const auto begin = at_;
  auto end = text_.size();
  for (; at_ < text_.size(); ++at_) {
    const auto bytes = quote_at(text_, at_);
    if (bytes == 0) continue;
    end = at_;
    at_ += bytes;
    symbol.oddity = Oddity::none;
    break;
  }
  symbol.text = text_.substr(begin, end - begin);
  return symbol;
}

// From a slash to the next one that white space, the end or a bracket of the query follows; no
// white space between them, as no word holds any.
bool Lexer::regex(Symbol& symbol) {
  std::size_t open = 0;
  const auto limit = std::min(text_.size(), at_ + kMaxRegexBytes + 2);
  for (auto at = at_ + 1; at < limit && space_at(text_, at) == 0; ++at) {
    const char c = text_[at];
    if (c == '\\' && at + 1 < text_.size() && space_at(text_, at + 1) == 0) {
      ++at;
    } else if (c == '(') {
      ++open;
    } else if (c == ')') {
      if (open == 0) return false;
      --open;
    } else if (c == '/' && at > at_ + 1 && open == 0) {
      const auto after = at + 1;
      if (after < text_.size() && text_[after] != ')' && space_at(text_, after) == 0) continue;
      symbol.kind = SymbolKind::regex;
      symbol.text = text_.substr(at_ + 1, at - at_ - 1);
      at_ = after;
      return true;
    }
  }
  return false;
}

// "title:" with something directly behind it.
bool Lexer::field(Symbol& symbol) {
  const auto colon = symbol.text.find(':');
  if (colon == std::string_view::npos || colon == 0) return false;
  const auto name = symbol.text.substr(0, colon);
  if (!std::all_of(name.begin(), name.end(), is_lower)) return false;
  const auto* const found = find_field(name);
  const auto rest = symbol.text.substr(colon + 1);
  const bool more = at_ < text_.size() && (text_[at_] == '(' || quote_at(text_, at_) > 0);
  if (found == nullptr) {
    const bool address = rest.starts_with("//");
    if (!address && name.size() > 1 && (!rest.empty() || more)) {
      symbol.oddity = Oddity::unknown_field;
    }
    return false;
  }
  if (rest.empty() && !more) {
    symbol.oddity = Oddity::no_value;
    return false;
  }
  at_ = symbol.begin + colon + 1;
  symbol.kind = SymbolKind::field;
  symbol.text = name;
  symbol.field = found;
  const bool words = found->kind == FieldKind::zone || found->kind == FieldKind::speaker;
  state_ = words ? State::in_value : State::in_raw;
  return true;
}

Symbol Lexer::word(State state) {
  const auto begin = at_;
  auto symbol = symbol_of(SymbolKind::word, {}, begin);
  if (text_[begin] == '/' && state != State::in_raw && regex(symbol)) return symbol;
  while (at_ < text_.size() && text_[at_] != '(' && text_[at_] != ')' &&
         space_at(text_, at_) == 0 && quote_at(text_, at_) == 0) {
    ++at_;
  }
  symbol.text = text_.substr(begin, at_ - begin);
  if (state == State::in_raw) return symbol;
  const auto marks = std::min(symbol.text.find_first_not_of("-+"), symbol.text.size());
  symbol.text.remove_prefix(marks);
  symbol.begin += marks;
  const bool plain = state == State::in_value || marks > 0;
  if (!plain && state != State::after_sign && read_operator(symbol.text, symbol)) return symbol;
  if (!plain && field(symbol)) return symbol;
  read_shape(symbol);
  return symbol;
}

}  // namespace whensaid::query
