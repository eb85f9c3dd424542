#include "text/utf8.hpp"

#include <boost/test/unit_test.hpp>

#include <random>
#include <string>
#include <string_view>
#include <vector>

using namespace whensaid::text;
using namespace std::string_literals;

namespace {

struct Repair {
  std::string input;
  std::string output;
};

// Table 3-8 of the Unicode standard and its neighbours, then what transcripts hold.
const std::vector<Repair> kRepairs{
    {"", ""},
    {"plain text, long enough for eight bytes at a time",
     "plain text, long enough for eight bytes at a time"},
    {"tab\tand\nline", "tab\tand\nline"},
    {"dos\r\nmac\runix\n", "dos\nmac\nunix\n"},
    {"\r\r\n\n", "\n\n\n"},
    {"\r\x01\n", "\n\n"},
    {"nul\0bell\x07"
     "del\x7F!"s,
     "nulbelldel!"},
    {"\x0B\x0C\x1F", ""},
    {"é 日本 😀 \u0085", "é 日本 😀 \u0085"},
    {"\xEF\xBB\xBF"
     "bom",
     "bom"},
    {"\xEF\xBB\xBF\xEF\xBB\xBF"
     "two",
     "two"},
    {"\x01\xEF\xBB\xBF"
     "after a control",
     "after a control"},
    {"in\xEF\xBB\xBFside", "in\xEF\xBB\xBFside"},
    {"\x80", "\uFFFD"},
    {"a\xC0\xAF"
     "b",
     "a\uFFFD\uFFFDb"},
    {"\xE0\x80\xBF\xF0\x81\x82\x41", "\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFDA"},
    {"\xED\xA0\x80\xED\xBF\xBF\xED\xAF\x41", "\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFDA"},
    {"\xF4\x91\x92\x93\xFF\x41\x80\xBF\x42", "\uFFFD\uFFFD\uFFFD\uFFFD\uFFFDA\uFFFD\uFFFDB"},
    {"\xE1\x80\xE2\xF0\x91\x92\xF1\xBF\x41", "\uFFFD\uFFFD\uFFFD\uFFFDA"},
    {"cut \xF0\x9F\x98", "cut \uFFFD"},
    {"cut \xE6", "cut \uFFFD"},
    {"caf\xE9 latin", "caf\uFFFD latin"},
    {"\xC3\x01\xA9", "\uFFFD\uFFFD"},
    {"\xF4\x8F\xBF\xBF", "\xF4\x8F\xBF\xBF"},
};

std::string random_bytes(std::mt19937& random) {
  // Leads, trails and ASCII in about equal parts, so that sequences often nearly succeed.
  constexpr std::string_view kAlphabet =
      "a \t\n\r\x01\x7F\x80\x8F\x90\x9F\xA0\xBF\xC2\xDF\xE0\xE1\xED\xEF\xF0\xF1\xF4\xF5\xFF\xBB";
  std::string bytes(random() % 24, '\0');
  for (char& c : bytes) c = kAlphabet[random() % kAlphabet.size()];
  return bytes;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(utf8)

BOOST_AUTO_TEST_CASE(each_maximal_broken_sequence_becomes_one_replacement_character) {
  for (const auto& [input, output] : kRepairs) {
    BOOST_TEST_CONTEXT("expecting " << output) { BOOST_TEST(repair(input) == output); }
  }
}

BOOST_AUTO_TEST_CASE(broken_bytes_are_found_at_every_offset_of_a_word_of_eight) {
  for (const auto& bad : {"\x80"s, "\x1F"s, "\x7F"s, "\0"s, "\xC3"s}) {
    for (std::size_t at = 0; at < 24; ++at) {
      std::string text(24, 'x');
      text.replace(at, 1, bad);
      BOOST_TEST(!is_clean(text));
      BOOST_TEST(repair(text).size() == (bad[0] & 0x80 ? 26U : 23U));
    }
  }
}

BOOST_AUTO_TEST_CASE(clean_text_is_well_formed_and_without_controls) {
  for (const auto text : {"", "a\tb\n", "é日😀", "\u0080"}) BOOST_TEST(is_clean(text));
  for (const auto& text : {"\r"s, "\0"s, "\x7F"s, "\xFF"s, "\xED\xA0\x80"s, "\xC3"s}) {
    BOOST_TEST(!is_clean(text));
  }
}

BOOST_AUTO_TEST_CASE(repaired_text_is_clean_and_stays_as_it_is) {
  std::mt19937 random(20240817);
  for (int i = 0; i < 20000; ++i) {
    const std::string bytes = random_bytes(random);
    const std::string repaired = repair(bytes);
    BOOST_REQUIRE(is_clean(repaired));
    BOOST_REQUIRE(repair(repaired) == repaired);
    if (is_clean(bytes) && !bytes.starts_with("\xEF\xBB\xBF")) BOOST_REQUIRE(repaired == bytes);
  }
}

BOOST_AUTO_TEST_CASE(characters_are_read_and_written_alike) {
  for (const char32_t c :
       {U'a', U'\u00E9', U'\u07FF', U'\u0800', U'\uFFFF', U'\U00010000', U'\U0010FFFF'}) {
    std::string text = "<";
    append_character(text, c);
    const auto read = character_at(text, 1);
    BOOST_TEST((read.code == c));
    BOOST_TEST(read.length == text.size() - 1);
  }
  BOOST_TEST((character_at("\xE2\x82x", 0).code == U'\uFFFD'));
  BOOST_TEST(character_at("\xE2\x82x", 0).length == 2U);
}

BOOST_AUTO_TEST_CASE(boundaries_are_those_of_characters) {
  const std::string_view text = "aé😀";  // 0 1 3 7
  const std::vector<std::size_t> before{0, 1, 1, 3, 3, 3, 3, 7, 7};
  const std::vector<std::size_t> after{0, 1, 3, 3, 7, 7, 7, 7, 7};
  for (std::size_t at = 0; at < before.size(); ++at) {
    BOOST_TEST(boundary_before(text, at) == before[at]);
    BOOST_TEST(boundary_after(text, at) == after[at]);
  }
  BOOST_TEST(boundary_before("", 5) == 0U);
  BOOST_TEST(boundary_after("", 5) == 0U);
}

BOOST_AUTO_TEST_CASE(truncated_text_ends_on_a_boundary) {
  BOOST_TEST(whensaid::text::truncate("aé😀", 2) == "a");
  BOOST_TEST(whensaid::text::truncate("aé😀", 3) == "aé");
  BOOST_TEST(whensaid::text::truncate("aé😀", 6) == "aé");
  BOOST_TEST(whensaid::text::truncate("aé😀", 7) == "aé😀");
  BOOST_TEST(whensaid::text::truncate("aé😀", 0) == "");
  BOOST_TEST(whensaid::text::truncate("aé😀", 99) == "aé😀");
}

BOOST_AUTO_TEST_CASE(trimming_takes_every_white_space_character_of_unicode) {
  BOOST_TEST(trim("") == "");
  BOOST_TEST(trim(" \t\r\n\v\f") == "");
  BOOST_TEST(trim("  in  between ") == "in  between");
  for (const auto space : {"\u0085", "\u00A0", "\u1680", "\u2000", "\u2005", "\u200A", "\u2028",
                           "\u2029", "\u202F", "\u205F", "\u3000"}) {
    BOOST_TEST(trim(std::string(space) + "é" + space + space) == "é");
  }
  BOOST_TEST(trim("\u200Bx\u200B") == "\u200Bx\u200B");  // zero width: a format character
  BOOST_TEST(trim("\uFEFF") == "\uFEFF");
}

BOOST_AUTO_TEST_SUITE_END()
