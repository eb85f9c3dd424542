#include "text/fold.hpp"

#include "text/utf8.hpp"

#include <boost/test/unit_test.hpp>

#include <random>
#include <string>
#include <string_view>

using namespace whensaid::text;

namespace {

std::string utf8(char32_t c) {
  std::string out;
  append_character(out, c);
  return out;
}

bool is_surrogate(char32_t c) { return c >= 0xD800 && c <= 0xDFFF; }

}  // namespace

BOOST_AUTO_TEST_SUITE(fold)

BOOST_AUTO_TEST_CASE(case_folding_keeps_accents) {
  BOOST_TEST(fold_case("ÉCOLE Straße") == "école strasse");
  BOOST_TEST(fold_case("e\u0301") == "é");
  BOOST_TEST(fold_case("It’s ‘so’") == "it's 'so'");
}

BOOST_AUTO_TEST_CASE(turkic_rules_tell_the_two_letters_i_apart) {
  BOOST_TEST(fold_case("Iİıi I\u0307") == "i\u0069\u0307ıi i\u0307");
  BOOST_TEST(fold_case("Iİıi I\u0307", CaseRules::turkic) == "ıiıi i");
}

BOOST_AUTO_TEST_CASE(kept_letters_keep_their_accents_and_others_lose_them) {
  BOOST_TEST(fold_accents("größedéjà", "äöü") == "größedeja");
  BOOST_TEST(fold_accents("größedéjà", "é") == "großedéja");
  BOOST_TEST(fold_accents("ıi", "ı") == "ıi");
  BOOST_TEST(fold_accents("ÿ", "y") == "y");
}

BOOST_AUTO_TEST_CASE(marks_stay_where_they_are_no_accents) {
  for (const auto text : {"हिन्दी", "ภาษาไทย", "が", "ガ", "த", "мой", "1\u0302", "あ\u0301"}) {
    BOOST_TEST(whensaid::text::fold(text) == text);
  }
}

BOOST_AUTO_TEST_CASE(no_form_holds_white_space) {
  BOOST_TEST(whensaid::text::fold("ﷺ") == "صلىاللهعليهوسلم");
  BOOST_TEST(whensaid::text::fold("\u00A0 \u3000") == "");
}

BOOST_AUTO_TEST_CASE(folding_twice_changes_nothing_for_every_character) {
  for (char32_t c = 1; c < 0x3400; ++c) {
    if (is_surrogate(c)) continue;
    const std::string once = whensaid::text::fold(utf8(c));
    BOOST_REQUIRE_MESSAGE(whensaid::text::fold(once) == once, std::hex << std::uint32_t{c});
    BOOST_REQUIRE(is_clean(once) || c < 0x80);
  }
}

BOOST_AUTO_TEST_CASE(folding_twice_changes_nothing_for_random_strings) {
  std::mt19937 random(37);
  const std::u32string alphabet =
      U"aIiızßøÆ\u0301\u0307\u0308\u0345\u0327иеᾳΣςאָֿلأ\u0654\u064Bかカ\u3099ﾞกำहि\u094D";
  for (int i = 0; i < 20000; ++i) {
    std::string text;
    for (auto left = random() % 8; left > 0; --left) {
      text += utf8(alphabet[random() % alphabet.size()]);
    }
    const std::string once = whensaid::text::fold(text);
    BOOST_REQUIRE_MESSAGE(whensaid::text::fold(once) == once, text);
  }
}

BOOST_AUTO_TEST_CASE(equivalent_spellings_have_one_form) {
  const std::pair<std::string_view, std::string_view> pairs[] = {
      {"é", "e\u0301"},   {"й", "и\u0306"}, {"ё", "е\u0308"},         {"ậ", "a\u0323\u0302"},
      {"が", "か\u3099"}, {"ﾊﾟ", "パ"},     {"각", "ᄀ\u1161\u11A8"}, {"ﬀ", "ff"}};
  for (const auto& [a, b] : pairs) {
    BOOST_TEST(whensaid::text::fold(a) == whensaid::text::fold(b));
  }
}

BOOST_AUTO_TEST_SUITE_END()
