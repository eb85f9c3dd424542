// Questions that are made from a collection, and the halves of its shows.

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <set>

#include <whensaid/whensaid.hpp>

#include "contest.hpp"
#include "corpus.hpp"
#include "generate.hpp"
#include "material.hpp"
#include "measure.hpp"
#include "sound.hpp"
#include "speech.hpp"
#include "words.hpp"

using namespace whensaid;
using namespace whensaid::bench;
using namespace std::chrono_literals;

namespace {

Cue cue(Millis start, std::optional<Millis> end, std::string text) {
  Cue made;
  made.start = start;
  made.end = end;
  made.text = std::move(text);
  return made;
}

/// Made episodes with a guest each, and a question on each of their chapters.
const Material& made_material() {
  static const Material kMade = [] {
    CorpusOptions options;
    options.words_an_episode = 8000;
    options.vocabulary = 3000;
    const Corpus corpus(options);
    Material material;
    for (std::size_t i = 0; i < 12; ++i) {
      const Episode episode = corpus.episode(i);
      for (const Chapter& chapter : episode.chapters) {
        Question question;
        question.id = numbered("c", material.chapters.size());
        question.classes = {"chapters, all"};
        question.ask.text = chapter.title;
        question.target.episodes = {episode.id};
        question.target.time = TimeSpan{chapter.start, chapter.start + 60s};
        set_exactness(question.target, true);
        material.chapters.push_back(std::move(question));
      }
      material.add(episode);
    }
    return material;
  }();
  return kMade;
}

using Make = std::vector<Question> (*)(const Material&, std::size_t, std::uint64_t);

std::vector<std::string> words_of(const Question& question) {
  return split_words(question.ask.text);
}

/// The question of `questions` that is made from the same quote.
const Question& same_quote(const std::vector<Question>& questions, const Question& question) {
  const auto found = std::ranges::find(questions, question.id, &Question::id);
  BOOST_REQUIRE(found != questions.end());
  return *found;
}

std::size_t places_that_differ(const std::vector<std::string>& a,
                               const std::vector<std::string>& b) {
  std::size_t places = 0;
  for (std::size_t i = 0; i < std::min(a.size(), b.size()); ++i) places += a[i] == b[i] ? 0 : 1;
  return places;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(sound)

BOOST_AUTO_TEST_CASE(words_that_sound_alike_have_one_key) {
  const std::vector<std::pair<std::string, std::string>> alike{
      {"weather", "whether"}, {"night", "knight"}, {"write", "right"}, {"peace", "piece"},
      {"cell", "sell"},       {"their", "there"},  {"cache", "catch"}, {"phase", "faze"},
      {"scene", "seen"},      {"new", "knew"},     {"bear", "bare"},   {"quick", "kwik"}};
  for (const auto& [one, other] : alike) {
    BOOST_TEST_CONTEXT(one << " " << other) { BOOST_TEST(sound_key(one) == sound_key(other)); }
  }
}

BOOST_AUTO_TEST_CASE(words_that_sound_different_do_not) {
  const std::vector<std::pair<std::string, std::string>> different{
      {"kite", "kites"}, {"bad", "bat"}, {"cat", "catty"}, {"think", "sink"}, {"go", "joe"}};
  for (const auto& [one, other] : different) {
    BOOST_TEST_CONTEXT(one << " " << other) { BOOST_TEST(sound_key(one) != sound_key(other)); }
  }
}

BOOST_AUTO_TEST_CASE(what_is_no_word_in_lower_case_letters_has_no_key) {
  for (const std::string word : {"", "don't", "Kite", "k8s", "été"}) {
    BOOST_TEST_CONTEXT(word) { BOOST_TEST(sound_key(word).empty()); }
  }
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(speech)

BOOST_AUTO_TEST_CASE(a_stream_knows_its_episodes_and_its_times) {
  Episode first;
  first.cues = {cue(1s, 2s, "We fly"), cue(3s, std::nullopt, "kites"), cue(7s, 9s, "We do")};
  Episode second;
  second.cues = {cue(5s, std::nullopt, "Boats")};
  Speech speech;
  speech.add(first);
  speech.add(second);
  BOOST_TEST(speech.stream().size() == 6U);
  BOOST_TEST(speech.vocabulary() == 5U);
  BOOST_TEST(speech.word(speech.stream()[3]) == "we");
  BOOST_TEST(speech.count(speech.stream()[0]) == 2U);
  BOOST_TEST(speech.episode_at(4) == 0U);
  BOOST_TEST(speech.episode_at(5) == 1U);
  BOOST_TEST((speech.time_of(1, 2) == TimeSpan{1s, 7s}));  // until the next cue begins
  BOOST_TEST((speech.time_of(5, 5) == TimeSpan{5s, 5s}));
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(generated)

BOOST_AUTO_TEST_CASE(the_same_seed_makes_the_same_questions) {
  for (const GeneratedGroup& group : generated_groups()) {
    BOOST_TEST_CONTEXT(group.group) {
      const auto one = group.make(made_material(), 10, 1);
      const auto again = group.make(made_material(), 10, 1);
      const auto other = group.make(made_material(), 10, 2);
      BOOST_REQUIRE(one.size() >= 10U);
      BOOST_REQUIRE(one.size() == again.size());
      const auto same = [](const Question& a, const Question& b) {
        return a.id == b.id && a.ask.text == b.ask.text && a.target.episodes == b.target.episodes &&
               a.target.time == b.target.time;
      };
      BOOST_TEST(std::ranges::equal(one, again, same));
      BOOST_TEST(!std::ranges::equal(one, other, same));
    }
  }
}

BOOST_AUTO_TEST_CASE(ids_are_distinct_within_a_class) {
  for (const GeneratedGroup& group : generated_groups()) {
    std::set<std::pair<std::string, std::string>> seen;
    for (const Question& question : group.make(made_material(), 50, 1)) {
      for (const std::string& of_class : question.classes) {
        BOOST_TEST(seen.emplace(of_class, question.id).second);
      }
    }
  }
}

BOOST_AUTO_TEST_CASE(a_quote_was_said_once_and_at_its_time) {
  const auto quotes = quotes_as_said(made_material(), 20, 1);
  BOOST_TEST(quotes.size() == 20U);
  for (const Question& quote : quotes) {
    std::size_t said = 0;
    bool at_its_time = false;
    for (std::size_t i = 0; i < 12; ++i) {
      CorpusOptions options;
      options.words_an_episode = 8000;
      options.vocabulary = 3000;
      const Episode episode = Corpus(options).episode(i);
      std::string all;
      std::string around;
      for (const Cue& one : episode.cues) {
        const std::string text = join(split_words(one.text), " ") + ' ';
        all += text;
        const bool inside =
            one.start >= quote.target.time->start && one.start < quote.target.time->end;
        if (inside && episode.id == quote.target.episodes.front()) around += text;
      }
      for (auto at = all.find(quote.ask.text + ' '); at != std::string::npos;
           at = all.find(quote.ask.text + ' ', at + 1)) {
        said += at == 0 || all[at - 1] == ' ' ? 1 : 0;
      }
      at_its_time = at_its_time || around.find(quote.ask.text) != std::string::npos;
    }
    BOOST_TEST_CONTEXT(quote.ask.text) {
      BOOST_TEST(said == 1U);
      BOOST_TEST(at_its_time);
      BOOST_TEST(words_of(quote).size() == kQuoteWords);
    }
  }
}

BOOST_AUTO_TEST_CASE(each_damage_changes_what_it_says) {
  const auto said = quotes_as_said(made_material(), 200, 1);
  for (const Question& wrong : quotes_with_wrong_word(made_material(), 50, 1)) {
    const auto words = words_of(same_quote(said, wrong));
    BOOST_TEST(words_of(wrong).size() == words.size());
    BOOST_TEST(places_that_differ(words_of(wrong), words) == 1U);
  }
  for (const Question& missing : quotes_without_word(made_material(), 50, 1)) {
    const auto words = words_of(same_quote(said, missing));
    const auto left = words_of(missing);
    BOOST_TEST(left.size() == words.size() - 1);
    BOOST_TEST(left.front() == words.front());
    BOOST_TEST(left.back() == words.back());
  }
  for (const Question& shuffled : quotes_in_other_order(made_material(), 50, 1)) {
    const auto words = words_of(same_quote(said, shuffled));
    BOOST_TEST(words_of(shuffled) != words);
    BOOST_TEST(std::ranges::is_permutation(words_of(shuffled), words));
  }
  for (const Question& misheard : quotes_with_misheard_word(made_material(), 30, 1)) {
    const auto words = words_of(same_quote(said, misheard));
    const auto heard = words_of(misheard);
    BOOST_TEST(places_that_differ(heard, words) == 1U);
    for (std::size_t i = 0; i < words.size(); ++i) {
      if (heard[i] != words[i]) BOOST_TEST(sound_key(heard[i]) == sound_key(words[i]));
    }
  }
}

BOOST_AUTO_TEST_CASE(a_misspelt_name_wants_all_episodes_of_the_guest) {
  Material material;
  for (const std::string id : {"e", "f"}) {
    material.episodes.push_back(EpisodeFacts{id, "Kites", {"Ann Example", "Bob", "José Example"}});
  }
  const auto questions = misspelt_names(material, 10, 1);
  BOOST_REQUIRE(questions.size() == 2U);  // the one plain name of two words, with 1 and 2 edits
  for (const Question& question : questions) {
    BOOST_TEST(question.ask.text != "ann example");
    BOOST_TEST((question.target.episodes == std::vector<std::string>{"e", "f"}));
    BOOST_TEST(question.misspelt);
    BOOST_TEST((question.content == Content::everything));
  }
}

BOOST_AUTO_TEST_CASE(a_plain_question_holds_the_title_and_keeps_its_answer) {
  for (const Question& question : plain_questions(made_material(), 20, 1)) {
    const Question& bare = same_quote(made_material().chapters, question);
    BOOST_TEST(question.ask.text.find(bare.ask.text) != std::string::npos);
    BOOST_TEST(question.ask.text.size() > bare.ask.text.size());
    BOOST_TEST((question.target.time == bare.target.time));
    BOOST_TEST(question.classes.front() == "chapters, all, as plain questions");
  }
}

BOOST_AUTO_TEST_CASE(a_name_with_a_topic_is_that_of_a_guest_of_the_episode) {
  for (const Question& question : names_with_topics(made_material(), 20, 1)) {
    const Question& bare = same_quote(made_material().chapters, question);
    const auto episode = std::ranges::find(made_material().episodes,
                                           question.target.episodes.front(), &EpisodeFacts::id);
    BOOST_TEST(std::ranges::any_of(episode->guests, [&](const std::string& guest) {
      return question.ask.text == guest + ' ' + bare.ask.text;
    }));
  }
}

BOOST_AUTO_TEST_CASE(too_little_speech_gives_fewer_questions_or_none) {
  const Material nothing;
  for (const GeneratedGroup& group : generated_groups()) {
    BOOST_TEST(group.make(nothing, 10, 1).empty());
  }
  Material little;
  Episode episode;
  episode.id = "e";
  episode.cues = {cue(1s, 2s, "Red kites over"), cue(2s, 3s, "green hills today")};
  little.add(episode);
  BOOST_TEST(quotes_as_said(little, 10, 1).size() <= 10U);
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(halves)

BOOST_AUTO_TEST_CASE(a_show_is_in_the_same_half_for_ever) {
  BOOST_TEST(stable_hash("") == 0xCBF29CE484222325U);
  BOOST_TEST(stable_hash("a") == 0xAF63DC4C8601EC8CU);  // from the authors' test suite
  BOOST_TEST((half_of("a") == Half::b));
  BOOST_TEST((half_of("Show 0") == half_of("Show 0")));
}

BOOST_AUTO_TEST_CASE(a_question_is_in_the_half_of_all_its_shows_or_in_none) {
  Material material;
  std::string name_a;
  std::string name_b;
  for (int i = 0; name_a.empty() || name_b.empty(); ++i) {
    const std::string name = "Show " + std::to_string(i);
    (half_of(name) == Half::a ? name_a : name_b) = name;
  }
  material.episodes = {EpisodeFacts{"in a", name_a, {}}, EpisodeFacts{"in b", name_b, {}}};
  std::vector<Question> questions(4);
  questions[0].target.episodes = {"in a"};
  questions[1].target.episodes = {"in b"};
  questions[2].target.episodes = {"in a", "in b"};
  questions[3].target.episodes = {"nowhere"};
  auto of_a = questions;
  keep_half(of_a, Half::a, material);
  BOOST_REQUIRE(of_a.size() == 1U);
  BOOST_TEST(of_a[0].target.episodes.front() == "in a");
  keep_half(questions, Half::b, material);
  BOOST_REQUIRE(questions.size() == 1U);
  BOOST_TEST(questions[0].target.episodes.front() == "in b");
}

BOOST_AUTO_TEST_CASE(a_source_with_one_approximate_question_has_approximate_times) {
  std::vector<Question> questions(2);
  questions[0].target.episodes = {"rough/show/1"};
  set_exactness(questions[0].target, false);
  questions[1].target.episodes = {"fine/show/1"};
  set_exactness(questions[1].target, true);
  Material material;
  material.learn_times(questions);
  BOOST_TEST(!material.exact_times("rough/show/2"));
  BOOST_TEST(material.exact_times("fine/show/2"));
  BOOST_TEST(material.exact_times("unheard of"));
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(parts)

BOOST_AUTO_TEST_CASE(the_parts_that_are_left_out_are_those_that_a_score_has) {
  const ScratchFolder scratch;
  const auto index = scratch.path() / "index";
  {
    auto writer = IndexWriter::open(index).value();
    Episode episode;
    episode.id = "kites";
    episode.cues.emplace_back();
    episode.cues.back().text = "kites in the rain";
    writer.put(std::move(episode)).value();
    static_cast<void>(writer.commit().value());
  }
  auto searcher = Searcher::open(index).value();
  const Explanation explained = searcher.explain(Query::parse("kites rain")).value();
  BOOST_REQUIRE(explained.hits.size() == 1U);
  std::vector<std::string> names;
  for (const ScorePart& part : explained.hits.front().parts) names.push_back(part.name);
  BOOST_TEST(names == std::vector<std::string>(kScoreParts.begin(), kScoreParts.end()),
             boost::test_tools::per_element());

  const std::vector<Entrant> entrants = without_each_part({});
  BOOST_TEST(entrants.size() == 1 + kScoreParts.size());
  for (const Entrant& entrant : entrants) {
    entrant.engine->open(index);
    const auto found = entrant.engine->search(Ask{Match::any, "kites", {}}, Detail::whole);
    BOOST_TEST(found.size() == 1U, entrant.engine->name());
  }
}

BOOST_AUTO_TEST_SUITE_END()
