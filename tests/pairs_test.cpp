// The filter of pairs: what stands side by side is always told, and most of what does not is not.

#include "timeline/pairs.hpp"

#include <cstdint>
#include <random>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include <xxhash.h>
#include <boost/test/unit_test.hpp>

#include <whensaid/whensaid.hpp>

#include "index/normalise.hpp"
#include "index/schema.hpp"
#include "support/episode_builder.hpp"
#include "support/pairs_of.hpp"
#include "support/plain_timeline.hpp"
#include "support/random_episode.hpp"
#include "support/scratch_dir.hpp"
#include "timeline/build.hpp"
#include "timeline/wanted_pairs.hpp"

using namespace whensaid;
using namespace whensaid::test;
using namespace whensaid::timeline;
using namespace whensaid::testing;
using namespace std::chrono_literals;

namespace {

std::uint64_t pair(std::string_view first, std::string_view second) {
  return hash_of_pair(hash_of_form(first), hash_of_form(second));
}

/// What is stored of an episode.
struct Stored {
  Timeline timeline;
  StoredPairs pairs;
};

Stored stored(const Episode& episode) {
  const auto normal = index::normalise(episode).value();
  text::Analyzer analyzer(normal.language);
  Builder builder;
  auto built = builder.build(normal, analyzer);
  return {Timeline::open(std::move(built.bytes)).value(),
          StoredPairs::open(std::move(built.pairs)).value()};
}

/// Whether a phrase as typed is refused before it is looked for.
bool is_refused(const Sequence& words, const Timeline& timeline) {
  const auto pairs = pairs_of(timeline);
  return !WantedPairs(words).may_stand_in(PairsView(pairs.bytes()));
}

bool is_refused(const std::string& phrase, const Timeline& timeline) {
  return is_refused(plain_phrase(phrase).words, timeline);
}

/// Which episodes have it.
std::set<std::string> found(Searcher& searcher, std::string_view query) {
  std::set<std::string> ids;
  const auto page = searcher.search(Query::parse(query)).value();
  for (const auto& hit : page.hits) ids.insert(hit.episode);
  return ids;
}

using Ids = std::set<std::string>;

}  // namespace

BOOST_AUTO_TEST_SUITE(pairs)

BOOST_AUTO_TEST_CASE(all_neighbours_of_any_episode_are_told) {
  RandomEpisodes random(17);
  for (int i = 0; i < 200; ++i) {
    const auto [timeline, pairs] = stored(random.next("e"));
    const auto wording = timeline.wording(0, timeline.size());
    BOOST_REQUIRE(wording.has_value());
    for (std::size_t word = 1; word < wording->size(); ++word) {
      const auto before = wording->form_at(word - 1).letters;
      const auto here = wording->form_at(word).letters;
      BOOST_REQUIRE_MESSAGE(pairs.view().may_have(pair(before, here)), before << ' ' << here);
    }
  }
}

// 10,000 words of which 1,000 are distinct, each less frequent than the one before it.
BOOST_AUTO_TEST_CASE(most_words_that_never_meet_are_refused) {
  std::mt19937 random(4);  // NOLINT: the same every time
  const auto word = [&] {
    const auto rank = 1000 / (1 + random() % 1000) * (1 + random() % 40) % 1000;
    return "w" + std::to_string(rank);
  };
  std::vector<std::string> talk;
  std::string cue;
  for (int i = 0; i < 10'000; ++i) cue += talk.emplace_back(word()) + " ";
  const auto timeline = plain_timeline("", {cue});
  std::set<std::pair<std::string, std::string>> met;
  for (std::size_t i = 1; i < talk.size(); ++i) met.emplace(talk[i - 1], talk[i]);
  const auto pairs = pairs_of(timeline);
  int asked = 0;
  int told = 0;
  for (int i = 0; i < 20'000; ++i) {
    const auto first = word();
    const auto second = word();
    if (met.contains({first, second})) continue;
    ++asked;
    if (PairsView(pairs.bytes()).may_have(pair(first, second))) ++told;
  }
  BOOST_TEST_MESSAGE(met.size() << " pairs; told " << told << " of " << asked);
  BOOST_TEST(asked > 1000);
  BOOST_TEST(told * 100 < asked * 40);
}

BOOST_AUTO_TEST_CASE(order_matters) {
  const auto timeline =
      plain_timeline("", {"the kettle is on and nobody hears how the tea is made"});
  BOOST_TEST(!is_refused("the kettle is on", timeline));
  BOOST_TEST(is_refused("on is kettle the", timeline));
}

BOOST_AUTO_TEST_CASE(hashes_are_the_same_everywhere) {
  BOOST_TEST(hash_of_form("") == 0x2D06800538D394C2U);
  BOOST_TEST(hash_of_form("tea") == XXH3_64bits("tea", 3));
  BOOST_TEST(hash_of_pair(1, 2) == 0x341498A523FFB648U);
  BOOST_TEST(hash_of_pair(2, 1) == 0x853363A4A8ABBF54U);
}

BOOST_AUTO_TEST_CASE(a_place_is_always_inside) {
  for (const std::uint64_t bits :
       {std::uint64_t{8}, std::uint64_t{1} << 32U, std::uint64_t{UINT32_MAX} * kPairBits + 8}) {
    for (const std::uint64_t pair : {std::uint64_t{0}, std::uint64_t{1} << 32U, UINT64_MAX}) {
      BOOST_TEST(place_of_pair(pair, bits) < bits);
    }
  }
}

BOOST_AUTO_TEST_CASE(a_word_in_any_form_tells_nothing) {
  const auto timeline = plain_timeline("", {"two lamps"});
  const Sequence any_form{{{"two", "two", true}}, {{"lamp", "lamp", false}}};
  BOOST_TEST(!is_refused(any_form, timeline));
  const Sequence written{{{"two", "two", true}}, {{"lamp", "lamp", true}}};
  BOOST_TEST(is_refused(written, timeline));
}

BOOST_AUTO_TEST_CASE(a_pattern_needs_one_of_its_words) {
  const auto timeline = plain_timeline("", {"two lamps"});
  Sequence words{{{"two", "two", true}}, {{"lamp", "lamp", true}, {"lamp", "lamps", true}}};
  BOOST_TEST(!is_refused(words, timeline));
  words[1].pop_back();
  BOOST_TEST(is_refused(words, timeline));
  for (int i = 0; i < 40; ++i) words[1].push_back({"lamp", "lamp", true});
  BOOST_TEST(!is_refused(words, timeline));  // too many to ask for
  words[1].clear();
  BOOST_TEST(is_refused(words, timeline));  // no word of the index fits the pattern
}

BOOST_AUTO_TEST_CASE(an_episode_of_no_word_and_of_one_has_no_pair) {
  for (const auto* const said : {"", "tea"}) {
    const auto timeline = stored(EpisodeBuilder("e").cue(1s, "", said)).timeline;
    BOOST_TEST(is_refused("tea tea", timeline));
    BOOST_TEST(!is_refused("tea", timeline));  // asks for no pair
  }
}

BOOST_AUTO_TEST_CASE(of_an_episode_that_nothing_is_known_of_all_may_be) {
  BOOST_TEST(PairsView().may_have(pair("on", "the")));
}

BOOST_AUTO_TEST_CASE(a_damaged_filter_is_corrupt) {
  Pairs pairs(40);
  pairs.add(pair("the", "kettle"));
  const auto bytes = pairs.stored();
  BOOST_REQUIRE(StoredPairs::open(bytes));
  const auto is_corrupt = [](std::string changed) {
    const auto read = StoredPairs::open(std::move(changed));
    return !read && to_string(read.error().code) == "corrupt";
  };
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    BOOST_TEST(is_corrupt(bytes.substr(0, size)));
  }
  for (std::size_t bit = 0; bit < bytes.size() * 8; ++bit) {
    auto changed = bytes;
    changed[bit / 8] = static_cast<char>(changed[bit / 8] ^ 1 << bit % 8);
    BOOST_TEST(is_corrupt(changed));
  }
}

BOOST_AUTO_TEST_CASE(a_phrase_is_not_answered_from_damaged_pairs_and_words_are_answered) {
  const ScratchDir dir;
  {
    auto writer = IndexWriter::open(dir / "index", {.shards = 1}).value();
    writer.put(EpisodeBuilder("e").cue(1s, "", "the kettle is on")).value();
    writer.commit().value();
  }
  {
    Xapian::WritableDatabase database((dir / "index/shard-0").string(), index::kBackend);
    auto document = database.get_document(1);
    auto bytes = document.get_value(index::kPairsSlot);
    bytes.back() = static_cast<char>(bytes.back() ^ 1);
    document.add_value(index::kPairsSlot, bytes);
    database.replace_document(1, document);
    database.commit();
  }
  auto searcher = Searcher::open(dir / "index").value();
  const auto phrase = searcher.search(Query::parse("\"kettle is on\""));
  BOOST_REQUIRE(!phrase);
  BOOST_TEST(to_string(phrase.error().code) == "corrupt");
  BOOST_TEST(phrase.error().message.find("document 1: the pairs") != std::string::npos);
  BOOST_TEST((found(searcher, "kettle") == Ids{"e"}));
}

BOOST_AUTO_TEST_CASE(phrases_of_every_kind_are_found_as_before) {
  const ScratchDir dir;
  auto writer = IndexWriter::open(dir / "index").value();
  writer
      .put(EpisodeBuilder("pt")
               .language("pt")
               .cue(1s, "", "As eleições mudaram")
               .cue(2s, "", "a ilha toda."))
      .value();
  writer.put(EpisodeBuilder("plain").language("pt").cue(1s, "", "As eleicoes mudaram")).value();
  writer.put(EpisodeBuilder("ja").language("ja").cue(1s, "", "お茶を飲む")).value();
  writer.put(EpisodeBuilder("zh").language("zh").cue(1s, "", "我喝茶。")).value();
  writer.put(EpisodeBuilder("en").title("Fog horn").cue(1s, "", "GPT-4o isn't the C++ kettle"))
      .value();
  writer.commit().value();
  auto searcher = Searcher::open(dir / "index").value();
  for (const auto* const typed : {"\"as eleições mudaram\"", "\"as eleicoes mudaram\""}) {
    BOOST_TEST((found(searcher, typed) == Ids{"pt", "plain"}), typed);
  }
  BOOST_TEST((found(searcher, "\"mudaram a ilha\"") == Ids{"pt"}));
  BOOST_TEST((found(searcher, "\"を飲む\"") == Ids{"ja"}));
  BOOST_TEST((found(searcher, "\"お茶を飲む\"") == Ids{"ja"}));
  BOOST_TEST((found(searcher, "\"飲むを\"") == Ids{}));
  BOOST_TEST((found(searcher, "\"我喝茶\"") == Ids{"zh"}));
  BOOST_TEST((found(searcher, "\"isn't the c++\"") == Ids{"en"}));
  BOOST_TEST((found(searcher, "gpt-4o") == Ids{"en"}));
  BOOST_TEST((found(searcher, "\"fog horn\"") == Ids{"en"}));
  BOOST_TEST((found(searcher, "\"horn gpt\"") == Ids{}));  // never across sections
}

BOOST_AUTO_TEST_SUITE_END()
