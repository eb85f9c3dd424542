#include "source/timestamp.hpp"

#include <boost/test/unit_test.hpp>
#include <cstdint>
#include <ostream>
#include <string>
#include <vector>

using namespace std::chrono_literals;
using namespace whensaid;
using namespace whensaid::source;

namespace {

struct Row {
  std::string text;
  std::int64_t ms;
};

std::int64_t parsed(const std::string& text, Strictness strictness) {
  const auto time = parse_timestamp(text, strictness);
  return time ? time->count() : -1;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(timestamp)

BOOST_AUTO_TEST_CASE(both_modes_read_what_is_written_well) {
  const std::vector<Row> rows = {
      {"0:00", 0},
      {"1:02", 62'000},
      {"01:02", 62'000},
      {"1:02:03", 3'723'000},
      {"00:00:01,500", 1'500},
      {"00:00:01.5", 1'500},
      {"00:00:01.123456789", 1'123},
      {"00:00:01.9996", 2'000},
      {"75:30", 4'530'000},
      {"120:00:00", 432'000'000},
      {" 1:02\t", 62'000},
      {"75", 75'000},
      {"75.3", 75'300},
      {"75s", 75'000},
      {"12.345s", 12'345},
      {"1h02m03s", 3'723'000},
      {"1H 2M", 3'720'000},
      {"1h7min", 4'020'000},
      {"90 min", 5'400'000},
      {"1.5h", 5'400'000},
      {"2 hrs 3 mins", 7'380'000},
      {"250ms", 250},
      {"PT1H2M3S", 3'723'000},
      {"PT3.25S", 3'250},
      {"P1DT1H", 90'000'000},
      {"\uFF11\uFF1A\uFF10\uFF12\uFF1A\uFF10\uFF13", 3'723'000},
      {"\uFF10\uFF1A\uFF10\uFF11\uFF0E\uFF15", 1'500},
      {"\u00A01:02", 62'000},
  };
  for (const Row& row : rows) {
    BOOST_TEST_CONTEXT(row.text) {
      BOOST_TEST(parsed(row.text, Strictness::strict) == row.ms);
      BOOST_TEST(parsed(row.text, Strictness::lenient) == row.ms);
    }
  }
}

BOOST_AUTO_TEST_CASE(only_the_lenient_mode_reads_what_tools_got_wrong) {
  const std::vector<Row> rows = {
      {"0:0:1", 1'000},        {"1:2:05", 3'725'000},      {"00:75:30", 4'530'000},
      {"00:00:61", 61'000},    {"00: 00: 01, 500", 1'500}, {"00:00:01 ,500", 1'500},
      {"00:00:01:500", 1'500},
  };
  for (const Row& row : rows) {
    BOOST_TEST_CONTEXT(row.text) {
      BOOST_TEST(parsed(row.text, Strictness::strict) == -1);
      BOOST_TEST(parsed(row.text, Strictness::lenient) == row.ms);
    }
  }
}

BOOST_AUTO_TEST_CASE(a_minus_sign_gives_a_negative_time_leniently) {
  BOOST_TEST(parsed("-00:00:02", Strictness::lenient) == -2'000);
  BOOST_TEST(parsed("\u221200:00:02", Strictness::lenient) == -2'000);
  BOOST_TEST(parsed("-00:00:02", Strictness::strict) == -1);
}

BOOST_AUTO_TEST_CASE(what_is_no_time_gives_nothing) {
  for (const std::string text :
       {"",      " ",     ":",          "1:",           ":30",       "1::2",       "abc",
        "12a",   "1:02x", "1:02:03:04", "1:02:03:0400", "1:02 1:03", "P",          "PT",
        "P3M",   "PT1D",  "1m2h",       "1h1h",         "1h2",       "h",          "5 apples",
        "1.2.3", "0x10",  "1e3",        "nan",          "inf",       "9999999999", "1:9999999999",
        "P1Y",   "P1W",   "\xFF",       "3 \xEF\xBC"}) {
    BOOST_TEST_CONTEXT(text) {
      BOOST_TEST(parsed(text, Strictness::strict) == -1);
      BOOST_TEST(parsed(text, Strictness::lenient) == -1);
    }
  }
}

BOOST_AUTO_TEST_CASE(the_largest_fields_do_not_overflow) {
  BOOST_TEST(parsed("999999999:59:59.999", Strictness::strict) == 3'599'999'999'999'999);
  BOOST_TEST(parsed("999999999d", Strictness::strict) == 86'399'999'913'600'000);
}

BOOST_AUTO_TEST_CASE(a_scan_stops_where_the_time_ends) {
  struct Scan {
    std::string text;
    ScannedTime expected;
  };
  const std::vector<Scan> rows = {
      {"1:02 Intro", {62s, 4, 2}},
      {"1:02:03Intro", {3723s, 7, 3}},
      {"00:00:02,500 X1:40", {2500ms, 12, 3}},
      {"1:02, then", {62s, 4, 2}},
      {"1:02.", {62s, 4, 2}},
      {"42 things", {42s, 2, 1}},
      {"\uFF11\uFF1A\uFF10\uFF12Intro", {62s, 12, 2}},
  };
  for (const Scan& row : rows) {
    BOOST_TEST_CONTEXT(row.text) {
      const auto scanned = scan_clock(row.text, Strictness::strict);
      BOOST_REQUIRE(scanned.has_value());
      BOOST_TEST((*scanned == row.expected));
    }
  }
  BOOST_TEST(!scan_clock("1:234", Strictness::strict).has_value());
  BOOST_TEST(!scan_clock("1:02:03:04", Strictness::strict).has_value());
  BOOST_TEST(!scan_clock("Intro 1:02", Strictness::strict).has_value());
}

BOOST_AUTO_TEST_CASE(times_are_printed_as_people_write_them) {
  BOOST_TEST(format_time(0ms) == "0:00:00");
  BOOST_TEST(format_time(62s) == "0:01:02");
  BOOST_TEST(format_time(3600s + 250ms) == "1:00:00.250");
  BOOST_TEST(format_time(1ms) == "0:00:00.001");
  BOOST_TEST(format_time(100h) == "100:00:00");
  BOOST_TEST(format_time(-1500ms) == "-0:00:01.500");
  BOOST_TEST(format_time(Millis::min()) == "-2562047788015:12:55.808");
}

BOOST_AUTO_TEST_CASE(what_is_printed_is_read_again) {
  for (const std::int64_t ms :
       {0LL, 1LL, 999LL, 59'999LL, 60'000LL, 3'599'999LL, 2'147'483'647LL}) {
    BOOST_TEST(parsed(format_time(Millis{ms}), Strictness::strict) == ms);
  }
}

BOOST_AUTO_TEST_SUITE_END()
