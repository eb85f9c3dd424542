#include "text/typing.hpp"

#include <string>
#include <tuple>
#include <vector>

#include <boost/test/unit_test.hpp>

using whensaid::text::typing_surprise;

BOOST_AUTO_TEST_SUITE(typing)

BOOST_AUTO_TEST_CASE(nothing_surprises_in_a_word_that_is_typed_right) {
  for (const auto* const word : {"", "kettle", "шкаф", "お茶"}) {
    BOOST_TEST(typing_surprise(word, word) == 0);
  }
}

BOOST_AUTO_TEST_CASE(the_likelier_mistake_surprises_less) {
  for (const auto& [meant, likelier, rarer] :
       std::vector<std::tuple<const char*, const char*, const char*>>{
           {"kettle", "ketle", "kexttle"},    // left out, added
           {"kettle", "ekttle", "xettle"},    // swapped, replaced
           {"kettle", "kettlle", "kettlxe"},  // doubled, added
           {"kettle", "cettle", "xettle"},    // alike, not alike
           {"kettle", "kettxe", "xettle"},    // within, at the beginning
           {"kettle", "ketle", "kete"},       // one, two
           {"kokotov", "kokotof", "kokotol"},
           {"шкаф", "шка", "шкаша"},
       }) {
    BOOST_TEST(typing_surprise(likelier, meant) < typing_surprise(rarer, meant),
               meant << ": " << likelier << " and " << rarer);
  }
}

BOOST_AUTO_TEST_CASE(every_mistake_surprises) {
  BOOST_TEST(typing_surprise("", "ab") == 2 * typing_surprise("b", "bc") + 0.5);
  BOOST_TEST(typing_surprise("abc", "") > typing_surprise("ab", ""));
  BOOST_TEST(typing_surprise("kettle", "nettles") > typing_surprise("kettle", "nettle"));
}

BOOST_AUTO_TEST_SUITE_END()
