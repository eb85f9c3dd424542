#include "sound.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

namespace whensaid::bench {
namespace {

/// Letters that are written together and what they sound like: at the start of a word, inside it or
/// anywhere. After Philips' Metaphone (1990), cut to what mishearing needs. Longer ones first.
enum class Where { anywhere, start, inside };
struct Spelling {
  std::string_view letters{};
  std::string_view sound{};
  Where where{Where::anywhere};
};
constexpr std::array<Spelling, 23> kSpellings{
    {{"tch", "C", Where::inside},  {"tio", "So", Where::inside}, {"sio", "So", Where::inside},
     {"cia", "Sa", Where::inside}, {"kn", "n", Where::start},    {"gn", "n", Where::start},
     {"pn", "n", Where::start},    {"wr", "r", Where::start},    {"ps", "s", Where::start},
     {"wh", "w", Where::start},    {"x", "s", Where::start},     {"gh", "g", Where::start},
     {"gh", "", Where::inside},    {"mb", "m", Where::inside},   {"ch", "C", Where::anywhere},
     {"sh", "S", Where::anywhere}, {"ph", "f", Where::anywhere}, {"th", "T", Where::anywhere},
     {"dg", "J", Where::anywhere}, {"ck", "k", Where::anywhere}, {"qu", "kw", Where::anywhere},
     {"x", "ks", Where::inside},   {"q", "k", Where::anywhere}}};

bool is_vowel(char c) { return std::string_view("aeiouy").find(c) != std::string_view::npos; }

bool is_soft_before(char c) { return c == 'e' || c == 'i' || c == 'y'; }

/// The word with each group of letters replaced by its sound; vowels stay as they are.
std::string spoken(std::string_view word) {
  std::string sounds;
  for (std::size_t at = 0; at < word.size();) {
    const std::string_view rest = word.substr(at);
    const auto found = std::ranges::find_if(kSpellings, [&](const Spelling& spelling) {
      return rest.starts_with(spelling.letters) &&
             (spelling.where == Where::anywhere || (spelling.where == Where::start) == (at == 0));
    });
    if (found != kSpellings.end()) {
      sounds += found->sound;
      at += found->letters.size();
      continue;
    }
    const char letter = rest.front();
    const char next = rest.size() > 1 ? rest[1] : '\0';
    switch (letter) {
      case 'c': sounds += is_soft_before(next) ? 's' : 'k'; break;
      case 'g': sounds += is_soft_before(next) && at != 0 ? 'J' : 'g'; break;
      case 'j': sounds += 'J'; break;
      case 'z': sounds += 's'; break;
      case 'h':
        if (is_vowel(next)) sounds += 'h';
        break;
      default: sounds += letter;
    }
    ++at;
  }
  return sounds;
}

}  // namespace

std::string sound_key(std::string_view word) {
  if (word.empty() || !std::ranges::all_of(word, [](char c) { return c >= 'a' && c <= 'z'; })) {
    return {};
  }
  std::string sounds = spoken(word);
  const bool silent_e =
      sounds.size() > 2 && sounds.back() == 'e' && !is_vowel(sounds[sounds.size() - 2]);
  if (silent_e) sounds.pop_back();
  std::string key;
  for (std::size_t i = 0; i < sounds.size(); ++i) {
    // A y before a vowel is a consonant, and a w after one is none.
    const bool glide = sounds[i] == 'y' && i + 1 < sounds.size() && is_vowel(sounds[i + 1]);
    const bool silent_w = sounds[i] == 'w' && i != 0 && is_vowel(sounds[i - 1]) &&
                          (i + 1 == sounds.size() || !is_vowel(sounds[i + 1]));
    if (silent_w) continue;
    const char sound = is_vowel(sounds[i]) && !glide ? '.' : sounds[i];
    if (key.empty() || key.back() != sound) key += sound;
  }
  return key;
}

}  // namespace whensaid::bench
