#include "query/lexer.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <system_error>

#include <whensaid/query.hpp>

namespace whensaid::query {
namespace {

constexpr std::string_view kNear = "NEAR";
constexpr std::string_view kNearSlash = "NEAR/";

// Unicode's White_Space outside ASCII.
constexpr std::array<std::string_view, 19> kSpaces{"\u0085", "\u00a0", "\u1680", "\u2000", "\u2001",
                                                   "\u2002", "\u2003", "\u2004", "\u2005", "\u2006",
                                                   "\u2007", "\u2008", "\u2009", "\u200a", "\u2028",
                                                   "\u2029", "\u202f", "\u205f", "\u3000"};

// Keyboards and word processors turn straight quotes into these, each language in its own way, so
// any of them opens and any of them closes.
constexpr std::array<std::string_view, 6> kQuotes{"\"", "“", "”", "„", "«", "»"};

template <std::size_t N>
std::size_t match(const std::array<std::string_view, N>& table, std::string_view rest) {
  const auto found = std::find_if(table.begin(), table.end(),
                                  [&](std::string_view entry) { return rest.starts_with(entry); });
  return found == table.end() ? 0 : found->size();
}

// Spaces and quotes begin with these bytes; letters of most scripts do not.
bool may_be_special(char lead) {
  return lead == '\xc2' || lead == '\xe1' || lead == '\xe2' || lead == '\xe3';
}

bool is_ascii(char c) { return static_cast<unsigned char>(c) < 0x80U; }

Symbol near_symbol(std::string_view word, std::size_t begin) {
  Symbol symbol{SymbolKind::near_op, word, begin, kDefaultNearWords, Oddity::none};
  if (word == kNear) return symbol;
  const auto digits = word.substr(kNearSlash.size());
  const auto* const last = digits.data() + digits.size();
  std::uint32_t distance = 0;
  const auto [end, error] = std::from_chars(digits.data(), last, distance);
  if (digits.empty() || end != last || error == std::errc::invalid_argument) {
    symbol.oddity = Oddity::not_a_distance;
  } else if (error == std::errc::result_out_of_range || distance > kMaxNearWords) {
    symbol.oddity = Oddity::distance_too_large;
    symbol.distance = kMaxNearWords;
  } else if (distance == 0) {
    symbol.oddity = Oddity::distance_too_small;
    symbol.distance = 1;
  } else {
    symbol.distance = distance;
  }
  return symbol;
}

}  // namespace

bool is_operator(std::string_view word) {
  return word == "AND" || word == "OR" || word == "NOT" || word == kNear ||
         word.starts_with(kNearSlash);
}

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
    if (skip_space()) may_negate_ = true;
    const auto begin = at_;
    if (begin == text_.size()) return {SymbolKind::end, {}, begin, 0, Oddity::none};
    const char c = text_[begin];
    const bool negates = c == '-' && dash_negates();
    may_negate_ = c == '(';
    if (c == '(' || c == ')' || negates) {
      ++at_;
      after_dash_ = negates;
      const auto kind = c == '('   ? SymbolKind::open
                        : c == ')' ? SymbolKind::close
                                   : SymbolKind::not_op;
      return {kind, text_.substr(begin, 1), begin, 0, Oddity::none};
    }
    const auto quote_bytes = quote_at(text_, begin);
    const auto symbol = quote_bytes > 0 ? phrase(quote_bytes) : word();
    after_dash_ = false;
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

// A single dash directly before something. "--force" is a word, " - " is punctuation.
bool Lexer::dash_negates() const {
  if (!may_negate_ || at_ + 1 == text_.size()) return false;
  const char c = text_[at_ + 1];
  return c != '-' && c != ')' && space_at(text_, at_ + 1) == 0;
}

Symbol Lexer::phrase(std::size_t quote_bytes) {
  Symbol symbol{SymbolKind::phrase, {}, at_, 0, Oddity::never_closed};
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

Symbol Lexer::word() {
  const auto begin = at_;
  while (at_ < text_.size() && text_[at_] != '(' && text_[at_] != ')' &&
         space_at(text_, at_) == 0 && quote_at(text_, at_) == 0) {
    ++at_;
  }
  auto text = text_.substr(begin, at_ - begin);
  text.remove_prefix(std::min(text.find_first_not_of('-'), text.size()));
  const auto at = static_cast<std::size_t>(text.data() - text_.data());
  if (after_dash_ || text.size() != at_ - begin || !is_operator(text)) {
    return {SymbolKind::word, text, at, 0, Oddity::none};
  }
  if (text == "AND") return {SymbolKind::and_op, text, begin, 0, Oddity::none};
  if (text == "OR") return {SymbolKind::or_op, text, begin, 0, Oddity::none};
  if (text == "NOT") return {SymbolKind::not_op, text, begin, 0, Oddity::none};
  return near_symbol(text, begin);
}

}  // namespace whensaid::query
