// Times and days as people type them to the tool, and as it prints them.

#include <string_view>

#include <boost/test/unit_test.hpp>

#include "times.hpp"

using namespace whensaid;
using namespace whensaid::tool;
using namespace std::chrono_literals;

BOOST_AUTO_TEST_SUITE(typed_times)

BOOST_AUTO_TEST_CASE(a_time_is_read_in_every_usual_way) {
  struct Case {
    std::string_view text;
    Millis expected;
  };
  for (const auto& [text, expected] :
       {Case{"0", 0ms}, Case{"822", 822s}, Case{"822.5", 822'500ms}, Case{"1.25", 1'250ms},
        Case{"13:42", 822s}, Case{"75:30", 4530s}, Case{"1:02:03", 3723s},
        Case{"0:13:42.125", 822'125ms}, Case{"1h2m3s", 3723s}, Case{"13m42s", 822s},
        Case{"90m", 5400s}, Case{"2h", 7200s}, Case{"7s", 7s}}) {
    BOOST_TEST_CONTEXT(text) {
      const auto time = parse_time(text);
      BOOST_REQUIRE(time.has_value());
      BOOST_TEST(time->count() == expected.count());
    }
  }
}

BOOST_AUTO_TEST_CASE(what_is_no_time_is_nothing) {
  for (const std::string_view text : {"",
                                      ":",
                                      "1:",
                                      ":30",
                                      "1:60",
                                      "1:2:3:4",
                                      "x",
                                      "12x",
                                      "1.",
                                      "1.2345",
                                      "-5",
                                      "+5",
                                      "1h2",
                                      "2s1m",
                                      "h",
                                      "1h1h",
                                      " 5",
                                      "5 ",
                                      "99999999999999999999",
                                      "999999999h",
                                      "1001:00:00"}) {
    BOOST_TEST_CONTEXT(text) { BOOST_TEST(!parse_time(text).has_value()); }
  }
}

BOOST_AUTO_TEST_CASE(a_day_is_read_and_written_as_year_month_day) {
  for (const std::string_view text : {"2025-09-22", "2024-02-29", "1999-12-31"}) {
    BOOST_TEST_CONTEXT(text) {
      const auto day = parse_day(text);
      BOOST_REQUIRE(day.has_value());
      BOOST_TEST(iso_day(*day) == text);
    }
  }
  for (const std::string_view text : {"", "2025-02-30", "2025-13-01", "2025-00-10", "22.09.2025",
                                      "2025-9-22", "2025-09-2x", "20a5-09-22", "2025-09-22 "}) {
    BOOST_TEST_CONTEXT(text) { BOOST_TEST(!parse_day(text).has_value()); }
  }
}

BOOST_AUTO_TEST_CASE(times_are_printed_for_players_and_for_programs) {
  BOOST_TEST(clock_time(0ms) == "0:00:00");
  BOOST_TEST(clock_time(3'723'999ms) == "1:02:03");
  BOOST_TEST(clock_time(36'000s) == "10:00:00");
  BOOST_TEST(decimal_seconds(0ms) == "0.000");
  BOOST_TEST(decimal_seconds(12'500ms) == "12.500");
  BOOST_TEST(decimal_seconds(3'723'007ms) == "3723.007");
  BOOST_TEST(decimal_seconds(-1'500ms) == "-1.500");
}

BOOST_AUTO_TEST_SUITE_END()
