// Bars in a terminal, and mentions as a chart of them.

#include "chart.hpp"

#include <sstream>

#include <boost/test/unit_test.hpp>

#include "layout.hpp"
#include "render_mentions.hpp"

using namespace whensaid;
using namespace whensaid::tool;

namespace {

MonthOfMentions in_month(int year, unsigned month, std::size_t episodes, std::size_t mentions) {
  return {std::chrono::year{year} / std::chrono::month{month}, {episodes, mentions}, 3};
}

std::size_t lines_in(const std::string& text) {
  return static_cast<std::size_t>(std::ranges::count(text, '\n'));
}

}  // namespace

BOOST_AUTO_TEST_SUITE(chart)

BOOST_AUTO_TEST_CASE(labels_numbers_and_bars_stand_in_columns) {
  BOOST_TEST(
      render_chart({{"a", 1, {}}, {"long", 16, "much"}, {"", 0, {}}}, Terminal{false, false, 26}) ==
      "  a      1  ▌\n"
      "  long  16  ████████  much\n"
      "         0\n");
}

BOOST_AUTO_TEST_CASE(bars_fit_the_terminal_and_are_never_wider_than_can_be_compared) {
  for (const std::size_t width : {0U, 60U, 500U}) {
    const auto text = render_chart({{"label", 123456, "in 3 episodes"}}, {false, false, width});
    const auto columns = columns_of(text.substr(0, text.size() - 1));
    BOOST_TEST(columns <= (width == 60 ? 60U : 2U + 5 + 2 + 6 + 2 + 13 + 2 + kMaxBarColumns));
  }
  BOOST_TEST(lines_in(render_chart({{"label", 5, {}}}, {false, false, 1})) == 1U);
}

BOOST_AUTO_TEST_CASE(what_is_not_nothing_has_a_bar_however_small) {
  const auto text = render_chart({{"a", 1, {}}, {"b", static_cast<std::size_t>(-1), {}}}, {});
  BOOST_TEST(text.find("▏") != std::string::npos);
  BOOST_TEST(render_chart({}, {}) == "");
}

BOOST_AUTO_TEST_CASE(labels_cannot_steer_the_terminal) {
  BOOST_TEST(render_chart({{"\x1b[31mred\x07", 0, "\x1b]0;x"}}, {}) == "  [31mred  0  ]0;x\n");
}

BOOST_AUTO_TEST_CASE(months_without_a_mention_are_shown_unless_they_are_many) {
  Mentions mentions;
  mentions.months = {in_month(2019, 1, 1, 1), in_month(2024, 11, 1, 1), in_month(2025, 2, 2, 4)};
  mentions.undated = {1, 2};
  mentions.indexed_undated = 1;
  BOOST_TEST(render_mentions(mentions, Terminal{false, false, 42}) ==
             "  2019-01  1  ██  in 1 of 3 episodes\n"
             "  ...      0\n"
             "  2024-11  1  ██  in 1 of 3 episodes\n"
             "  2024-12  0\n"
             "  2025-01  0\n"
             "  2025-02  4  ████████  in 2 of 3 episodes\n"
             "  no date  2  ████  in 1 of 1 episode\n");
}

BOOST_AUTO_TEST_CASE(minutes_of_an_episode_make_a_chart_of_a_screen) {
  for (const std::size_t count : {1U, 40U, 41U, 90U, 300U, 35'792U}) {
    Mentions mentions;
    mentions.minutes.assign(count, 1);
    const auto text = render_mentions(mentions, {});
    BOOST_TEST(lines_in(text) <= 40U);
    BOOST_TEST(lines_in(text) >= 1U);
    std::size_t sum = 0;
    std::istringstream lines(text);
    for (std::string time, number, bar; lines >> time >> number >> bar;) sum += std::stoul(number);
    BOOST_TEST(sum == count);
  }
}

BOOST_AUTO_TEST_CASE(mentions_as_csv_have_the_undated_last) {
  Mentions mentions;
  mentions.months = {in_month(987, 1, 1, 7)};
  BOOST_TEST(mentions_csv(mentions) == "month,episodes,mentions,published\r\n0987-01,1,7,3\r\n");
  mentions.undated = {2, 3};
  mentions.indexed_undated = 4;
  BOOST_TEST(mentions_csv(mentions) ==
             "month,episodes,mentions,published\r\n0987-01,1,7,3\r\n,2,3,4\r\n");
  mentions.minutes = {0, 5};
  BOOST_TEST(mentions_csv(mentions) == "minute,mentions\r\n0,0\r\n1,5\r\n");
}

BOOST_AUTO_TEST_SUITE_END()
