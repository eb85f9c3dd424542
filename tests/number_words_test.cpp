// Small numbers in letters and digits.

#include "text/number_words.hpp"

#include <ostream>
#include <string>
#include <vector>

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include "text/analyzer.hpp"

using whensaid::text::Analyzer;
using whensaid::text::other_number;
using whensaid::text::Token;

namespace {

struct Case {
  std::string language{};
  std::string form{};
  std::string other{};
  friend std::ostream& operator<<(std::ostream& out, const Case& one) {
    return out << one.language << ' ' << one.form;
  }
};

const std::vector<Case> kCases{
    {"en", "3", "three"},  {"en", "three", "3"}, {"en", "12", "twelve"}, {"de", "5", "funf"},
    {"de", "zwolf", "12"}, {"fr", "sept", "7"},  {"pt", "2", "dois"},    {"es", "once", "11"},
    {"en", "1", ""},       {"en", "one", ""},    {"en", "13", ""},       {"en", "03", ""},
    {"en", "thirty", ""},  {"en", "drei", ""},   {"ja", "3", ""},        {"und", "three", ""},
};

}  // namespace

BOOST_AUTO_TEST_SUITE(number_words)

BOOST_DATA_TEST_CASE(a_number_from_two_to_twelve_is_written_in_two_ways,
                     boost::unit_test::data::make(kCases), one) {
  BOOST_TEST(other_number(one.form, one.language) == one.other);
}

BOOST_AUTO_TEST_CASE(all_words_of_the_table_are_forms_of_the_analyzer) {
  for (const std::string language : {"da", "de", "en", "es", "fr", "it", "nl", "no", "pt", "sv"}) {
    Analyzer analyzer(language);
    for (int number = 2; number <= 12; ++number) {
      const auto word = other_number(std::to_string(number), language);
      std::vector<Token> tokens;
      analyzer.analyze(word, tokens);
      BOOST_REQUIRE(tokens.size() == 1U);
      BOOST_TEST(analyzer.form(tokens.front().word) == word);
      BOOST_TEST(other_number(word, language) == std::to_string(number));
    }
  }
}

BOOST_AUTO_TEST_SUITE_END()
