#include "text/pattern.hpp"

#include <random>
#include <string>
#include <string_view>
#include <vector>

#include <boost/test/unit_test.hpp>

using namespace whensaid;
using text::Pattern;

namespace {

struct Case {
  const char* pattern;
  const char* form;
  bool expected;
};

/// For ASCII.
bool judge(std::string_view wildcard, std::string_view form) {
  if (wildcard.empty()) return form.empty();
  if (wildcard[0] == '*') {
    return judge(wildcard.substr(1), form) || (!form.empty() && judge(wildcard, form.substr(1)));
  }
  return !form.empty() && (wildcard[0] == '?' || wildcard[0] == form[0]) &&
         judge(wildcard.substr(1), form.substr(1));
}

}  // namespace

BOOST_AUTO_TEST_SUITE(pattern)

BOOST_AUTO_TEST_CASE(a_wildcard_matches_whole_forms) {
  for (const auto& [wildcard, form, expected] : std::vector<Case>{
           {"kettle", "kettle", true}, {"kettle", "kettles", false}, {"ket*", "kettle", true},
           {"ket*", "ket", true},      {"ket*", "teaket", false},    {"*tle", "kettle", true},
           {"k?ttle", "kettle", true}, {"k?ttle", "kttle", false},   {"k?ttle", "keettle", false},
           {"?", "茶", true},          {"?", "ab", false},           {"*", "", true},
           {"?*", "", false},          {"c++*", "c++20", true},      {"c++*", "cxx", false},
           {"a.b*", "axb", false},     {"[a-z]*", "abc", false},     {"(a|b)", "a", false},
           {"Köln*", "kolner", true},  {"STRAß?", "strasse", true},  {"*?*", "x", true},
       }) {
    BOOST_TEST(Pattern::wildcard(wildcard).matches(form) == expected, wildcard << " " << form);
  }
}

BOOST_AUTO_TEST_CASE(a_wildcard_matches_what_its_definition_says) {
  std::mt19937 random(5);
  const auto text = [&](std::string_view alphabet, std::size_t longest) {
    std::string made;
    for (auto n = random() % (longest + 1); n > 0; --n)
      made += alphabet[random() % alphabet.size()];
    return made;
  };
  for (int i = 0; i < 3'000; ++i) {
    const auto wildcard = text("ab?*", 6);
    const auto pattern = Pattern::wildcard(wildcard);
    for (int j = 0; j < 10; ++j) {
      const auto form = text("ab", 8);
      BOOST_REQUIRE_MESSAGE(pattern.matches(form) == judge(wildcard, form),
                            wildcard << " " << form);
      BOOST_REQUIRE(!pattern.matches(form) || form.starts_with(pattern.beginning()));
    }
  }
}

BOOST_AUTO_TEST_CASE(what_stands_before_the_first_sign_is_the_beginning_of_all_matches) {
  BOOST_TEST(Pattern::wildcard("Kökot*v?").beginning() == "kokot");
  BOOST_TEST(Pattern::wildcard("*fix").beginning() == "");
  BOOST_TEST(Pattern::wildcard("kettle").beginning() == "kettle");
}

BOOST_AUTO_TEST_CASE(a_wildcard_of_many_signs_costs_what_a_short_one_costs) {
  const std::string stars(100'000, '*');
  BOOST_TEST(Pattern::wildcard(stars).matches("kettle"));
  BOOST_TEST(Pattern::wildcard("k" + stars + "e").matches("kettle"));
  BOOST_TEST(!Pattern::wildcard(std::string(100'000, '?')).matches("kettle"));
  std::string mixed;
  for (int i = 0; i < 30; ++i) mixed += "a*";
  BOOST_TEST(!Pattern::wildcard(mixed + "b").matches(std::string(64, 'a')));
}

BOOST_AUTO_TEST_CASE(a_regular_expression_matches_whole_forms) {
  for (const auto& [expression, form, expected] : std::vector<Case>{
           {"kokoto[fv]", "kokotov", true},
           {"kokoto[fv]", "kokotovs", false},
           {"Kokoto[FV]", "kokotof", true},
           {"tea|ten", "ten", true},
           {"tea|teapot", "teapot", true},
           {"k.ln", "köln", true},
           {"(?:ab)+", "ababab", true},
           {"köl[nß]", "koln", true},
           {R"(\pL+)", "шкаф", true},
           {"^kettle$", "kettle", true},
           {"", "kettle", false},
       }) {
    BOOST_TEST(Pattern::regex(expression).value().matches(form) == expected,
               expression << " " << form);
  }
}

BOOST_AUTO_TEST_CASE(what_is_no_regular_expression_is_refused_with_the_reason) {
  for (const auto& [expression, reason] : std::vector<std::pair<std::string, std::string>>{
           {"kokoto(", "missing )"},
           {"[z-a]", "invalid character class range"},
           {"*tea", "no argument for repetition"},
           {R"((a)\1)", "invalid escape"},
           {"\xFF", "invalid UTF-8"},
           {"((a{900}){900}){900}", "invalid repetition size"},
           {R"((\pL{300}){3})", "too large"},
           {std::string(text::kMaxRegexBytes + 1, 'a'), "longer than 1024 bytes"},
       }) {
    const auto pattern = Pattern::regex(expression);
    BOOST_REQUIRE_MESSAGE(!pattern, expression);
    BOOST_TEST(to_string(pattern.error().code) == "invalid_argument");
    BOOST_TEST(pattern.error().message.find(reason) != std::string::npos, pattern.error().message);
    BOOST_TEST(pattern.error().message.size() < 200U);
  }
}

BOOST_AUTO_TEST_CASE(an_expression_that_makes_backtracking_explode_is_nothing_special) {
  const auto pattern = Pattern::regex("(a*)*(a|aa)+(.*a){12}b").value();
  BOOST_TEST(!pattern.matches(std::string(64, 'a')));
}

BOOST_AUTO_TEST_SUITE_END()
