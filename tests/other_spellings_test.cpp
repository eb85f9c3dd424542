// Words that are written in two ways: SearchOptions::other_spellings.

#include <algorithm>
#include <optional>
#include <string>

#include <boost/test/unit_test.hpp>

#include <whensaid/whensaid.hpp>

#include "support/episode_builder.hpp"
#include "support/scratch_dir.hpp"

using namespace whensaid;
using namespace whensaid::test;
using namespace std::chrono_literals;

namespace {

struct Spellings {
  Spellings() {
    auto writer = IndexWriter::open(dir / "index").value();
    writer.put(episode("two").cue(1s, "", "my home lab is at home and not in the lab")).value();
    writer.put(episode("apart").cue(1s, "", "the lab is far from home")).value();
    writer.put(episode("one").cue(1s, "", "they met at a bootcamp")).value();
    writer.put(episode("mail").cue(1s, "", "send an email")).value();
    writer.put(episode("letters").cue(1s, "", "bug number four")).value();
    writer.put(episode("digits").cue(1s, "", "chapter 7 and version 172")).value();
    writer.put(episode("ending").cue(1s, "", "masters of trainers")).value();
    writer.put(episode("german").language("de").cue(1s, "", "nach sieben Jahren")).value();
    writer.commit().value();
    searcher.emplace(Searcher::open(dir / "index").value());
  }

  /// The ids that are found, in order of the alphabet.
  std::string found(const std::string& query, SearchOptions options = {}) {
    std::vector<std::string> ids;
    const auto page = searcher->search(Query::parse(query), options).value();
    for (const auto& hit : page.hits) {
      ids.push_back(hit.episode);
    }
    std::sort(ids.begin(), ids.end());
    std::string text;
    for (const auto& id : ids) text += (text.empty() ? "" : " ") + id;
    return text;
  }

  ScratchDir dir{};
  std::optional<Searcher> searcher{};
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(other_spellings, Spellings)

BOOST_AUTO_TEST_CASE(one_word_finds_its_two_parts_side_by_side) {
  BOOST_TEST(found("homelab") == "two");
}

BOOST_AUTO_TEST_CASE(two_words_find_the_one_that_they_make) {
  BOOST_TEST(found("boot camp") == "one");
  BOOST_TEST(found("boot of camp") == "");
}

BOOST_AUTO_TEST_CASE(a_word_with_a_dash_finds_it_without) {
  BOOST_TEST(found("e-mail") == "mail");
  BOOST_TEST(found("boot-camp") == "one");
}

BOOST_AUTO_TEST_CASE(small_numbers_find_each_other_in_letters_and_digits) {
  BOOST_TEST(found("4") == "letters");
  BOOST_TEST(found("seven") == "digits");
}

BOOST_AUTO_TEST_CASE(a_number_in_letters_is_one_of_the_episodes_language) {
  BOOST_TEST(found("7") == "digits german");
  BOOST_TEST(found("sieben") == "german");
}

BOOST_AUTO_TEST_CASE(numbers_are_not_joined) {
  BOOST_TEST(found("17.2") == "");
  BOOST_TEST(found("17 2") == "");
}

BOOST_AUTO_TEST_CASE(what_is_quoted_or_as_written_has_no_other_spelling) {
  BOOST_TEST(found("\"homelab\"") == "");
  BOOST_TEST(found("=homelab") == "");
  BOOST_TEST(found("\"4\"") == "");
}

BOOST_AUTO_TEST_CASE(words_can_be_asked_for_as_they_are_typed) {
  const SearchOptions as_typed{.other_spellings = false};
  for (const auto* query : {"homelab", "boot camp", "e-mail", "4"}) {
    BOOST_TEST(found(query, as_typed) == "", query);
  }
}

BOOST_AUTO_TEST_CASE(the_page_still_counts_what_matches_and_no_more) {
  const auto page = searcher->search(Query::parse("homelab")).value();
  BOOST_TEST(page.complete);
  BOOST_TEST(page.episodes.at_least == 1U);
  BOOST_TEST(page.episodes.at_most == 1U);
}

BOOST_AUTO_TEST_SUITE_END()
