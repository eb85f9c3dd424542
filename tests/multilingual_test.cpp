// One index of many languages: each episode is found by words of its own, whoever asks.

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <boost/test/unit_test.hpp>

#include <whensaid/whensaid.hpp>

#include "support/episode_builder.hpp"
#include "support/scratch_dir.hpp"

using namespace whensaid;
using namespace whensaid::test;
using namespace std::chrono_literals;

namespace {

struct Asked {
  std::string_view query;
  std::string_view episodes;  ///< ids, sorted
};

/// Small talks about tea and weather, one for each language.
struct Library {
  ScratchDir dir;
  Library() {
    auto writer = IndexWriter::open(dir / "index", {.shards = 2}).value();
    const auto talk = [&](const char* language, const char* text) {
      writer.put(episode(language).language(language).cue(1s, "Ann", text)).value();
    };
    talk("en", "the kettles were singing and nobody trusted the weather report on Skerrow");
    talk("de", "der Wetterbericht von Skerrow sprach von großen Häusern an der Straße");
    talk("pt", "as eleições na ilha de Skerrow atrasaram o café da manhã");
    talk("ja", "東京でお茶を飲むと天気の話になる");
    talk("zh", "我在北京大学学习怎么泡茶");
    talk("tr", "IŞIK kulesinin ışığı Isparta'dan görünmez ama İzmir güzeldir");
    talk("th", "ผมดื่มชาร้อนทุกวันที่ประภาคาร");
    writer.commit().value();
  }

  std::string find(std::string_view query) const {
    auto searcher = Searcher::open(dir / "index").value();
    std::set<std::string> ids;
    const auto page = searcher.search(Query::parse(query)).value();
    for (const auto& hit : page.hits) ids.insert(hit.episode);
    std::string text;
    for (const auto& id : ids) text += (text.empty() ? "" : " ") + id;
    return text;
  }
};

const std::vector<Asked> kAsked{
    {"kettle", "en"},
    {"trusting", "en"},
    {"Haus", "de"},
    {"GROSSE", "de"},
    {"strasse", "de"},
    {"wetterberichte", "de"},
    {"*bericht", "de"},
    {"wetter*", "de"},
    {"=Häusern", "de"},
    {"=Haus", ""},
    {"eleicoes", "pt"},
    {"\"cafe da manha\"", "pt"},
    {"東京", "ja"},
    {"\"お茶を飲む\"", "ja"},
    {"北京大学", "zh"},
    {"\"怎么泡茶\"", "zh"},
    {"ışık", "tr"},
    {"izmir", "tr"},
    {"ชาร้อน", "th"},
    {"ประภาคาร", "th"},
    {"lang:ja,zh *", "ja zh"},
    {"skerrow -lang:en -lang:pt", "de"},
    {"kettle OR 北京大学", "en zh"},
    {"haus NEAR/3 straße", "de"},
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(multilingual, Library)

BOOST_AUTO_TEST_CASE(words_are_found_in_the_language_they_are_said_in) {
  for (const auto& asked : kAsked) {
    BOOST_TEST_CONTEXT(asked.query) { BOOST_TEST(find(asked.query) == asked.episodes); }
  }
}

BOOST_AUTO_TEST_CASE(a_name_is_found_in_every_language) {
  const auto found = find("Skerrow");
  for (const auto* const language : {"en", "de", "pt"}) {
    BOOST_TEST(found.find(language) != std::string::npos, found);
  }
}

BOOST_AUTO_TEST_SUITE_END()
