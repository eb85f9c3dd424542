// Words and fields as Xapian terms.

#include "index/terms.hpp"

#include <boost/test/unit_test.hpp>
#include <string>

#include "index/schema.hpp"
#include "text/utf8.hpp"

using namespace whensaid;

BOOST_AUTO_TEST_SUITE(terms)

BOOST_AUTO_TEST_CASE(names_differ_by_their_words_only) {
  text::Analyzer english("en");
  text::Analyzer german("de");
  const auto expected = index::name_term(index::kGuestPrefix, "Marcel Kornacker", english);
  BOOST_TEST(expected == "Gmarcel kornacker");
  for (const auto* const name : {"marcel  kornacker", " MARCEL KORNACKER.", "Márcel, Kornacker"}) {
    BOOST_TEST(index::name_term(index::kGuestPrefix, name, english) == expected);
    BOOST_TEST(index::name_term(index::kGuestPrefix, name, german) == expected);
  }
  BOOST_TEST(index::name_term(index::kHostPrefix, "Marcel Kornacker", english) != expected);
}

BOOST_AUTO_TEST_CASE(a_name_without_words_is_itself) {
  text::Analyzer analyzer("und");
  BOOST_TEST(index::name_term(index::kShowPrefix, " ?! ", analyzer) == "S?!");
}

BOOST_AUTO_TEST_CASE(long_names_fit_into_a_term_and_stay_apart) {
  text::Analyzer analyzer("und");
  std::string name;
  for (int i = 0; i < 200; ++i) name += "дом ";
  const auto one = index::name_term(index::kShowPrefix, name + "one", analyzer);
  const auto two = index::name_term(index::kShowPrefix, name + "two", analyzer);
  BOOST_TEST(one != two);
  BOOST_TEST(one.size() <= index::kMaxTermBytes);
  BOOST_TEST(text::is_clean(one));
}

BOOST_AUTO_TEST_CASE(a_language_is_its_base) {
  BOOST_TEST(index::language_term("pt-BR") == "Lpt");
  BOOST_TEST(index::language_term("") == "Lund");
}

BOOST_AUTO_TEST_CASE(a_word_counts_by_where_it_stands) {
  timeline::StemCount stem;
  stem.count = {1, 1, 1, 1, 1, 1, 1, 1};
  BOOST_TEST(index::weighted_count(stem) == 4U + 1U + 4U + 4U + 2U + 1U);
  stem.count = {0, 0, 0, 0, 0, 0, 0, 7};
  BOOST_TEST(index::weighted_count(stem) == 7U);
  stem.count = {3, 3, 0, 0, 0, 0, 0, 0};
  BOOST_TEST(index::weighted_count(stem) == 0U);
  stem.count = {0, 0, 0xFFFFFFFF, 0xFFFFFFFF, 0, 0, 0, 0};
  BOOST_TEST(index::weighted_count(stem) == 1'000'000U);
}

BOOST_AUTO_TEST_CASE(a_stem_is_a_term_up_to_the_length_xapian_takes) {
  BOOST_TEST(index::stem_term("kettl") == "kettl");
  std::string endless;
  for (int i = 0; i < 100; ++i) endless += "茶";
  BOOST_TEST(index::stem_term(endless).size() == 243U);
  BOOST_TEST(index::zone_stem_term(Zone::title, endless) == "XT" + endless.substr(0, 243));
}

BOOST_AUTO_TEST_CASE(a_stem_has_terms_of_its_own_in_titles_and_names) {
  for (const auto& [zone, term] :
       {std::pair{Zone::show, "XSkettl"}, std::pair{Zone::speaker, "XPkettl"},
        std::pair{Zone::title, "XTkettl"}, std::pair{Zone::guest, "XGkettl"},
        std::pair{Zone::host, "XHkettl"}}) {
    BOOST_TEST(index::has_terms(zone));
    BOOST_TEST(index::zone_stem_term(zone, "kettl") == term);
  }
  for (const auto zone : {Zone::description, Zone::chapter, Zone::speech}) {
    BOOST_TEST(!index::has_terms(zone));
  }
}

BOOST_AUTO_TEST_SUITE_END()
