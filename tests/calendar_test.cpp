#include "text/calendar.hpp"

#include <boost/test/unit_test.hpp>
#include <chrono>
#include <string>
#include <utility>
#include <vector>

using namespace whensaid;

BOOST_AUTO_TEST_SUITE(calendar)

BOOST_AUTO_TEST_CASE(months_are_known_in_many_languages_full_and_short_in_any_case) {
  const std::vector<std::pair<std::string, unsigned>> rows = {
      {"January", 1},    {"SEPT", 9},     {"Sep.", 9},       {"Mai", 5},       {"März", 3},
      {"Dez.", 12},      {"février", 2},  {"août", 8},       {"DÉC.", 12},     {"enero", 1},
      {"set.", 9},       {"outubro", 10}, {"abr.", 4},       {"gennaio", 1},   {"lug", 7},
      {"maart", 3},      {"mei", 5},      {"maj", 5},        {"okt.", 10},     {"września", 9},
      {"listopada", 11}, {"сентября", 9}, {"окт.", 10},      {"Eylül", 9},     {"toukokuuta", 5},
      {"szept.", 9},     {"září", 9},     {"Ιανουαρίου", 1}, {"desember", 12},
  };
  for (const auto& [word, month] : rows) {
    BOOST_TEST_CONTEXT(word) {
      const auto found = text::month_of(word);
      BOOST_REQUIRE(found.has_value());
      BOOST_TEST(*found == month);
    }
  }
  BOOST_TEST(!text::month_of("episode").has_value());
  BOOST_TEST(!text::month_of("").has_value());
  BOOST_TEST(!text::month_of(std::string(10'000, 'm')).has_value());
}

BOOST_AUTO_TEST_CASE(phrases_tell_how_many_days_ago) {
  const std::vector<std::pair<std::string, int>> rows = {
      {"today", 0},      {"Yesterday", 1},   {"3 days ago", 3},      {"3D AGO", 3},
      {"1 week ago", 7}, {"5 hours ago", 0}, {"30 hours ago", 1},    {"vor 3 Tagen", 3},
      {"vorgestern", 2}, {"HIER", 1},        {"il y a 2 jours", 2},  {"hace 4 días", 4},
      {"HÁ 2 DIAS", 2},  {"ieri", 1},        {"3 dagen geleden", 3}, {"för 3 dagar sedan", 3},
      {"2 dni temu", 2}, {"3 日前", 3},      {"3日前", 3},
  };
  for (const auto& [phrase, days] : rows) {
    BOOST_TEST_CONTEXT(phrase) {
      const auto found = text::days_ago(phrase);
      BOOST_REQUIRE(found.has_value());
      BOOST_TEST(found->count() == days);
    }
  }
  for (const char* phrase : {"", "3 days", "in 3 days", "99999999999999999999 days ago", "soon"}) {
    BOOST_TEST_CONTEXT(phrase) { BOOST_TEST(!text::days_ago(phrase).has_value()); }
  }
}

BOOST_AUTO_TEST_CASE(units_of_durations_are_known_in_many_languages) {
  using namespace std::chrono_literals;
  const std::vector<std::pair<std::string, std::chrono::seconds>> rows = {
      {"h", 1h},        {"hr", 1h},   {"Std.", 1h},  {"heures", 1h}, {"horas", 1h},
      {"ora", 1h},      {"uur", 1h},  {"tim", 1h},   {"godz.", 1h},  {"ч", 1h},
      {"時間", 1h},     {"시간", 1h}, {"min", 1min}, {"Min.", 1min}, {"mins", 1min},
      {"minuti", 1min}, {"分", 1min}, {"분", 1min},  {"dk.", 1min},  {"sec", 1s},
      {"Sekunden", 1s},
  };
  for (const auto& [word, length] : rows) {
    BOOST_TEST_CONTEXT(word) {
      const auto found = text::duration_unit(word);
      BOOST_REQUIRE(found.has_value());
      BOOST_TEST(found->count() == length.count());
    }
  }
  BOOST_TEST(!text::duration_unit("days").has_value());
}

BOOST_AUTO_TEST_CASE(days_of_the_week_count_from_sunday) {
  BOOST_TEST(text::weekday_of("Sunday").value_or(9) == 0U);
  BOOST_TEST(text::weekday_of("DIENSTAG").value_or(9) == 2U);
  BOOST_TEST(text::weekday_of("terça-feira").value_or(9) == 2U);
  BOOST_TEST(!text::weekday_of("someday").has_value());
}

BOOST_AUTO_TEST_SUITE_END()
