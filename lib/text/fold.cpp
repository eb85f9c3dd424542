#include "text/fold.hpp"

#include <whensaid/result.hpp>
#include "text/utf8.hpp"

#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/uscript.h>
#include <unicode/ustring.h>
#include <unicode/utf16.h>

#include <algorithm>
#include <array>
#include <new>

namespace whensaid::text {

namespace {

void check(UErrorCode code, const char* what) {
  if (code == U_MEMORY_ALLOCATION_ERROR) throw std::bad_alloc();
  if (U_FAILURE(code)) {
    throw Failure(Error{Errc::io, std::string(what) + " failed with " + u_errorName(code) +
                                      ": is ICU's data installed?"});
  }
}

const UNormalizer2* case_folder() {
  static const UNormalizer2* const folder = [] {
    UErrorCode code = U_ZERO_ERROR;
    const auto* made = unorm2_getNFKCCasefoldInstance(&code);
    check(code, "opening ICU's case folding");
    return made;
  }();
  return folder;
}

const UNormalizer2* decomposer() {
  static const UNormalizer2* const made_once = [] {
    UErrorCode code = U_ZERO_ERROR;
    const auto* made = unorm2_getNFDInstance(&code);
    check(code, "opening ICU's decomposition");
    return made;
  }();
  return made_once;
}

std::u16string to_utf16(std::string_view text) {
  std::u16string out(text.size(), u'\0');
  std::int32_t length = 0;
  UErrorCode code = U_ZERO_ERROR;
  u_strFromUTF8WithSub(out.data(), static_cast<std::int32_t>(out.size()), &length, text.data(),
                       static_cast<std::int32_t>(text.size()), 0xFFFD, nullptr, &code);
  check(code, "decoding UTF-8");
  out.resize(static_cast<std::size_t>(length));
  return out;
}

// Characters that NFKC leaves alone though people mean the plain one.
UChar32 plain(UChar32 c) {
  switch (c) {
    case 0x2018:
    case 0x2019:
    case 0x02BC:
    case 0x05F3: return '\'';
    case 0x05F4: return '"';
    default: return c;
  }
}

// What remains of letters that no decomposition takes apart.
std::string_view letters_without_mark(UChar32 c) {
  switch (c) {
    case 0x00E6: return "ae";  // æ
    case 0x00F0: return "d";   // ð
    case 0x00F8: return "o";   // ø
    case 0x00FE: return "th";  // þ
    case 0x0111: return "d";   // đ
    case 0x0131: return "i";   // ı
    case 0x0142: return "l";   // ł
    case 0x0153: return "oe";  // œ
    default: return {};
  }
}

bool is_arabic_or_hebrew_point(UChar32 c) {
  return (c >= 0x064B && c <= 0x065F) || c == 0x0670 || c == 0x0640 ||  // tashkeel, tatweel
         (c >= 0x0591 && c <= 0x05BD) || c == 0x05BF || c == 0x05C1 || c == 0x05C2 || c == 0x05C4 ||
         c == 0x05C5 || c == 0x05C7;
}

bool is_accent(UChar32 c) { return c >= 0x0300 && c <= 0x036F; }

bool loses_accents(UChar32 base) {
  UErrorCode code = U_ZERO_ERROR;
  const UScriptCode script = uscript_getScript(base, &code);
  return script == USCRIPT_LATIN || script == USCRIPT_GREEK || script == USCRIPT_CYRILLIC;
}

// One pass over composed text that remembers whether the last base letter loses its accents.
class AccentFolder {
 public:
  explicit AccentFolder(std::string_view keep) : keep_(keep) {}

  void take(std::string_view bytes, UChar32 c) {
    if (c < 0x80 && c != ' ') {
      bare_ = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
      out_ += static_cast<char>(c);
    } else if (!keep_.empty() && keep_.find(bytes) != std::string_view::npos) {
      bare_ = true;
      out_ += bytes;
    } else if (c == 0x0439 || c == 0x0419) {  // й is not an accented и
      bare_ = true;
      out_ += bytes;
    } else {
      take_decomposed(bytes, c);
    }
  }

  std::string finish() && { return std::move(out_); }

 private:
  void take_decomposed(std::string_view bytes, UChar32 c) {
    if (is_accent(c) ? bare_ : (is_arabic_or_hebrew_point(c) || u_isUWhiteSpace(c))) return;
    const bool mark = (U_GET_GC_MASK(c) & U_GC_M_MASK) != 0;
    if (mark) {  // of another script, or on one; the last base remains the base
      out_ += bytes;
      return;
    }
    std::array<UChar, 32> parts{};
    UErrorCode code = U_ZERO_ERROR;
    const std::int32_t length = unorm2_getDecomposition(
        decomposer(), c, parts.data(), static_cast<std::int32_t>(parts.size()), &code);
    UChar32 base = c;
    if (length > 0) U16_GET(parts.data(), 0, 0, length, base);
    bare_ = loses_accents(base);
    if (!bare_) {
      out_ += bytes;
    } else if (length <= 0) {
      append_base(c);
    } else {
      for (std::int32_t i = 0; i < length;) {
        UChar32 part = 0;
        U16_NEXT(parts.data(), i, length, part);
        if (!is_accent(part)) append_base(part);
      }
    }
  }

  void append_base(UChar32 c) {
    if (const auto letters = letters_without_mark(c); !letters.empty()) {
      out_ += letters;
    } else {
      append_character(out_, static_cast<char32_t>(c));
    }
  }

  std::string_view keep_;
  std::string out_{};
  bool bare_{false};  // the last base is of a script that loses accents
};

// Before folding, because folding makes i of I whatever the language.
std::u16string lower_turkic_i(std::u16string text) {
  std::u16string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == u'I') {
      const bool dotted = i + 1 < text.size() && text[i + 1] == u'\u0307';
      out += dotted ? u'i' : u'\u0131';
      i += dotted ? 1 : 0;
    } else {
      out += text[i] == u'\u0130' ? u'i' : text[i];
    }
  }
  return out;
}

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

}  // namespace

std::string fold_case(std::string_view word, CaseRules rules) {
  if (rules == CaseRules::common && is_ascii(word)) {
    std::string lower(word);
    for (char& c : lower) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
    return lower;
  }
  std::u16string source = to_utf16(word);
  if (rules == CaseRules::turkic) source = lower_turkic_i(std::move(source));
  std::u16string folded(source.size() * 2 + 32, u'\0');  // NFKC's longest expansion is 18 for 1
  std::int32_t length = 0;
  for (int attempt = 0; attempt < 2; ++attempt) {
    UErrorCode code = U_ZERO_ERROR;
    length =
        unorm2_normalize(case_folder(), source.data(), static_cast<std::int32_t>(source.size()),
                         folded.data(), static_cast<std::int32_t>(folded.size()), &code);
    if (code != U_BUFFER_OVERFLOW_ERROR) {
      check(code, "case folding");
      break;
    }
    folded.resize(static_cast<std::size_t>(length));
  }
  std::string out;
  out.reserve(word.size());
  for (std::int32_t i = 0; i < length;) {
    UChar32 c = 0;
    U16_NEXT(folded.data(), i, length, c);
    append_character(out, static_cast<char32_t>(plain(c)));
  }
  return out;
}

std::string fold_accents(std::string_view folded, std::string_view keep) {
  if (is_ascii(folded) && folded.find(' ') == std::string_view::npos) return std::string(folded);
  AccentFolder folder(keep);
  for (std::size_t at = 0; at < folded.size();) {
    const Character c = character_at(folded, at);
    folder.take(folded.substr(at, c.length), static_cast<UChar32>(c.code));
    at += c.length;
  }
  return std::move(folder).finish();
}

std::string fold(std::string_view word) { return fold_accents(fold_case(word)); }

}  // namespace whensaid::text
