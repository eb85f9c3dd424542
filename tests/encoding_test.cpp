#include "text/encoding.hpp"

#include <unicode/unistr.h>

#include <boost/test/unit_test.hpp>
#include <string>
#include <vector>

using namespace whensaid;
using namespace whensaid::text;

namespace {

std::string encode(const std::string& text, const std::string& encoding) {
  const icu::UnicodeString wide = icu::UnicodeString::fromUTF8(text);
  const auto size = wide.extract(0, wide.length(), nullptr, 0U, encoding.c_str());
  std::string out(static_cast<std::size_t>(size), '\0');
  wide.extract(0, wide.length(), out.data(), static_cast<std::uint32_t>(size), encoding.c_str());
  return out;
}

struct Row {
  std::string encoding;
  std::string text;
};

}  // namespace

BOOST_AUTO_TEST_SUITE(encoding)

BOOST_AUTO_TEST_CASE(old_encodings_are_guessed) {
  const std::vector<Row> rows = {
      {"windows-1252",
       "Où est le thé ? Il était déjà très tard, et la théière était à côté du réfrigérateur."},
      {"windows-1251",
       "Сегодня мы говорим о чае. Чайник стоит на плите, и вода уже закипает. Кто будет пить?"},
      {"KOI8-R", "Сегодня мы говорим о чае. Чайник стоит на плите, и вода уже закипает."},
      {"Shift_JIS", "今日はお茶について話します。やかんはもうすぐ沸きます。誰か飲みますか。"},
      {"EUC-JP", "今日はお茶について話します。やかんはもうすぐ沸きます。誰か飲みますか。"},
      {"GB18030", "今天我们谈谈茶。水快要开了，谁想喝一杯？茶叶放在桌子上，请大家随便用。"},
      {"EUC-KR", "오늘은 차에 대해 이야기합니다. 물이 곧 끓습니다. 누가 마시겠습니까?"},
      {"UTF-16LE", "Tea for two"},
      {"UTF-16BE", "Tea for two"},
  };
  for (const Row& row : rows) {
    BOOST_TEST_CONTEXT(row.encoding) {
      const auto decoded = decode_foreign(encode(row.text, row.encoding));
      BOOST_REQUIRE(decoded.has_value());
      BOOST_TEST(decoded->encoding == row.encoding);
      BOOST_TEST(decoded->text == row.text);
    }
  }
}

BOOST_AUTO_TEST_CASE(a_byte_order_mark_tells) {
  using namespace std::string_literals;
  const std::string text = "\u8336 tea";
  const std::vector<std::pair<std::string, std::string>> rows = {{"UTF-16LE", "\xFF\xFE"},
                                                                 {"UTF-16BE", "\xFE\xFF"},
                                                                 {"UTF-32LE", "\xFF\xFE\0\0"s},
                                                                 {"UTF-32BE", "\0\0\xFE\xFF"s}};
  for (const auto& [encoding, mark] : rows) {
    BOOST_TEST_CONTEXT(encoding) {
      const auto decoded = decode_utf16(mark + encode(text, encoding));
      BOOST_REQUIRE(decoded.has_value());
      BOOST_TEST(decoded->encoding == encoding);
      BOOST_TEST(decoded->text == text);
    }
  }
}

BOOST_AUTO_TEST_CASE(utf8_is_not_foreign_even_with_broken_sequences) {
  for (const std::string text : {"", "plain", "thé", "\xEF\xBB\xBFthé", "thé thé th\xE9",
                                 "\u8336 \u8336 \xE8\x8C", "a\nb"}) {
    BOOST_TEST_CONTEXT(text) { BOOST_TEST(!decode_foreign(text).has_value()); }
  }
}

BOOST_AUTO_TEST_CASE(half_a_character_at_the_end_does_no_harm) {
  const auto decoded = decode_utf16("\xFF\xFEt\x01x");
  BOOST_REQUIRE(decoded.has_value());
  BOOST_TEST(decoded->text.starts_with("\u0174"));
}

BOOST_AUTO_TEST_SUITE_END()
