// guess_language(): by script where a script has one language, else by the share of function words.

#include "text/language.hpp"

#include "text/analyzer.hpp"
#include "text/utf8.hpp"

#include <unicode/uchar.h>
#include <unicode/uscript.h>

#include <algorithm>
#include <array>
#include <map>

namespace whensaid::text {

namespace {

constexpr std::size_t kLookedAt = std::size_t{64} << 10;
constexpr std::size_t kLeastWords = 20;

constexpr std::string_view kUndetermined = "und";

struct Scripts {
  std::array<std::size_t, USCRIPT_CODE_LIMIT> letters{};
  std::size_t all{0};
  std::size_t words{0};  // runs of letters and marks
  // Letters that tell languages of one script apart.
  std::size_t russian{0}, ukrainian{0}, persian{0}, urdu{0};

  [[nodiscard]] std::size_t of(UScriptCode script) const {
    return letters[static_cast<std::size_t>(script)];
  }
  // More than half of all letters; kana and Han are written together.
  [[nodiscard]] bool rule(std::size_t count) const { return count * 2 > all; }
};

void count_telling_letter(UChar32 c, Scripts& scripts) {
  switch (u_tolower(c)) {
    case 0x044B:
    case 0x044D:
    case 0x0451:
    case 0x044A: ++scripts.russian; break;  // ы э ё ъ
    case 0x0456:
    case 0x0457:
    case 0x0454:
    case 0x0491: ++scripts.ukrainian; break;  // і ї є ґ
    case 0x067E:
    case 0x0686:
    case 0x0698:
    case 0x06AF:
    case 0x06A9:
    case 0x06CC: ++scripts.persian; break;  // پ چ ژ گ ک ی
    case 0x0679:
    case 0x0688:
    case 0x0691:
    case 0x06BA:
    case 0x06D2: ++scripts.urdu; break;
    default: break;
  }
}

Scripts count_scripts(std::string_view text) {
  Scripts scripts;
  bool in_word = false;
  for (std::size_t at = 0; at < text.size();) {
    const Character character = character_at(text, at);
    at += character.length;
    const auto c = static_cast<UChar32>(character.code);
    if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) {  // as below, without asking ICU
      scripts.words += in_word ? 0 : 1;
      in_word = true;
      ++scripts.letters[USCRIPT_LATIN];
      ++scripts.all;
      continue;
    }
    if (!u_isalpha(c)) {
      in_word = in_word && (U_GET_GC_MASK(c) & U_GC_M_MASK) != 0;
      continue;
    }
    if (!in_word) ++scripts.words;
    in_word = true;
    UErrorCode code = U_ZERO_ERROR;
    const UScriptCode script = uscript_getScript(c, &code);
    if (script <= USCRIPT_INHERITED) continue;
    ++scripts.letters[static_cast<std::size_t>(script)];
    ++scripts.all;
    count_telling_letter(c, scripts);
  }
  return scripts;
}

std::string_view guess_cyrillic(const Scripts& scripts) {
  if (scripts.ukrainian > scripts.russian) return "uk";
  // ъ alone is Bulgarian too; without any of the four it is neither, or too short to say.
  return scripts.russian * 100 > scripts.of(USCRIPT_CYRILLIC) ? "ru" : kUndetermined;
}

std::string_view guess_arabic(const Scripts& scripts) {
  const std::size_t letters = scripts.of(USCRIPT_ARABIC);
  if (scripts.urdu * 100 > letters) return "ur";
  return scripts.persian * 100 > letters * 3 ? "fa" : "ar";
}

struct Votes {
  std::size_t words{0};
  double shared{0};
};

// Each function word gives one vote, shared by all the languages that have it.
std::string_view guess_latin(std::string_view text) {
  Analyzer analyzer("und");
  std::vector<Token> tokens;
  analyzer.analyze(text, tokens);
  if (tokens.size() < kLeastWords) return kUndetermined;
  std::vector<std::size_t> times(analyzer.words());
  for (const Token& token : tokens) ++times[token.word];
  std::map<std::string_view, Votes> votes;
  for (WordId word = 0; word < times.size(); ++word) {
    const auto languages = languages_of_function_word(analyzer.form(word));
    for (const auto language : languages) {
      votes[language].words += times[word];
      votes[language].shared +=
          static_cast<double>(times[word]) / static_cast<double>(languages.size());
    }
  }
  std::string_view best = kUndetermined;
  double most = 0;
  double next = 0;
  for (const auto& [language, count] : votes) {
    if (count.shared > most) {
      next = most;
      most = count.shared;
      best = language;
    } else {
      next = std::max(next, count.shared);
    }
  }
  // A quarter of running text is function words of our lists, in inflecting languages less; a
  // language without a list reaches a tenth by chance.
  const auto words = static_cast<double>(tokens.size());
  const bool enough = static_cast<double>(votes[best].words) >= 0.2 * words;
  return enough && most >= 1.3 * next ? best : kUndetermined;
}

}  // namespace

std::string guess_language(std::string_view text) {
  text = truncate(text, kLookedAt);
  const Scripts scripts = count_scripts(text);
  const std::size_t kana = scripts.of(USCRIPT_HIRAGANA) + scripts.of(USCRIPT_KATAKANA);
  const std::size_t han = scripts.of(USCRIPT_HAN);
  // Words of scripts without spaces cannot be counted; as many letters are too few all the more.
  if (scripts.all < kLeastWords) return std::string(kUndetermined);
  if (scripts.rule(han + kana)) return kana * 20 > han + kana ? "ja" : "zh";
  if (scripts.rule(scripts.of(USCRIPT_THAI))) return "th";
  if (scripts.words < kLeastWords) return std::string(kUndetermined);
  if (scripts.rule(scripts.of(USCRIPT_LATIN))) return std::string(guess_latin(text));
  if (scripts.rule(scripts.of(USCRIPT_CYRILLIC))) return std::string(guess_cyrillic(scripts));
  if (scripts.rule(scripts.of(USCRIPT_ARABIC))) return std::string(guess_arabic(scripts));
  if (scripts.rule(scripts.of(USCRIPT_HANGUL))) return "ko";
  if (scripts.rule(scripts.of(USCRIPT_GREEK))) return "el";
  if (scripts.rule(scripts.of(USCRIPT_HEBREW))) return "he";
  if (scripts.rule(scripts.of(USCRIPT_DEVANAGARI))) return "hi";
  return std::string(kUndetermined);
}

}  // namespace whensaid::text
