#include "text/analyzer.hpp"

#include "text/segment.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

using namespace whensaid::text;

namespace {

std::vector<Token> tokens_of(Analyzer& analyzer, std::string_view text) {
  std::vector<Token> tokens;
  analyzer.analyze(text, tokens);
  return tokens;
}

std::string forms(std::string_view text, std::string_view language = "und") {
  Analyzer analyzer(language);
  std::string line;
  for (const Token& token : tokens_of(analyzer, text)) {
    if (!line.empty()) line += ' ';
    line += analyzer.form(token.word);
  }
  return line;
}

// "stem" or "stem/second".
std::string stems(std::string_view text, std::string_view language) {
  Analyzer analyzer(language);
  std::string line;
  for (const Token& token : tokens_of(analyzer, text)) {
    if (!line.empty()) line += ' ';
    line += analyzer.stem(token.word);
    const auto second = analyzer.second_stem(token.word);
    if (!second.empty()) line.append("/").append(second);
  }
  return line;
}

// The text of each token between brackets.
std::string ranges(std::string_view text) {
  Analyzer analyzer("und");
  std::string line;
  for (const Token& token : tokens_of(analyzer, text)) {
    line += '[';
    line += text.substr(token.begin, token.end - token.begin);
    line += ']';
  }
  return line;
}

struct Case {
  std::string_view text;
  std::string_view expected;
};

struct StemCase {
  std::string_view language;
  std::string_view text;
  std::string_view expected;
};

void check_forms(const std::vector<Case>& cases) {
  for (const auto& [text, expected] : cases) {
    BOOST_TEST_CONTEXT(text) { BOOST_TEST(forms(text) == expected); }
  }
}

}  // namespace

BOOST_AUTO_TEST_SUITE(analyzer)

BOOST_AUTO_TEST_CASE(words_are_cut_as_unicode_cuts_them) {
  check_forms({
      {"", ""},
      {" \t\r\n ", ""},
      {"... — !? …", ""},
      {"Hello, world!", "hello world"},
      {"well-known and/or", "well known and or"},
      {"don't can't O'Brien rock'n'roll", "don't can't o'brien rock'n'roll"},
      {"'quoted' ''twice'' dogs'", "quoted twice dogs"},
      {"GPT-4o 10x S3 4o k8s h264", "gpt 4o 10x s3 4o k8s h264"},
      {"3.14 1,000 1,000.50 v1.2 10:30", "3 14 1,000 1,000 50 v1 2 10 30"},
      {"snake_case __init__ _ ___", "snake_case __init__"},
      {"$5 50% #hashtag @handle", "5 50 hashtag handle"},
      {"“Curly” — dashes…and dots", "curly dashes and dots"},
  });
}

BOOST_AUTO_TEST_CASE(typographic_apostrophes_are_plain_ones) {
  check_forms({
      {"it’s it's itʼs it＇s it‘s", "it's it's it's it's it's"},
      {"ʼtis ’tis 'tis dogsʼ ʼ", "tis tis tis dogs"},
      {"ג' ז'אנר", "ג ז'אנר"},
  });
}

BOOST_AUTO_TEST_CASE(dots_colons_and_at_signs_cut) {
  check_forms({
      {"Node.js planetscale.com", "node js planetscale com"},
      {"the end.Start again", "the end start again"},
      {"std::vector key:value EU:n", "std vector key value eu n"},
      {"ann@example.com", "ann example com"},
      {"１．５ ａｂ．ｃｄ", "1 5 ab cd"},
      {"a1.b2 3.5b", "a1 b2 3 5b"},
  });
}

BOOST_AUTO_TEST_CASE(single_letters_with_dots_are_one_word) {
  check_forms({
      {"U.S.A. e.g. i.e., U.S. p.m.", "usa eg ie us pm"},
      {"U.S.-based U.K. Ｕ．Ｋ．", "us based uk uk"},
      {"É.U. E\u0301.U.", "eu eu"},
      {"e.g.this J. Doe", "e g this j doe"},
      {"A.1 H.264", "a 1 h 264"},
  });
}

BOOST_AUTO_TEST_CASE(plus_signs_and_hash_belong_to_the_letters_before_them) {
  check_forms({
      {"C++ C# F# g++ Notepad++", "c++ c# f# g++ notepad++"},
      {"C++, C#. (C++) C++/C# C#-like C++'s", "c++ c# c++ c++ c# c# like c++ s"},
      {"C++17 C++ 17", "c++ 17 c++ 17"},
      {"issue#5 a#b C+ C+++ C## 4++ a++b C#_x", "issue 5 a b c c c 4 a b c _x"},
      {"# ++ a # b ++", "a b"},
  });
}

BOOST_AUTO_TEST_CASE(a_full_stop_that_opens_a_word_of_letters_belongs_to_it) {
  check_forms({
      {".NET (.NET) \".NET\" “.net”, [.env]", ".net .net .net .net .env"},
      {"ASP.NET the .NET's", "asp net the net's"},
      {"...and .5 .4o . x", "and 5 4o x"},
      {"he said \"yes\".Then (so).Then", "he said yes then so then"},
      {"\u00A0.NET ('.NET')", ".net .net"},
      {".e.g.", "eg"},
      {".Node.js", ".node js"},
      {".日本 .שלום 가.나", "日本 שלום 가 나"},
  });
}

BOOST_AUTO_TEST_CASE(letters_joined_by_an_ampersand_are_one_word) {
  check_forms({
      {"AT&T R&D Q&A A&B&C", "at&t r&d q&a a&b&c"},
      {"AT & T AT& T &T A&1 A&& B", "at t at t t a 1 a b"},
      {"AT&T's AT&T’s R&D.", "at&t's at&t's r&d"},
  });
}

BOOST_AUTO_TEST_CASE(elided_words_are_cut_off) {
  check_forms({
      {"l'amour L’amour d'accord qu'il", "l amour l amour d accord qu il"},
      {"jusqu'à lorsqu'on aujourd'hui", "jusqu a lorsqu on aujourd'hui"},
      {"dell'arte c'è un'altra all'inizio", "dell arte c e un altra all inizio"},
      {"l'un'altra", "l un altra"},
      {"don't it's O'Brien y'all we'll", "don't it's o'brien y'all we'll"},
      {"l' 'l l'8 the T's all’s", "l l l 8 the t's all's"},
      {"l'AT&T", "l at&t"},
  });
}

BOOST_AUTO_TEST_CASE(forms_are_case_folded_and_without_accents) {
  check_forms({
      {"São Paulo, Müller; eleições", "sao paulo muller eleicoes"},
      {"Straße STRASSE", "strasse strasse"},
      {"Łódź Øresund Þór Æsir œuvre đak eiður", "lodz oresund thor aesir oeuvre dak eidur"},
      {"İstanbul ISPARTA ılık iyi", "istanbul isparta ilik iyi"},
      {"ΛΌΓΟΣ λόγος λόγοσ", "λογοσ λογοσ λογοσ"},
      {"Ёлка ёлка мой Їжак", "елка елка мой іжак"},
      {"мои\u0306 cafe\u0301", "мой cafe"},
      {"ﬁne Ａｓｃｉｉ ℌello", "fine ascii hello"},
      {"كِتَاب كتـــاب", "كتاب كتاب"},
      {"שָׁלוֹם שלום צה״ל צה\"ל", "שלום שלום צה\"ל צה\"ל"},
      {"हिन्दी किताब", "हिन्दी किताब"},
      {"ガギグ パハ ﾊﾟ", "ガギグ パハ パ"},
      {"Việt Đà", "viet da"},
      {"co\u00ADoperate zero\u200Djoin", "cooperate zerojoin"},
  });
}

BOOST_AUTO_TEST_CASE(scripts_without_spaces_are_cut_by_dictionary) {
  check_forms({
      {"日本語テスト", "日本語 テスト"},
      {"我们是学生。", "我们 是 学生"},
      {"ภาษาไทยง่าย", "ภาษา ไทย ง่าย"},
      {"ພາສາລາວ", "ພາສາ ລາວ"},
      {"한국어 문장", "한국어 문장"},
  });
}

BOOST_AUTO_TEST_CASE(symbols_marks_and_emoji_are_no_words) {
  check_forms({
      {"👩‍👩‍👧 👍🏽 🇩🇪 ❤️ ok", "ok"},
      {"\u0301 \u0301a a\u0301", "a a"},
      {"\u200B\u200D\uFEFF", ""},
      {"\u3164 \u115F", ""},  // Hangul fillers: letters by name only
      {"™ © ½ €", ""},
      {"stop\u200D🛑 a\u200D✁b", "stop a b"},
      {"\uFFFD\uFFFD a\uFFFDb", "a b"},
  });
}

BOOST_AUTO_TEST_CASE(a_narrow_no_break_space_ends_a_word) {
  check_forms({{"Bonjour\u202F! 10\u202F000 _\u202F", "bonjour 10 000"}});
}

BOOST_AUTO_TEST_CASE(byte_ranges_point_into_the_original_text) {
  BOOST_TEST(ranges("«L’été», U.S.A. e\u0301t C++!") == "[L][été][U.S.A][e\u0301t][C++]");
  BOOST_TEST(ranges("日本語 (.NET) 😀AT&T") == "[日本語][.NET][AT&T]");
}

BOOST_AUTO_TEST_CASE(long_words_are_cut_to_the_limit_on_a_character) {
  const std::string ascii(std::size_t{1} << 20, 'a');
  BOOST_TEST(forms(ascii) == ascii.substr(0, kMaxFormBytes));
  std::string cyrillic = "x";
  while (cyrillic.size() < (std::size_t{1} << 20)) cyrillic += "я";
  BOOST_TEST(forms(cyrillic, "ru") == cyrillic.substr(0, kMaxFormBytes - 1));
  BOOST_TEST(stems(cyrillic, "ru") == cyrillic.substr(0, kMaxFormBytes - 1));
  BOOST_TEST(forms("a" + std::string(5000, '.') + "b") == "a b");
}

BOOST_AUTO_TEST_CASE(text_that_is_not_well_formed_does_no_harm) {
  BOOST_TEST(forms("a\xFF b\x80\x80.c \xE2\x82 .\xC3 d\xF0\x9F") == "a b c d");
}

BOOST_AUTO_TEST_CASE(a_prefix_that_ends_in_white_space_gives_a_prefix_of_the_tokens) {
  const std::string text =
      "l'été \"C++\" .NET\tAT&T’s U.S.A.\nภาษาไทย 日本語 end.Start "
      "👩‍👧 "
      "a\u0301 "
      "ok ";
  Analyzer analyzer("en");
  const auto all = tokens_of(analyzer, text);
  for (std::size_t end = 1; end <= text.size(); ++end) {
    if (std::string_view(" \t\n").find(text[end - 1]) == std::string_view::npos) continue;
    const auto some = tokens_of(analyzer, std::string_view(text).substr(0, end));
    BOOST_REQUIRE(some.size() <= all.size());
    BOOST_TEST(std::equal(some.begin(), some.end(), all.begin()));
  }
}

BOOST_AUTO_TEST_CASE(stems_follow_the_language) {
  const std::vector<StemCase> cases{
      {"en", "Speaking speaks speaker's", "speak speak speaker"},
      {"en", "glauber's glauber’s Glauber", "glauber glauber glauber"},
      {"en", "don't", "don't"},
      {"en", "C++ 4o .NET AT&T AT&T's x_y's 10x", "c++ 4o .net at&t at&t x_y 10x"},
      {"en", "cafés naïve", "cafe naiv"},
      {"de", "Häuser Haeuser größte", "haus haeus grosst"},
      {"pt", "eleições eleicoes", "eleico eleico"},
      {"pt", "informação informacao", "inform/informaca informaca"},
      {"it", "parlerò", "parl/parler"},
      {"es", "hablaré", "habl/hablar"},
      {"tr", "çocuğun", "cocuk/cocugu"},
      {"fr", "l'élection elections", "l elect elect"},
      {"es", "canción canciones", "cancion cancion"},
      {"it", "città", "citt"},
      {"sv", "frågorna", "frag"},
      {"ru", "Ёлками ёлка", "елк елк"},
      {"tr", "kitaplarımız KİTAPLARIMIZ", "kitap kitap"},
      {"tr", "ISLAK ıslak", "islak islak"},
      {"ro", "informațiilor informaţiilor informatiilor", "inform inform inform"},
      {"el", "λόγους", "λογ"},
      {"ar", "الكتاب", "كتاب"},
      {"hi", "किताबों", "किताब"},
      {"hu", "házakban hazakban", "haz haz"},
      {"fi", "taloissa", "talo"},
      {"und", "speaking", "speaking"},
      {"cs", "Příliš", "prilis"},
      {"zh", "学生", "学生"},
  };
  for (const auto& [language, text, expected] : cases) {
    BOOST_TEST_CONTEXT(language << ": " << text) { BOOST_TEST(stems(text, language) == expected); }
  }
}

BOOST_AUTO_TEST_CASE(the_form_does_not_depend_on_the_language) {
  const std::string_view text = "Iğdır İZMİR l'été C++17 ΛΌΓΟΣ naïve ISLAK Straße";
  for (const auto language : {"en", "tr", "az", "de", "fr", "el", "zh"}) {
    BOOST_TEST(forms(text, language) == forms(text, "und"));
  }
}

BOOST_AUTO_TEST_CASE(the_second_stem_is_the_stem_of_the_form) {
  for (const auto language : {"de", "fr", "pt", "es", "it", "tr", "hu", "ro", "sv"}) {
    Analyzer analyzer(language);
    for (const auto& token : tokens_of(
             analyzer, "Häuser répétées informação hablaré parlerò çocuğun ház școală frågor")) {
      const std::string form(analyzer.form(token.word));
      const std::string second(analyzer.second_stem(token.word).empty()
                                   ? analyzer.stem(token.word)
                                   : analyzer.second_stem(token.word));
      BOOST_TEST(second == stems(form, language));
    }
  }
}

BOOST_AUTO_TEST_CASE(stop_words_are_known_by_form) {
  Analyzer analyzer("en");
  const auto tokens = tokens_of(analyzer, "The database It’s DON'T");
  BOOST_TEST(analyzer.is_stop(tokens[0].word));
  BOOST_TEST(!analyzer.is_stop(tokens[1].word));
  BOOST_TEST(analyzer.is_stop(tokens[2].word));
  BOOST_TEST(analyzer.is_stop(tokens[3].word));
}

BOOST_AUTO_TEST_CASE(a_word_has_one_number_however_it_is_spelled) {
  Analyzer analyzer("de");
  const auto tokens = tokens_of(analyzer, "it's It’s IT'S usa U.S.A. Über über uber über");
  BOOST_TEST(tokens[0].word == tokens[1].word);
  BOOST_TEST(tokens[0].word == tokens[2].word);
  BOOST_TEST(tokens[3].word == tokens[4].word);
  BOOST_TEST(tokens[5].word == tokens[6].word);
  BOOST_TEST(tokens[5].word == tokens[8].word);
  BOOST_TEST(analyzer.form(tokens[7].word) == "uber");
  BOOST_TEST(analyzer.words() <= 4U);
}

BOOST_AUTO_TEST_CASE(views_stay_valid_while_thousands_of_words_arrive) {
  Analyzer analyzer("en");
  const auto first = tokens_of(analyzer, "Speaking")[0].word;
  const std::string_view form = analyzer.form(first);
  const std::string_view stem = analyzer.stem(first);
  std::string text;
  for (int i = 0; i < 30000; ++i) text += "w" + std::to_string(i) + " ";
  const auto tokens = tokens_of(analyzer, text + text);
  BOOST_TEST(tokens.size() == 60000U);
  BOOST_TEST(analyzer.words() == 30001U);
  for (std::size_t i = 0; i < 30000; ++i) {
    BOOST_REQUIRE(tokens[i].word == i + 1);
    BOOST_REQUIRE(tokens[i + 30000].word == i + 1);
    BOOST_REQUIRE(analyzer.form(tokens[i].word) == "w" + std::to_string(i));
  }
  BOOST_TEST((form.data() == analyzer.form(first).data()));
  BOOST_TEST(form == "speaking");
  BOOST_TEST(stem == "speak");
}

BOOST_AUTO_TEST_CASE(forgetting_starts_numbering_anew) {
  Analyzer analyzer("en");
  (void)tokens_of(analyzer, "one two three");
  BOOST_TEST(analyzer.words() == 3U);
  analyzer.forget();
  BOOST_TEST(analyzer.words() == 0U);
  const auto tokens = tokens_of(analyzer, "three one");
  BOOST_TEST(tokens[0].word == 0U);
  BOOST_TEST(analyzer.form(tokens[0].word) == "three");
  BOOST_TEST(analyzer.form(tokens[1].word) == "one");
}

BOOST_AUTO_TEST_CASE(tokens_are_appended) {
  Analyzer analyzer("en");
  std::vector<Token> tokens;
  analyzer.analyze("one", tokens);
  analyzer.analyze("two", tokens);
  BOOST_TEST(tokens.size() == 2U);
  BOOST_TEST(analyzer.language() == "en");
}

BOOST_AUTO_TEST_CASE(the_fingerprint_names_all_that_decides) {
  BOOST_TEST(analyzer_fingerprint().starts_with("whensaid-2 icu-"));
  BOOST_TEST(analyzer_fingerprint().ends_with(" snowball-2.2"));
}

BOOST_AUTO_TEST_SUITE_END()
