#include "text/sound.hpp"

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include <boost/test/unit_test.hpp>

namespace text = whensaid::text;
using whensaid::text::sound_keys;

namespace {

/// "097400 097500"
std::string print(std::string_view form) {
  std::string text;
  for (const auto key : sound_keys(form)) {
    const auto digits = std::to_string(key);
    text += (text.empty() ? "" : " ") + std::string(6 - digits.size(), '0') + digits;
  }
  return text;
}

bool sound_alike(std::string_view a, std::string_view b) {
  for (const auto key : sound_keys(a)) {
    for (const auto other : sound_keys(b)) {
      if (key == other) return true;
    }
  }
  return false;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(sound)

BOOST_AUTO_TEST_CASE(keys_are_those_of_the_published_examples) {
  for (const auto& [form, expected] : std::vector<std::pair<const char*, const char*>>{
           {"auerbach", "097400 097500"},
           {"ohrbach", "097400 097500"},
           {"lipshitz", "874400"},
           {"lippszyc", "874400 874500"},
           {"lewinsky", "876450"},
           {"levinski", "876450"},
           {"szlamawicz", "486740"},
           {"shlamovitz", "486740"},
           {"moskowitz", "645740"},
           {"moskovitz", "645740"},
           {"peters", "734000 739400"},
           {"peterson", "734600 739460"},
           {"topf", "370000"},
           {"kleinman", "586660"},
           {"breuer", "791900"},
           {"halberstadt", "587433 587943"},
           {"manheim", "665600"},
           {"jackson", "145460 154600 445460 454600"},
           {"cherkassy", "495400 595400"},
       }) {
    BOOST_TEST(print(form) == expected, form << ": " << print(form));
  }
}

BOOST_AUTO_TEST_CASE(names_that_sound_alike_share_a_key) {
  for (const auto& [a, b] : std::vector<std::pair<const char*, const char*>>{
           {"kokotof", "kokotov"},
           {"sougoumaran", "sugumaran"},
           {"sougoumarane", "sugumaran"},
           {"eskildson", "eskildsen"},
           {"meyer", "maier"},
           {"tchaikovsky", "chaikovskij"},
           {"o'brien", "obrian"},
       }) {
    BOOST_TEST(sound_alike(a, b), a << ": " << print(a) << ", " << b << ": " << print(b));
  }
}

BOOST_AUTO_TEST_CASE(names_that_sound_different_do_not) {
  for (const auto& [a, b] : std::vector<std::pair<const char*, const char*>>{
           {"kokotov", "kolotov"}, {"lambert", "lampert-jones"}, {"simon", "timon"}}) {
    BOOST_TEST(!sound_alike(a, b), a << " and " << b);
  }
}

BOOST_AUTO_TEST_CASE(what_has_no_latin_letter_has_no_key) {
  BOOST_TEST(print("") == "");
  BOOST_TEST(print("шкаф") == "");
  BOOST_TEST(print("1999") == "");
}

BOOST_AUTO_TEST_CASE(letters_that_sound_in_two_ways_do_not_multiply_without_end) {
  BOOST_TEST(sound_keys("cjcjcjcjcjcjcjcjcjcjcjcjcjcjcjcj").size() <= 16U);
}

/// Random words of few letters, so that many sound alike; some with what is no Latin letter.
BOOST_AUTO_TEST_CASE(letters_never_refuse_a_word_that_sounds_alike) {
  std::mt19937 random(5);
  const std::vector<std::string> alphabet{"a", "e", "i", "u", "j", "y", "c", "h",
                                          "k", "s", "t", "z", "d", "r", "l", "m",
                                          "n", "b", "w", "x", "q", "é", "'", "7"};
  std::vector<std::string> words(600);
  for (auto& word : words) {
    for (auto n = random() % 6; n > 0; --n) word += alphabet[random() % alphabet.size()];
  }
  std::size_t alike = 0;
  std::size_t told = 0;
  for (const auto& a : words) {
    const text::Sound sound(a);
    for (const auto& b : words) {
      const auto letters = text::shape_of(b).characters;
      const auto may_be = sound.may_begin(b) && std::ranges::all_of(sound.letters(), [&](auto set) {
                            return (letters & set) != 0;
                          });
      const auto is_like = sound_alike(a, b);
      BOOST_REQUIRE(sound.is_like(b) == is_like);
      BOOST_REQUIRE_MESSAGE(may_be || !is_like, a << " and " << b);
      alike += is_like ? 1 : 0;
      told += may_be ? 0 : 1;
    }
  }
  BOOST_TEST(alike > 5'000U);
  BOOST_TEST(told > words.size() * words.size() / 2);
}

BOOST_AUTO_TEST_SUITE_END()
