// The tool's text layout: what is safe to print, how wide it is, where lines break.

#include "layout.hpp"

#include <clocale>
#include <string>

#include <boost/test/unit_test.hpp>

using namespace whensaid::tool;

namespace {

/// wcwidth needs a UTF-8 locale, as the tool's main() sets it.
struct Utf8Locale {
  Utf8Locale() { BOOST_REQUIRE(std::setlocale(LC_CTYPE, "C.UTF-8") != nullptr); }
};

std::string marked(std::string_view text, std::vector<whensaid::ByteRange> marks, Lines lines) {
  return wrap(glyphs(text, marks), lines, "<", ">");
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(layout, Utf8Locale)

BOOST_AUTO_TEST_CASE(text_is_cleaned_of_what_could_steer_a_terminal) {
  struct Case {
    std::string text;
    std::string expected;
  };
  for (const auto& [text, expected] : {
           Case{"plain", "plain"},
           {"tab\tand\nlines\r\n", "tab and lines  "},
           {"\x1b[31mred", "[31mred"},
           {"bell\a null" + std::string(1, '\0') + " del\x7f", "bell null del"},
           {"eight-bit escape \xc2\x9b"
            "31m",
            "eight-bit escape 31m"},
           {"next line\xc2\x85"
            "here, separator\xe2\x80\xa8too",
            "next line here, separator too"},
           {"override \xe2\x80\xae"
            "dlrow\xe2\x80\xac",
            "override dlrow"},
           {"isolate \xe2\x81\xa6x\xe2\x81\xa9", "isolate x"},
           {"\xef\xbb\xbfmark", "mark"},
           {"caf\xc3\xa9 \xe6\x9d\xb1", "caf\xc3\xa9 \xe6\x9d\xb1"},
           {"broken \xff\xc3 end\xe6\x9d",
            "broken \xef\xbf\xbd\xef\xbf\xbd end\xef\xbf\xbd\xef\xbf\xbd"},
           {"overlong \xc0\xaf\xe0\x80\xaf surrogate \xed\xa0\x80",
            "overlong \xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd surrogate "
            "\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd"},
       }) {
    BOOST_TEST_CONTEXT(text) { BOOST_TEST(clean(text) == expected); }
  }
}

BOOST_AUTO_TEST_CASE(width_counts_columns_and_not_bytes) {
  BOOST_TEST(columns_of("word") == 4U);
  BOOST_TEST(columns_of("na\xc3\xafve") == 5U);
  BOOST_TEST(columns_of("\xe6\x9d\xb1\xe4\xba\xac") == 4U);  // two wide characters
  BOOST_TEST(columns_of("e\xcc\x81") == 1U);                 // e and a combining accent
  BOOST_TEST(columns_of("\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x94\xac") == 2U);  // a joined emoji
  BOOST_TEST(columns_of("") == 0U);
}

BOOST_AUTO_TEST_CASE(a_window_shows_as_much_around_a_place_as_fits) {
  struct Case {
    std::string text;
    std::size_t at;
    std::size_t columns;
    std::string expected;  ///< with ^ on a line of its own under the place
  };
  for (const auto& [text, at, columns, expected] : {
           Case{"short", 2, 9, "short\n  ^"},
           {"short", 0, 5, "short\n^"},
           {"short", 5, 5, "short\n     ^"},
           {"short", 9, 5, "short\n     ^"},
           {"", 0, 5, "\n^"},
           {"abcdefghijk", 5, 5, "…defgh…\n   ^"},
           {"abcdefghijk", 5, 4, "…defg…\n   ^"},
           {"abcdefghijk", 0, 5, "abcde…\n^"},
           {"abcdefghijk", 1, 5, "abcde…\n ^"},
           {"abcdefghijk", 10, 5, "…ghijk\n     ^"},
           {"abcdefghijk", 11, 5, "…ghijk\n      ^"},
           {"äöüßåéèçñõâ", 10, 5, "…ßåéèç…\n   ^"},
           {"äöüßåéèçñõâ", 9, 5, "…ßåéèç…\n   ^"},  // inside a character
           {"東京大阪神戸名古屋", 9, 6, "…大阪神…\n   ^"},
           {"東京大阪神戸名古屋", 9, 5, "…大阪…\n   ^"},  // never half of one
           {"e\xcc\x81 e\xcc\x81 x", 8, 9, "e\xcc\x81 e\xcc\x81 x\n    ^"},
           {"a\nb\tc", 4, 9, "a b c\n    ^"},
           {"a\x1b\x1b(b", 3, 9, "a(b\n ^"},
           {"a\xff\xff(b", 3, 9, "a\xef\xbf\xbd\xef\xbf\xbd(b\n   ^"},
       }) {
    const auto window = window_around(text, at, columns);
    BOOST_TEST_CONTEXT(text << " at " << at) {
      BOOST_TEST(window.text + '\n' + std::string(window.columns_before, ' ') + '^' == expected);
    }
  }
}

BOOST_AUTO_TEST_CASE(lines_break_at_blanks_and_keep_their_indent) {
  BOOST_TEST(marked("one two three four five six", {}, {20, 2, 0}) ==
             "one two three four\n  five six");
  BOOST_TEST(marked("one two three", {}, {20, 4, 14}) == "one\n    two three");
  BOOST_TEST(marked("  many   blanks ", {}, {0, 0, 0}) == "many blanks");
}

BOOST_AUTO_TEST_CASE(without_a_width_all_is_one_line) {
  const std::string words(500, 'w');
  BOOST_TEST(marked(words + " " + words, {}, {0, 4, 0}) == words + " " + words);
}

BOOST_AUTO_TEST_CASE(a_word_longer_than_the_line_is_cut) {
  BOOST_TEST(marked("aaaaaaaaaaaaaaaaaaaaaaaaa", {}, {16, 0, 0}) == "aaaaaaaaaaaaaaaa\naaaaaaaaa");
}

BOOST_AUTO_TEST_CASE(wide_characters_break_anywhere_but_never_over_the_edge) {
  // 11 characters of two columns in lines of 17: eight, then three.
  std::string text;
  for (int i = 0; i < 11; ++i) text += "\xe6\x9d\xb1";
  const auto lines = marked(text, {}, {17, 0, 0});
  BOOST_TEST(lines.find('\n') == 8 * 3U);
  BOOST_TEST(lines.size() == text.size() + 1);
}

BOOST_AUTO_TEST_CASE(marks_go_around_matched_words_and_start_anew_on_each_line) {
  BOOST_TEST(marked("the edge network", {{4, 8}}, {0, 0, 0}) == "the <edge> network");
  BOOST_TEST(marked("the edge network", {{4, 16}}, {0, 0, 0}) == "the <edge network>");
  BOOST_TEST(marked("they saw the edge network", {{13, 25}}, {20, 1, 0}) ==
             "they saw the <edge>\n <network>");
}

BOOST_AUTO_TEST_CASE(marks_stay_on_their_words_when_characters_before_them_are_dropped) {
  BOOST_TEST(marked("\x1b\x1b"
                    "a word",
                    {{4, 8}}, {0, 0, 0}) == "a <word>");
}

BOOST_AUTO_TEST_SUITE_END()
