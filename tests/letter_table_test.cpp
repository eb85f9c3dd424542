#include "text/letter_table.hpp"

#include <algorithm>
#include <bit>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include <boost/test/unit_test.hpp>

#include "text/edit_distance.hpp"

using namespace whensaid;
using text::LetterTable;

namespace {

LetterTable table_of(const std::vector<std::string>& words) {
  std::vector<text::Shape> shapes;
  for (const auto& word : words) shapes.push_back(text::shape_of(word));
  return LetterTable(shapes);
}

/// In the order of the list.
std::vector<std::string> near(const std::vector<std::string>& words, std::string_view word,
                              unsigned edits, const std::vector<text::Letters>& wanted = {}) {
  auto places = table_of(words).near(text::shape_of(word), edits, wanted);
  std::sort(places.begin(), places.end());
  std::vector<std::string> found;
  for (const auto at : places) found.push_back(words[at]);
  return found;
}

std::string join(const std::vector<std::string>& words) {
  std::string text;
  for (const auto& word : words) text += (text.empty() ? "" : " ") + word;
  return text;
}

text::Letters letters(std::string_view word) { return text::shape_of(word).characters; }

/// Few letters, so that many words are near to one another, and letters that share a bit.
class Words {
 public:
  explicit Words(unsigned seed) : random_(seed) {}

  std::string word(std::size_t longest) {
    std::string text;
    for (auto n = random_() % (longest + 1); n > 0; --n) text += letter();
    return text;
  }

  std::vector<std::string> words(std::size_t count, std::size_t longest) {
    std::vector<std::string> all;
    for (std::size_t i = 0; i < count; ++i) all.push_back(word(longest));
    return all;
  }

 private:
  const std::string& letter() { return kAlphabet[random_() % kAlphabet.size()]; }

  static inline const std::vector<std::string> kAlphabet{"a", "b", "c", "d", "e",  "p",
                                                         "0", "'", "é", "ш", "茶", "🍵"};
  std::mt19937 random_;
};

}  // namespace

BOOST_AUTO_TEST_SUITE(letter_table)

BOOST_AUTO_TEST_CASE(each_edit_may_cost_a_letter) {
  const std::vector<std::string> words{"kettle", "kettles", "settle", "nettle", "ketle", "metal"};
  BOOST_TEST(join(near(words, "kettle", 0)) == "kettle");
  BOOST_TEST(join(near(words, "kettle", 1)) == "kettle kettles settle nettle ketle");
  BOOST_TEST(join(near(words, "ektlte", 0)) == "kettle");  // as many letters, in another order
}

BOOST_AUTO_TEST_CASE(what_makes_a_word_longer_takes_no_letter_away) {
  const std::vector<std::string> words{"tea", "team", "tram"};
  BOOST_TEST(join(near(words, "tea", 1)) == "tea team");
  BOOST_TEST(join(near(words, "tram", 1)) == "team tram");
}

BOOST_AUTO_TEST_CASE(a_wanted_letter_is_one_of_a_set) {
  const std::vector<std::string> words{"kettle", "settle", "nettle", "mettle"};
  BOOST_TEST(join(near(words, "kettle", 1, {letters("ks")})) == "kettle settle");
  BOOST_TEST(join(near(words, "kettle", 1, {letters("ksn"), letters("nm")})) == "nettle");
  BOOST_TEST(join(near(words, "kettle", 1, {letters("z")})) == "");
}

BOOST_AUTO_TEST_CASE(of_no_words_none_is_near) {
  BOOST_TEST(LetterTable().near(text::shape_of("kettle"), 4).empty());
  BOOST_TEST(near({}, "", 4).empty());
  BOOST_TEST(near({""}, "kettl", 4).empty());
  BOOST_TEST(near({""}, "kett", 4).size() == 1U);
  BOOST_TEST(near({""}, "", 0).size() == 1U);
}

/// Groups of all sizes around those of the table's rows.
BOOST_AUTO_TEST_CASE(all_words_of_a_group_are_found) {
  for (const std::size_t size : {1U, 63U, 64U, 65U, 255U, 256U, 257U, 600U}) {
    const std::vector<std::string> words(size, "tea");
    BOOST_TEST(near(words, "tea", 0).size() == size);
    BOOST_TEST(near(words, "zoo", 2).empty());
  }
}

BOOST_AUTO_TEST_CASE(no_word_within_reach_is_refused) {
  Words random(11);
  const auto words = random.words(3'000, 9);
  const auto table = table_of(words);
  std::size_t reached = 0;
  std::size_t looked_at = 0;
  for (int i = 0; i < 100; ++i) {
    const auto asked = random.word(9);
    const text::EditDistance distance(asked);
    for (unsigned edits = 0; edits <= LetterTable::kMostEdits; ++edits) {
      auto found = table.near(text::shape_of(asked), edits);
      std::sort(found.begin(), found.end());
      BOOST_REQUIRE(std::adjacent_find(found.begin(), found.end()) == found.end());
      looked_at += found.size();
      for (std::uint32_t at = 0; at < words.size(); ++at) {
        if (distance.to(words[at]) > edits) continue;
        ++reached;
        BOOST_REQUIRE_MESSAGE(std::binary_search(found.begin(), found.end(), at),
                              asked << " and " << words[at] << ": " << edits);
      }
    }
  }
  BOOST_TEST(looked_at < 5 * words.size() * 100 / 2);  // most are refused all the same
  BOOST_TEST(reached > 10'000U);
}

/// Against the definition, word by word: not only none too few, but none too many.
BOOST_AUTO_TEST_CASE(it_says_what_two_sets_of_letters_can_tell) {
  Words random(12);
  const auto words = random.words(1'000, 12);
  const auto table = table_of(words);
  for (int i = 0; i < 50; ++i) {
    const auto asked = text::shape_of(random.word(12));
    const std::vector<text::Letters> wanted{letters(random.word(3)), letters(random.word(5))};
    for (int edits = 0; edits <= static_cast<int>(LetterTable::kMostEdits); ++edits) {
      std::vector<std::uint32_t> expected;
      for (std::uint32_t at = 0; at < words.size(); ++at) {
        const auto shape = text::shape_of(words[at]);
        const auto longer = static_cast<int>(shape.length) - static_cast<int>(asked.length);
        const auto missing = std::popcount(asked.characters & ~shape.characters);
        const auto added = std::popcount(shape.characters & ~asked.characters);
        if (missing <= edits - std::max(longer, 0) && added <= edits - std::max(-longer, 0) &&
            (shape.characters & wanted[0]) != 0 && (shape.characters & wanted[1]) != 0) {
          expected.push_back(at);
        }
      }
      auto found = table.near(asked, static_cast<unsigned>(edits), wanted);
      std::sort(found.begin(), found.end());
      BOOST_REQUIRE(found == expected);
    }
  }
}

BOOST_AUTO_TEST_SUITE_END()
