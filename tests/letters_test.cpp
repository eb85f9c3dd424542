#include "text/letters.hpp"

#include <boost/test/unit_test.hpp>
#include <string>
#include <utility>
#include <vector>

using namespace whensaid;

namespace {

using Pairs = std::vector<std::pair<std::string, std::string>>;

}  // namespace

BOOST_AUTO_TEST_SUITE(letters)

BOOST_AUTO_TEST_CASE(plain_text_has_no_case_no_accents_and_ascii_digits) {
  const Pairs rows = {
      {"", ""},
      {"Févr.", "fevr."},
      {"ŁÓDŹ", "lodz"},
      {"Ærø", "aero"},
      {"Straße", "strasse"},
      {"１２月", "12月"},
      {"٣ أيام", "3 ايام"},
      {"ガギ", "ガギ"},
      {"Ещё", "еще"},
  };
  for (const auto& [text, expected] : rows) {
    BOOST_TEST_CONTEXT(text) { BOOST_TEST(text::plain(text) == expected); }
  }
}

BOOST_AUTO_TEST_CASE(a_slug_is_words_joined_with_hyphens) {
  const Pairs rows = {
      {"", ""},
      {"!?", ""},
      {"What’s Next? São  Paulo", "whats-next-sao-paulo"},
      {"what's next: Sao Paulo!", "whats-next-sao-paulo"},
      {"  #12 – Top 5  ", "12-top-5"},
      {"灯台の話", "灯台の話"},
  };
  for (const auto& [text, expected] : rows) {
    BOOST_TEST_CONTEXT(text) { BOOST_TEST(text::slug(text) == expected); }
  }
}

BOOST_AUTO_TEST_CASE(letters_know_their_case_and_script) {
  BOOST_TEST(text::is_upper(U'É'));
  BOOST_TEST(!text::is_upper(U'é'));
  BOOST_TEST(text::is_lower(U'ß'));
  BOOST_TEST(!text::is_lower(U'灯'));
  BOOST_TEST(text::is_ideographic(U'灯'));
  BOOST_TEST(text::is_ideographic(U'ー'));
  BOOST_TEST(text::is_ideographic(U'한'));
  BOOST_TEST(!text::is_ideographic(U'ж'));
  BOOST_TEST(!text::is_letter(U'5'));
}

BOOST_AUTO_TEST_SUITE_END()
