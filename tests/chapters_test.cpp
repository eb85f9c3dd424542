#include <boost/test/unit_test.hpp>
#include <string>
#include <vector>

#include <whensaid/source.hpp>

#include "source/timestamp.hpp"

using namespace whensaid;

namespace {

struct Row {
  std::string text;
  std::vector<std::string> expected;  // "0:01:02 Title", "0:01:02-0:02:00 Title <url>"
};

std::vector<std::string> printed(std::string_view text) {
  std::vector<std::string> out;
  for (const Chapter& chapter : read_chapters(text)) {
    std::string line = source::format_time(chapter.start);
    if (chapter.end) line += "-" + source::format_time(*chapter.end);
    line += " " + chapter.title;
    if (!chapter.url.empty()) line += " <" + chapter.url + ">";
    out.push_back(line);
  }
  return out;
}

void check(const std::vector<Row>& rows) {
  for (const Row& row : rows) {
    BOOST_TEST_CONTEXT(row.text) {
      BOOST_TEST(printed(row.text) == row.expected, boost::test_tools::per_element());
    }
  }
}

const std::vector<std::string> kThree = {"0:00:00 Welcome", "0:04:10 Tides", "1:02:05 Farewell"};

}  // namespace

BOOST_AUTO_TEST_SUITE(chapters)

BOOST_AUTO_TEST_CASE(a_line_begins_with_its_time) {
  check({
      {"0:00 Welcome\n4:10 Tides\n1:02:05 Farewell", kThree},
      {"00:00 - Welcome\n04:10 - Tides\n1:02:05 - Farewell", kThree},
      {"00:00:00 – Welcome\n00:04:10 – Tides\n01:02:05 – Farewell", kThree},
      {"(0:00) Welcome\n(4:10) Tides\n(1:02:05) Farewell", kThree},
      {"[00:00] Welcome\n[04:10] Tides\n[1:02:05] Farewell", kThree},
      {"• 0:00 | Welcome\n• 4:10 | Tides\n• 1:02:05 | Farewell", kThree},
      {"1. 0:00 Welcome\n2. 4:10 Tides\n3. 1:02:05 Farewell", kThree},
      {"- 0:00: Welcome\n- 4:10: Tides\n- 1:02:05: Farewell", kThree},
      {"0:00\tWelcome\n4:10\tTides\n1:02:05\tFarewell", kThree},
      {"⏱ 0:00 → Welcome\n⏱ 4:10 → Tides\n⏱ 1:02:05 → Farewell", kThree},
      {"**0:00** Welcome\n**4:10** Tides\n**1:02:05** Farewell", kThree},
      {"0：00 Welcome\n4：10 Tides\n1：02：05 Farewell", kThree},
  });
}

BOOST_AUTO_TEST_CASE(a_line_ends_with_its_time) {
  check({
      {"Welcome 0:00\nTides 4:10\nFarewell 1:02:05", kThree},
      {"Welcome: 0:00\nTides: 4:10\nFarewell: 1:02:05", kThree},
      {"Welcome (0:00)\nTides (4:10)\nFarewell (1:02:05)", kThree},
      {"1. Welcome - 0:00\n2. Tides - 4:10\n3. Farewell - 1:02:05", kThree},
      {"Sea: Welcome 0:00\nSea: Tides 4:10\nSea: Farewell 9:05",
       {"0:00:00 Sea: Welcome", "0:04:10 Sea: Tides", "0:09:05 Sea: Farewell"}},
  });
}

BOOST_AUTO_TEST_CASE(a_time_alone_is_titled_by_the_line_below) {
  check({{"0:00\nWelcome\n4:10\nTides\n1:02:05\nFarewell", kThree},
         {"0:00\n\n* Welcome\n\n4:10\n\n* Tides\n\n1:02:05\n\n* Farewell", kThree}});
}

BOOST_AUTO_TEST_CASE(lost_line_ends_are_found_again) {
  check({
      {"About boats. Chapters:0:00 - Welcome4:10 - Tides1:02:05 - Farewell", kThree},
      {"About boats. Chapters: 0:00 - Welcome 4:10 - Tides 1:02:05 - Farewell", kThree},
      {"About boats.   Chapters:   0:00 Welcome   4:10 Tides   1:02:05 Farewell", kThree},
      {"Boats (0:00) Welcome (4:10) Tides (1:02:05) Farewell", kThree},
      {"Chapters: Welcome 0:00Tides 4:10Farewell 1:02:05", kThree},
      {"Chapters: 1. 0:00 Welcome 2. 4:10 Tides 3. 1:02:05 Farewell", kThree},
  });
}

BOOST_AUTO_TEST_CASE(digits_before_a_glued_time_belong_to_it_only_as_far_as_times_rise) {
  check({
      {"Chapters 0:00 – Welcome2:12 – The boat K13:42 – Sails4:01 – Ropes",
       {"0:00:00 Welcome", "0:02:12 The boat K1", "0:03:42 Sails", "0:04:01 Ropes"}},
      {"Chapters 00:00 - Welcome05:10 - Harbour 1710:05 - Sails12:00 - Ropes",
       {"0:00:00 Welcome", "0:05:10 Harbour 17", "0:10:05 Sails", "0:12:00 Ropes"}},
      {"Chapters 00:00 - Welcome12:10 - Since 19651:02:05 - Sails1:10:00 - Ropes",
       {"0:00:00 Welcome", "0:12:10 Since 1965", "1:02:05 Sails", "1:10:00 Ropes"}},
      {"Chapters:0:00 Welcome1:30 Pier 92:45 Sails3:00 Ropes",
       {"0:00:00 Welcome", "0:01:30 Pier 9", "0:02:45 Sails", "0:03:00 Ropes"}},
      {"Chapters:00:00 Welcome19:02 The process23:06 Why24:10 Ropes",
       {"0:00:00 Welcome", "0:19:02 The process", "0:23:06 Why", "0:24:10 Ropes"}},
  });
}

BOOST_AUTO_TEST_CASE(numbers_in_titles_are_left_alone) {
  check({
      {"0:00 Top 5: boats of 2024\n4:10 Open 24/7\n8:00 A 16:9 picture, 3:2 odds\n9:30 Rope@Sea",
       {"0:00:00 Top 5: boats of 2024", "0:04:10 Open 24/7", "0:08:00 A 16:9 picture, 3:2 odds",
        "0:09:30 Rope@Sea"}},
      {"0:00 Welcome\n4:10 Why we sail at 10:30 pm\n9:00 Farewell",
       {"0:00:00 Welcome", "0:04:10 Why we sail at 10:30 pm", "0:09:00 Farewell"}},
      {"00:00 Welcome\n04:10 - -5 degrees\n09:00 .NET at sea",
       {"0:00:00 Welcome", "0:04:10 -5 degrees", "0:09:00 .NET at sea"}},
      {"0:00 Welcome\n8:06 Ropes\n11:08 Sails\n12:30 Farewell",
       {"0:00:00 Welcome", "0:08:06 Ropes", "0:11:08 Sails", "0:12:30 Farewell"}},
  });
}

BOOST_AUTO_TEST_CASE(ranges_give_ends) {
  check({{"00:00 - 04:10 Welcome\n04:10 - 09:00 Tides\n09:00 - 12:00 Farewell",
          {"0:00:00-0:04:10 Welcome", "0:04:10-0:09:00 Tides", "0:09:00-0:12:00 Farewell"}},
         {"(0:00–4:10) Welcome\n(4:10–9:00) Tides\n(9:00–12:00) Farewell",
          {"0:00:00-0:04:10 Welcome", "0:04:10-0:09:00 Tides", "0:09:00-0:12:00 Farewell"}}});
}

BOOST_AUTO_TEST_CASE(markdown_links_are_unwrapped) {
  check({{"* **[00:00](#t=00:00)** Welcome\n* **[04:10](#t=04:10)** [Tides](https://a.example/t)\n"
          "  * [Not a chapter](https://b.example)\n* **[1:02:05](#t=1:02:05)** Farewell",
          {"0:00:00 Welcome", "0:04:10 Tides <https://a.example/t>", "1:02:05 Farewell"}},
         {"0:00 Welcome\n4:10 Tides https://a.example/t\n9:00 Farewell",
          {"0:00:00 Welcome", "0:04:10 Tides <https://a.example/t>", "0:09:00 Farewell"}}});
}

BOOST_AUTO_TEST_CASE(the_last_title_of_a_glued_list_ends_where_other_text_begins) {
  check({
      {"Chapters:0:00 Welcome4:10 Tides1:02:05 FarewellFollow Mara: https://m.example", kThree},
      {"Chapters: 0:00 Welcome 4:10 Tides 1:02:05 Farewell Website: https://m.example", kThree},
      {"Chapters: 0:00 Welcome 4:10 Tides 1:02:05 Farewell  And more words", kThree},
      {"Chapters: 0:00 Welcome 4:10 Tides 1:02:05 Farewell\nAnd more words", kThree},
      {"Chapters: 0:00 Welcome 4:10 Tides 1:02:05 Where to Follow Mara",
       {"0:00:00 Welcome", "0:04:10 Tides", "1:02:05 Where to Follow Mara"}},
  });
}

BOOST_AUTO_TEST_CASE(headers_of_many_languages_announce_a_list_of_two) {
  for (const std::string header :
       {"Chapters:", "TIMESTAMPS", "Kapitel:", "Chapitres :", "Capítulos:", "Capitoli",
        "Hoofdstukken:", "Rozdziały:", "Таймкоды:", "目次", "챕터"}) {
    BOOST_TEST_CONTEXT(header) {
      const std::string list = "0:00 Welcome\n4:10 Tides";
      BOOST_TEST(printed("Boats.\n\n" + header + "\n" + list).size() == 2U);
      BOOST_TEST(printed("Boats. " + header + " 0:00 Welcome 4:10 Tides").size() == 2U);
      BOOST_TEST(printed("Boats.\n\n" + list).size() == 0U);
    }
  }
}

BOOST_AUTO_TEST_CASE(prose_and_other_lists_hold_no_chapters) {
  check({
      {"", {}},
      {"We set sail at 4:10 and were back by 9:30, or 10:15 with the tide.", {}},
      {"Scores: 3:16, 4:20 and 5:45.", {}},
      {"Read John 3:16, Luke 4:18 and Mark 5:20 before the service.", {}},
      {"9:00 Registration\n10:30 Opening\n12:00 Lunch\n13:30 Boats", {}},
      {"1. Low Tide 3:45\n2. High Tide 4:10\n3. Neap Tide 5:02", {}},
      {"Write to 00:1A:2B:3C:4D:5E or 10:20:30:40", {}},
      {"https://a.example/?t=0:00 https://a.example/?t=1:30 https://a.example/?t=2:30", {}},
      {"0:00 Only\n1:30 two", {}},
      {"0:00\n1:30\n2:30", {}},
  });
}

BOOST_AUTO_TEST_CASE(one_wrong_time_costs_only_its_own_entry) {
  check({{"0:00 Welcome\n4:10 Tides\n40:20 Typo\n8:00 Sails\n9:00 Ropes\n12:00 Farewell",
          {"0:00:00 Welcome", "0:04:10 Tides", "0:08:00 Sails", "0:09:00 Ropes",
           "0:12:00 Farewell"}}});
}

BOOST_AUTO_TEST_CASE(of_two_lists_the_longer_one_counts) {
  check({{"0:00 Welcome\n4:10 Tides\n1:02:05 Farewell\n\nClips:\n0:00 One\n2:00 Two", kThree}});
}

BOOST_AUTO_TEST_CASE(a_transcript_with_times_is_no_chapter_list) {
  std::string text;
  for (int i = 0; i < 8; ++i) {
    text += "0" + std::to_string(i) + ":00 " + std::string(900, 'w') + "\n";
  }
  check({{text, {}}});
}

BOOST_AUTO_TEST_CASE(a_list_of_many_thousand_times_is_read_in_order) {
  std::string text = "Chapters:";
  for (int i = 0; i < 20'000; ++i) {
    text += std::to_string(i / 60) + ":" + (i % 60 < 10 ? "0" : "") + std::to_string(i % 60) + " T";
  }
  const auto chapters = read_chapters(text);
  BOOST_TEST(chapters.size() > 19'000U);
}

BOOST_AUTO_TEST_SUITE_END()
