// The table of languages. guess.cpp weighs the same function words to tell languages apart.

#include "text/language.hpp"

#include "text/function_words.hpp"

#include <unicode/uloc.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <unordered_map>

namespace whensaid::text {

namespace {

struct Language {
  std::string_view code;
  std::string_view stemmer;  // libstemmer's name, which is the language's name in English
  std::string_view native;
  std::string_view words;  // function words by form, separated by spaces
};

// The first column is sorted. Where a stemmer folds an accent itself (Russian ё, Greek tonos,
// German ß) the letter is not native: folding it first changes nothing.
constexpr std::array kLanguages{
    Language{"ar", "arabic", "", ""},
    Language{"ca", "catalan", "àáèéíïòóúüç", ""},
    Language{"da", "danish", "æøå", word_lists::kDanish},
    Language{"de", "german", "äöü", word_lists::kGerman},
    Language{"el", "greek", "", ""},
    Language{"en", "english", "", word_lists::kEnglish},
    Language{"es", "spanish", "áéíóúüñ", word_lists::kSpanish},
    Language{"eu", "basque", "ñ", ""},
    Language{"fi", "finnish", "äöå", word_lists::kFinnish},
    Language{"fr", "french", "âàçëéêèïîôûùü", word_lists::kFrench},
    Language{"ga", "irish", "áéíóú", ""},
    Language{"hi", "hindi", "", ""},
    Language{"hu", "hungarian", "áéíóöőúüű", word_lists::kHungarian},
    Language{"hy", "armenian", "", ""},
    Language{"id", "indonesian", "", word_lists::kIndonesian},
    Language{"it", "italian", "àáèéìíòóùú", word_lists::kItalian},
    Language{"lt", "lithuanian", "ąčęėįšųūž", ""},
    Language{"ne", "nepali", "", ""},
    Language{"nl", "dutch", "äëïöüáéíóúè", word_lists::kDutch},
    Language{"no", "norwegian", "æøå", word_lists::kNorwegian},
    Language{"pl", "", "", word_lists::kPolish},
    Language{"pt", "portuguese", "áéíóúâêôàãõçü", word_lists::kPortuguese},
    Language{"ro", "romanian", "ăâîşţ", word_lists::kRomanian},
    Language{"ru", "russian", "", word_lists::kRussian},
    Language{"sr", "serbian", "čćđšž", ""},
    Language{"sv", "swedish", "äåö", word_lists::kSwedish},
    Language{"ta", "tamil", "", ""},
    Language{"tr", "turkish", "çğıöşü", word_lists::kTurkish},
    Language{"yi", "yiddish", "", ""},
};
static_assert(std::is_sorted(kLanguages.begin(), kLanguages.end(),
                             [](const auto& a, const auto& b) { return a.code < b.code; }));
static_assert(kLanguages.size() <= 32, "a set of languages is one 32-bit mask");

const Language* find_language(std::string_view code) {
  const auto* found = std::lower_bound(kLanguages.begin(), kLanguages.end(), code,
                                       [](const auto& a, auto b) { return a.code < b; });
  return found != kLanguages.end() && found->code == code ? found : nullptr;
}

std::uint32_t mask_of(const Language& language) {
  return std::uint32_t{1} << static_cast<unsigned>(&language - kLanguages.data());
}

std::vector<std::string_view> split_words(std::string_view list) {
  std::vector<std::string_view> words;
  while (!list.empty()) {
    const std::size_t end = std::min(list.find(' '), list.size());
    words.push_back(list.substr(0, end));
    list.remove_prefix(std::min(end + 1, list.size()));
  }
  return words;
}

// Each function word with the set of its languages.
const std::unordered_map<std::string_view, std::uint32_t>& function_word_index() {
  static const auto index = [] {
    std::unordered_map<std::string_view, std::uint32_t> map;
    for (const Language& language : kLanguages) {
      for (const auto word : split_words(language.words)) map[word] |= mask_of(language);
    }
    return map;
  }();
  return index;
}

struct Alias {
  std::string_view from;
  std::string_view to;
};

// Codes that ISO 639 withdrew, and those of one language that feeds write in two ways; then the
// bibliographic codes of ISO 639-2, which ICU does not know.
constexpr std::array kAliases{
    Alias{"nb", "no"},  Alias{"nn", "no"},  Alias{"nob", "no"}, Alias{"nno", "no"},
    Alias{"iw", "he"},  Alias{"in", "id"},  Alias{"ji", "yi"},  Alias{"mo", "ro"},
    Alias{"cmn", "zh"}, Alias{"yue", "zh"}, Alias{"nan", "zh"}, Alias{"wuu", "zh"},
    Alias{"alb", "sq"}, Alias{"arm", "hy"}, Alias{"baq", "eu"}, Alias{"bur", "my"},
    Alias{"chi", "zh"}, Alias{"cze", "cs"}, Alias{"dut", "nl"}, Alias{"fre", "fr"},
    Alias{"geo", "ka"}, Alias{"ger", "de"}, Alias{"gre", "el"}, Alias{"ice", "is"},
    Alias{"mac", "mk"}, Alias{"may", "ms"}, Alias{"per", "fa"}, Alias{"rum", "ro"},
    Alias{"slo", "sk"}, Alias{"tib", "bo"}, Alias{"wel", "cy"},
};

// Every code of ICU's list, two or three letters, to the code we use: the shorter where both exist.
const std::unordered_map<std::string, std::string>& iso_codes() {
  static const auto codes = [] {
    std::unordered_map<std::string, std::string> map;
    for (const char* const* code = uloc_getISOLanguages(); *code != nullptr; ++code) {
      map.emplace(*code, *code);
      map.emplace(uloc_getISO3Language(*code), *code);
    }
    return map;
  }();
  return codes;
}

std::string lower_ascii(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + ('a' - 'A'));
  }
  return lower;
}

}  // namespace

std::string base_language(std::string_view tag) {
  const std::string code = lower_ascii(tag.substr(0, tag.find_first_of("-_")));
  for (const Alias& alias : kAliases) {
    if (alias.from == code) return std::string(alias.to);
  }
  for (const Language& language : kLanguages) {
    if (!code.empty() && language.stemmer == code) return std::string(language.code);
  }
  const auto found = iso_codes().find(code);
  return code.size() >= 2 && found != iso_codes().end() ? found->second : "und";
}

std::string_view stemmer_name(std::string_view language) {
  const Language* found = find_language(language);
  return found != nullptr ? found->stemmer : std::string_view{};
}

bool is_stop_word(std::string_view form, std::string_view language) {
  const Language* found = find_language(language);
  if (found == nullptr) return false;
  const auto& index = function_word_index();
  const auto word = index.find(form);
  return word != index.end() && (word->second & mask_of(*found)) != 0;
}

std::string_view native_letters(std::string_view language) {
  const Language* found = find_language(language);
  return found != nullptr ? found->native : std::string_view{};
}

std::vector<std::string_view> function_words(std::string_view language) {
  const Language* found = find_language(language);
  return found != nullptr ? split_words(found->words) : std::vector<std::string_view>{};
}

std::vector<std::string_view> languages_of_function_word(std::string_view form) {
  std::vector<std::string_view> codes;
  const auto& index = function_word_index();
  if (const auto word = index.find(form); word != index.end()) {
    for (const Language& language : kLanguages) {
      if ((word->second & mask_of(language)) != 0) codes.push_back(language.code);
    }
  }
  return codes;
}

}  // namespace whensaid::text
