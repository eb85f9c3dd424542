#include "source/dates.hpp"

#include <boost/test/unit_test.hpp>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "source/timestamp.hpp"
#include "support/days.hpp"

using namespace whensaid;
using namespace whensaid::source;

namespace {

using whensaid::test::day;
using whensaid::test::printed;

std::string printed(const std::optional<WrittenDate>& date) {
  if (!date) return "none";
  if (date->ago) return "-" + std::to_string(date->ago->count());
  if (date->weekday) return "weekday " + std::to_string(*date->weekday);
  return (date->year ? std::to_string(*date->year) : "?") + "-" + std::to_string(date->month) +
         "-" + std::to_string(date->day);
}

std::vector<std::string> resolved(const std::vector<std::string>& texts, Day today) {
  std::vector<std::optional<WrittenDate>> dates;
  for (const std::string& text : texts) {
    auto date = read_date(text);
    if (!date) date = read_relative_date(text);
    dates.push_back(date);
  }
  std::vector<std::string> out;
  for (const auto& one : resolve_dates(dates, today)) out.push_back(printed(one));
  return out;
}

void check_resolved(const std::vector<std::string>& texts, Day today,
                    const std::vector<std::string>& expected) {
  const std::vector<std::string> days = resolved(texts, today);
  BOOST_TEST(days == expected, boost::test_tools::per_element());
}

using Pairs = std::vector<std::pair<std::string, std::string>>;

}  // namespace

BOOST_AUTO_TEST_SUITE(dates)

BOOST_AUTO_TEST_CASE(a_date_is_read_in_the_order_its_language_writes) {
  const Pairs rows = {
      {"22 DE SET.", "?-9-22"},
      {"Jan 15 2026", "2026-1-15"},
      {"Jan 15, 2026", "2026-1-15"},
      {"15. Jan. 2026", "2026-1-15"},
      {"22 SEPT", "?-9-22"},
      {"SEP 22", "?-9-22"},
      {"22 sept. 2025", "2025-9-22"},
      {"22 de septiembre de 2025", "2025-9-22"},
      {"1er févr. 2025", "2025-2-1"},
      {"1st of May 2024", "2024-5-1"},
      {"Mon, 22 Sep 2025", "2025-9-22"},
      {"22 września 2025", "2025-9-22"},
      {"22 сент. 2025 г.", "2025-9-22"},
      {"9月22日", "?-9-22"},
      {"2025年9月22日", "2025-9-22"},
      {"9월 22일", "?-9-22"},
      {"22 thg 9, 2025", "2025-9-22"},
      {"22 d’abril de 2025", "2025-4-22"},
      {"2025-09-22", "2025-9-22"},
      {"2025/9/22", "2025-9-22"},
      {"22.09.2025", "2025-9-22"},
      {"22.9.", "?-9-22"},
      {"22. 9.", "?-9-22"},
      {"22/09/2025", "2025-9-22"},
      {"22/09/25", "2025-9-22"},
  };
  for (const auto& [text, expected] : rows) {
    BOOST_TEST_CONTEXT(text) { BOOST_TEST(printed(read_date(text)) == expected); }
  }
}

BOOST_AUTO_TEST_CASE(what_only_looks_like_a_date_is_none) {
  for (const std::string text :
       {"", "22", "September", "Sep", "32 Sep", "Top 5 May", "Version 22.9", "16:9", "0/0/2025",
        "22 Sep 2025 and more", "May the 4 winds be with you", "1 2 3", "24-7", "99.99.2025",
        "12345 May 2025", "3D AGO"}) {
    BOOST_TEST_CONTEXT(text) { BOOST_TEST(printed(read_date(text)) == "none"); }
  }
}

BOOST_AUTO_TEST_CASE(a_date_may_be_told_from_today) {
  BOOST_TEST(printed(read_relative_date("vor 3 Tagen")) == "-3");
  BOOST_TEST(printed(read_relative_date("HIER")) == "-1");
  BOOST_TEST(printed(read_relative_date("Tuesday")) == "weekday 2");
  BOOST_TEST(printed(read_relative_date("a while ago")) == "none");
}

BOOST_AUTO_TEST_CASE(durations_are_numbers_with_units_from_large_to_small) {
  const Pairs rows = {
      {"1h7min", "1:07:00"},
      {"1h", "1:00:00"},
      {"49min", "0:49:00"},
      {"1 Std. und 7 Min.", "1:07:00"},
      {"55 Min.", "0:55:00"},
      {"1 hr 7 min", "1:07:00"},
      {"1 hr and 7 mins", "1:07:00"},
      {"45 mins", "0:45:00"},
      {"1 h 7 min", "1:07:00"},
      {"1 heure et 7 minutes", "1:07:00"},
      {"1 hora y 7 minutos", "1:07:00"},
      {"1 ora e 7 min", "1:07:00"},
      {"1 uur en 7 minuten", "1:07:00"},
      {"1 tim 7 min", "1:07:00"},
      {"1 godz. 7 min", "1:07:00"},
      {"1時間7分", "1:07:00"},
      {"1시간 7분", "1:07:00"},
      {"1 ч 7 мин", "1:07:00"},
      {"2 h 3 min 4 s", "2:03:04"},
      {"1:07:32", "1:07:32"},
      {"Less than 1 minute", "0:01:00"},
      {"Weniger als 1 Minute", "0:01:00"},
  };
  for (const auto& [text, expected] : rows) {
    BOOST_TEST_CONTEXT(text) {
      const auto duration = read_duration(text);
      BOOST_REQUIRE(duration.has_value());
      BOOST_TEST(format_time(*duration) == expected);
    }
  }
  for (const std::string text : {"", "7", "min", "7 min 1 h", "7 of 9", "about 10 min of work",
                                 "3 days", "24/7 min", "1 h 2", "10 minutes to midnight"}) {
    BOOST_TEST_CONTEXT(text) { BOOST_TEST(!read_duration(text).has_value()); }
  }
}

BOOST_AUTO_TEST_CASE(a_year_left_out_is_the_latest_that_fits_newest_first) {
  check_resolved({"22 sep", "1 jul", "5 jan", "28 dez", "3 nov"}, day(2026, 1, 31),
                 {"2025-9-22", "2025-7-1", "2025-1-5", "2024-12-28", "2024-11-3"});
  check_resolved({"31 jan", "30 jan"}, day(2026, 1, 31), {"2026-1-31", "2026-1-30"});
  check_resolved({"1 feb"}, day(2026, 1, 31), {"2025-2-1"});
}

BOOST_AUTO_TEST_CASE(a_year_that_is_written_bounds_those_that_are_not) {
  check_resolved({"Jan 9", "Dec 30, 2024", "Dec 1"}, day(2025, 2, 1),
                 {"2025-1-9", "2024-12-30", "2024-12-1"});
}

BOOST_AUTO_TEST_CASE(a_list_may_be_oldest_first) {
  check_resolved({"3 nov", "28 dec", "5 jan", "1 feb"}, day(2026, 3, 1),
                 {"2025-11-3", "2025-12-28", "2026-1-5", "2026-2-1"});
}

BOOST_AUTO_TEST_CASE(an_episode_a_little_out_of_place_does_not_turn_the_year) {
  check_resolved({"10 sep", "12 sep", "1 sep", "20 aug"}, day(2025, 12, 1),
                 {"2025-9-10", "2025-9-12", "2025-9-1", "2025-8-20"});
}

BOOST_AUTO_TEST_CASE(a_leap_day_is_in_a_leap_year) {
  check_resolved({"29 feb", "28 feb"}, day(2026, 1, 31), {"2024-2-29", "2024-2-28"});
}

BOOST_AUTO_TEST_CASE(days_told_from_today_begin_the_list) {
  check_resolved({"yesterday", "3 days ago", "Monday", "20 Jan"}, day(2026, 1, 31),
                 {"2026-1-30", "2026-1-28", "2026-1-26", "2026-1-20"});
}

BOOST_AUTO_TEST_CASE(which_number_is_the_month_the_whole_page_tells) {
  check_resolved({"9/22/2025", "8/4/2025"}, day(2026, 1, 31), {"2025-9-22", "2025-8-4"});
  check_resolved({"22/9/2025", "4/8/2025"}, day(2026, 1, 31), {"2025-9-22", "2025-8-4"});
  check_resolved({"SEP 30", "9/4/2025"}, day(2026, 1, 31), {"2025-9-30", "2025-9-4"});
  check_resolved({"5/9/2025", "4/10/2025", "3/11/2025"}, day(2026, 1, 31),
                 {"2025-5-9", "2025-4-10", "2025-3-11"});
}

BOOST_AUTO_TEST_CASE(what_is_no_day_of_the_calendar_stays_open) {
  check_resolved({"30 feb 2025", "1 jan 2025"}, day(2026, 1, 31), {"none", "2025-1-1"});
  check_resolved({"nonsense"}, day(2026, 1, 31), {"none"});
}

BOOST_AUTO_TEST_SUITE_END()
