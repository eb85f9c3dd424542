#include <boost/test/unit_test.hpp>
#include <string>
#include <vector>

#include <whensaid/source.hpp>

#include "support/print_cues.hpp"

using namespace std::string_literals;
using namespace whensaid;

namespace {

struct Read {
  std::vector<Episode> episodes{};
  ReadReport report{};
};

Result<Read> read(const std::string& bytes, const ReadOptions& options = {}) {
  Read out;
  auto report = read_episodes(bytes, options, [&out](Episode&& episode) -> Result<void> {
    out.episodes.push_back(std::move(episode));
    return {};
  });
  if (!report) return fail(report.error());
  out.report = std::move(*report);
  return out;
}

ReadOptions named(const std::string& name) {
  ReadOptions options;
  options.name = name;
  return options;
}

/// The format that is found, or the message of the error.
std::string detected(const std::string& bytes, const std::string& name = "") {
  const auto got = read(bytes, named(name));
  if (got) return std::string(to_string(got->report.format));
  BOOST_TEST((got.error().code == Errc::bad_format));
  return got.error().message;
}

const std::string kVtt = "WEBVTT\n\n00:01.000 --> 00:02.000\nHello\n";
const std::string kSrt = "1\n00:00:01,000 --> 00:00:02,000\nHello\n";
const std::string kNoFormat =
    "no known format: JSON Lines, WebVTT, SRT or a show's page saved as plain text";
const std::string kNoCaption = "no caption with times and text in it";

}  // namespace

BOOST_AUTO_TEST_SUITE(transcript)

BOOST_AUTO_TEST_CASE(formats_have_names) {
  for (const Format format :
       {Format::detect, Format::json_lines, Format::webvtt, Format::srt, Format::listing}) {
    BOOST_TEST((parse_format(to_string(format)) == format));
  }
  BOOST_TEST(to_string(Format::json_lines) == "json_lines");
  BOOST_TEST(!parse_format("vtt2").has_value());
}

BOOST_AUTO_TEST_CASE(the_content_tells_the_format) {
  BOOST_TEST(detected(kVtt) == "webvtt");
  BOOST_TEST(detected(kVtt, "misnamed.srt") == "webvtt");
  BOOST_TEST(detected("\xEF\xBB\xBF" + kVtt) == "webvtt");
  BOOST_TEST(detected(kSrt) == "srt");
  BOOST_TEST(detected(kSrt, "misnamed.json") == "srt");
  BOOST_TEST(detected("\n\n" + kSrt) == "srt");
  BOOST_TEST(detected("{\"id\":\"a\"}") == "json_lines");
  BOOST_TEST(detected("\xEF\xBB\xBF\n{\n\"id\":\"a\"}") == "json_lines");
  BOOST_TEST(detected("[{\"id\":\"a\"}]") == "json_lines");
  BOOST_TEST(detected("{\\an8}\n" + kSrt) == "srt");
  BOOST_TEST(detected("[Music]\n" + kSrt) == "srt");
}

BOOST_AUTO_TEST_CASE(the_name_decides_only_between_captions_without_a_header) {
  BOOST_TEST(detected("00:01.000 --> 00:02.000\nHello\n", "a.VTT") == "webvtt");
  BOOST_TEST(detected("00:01.000 --> 00:02.000\nHello\n", "https://tea.example/a.vtt?x=1") ==
             "webvtt");
  BOOST_TEST(detected("00:01.000 --> 00:02.000\nHello\n", "a.txt") == "srt");
  BOOST_TEST(detected("nothing of the kind", "a.vtt") == "a.vtt: " + kNoFormat);
}

BOOST_AUTO_TEST_CASE(what_is_no_transcript_says_what_to_do) {
  const std::string media = "this is audio or video, not text: give its transcript";
  const std::vector<std::pair<std::string, std::string>> rows = {
      {"", "nothing in it"},
      {" \n\t\n", "nothing in it"},
      {"\xEF\xBB\xBF", "nothing in it"},
      {"just some words", kNoFormat},
      {"{1}{25}Hello\n{30}{55}Bye\n",
       "MicroDVD subtitles count frames, not time: convert them to SRT"},
      {"<!DOCTYPE html><p>Hello", "HTML and XML are not read: save the page as text"},
      {"ID3\x04\0\0"s, media},
      {"\0\0\0\x20"
       "ftypM4A "s,
       media},
      {"OggS\0"s, media},
      {"\x1F\x8B\x08", "this is gzip: unpack it"},
      {"PK\x03\x04", "this is a zip archive: unpack it"},
      {"%PDF-1.7", "this is a PDF: save its text"},
      {"\0\x01\x02\x03\xFF\xFF"s, kNoFormat},
      {"WEBVTT\n\nNOTE nothing else\n", kNoCaption},
  };
  for (const auto& [bytes, message] : rows) {
    BOOST_TEST_CONTEXT(bytes) { BOOST_TEST(detected(bytes) == message); }
  }
}

BOOST_AUTO_TEST_CASE(a_stated_format_is_not_questioned) {
  ReadOptions options = named("a.vtt");
  options.format = Format::srt;
  BOOST_TEST(read("no captions", options).error().message == "a.vtt: " + kNoCaption);
  options.format = Format::json_lines;
  const auto got = read("no captions", options);
  BOOST_REQUIRE(got);
  BOOST_TEST(got->report.rejected.size() == 1U);
}

BOOST_AUTO_TEST_CASE(a_bare_transcript_is_one_episode_named_by_its_file) {
  struct Row {
    std::string name;
    std::string id;
    std::string title;
  };
  const std::vector<Row> rows = {
      {"shows/tea/ep-01_the-start.vtt", "ep-01_the-start", "ep 01 the start"},
      {"Green tea - at last.vtt", "Green tea - at last", "Green tea - at last"},
      {"https://tea.example/t/7.en.vtt?key=1#x", "7.en", "7.en"},
      {"7", "7", "7"},
      {".vtt", ".vtt", ".vtt"},
      {"a/b.vtt/", "b", "b"},
  };
  for (const Row& row : rows) {
    BOOST_TEST_CONTEXT(row.name) {
      const auto got = read(kVtt, named(row.name));
      BOOST_REQUIRE(got);
      BOOST_REQUIRE(got->episodes.size() == 1U);
      BOOST_TEST(got->episodes[0].id == row.id);
      BOOST_TEST(got->episodes[0].title == row.title);
      BOOST_TEST(got->report.warnings.empty());
      BOOST_TEST(got->report.episodes == 1U);
    }
  }
}

BOOST_AUTO_TEST_CASE(long_names_keep_apart) {
  const std::string same(240, 'x');
  const auto a = read(kVtt, named(same + "a.vtt"));
  const auto b = read(kVtt, named(same + "b.vtt"));
  BOOST_TEST(a->episodes[0].id.size() == kMaxIdBytes);
  BOOST_TEST(a->episodes[0].id != b->episodes[0].id);
}

BOOST_AUTO_TEST_CASE(without_a_name_the_id_is_transcript) {
  const auto got = read(kSrt);
  BOOST_REQUIRE(got);
  BOOST_TEST(got->episodes[0].id == "transcript");
  BOOST_TEST(got->episodes[0].title == "");
  BOOST_REQUIRE(got->report.warnings.size() == 1U);
  BOOST_TEST(got->report.warnings[0].message == "without a file name its id is \"transcript\"");
}

BOOST_AUTO_TEST_CASE(options_fill_in_what_the_source_does_not_state) {
  ReadOptions options = named("a.vtt");
  options.show = "Tea Talk";
  options.language = "de";
  const Episode bare = read(kVtt, options)->episodes[0];
  BOOST_TEST(bare.show == "Tea Talk");
  BOOST_TEST(bare.language == "de");
  const Episode stated =
      read("WEBVTT\nLanguage: fr\n\n00:01.000 --> 00:02.000\nHello\n", options)->episodes[0];
  BOOST_TEST(stated.language == "fr");
  const Episode json = read(R"({"id":"a","show":"Coffee","language":"en"})", options)->episodes[0];
  BOOST_TEST(json.show == "Coffee");
  BOOST_TEST(json.language == "en");
}

BOOST_AUTO_TEST_CASE(an_id_that_comes_again_is_noticed) {
  const auto got = read("{\"id\":\"a\"}\n{\"id\":\"b\"}\n{\"id\":\"a\"}\n");
  BOOST_REQUIRE(got);
  BOOST_TEST(got->report.episodes == 3U);
  BOOST_REQUIRE(got->report.warnings.size() == 1U);
  BOOST_TEST(got->report.warnings[0].line == 3U);
  BOOST_TEST(got->report.warnings[0].message == "the id \"a\" comes again (first on line 1)");
}

BOOST_AUTO_TEST_CASE(line_numbers_count_every_kind_of_line_end) {
  for (const std::string end : {"\n", "\r\n", "\r"}) {
    const std::string text = "WEBVTT" + end + end + "lost words" + end;
    const auto got = read_transcript(text);
    BOOST_REQUIRE(got);
    BOOST_REQUIRE(got->warnings.size() == 1U);
    BOOST_TEST(got->warnings[0].line == 3U);
  }
}

BOOST_AUTO_TEST_CASE(other_encodings_are_read_and_named) {
  const std::string utf16 = [] {
    std::string out = "\xFF\xFE";
    for (const char c : kSrt) out += {c, '\0'};
    return out;
  }();
  const auto got = read(utf16, named("a.srt"));
  BOOST_REQUIRE(got);
  BOOST_TEST(test::print(got->episodes[0].cues) == "0:00:01-0:00:02 Hello\n");
  BOOST_REQUIRE(got->report.warnings.size() == 1U);
  BOOST_TEST(got->report.warnings[0].message == "read as UTF-16LE");

  const auto old = read_transcript("1\n00:00:01,000 --> 00:00:02,000\nUn th\xE9 tr\xE8s chaud\n");
  BOOST_REQUIRE(old);
  BOOST_TEST(test::print(old->cues) == "0:00:01-0:00:02 Un thé très chaud\n");
}

BOOST_AUTO_TEST_CASE(broken_bytes_among_utf8_are_repaired) {
  const auto got = read_transcript("WEBVTT\n\n00:01.000 --> 00:02.000\nth\u00E9 \u8336 \xFF\n");
  BOOST_REQUIRE(got);
  BOOST_TEST(test::print(got->cues) == "0:00:01-0:00:02 thé \u8336 \uFFFD\n");
}

BOOST_AUTO_TEST_CASE(the_error_of_the_sink_is_handed_on) {
  const auto refuse = [](Episode&&) -> Result<void> { return fail(Errc::io, "disk full"); };
  for (const std::string& text : {kVtt, kSrt, "{\"id\":\"a\"}"s}) {
    const auto got = read_episodes(text, {}, refuse);
    BOOST_REQUIRE(!got);
    BOOST_TEST((got.error() == Error{Errc::io, "disk full"}));
  }
}

BOOST_AUTO_TEST_CASE(a_transcript_alone_is_webvtt_or_srt) {
  BOOST_TEST(test::print(read_transcript(kSrt)->cues) == "0:00:01-0:00:02 Hello\n");
  BOOST_TEST(test::print(read_transcript(kVtt, Format::webvtt)->cues) == "0:00:01-0:00:02 Hello\n");
  BOOST_TEST(read_transcript("WEBVTT\n")->cues.empty());
  const auto json = read_transcript("{\"id\":\"a\"}");
  BOOST_REQUIRE(!json);
  BOOST_TEST(json.error().message ==
             "a transcript is WebVTT or SRT; this is json_lines: use read_episodes");
}

BOOST_AUTO_TEST_SUITE_END()
