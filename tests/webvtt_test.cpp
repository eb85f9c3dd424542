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
  std::string text;
  std::string expected;
};

void check(const std::vector<Row>& rows) {
  for (const Row& row : rows) {
    BOOST_TEST_CONTEXT(row.text) {
      BOOST_TEST(test::print(read_webvtt(text::repair(row.text)).cues) == row.expected);
    }
  }
}

/// The file with its header.
std::string vtt(const std::string& body) { return "WEBVTT\n\n" + body; }

std::string first_warning(const std::string& text) {
  const auto warnings = read_webvtt(text).warnings;
  return warnings.empty() ? std::string{}
                          : std::to_string(warnings[0].line) + ": " + warnings[0].message;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(webvtt)

BOOST_AUTO_TEST_CASE(the_first_line_tells_the_format) {
  BOOST_TEST(looks_like_webvtt("WEBVTT"));
  BOOST_TEST(looks_like_webvtt("WEBVTT\n"));
  BOOST_TEST(looks_like_webvtt("WEBVTT - Tea Talk\n"));
  BOOST_TEST(looks_like_webvtt("\xEF\xBB\xBFWEBVTT\tx\n"));
  BOOST_TEST(!looks_like_webvtt("WEBVTTX\n"));
  BOOST_TEST(!looks_like_webvtt("webvtt\n"));
  BOOST_TEST(!looks_like_webvtt("1\n00:00:01,000 --> 00:00:02,000\nhi\n"));
  BOOST_TEST(!looks_like_webvtt(""));
}

BOOST_AUTO_TEST_CASE(cues_have_times_and_text) {
  check({
      {vtt("00:01.000 --> 00:02.500\nHello\n"), "0:00:01-0:00:02.500 Hello\n"},
      {vtt("00:00:01.000 --> 00:00:02.000\nHello\nagain\n\n00:00:02.000 --> 00:00:03.000\nBye"),
       "0:00:01-0:00:02 Hello again\n0:00:02-0:00:03 Bye\n"},
      {vtt("intro\n00:01.000 --> 00:02.000\nHello\n"), "0:00:01-0:00:02 Hello\n"},
      {vtt("1\n00:01.000 --> 00:02.000\n2\n\n2\n00:03.000 --> 00:04.000\nmore\n"),
       "0:00:01-0:00:02 2\n0:00:03-0:00:04 more\n"},
      {vtt("100:00:01.000 --> 100:00:02.000\nlate\n"), "100:00:01-100:00:02 late\n"},
      {vtt("00:01.000 --> 00:02.000 align:start position:0% line:-1\nHello\n"),
       "0:00:01-0:00:02 Hello\n"},
      {vtt("00:01.000 --> 00:02.000\n\n00:03.000 --> 00:04.000\nHello\n"),
       "0:00:03-0:00:04 Hello\n"},
      {"WEBVTT\n00:01.000 --> 00:02.000\nno blank line after the header\n",
       "0:00:01-0:00:02 no blank line after the header\n"},
      {"WEBVTT", ""},
      {"", ""},
  });
}

BOOST_AUTO_TEST_CASE(times_are_read_leniently) {
  check({
      {vtt("0:00:01,500-->0:00:02,5\nHello\n"), "0:00:01.500-0:00:02.500 Hello\n"},
      {vtt("1.25 --> 2.5\nbare seconds\n"), "0:00:01.250-0:00:02.500 bare seconds\n"},
      {vtt("  00:01.000\t-->\t00:02.000\nHello\n"), "0:00:01-0:00:02 Hello\n"},
      {vtt("00:01 --> 00:02\nno fraction\n"), "0:00:01-0:00:02 no fraction\n"},
      {vtt("-00:01.000 --> 00:02.000\nbefore zero\n"), "0:00:00-0:00:02 before zero\n"},
      {vtt("00:05.000 --> 00:02.000\nbackwards\n"), "0:00:05-? backwards\n"},
      {vtt("00:05.000 --> soon\nno end\n"), "0:00:05-? no end\n"},
      {vtt("00:05.000 --> 00:05.000\nno length\n"), "0:00:05-0:00:05 no length\n"},
  });
}

BOOST_AUTO_TEST_CASE(cues_stay_in_the_order_of_the_file) {
  check({{vtt("00:09.000 --> 00:10.000\nlater\n\n00:01.000 --> 00:11.000\nearlier\n"),
          "0:00:09-0:00:10 later\n0:00:01-0:00:11 earlier\n"}});
}

BOOST_AUTO_TEST_CASE(a_line_with_times_begins_a_cue_without_a_blank_line) {
  check({
      {vtt("00:01.000 --> 00:02.000\none\n00:02.000 --> 00:03.000\ntwo\n"),
       "0:00:01-0:00:02 one\n0:00:02-0:00:03 two\n"},
      {vtt("1\n00:01.000 --> 00:02.000\none\n2\n00:02.000 --> 00:03.000\ntwo\n"),
       "0:00:01-0:00:02 one\n0:00:02-0:00:03 two\n"},
      {vtt("00:01.000 --> 00:02.000\nlook --> there\n"), "0:00:01-0:00:02 look --> there\n"},
  });
}

BOOST_AUTO_TEST_CASE(notes_styles_and_regions_are_no_speech) {
  const std::string cue = "00:01.000 --> 00:02.000\nHello\n";
  const std::string read = "0:00:01-0:00:02 Hello\n";
  check({
      {vtt("NOTE nothing\nto hear\n\n" + cue), read},
      {vtt("NOTE\nnothing to hear\n\n" + cue), read},
      {vtt("STYLE\n::cue { color: red }\n\n" + cue), read},
      {vtt("REGION\nid:one\nwidth:40%\n\n" + cue), read},
      {vtt(cue + "\nNOTE the end\n"), read},
      {"WEBVTT - Tea Talk\nKind: captions\nX-Tool: kettle\n\n" + cue, read},
      {vtt("00:01.000 --> 00:02.000\nNOTE is a word too\n"),
       "0:00:01-0:00:02 NOTE is a word too\n"},
  });
}

BOOST_AUTO_TEST_CASE(what_has_no_time_is_left_out_with_a_warning) {
  BOOST_TEST(first_warning(vtt("lost words\n\n00:01.000 --> 00:02.000\nHello\n")) ==
             "3: text without times is left out");
  BOOST_TEST(first_warning(vtt("soon --> later\nlost words\n")) ==
             "3: times that cannot be read: the caption is left out");
  BOOST_TEST(first_warning("00:01.000 --> 00:02.000\nHello\n") ==
             "1: the first line is not WEBVTT");
  BOOST_TEST(first_warning(vtt("00:05.000 --> 00:02.000\nback\n")) ==
             "3: the end lies before the start; it is taken as not known");
  BOOST_TEST(first_warning(vtt("00:01.000 --> 00:02.000\nHello\n")) == "");
}

BOOST_AUTO_TEST_CASE(the_header_may_state_the_language) {
  BOOST_TEST(read_webvtt("WEBVTT\nKind: captions\nLanguage: pt-BR\n\n").language == "pt-BR");
  BOOST_TEST(read_webvtt(vtt("Language: de\n")).language == "");
}

BOOST_AUTO_TEST_CASE(a_timestamp_map_shifts_the_cues_behind_it) {
  const std::string cue = "\n00:01.000 --> 00:02.000\n<00:01.500>Hello\n";
  check({
      {"WEBVTT\nX-TIMESTAMP-MAP=LOCAL:00:00:00.000,MPEGTS:900000\n" + cue,
       "0:00:11-0:00:12 Hello {0:00:11.500 Hello}\n"},
      {"WEBVTT\nX-TIMESTAMP-MAP=MPEGTS:900000,LOCAL:00:00:09.000\n" + cue,
       "0:00:02-0:00:03 Hello {0:00:02.500 Hello}\n"},
      {"WEBVTT\nX-TIMESTAMP-MAP=MPEGTS:x\n" + cue, "0:00:01-0:00:02 Hello {0:00:01.500 Hello}\n"},
      {"WEBVTT\nX-TIMESTAMP-MAP=MPEGTS:99999999999,LOCAL:00:00.000\n" + cue,
       "0:00:01-0:00:02 Hello {0:00:01.500 Hello}\n"},
      {"WEBVTT\nX-TIMESTAMP-MAP=LOCAL:00:00.000,MPEGTS:900000\n" + cue + "\nWEBVTT\n" + cue,
       "0:00:11-0:00:12 Hello {0:00:11.500 Hello}\n0:00:01-0:00:02 Hello {0:00:01.500 Hello}\n"},
  });
}

BOOST_AUTO_TEST_CASE(voices_of_one_cue_become_cues_that_share_its_time) {
  check({
      {vtt("00:00.000 --> 00:10.000\n<v Ann>12345678</v><v Bob>12</v>\n"),
       "0:00:00-0:00:08 Ann: 12345678\n0:00:08-0:00:10 Bob: 12\n"},
      {vtt("00:00.000 --> 00:10.000\n<v Ann>so<00:02.000> we</v><00:03.000><v Bob>yes\n"),
       "0:00:00-0:00:03 Ann: so we {0:00:00 so} {0:00:02 we}\n"
       "0:00:03-0:00:10 Bob: yes {0:00:03 yes}\n"},
      {vtt("00:05.000 --> x\n<v Ann>Hello</v><v Bob>Hi\n"),
       "0:00:05-0:00:05 Ann: Hello\n0:00:05-? Bob: Hi\n"},
  });
}

BOOST_AUTO_TEST_CASE(a_cue_without_a_voice_has_no_speaker) {
  check({{vtt("00:01.000 --> 00:02.000\n<v Ann>Hello\n\n00:02.000 --> 00:03.000\nagain\n"),
          "0:00:01-0:00:02 Ann: Hello\n0:00:02-0:00:03 again\n"}});
}

namespace {

/// Automatic captions as they roll: each line comes three times.
std::string rolling(const std::vector<std::string>& lines) {
  std::string out = "WEBVTT\n\n";
  std::string before = " ";
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const std::string start = "00:" + std::to_string(10 + i * 2);
    const std::string last = "00:" + std::to_string(11 + i * 2);
    out += start + ".000 --> " + last + ".990 align:start position:0%\n" + before + '\n' +
           lines[i] + "\n\n";
    out +=
        last + ".990 --> " + "00:" + std::to_string(12 + i * 2) + ".000\n" + lines[i] + "\n \n\n";
    before = lines[i];
  }
  return out;
}

}  // namespace

BOOST_AUTO_TEST_CASE(rolling_captions_say_each_line_once) {
  BOOST_TEST(
      test::print(read_webvtt(rolling({"put the kettle", "on the stove", "and wait"})).cues) ==
      "0:00:10-0:00:11.990 put the kettle\n"
      "0:00:12-0:00:13.990 on the stove\n"
      "0:00:14-0:00:15.990 and wait\n");
}

BOOST_AUTO_TEST_CASE(a_line_said_twice_in_rolling_captions_stays_twice) {
  BOOST_TEST(test::print(read_webvtt(rolling({"no", "no", "no", "yes"})).cues) ==
             "0:00:10-0:00:11.990 no\n0:00:12-0:00:13.990 no\n"
             "0:00:14-0:00:15.990 no\n0:00:16-0:00:17.990 yes\n");
}

BOOST_AUTO_TEST_CASE(real_repetition_is_kept) {
  check({
      // A refrain: whole cues repeat, and people could read each.
      {vtt("00:01.000 --> 00:02.000\nla la\n\n00:02.000 --> 00:03.000\nla la\n\n"
           "00:03.000 --> 00:04.000\nla la\n\n00:04.000 --> 00:05.000\nla la\n\n"
           "00:05.000 --> 00:06.000\nla la\n"),
       "0:00:01-0:00:02 la la\n0:00:02-0:00:03 la la\n0:00:03-0:00:04 la la\n"
       "0:00:04-0:00:05 la la\n0:00:05-0:00:06 la la\n"},
      // Only some cues begin as the one before ended.
      {vtt("00:01.000 --> 00:02.000\nyes\n\n00:02.000 --> 00:03.000\nyes\nindeed\n\n"
           "00:03.000 --> 00:04.000\nindeed\nso\n\n00:04.000 --> 00:05.000\nso\nit goes\n\n"
           "00:05.000 --> 00:06.000\na\n\n00:06.000 --> 00:07.000\nb\n\n00:07.000 --> "
           "00:08.000\nc\n"),
       "0:00:01-0:00:02 yes\n0:00:02-0:00:03 yes indeed\n0:00:03-0:00:04 indeed so\n"
       "0:00:04-0:00:05 so it goes\n0:00:05-0:00:06 a\n0:00:06-0:00:07 b\n0:00:07-0:00:08 c\n"},
  });
}

BOOST_AUTO_TEST_CASE(crlf_and_marks_between_joined_files_do_no_harm) {
  check(
      {{"\xEF\xBB\xBFWEBVTT\r\n\r\n00:01.000 --> 00:02.000\r\nHello\r\n\r\n"
        "\xEF\xBB\xBFWEBVTT\r\n\r\n00:03.000 --> 00:04.000\r\nBye\r\n",
        "0:00:01-0:00:02 Hello\n0:00:03-0:00:04 Bye\n"}});
}

BOOST_AUTO_TEST_CASE(warnings_are_bounded) {
  std::string text = "WEBVTT\n\n";
  for (int i = 0; i < 5000; ++i) text += "lost\n\n";
  const auto warnings = read_webvtt(text).warnings;
  BOOST_TEST(warnings.size() == 101U);
  BOOST_TEST(warnings.back().message == "and 4900 more like these");
}

BOOST_AUTO_TEST_SUITE_END()
