#include <boost/test/unit_test.hpp>
#include <string>
#include <vector>

#include "source/readers.hpp"
#include "support/print_cues.hpp"
#include "text/utf8.hpp"

using namespace whensaid;
using namespace whensaid::source;

namespace {

struct Row {
  std::string what;
  std::string text;
  std::string expected;
};

void check(const std::vector<Row>& rows) {
  for (const Row& row : rows) {
    BOOST_TEST_CONTEXT(row.what) {
      BOOST_TEST(test::print(read_srt(text::repair(row.text)).cues) == row.expected);
    }
  }
}

/// Cues one second apart, numbered.
std::string captions_of(const std::vector<std::string>& texts) {
  std::string out;
  for (std::size_t i = 0; i < texts.size(); ++i) {
    const std::string first = std::to_string(i + 1);
    out += first + "\n00:00:" + first + ",000 --> 00:00:" + first + ",900\n" + texts[i] + "\n\n";
  }
  return out;
}

std::string speakers(const std::vector<std::string>& texts) {
  std::string out;
  for (const Cue& cue : read_srt(captions_of(texts)).cues)
    out += '[' + cue.speaker + "]" + cue.text + '|';
  return out;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(srt)

BOOST_AUTO_TEST_CASE(captions_have_numbers_times_and_text) {
  check(
      {{"as intended",
        "1\n00:00:01,000 --> 00:00:02,500\nHello\nagain\n\n2\n00:00:03,000 --> 00:00:04,000\nBye\n",
        "0:00:01-0:00:02.500 Hello again\n0:00:03-0:00:04 Bye\n"}});
}

BOOST_AUTO_TEST_CASE(files_in_the_wild_are_read) {
  const std::string hello = "0:00:01-0:00:02 Hello\n";
  check({
      {"a point for the comma", "1\n00:00:01.000 --> 00:00:02.000\nHello\n", hello},
      {"two decimals", "1\n00:00:01,25 --> 00:00:02,50\nHello\n",
       "0:00:01.250-0:00:02.500 Hello\n"},
      {"one decimal", "1\n00:00:01,5 --> 00:00:02,0\nHello\n", "0:00:01.500-0:00:02 Hello\n"},
      {"no milliseconds", "1\n00:00:01 --> 00:00:02\nHello\n", hello},
      {"one digit for the hour", "1\n0:00:01,000 --> 0:00:02,000\nHello\n", hello},
      {"no hour", "1\n00:01,000 --> 00:02,000\nHello\n", hello},
      {"spaces inside times", "1\n00: 00: 01, 000 --> 00: 00: 02, 000\nHello\n", hello},
      {"a colon before the milliseconds", "1\n00:00:01:000 --> 00:00:02:000\nHello\n", hello},
      {"a short arrow", "1\n00:00:01,000 -> 00:00:02,000\nHello\n", hello},
      {"an arrow character", "1\n00:00:01,000 \u2192 00:00:02,000\nHello\n", hello},
      {"an arrow that was corrected", "1\n00:00:01,000 \u2013> 00:00:02,000\nHello\n", hello},
      {"an escaped arrow", "1\n00:00:01,000 --&gt; 00:00:02,000\nHello\n", hello},
      {"no spaces around the arrow", "1\n00:00:01,000-->00:00:02,000\nHello\n", hello},
      {"coordinates", "1\n00:00:01,000 --> 00:00:02,000 X1:40 X2:600 Y1:20 Y2:50\nHello\n", hello},
      {"the number on the line of the times", "1 00:00:01,000 --> 00:00:02,000\nHello\n", hello},
      {"no numbers", "00:00:01,000 --> 00:00:02,000\nHello\n", hello},
      {"full-width digits",
       "\uFF11\n\uFF10\uFF10\uFF1A\uFF10\uFF10\uFF1A\uFF10\uFF11\uFF0C\uFF10\uFF10\uFF10 --> "
       "00:00:02,000\nHello\n",
       hello},
      {"trailing white space", "1 \n00:00:01,000 --> 00:00:02,000 \nHello \n \n", hello},
      {"carriage returns", "1\r\n00:00:01,000 --> 00:00:02,000\r\nHello\r\n\r\n", hello},
      {"a byte order mark in each part that was joined",
       "\xEF\xBB\xBF"
       "1\n00:00:01,000 --> 00:00:02,000\nHello\n\n\xEF\xBB\xBF"
       "1\n00:00:03,000 --> 00:00:04,000\nBye\n",
       hello + "0:00:03-0:00:04 Bye\n"},
      {"no blank line between captions",
       "1\n00:00:01,000 --> 00:00:02,000\nHello\n2\n00:00:03,000 --> 00:00:04,000\nBye\n",
       hello + "0:00:03-0:00:04 Bye\n"},
      {"no blank line and no number",
       "00:00:01,000 --> 00:00:02,000\nHello\n00:00:03,000 --> 00:00:04,000\nBye\n",
       hello + "0:00:03-0:00:04 Bye\n"},
      {"a blank line between number and times",
       "1\n\n00:00:01,000 --> 00:00:02,000\nHello\n\n2\n\n00:00:03,000 --> 00:00:04,000\nBye\n",
       hello + "0:00:03-0:00:04 Bye\n"},
      {"blank lines inside the text",
       "1\n00:00:01,000 --> 00:00:02,000\nHello\n\nagain\n\n2\n00:00:03,000 --> "
       "00:00:04,000\nBye\n",
       "0:00:01-0:00:02 Hello again\n0:00:03-0:00:04 Bye\n"},
      {"a number that was said",
       "1\n00:00:01,000 --> 00:00:02,000\n42\n\n2\n00:00:03,000 --> 00:00:04,000\n7\n8\n",
       "0:00:01-0:00:02 42\n0:00:03-0:00:04 7 8\n"},
      {"a number that was said, a blank line and no index",
       "00:00:01,000 --> 00:00:02,000\n42\n\n00:00:03,000 --> 00:00:04,000\nBye\n",
       "0:00:01-0:00:02 42\n0:00:03-0:00:04 Bye\n"},
      {"numbers that are wrong or repeat",
       "7\n00:00:01,000 --> 00:00:02,000\nHello\n\n7\n00:00:03,000 --> 00:00:04,000\nBye\n",
       hello + "0:00:03-0:00:04 Bye\n"},
      {"tags", "1\n00:00:01,000 --> 00:00:02,000\n<font color=\"#fff\"><i>Hel</i>lo</font>\n",
       hello},
      {"commands", "1\n00:00:01,000 --> 00:00:02,000\n{\\an8}{i}Hello{/i}\n", hello},
      {"character references", "1\n00:00:01,000 --> 00:00:02,000\nTea &amp; Toast\n",
       "0:00:01-0:00:02 Tea & Toast\n"},
      {"an end before the start", "1\n00:00:03,000 --> 00:00:02,000\nHello\n", "0:00:03-? Hello\n"},
      {"no end", "1\n00:00:03,000 -->\nHello\n", "0:00:03-? Hello\n"},
      {"a last caption that was cut off", "1\n00:00:01,000 --> 00:00:02,000\nHello\n\n2\n", hello},
      {"text before the first caption",
       "Made with a kettle\n\n1\n00:00:01,000 --> 00:00:02,000\nHello\n", hello},
      {"an arrow in the text", "1\n00:00:01,000 --> 00:00:02,000\ntwo -> three, 2 -> 3\n",
       "0:00:01-0:00:02 two -> three, 2 -> 3\n"},
      {"a sum at the start of a line", "1\n00:00:01,000 --> 00:00:02,000\n2 -> 3\n",
       "0:00:01-0:00:02 2 -> 3\n"},
      {"nothing", "", ""},
  });
}

BOOST_AUTO_TEST_CASE(captions_that_are_all_at_zero_are_kept_with_a_warning) {
  const auto captions = read_srt(
      "1\n00:00:00,000 --> 00:00:00,000\nHello\n\n2\n00:00:00,000 --> 00:00:00,000\nBye\n");
  BOOST_TEST(test::print(captions.cues) == "0:00:00-0:00:00 Hello\n0:00:00-0:00:00 Bye\n");
  BOOST_REQUIRE(captions.warnings.size() == 1U);
  BOOST_TEST(captions.warnings[0].message == "all captions are at 0:00:00: times are not known");
}

BOOST_AUTO_TEST_CASE(warnings_name_the_line_of_the_times) {
  const auto warnings =
      read_srt("1\n00:00:01,000 --> 00:00:02,000\nHello\n\n2\n00:00:09,000 --> 00:00:03,000\nBye\n")
          .warnings;
  BOOST_REQUIRE(warnings.size() == 1U);
  BOOST_TEST(warnings[0].line == 6U);
}

BOOST_AUTO_TEST_CASE(captions_are_recognised_by_a_line_with_times) {
  BOOST_TEST(looks_like_srt("1\n00:00:01,000 --> 00:00:02,000\nHello\n"));
  BOOST_TEST(looks_like_srt("Made with a kettle\n\n0:01 -> 0:02\nHello\n"));
  BOOST_TEST(!looks_like_srt("We go from 2 -> 3 today.\n1:02 Intro\n2:03 - Tea\n"));
  BOOST_TEST(!looks_like_srt(""));
}

BOOST_AUTO_TEST_CASE(a_name_before_a_colon_is_a_speaker_when_it_comes_twice) {
  BOOST_TEST(speakers({"Ann: Hello", "Bob: Hi", "Ann: Tea?", "Note: it was hot", "Bob: Yes"}) ==
             "[Ann]Hello|[Bob]Hi|[Ann]Tea?|[Ann]Note: it was hot|[Bob]Yes|");
  BOOST_TEST(speakers({"Dr. Ann O'Neil-Smith: Hello", "Dr. Ann O'Neil-Smith: Bye"}) ==
             "[Dr. Ann O'Neil-Smith]Hello|[Dr. Ann O'Neil-Smith]Bye|");
  BOOST_TEST(speakers({">> ANN: Hello", "- ANN: Bye"}) == "[ANN]Hello|[ANN]Bye|");
  BOOST_TEST(speakers({"\u8336\uFF1A\u4F60\u597D", "\u8336\uFF1A\u518D\u89C1"}) ==
             "[\u8336]\u4F60\u597D|[\u8336]\u518D\u89C1|");
}

BOOST_AUTO_TEST_CASE(a_colon_after_something_else_is_text) {
  const std::vector<std::string> kept = {
      "at 10:30 today", "https://tea.example/a", "and then: tea", "This one is not a name: tea",
      "Well, so: tea",  "Really? So: tea",       "Ten:30",        ": tea",
      "1984: a book"};
  for (const std::string& text : kept) {
    BOOST_TEST_CONTEXT(text) {
      BOOST_TEST(speakers({text, text}) == "[]" + text + "|[]" + text + '|');
    }
  }
}

BOOST_AUTO_TEST_CASE(where_names_mark_the_turns_the_speaker_stays_until_the_next) {
  BOOST_TEST(speakers({"Hm.", "Ann: Hello", "all", "Bob: Hi", "there", ">> Who?", "Ann: You",
                       "Bob: Me"}) ==
             "[]Hm.|[Ann]Hello|[Ann]all|[Bob]Hi|[Bob]there|[]>> Who?|[Ann]You|[Bob]Me|");
  // One name alone marks no turns.
  BOOST_TEST(speakers({"Tip: wait", "and wait", "Tip: drink", "slowly"}) ==
             "[Tip]wait|[]and wait|[Tip]drink|[]slowly|");
  // A voice without a name ends the turn of the one before.
  BOOST_TEST(speakers({"Ann: a", "Unknown: b", "c", "Bob: d", "Ann: e", "Unknown: f", "Bob: g"}) ==
             "[Ann]a|[]b|[]c|[Bob]d|[Ann]e|[]f|[Bob]g|");
}

BOOST_AUTO_TEST_CASE(two_names_in_one_caption_make_two_cues) {
  const std::string text =
      captions_of({"Ann: Hello\nBob: Hello", "Ann: Tea?", "Bob: Tea!", "Bob: Now"});
  BOOST_TEST(test::print(read_srt(text).cues) ==
             "0:00:01-0:00:01.450 Ann: Hello\n0:00:01.450-0:00:01.900 Bob: Hello\n"
             "0:00:02-0:00:02.900 Ann: Tea?\n0:00:03-0:00:03.900 Bob: Tea!\n"
             "0:00:04-0:00:04.900 Bob: Now\n");
}

BOOST_AUTO_TEST_CASE(rolling_captions_converted_to_srt_say_each_line_once) {
  BOOST_TEST(speakers({"put the kettle", "put the kettle\non the stove", "on the stove\nand wait",
                       "and wait\nfor it"}) ==
             "[]put the kettle|[]on the stove|[]and wait|[]for it|");
}

BOOST_AUTO_TEST_CASE(a_caption_of_a_million_lines_takes_linear_time) {
  std::string text = "1\n00:00:01,000 --> 00:00:02,000\n";
  for (int i = 0; i < 300'000; ++i) text += "Ann: a\n5\n\n";
  BOOST_TEST(read_srt(text).cues.size() == 1U);
}

BOOST_AUTO_TEST_SUITE_END()
