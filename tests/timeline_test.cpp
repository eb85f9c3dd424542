// The timeline's bytes: what Encoder writes, Timeline finds again, and damage is refused.

#include "timeline/timeline.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <random>
#include <set>
#include <string_view>
#include <vector>

#include <xxhash.h>
#include <boost/test/unit_test.hpp>

#include "timeline/codec.hpp"
#include "timeline/encode.hpp"
#include "timeline/place_finder.hpp"

using namespace whensaid;
using namespace whensaid::timeline;

namespace {

struct Places {
  std::vector<Position> positions;
  std::vector<std::string> forms;
  std::vector<std::uint32_t> form_at;
};

std::string encode(const std::map<std::string, Places>& stems, const Marks& marks,
                   unsigned letter_bits = kLatinBits) {
  Encoder encoder;
  encoder.start(marks.size, letter_bits);
  for (const auto& [stem, places] : stems) {
    const std::vector<std::string_view> forms(places.forms.begin(), places.forms.end());
    encoder.add({stem, places.positions, forms, places.form_at});
  }
  return encoder.finish(marks);
}

Timeline open(const std::string& bytes) { return Timeline::open(bytes).value(); }

std::vector<Position> positions(const Timeline& timeline, std::string_view stem) {
  std::vector<Position> out;
  if (const auto list = timeline.find(stem)) timeline.positions(*list, out);
  return out;
}

std::vector<Position> positions_of_form(const Timeline& timeline, std::string_view stem,
                                        std::string_view form) {
  std::vector<Position> out;
  const std::string_view only[] = {form};
  if (const auto list = timeline.find(stem)) timeline.positions_of_forms(*list, only, out);
  return out;
}

/// Asks place by place, for some where the word stands and some at random, which form stands there.
void require_same_by_place(const Timeline& timeline, const std::string& stem, const Places& places,
                           std::mt19937& random) {
  const auto list = timeline.find(stem);
  auto finder = timeline.finder(*list);
  std::vector<InForm> in_form;
  for (const auto& form : places.forms) in_form.push_back(timeline.in_form(*list, form));
  const auto other = timeline.in_form(*list, stem + "zz");
  const auto& positions = places.positions;
  for (Position at = 0; at < timeline.size();) {
    const auto found = std::ranges::lower_bound(positions, at);
    const auto index = finder.index_of(at);
    BOOST_REQUIRE(index.has_value() == (found != positions.end() && *found == at));
    BOOST_REQUIRE(finder.index_of(at) == index);  // again
    if (index) {
      BOOST_REQUIRE(*index == static_cast<std::size_t>(found - positions.begin()));
      for (std::uint32_t f = 0; f < in_form.size(); ++f) {
        BOOST_REQUIRE(in_form[f].at(*index) == (places.form_at[*index] == f));
      }
      BOOST_REQUIRE(!other.at(*index));
    }
    at += 1 + static_cast<Position>(random() % (1 + timeline.size() / 50));
    const auto next = std::ranges::lower_bound(positions, at);
    if (random() % 2 == 0 && next != positions.end()) at = *next;
  }
}

/// The bytes with the checksum that belongs to them.
std::string signed_again(std::string bytes) {
  const auto checksum = XXH3_64bits(bytes.data() + 8, bytes.size() - 8);
  std::memcpy(bytes.data(), &checksum, sizeof checksum);
  return bytes;
}

/// Ten words of speech in three cues with a title of two words before them.
Marks small_marks() {
  Marks marks;
  marks.size = 12;
  marks.sections = {{0, Zone::title, 0}, {2, Zone::speech, 0}};
  marks.cues = {{2, 1000, 5000}, {6, 5000, 6000}, {8, 9000, 13000}};
  marks.speakers = {"Ann", "Bo"};
  marks.turns = {{0, 1}, {2, 2}};
  marks.chapters = {{0, 5000}, {5000, 13000}};
  return marks;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(timeline)

BOOST_AUTO_TEST_CASE(every_stem_is_found_with_its_positions_and_forms) {
  std::mt19937 random(7);  // NOLINT: the same every time
  for (int round = 0; round < 60; ++round) {
    const auto size = static_cast<Position>(1 + random() % (round < 50 ? 3000 : 200000));
    std::map<std::string, Places> stems;
    const auto wanted = 1 + random() % 300;
    while (stems.size() < wanted) {
      std::string stem;
      for (auto n = 1 + random() % (random() % 20 == 0 ? 40 : 6); n > 0; --n) {
        stem.push_back(static_cast<char>('a' + random() % 4));
      }
      auto& places = stems[stem];
      if (!places.positions.empty()) continue;
      const auto count = 1 + random() % (random() % 10 == 0 ? size : std::min<Position>(size, 30U));
      std::vector<bool> used(size);
      for (Position i = 0; i < count; ++i) used[random() % size] = true;
      for (Position i = 0; i < size; ++i) {
        if (used[i]) places.positions.push_back(i);
      }
      places.forms = {stem};
      for (auto extra = random() % 4; extra > 0; --extra)
        places.forms.push_back(stem + std::string(extra, 's'));
      if (random() % 3 == 0) places.forms = {"x" + stem};
      for (std::size_t i = 0; i < places.positions.size(); ++i) {
        places.form_at.push_back(static_cast<std::uint32_t>(random() % places.forms.size()));
      }
    }
    Marks marks;
    marks.size = size;
    marks.sections = {{0, Zone::speech, 0}};
    marks.cues = {{0, 0, 10}};
    const auto read = open(encode(stems, marks));
    std::vector<std::string> names;
    std::multiset<std::string> asked;
    for (const auto& [stem, places] : stems) {
      names.push_back(stem);
      BOOST_REQUIRE_MESSAGE(positions(read, stem) == places.positions, "positions of " << stem);
      for (std::uint32_t f = 0; f < places.forms.size(); ++f) {
        std::vector<Position> expected;
        for (std::size_t i = 0; i < places.positions.size(); ++i) {
          if (places.form_at[i] == f) expected.push_back(places.positions[i]);
        }
        BOOST_REQUIRE_MESSAGE(positions_of_form(read, stem, places.forms[f]) == expected,
                              "form " << places.forms[f] << " of " << stem);
      }
      BOOST_REQUIRE(positions_of_form(read, stem, stem + "zz").empty());
      require_same_by_place(read, stem, places, random);
      for (const auto& near :
           {stem + "a", stem + "z", stem.substr(1), std::string("m"), std::string()}) {
        if (!stems.contains(near)) BOOST_REQUIRE(!read.find(near));
        asked.insert(near);
      }
      asked.insert(stem);
    }
    BOOST_REQUIRE(read.stems() == names);
    // Many stems on one walk are found as one by one.
    const std::vector<Sought> walk(asked.begin(), asked.end());
    std::vector<std::optional<WordList>> found;
    read.find_all(walk, found);
    BOOST_REQUIRE(found.size() == walk.size());
    for (std::size_t i = 0; i < walk.size(); ++i) {
      const auto alone = read.find(walk[i].stem);
      BOOST_REQUIRE(found[i].has_value() == alone.has_value());
      if (alone) BOOST_REQUIRE(found[i]->bit == alone->bit && found[i]->count == alone->count);
    }
  }
}

BOOST_AUTO_TEST_CASE(a_word_is_spoken_at_its_share_of_its_cue) {
  const auto read = open(encode({{"a", {{2}, {"a"}, {0}}}}, small_marks()));
  BOOST_TEST(read.start_ms(2) == 1000U);  // four words in four seconds
  BOOST_TEST(read.end_ms(2) == 2000U);
  BOOST_TEST(read.start_ms(5) == 4000U);
  BOOST_TEST(read.start_ms(6) == 5000U);
  BOOST_TEST(read.start_ms(7) == 5500U);
  BOOST_TEST(read.end_ms(7) == 6000U);
  BOOST_TEST(read.start_ms(8) == 9000U);
  BOOST_TEST(read.end_ms(11) == 13000U);
  BOOST_TEST(read.start_ms(0) == 0U);  // the title has no time
}

BOOST_AUTO_TEST_CASE(words_with_their_own_times_are_spoken_then) {
  auto marks = small_marks();
  marks.word_marks = {{2, 1000}, {3, 1100}, {5, 4500}};
  const auto read = open(encode({{"a", {{2}, {"a"}, {0}}}}, marks));
  BOOST_TEST(read.start_ms(2) == 1000U);
  BOOST_TEST(read.end_ms(2) == 1100U);
  BOOST_TEST(read.start_ms(3) == 1100U);
  BOOST_TEST(read.start_ms(4) == 2800U);  // between its neighbours
  BOOST_TEST(read.start_ms(5) == 4500U);
  BOOST_TEST(read.end_ms(5) == 5000U);
  BOOST_TEST(read.start_ms(7) == 5500U);  // the next cue has none
}

BOOST_AUTO_TEST_CASE(in_the_order_of_the_text_no_word_is_said_after_the_next_cue_begins) {
  auto marks = small_marks();
  marks.cues = {{2, 1000, 9000}, {6, 3000, 4000}, {8, 3500, 7500}};
  const auto read = open(encode({{"a", {{2}, {"a"}, {0}}}}, marks));
  BOOST_TEST(read.start_ms(4) == 5000U);
  OrderedTimes times(read.clock());
  std::vector<std::uint32_t> said;
  for (const Position at : {2U, 4U, 4U, 6U, 7U, 11U}) said.push_back(times.at(at));
  const std::vector<std::uint32_t> expected{1000, 3000, 3000, 3000, 3500, 6500};
  BOOST_TEST(said == expected, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_position_knows_its_cue_speaker_chapter_and_section) {
  const auto read = open(encode({{"a", {{2}, {"a"}, {0}}}}, small_marks()));
  BOOST_TEST(read.cue_at(7) == 1U);
  BOOST_TEST(read.cue_end(1) == 8U);
  BOOST_TEST(read.cue_end(2) == 12U);
  BOOST_TEST(read.speakers().at(read.speaker_of_cue(1)) == "Ann");
  BOOST_TEST(read.speakers().at(read.speaker_of_cue(2)) == "Bo");
  BOOST_TEST(read.chapter_at(4999).value() == 0U);
  BOOST_TEST(read.chapter_at(5000).value() == 1U);
  BOOST_TEST(read.section_at(1) == 0U);
  BOOST_TEST(read.section_at(2) == 1U);
  BOOST_TEST(read.section_end(0) == 2U);
  BOOST_TEST(read.speech_begin() == 2U);
}

BOOST_AUTO_TEST_CASE(a_flipped_bit_anywhere_is_refused) {
  const auto bytes =
      encode({{"a", {{2, 5}, {"a"}, {0, 0}}}, {"bee", {{3}, {"bees"}, {0}}}}, small_marks());
  for (std::size_t i = 0; i < bytes.size() * 8; ++i) {
    auto damaged = bytes;
    damaged[i / 8] = static_cast<char>(damaged[i / 8] ^ (1 << (i % 8)));
    const auto read = Timeline::open(damaged);
    BOOST_REQUIRE(!read);
    BOOST_REQUIRE(read.error().code == Errc::corrupt);
  }
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    BOOST_REQUIRE(!Timeline::open(bytes.substr(0, size)));
  }
}

BOOST_AUTO_TEST_CASE(a_byte_more_or_less_is_refused_under_a_right_checksum) {
  const auto bytes = encode({{"a", {{2, 5}, {"a"}, {0, 0}}}}, small_marks());
  BOOST_REQUIRE(Timeline::open(signed_again(bytes)));
  for (const auto& changed : {bytes + '\0', bytes.substr(0, bytes.size() - 1)}) {
    const auto read = Timeline::open(signed_again(changed));
    BOOST_REQUIRE(!read);
    BOOST_TEST(to_string(read.error().code) == "corrupt");
  }
}

BOOST_AUTO_TEST_CASE(bytes_that_lie_under_a_right_checksum_lead_nowhere) {
  auto marks = small_marks();
  marks.size = 80;
  Places often{{}, {"of", "off"}, {}};
  for (Position at = 8; at < 78; at += 1 + at % 3) {
    often.positions.push_back(at);
    often.form_at.push_back(at % 2);
  }
  BOOST_REQUIRE(often.positions.size() >= kLongList);
  const auto bytes = encode(
      {{"a", {{2, 5}, {"a", "as"}, {0, 1}}}, {"bee", {{3}, {"bees"}, {0}}}, {"of", often}}, marks);
  std::mt19937 random(3);  // NOLINT: the same every time
  for (int round = 0; round < 20000; ++round) {
    auto lying = bytes;
    for (auto n = 1 + random() % 3; n > 0; --n) {
      lying[8 + random() % (lying.size() - 8)] = static_cast<char>(random());
    }
    const auto read = Timeline::open(signed_again(lying));
    if (!read) continue;
    for (const auto* stem : {"a", "bee", "of", "zebra", ""}) {
      for (const auto at : positions(*read, stem)) {
        BOOST_REQUIRE(at < read->size());
        (void)read->start_ms(at);
        (void)read->end_ms(at);
        (void)OrderedTimes(read->clock()).at(at);
        (void)read->speaker_of_cue(read->cue_at(at));
      }
      BOOST_REQUIRE(read->is_sound() || read->cues().size() == 1U);
      (void)positions_of_form(*read, stem, "bees");
      if (const auto list = read->find(stem)) {
        auto finder = read->finder(*list);
        const auto in_form = read->in_form(*list, "bees");
        for (Position at = 0; at < read->size() && at < 100; ++at) {
          if (const auto index = finder.index_of(at)) (void)in_form.at(*index);
        }
      }
    }
    std::vector<std::optional<WordList>> lists;
    read->find_all(std::vector<Sought>(20, Sought("bee")), lists);
    BOOST_REQUIRE(lists.size() == 20U);
    (void)read->stems();
    (void)read->wording(0, read->size());
  }
}

BOOST_AUTO_TEST_CASE(a_run_of_positions_reads_as_the_words_that_stand_there) {
  const auto read = open(encode({{"a", {{2, 5}, {"a", "as"}, {0, 1}}},
                                 {"bee", {{3, 4}, {"bees"}, {0, 0}}},
                                 {"studi", {{6}, {"studies"}, {0}}}},
                                small_marks()));
  const auto wording = read.wording(2, 7);
  BOOST_REQUIRE(wording.has_value());
  std::string said;
  for (std::size_t word = 0; word < wording->size(); ++word) {
    const auto form = wording->form_at(word);
    said.append(form.letters).append(" " + std::to_string(form.number) + " ");
  }
  BOOST_TEST(said == "a 0 bees 2 bees 2 as 1 studies 3 ");
  BOOST_TEST(wording->all_forms() == 4U);
  BOOST_TEST(!read.wording(6, 8).has_value());  // no word is at 7
  BOOST_TEST(!read.wording(6, 13).has_value());
}

BOOST_AUTO_TEST_CASE(a_word_with_two_stems_reads_as_under_the_second) {
  const auto read = open(
      encode({{"a", {{2, 3}, {"ab", "x"}, {0, 1}}}, {"b", {{2}, {"ab"}, {0}}}}, small_marks()));
  const auto wording = read.wording(2, 4);
  BOOST_REQUIRE(wording.has_value());
  BOOST_TEST(wording->form_at(0).letters == "ab");
  BOOST_TEST(wording->form_at(0).number == 2U);
  BOOST_TEST(wording->form_at(1).number == 1U);
}

BOOST_AUTO_TEST_CASE(stems_of_any_script_and_length_are_found) {
  const std::string long_stem(80, 'k');
  std::map<std::string, Places> stems;
  Position at = 0;
  for (const auto& stem :
       {std::string("k"), std::string("2"), std::string("2k"), std::string("don't"),
        std::string("чай"), std::string("чайник"), std::string("お茶"), std::string("c++"),
        long_stem, long_stem + "a", long_stem.substr(1), std::string("kkkkkkkkkkkk"),
        std::string("kkkkkkkkkkkkk"), std::string("kkkkkk"), std::string("kkkkkkk")}) {
    stems[stem] = {{at}, {stem, stem + "s"}, {at % 2}};
    ++at;
  }
  Marks marks;
  marks.size = at;
  marks.sections = {{0, Zone::speech, 0}};
  for (const auto letter_bits : {kLatinBits, kByteBits}) {
    BOOST_TEST_CONTEXT("letters of " << letter_bits << " bits") {
      const auto read = open(encode(stems, marks, letter_bits));
      for (const auto& [stem, places] : stems) {
        BOOST_TEST((positions(read, stem) == places.positions), stem);
        BOOST_TEST((read.forms(*read.find(stem)) == places.forms), stem);
      }
      for (const auto& other : {long_stem + "b", long_stem.substr(2), std::string("ч"),
                                std::string("kkkkkkkkkkkkkk"), std::string("3"), std::string()}) {
        BOOST_TEST(!read.find(other).has_value(), other);
      }
      BOOST_TEST(read.stems().size() == stems.size());
    }
  }
}

// Once a run of no bits behind exactly 64 pending ones was undefined.
BOOST_AUTO_TEST_CASE(bits_come_back_in_whatever_portions_they_are_written) {
  std::mt19937 random(11);
  for (int round = 0; round < 200; ++round) {
    std::vector<std::pair<std::uint64_t, unsigned>> portions;
    std::string bytes;
    BitWriter out(bytes);
    for (int i = 0; i < 60; ++i) {
      const auto count = round % 2 == 0 ? random() % 57 : random() % 3 * 8;
      const auto value = (std::uint64_t{random()} << 32U | random()) & ((1ULL << count) - 1);
      portions.emplace_back(value, static_cast<unsigned>(count));
      out.put(value, static_cast<unsigned>(count));
    }
    out.align();
    const auto size = bytes.size();
    bytes.append(kPadding, '\0');
    BitReader in(std::string_view(bytes).substr(0, size), 0);
    for (const auto& [value, count] : portions) BOOST_REQUIRE(in.wide(count) == value);
    BOOST_TEST(in.left() < 8U);
  }
}

BOOST_AUTO_TEST_CASE(marks_come_back_as_they_were) {
  auto marks = small_marks();
  marks.cues = {{2, 1000, 5000}, {6, 4000, 4000}, {8, 4000, INT32_MAX}, {8, INT32_MAX, INT32_MAX}};
  marks.word_marks = {{2, 1000}, {3, 700}, {11, INT32_MAX}};
  const auto read = open(encode({{"a", {{2}, {"a"}, {0}}}}, marks));
  BOOST_TEST((read.cues() == marks.cues));
  BOOST_TEST((read.turns() == marks.turns));
  BOOST_TEST((read.chapters() == marks.chapters));
  BOOST_TEST((read.sections() == marks.sections));
  BOOST_TEST(read.start_ms(11) == static_cast<std::uint32_t>(INT32_MAX));
}

BOOST_AUTO_TEST_CASE(an_episode_without_words_has_a_timeline_all_the_same) {
  Marks marks;
  const auto read = open(encode({}, marks));
  BOOST_TEST(read.size() == 0U);
  BOOST_TEST(!read.find("a"));
  BOOST_TEST(read.sections().empty());
}

BOOST_AUTO_TEST_SUITE_END()
