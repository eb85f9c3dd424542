// --around as people type it.

#include "around.hpp"

#include <optional>

#include <boost/test/unit_test.hpp>

using namespace whensaid;
using namespace whensaid::tool;
using Unit = ContextOptions::Unit;

BOOST_AUTO_TEST_SUITE(around)

BOOST_AUTO_TEST_CASE(a_number_or_two_and_a_unit) {
  struct Case {
    const char* text;
    std::optional<ContextOptions> context;
  };
  for (const auto& [text, context] : {
           Case{"30s", ContextOptions{Unit::seconds, 30, 30}},
           {"10,30s", ContextOptions{Unit::seconds, 10, 30}},
           {"1cue", ContextOptions{Unit::cues, 1, 1}},
           {"0,2cues", ContextOptions{Unit::cues, 0, 2}},
           {"1turn", ContextOptions{Unit::turns, 1, 1}},
           {"0turns", ContextOptions{Unit::turns, 0, 0}},
           {"1000000s", ContextOptions{Unit::seconds, 1'000'000, 1'000'000}},
           {"1000001s", {}},
           {"99999999999999999999s", {}},
           {"", {}},
           {"s", {}},
           {"30", {}},
           {"30 s", {}},
           {"-1s", {}},
           {"1,s", {}},
           {",1s", {}},
           {"1,2,3s", {}},
           {"2words", {}},
       }) {
    BOOST_TEST_CONTEXT(text) { BOOST_TEST((parse_around(text) == context)); }
  }
}

BOOST_AUTO_TEST_SUITE_END()
