// Files of synonyms: what is read, and what a search with them finds.

#include <fstream>

#include <boost/test/unit_test.hpp>

#include <whensaid/whensaid.hpp>

#include "query/synonyms.hpp"
#include "support/episode_builder.hpp"
#include "support/scratch_dir.hpp"

using namespace whensaid;
using namespace whensaid::test;

namespace {

/// "[de] a|b c > d" for a group, one a line.
std::string show(const Synonyms& synonyms) {
  const auto join = [](const std::vector<std::string>& sides) {
    std::string text;
    for (const auto& side : sides) text += (text.empty() ? "" : "|") + side;
    return text;
  };
  std::string text;
  for (const auto& group : synonyms.groups()) {
    if (!text.empty()) text += '\n';
    if (!group.language.empty()) text += '[' + group.language + "] ";
    text += join(group.from);
    if (group.to != group.from) text += " > " + join(group.to);
  }
  return text;
}

std::string read(std::string_view text) { return show(Synonyms::parse(text)); }

/// "3: message" for the only warning.
std::string warning(std::string_view text) {
  const auto synonyms = Synonyms::parse(text);
  BOOST_REQUIRE(synonyms.warnings().size() == 1U);
  const auto& only = synonyms.warnings().front();
  return std::to_string(only.line) + ": " + only.message;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(synonyms)

BOOST_AUTO_TEST_CASE(a_line_is_a_group_or_goes_one_way) {
  BOOST_TEST(read("fog, mist ,sea smoke") == "fog|mist|sea smoke");
  BOOST_TEST(read("brume => fog") == "brume > fog");
  BOOST_TEST(read("brume, haar => fog, sea fog") == "brume|haar > fog|sea fog");
  BOOST_TEST(read("fog, mist\n\n# a comment\r\nboat, ship\r\n") == "fog|mist\nboat|ship");
  BOOST_TEST(read("\xEF\xBB\xBF"
                  "fog, mist") == "fog|mist");
  BOOST_TEST(read("c#, c sharp") == "c#|c sharp");
  BOOST_TEST(read("fog,,mist, ") == "fog|mist");
}

BOOST_AUTO_TEST_CASE(a_backslash_takes_a_character_as_it_is) {
  BOOST_TEST(read("a\\, b, c") == "a, b|c");
  BOOST_TEST(read("a \\=> b, c") == "a => b|c");
  BOOST_TEST(read("a\\\\b, c\\") == "a\\b|c\\");
}

BOOST_AUTO_TEST_CASE(a_line_in_brackets_is_the_language_of_those_below) {
  BOOST_TEST(read("a, b\n[de]\nc, d\n[pt-BR]\ne, f\n[*]\ng, h") == "a|b\n[de] c|d\n[pt] e|f\ng|h");
  BOOST_TEST(read("[ DE ]\nc, d") == "[de] c|d");
  BOOST_TEST(warning("[german!]\na, b") ==
             "1: no language: the lines below are left out, up to the next one in brackets");
  BOOST_TEST(read("[]\na, b\n[de]\nc, d") == "[de] c|d");
}

BOOST_AUTO_TEST_CASE(what_is_no_group_is_left_out_with_its_line) {
  BOOST_TEST(warning("a, b\nfog\nc, d") == "2: nothing that it could be a synonym of");
  BOOST_TEST(warning("a => b => c") == "1: more than one arrow: the line is left out");
  BOOST_TEST(warning("\n=> c") == "2: an arrow needs words on both sides");
  BOOST_TEST(warning("c =>") == "1: an arrow needs words on both sides");
  BOOST_TEST(read("fog\na, b\n=>") == "a|b");
  const std::string sentence(201, 'x');
  BOOST_TEST(warning("a, b, " + sentence) ==
             "1: longer than 200 bytes, left out: " + std::string(40, 'x') + "...");
  BOOST_TEST(read("a, b, " + sentence) == "a|b");
}

BOOST_AUTO_TEST_CASE(any_bytes_are_read_within_bounds) {
  std::string many;
  for (std::size_t i = 0; i < 300; ++i) many += "w" + std::to_string(i) + ",";
  const auto wide = Synonyms::parse(many);
  BOOST_TEST(wide.groups().front().from.size() == kMaxSynonymSides);
  BOOST_TEST(wide.warnings().size() == 1U);

  std::string lone;
  for (std::size_t i = 0; i < 100; ++i) lone += "x\n";
  BOOST_TEST(Synonyms::parse(lone).warnings().size() == kMaxSynonymWarnings);

  std::string large = "a, b\n";
  large.resize(kMaxSynonymBytes + 1, 'x');
  const auto cut = Synonyms::parse(large);
  BOOST_TEST(show(cut) == "a|b");
  BOOST_TEST(cut.warnings().size() == 1U);

  const auto groups = Synonyms::parse([] {
    std::string lines;
    for (std::size_t i = 0; i <= kMaxSynonymGroups; ++i) lines += "a,b\n";
    return lines;
  }());
  BOOST_TEST(groups.groups().size() == kMaxSynonymGroups);
  BOOST_TEST(groups.warnings().size() == 1U);

  BOOST_TEST(read(std::string_view("a\0b, \xFF\xFE", 7)) == "ab|\uFFFD\uFFFD");
  BOOST_TEST(read("") == "");
  BOOST_TEST(read(std::string(100'000, ',')) == "");
  BOOST_TEST(read(std::string(100'001, '\\')) == "");
}

BOOST_AUTO_TEST_CASE(a_file_is_read_and_one_that_is_not_there_is_an_error) {
  const ScratchDir dir;
  std::ofstream(dir / "synonyms.txt") << "fog, mist\n";
  BOOST_TEST(show(Synonyms::read(dir / "synonyms.txt").value()) == "fog|mist");
  const auto none = Synonyms::read(dir / "none.txt");
  BOOST_REQUIRE(!none);
  BOOST_TEST((none.error().code == Errc::not_found));
  const auto folder = Synonyms::read(dir.path());
  BOOST_REQUIRE(!folder);
  BOOST_TEST((folder.error().code == Errc::io));
}

BOOST_AUTO_TEST_CASE(the_same_groups_are_equal) {
  BOOST_TEST((Synonyms::parse("a,b") == Synonyms::parse("# x\na, b\nc")));
  BOOST_TEST((Synonyms::parse("a,b") != Synonyms::parse("a,c")));
  BOOST_TEST((Synonyms{} == Synonyms::parse("")));
}

namespace {

/// An index of four short talks.
struct Harbour {
  Harbour() {
    auto writer = IndexWriter::open(dir / "index").value();
    const auto put = [&](const char* id, const char* language, const char* text) {
      Episode episode;
      episode.id = id;
      episode.language = language;
      episode.cues = {
          {.start = Millis{0}, .end = Millis{9000}, .speaker = "Ann Lee", .text = text}};
      writer.put(episode).value();
    };
    put("mist", "en", "all night the mist hid the pier from us");
    put("smoke", "en", "in winter sea smokes stand over warm water");
    put("sea", "en", "the sea was calm and no smoke rose");
    put("nebel", "de", "dann kam der nebel und die mist gabel");
    writer.commit().value();
    searcher.emplace(Searcher::open(dir / "index").value());
  }

  /// The ids that are found, in alphabetical order, each with its marked words.
  std::string found(const std::string& query, const std::string& file) {
    SearchOptions options;
    options.synonyms = Synonyms::parse(file);
    page = searcher->search(Query::parse(query), options).value();
    std::vector<std::string> lines;
    for (const auto& hit : page.hits) {
      std::string line = hit.episode + ":";
      for (const auto& word : hit.words) line += ' ' + word.text;
      lines.push_back(line);
    }
    std::sort(lines.begin(), lines.end());
    std::string text;
    for (const auto& line : lines) text += (text.empty() ? "" : "; ") + line;
    return text;
  }

  ScratchDir dir{};
  std::optional<Searcher> searcher{};
  Page page{};
};

}  // namespace

BOOST_FIXTURE_TEST_CASE(a_word_finds_its_synonyms_as_its_own_places, Harbour) {
  BOOST_TEST(found("fog", "") == "");
  BOOST_TEST(found("fog", "[en]\nfog, mist") == "mist: mist");
  BOOST_TEST(found("fogs", "[en]\nfog, mists") == "mist: mist");  // by stem, on both sides
  BOOST_TEST(found("mist", "[en]\nfog => mist") == "mist: mist; nebel: mist");
  BOOST_TEST(found("water", "fog => mist") == "smoke: water");
  BOOST_TEST(found("fog", "fog, haar\nhaar, mist") == "");  // no synonyms of synonyms
}

BOOST_FIXTURE_TEST_CASE(several_words_are_found_as_a_phrase_of_stems, Harbour) {
  BOOST_TEST(found("haar", "haar, sea smoke") == "smoke: sea smokes");
  BOOST_TEST(found("haar night", "haar, sea smoke") == "mist: night; smoke: sea smokes");
}

BOOST_FIXTURE_TEST_CASE(several_words_of_the_query_find_one_and_stay_wishes, Harbour) {
  BOOST_TEST(found("sea smoke", "[en]\nmist, sea smoke") ==
             "mist: mist; sea: sea smoke; smoke: sea smokes");
  BOOST_TEST(found("sea AND smoke", "[en]\nmist, sea smoke") ==
             "mist: mist; sea: sea smoke; smoke: sea smokes");
  BOOST_TEST(found("sea night smoke", "[en]\nmist, sea smoke") ==
             "mist: night; sea: sea smoke; smoke: sea smokes");
}

BOOST_FIXTURE_TEST_CASE(what_is_written_stays_as_it_is_written, Harbour) {
  const std::string file = "fog, mist";
  for (const auto* const query : {"=fog", "\"fog\"", "fo*", "fog~1 =fog", "\"the fog\""}) {
    BOOST_TEST(found(query, file) == "", query);
  }
}

BOOST_FIXTURE_TEST_CASE(all_operators_take_synonyms, Harbour) {
  const std::string file = "[en]\nfog, mist\nharbour => sea smoke";
  BOOST_TEST(found("+fog water", file) == "mist: mist");
  BOOST_TEST(found("fog AND pier", file) == "mist: mist pier");
  BOOST_TEST(found("sea -fog -harbour", file) == "sea: sea");
  BOOST_TEST(found("fog NEAR/3 pier", file) == "mist: mist pier");
  BOOST_TEST(found("fog NEAR/2 pier", file) == "");
  BOOST_TEST(found("harbour BEFORE/2 over", file) == "smoke: sea smokes over");
  BOOST_TEST(found("(fog OR harbour) NEAR/3 (pier OR over)", file) ==
             "mist: mist pier; smoke: sea smokes over");
  BOOST_TEST(found("speaker:ann in:turn fog pier", file) == "mist: mist pier");
  BOOST_TEST(found("title:fog", file) == "");
}

BOOST_FIXTURE_TEST_CASE(groups_are_for_their_language_only, Harbour) {
  BOOST_TEST(found("fog", "[de]\nfog, nebel") == "nebel: nebel");
  BOOST_TEST(found("fog", "[en]\nfog, nebel") == "");
  BOOST_TEST(found("fog", "[de]\nfog, nebel\n[en]\nfog, mist") == "mist: mist; nebel: nebel");
}

BOOST_FIXTURE_TEST_CASE(a_synonym_that_is_a_stop_word_is_passed_over, Harbour) {
  BOOST_TEST(found("them", "[en]\nhaar, the\nthe, pier") == "");
  BOOST_TEST(found("haar", "[en]\nhaar, the") == "");
  BOOST_TEST(found("haar", "[en]\nhaar, no smoke") == "sea: no smoke");
}

BOOST_FIXTURE_TEST_CASE(a_synonym_counts_as_the_word_does_in_another_form, Harbour) {
  (void)found("mist pier", "");
  const auto typed = page.hits.at(0).score;
  (void)found("mist pier", "mist, haar");  // nobody says haar
  BOOST_TEST(page.hits.at(0).score == typed, boost::test_tools::tolerance(1e-9));
  (void)found("haar pier", "mist, haar");  // nobody says it as it was typed
  BOOST_TEST(page.hits.at(0).score < typed);
  BOOST_TEST(page.hits.at(0).score > typed / 2);
}

BOOST_FIXTURE_TEST_CASE(a_word_with_too_many_synonyms_is_noted, Harbour) {
  std::string file = "fog => mist\n";
  for (std::size_t i = 0; i < 60; ++i) file += "fog => w" + std::to_string(i) + "\n";
  BOOST_TEST(found("fog", file) == "mist: mist; nebel: mist");
  BOOST_REQUIRE(page.notes.size() == 1U);
  BOOST_TEST(page.notes.front() == "fog has more than 50 synonyms: the first were taken");
}

BOOST_FIXTURE_TEST_CASE(a_searcher_takes_another_file_with_each_search, Harbour) {
  BOOST_TEST(found("fog", "fog, pier") == "mist: pier");
  BOOST_TEST(found("fog", "fog, water") == "smoke: water");
  BOOST_TEST(found("fog", "") == "");
}

BOOST_FIXTURE_TEST_CASE(mentions_count_a_place_of_a_synonym_once, Harbour) {
  MentionOptions options;
  options.synonyms = Synonyms::parse("[en]\nmist, sea smoke");
  const auto mentions = searcher->mentions(Query::parse("sea smoke"), options).value();
  BOOST_TEST(mentions.all.episodes == 3U);
  BOOST_TEST(mentions.all.mentions == 1U + 2U + 2U);  // mist; sea, smokes; sea, smoke
}

BOOST_AUTO_TEST_SUITE_END()
