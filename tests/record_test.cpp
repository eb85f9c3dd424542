#include "index/record.hpp"

#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <string>

#include "index/normalise.hpp"
#include "support/episode_builder.hpp"
#include "support/random_episode.hpp"

using namespace whensaid;
using namespace whensaid::test;
using namespace std::chrono_literals;

namespace {

Episode small() {
  return index::normalise(episode("e1")
                              .show("Tea Talk")
                              .title("Leaves")
                              .description("How long to steep.")
                              .published(Day{std::chrono::days{20'000}})
                              .season(2)
                              .guest("Ann")
                              .chapter(1s, "One")
                              .cue({1s, 2s}, "Ann", "hello there")
                              .word(1s, "hello")
                              .cue(3s, "Bob", "hi"))
      .value();
}

/// Cues of several chunks.
Episode large() {
  auto builder = episode("large");
  for (int i = 0; i < 3'000; ++i) {
    builder.cue(Millis{i * 1'000}, i % 3 == 0 ? "Ann" : "",
                "cue number " + std::to_string(i) + " about the kettle");
  }
  return index::normalise(builder).value();
}

/// Whether anything in a record differs from `truth` without an error being reported.
bool lies(const std::string& bytes, const Episode& truth) {
  const auto record = index::Record::open(bytes);
  if (!record) return record.error().code != Errc::corrupt;
  const auto episode = record->episode();
  if (episode) return true;  // every byte is covered by a checksum: a changed one must show
  if (episode.error().code != Errc::corrupt) return true;
  auto card = truth;
  card.description.clear();
  card.cues.clear();
  const auto description = record->description();
  const auto cues = record->cues(0, record->cue_count());
  return record->card() != card || (description && *description != truth.description) ||
         (cues && *cues != truth.cues);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(record)

BOOST_AUTO_TEST_CASE(a_normalised_episode_comes_back_as_it_was) {
  RandomEpisodes random(2);
  for (int i = 0; i < 300; ++i) {
    BOOST_TEST_CONTEXT("episode " << i) {
      const auto before = index::normalise(random.next("e" + std::to_string(i))).value();
      const auto after = index::Record::open(index::encode_record(before)).value().episode();
      BOOST_REQUIRE(after);
      BOOST_TEST((*after == before));
    }
  }
}

BOOST_AUTO_TEST_CASE(the_card_is_everything_but_description_and_cues) {
  auto expected = small();
  const auto record = index::Record::open(index::encode_record(expected)).value();
  BOOST_TEST(record.cue_count() == 2U);
  BOOST_TEST(record.description().value() == "How long to steep.");
  expected.description.clear();
  expected.cues.clear();
  BOOST_TEST((record.card() == expected));
}

BOOST_AUTO_TEST_CASE(an_episode_of_nothing_but_its_id_has_a_record) {
  const auto record =
      index::Record::open(index::encode_record(index::normalise(episode("e")).value())).value();
  BOOST_TEST(record.cue_count() == 0U);
  BOOST_TEST(record.description().value().empty());
  BOOST_TEST(record.cues(0, 10).value().empty());
}

BOOST_AUTO_TEST_CASE(any_range_of_cues_can_be_read) {
  const auto all = large();
  const auto record = index::Record::open(index::encode_record(all)).value();
  const auto count = static_cast<std::uint32_t>(all.cues.size());
  BOOST_TEST(record.cue_count() == count);
  const std::pair<std::uint32_t, std::uint32_t> ranges[] = {
      {0, 1},     {0, count}, {700, 701},         {400, 1'900}, {count - 1, count},
      {count, 0}, {5, 5},     {count, count + 1}, {7, 3},       {0, 0xFFFFFFFFU},
  };
  for (const auto& [first, last] : ranges) {
    BOOST_TEST_CONTEXT("cues " << first << " to " << last) {
      const auto end = std::min(last, count);
      const auto from = all.cues.begin() + static_cast<std::ptrdiff_t>(std::min(first, end));
      const auto to = all.cues.begin() + static_cast<std::ptrdiff_t>(end);
      BOOST_TEST((record.cues(first, last).value() == std::vector<Cue>(from, to)));
    }
  }
}

BOOST_AUTO_TEST_CASE(a_changed_byte_is_found_wherever_it_is) {
  const auto truth = small();
  const auto bytes = index::encode_record(truth);
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    for (const int flip : {0x01, 0x80, 0xFF}) {
      auto changed = bytes;
      changed[i] = static_cast<char>(changed[i] ^ flip);
      BOOST_TEST(!lies(changed, truth), "byte " << i << " of " << bytes.size() << " by " << flip);
    }
  }
}

BOOST_AUTO_TEST_CASE(a_record_cut_short_or_extended_is_found) {
  const auto truth = small();
  const auto bytes = index::encode_record(truth);
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    BOOST_TEST(!lies(bytes.substr(0, size), truth), "cut to " << size);
  }
  BOOST_TEST(!lies(bytes + '\0', truth));
}

BOOST_AUTO_TEST_CASE(damage_in_one_chunk_leaves_the_others_readable) {
  const auto all = large();
  auto bytes = index::encode_record(all);
  bytes.back() = static_cast<char>(bytes.back() ^ 1);
  const auto record = index::Record::open(bytes).value();
  BOOST_TEST(
      (record.cues(0, 100).value() == std::vector<Cue>(all.cues.begin(), all.cues.begin() + 100)));
  const auto damaged = record.cues(2'999, 3'000);
  BOOST_REQUIRE(!damaged);
  BOOST_TEST((damaged.error().code == Errc::corrupt));
  BOOST_TEST(damaged.error().message.find("large") != std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()
