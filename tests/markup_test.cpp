#include "source/markup.hpp"

#include <boost/test/unit_test.hpp>
#include <string>
#include <vector>

#include "source/timestamp.hpp"

using namespace std::chrono_literals;
using namespace whensaid;
using namespace whensaid::source;

namespace {

struct Row {
  std::string payload;
  std::string expected;
};

/// "speaker|text {time word}" for each piece, with " / " between.
std::string printed(const std::string& payload, Dialect dialect) {
  std::string out;
  for (const Piece& piece : parse_markup(payload, dialect, 1s)) {
    if (!out.empty()) out += " / ";
    out += piece.speaker + '|' + collapse_spaces(piece.text);
    for (const Word& word : piece.words) {
      out += " {" + format_time(word.start) + ' ' + word.text + '}';
    }
  }
  return out;
}

void check(const std::vector<Row>& rows, Dialect dialect) {
  for (const Row& row : rows) {
    BOOST_TEST_CONTEXT(row.payload) { BOOST_TEST(printed(row.payload, dialect) == row.expected); }
  }
}

}  // namespace

BOOST_AUTO_TEST_SUITE(markup)

BOOST_AUTO_TEST_CASE(tags_go_and_text_stays) {
  const std::vector<Row> rows = {
      {"plain", "|plain"},
      {"<i>warm</i> tea", "|warm tea"},
      {"<b>un<u>broken</u></b>", "|unbroken"},
      {"two\nlines", "|two lines"},
      {"a<br>b<br/>c", "|a b c"},
      {"  spaces \t here\u00A0too  ", "|spaces here too"},
      {"<c.yellow.bg_blue>word</c>", "|word"},
      {"<lang de>Tee</lang>", "|Tee"},
      {"<ruby>tea<rt>cha</rt> time</ruby>", "|tea time"},
      {"<I>LOUD</I>", "|LOUD"},
      {"", ""},
      {" \n ", ""},
      {"<i></i>", ""},
  };
  check(rows, Dialect::webvtt);
  check(rows, Dialect::srt);
}

BOOST_AUTO_TEST_CASE(what_only_looks_like_a_tag_is_text) {
  const std::vector<Row> rows = {
      {"two < three", "|two < three"},
      {"a < b and c > d", "|a < b and c > d"},
      {"I <3 tea > coffee", "|I <3 tea > coffee"},
      {"an open <i at the end", "|an open <i at the end"},
      {"x <i and <b>bold</b>", "|x <i and bold"},
      {"<>", "|<>"},
      {"<", "|<"},
      {"a > b", "|a > b"},
  };
  check(rows, Dialect::webvtt);
  check(rows, Dialect::srt);
}

BOOST_AUTO_TEST_CASE(unknown_tags_go_from_webvtt_and_stay_in_srt) {
  check({{"a List<String> here", "|a List here"}}, Dialect::webvtt);
  check({{"a List<String> here", "|a List<String> here"}}, Dialect::srt);
}

BOOST_AUTO_TEST_CASE(braces_are_commands_only_in_srt) {
  check({{"{\\an8}up", "|up"},
         {"{i}warm{/i}", "|warm"},
         {"{y:i}warm", "|warm"},
         {"{\\pos(10,20)\\fad(1,2)}up", "|up"},
         {"{set}", "|{set}"},
         {"{", "|{"}},
        Dialect::srt);
  check({{"{\\an8}up", "|{\\an8}up"}}, Dialect::webvtt);
}

BOOST_AUTO_TEST_CASE(character_references_are_decoded_once) {
  const std::vector<Row> rows = {
      {"Tom &amp; Ann", "|Tom & Ann"},
      {"&lt;i&gt;", "|<i>"},
      {"&amp;lt;", "|&lt;"},
      {"a&nbsp;b", "|a b"},
      {"&quot;tea&quot; isn&#39;t &#x2018;it&#X2019;", "|\"tea\" isn't \u2018it\u2019"},
      {"&#127861;", "|\U0001F375"},
      {"&unknown; &; & &#; &#x; &#xZZ;", "|&unknown; &; & &#; &#x; &#xZZ;"},
      {"&#xD800;&#0;&#99999999;", "|\uFFFD\uFFFD\uFFFD"},
      {"a&#7;b", "|ab"},
      {"R&D", "|R&D"},
  };
  check(rows, Dialect::webvtt);
  check(rows, Dialect::srt);
}

BOOST_AUTO_TEST_CASE(voices_are_speakers) {
  check({{"<v Ann>Hello", "Ann|Hello"},
         {"<v.loud.first Ann Lee>Hello</v>", "Ann Lee|Hello"},
         {"<v Ann>Hello</v> <v Bob>Hi", "Ann|Hello / Bob|Hi"},
         {"<v Ann>Hello\n<v Bob>Hi", "Ann|Hello / Bob|Hi"},
         {"before <v Ann>Hello</v> after", "|before / Ann|Hello / |after"},
         {"<v \"Ann\">Hello", "Ann|Hello"},
         {"<v Tom &amp; Ann>Hello", "Tom & Ann|Hello"},
         {"<v ->Hello", "|Hello"},
         {"<v>Hello", "|Hello"},
         {"<v  Ann\tLee >Hello", "Ann Lee|Hello"},
         {"<v Ann></v>", ""}},
        Dialect::webvtt);
}

BOOST_AUTO_TEST_CASE(time_stamps_give_words_their_times) {
  check({{"so<00:00:02.000><c> we</c><00:00:02.500><c> drink</c>",
          "|so we drink {0:00:01 so} {0:00:02 we} {0:00:02.500 drink}"},
         {"<00:00:02.000>we drink tea", "|we drink tea {0:00:02 we}"},
         {"one two <00:03.000>three four", "|one two three four {0:00:01 one} {0:00:03 three}"},
         {"<00:00:05.000>late <00:00:02.000>early", "|late early {0:00:05 late}"},
         {"sy<00:00:02.000>lla<00:00:03.000>ble", "|syllable {0:00:01 syllable}"},
         {"\u8336<00:00:02.000>\u9053", "|\u8336\u9053 {0:00:01 \u8336} {0:00:02 \u9053}"},
         {"<v Ann>so<00:00:02.000> we</v><00:00:03.000><v Bob>yes",
          "Ann|so we {0:00:01 so} {0:00:02 we} / Bob|yes {0:00:03 yes}"}},
        Dialect::webvtt);
}

BOOST_AUTO_TEST_CASE(hostile_markup_takes_linear_time) {
  // Each would take minutes if looking for the closing half began again at every opening one.
  for (const std::string piece : {"<", "<a", "<b ", "{", "{\\", "&", "&#", "<1:00", "<v "}) {
    std::string payload;
    while (payload.size() < 1'000'000) payload += piece;
    BOOST_TEST_CONTEXT(piece) {
      BOOST_TEST(strip_markup(payload, Dialect::srt).size() > 600'000);
      BOOST_TEST(!strip_markup(payload + '>', Dialect::webvtt).empty());
    }
  }
}

BOOST_AUTO_TEST_SUITE_END()
