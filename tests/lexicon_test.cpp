// What the writer keeps of all written forms, and what the Lexicon makes of it.

#include "index/lexicon.hpp"

#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <vector>

#include <boost/test/unit_test.hpp>

#include <whensaid/index.hpp>

#include "index/schema.hpp"
#include "index/shards.hpp"
#include "support/episode_builder.hpp"
#include "support/random_episode.hpp"
#include "support/scratch_dir.hpp"
#include "support/stored_episodes.hpp"
#include "text/analyzer.hpp"
#include "text/edit_distance.hpp"
#include "text/language.hpp"

using namespace whensaid;
using namespace whensaid::test;
using namespace std::chrono_literals;
using index::Lexicon;

namespace {

using Forms = std::map<std::string, std::uint64_t>;

IndexWriter open(const std::filesystem::path& path, unsigned count = 2) {
  WriterOptions options;
  options.shards = count;
  return IndexWriter::open(path, options).value();
}

Episode talk(const std::string& id, const std::string& said) {
  return episode(id).cue(1s, "", said);
}

/// An index of one episode that says this, and its lexicon.
struct Said {
  explicit Said(const std::string& text, unsigned shards = 2) {
    auto writer = open(dir / "index", shards);
    writer.put(talk("e", text)).value();
    writer.commit().value();
  }
  [[nodiscard]] Lexicon lexicon() const {
    return Lexicon(index::open_shards(dir / "index").value());
  }
  ScratchDir dir;
};

Forms stored(const std::filesystem::path& path) {
  Forms forms;
  Lexicon lexicon(index::open_shards(path).value());
  for (const auto& entry : lexicon.with_prefix("", SIZE_MAX)) forms[entry.form] = entry.count;
  return forms;
}

/// What should be stored: the words of all stored episodes, counted.
Forms said(const std::filesystem::path& path) {
  Forms forms;
  std::map<std::string, text::Analyzer> analyzers;
  for (const auto& [id, e] : stored_episodes(path)) {
    const auto language = text::base_language(e.language);
    auto& analyzer = analyzers.try_emplace(language, language).first->second;
    const auto count = [&](std::string_view text) {
      std::vector<text::Token> tokens;
      analyzer.analyze(text, tokens);
      for (const auto& token : tokens) ++forms[std::string(analyzer.form(token.word))];
    };
    std::set<std::string> speakers;
    for (const auto& cue : e.cues) speakers.insert(cue.speaker);
    for (const auto& name : speakers) count(name);
    count(e.show);
    count(e.title);
    count(e.description);
    for (const auto& name : e.guests) count(name);
    for (const auto& name : e.hosts) count(name);
    for (const auto& chapter : e.chapters) count(chapter.title);
    for (const auto& cue : e.cues) count(cue.text);
  }
  return forms;
}

/// "kettle 3, key 1"
std::string print(const std::vector<Lexicon::Entry>& entries) {
  std::string text;
  for (const auto& [form, count] : entries) {
    text += (text.empty() ? "" : ", ") + form + " " + std::to_string(count);
  }
  return text;
}

std::string number(int n) { return "w" + std::to_string(10'000 + n); }

}  // namespace

BOOST_AUTO_TEST_SUITE(lexicon)

BOOST_AUTO_TEST_CASE(it_holds_what_the_episodes_say_after_any_changes) {
  const ScratchDir dir;
  RandomEpisodes random(11);
  auto writer = open(dir / "index", 3);
  for (int round = 0; round < 12; ++round) {
    for (int i = 0; i < 12; ++i) {
      const auto id = "e" + std::to_string(random.below(20));
      if (random.one_in(4)) {
        writer.remove(id).value();
      } else {
        writer.put(random.next(id)).value();
      }
    }
    writer.commit().value();
    BOOST_REQUIRE((stored(dir / "index") == said(dir / "index")));
  }
}

BOOST_AUTO_TEST_CASE(words_of_every_zone_are_in_it) {
  const ScratchDir dir;
  auto writer = open(dir / "index");
  writer
      .put(episode("e")
               .title("alpha")
               .description("beta")
               .guest("Gamma Xu")
               .host("Delta")
               .chapter(1s, "epsilon")
               .show("Eta")
               .cue(1s, "Theta", "Zeta zeta")
               .cue(2s, "Theta", "Zeta"))
      .value();
  writer.commit().value();
  BOOST_TEST((stored(dir / "index") == Forms{{"alpha", 1},
                                             {"beta", 1},
                                             {"gamma", 1},
                                             {"xu", 1},
                                             {"delta", 1},
                                             {"epsilon", 1},
                                             {"zeta", 3},
                                             {"eta", 1},
                                             {"theta", 1}}));
}

BOOST_AUTO_TEST_CASE(a_word_with_two_stems_counts_once) {
  const ScratchDir dir;
  auto writer = open(dir / "index");
  const auto say = [&](const char* said) {
    writer.put(episode("e").language("pt").cue(1s, "", said)).value();
    writer.commit().value();
  };
  say("eleições eleicoes Eleições");
  BOOST_TEST((stored(dir / "index") == Forms{{"eleicoes", 3}}));
  say("eleições");
  BOOST_TEST((stored(dir / "index") == Forms{{"eleicoes", 1}}));
  say("nada");
  BOOST_TEST((stored(dir / "index") == Forms{{"nada", 1}}));
}

BOOST_AUTO_TEST_CASE(the_longest_forms_are_counted_and_taken_back) {
  const ScratchDir dir;
  auto writer = open(dir / "index");
  const std::string longest(text::kMaxFormBytes, 'x');
  writer.put(talk("e", longest + " " + longest + "y " + longest + "ing")).value();
  writer.commit().value();
  BOOST_TEST((stored(dir / "index") == Forms{{longest, 3}}));
  writer.remove("e").value();
  writer.commit().value();
  BOOST_TEST(stored(dir / "index").empty());
}

BOOST_AUTO_TEST_CASE(it_grows_and_shrinks_over_many_pages_in_any_order) {
  const ScratchDir dir;
  auto writer = open(dir / "index", 1);
  Forms expected;
  for (int part = 9; part >= 0; --part) {  // backwards: what sorts before all comes last
    std::string text;
    for (int i = 0; i < 500; ++i) {
      text += number(part + 10 * i) + " ";
      expected[number(part + 10 * i)] = 1;
    }
    writer.put(talk("e" + std::to_string(part), text)).value();
    writer.commit().value();
    BOOST_REQUIRE((stored(dir / "index") == expected));
  }
  for (int part = 0; part < 10; ++part) {
    writer.remove("e" + std::to_string(part)).value();
    writer.commit().value();
    for (int i = 0; i < 500; ++i) expected.erase(number(part + 10 * i));
    BOOST_REQUIRE((stored(dir / "index") == expected));
  }
  writer.put(talk("e", "again")).value();
  writer.commit().value();
  BOOST_TEST((stored(dir / "index") == Forms{{"again", 1}}));
}

BOOST_AUTO_TEST_CASE(an_episode_that_comes_and_goes_before_a_commit_leaves_nothing) {
  const ScratchDir dir;
  auto writer = open(dir / "index");
  writer.put(talk("e", "kettle kettle")).value();
  writer.put(talk("e", "kettle teapot")).value();
  writer.put(talk("f", "saucer")).value();
  writer.remove("f").value();
  writer.commit().value();
  BOOST_TEST((stored(dir / "index") == Forms{{"kettle", 1}, {"teapot", 1}}));
}

BOOST_AUTO_TEST_CASE(what_is_not_committed_is_not_in_it) {
  const ScratchDir dir;
  auto writer = open(dir / "index");
  writer.put(talk("e", "kettle")).value();
  writer.commit().value();
  writer.put(talk("e", "teapot")).value();
  BOOST_TEST((stored(dir / "index") == Forms{{"kettle", 1}}));
}

BOOST_AUTO_TEST_CASE(an_episode_with_a_damaged_timeline_is_taken_back_by_counting_the_others) {
  const ScratchDir dir;
  {
    auto writer = open(dir / "index", 1);
    writer.put(talk("e", "kettle lid")).value();
    writer.put(talk("f", "kettle spout")).value();
    writer.put(talk("g", "sugar")).value();
    writer.commit().value();
  }
  {
    Xapian::WritableDatabase database((dir / "index/shard-0").string(), Xapian::DB_OPEN);
    auto document = database.get_document(1);
    document.add_value(index::kTimelineSlot, "nonsense");
    database.replace_document(1, document);
    database.commit();
  }
  auto writer = open(dir / "index");
  writer.put(talk("e", "teapot")).value();
  writer.remove("g").value();
  writer.commit().value();
  BOOST_TEST((stored(dir / "index") == Forms{{"kettle", 1}, {"spout", 1}, {"teapot", 1}}));
}

BOOST_AUTO_TEST_CASE(a_damaged_page_is_told) {
  const Said said("kettle teapot", 1);
  {
    Xapian::WritableDatabase database((said.dir / "index/shard-0").string(), Xapian::DB_OPEN);
    auto page = database.get_metadata(std::string(index::kFormsKey));
    page.back() = static_cast<char>(page.back() ^ 1);
    database.set_metadata(std::string(index::kFormsKey), page);
    database.commit();
  }
  auto lexicon = said.lexicon();
  BOOST_CHECK_THROW((void)lexicon.with_prefix("ket", 9), Xapian::DatabaseCorruptError);
  auto writer = open(said.dir / "index");
  writer.put(talk("f", "saucer")).value();
  const auto committed = writer.commit();
  BOOST_REQUIRE(!committed);
  BOOST_TEST(to_string(committed.error().code) == "corrupt");
}

BOOST_AUTO_TEST_CASE(after_a_reopen_it_reads_again) {
  const Said said("kettle");
  auto shards = index::open_shards(said.dir / "index").value();
  Lexicon lexicon(shards);
  BOOST_TEST(print(lexicon.within_edits("kettel", 2, 9)) == "kettle 1");
  auto writer = open(said.dir / "index");
  writer.put(talk("f", "kettles kettles")).value();
  writer.commit().value();
  for (auto& shard : shards) shard.reopen();
  BOOST_TEST(lexicon.count("kettles") == 0U);
  lexicon.clear();
  BOOST_TEST(lexicon.count("kettles") == 2U);
  BOOST_TEST(print(lexicon.within_edits("kettel", 2, 9)) == "kettle 1, kettles 2");
}

BOOST_AUTO_TEST_CASE(a_count_is_the_same_from_the_table_and_from_memory) {
  const Said said("the kettle is on the stove", 3);
  auto lexicon = said.lexicon();
  for (int pass = 0; pass < 2; ++pass) {
    BOOST_TEST(lexicon.count("the") == 2U);
    BOOST_TEST(lexicon.count("kettle") == 1U);
    BOOST_TEST(lexicon.count("kettl") == 0U);
    BOOST_TEST(lexicon.count("zebra") == 0U);
    BOOST_TEST(lexicon.count("") == 0U);
    lexicon.matching_regex("x", 1).value();  // loads all
  }
}

BOOST_AUTO_TEST_CASE(a_prefix_gives_the_most_frequent_first) {
  const Said said("key kettle Kettle keys ketchup kid kids kids je ка 茶色");
  struct Case {
    const char* prefix;
    std::size_t limit;
    const char* expected;
  };
  auto lexicon = said.lexicon();
  for (int pass = 0; pass < 2; ++pass) {
    for (const auto& [prefix, limit, expected] : std::vector<Case>{
             {"ke", 9, "kettle 2, ketchup 1, key 1, keys 1"},
             {"ke", 2, "kettle 2, ketchup 1"},
             {"ke", 0, ""},
             {"key", 9, "key 1, keys 1"},
             {"keyset", 9, ""},
             {"k", 3, "kettle 2, kids 2, ketchup 1"},
             {"к", 9, "ка 1"},
             {"", 2, "kettle 2, kids 2"},
         }) {
      BOOST_TEST(print(lexicon.with_prefix(prefix, limit)) == expected, prefix);
    }
    lexicon.matching_regex("x", 1).value();  // loads all
  }
}

BOOST_AUTO_TEST_CASE(a_wildcard_gives_the_most_frequent_first) {
  const Said said("prefix suffix suffix fix fixed pre-fix mix max c++ c");
  auto lexicon = said.lexicon();
  for (const auto& [wildcard, expected] : std::vector<std::pair<const char*, const char*>>{
           {"*fix", "fix 2, suffix 2, prefix 1"},
           {"m?x", "max 1, mix 1"},
           {"M?X", "max 1, mix 1"},
           {"pr*", "pre 1, prefix 1"},
           {"fix*", "fix 2, fixed 1"},
           {"c++", "c++ 1"},
           {"nothing*", ""},
       }) {
    BOOST_TEST(print(lexicon.matching(wildcard, 9)) == expected, wildcard);
  }
  BOOST_TEST(print(lexicon.matching("*", 2)) == "fix 2, suffix 2");
}

BOOST_AUTO_TEST_CASE(a_regular_expression_gives_the_most_frequent_first) {
  const Said said("Kokotov kokotof kokotof Kokotovs tea");
  auto lexicon = said.lexicon();
  BOOST_TEST(print(lexicon.matching_regex("kokoto[fv]", 9).value()) == "kokotof 2, kokotov 1");
  BOOST_TEST(print(lexicon.matching_regex("kokoto[fv]", 1).value()) == "kokotof 2");
  const auto refused = lexicon.matching_regex("kokoto(", 9);
  BOOST_REQUIRE(!refused);
  BOOST_TEST(refused.error().message ==
             "/kokoto(/ is not a regular expression: missing ): kokoto(");
}

BOOST_AUTO_TEST_CASE(near_forms_come_by_nearness_and_then_by_frequency) {
  const Said said(
      "kettle kettles kettles kettle's settle settle settle nettle metal kettleful шкаф");
  auto lexicon = said.lexicon();
  for (const auto& [form, distance, expected] :
       std::vector<std::tuple<const char*, unsigned, const char*>>{
           {"kettle", 0, "kettle 1"},
           {"kettle", 1, "kettle 1, settle 3, kettles 2, nettle 1"},
           {"ketle", 1, "kettle 1"},
           {"ketlte", 1, "kettle 1"},
           {"ktle", 2, "kettle 1"},
           {"шкав", 1, "шкаф 1"},
           {"", 2, ""},
           {"zebra", 2, ""},
       }) {
    BOOST_TEST(print(lexicon.within_edits(form, distance, 9)) == expected, form);
  }
  BOOST_TEST(print(lexicon.within_edits("kettle", 2, 2)) == "kettle 1, settle 3");
}

BOOST_AUTO_TEST_CASE(forms_that_sound_alike_come_by_nearness) {
  const Said said("Kokotov Kokotoff kokotof Kokosov Sougoumarane шкаф");
  auto lexicon = said.lexicon();
  for (const auto& [form, expected] : std::vector<std::pair<const char*, const char*>>{
           {"kokotof", "kokotof 1, kokotoff 1, kokotov 1"},
           {"cocotow", "kokotof 1, kokotov 1, kokotoff 1"},
           {"sugumaran", "sougoumarane 1"},
           {"шкаф", ""},
           {"", ""},
       }) {
    BOOST_TEST(print(lexicon.sounding_like(form, 9)) == expected, form);
  }
  BOOST_TEST(print(lexicon.sounding_like("cocotow", 1)) == "kokotof 1");
}

BOOST_AUTO_TEST_CASE(corrections_weigh_mistakes_against_frequency_and_never_give_the_word_itself) {
  const Said said(
      "kettle kettle kettle settle settle nettle petal tea tea tea ten Kokotov Sougoumarane");
  auto lexicon = said.lexicon();
  for (const auto& [form, expected] : std::vector<std::pair<const char*, const char*>>{
           {"ketle", "kettle"},            // a letter left out
           {"kettel", "kettle"},           // neighbours swapped
           {"cettle", "kettle"},           // letters alike before others
           {"hettle", "kettle"},           // else the more frequent
           {"kettle", "settle"},           // itself is none
           {"kokotof", "kokotov"},         //
           {"sugumaran", "sougoumarane"},  // too far away, but it sounds alike
           {"stle", "settle"},             // two edits, where most of the word is left
           {"pteel", "petal"},             //
           {"tae", "tea"},                 // three letters: one edit
           {"txae", ""},                   //
           {"txy", ""},                    //
           {"te", ""},                     // too short
           {"zebra", ""},
           {"", ""},
       }) {
    const auto found = lexicon.corrections(form, 1);
    BOOST_TEST((found.empty() ? "" : found.front().form) == expected, form);
  }
  BOOST_TEST(lexicon.corrections("hettle", 9).size() == 3U);
}

BOOST_AUTO_TEST_CASE(a_word_that_is_there_is_its_own_suggestion) {
  const Said said("kettle settle settle settle settle");
  auto lexicon = said.lexicon();
  BOOST_TEST(lexicon.suggest("kettle").value().form == "kettle");
  BOOST_TEST(lexicon.suggest("kettl").value().form == "kettle");
  BOOST_TEST(!lexicon.suggest("zebra"));
}

BOOST_AUTO_TEST_CASE(parts_of_names_are_likelier_than_words_as_frequent) {
  const ScratchDir dir;
  auto writer = open(dir / "index");
  writer.put(episode("e").guest("Anna Marder").cue(1s, "", "the harder the garden harder")).value();
  writer.commit().value();
  Lexicon lexicon(index::open_shards(dir / "index").value());
  BOOST_TEST(lexicon.corrections("xarder", 1).at(0).form == "marder");
  BOOST_TEST(lexicon.names().has("anna marder"));
  BOOST_TEST(!lexicon.names().has("anna"));
  BOOST_TEST(lexicon.names().has_word("anna"));
  BOOST_TEST(!lexicon.names().has_word("harder"));
  BOOST_TEST(lexicon.names().nearest("ana morder", 2).value() == "anna marder");
  BOOST_TEST(!lexicon.names().nearest("ana morder", 1));
}

BOOST_AUTO_TEST_CASE(near_forms_are_those_that_the_distance_names) {
  const ScratchDir dir;
  RandomEpisodes random(2);
  std::string text;
  for (int i = 0; i < 800; ++i) {
    for (auto n = 1 + random.below(7); n > 0; --n) text += "abcd"[random.below(4)];
    text += " ";
  }
  const Said said(text);
  auto lexicon = said.lexicon();
  const auto all = lexicon.with_prefix("", SIZE_MAX);
  for (const auto* const form : {"abc", "dcba", "aab", "ddddddd", "abéc", "x"}) {
    for (const unsigned distance : {1U, 2U}) {
      Forms expected;
      const text::EditDistance edits(form);
      for (const auto& entry : all) {
        if (edits.to(entry.form) <= distance) expected[entry.form] = entry.count;
      }
      Forms found;
      for (const auto& entry : lexicon.within_edits(form, distance, SIZE_MAX)) {
        found[entry.form] = entry.count;
      }
      BOOST_TEST((found == expected), form);
    }
  }
}

BOOST_AUTO_TEST_SUITE_END()
