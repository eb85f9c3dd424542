// The meaning of the query language, judged: random queries on random episodes give the same places
// as plain loops over all words do, by the matcher and, over both stages, by the index.

#include <algorithm>
#include <array>
#include <cstdlib>
#include <map>
#include <memory>
#include <tuple>

#include <boost/test/unit_test.hpp>

#include <whensaid/whensaid.hpp>

#include "index/compile.hpp"
#include "index/normalise.hpp"
#include "index/synonym_table.hpp"
#include "query/canonical.hpp"
#include "support/naive_search.hpp"
#include "support/random_talk.hpp"
#include "support/scratch_dir.hpp"
#include "timeline/build.hpp"
#include "timeline/match.hpp"

using namespace whensaid;
using namespace whensaid::test;

namespace {

/// The words that the episodes are made of, names included.
std::vector<std::string> all_forms() {
  std::vector<std::string> forms{"ann", "lee", "bob", "ray", "talk"};
  forms.insert(forms.end(), RandomTalk::kWords.begin(), RandomTalk::kWords.end());
  return forms;
}

bool fits(std::string_view wildcard, std::string_view word) {
  if (wildcard.empty()) return word.empty();
  if (wildcard.front() == '*') {
    return fits(wildcard.substr(1), word) || (!word.empty() && fits(wildcard, word.substr(1)));
  }
  return !word.empty() && (wildcard.front() == '?' || wildcard.front() == word.front()) &&
         fits(wildcard.substr(1), word.substr(1));
}

/// The only fuzzy word is "fogs".
std::vector<std::string> expand(const query::Pattern& pattern) {
  if (pattern.kind == query::Pattern::Kind::fuzzy) return {"fog"};
  std::vector<std::string> found;
  for (const auto& form : all_forms()) {
    if (fits(pattern.text, form)) found.push_back(form);
  }
  return found;
}

/// Sides of one word and of several, with stop words and in two groups.
const naive::Search::Synonyms kSynonyms{
    {"lamps", "fog horn"}, {"boat", "the night", "horn"}, {"lamp of", "of", "fog"}};

Synonyms as_file(const naive::Search::Synonyms& groups) {
  std::string text;
  for (const auto& group : groups) {
    for (const auto& side : group) text += side + ", ";
    text += '\n';
  }
  return Synonyms::parse(text);
}

struct Talk {
  Episode episode{};
  naive::Row row{};
  timeline::Facts facts{};
  std::shared_ptr<const timeline::Timeline> timeline{};
  std::shared_ptr<const timeline::StoredPairs> pairs{};
};

std::map<std::string, text::Analyzer> make_analyzers() {
  std::map<std::string, text::Analyzer> analyzers;
  for (const auto* const language : {"en", "pl"}) analyzers.emplace(language, language);
  return analyzers;
}

std::vector<Talk> make_talks(RandomTalk& random, std::size_t count) {
  auto analyzers = make_analyzers();
  timeline::Builder builder;
  std::vector<Talk> talks;
  for (std::size_t i = 0; i < count; ++i) {
    Talk talk;
    talk.episode = index::normalise(random.episode("talk/" + std::to_string(i))).value();
    const auto& episode = talk.episode;
    talk.row = naive::row_of(episode);
    if (episode.published) talk.facts.published = episode.published->time_since_epoch().count();
    if (episode.duration) talk.facts.duration = episode.duration->count();
    talk.facts.season = episode.season;
    talk.facts.number = episode.number;
    auto built = builder.build(episode, analyzers.at(episode.language));
    talk.timeline = std::make_shared<const timeline::Timeline>(
        timeline::Timeline::open(std::move(built.bytes)).value());
    talk.pairs = std::make_shared<const timeline::StoredPairs>(
        timeline::StoredPairs::open(std::move(built.pairs)).value());
    talks.push_back(std::move(talk));
  }
  return talks;
}

/// As a search does it, pairs first.
bool match_in_steps(timeline::Matcher& matcher, const Talk& talk,
                    std::vector<timeline::Match>& matches) {
  if (!matcher.may_match(talk.pairs->view())) return false;
  matcher.start(*talk.timeline, talk.pairs->view(), talk.facts);
  if (!matcher.match_without_stop_words(matches)) return false;
  matcher.add_stop_words(matches);
  return true;
}

index::Dictionary dictionary() {
  index::Dictionary known;
  known.occurrences = [](const std::string&) { return 5; };
  known.length = 1000;
  known.expand = [](const query::Pattern& pattern, std::size_t) {
    return index::Dictionary::Forms{expand(pattern), {}};
  };
  return known;
}

std::string show(const std::vector<naive::Place>& places) {
  std::string text;
  for (const auto& [first, last] : places) {
    text += ' ' + std::to_string(first) + '-' + std::to_string(last);
  }
  return text;
}

/// A moment as both sides can tell it.
using Told = std::tuple<std::string, std::string, std::int64_t>;  // episode, zone, start in ms

/// The walk that search.hpp describes at Order::time.
void walk(const Talk& talk, const std::vector<naive::Place>& places, std::vector<Told>& told) {
  std::map<int, std::vector<std::pair<std::int64_t, std::size_t>>> by_section;
  for (const auto& [first, last] : places) {
    const auto& word = talk.row[first];
    by_section[word.section].emplace_back(word.ms.value_or(0), first);
  }
  for (auto& [section, matches] : by_section) {
    std::sort(matches.begin(), matches.end());
    for (std::size_t i = 0; i < matches.size();) {
      const auto start = matches[i].first;
      const auto zone = talk.row[matches[i].second].zone;
      told.emplace_back(talk.episode.id, to_string(zone), start);
      while (i < matches.size() && matches[i].first <= start + 30'000) ++i;
    }
  }
}

/// How many queries; the closing number of pairs is this times the episodes.
std::size_t rounds(std::size_t usual) {
  const auto* const asked = std::getenv("WHENSAID_JUDGE_ROUNDS");
  return asked == nullptr ? usual : std::strtoul(asked, nullptr, 10);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(judge)

BOOST_AUTO_TEST_CASE(the_analyzers_agree_with_the_small_language_of_the_judge) {
  auto analyzers = make_analyzers();
  for (auto& [language, analyzer] : analyzers) {
    for (const auto& form : all_forms()) {
      std::vector<text::Token> tokens;
      analyzer.analyze(form, tokens);
      BOOST_TEST_CONTEXT(language << ' ' << form) {
        BOOST_REQUIRE(tokens.size() == 1U);
        const auto word = tokens.front().word;
        BOOST_TEST(analyzer.stem(word) == naive::stem_of(form, language));
        BOOST_TEST(analyzer.second_stem(word).empty());
        BOOST_TEST(analyzer.is_stop(word) == naive::is_stop(form, language));
      }
    }
  }
}

BOOST_AUTO_TEST_CASE(the_matcher_finds_the_places_that_plain_loops_find) {
  RandomTalk random{20261121};
  const auto talks = make_talks(random, 40);
  auto analyzers = make_analyzers();
  auto known = dictionary();
  const index::SynonymTable table(as_file(kSynonyms), {"en", "pl"});
  std::size_t pairs = 0;
  std::size_t found = 0;
  for (auto round = rounds(1'500); round > 0; --round) {
    const auto query = random.query();
    const bool with_synonyms = round % 2 == 0;
    known.synonyms = with_synonyms ? &table : nullptr;
    const auto synonyms = with_synonyms ? kSynonyms : naive::Search::Synonyms{};
    const auto compiled = index::compile(query, analyzers, known, Day{});
    std::map<std::string, timeline::Matcher> matchers;
    for (const auto& [language, plan] : compiled.plans) matchers.emplace(language, plan);
    for (const auto& talk : talks) {
      ++pairs;
      std::vector<timeline::Match> matches;
      auto& matcher = matchers.at(talk.episode.language);
      const bool holds = round % 3 == 0 ? matcher.match(*talk.timeline, talk.facts, matches)
                                        : match_in_steps(matcher, talk, matches);
      std::vector<naive::Place> places;
      for (const auto& match : matches) {
        const naive::Place place{match.first, match.last};
        if (places.empty() || places.back() != place) places.push_back(place);
      }
      const auto judged = naive::Search(talk.episode, talk.row, expand, synonyms).run(query);
      found += judged ? 1 : 0;
      if (holds == judged.has_value() && (!holds || places == *judged)) continue;
      BOOST_ERROR(query::print(query) + " on " + talk.episode.id + " (" + talk.episode.language +
                  (with_synonyms ? ", synonyms): " : "): ") + (holds ? show(places) : "no") +
                  ", judged" + (judged ? show(*judged) : " no"));
      return;
    }
  }
  BOOST_TEST_MESSAGE(pairs << " pairs judged, " << found << " match");
  BOOST_TEST(found > pairs / 10);  // a judge who never says yes proves nothing
}

BOOST_AUTO_TEST_CASE(the_index_gives_the_moments_that_plain_loops_find) {
  RandomTalk random{20261122};
  const auto talks = make_talks(random, 40);
  const ScratchDir dir;
  auto writer = IndexWriter::open(dir / "index", {.shards = 2}).value();
  for (const auto& talk : talks) writer.put(talk.episode).value();
  writer.commit().value();
  auto searcher = Searcher::open(dir / "index").value();
  SearchOptions options;
  options.limit = 100'000;
  options.per_episode = 0;
  options.excerpt_bytes = 0;
  options.order = Order::time;
  std::size_t moments = 0;
  for (auto round = rounds(400); round > 0; --round) {
    const auto query = random.query();
    const auto text = query::print(query);
    const auto synonyms = round % 2 == 0 ? kSynonyms : naive::Search::Synonyms{};
    options.synonyms = as_file(synonyms);
    const auto page = searcher.search(Query::parse(text), options).value();
    std::vector<Told> told;
    for (const auto& hit : page.hits) {
      told.emplace_back(hit.episode, to_string(hit.zone), hit.time.start.count());
    }
    std::vector<Told> judged;
    for (const auto& talk : talks) {
      const auto places = naive::Search(talk.episode, talk.row, expand, synonyms).run(query);
      if (places) walk(talk, *places, judged);
    }
    std::sort(told.begin(), told.end());
    std::sort(judged.begin(), judged.end());
    moments += judged.size();
    if (told == judged) continue;
    BOOST_ERROR(text << ": " << told.size() << " moments, judged " << judged.size());
    for (const auto& [id, zone, start] : told)
      BOOST_TEST_MESSAGE(id << ' ' << zone << ' ' << start);
    for (const auto& [id, zone, start] : judged) {
      BOOST_TEST_MESSAGE("judged " << id << ' ' << zone << ' ' << start);
    }
    return;
  }
  BOOST_TEST(moments > 1000U);
}

BOOST_AUTO_TEST_SUITE_END()
