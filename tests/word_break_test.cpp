// The analyzer's words against their definitions: Unicode's own test data, and ICU for the table
// that stands in for it.

#include "text/analyzer.hpp"
#include "text/segment.hpp"
#include "text/utf8.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <cstdint>
#include <fstream>
#include <map>
#include <random>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

using namespace whensaid::text;

namespace {

// From Debian's package unicode-data.
constexpr auto kWordBreakTest = "/usr/share/unicode/auxiliary/WordBreakTest.txt";

bool is_letter(char32_t c) {
  return c == 'a' || c == 'b' || c == 'A' || c == 0x05D0 || c == 0x0646;
}
bool is_mark(char32_t c) {
  return c == 0x0300 || c == 0x0308 || c == 0x00AD || c == 0x200D || c == 0x2060;
}
bool is_digit(char32_t c) { return c == '0' || c == '1'; }
bool is_part_of_word(char32_t c) { return is_letter(c) || is_digit(c) || c == 0x3031; }

struct Line {
  std::string text{};
  std::u32string code_points{};
  std::vector<ByteSpan> words{};  // segments that hold a letter, digit or kana
};

// "÷ 0061 × 0027 ÷"
Line parse_line(const std::string& source) {
  Line line;
  std::istringstream in(source.substr(0, source.find('#')));
  std::string field;
  std::size_t begin = 0;
  bool word = false;
  while (in >> field) {
    if (field == "÷") {
      if (word) line.words.push_back({begin, line.text.size()});
      begin = line.text.size();
      word = false;
    } else if (field != "×") {
      const auto c = static_cast<char32_t>(std::stoul(field, nullptr, 16));
      append_character(line.text, c);
      line.code_points += c;
      word = word || is_part_of_word(c);
    }
  }
  return line;
}

// Why the analyzer may differ on a line, found by looking at its characters only.
std::string_view departure(const Line& line) {
  std::u32string bare;  // without the marks that UAX #29 sees through
  for (const char32_t c : line.code_points) {
    if (!is_mark(c)) bare += c;
  }
  for (std::size_t i = 0; i + 1 < bare.size(); ++i) {
    const char32_t before = i > 0 ? bare[i - 1] : U' ';
    const char32_t c = bare[i];
    const char32_t after = bare[i + 1];
    if (c == ':' && is_letter(before) && is_letter(after)) return "a colon between letters cuts";
    if (c == '.' && is_digit(before) && is_digit(after)) return "a full stop between digits cuts";
    const bool cased = after == 'a' || after == 'A';
    if (c == '.' && i == 0 && cased)
      return "a full stop that opens a word of letters belongs to it";
  }
  if (bare.size() >= 2 && bare[bare.size() - 2] == 0x05D0 && bare.back() == '\'') {
    return "an apostrophe does not end a word";
  }
  if (line.code_points.find(U'\u200D') != std::u32string::npos &&
      line.code_points.find_first_of(U"\U0001F6D1\u2701") != std::u32string::npos) {
    return "an emoji joined to letters is no part of the word";
  }
  return {};
}

std::vector<ByteSpan> words_of(Analyzer& analyzer, std::string_view text) {
  std::vector<Token> tokens;
  analyzer.analyze(text, tokens);
  std::vector<ByteSpan> spans;
  spans.reserve(tokens.size());
  for (const Token& token : tokens) spans.push_back({token.begin, token.end});
  return spans;
}

std::string random_text(std::mt19937& random, const std::vector<std::string>& alphabet) {
  std::string text;
  for (auto left = random() % 24; left > 0; --left) text += alphabet[random() % alphabet.size()];
  return text;
}

// Characters one by one, each as often as it stands there.
std::vector<std::string> characters(std::string_view text) {
  std::vector<std::string> list;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t length = character_at(text, at).length;
    list.emplace_back(text.substr(at, length));
    at += length;
  }
  return list;
}

std::string escaped(std::string_view text) {
  std::ostringstream out;
  for (const char c : text) {
    if (c >= ' ' && c < 0x7F) {
      out << c;
    } else {
      out << "\\x" << std::hex << static_cast<int>(static_cast<unsigned char>(c));
    }
  }
  return out.str();
}

// Both analyzers number words in order of appearance, so equal tokens mean equal words.
void check_fast_path(const std::vector<std::string>& alphabet, int texts,
                     std::string_view language = "und") {
  std::mt19937 random(29);
  Analyzer fast(language, Segmentation::table_and_icu);
  Analyzer slow(language, Segmentation::icu_only);
  for (int i = 0; i < texts; ++i) {
    const std::string text = random_text(random, alphabet);
    std::vector<Token> by_table;
    std::vector<Token> by_icu;
    fast.analyze(text, by_table);
    slow.analyze(text, by_icu);
    BOOST_REQUIRE_MESSAGE(by_table == by_icu, escaped(text));
    if (i % 1000 == 0) {
      for (WordId word = 0; word < fast.words(); ++word) {
        BOOST_REQUIRE(fast.form(word) == slow.form(word));
      }
      fast.forget();
      slow.forget();
    }
  }
}

}  // namespace

BOOST_AUTO_TEST_SUITE(word_break)

BOOST_AUTO_TEST_CASE(unicodes_own_test_agrees_but_for_the_departures) {
  std::ifstream file(kWordBreakTest);
  if (!file) {
    BOOST_TEST_MESSAGE("skipped: " << kWordBreakTest << " is missing, install unicode-data");
    return;
  }
  Analyzer fast("und", Segmentation::table_and_icu);
  Analyzer slow("und", Segmentation::icu_only);
  std::map<std::string_view, int> departures;
  int lines = 0;
  for (std::string source; std::getline(file, source);) {
    if (!source.starts_with("÷")) continue;
    ++lines;
    const Line line = parse_line(source);
    const auto words = words_of(fast, line.text);
    BOOST_TEST((words == words_of(slow, line.text)), source);
    if (words == line.words) continue;
    const auto reason = departure(line);
    BOOST_TEST(!reason.empty(), "not as Unicode has it: " << source);
    ++departures[reason];
  }
  BOOST_TEST(lines > 1800);
  for (const auto& [reason, count] : departures) {
    BOOST_TEST_MESSAGE(count << " lines: " << reason);
    BOOST_TEST(count <= 16);  // of 1823: a departure that spreads is an error
  }
}

BOOST_AUTO_TEST_CASE(the_fast_path_gives_the_tokens_of_icu_on_random_ascii) {
  auto alphabet = characters("aAbIsSlLdD09_..''&&++##::,,;@-\"(/  \t\n");
  check_fast_path(alphabet, 200000);
  for (int c = 0; c < 0x80; ++c) alphabet.emplace_back(1, static_cast<char>(c));
  check_fast_path(alphabet, 20000);
}

BOOST_AUTO_TEST_CASE(the_fast_path_gives_the_tokens_of_icu_on_words_of_any_length) {
  const std::vector<std::string> parts{"a", "bC",  "sevenle", "eightLet", "fifteenletters0",
                                       "'", "'",   "s",       "don",      "qu",
                                       "9", "'em", "é",       ".",        "#",
                                       " ", " ",   "\n"};
  check_fast_path(parts, 50000);
  check_fast_path(parts, 20000, "tr");
}

BOOST_AUTO_TEST_CASE(the_fast_path_gives_the_tokens_of_icu_on_typographic_text) {
  check_fast_path(characters("aIs09_.'’‘“”–—…·«»¿ ,:&+#éÀßøİıлЁΩςאա글\u00A0\u202F\u2024\u2011  "),
                  20000, "tr");
}

BOOST_AUTO_TEST_CASE(every_character_of_the_table_behaves_as_in_icu) {
  Analyzer fast("und", Segmentation::table_and_icu);
  Analyzer slow("und", Segmentation::icu_only);
  for (char32_t c = 1; c < 0x2100; ++c) {
    std::string character;
    append_character(character, c);
    for (const std::string_view frame :
         {"a*a", "1*1", "a*1", "_*_", "*", "a**a", " *a", "a* b.*"}) {
      std::string text;
      for (const char part : frame) text += part == '*' ? character : std::string(1, part);
      BOOST_REQUIRE_MESSAGE(words_of(fast, text) == words_of(slow, text), escaped(text));
    }
  }
}

BOOST_AUTO_TEST_CASE(marks_emoji_and_dictionary_scripts_do_not_disturb_their_neighbours) {
  check_fast_path(
      characters(
          "ab1.'’+&_  \u0308\u200D\u00ADא\"ไทย日本カナ한हि🇩🇪👩🛑"),
      30000);
}

BOOST_AUTO_TEST_CASE(cutting_at_white_space_changes_no_word) {
  std::mt19937 random(31);
  Segmenter icu(Segmentation::icu_only);
  const auto alphabet = characters(
      "ab1.'_    \t\n\u0308\u200D\u00ADא\"ไทย日本カナ한हि🇩🇪👩🛑");
  for (int i = 0; i < 30000; ++i) {
    const std::string text = random_text(random, alphabet);
    std::vector<ByteSpan> whole;
    icu.segment(text, {0, text.size()}, whole);
    std::vector<ByteSpan> pieces;
    for (std::size_t at = 0; at < text.size();) {
      const std::size_t end = std::min(text.find_first_of(" \t\n", at), text.size());
      icu.segment(text, {at, end}, pieces);
      at = end + 1;
    }
    BOOST_REQUIRE_MESSAGE(whole == pieces, escaped(text));
  }
}

BOOST_AUTO_TEST_SUITE_END()
