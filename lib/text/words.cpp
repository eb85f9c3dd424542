// Where our words are not UAX #29's, and why.
//
//   .  :  @     cut. UAX joins at . and :, ICU at @ as well; people look for "planetscale" and
//               "node", recognisers glue sentences ("end.Start"), and whether : joins depends on
//               ICU's version. Between digits, too: "postgres 17" finds "Postgres 17.2", and a
//               number with a point is a phrase like any other word of several parts.
//   U.S.A.      single letters with dots between are one word without them ("usa", "e.g." is "eg").
//   U+202F      the narrow no-break space, which UAX holds for part of a word, ends one like any
//               other space: French sets it before every "!".
//   l'amour     after an elided article, pronoun or conjunction of French, Italian or Catalan the
//               word is cut, since the next word is the one looked for. The list is the same for
//               all languages, so that a phrase finds itself; "don't" and "O'Brien" stay whole,
//               and so does what a lone s ends ("the T's").
//   C++ C# g++  letters with "++" or "#" behind them are one word, unless a letter follows (or for
//               "#" a digit: "C++17" is "c++", "17", but "issue#5" is "issue", "5").
//   .NET .env   a full stop that opens a word (at white space or after an opening bracket or quote)
//               and is followed by letters belongs to it.
//   AT&T R&D    letters joined by & without spaces are one word, with the 's of "AT&T's".
//   'word'      no apostrophe begins or ends a word, though U+02BC is a letter for UAX and ' part
//   of
//               a Hebrew word before it.
//   __          connectors alone are no word (ICU calls them one).
//
// Letters that take signs and dots are letters with case: names of this kind are spelled in scripts
// that have it, and elsewhere a full stop before a letter is a full stop.

#include "text/words.hpp"

#include "text/utf8.hpp"

#include <unicode/uchar.h>

#include <algorithm>
#include <array>

namespace whensaid::text {

namespace {

// ICU's code points are signed.
UChar32 code_point(char32_t c) { return static_cast<UChar32>(c); }

bool is_ascii_letter(char32_t c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

// Marks and format characters, which UAX #29 sees through (WB4).
bool is_mark(char32_t c) {
  return c >= 0x80 && (U_GET_GC_MASK(code_point(c)) & (U_GC_M_MASK | U_GC_CF_MASK)) != 0;
}

bool is_letter(char32_t c) { return c < 0x80 ? is_ascii_letter(c) : u_isalpha(code_point(c)) != 0; }

bool is_cased_letter(char32_t c) {
  return c < 0x80 ? is_ascii_letter(c) : u_hasBinaryProperty(code_point(c), UCHAR_CASED) != 0;
}

bool is_digit(char32_t c) {
  return c < 0x80 ? c >= '0' && c <= '9' : u_isdigit(code_point(c)) != 0;
}

bool is_apostrophe(char32_t c) {
  return c == '\'' || c == 0x2018 || c == 0x2019 || c == 0x02BC || c == 0xFF07;
}

bool is_dot(char32_t c) { return c == '.' || c == 0x2024 || c == 0xFE52 || c == 0xFF0E; }

// The first character from `at` on that is no mark; 0 at the end.
char32_t next_base(std::string_view text, std::size_t at, std::size_t end) {
  while (at < end) {
    const Character c = character_at(text, at);
    if (!is_mark(c.code)) return c.code;
    at += c.length;
  }
  return 0;
}

bool only_cased_letters(std::string_view text, ByteSpan span) {
  for (std::size_t at = span.begin; at < span.end;) {
    const Character c = character_at(text, at);
    if (!is_cased_letter(c.code) && !is_mark(c.code)) return false;
    at += c.length;
  }
  return span.begin < span.end;
}

bool only_connectors(std::string_view text, ByteSpan span) {
  for (std::size_t at = span.begin; at < span.end;) {
    const Character c = character_at(text, at);
    if (!is_mark(c.code) && u_charType(code_point(c.code)) != U_CONNECTOR_PUNCTUATION) return false;
    at += c.length;
  }
  return true;
}

// "T's", as in "AT&T's".
bool letters_then_s(std::string_view text, ByteSpan span) {
  const std::string_view word = text.substr(span.begin, span.end - span.begin);
  for (const std::string_view tail : {"'s", "’s", "'S", "’S"}) {
    if (word.ends_with(tail)) return only_cased_letters(text, {span.begin, span.end - tail.size()});
  }
  return false;
}

// True for "U.S" and "e.g": letters and dots take turns, and there is a dot.
bool is_initials(std::string_view text, ByteSpan span) {
  bool letter_due = true;
  bool dotted = false;
  for (std::size_t at = span.begin; at < span.end;) {
    const Character c = character_at(text, at);
    at += c.length;
    if (is_mark(c.code)) continue;
    if (letter_due ? !is_cased_letter(c.code) : !is_dot(c.code)) return false;
    dotted = dotted || !letter_due;
    letter_due = !letter_due;
  }
  return dotted && !letter_due;
}

// True when a word may begin with the full stop at `dot`: at the start, after white space or an
// opening bracket, or after quotes that themselves open (a quote after a word closes).
bool opens(std::string_view text, std::size_t dot) {
  for (std::size_t at = dot; at > 0;) {
    at = boundary_before(text, at - 1);
    const char32_t c = character_at(text, at).code;
    if (u_isUWhiteSpace(code_point(c)) || (U_GET_GC_MASK(code_point(c)) & U_GC_PS_MASK) != 0 ||
        c == '<')
      return true;
    const bool quote =
        c == '"' || c == '\'' || c == '`' || (U_GET_GC_MASK(code_point(c)) & U_GC_PI_MASK) != 0;
    if (!quote) return false;
  }
  return true;
}

// The end of "++" or "#" at `at` when it belongs to the letters before it, else `at`.
std::size_t sign_end(std::string_view text, std::size_t at) {
  const std::string_view rest = text.substr(at);
  const std::size_t length = rest.starts_with("++") ? 2 : rest.starts_with('#') ? 1 : 0;
  if (length == 0 || at + length >= text.size()) return at + length;
  const char32_t next = character_at(text, at + length).code;
  const bool goes_on = is_letter(next) || next == '_' || next == '#' || next == '+' ||
                       (length == 1 && is_digit(next));
  return goes_on ? at : at + length;
}

}  // namespace

bool elides(std::string_view part) {
  constexpr std::array<std::string_view, 19> kParts{
      "l",  "d",      "j",      "m",     "t",    "s",   "n",    "c",    "qu",  "lorsqu",
      "un", "quoiqu", "puisqu", "jusqu", "dell", "all", "nell", "sull", "dall"};
  const auto same_but_for_case = [](char a, char lower) {
    return (a >= 'A' && a <= 'Z' ? static_cast<char>(a + ('a' - 'A')) : a) == lower;
  };
  return std::any_of(kParts.begin(), kParts.end(), [&](std::string_view known) {
    return std::equal(part.begin(), part.end(), known.begin(), known.end(), same_but_for_case);
  });
}

std::string without_dots(std::string_view initials) {
  std::string out;
  for (std::size_t at = 0; at < initials.size();) {
    const Character c = character_at(initials, at);
    if (!is_dot(c.code)) out += initials.substr(at, c.length);
    at += c.length;
  }
  return out;
}

void WordCutter::keep(std::string_view text, ByteSpan piece, bool initials) {
  while (piece.begin < piece.end) {
    const Character c = character_at(text, piece.begin);
    if (!is_mark(c.code) && !is_apostrophe(c.code)) break;
    piece.begin += c.length;
  }
  while (piece.begin < piece.end) {
    const std::size_t last = boundary_before(text, piece.end - 1);
    if (!is_apostrophe(character_at(text, last).code)) break;
    piece.end = last;
  }
  if (only_connectors(text, piece)) return;
  pieces_.push_back({piece, initials, !initials && only_cased_letters(text, piece)});
}

void WordCutter::split_elisions(std::string_view text, ByteSpan word) {
  for (std::size_t at = word.begin; at < word.end;) {
    const Character c = character_at(text, at);
    if (is_apostrophe(c.code) && is_letter(next_base(text, at + c.length, word.end))) {
      const std::string_view rest = text.substr(at + c.length, word.end - at - c.length);
      if (rest == "s" || rest == "S" || !elides(text.substr(word.begin, at - word.begin))) break;
      keep(text, {word.begin, at}, false);
      word.begin = at + c.length;
    }
    at += c.length;
  }
  keep(text, word, false);
}

void WordCutter::split(std::string_view text, ByteSpan word) {
  if (is_initials(text, word)) return keep(text, word, true);
  for (std::size_t at = word.begin; at < word.end;) {
    const Character c = character_at(text, at);
    const std::size_t after = at + c.length;
    if (is_dot(c.code)) {
      split_elisions(text, {word.begin, at});
      word.begin = after;
    }
    at = after;
  }
  split_elisions(text, word);
}

void WordCutter::cut(std::string_view text, const std::vector<ByteSpan>& uax,
                     std::vector<Word>& out) {
  pieces_.clear();
  for (const ByteSpan& word : uax) split(text, word);
  for (std::size_t i = 0; i < pieces_.size(); ++i) {
    Word word{pieces_[i].span, pieces_[i].initials};
    if (pieces_[i].letters) {
      bool letters = true;
      while (letters && i + 1 < pieces_.size() && word.span.end + 1 == pieces_[i + 1].span.begin &&
             text[word.span.end] == '&') {
        letters = pieces_[i + 1].letters;
        if (!letters && !letters_then_s(text, pieces_[i + 1].span)) break;
        word.span.end = pieces_[++i].span.end;
      }
      const std::size_t signed_end = letters ? sign_end(text, word.span.end) : word.span.end;
      const std::size_t begin = word.span.begin;
      if (signed_end != word.span.end) {
        word.span.end = signed_end;
      } else if (begin > 0 && text[begin - 1] == '.' && opens(text, begin - 1)) {
        word.span.begin = begin - 1;
      }
    }
    out.push_back(word);
  }
}

}  // namespace whensaid::text
