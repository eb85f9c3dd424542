#include "text/letters.hpp"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/uscript.h>

#include <array>
#include <cstdint>
#include <optional>
#include <utility>

#include "text/utf8.hpp"

namespace whensaid::text {
namespace {

UChar32 ucs(char32_t c) { return static_cast<UChar32>(c); }

// Letters that no normalisation takes apart into a base and a mark.
constexpr std::array<std::pair<char32_t, std::string_view>, 9> kStrokes{{{U'ø', "o"},
                                                                         {U'ł', "l"},
                                                                         {U'đ', "d"},
                                                                         {U'ð', "d"},
                                                                         {U'þ', "th"},
                                                                         {U'ı', "i"},
                                                                         {U'æ', "ae"},
                                                                         {U'œ', "oe"},
                                                                         {U'ħ', "h"}}};

std::optional<std::string_view> without_stroke(char32_t c) {
  for (const auto& [letter, plain] : kStrokes) {
    if (letter == c) return plain;
  }
  return std::nullopt;
}

bool is_ascii(std::string_view text) {
  for (const char c : text) {
    if (static_cast<unsigned char>(c) >= 0x80) return false;
  }
  return true;
}

std::string plain_ascii(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return out;
}

// Case folding first, so that canonical decomposition sees lower case only. ICU's own instances
// live as long as the library; when its data is missing the text stays as it is.
icu::UnicodeString decomposed(std::string_view text) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* folder = icu::Normalizer2::getNFKCCasefoldInstance(status);
  const icu::Normalizer2* splitter = icu::Normalizer2::getNFDInstance(status);
  icu::UnicodeString source = icu::UnicodeString::fromUTF8(
      icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())));
  if (U_FAILURE(status)) return source;
  icu::UnicodeString folded = folder->normalize(source, status);
  icu::UnicodeString split = splitter->normalize(folded, status);
  return U_FAILURE(status) ? source : split;
}

std::string plain_unicode(std::string_view text) {
  const icu::UnicodeString split = decomposed(text);
  icu::UnicodeString kept;
  for (std::int32_t i = 0; i < split.length();) {
    const UChar32 c = split.char32At(i);
    i += U16_LENGTH(c);
    // Voicing marks are part of a Kana; in all other scripts accents go.
    const bool voicing = c == 0x3099 || c == 0x309A;
    if (u_charType(c) == U_NON_SPACING_MARK && !voicing) continue;
    const std::int32_t digit = u_charDigitValue(c);
    if (digit >= 0) {
      kept.append(static_cast<UChar32>(U'0' + static_cast<char32_t>(digit)));
    } else if (const auto base = without_stroke(static_cast<char32_t>(c))) {
      kept.append(icu::UnicodeString::fromUTF8(
          icu::StringPiece(base->data(), static_cast<std::int32_t>(base->size()))));
    } else {
      kept.append(c);
    }
  }
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* joiner = icu::Normalizer2::getNFCInstance(status);
  if (U_SUCCESS(status)) kept = joiner->normalize(kept, status);
  std::string out;
  kept.toUTF8String(out);
  return out;
}

bool is_apostrophe(char32_t c) { return c == U'\'' || c == U'’' || c == U'ʼ' || c == U'`'; }

}  // namespace

bool is_letter(char32_t c) { return u_isalpha(ucs(c)) != 0; }

bool is_mark(char32_t c) { return (U_GET_GC_MASK(ucs(c)) & U_GC_M_MASK) != 0; }

bool is_upper(char32_t c) { return u_isupper(ucs(c)) != 0 || u_istitle(ucs(c)) != 0; }

bool is_lower(char32_t c) { return u_islower(ucs(c)) != 0; }

bool is_ideographic(char32_t c) {
  if (c < 0x1100) return false;
  UErrorCode status = U_ZERO_ERROR;
  const UScriptCode script = uscript_getScript(ucs(c), &status);
  return script == USCRIPT_HAN || script == USCRIPT_HIRAGANA || script == USCRIPT_KATAKANA ||
         script == USCRIPT_HANGUL || c == U'ー' || c == U'々';
}

std::string plain(std::string_view text) {
  return is_ascii(text) ? plain_ascii(text) : plain_unicode(text);
}

std::string slug(std::string_view text) {
  const std::string letters = plain(text);
  std::string out;
  bool between = false;
  for (std::size_t at = 0; at < letters.size();) {
    const Character c = character_at(letters, at);
    const bool kept = u_isalnum(ucs(c.code)) != 0 || is_mark(c.code);
    if (kept) {
      if (between && !out.empty()) out += '-';
      between = false;
      out.append(letters, at, c.length);
    } else if (!is_apostrophe(c.code)) {
      between = true;
    }
    at += c.length;
  }
  return out;
}

}  // namespace whensaid::text
