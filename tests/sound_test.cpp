#include "text/sound.hpp"

#include <string>
#include <vector>

#include <boost/test/unit_test.hpp>

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

BOOST_AUTO_TEST_SUITE_END()
