#include "text/edit_distance.hpp"

#include <algorithm>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include <boost/test/unit_test.hpp>

#include "text/utf8.hpp"

using namespace whensaid;

namespace {

std::u32string characters(std::string_view text) {
  std::u32string all;
  for (std::size_t at = 0; at < text.size();) {
    const auto character = text::character_at(text, at);
    all += character.code;
    at += character.length;
  }
  return all;
}

/// The definition, as a table.
unsigned judge(std::string_view one, std::string_view other) {
  const auto a = characters(one);
  const auto b = characters(other);
  std::vector<std::vector<unsigned>> d(a.size() + 1, std::vector<unsigned>(b.size() + 1));
  for (unsigned i = 0; i <= a.size(); ++i) d[i][0] = i;
  for (unsigned j = 0; j <= b.size(); ++j) d[0][j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    for (std::size_t j = 1; j <= b.size(); ++j) {
      d[i][j] = std::min(
          {d[i - 1][j] + 1, d[i][j - 1] + 1, d[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0U : 1U)});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
        d[i][j] = std::min(d[i][j], d[i - 2][j - 2] + 1);
      }
    }
  }
  return d[a.size()][b.size()];
}

unsigned distance(std::string_view a, std::string_view b) { return text::EditDistance(a).to(b); }

}  // namespace

BOOST_AUTO_TEST_SUITE(edit_distance)

BOOST_AUTO_TEST_CASE(each_mistake_of_typing_counts_one) {
  struct Case {
    const char* a;
    const char* b;
    unsigned expected;
  };
  for (const auto& [a, b, expected] : std::vector<Case>{
           {"", "", 0},
           {"", "abc", 3},
           {"abc", "", 3},
           {"kettle", "kettle", 0},
           {"kettle", "ketle", 1},
           {"kettle", "kettles", 1},
           {"kettle", "kattle", 1},
           {"kettle", "ektlte", 2},
           {"kokotov", "kokotof", 1},
           {"sugumaran", "sougoumaran", 2},
           {"ca", "abc", 3},  // no part is edited twice
           {"шкаф", "шкав", 1},
           {"お茶を", "茶お", 2},
           {"naive", "naïve", 1},
       }) {
    BOOST_TEST(distance(a, b) == expected, a << " and " << b << ": " << distance(a, b));
  }
}

BOOST_AUTO_TEST_CASE(it_is_the_table_s_distance_for_random_words) {
  std::mt19937 random(7);
  const std::vector<std::string> alphabet{"a", "b", "c", "é", "茶", "🍵"};
  const auto word = [&](std::size_t longest) {
    std::string text;
    for (auto n = random() % (longest + 1); n > 0; --n) text += alphabet[random() % 6];
    return text;
  };
  for (int i = 0; i < 20'000; ++i) {
    const auto longest = i % 10 == 0 ? text::EditDistance::kMaxCharacters : 9;
    const auto a = word(longest);
    const auto b = word(longest + 6);
    BOOST_REQUIRE_MESSAGE(distance(a, b) == judge(a, b), a << " and " << b);
  }
}

BOOST_AUTO_TEST_CASE(of_an_endless_word_the_beginning_counts) {
  const std::string beginning(text::EditDistance::kMaxCharacters, 'x');
  BOOST_TEST(distance(beginning + "yyy", beginning) == 0U);
}

BOOST_AUTO_TEST_SUITE_END()
