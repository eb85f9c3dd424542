#include "text/calendar.hpp"

#include <unicode/dtfmtsym.h>
#include <unicode/locid.h>
#include <unicode/measfmt.h>
#include <unicode/measunit.h>
#include <unicode/measure.h>
#include <unicode/reldatefmt.h>
#include <unicode/unistr.h>

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <unordered_map>

#include "text/letters.hpp"
#include "text/utf8.hpp"

namespace whensaid::text {
namespace {

// In order of precedence where words collide.
constexpr std::array kLocales{
    "en",    "de", "fr", "es", "pt", "it", "nl", "ja", "zh", "zh_Hant", "ko", "pl", "ru",
    "sv",    "nb", "da", "fi", "tr", "cs", "uk", "ro", "hu", "el",      "ar", "he", "hi",
    "id",    "ms", "vi", "th", "ca", "sk", "hr", "sl", "bg", "sr",      "lt", "lv", "et",
    "pt_PT", "is", "eu", "gl", "fa", "bn", "ta", "te", "mr", "en_GB",   "be", "mk", "bs"};

// Numbers that between them reach every plural form of those languages.
constexpr std::array kCounts{1.0, 2.0, 3.0, 5.0, 11.0, 20.0, 21.0};

std::string key_of(std::string_view text) {
  const std::string folded = plain(text);
  std::string out;
  bool space = false;
  for (std::size_t at = 0; at < folded.size();) {
    const Character c = character_at(folded, at);
    const bool digit = c.code >= U'0' && c.code <= U'9';
    const bool blank = c.code == U' ' || c.code == U'\t' || c.code == U'\u00A0';
    if (blank) {
      space = !out.empty();
    } else if (c.code != U'.' && c.code != U',') {
      if (space) out += ' ';
      space = false;
      if (!digit) {
        out.append(folded, at, c.length);
      } else if (out.empty() || out.back() != '#') {
        out += '#';
      }
    }
    at += c.length;
  }
  return out;
}

std::string key_of(const icu::UnicodeString& text) {
  std::string bytes;
  text.toUTF8String(bytes);
  return key_of(bytes);
}

// A phrase's unit; how many of them, the phrase itself says ("#") or `count` does ("yesterday").
struct Back {
  std::chrono::hours unit{0};
  std::int32_t count{0};
};

bool usable(const std::string& key) { return !key.empty() && key.find('#') == std::string::npos; }

struct Names {
  std::unordered_map<std::string, unsigned> months{};
  std::unordered_map<std::string, unsigned> weekdays{};
};
using Backs = std::unordered_map<std::string, Back>;
using Units = std::unordered_map<std::string, std::chrono::seconds>;

void add_symbols(const icu::Locale& locale, Names& table) {
  using Symbols = icu::DateFormatSymbols;
  UErrorCode status = U_ZERO_ERROR;
  const Symbols symbols(locale, "gregorian", status);
  if (U_FAILURE(status)) return;
  for (const auto context : {Symbols::FORMAT, Symbols::STANDALONE}) {
    for (const auto width : {Symbols::WIDE, Symbols::ABBREVIATED}) {
      std::int32_t count = 0;
      const icu::UnicodeString* names = symbols.getMonths(count, context, width);
      for (std::int32_t i = 0; i < count && i < 12; ++i) {
        const std::string key = key_of(names[i]);
        if (usable(key)) table.months.emplace(key, static_cast<unsigned>(i) + 1);
      }
      names = symbols.getWeekdays(count, context, width);
      for (std::int32_t i = 1; i < count && i < 8; ++i) {  // ICU leaves number 0 empty
        const std::string key = key_of(names[i]);
        if (usable(key)) table.weekdays.emplace(key, static_cast<unsigned>(i) - 1);
      }
    }
  }
}

void add_backs(const icu::Locale& locale, Backs& table) {
  struct Unit {
    URelativeDateTimeUnit icu{UDAT_REL_UNIT_DAY};
    std::chrono::hours hours{0};
  };
  constexpr std::array<Unit, 4> kUnits{{{UDAT_REL_UNIT_DAY, std::chrono::hours{24}},
                                        {UDAT_REL_UNIT_WEEK, std::chrono::hours{24 * 7}},
                                        {UDAT_REL_UNIT_HOUR, std::chrono::hours{1}},
                                        {UDAT_REL_UNIT_MINUTE, std::chrono::hours{0}}}};
  for (const auto style : {UDAT_STYLE_LONG, UDAT_STYLE_SHORT, UDAT_STYLE_NARROW}) {
    UErrorCode status = U_ZERO_ERROR;
    const icu::RelativeDateTimeFormatter formatter(locale, nullptr, style,
                                                   UDISPCTX_CAPITALIZATION_NONE, status);
    if (U_FAILURE(status)) continue;
    for (const Unit& unit : kUnits) {
      for (const double count : kCounts) {
        icu::UnicodeString text;
        formatter.formatNumeric(-count, unit.icu, text, status);
        if (U_SUCCESS(status)) table.emplace(key_of(text), Back{unit.hours, 1});
      }
    }
    for (std::int32_t back = 0; back <= 2; ++back) {
      icu::UnicodeString text;
      formatter.format(-back, UDAT_REL_UNIT_DAY, text, status);
      const std::string key = U_SUCCESS(status) ? key_of(text) : std::string{};
      if (usable(key)) table.emplace(key, Back{std::chrono::hours{24}, back});
    }
  }
}

// What is left of "21 minutes" without the number and the space.
std::string unit_key(const icu::UnicodeString& text) {
  const std::string key = key_of(text);
  const std::size_t number = key.find('#');
  if (number == std::string::npos) return {};
  std::string left = key.substr(0, number) + key.substr(number + 1);
  const std::size_t begin = left.find_first_not_of(' ');
  if (begin == std::string::npos) return {};
  return left.substr(begin, left.find_last_not_of(' ') + 1 - begin);
}

void add_units(const icu::Locale& locale, Units& table) {
  for (const auto width : {UMEASFMT_WIDTH_WIDE, UMEASFMT_WIDTH_SHORT, UMEASFMT_WIDTH_NARROW}) {
    UErrorCode status = U_ZERO_ERROR;
    const icu::MeasureFormat format(locale, width, status);
    if (U_FAILURE(status)) continue;
    for (const double count : kCounts) {
      for (const std::int64_t seconds : {3600, 60, 1}) {
        std::unique_ptr<icu::MeasureUnit> unit(
            seconds == 3600 ? icu::MeasureUnit::createHour(status)
                            : (seconds == 60 ? icu::MeasureUnit::createMinute(status)
                                             : icu::MeasureUnit::createSecond(status)));
        if (U_FAILURE(status)) continue;
        const icu::Measure measure(count, unit.release(), status);
        icu::UnicodeString text;
        icu::FieldPosition ignored(icu::FieldPosition::DONT_CARE);
        format.formatMeasures(&measure, 1, text, ignored, status);
        const std::string key = U_SUCCESS(status) ? unit_key(text) : std::string{};
        if (usable(key)) table.emplace(key, std::chrono::seconds{seconds});
      }
    }
  }
}

// What people and directories write beside CLDR's spelling.
void add_colloquial(Units& table) {
  using std::chrono::hours;
  using std::chrono::minutes;
  using std::chrono::seconds;
  for (const char* word : {"h", "hr", "hrs", "std", "godz", "tim"}) table.emplace(word, hours{1});
  for (const char* word : {"m", "min", "mins", "mn", "minuten", "minutes", "minutos"}) {
    table.emplace(word, minutes{1});
  }
  for (const char* word : {"s", "sec", "secs", "sek", "seg"}) table.emplace(word, seconds{1});
}

// Three tables rather than one: together they take some 100 ms to make, and a page seldom needs
// all.
const Names& names() {
  static const Names made = [] {
    Names fresh;
    for (const char* locale : kLocales) add_symbols(icu::Locale(locale), fresh);
    fresh.months.emplace("sept", 9U);  // American usage; CLDR has it for other Englishes only
    return fresh;
  }();
  return made;
}

const Backs& backs() {
  static const Backs made = [] {
    Backs fresh;
    for (const char* locale : kLocales) add_backs(icu::Locale(locale), fresh);
    return fresh;
  }();
  return made;
}

const Units& units() {
  static const Units made = [] {
    Units fresh;
    add_colloquial(fresh);
    for (const char* locale : kLocales) add_units(icu::Locale(locale), fresh);
    return fresh;
  }();
  return made;
}

// ICU's longest name is shorter by far; longer text is not worth folding.
constexpr std::size_t kMaxPhraseBytes = 96;

template <typename Map>
auto look_up(const Map& map, const std::string& key) -> std::optional<typename Map::mapped_type> {
  const auto found = map.find(key);
  if (found == map.end()) return std::nullopt;
  return found->second;
}

}  // namespace

std::optional<unsigned> month_of(std::string_view word) {
  if (word.size() > kMaxPhraseBytes) return std::nullopt;
  return look_up(names().months, key_of(word));
}

std::optional<unsigned> weekday_of(std::string_view word) {
  if (word.size() > kMaxPhraseBytes) return std::nullopt;
  return look_up(names().weekdays, key_of(word));
}

std::optional<std::chrono::days> days_ago(std::string_view phrase) {
  if (phrase.size() > kMaxPhraseBytes) return std::nullopt;
  const auto back = look_up(backs(), key_of(phrase));
  if (!back) return std::nullopt;
  std::int64_t number = 0;
  bool stated = false;
  for (const char c : plain(phrase)) {
    if (c < '0' || c > '9') continue;
    number = number * 10 + (c - '0');
    stated = true;
    if (number > 100000) return std::nullopt;
  }
  const std::int64_t count = stated ? number : back->count;
  return std::chrono::duration_cast<std::chrono::days>(back->unit * count);
}

std::optional<std::chrono::seconds> duration_unit(std::string_view word) {
  if (word.size() > kMaxPhraseBytes) return std::nullopt;
  return look_up(units(), key_of(word));
}

}  // namespace whensaid::text
