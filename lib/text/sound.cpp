#include "text/sound.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>

namespace whensaid::text {

namespace {

/// What letters sound like at the start of a name, before a vowel, and elsewhere: digits, or none
/// where they are silent.
struct Rule {
  std::string_view letters;
  std::array<std::string_view, 3> sound;
  std::array<std::string_view, 3> other;  ///< when they may sound in two ways
  bool two_ways;
};

constexpr Rule one(std::string_view letters, std::string_view start, std::string_view before_vowel,
                   std::string_view elsewhere) {
  return {letters, {start, before_vowel, elsewhere}, {}, false};
}

constexpr Rule two(std::string_view letters, std::string_view sound, std::string_view other) {
  return {letters, {sound, sound, sound}, {other, other, other}, true};
}

constexpr Rule same(std::string_view letters, std::string_view sound) {
  return one(letters, sound, sound, sound);
}

/// By first letter; of those with one first letter the longer come first.
constexpr Rule kRules[] = {
    one("ai", "0", "1", ""),
    one("aj", "0", "1", ""),
    one("au", "0", "7", ""),
    one("ay", "0", "1", ""),
    one("a", "0", "", ""),
    same("b", "7"),
    same("csz", "4"),
    same("czs", "4"),
    one("chs", "5", "54", "54"),
    two("ch", "5", "4"),
    two("ck", "5", "45"),
    same("cs", "4"),
    same("cz", "4"),
    two("c", "5", "4"),
    same("drs", "4"),
    same("drz", "4"),
    same("dsh", "4"),
    same("dsz", "4"),
    same("dzh", "4"),
    same("dzs", "4"),
    same("ds", "4"),
    same("dt", "3"),
    same("dz", "4"),
    same("d", "3"),
    one("ei", "0", "1", ""),
    one("ej", "0", "1", ""),
    one("eu", "1", "1", ""),
    one("ey", "0", "1", ""),
    one("e", "0", "", ""),
    same("fb", "7"),
    same("f", "7"),
    same("g", "5"),
    one("h", "5", "5", ""),
    one("ia", "1", "", ""),
    one("ie", "1", "", ""),
    one("io", "1", "", ""),
    one("iu", "1", "", ""),
    one("i", "0", "", ""),
    {"j", {"1", "", ""}, {"4", "4", "4"}, true},
    same("kh", "5"),
    one("ks", "5", "54", "54"),
    same("k", "5"),
    same("l", "8"),
    same("mn", "66"),
    same("m", "6"),
    same("nm", "66"),
    same("n", "6"),
    one("oi", "0", "1", ""),
    one("oj", "0", "1", ""),
    one("oy", "0", "1", ""),
    one("o", "0", "", ""),
    same("pf", "7"),
    same("ph", "7"),
    same("p", "7"),
    same("q", "5"),
    two("rs", "94", "4"),
    two("rz", "94", "4"),
    same("r", "9"),
    one("schtsch", "2", "4", "4"),
    one("schtch", "2", "4", "4"),
    one("schtsh", "2", "4", "4"),
    one("shtch", "2", "4", "4"),
    one("shtsh", "2", "4", "4"),
    one("stsch", "2", "4", "4"),
    one("schd", "2", "43", "43"),
    one("scht", "2", "43", "43"),
    one("shch", "2", "4", "4"),
    one("stch", "2", "4", "4"),
    one("strs", "2", "4", "4"),
    one("strz", "2", "4", "4"),
    one("stsh", "2", "4", "4"),
    one("szcs", "2", "4", "4"),
    one("szcz", "2", "4", "4"),
    same("sch", "4"),
    one("shd", "2", "43", "43"),
    one("sht", "2", "43", "43"),
    one("szd", "2", "43", "43"),
    one("szt", "2", "43", "43"),
    one("sc", "2", "4", "4"),
    one("sd", "2", "43", "43"),
    same("sh", "4"),
    one("st", "2", "43", "43"),
    same("sz", "4"),
    same("s", "4"),
    same("ttsch", "4"),
    same("tsch", "4"),
    same("ttch", "4"),
    same("ttsz", "4"),
    same("tch", "4"),
    same("trs", "4"),
    same("trz", "4"),
    same("tsh", "4"),
    same("tsz", "4"),
    same("tts", "4"),
    same("ttz", "4"),
    same("tzs", "4"),
    same("tc", "4"),
    same("th", "3"),
    same("ts", "4"),
    same("tz", "4"),
    same("t", "3"),
    one("ue", "0", "", ""),
    one("ui", "0", "1", ""),
    one("uj", "0", "1", ""),
    one("uy", "0", "1", ""),
    one("u", "0", "", ""),
    same("v", "7"),
    same("w", "7"),
    one("x", "5", "54", "54"),
    one("y", "1", "", ""),
    one("zhdzh", "2", "4", "4"),
    one("zdzh", "2", "4", "4"),
    same("zsch", "4"),
    one("zdz", "2", "4", "4"),
    one("zhd", "2", "43", "43"),
    same("zsh", "4"),
    one("zd", "2", "43", "43"),
    same("zh", "4"),
    same("zs", "4"),
    same("z", "4"),
};

constexpr std::size_t kDigits = 6;
constexpr std::uint32_t kFirstDigit = 100'000;  ///< what it counts
constexpr std::size_t kMaxKeys = 16;

/// Where the rules of each letter begin, and, behind the last, where they end.
constexpr std::array<std::size_t, 27> kRulesOf = [] {
  std::array<std::size_t, 27> begins{};
  std::size_t at = 0;
  for (std::size_t letter = 0; letter < 26; ++letter) {
    begins[letter] = at;
    while (at < std::size(kRules) && kRules[at].letters[0] == static_cast<char>('a' + letter)) ++at;
  }
  begins[26] = at;
  return begins;
}();
static_assert(kRulesOf[26] == std::size(kRules), "the rules stand in order of their first letter");

/// For each digit, letters of which a rule has one that says it, as few as will do.
constexpr std::array<std::string_view, 10> kSaidBy{"",       "ijuy", "sz",     "dt", "cjsxz",
                                                   "cghkqx", "mn",   "bfpuvw", "l",  "r"};

constexpr bool are_said_by(std::string_view sound, std::string_view letters) {
  for (const char digit : sound) {
    const auto said_by = kSaidBy[static_cast<std::size_t>(digit - '0')];
    if (digit != '0' && letters.find_first_of(said_by) == letters.npos) return false;
  }
  return true;
}

static_assert([] {
  for (const auto& rule : kRules) {
    for (std::size_t where = 0; where < rule.sound.size(); ++where) {
      if (!are_said_by(rule.sound[where], rule.letters)) return false;
      if (rule.two_ways && !are_said_by(rule.other[where], rule.letters)) return false;
    }
  }
  return true;
}());

constexpr Letters letter_bit(char letter) { return bit_of(static_cast<char32_t>(letter)); }

constexpr Letters letters_in(std::string_view text) {
  Letters letters = 0;
  for (const char c : text) letters |= letter_bit(c);
  return letters;
}

/// For each digit, the first letters of words whose key may begin with it.
constexpr std::array<Letters, 10> kBegins = [] {
  std::array<Letters, 10> begins{};
  const auto add = [&](std::string_view sound, char letter) {
    begins[static_cast<std::size_t>(sound[0] - '0')] |= letter_bit(letter);
  };
  for (const auto& rule : kRules) {
    add(rule.sound[0], rule.letters[0]);
    if (rule.two_ways) add(rule.other[0], rule.letters[0]);
  }
  return begins;
}();

bool is_latin(char c) { return c >= 'a' && c <= 'z'; }

const Rule& rule_for(std::string_view letters) {
  auto at = kRulesOf[static_cast<std::size_t>(letters[0] - 'a')];
  while (!letters.starts_with(kRules[at].letters)) ++at;  // the single letter ends each run
  return kRules[at];
}

bool is_vowel(char c) { return std::string_view("aeiou").find(c) != std::string_view::npos; }

/// One way to say the word, as far as it has been read.
struct Voice {
  std::uint32_t key{0};
  std::size_t digits{0};
  std::string_view last{};  ///< the sound before: the same once more at once is one sound

  void say(std::string_view sound) {
    if (sound.empty() || !last.ends_with(sound)) {
      for (const char digit : sound) {
        if (digits == kDigits) break;
        key = key * 10 + static_cast<std::uint32_t>(digit - '0');
        ++digits;
      }
    }
    last = sound;
  }

  [[nodiscard]] std::uint32_t padded() const {
    auto whole = key;
    for (auto n = digits; n < kDigits; ++n) whole *= 10;
    return whole;
  }
};

}  // namespace

std::vector<std::uint32_t> sound_keys(std::string_view form) {
  std::string letters;
  for (const char c : form) {
    if (is_latin(c)) letters += c;
  }
  if (letters.empty()) return {};
  std::vector<Voice> voices(1);
  for (std::size_t at = 0; at < letters.size();) {
    const auto& rule = rule_for(std::string_view(letters).substr(at));
    const auto next = at + rule.letters.size();
    const std::size_t where = at == 0                                            ? 0
                              : next < letters.size() && is_vowel(letters[next]) ? 1
                                                                                 : 2;
    const auto before = voices.size();
    if (rule.two_ways && before * 2 <= kMaxKeys) {
      for (std::size_t i = 0; i < before; ++i) {
        voices.push_back(voices[i]);
        voices.back().say(rule.other[where]);
      }
    }
    for (std::size_t i = 0; i < before; ++i) voices[i].say(rule.sound[where]);
    at = next;
  }
  std::vector<std::uint32_t> keys;
  keys.reserve(voices.size());
  for (const auto& voice : voices) keys.push_back(voice.padded());
  std::sort(keys.begin(), keys.end());
  keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
  return keys;
}

bool sound_alike(std::string_view a, std::string_view b) { return Sound(a).is_like(b); }

Sound::Sound(std::string_view form) : keys_(sound_keys(form)) {
  unsigned in_all = keys_.empty() ? 0 : ~0U;  // digits, a bit each
  for (const auto key : keys_) {
    unsigned digits = 0;
    for (auto rest = key; rest > 0; rest /= 10) digits |= 1U << (rest % 10);
    in_all &= digits;
    first_ |= kBegins[key / kFirstDigit];
  }
  for (std::size_t digit = 1; digit < kSaidBy.size(); ++digit) {  // 0 may be no sound at all
    if ((in_all >> digit & 1U) != 0) letters_.push_back(letters_in(kSaidBy[digit]));
  }
}

bool Sound::may_begin(std::string_view form) const {
  const auto first = std::find_if(form.begin(), form.end(), is_latin);
  return first != form.end() && (letter_bit(*first) & first_) != 0;
}

bool Sound::is_like(std::string_view form) const {
  const auto others = sound_keys(form);
  return std::find_first_of(keys_.begin(), keys_.end(), others.begin(), others.end()) !=
         keys_.end();
}

}  // namespace whensaid::text
