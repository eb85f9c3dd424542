#include "text/segment.hpp"

#include <whensaid/result.hpp>
#include "text/utf8.hpp"

#include <unicode/ubrk.h>
#include <unicode/uchar.h>
#include <unicode/utf16.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <new>
#include <string>

namespace whensaid::text {

namespace {

// ICU counts UTF-16 units in 32 bits, and its buffers cost six bytes for one of ours. Text without
// white space for this long is no speech; it is cut where it stands.
constexpr std::size_t kMaxPiece = std::size_t{16} << 20;

// Buffers beyond this are given back after use.
constexpr std::size_t kKeptUnits = std::size_t{64} << 10;

// Where words always end, whatever UAX #29 or ICU say: see words.cpp. Both paths ask here, since in
// ICU's rules these characters change from version to version (72 takes @ for a letter).
bool always_cuts(char32_t c) {
  return c == ':' || c == '@' || c == 0x202F || c == 0xFE13 || c == 0xFE55 || c == 0xFE6B ||
         c == 0xFF1A || c == 0xFF20;
}

// What a character does to a word, for the characters that follow UAX #29 without exceptions.
enum class Role : std::uint8_t {
  ends,    // no part of a word
  letter,  // letters, digits and connectors join each other
  digit,
  connector,
  joins_letters,  // between two letters only: MidLetter
  joins_digits,   // MidNum
  joins_both,     // MidNumLet, Single_Quote
  for_icu,        // marks, format characters, Hebrew, scripts with dictionaries
};

Role role_of(UChar32 c) {
  if (always_cuts(static_cast<char32_t>(c))) return Role::ends;
  switch (u_getIntPropertyValue(c, UCHAR_WORD_BREAK)) {
    case U_WB_ALETTER: return Role::letter;
    case U_WB_NUMERIC: return Role::digit;
    case U_WB_EXTENDNUMLET: return Role::connector;
    case U_WB_MIDLETTER: return Role::joins_letters;
    case U_WB_MIDNUM: return Role::joins_digits;
    case U_WB_MIDNUMLET:
    case U_WB_SINGLE_QUOTE: return Role::joins_both;
    case U_WB_OTHER:
    case U_WB_DOUBLE_QUOTE:  // matters to Hebrew only
    case U_WB_CR:
    case U_WB_LF:
    case U_WB_NEWLINE:
    case U_WB_WSEGSPACE: return Role::ends;
    default: return Role::for_icu;
  }
}

// Latin, Greek, Cyrillic and Armenian with their extensions, and the punctuation that transcripts
// are full of. Filled once from ICU's properties. Hangul is left to ICU, which cuts "IT업계" where
// the script changes.
class Roles {
 public:
  Roles() {
    for (std::size_t c = 0; c < low_.size(); ++c) low_[c] = role_of(static_cast<UChar32>(c));
    for (std::size_t c = 0; c < high_.size(); ++c) {
      high_[c] = role_of(static_cast<UChar32>(kHighFirst + c));
    }
  }

  [[nodiscard]] Role operator[](char32_t c) const {
    if (c < kLowEnd) return low_[c];
    if (c >= kHighFirst && c < kHighEnd) return high_[c - kHighFirst];
    return Role::for_icu;
  }

 private:
  static constexpr char32_t kLowEnd = 0x0590;
  static constexpr char32_t kHighFirst = 0x1E00;
  static constexpr char32_t kHighEnd = 0x2028;
  std::array<Role, kLowEnd> low_{};
  std::array<Role, kHighEnd - kHighFirst> high_{};
};

bool is_solid(Role role) {
  return role == Role::letter || role == Role::digit || role == Role::connector;
}

bool joins(Role before, Role joint, Role after) {
  if (before != after) return false;
  if (before == Role::letter) return joint == Role::joins_letters || joint == Role::joins_both;
  if (before == Role::digit) return joint == Role::joins_digits || joint == Role::joins_both;
  return false;
}

// False, and nothing appended, when the range holds a character for ICU.
bool segment_by_table(const Roles& roles, std::string_view text, ByteSpan range,
                      std::vector<ByteSpan>& out) {
  const std::size_t known = out.size();
  Role last = Role::ends;   // of the word's last solid character, or that no word is open
  Role joint = Role::ends;  // a character that joins if the next allows it
  ByteSpan word{};
  for (std::size_t at = range.begin; at < range.end;) {
    const Character c = character_at(text, at);
    const Role role = roles[c.code];
    if (role == Role::for_icu) {
      out.resize(known);
      return false;
    }
    const bool open = last != Role::ends;
    if (is_solid(role)) {
      const bool continues = open && (joint == Role::ends || joins(last, joint, role));
      if (open && !continues) out.push_back(word);
      if (!continues) word.begin = at;
      word.end = at + c.length;
      last = role;
      joint = Role::ends;
    } else if (open && joint == Role::ends && role != Role::ends) {
      joint = role;
    } else if (open) {
      out.push_back(word);
      last = Role::ends;
      joint = Role::ends;
    }
    at += c.length;
  }
  if (last != Role::ends) out.push_back(word);
  return true;
}

// Letters, a zero-width joiner and an emoji are one segment for UAX #29, which ICU calls no word.
// The end of its letters; the segment's begin when it has none.
std::size_t end_before_emoji(std::string_view text, ByteSpan segment) {
  const auto first = static_cast<UChar32>(character_at(text, segment.begin).code);
  if (!u_isalnum(first)) return segment.begin;
  constexpr std::string_view kZeroWidthJoiner = "\xE2\x80\x8D";
  return std::min(text.find(kZeroWidthJoiner, segment.begin), segment.end);
}

}  // namespace

struct Segmenter::Icu {
  UBreakIterator* iterator;
  std::vector<UChar> units{};
  std::vector<std::size_t> offsets{};  // of each unit's character, and of the end

  Icu() {
    UErrorCode code = U_ZERO_ERROR;
    iterator = ubrk_open(UBRK_WORD, "root", nullptr, 0, &code);
    if (code == U_MEMORY_ALLOCATION_ERROR) throw std::bad_alloc();
    if (U_FAILURE(code)) {
      throw Failure(Error{Errc::io, std::string("opening ICU's word break iterator failed with ") +
                                        u_errorName(code) + ": is ICU's data installed?"});
    }
  }
  Icu(const Icu&) = delete;
  Icu& operator=(const Icu&) = delete;
  ~Icu() { ubrk_close(iterator); }

  void decode(std::string_view text) {
    units.clear();
    offsets.clear();
    for (std::size_t at = 0; at < text.size();) {
      const Character c = character_at(text, at);
      if (c.code < 0x10000) {
        units.push_back(always_cuts(c.code) ? u'/' : static_cast<UChar>(c.code));
      } else {
        units.push_back(U16_LEAD(c.code));
        units.push_back(U16_TRAIL(c.code));
        offsets.push_back(at);
      }
      offsets.push_back(at);
      at += c.length;
    }
    offsets.push_back(text.size());
  }

  void segment(std::string_view text, std::size_t shift, std::vector<ByteSpan>& out) {
    decode(text);
    UErrorCode code = U_ZERO_ERROR;
    ubrk_setText(iterator, units.data(), static_cast<std::int32_t>(units.size()), &code);
    if (U_FAILURE(code)) throw std::bad_alloc();  // a kept iterator over a buffer: nothing else
    std::size_t begin = 0;
    for (std::int32_t at = ubrk_next(iterator); at != UBRK_DONE; at = ubrk_next(iterator)) {
      const std::size_t end = offsets[static_cast<std::size_t>(at)];
      const std::size_t word_end = ubrk_getRuleStatus(iterator) >= UBRK_WORD_NONE_LIMIT
                                       ? end
                                       : end_before_emoji(text, {begin, end});
      if (word_end > begin) out.push_back({shift + begin, shift + word_end});
      begin = end;
    }
    if (units.capacity() > kKeptUnits) {
      units = {};
      offsets = {};
    }
  }
};

Segmenter::Segmenter(Segmentation how) : how_(how), icu_(std::make_unique<Icu>()) {}
Segmenter::Segmenter(Segmenter&&) noexcept = default;
Segmenter& Segmenter::operator=(Segmenter&&) noexcept = default;
Segmenter::~Segmenter() = default;

void Segmenter::segment(std::string_view text, ByteSpan range, std::vector<ByteSpan>& out) {
  static const Roles roles;
  if (how_ == Segmentation::table_and_icu && segment_by_table(roles, text, range, out)) return;
  for (std::size_t begin = range.begin; begin < range.end;) {
    const std::size_t end = boundary_before(text, std::min(begin + kMaxPiece, range.end));
    icu_->segment(text.substr(begin, end - begin), begin, out);
    begin = end;
  }
}

}  // namespace whensaid::text
