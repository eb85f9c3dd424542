#include "index/record.hpp"

#include <algorithm>
#include <map>
#include <memory>
#include <string>

#include <boost/test/unit_test.hpp>

#include "index/normalise.hpp"
#include "support/episode_builder.hpp"
#include "support/random_episode.hpp"
#include "text/analyzer.hpp"
#include "text/language.hpp"
#include "timeline/build.hpp"
#include "timeline/timeline.hpp"

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

/// A normalised episode as it is stored.
struct Stored {
  std::string record;
  timeline::Timeline timeline;
};

Stored store(const Episode& episode) {
  text::Analyzer analyzer(text::base_language(episode.language));
  timeline::Builder builder;
  const auto built = builder.build(episode, analyzer);
  return {index::encode_record(episode, built, analyzer),
          timeline::Timeline::open(built.bytes).value()};
}

Episode read(const Stored& stored) {
  return index::Record::open(stored.record).value().episode(stored.timeline).value();
}

/// Speech in one cue each.
Episode speech(const std::vector<std::string>& texts, const std::string& language = "en") {
  auto builder = episode("e");
  for (std::size_t i = 0; i < texts.size(); ++i) builder.cue(Millis{1'000 * i}, "", texts[i]);
  Episode made = builder;
  made.language = language;
  return index::normalise(made).value();
}

/// What text() of some cues is to give: they are analyzed again.
index::PlacedText placed(const Episode& episode, const timeline::Timeline& timeline,
                         std::uint32_t first, std::uint32_t last) {
  text::Analyzer analyzer("en");
  index::PlacedText placed;
  for (auto i = first; i < last; ++i) {
    if (!placed.text.empty()) placed.text += ' ';
    const auto begin = placed.text.size();
    placed.text += episode.cues[i].text;
    std::vector<text::Token> tokens;
    analyzer.analyze(episode.cues[i].text, tokens);
    auto position = timeline.cues()[i].first;
    for (const auto& token : tokens) {
      placed.words.push_back({position++, {begin + token.begin, begin + token.end}});
    }
  }
  return placed;
}

/// Whether anything in a record differs from `truth` without an error being reported.
bool lies(const std::string& bytes, const timeline::Timeline& timeline, const Episode& truth) {
  const auto record = index::Record::open(bytes);
  if (!record) return record.error().code != Errc::corrupt;
  const auto episode = record->episode(timeline);
  if (episode) return true;  // every byte is covered by a checksum: a changed one must show
  if (episode.error().code != Errc::corrupt) return true;
  auto card = truth;
  card.description.clear();
  card.cues.clear();
  const auto description = record->description();
  const auto cues = record->cues(timeline, 0, record->cue_count());
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
      BOOST_TEST((read(store(before)) == before));
    }
  }
}

BOOST_AUTO_TEST_CASE(what_a_builder_and_an_analyzer_saw_before_changes_no_byte) {
  RandomEpisodes random(5);
  std::map<std::string, text::Analyzer> analyzers;
  timeline::Builder builder;
  for (int i = 0; i < 200; ++i) {
    const auto episode = index::normalise(random.next("e" + std::to_string(i))).value();
    const auto language = text::base_language(episode.language);
    auto& analyzer = analyzers.try_emplace(language, language).first->second;
    if (i % 50 == 49) analyzer.forget();
    const auto built = builder.build(episode, analyzer);
    BOOST_TEST_CONTEXT("episode " << i) {
      const auto fresh = store(episode);
      BOOST_TEST((timeline::checksum_of(built.bytes) == fresh.timeline.checksum()));
      BOOST_TEST((index::encode_record(episode, built, analyzer) == fresh.record));
    }
  }
}

BOOST_AUTO_TEST_CASE(the_card_is_everything_but_description_and_cues) {
  auto expected = small();
  const auto record = index::Record::open(store(expected).record).value();
  BOOST_TEST(record.cue_count() == 2U);
  BOOST_TEST(record.description().value() == "How long to steep.");
  expected.description.clear();
  expected.cues.clear();
  BOOST_TEST((record.card() == expected));
}

BOOST_AUTO_TEST_CASE(an_episode_of_nothing_but_its_id_has_a_record) {
  const auto stored = store(index::normalise(episode("e")).value());
  const auto record = index::Record::open(stored.record).value();
  BOOST_TEST(record.cue_count() == 0U);
  BOOST_TEST(record.description().value().empty());
  BOOST_TEST(record.cues(stored.timeline, 0, 10).value().empty());
}

BOOST_AUTO_TEST_CASE(any_range_of_cues_can_be_read) {
  const auto all = large();
  const auto stored = store(all);
  const auto record = index::Record::open(stored.record).value();
  auto unpacked = index::Record::open(stored.record).value();
  const auto& timeline = stored.timeline;
  unpacked.unpack(timeline);
  BOOST_TEST(unpacked.is_unpacked());
  BOOST_TEST(unpacked.bytes() > record.bytes());
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
      const std::vector<Cue> expected(from, to);
      BOOST_TEST((record.cues(timeline, first, last).value() == expected));
      BOOST_TEST((unpacked.cues(timeline, first, last).value() == expected));
      const auto text = placed(all, timeline, std::min(first, end), end);
      BOOST_TEST((record.text(timeline, first, last).value() == text));
      BOOST_TEST((unpacked.text(timeline, first, last).value() == text));
    }
  }
}

BOOST_AUTO_TEST_CASE(text_has_the_words_where_an_analyzer_finds_them) {
  RandomEpisodes random(11);
  for (int i = 0; i < 200; ++i) {
    const auto all = index::normalise(random.next("e" + std::to_string(i))).value();
    const auto stored = store(all);
    const auto record = index::Record::open(stored.record).value();
    auto unpacked = index::Record::open(stored.record).value();
    unpacked.unpack(stored.timeline);
    const auto count = static_cast<std::uint32_t>(all.cues.size());
    for (std::uint32_t first = 0; first < count; ++first) {
      const auto last = std::min(count, first + 1 + first % 3);
      BOOST_TEST_CONTEXT("episode " << i << ", cues " << first << " to " << last) {
        const auto expected = placed(all, stored.timeline, first, last);
        BOOST_TEST((record.text(stored.timeline, first, last).value() == expected));
        BOOST_TEST((unpacked.text(stored.timeline, first, last).value() == expected));
        const std::vector<Cue> cues(all.cues.begin() + first, all.cues.begin() + last);
        BOOST_TEST((unpacked.cues(stored.timeline, first, last).value() == cues));
      }
    }
  }
}

BOOST_AUTO_TEST_CASE(a_changed_byte_is_found_wherever_it_is) {
  const auto truth = small();
  const auto [bytes, timeline] = store(truth);
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    for (const int flip : {0x01, 0x80, 0xFF}) {
      auto changed = bytes;
      changed[i] = static_cast<char>(changed[i] ^ flip);
      BOOST_TEST(!lies(changed, timeline, truth),
                 "byte " << i << " of " << bytes.size() << " by " << flip);
    }
  }
}

BOOST_AUTO_TEST_CASE(a_record_cut_short_or_extended_is_found) {
  const auto truth = small();
  const auto [bytes, timeline] = store(truth);
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    BOOST_TEST(!lies(bytes.substr(0, size), timeline, truth), "cut to " << size);
  }
  BOOST_TEST(!lies(bytes + '\0', timeline, truth));
}

BOOST_AUTO_TEST_CASE(damage_in_one_chunk_leaves_the_others_readable) {
  const auto all = large();
  auto [bytes, timeline] = store(all);
  bytes.back() = static_cast<char>(bytes.back() ^ 1);
  const auto record = index::Record::open(bytes).value();
  BOOST_TEST((record.cues(timeline, 0, 100).value() ==
              std::vector<Cue>(all.cues.begin(), all.cues.begin() + 100)));
  const auto damaged = record.cues(timeline, 2'999, 3'000);
  BOOST_REQUIRE(!damaged);
  BOOST_TEST((damaged.error().code == Errc::corrupt));
  BOOST_TEST(damaged.error().message.find("large") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_record_is_read_with_its_own_timeline_only) {
  const auto one = store(speech({"the kettle sings"}));
  const auto other = store(speech({"the kettle rings"}));
  const auto cues = index::Record::open(one.record).value().cues(other.timeline, 0, 1);
  BOOST_REQUIRE(!cues);
  BOOST_TEST((cues.error().code == Errc::corrupt));
}

BOOST_AUTO_TEST_CASE(text_is_kept_to_the_byte_however_it_is_written) {
  const std::pair<const char*, std::vector<std::string>> kTexts[] = {
      {"sentences", {"Now, the kettle. The kettle? \"THE KETTLE!\"", "the end ..."}},
      {"a name in its own capitals", {"McTea likes mcTea and MCTEA, McTea", "Mctea; mctea"}},
      {"accents", {"Café, café, cafe; CAFÉ", "naïve Naïve naive"}},
      {"spaces of all kinds", {"a  b\tc\nd\u00A0e"}},
      {"no word at all", {"♪", "... !", "a"}},
      {"apostrophes", {"don't don’t DON'T Don’t"}},
      {"numbers and signs", {"C++ and C#, 3.14 or 1,000; AT&T at 10:30"}},
      {"no spaces", {"今日はお茶を飲みます。", "お茶"}},
      {"a word with two stems", {"eleições eleicoes Eleições"}},
      {"letters that fold to two", {"Straße strasse STRASSE"}},
      {"a very long word", {std::string(2'000, 'k') + " " + std::string(2'000, 'K')}},
      {"initials", {"the U.S. and the us, U.S.A. or usa"}},
  };
  for (const auto& [what, texts] : kTexts) {
    for (const auto* const language : {"en", "pt", "de", "tr", "ja"}) {
      BOOST_TEST_CONTEXT(what << " in " << language) {
        const auto before = speech(texts, language);
        const auto stored = store(before);
        BOOST_TEST((read(stored) == before));
        const auto record = index::Record::open(stored.record).value();
        const auto count = record.cue_count();
        BOOST_TEST((record.text(stored.timeline, 0, count).value() ==
                    placed(before, stored.timeline, 0, count)));
      }
    }
  }
}

BOOST_AUTO_TEST_CASE(speech_takes_a_fifth_of_what_its_letters_take) {
  // 3,000 cues of 30 letters: nearly all steps are a space, and the words are the timeline's.
  const auto all = large();
  std::size_t letters = 0;
  for (const auto& cue : all.cues) letters += cue.text.size();
  BOOST_TEST(store(all).record.size() * 5 < letters);
}

BOOST_AUTO_TEST_SUITE_END()
