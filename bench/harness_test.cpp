// The harness itself: a judge that is wrong makes every number wrong.

#define BOOST_TEST_MODULE whensaid_bench
#include <boost/test/unit_test.hpp>

#include <fstream>
#include <map>
#include <numeric>

#include <whensaid/result.hpp>
#include <whensaid/source.hpp>

#include "arguments.hpp"
#include "corpus.hpp"
#include "judge.hpp"
#include "measure.hpp"
#include "peers/fts5.hpp"
#include "peers/passages.hpp"
#include "peers/xapian.hpp"
#include "questions.hpp"
#include "random.hpp"
#include "typos.hpp"
#include "words.hpp"
#include "workload.hpp"

using namespace whensaid;
using namespace whensaid::bench;
using namespace std::chrono_literals;

namespace {

Target chapter(Millis start, Millis end, Millis allow) {
  Target target;
  target.episodes = {"e"};
  target.time = TimeSpan{start, end};
  target.allow = allow;
  return target;
}

Found found(std::string episode, Millis start, Millis end) {
  return Found{std::move(episode), TimeSpan{start, end}, start, {}};
}

Cue cue(Millis start, Millis end, std::string text) {
  Cue made;
  made.start = start;
  made.end = end;
  made.text = std::move(text);
  return made;
}

std::vector<Question> questions_in(const std::string& lines,
                                   std::vector<Question> (*read)(const std::filesystem::path&)) {
  const ScratchFolder scratch;
  const auto path = scratch.path() / "questions.jsonl";
  std::ofstream(path) << lines;
  return read(path);
}

/// Two episodes that both peers must answer from.
std::unique_ptr<Engine> indexed(std::unique_ptr<Engine> engine, const std::filesystem::path& path) {
  engine->create(path);
  Episode first;
  first.id = "kites";
  first.cues = {cue(5s, 9s, "We don't fly kites"), cue(70s, 75s, "in the rain at all")};
  Episode second;
  second.id = "boats";
  second.title = "Regatta";
  second.cues = {cue(10s, 14s, "Boats in the rain")};
  engine->add(std::move(first));
  engine->add(std::move(second));
  engine->finish();
  engine->open(path);
  return engine;
}

std::vector<std::string> answers(Engine& engine, Match match, const std::string& text) {
  std::vector<std::string> episodes;
  for (const Found& one : engine.search(Ask{match, text, {}}, Detail::ids)) {
    episodes.push_back(one.episode + "@" + std::to_string(one.time.start / 1s));
  }
  std::ranges::sort(episodes);
  return episodes;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(judge)

BOOST_AUTO_TEST_CASE(an_answer_is_right_when_it_overlaps_the_stretch_and_the_allowance) {
  const Target target = chapter(100s, 200s, 5s);
  BOOST_TEST(is_right(found("e", 150s, 151s), target, Clip::moment));
  BOOST_TEST(is_right(found("e", 90s, 95s), target, Clip::moment));
  BOOST_TEST(is_right(found("e", 205s, 206s), target, Clip::moment));
  BOOST_TEST(!is_right(found("e", 90s, 94s), target, Clip::moment));
  BOOST_TEST(!is_right(found("e", 206s, 207s), target, Clip::moment));
  BOOST_TEST(!is_right(found("other", 150s, 151s), target, Clip::moment));
}

BOOST_AUTO_TEST_CASE(a_long_moment_is_judged_by_its_first_thirty_seconds) {
  const Target target = chapter(100s, 200s, 5s);
  BOOST_TEST(is_right(found("e", 65s, 300s), target, Clip::moment));
  BOOST_TEST(!is_right(found("e", 64s, 300s), target, Clip::moment));
  BOOST_TEST(is_right(found("e", 64s, 300s), target, Clip::whole));
}

BOOST_AUTO_TEST_CASE(without_a_time_any_moment_of_the_episodes_is_right) {
  Target target;
  target.episodes = {"a", "b"};
  BOOST_TEST(is_right(found("b", 0s, 0s), target, Clip::moment));
  BOOST_TEST(!is_right(found("c", 0s, 0s), target, Clip::moment));
}

BOOST_AUTO_TEST_CASE(the_first_right_answer_counts_and_only_ten_are_looked_at) {
  const Target target = chapter(100s, 200s, 0s);
  std::vector<Found> list(10, found("x", 0s, 0s));
  list.push_back(found("e", 100s, 101s));
  BOOST_TEST(bench::judge(list, target, Clip::moment).rank == 0U);
  list[3] = found("e", 100s, 101s);
  list[5] = found("e", 100s, 101s);
  BOOST_TEST(bench::judge(list, target, Clip::moment).rank == 4U);
  BOOST_TEST(bench::judge({}, target, Clip::moment).rank == 0U);
}

BOOST_AUTO_TEST_CASE(the_entry_point_is_measured_where_the_first_answer_is_right_and_times_exact) {
  Target target = chapter(100s, 200s, 0s);
  const std::vector<Found> right{Found{"e", TimeSpan{110s, 111s}, 97s, {}}};
  BOOST_TEST(!bench::judge(right, target, Clip::moment).entry_error.has_value());
  target.exact_times = true;
  BOOST_TEST((bench::judge(right, target, Clip::moment).entry_error == Millis{3s}));
  const std::vector<Found> second{found("x", 0s, 0s), right.front()};
  BOOST_TEST(!bench::judge(second, target, Clip::moment).entry_error.has_value());
}

BOOST_AUTO_TEST_CASE(a_summary_adds_up) {
  std::vector<Verdict> verdicts(4);
  verdicts[0].rank = 1;
  verdicts[1].rank = 4;
  verdicts[2].rank = 2;
  for (std::size_t i = 0; i < 4; ++i) verdicts[i].cpu = std::chrono::milliseconds(i + 1);
  const Summary summary = summarise(verdicts);
  BOOST_TEST(summary.questions == 4U);
  BOOST_TEST(summary.hit_at_1 == 0.25);
  BOOST_TEST(summary.hit_at_10 == 0.75);
  BOOST_TEST(summary.mrr_at_10 == (1 + 0.25 + 0.5) / 4);
  BOOST_TEST(summary.cpu_median_ms == 2.0);
  BOOST_TEST(summary.cpu_p95_ms == 4.0);
  BOOST_TEST(!summary.entry_error_s.has_value());
}

BOOST_AUTO_TEST_CASE(percentiles_are_values_that_occurred) {
  const std::vector<double> values{5, 1, 4, 2, 3};
  BOOST_TEST(percentile(values, 0) == 1);
  BOOST_TEST(percentile(values, 50) == 3);
  BOOST_TEST(percentile(values, 80) == 4);
  BOOST_TEST(percentile(values, 81) == 5);
  BOOST_TEST(percentile(values, 100) == 5);
  BOOST_TEST(percentile({}, 50) == 0);
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(questions)

BOOST_AUTO_TEST_CASE(a_chapter_question_knows_its_classes_and_its_allowance) {
  const auto questions = questions_in(
      R"({"qid":"c1","query":"Kites","episode":"e","start":10,"end":20.5,"approx_times":true,"term_overlap":0.75}
{"qid":"c2","query":"Boats","episode":"e","start":30,"end":40,"approx_times":false,"term_overlap":0.5}
)",
      read_chapter_questions);
  BOOST_REQUIRE(questions.size() == 2U);
  BOOST_TEST(questions[0].id == "c1");
  BOOST_TEST(questions[0].classes.size() == 2U);
  BOOST_TEST((questions[0].target.time == TimeSpan{10s, 20500ms}));
  BOOST_TEST((questions[0].target.allow == 60s));
  BOOST_TEST(!questions[0].target.exact_times);
  BOOST_TEST(questions[1].classes.size() == 1U);
  BOOST_TEST((questions[1].target.allow == 5s));
  BOOST_TEST(questions[1].target.exact_times);
}

BOOST_AUTO_TEST_CASE(a_known_item_is_asked_as_a_phrase_and_as_a_bag) {
  const std::string line =
      R"({"qid":"k","typ":"cross","query":"fly kites in","episode":"e","start":1,"end":2,"approx_times":false})";
  const auto phrases = questions_in(line, read_phrase_questions);
  const auto bags = questions_in(line, read_bag_questions);
  BOOST_REQUIRE(phrases.size() == 1U);
  BOOST_REQUIRE(bags.size() == 1U);
  BOOST_TEST((phrases[0].ask.match == Match::phrase));
  BOOST_TEST(phrases[0].classes.back() == "known item, phrase across two cues");
  BOOST_TEST((bags[0].ask.match == Match::any));
  BOOST_TEST(bags[0].target.exact_times);
}

BOOST_AUTO_TEST_CASE(a_metadata_question_wants_episodes_of_the_whole_index) {
  const auto questions =
      questions_in(R"({"qid":"m","kind":"guest","query":"Ann Example","episodes":["e","f"]})",
                   read_metadata_questions);
  BOOST_REQUIRE(questions.size() == 1U);
  BOOST_TEST((questions[0].content == Content::everything));
  BOOST_TEST(questions[0].target.episodes.size() == 2U);
  BOOST_TEST(!questions[0].target.time.has_value());
}

BOOST_AUTO_TEST_CASE(a_line_that_is_no_question_is_named) {
  for (const std::string line : {"nonsense", R"({"qid":"m"})", R"({"qid":"m","query":7})"}) {
    BOOST_TEST_CONTEXT(line) {
      BOOST_CHECK_EXCEPTION(questions_in("\n" + line, read_metadata_questions), Failure,
                            [](const Failure& failure) {
                              return std::string_view(failure.what()).find("questions.jsonl:2: ") !=
                                     std::string_view::npos;
                            });
    }
  }
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(passages)

BOOST_AUTO_TEST_CASE(each_cue_lies_in_one_passage_or_in_two_that_overlap) {
  Episode episode;
  episode.title = "Title";
  episode.cues = {cue(1s, 2s, "a"), cue(31s, 62s, "b"), cue(61s, 63s, "c"), cue(200s, 201s, "d")};
  const auto texts = [&](const PassageOptions& options) {
    std::vector<std::string> found;
    for (const Passage& passage : cut_passages(episode, options)) found.push_back(passage.text);
    return join(found, "|");
  };
  PassageOptions options;
  BOOST_TEST(texts(options) == "a b|c|d");
  options.metadata = true;
  BOOST_TEST(texts(options) == "Title|a b|c|d");
  options.metadata = false;
  options.named = true;
  BOOST_TEST(texts(options) == "Title\na b|Title\nc|Title\nd");
  options.named = false;
  options.step = 30s;
  BOOST_TEST(texts(options) == "a b|b c|c|d|d");
  BOOST_TEST((cut_passages(episode, options)[1].time == TimeSpan{31s, 63s}));
}

BOOST_AUTO_TEST_CASE(words_keep_inner_apostrophes_and_lose_case) {
  BOOST_TEST(join(split_words("Don't say 'C++' -- Été!"), "|") == "don't|say|c|Été");
  BOOST_TEST(join(content_words("The end of it"), "|") == "end");
  BOOST_TEST(join(content_words("To be or not to be"), "|") == "to|be|or|not|to|be");
  BOOST_TEST(between_quotes("say \"hi\" now") == "\"say  hi  now\"");
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(peers)

BOOST_AUTO_TEST_CASE(every_peer_answers_bags_conjunctions_and_phrases) {
  PassageOptions options;
  options.metadata = true;
  using Make = std::unique_ptr<Engine> (*)(const PassageOptions&);
  for (const Make make : {Make{fts5_engine}, Make{xapian_engine}}) {
    const ScratchFolder scratch;
    const auto engine = indexed(make(options), scratch.path() / "index");
    using Answers = std::vector<std::string>;
    BOOST_TEST_CONTEXT(engine->name()) {
      BOOST_TEST((answers(*engine, Match::any, "Kite raining") ==
                  Answers{"boats@10", "kites@5", "kites@70"}));
      BOOST_TEST((answers(*engine, Match::all, "boats rain") == Answers{"boats@10"}));
      BOOST_TEST(
          (answers(*engine, Match::phrase, "in the rain") == Answers{"boats@10", "kites@70"}));
      BOOST_TEST((answers(*engine, Match::phrase, "don't fly") == Answers{"kites@5"}));
      BOOST_TEST((answers(*engine, Match::any, "regatta") == Answers{"boats@0"}));
      BOOST_TEST(answers(*engine, Match::any, "zeppelin").empty());
      BOOST_TEST(answers(*engine, Match::any, "?! (").empty());
      BOOST_TEST(answers(*engine, Match::phrase, "").empty());
    }
  }
}

BOOST_AUTO_TEST_CASE(an_index_that_is_not_there_is_an_error) {
  const ScratchFolder scratch;
  BOOST_CHECK_THROW(fts5_engine({})->open(scratch.path() / "none"), Failure);
  BOOST_CHECK_THROW(xapian_engine({})->open(scratch.path() / "none"), Failure);
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(corpus)

BOOST_AUTO_TEST_CASE(the_same_seed_gives_the_same_episodes_in_any_order) {
  CorpusOptions options;
  options.vocabulary = 5000;
  options.words_an_episode = 500;
  const Corpus one(options);
  const Corpus other(options);
  const Episode later = other.episode(7);
  BOOST_TEST((one.episode(3) == other.episode(3)));
  BOOST_TEST((one.episode(7) == later));
  BOOST_TEST((one.episode(3) != one.episode(7)));
  options.seed = 2;
  BOOST_TEST((Corpus(options).episode(3) != one.episode(3)));
}

BOOST_AUTO_TEST_CASE(words_are_as_frequent_as_zipf_says_and_cues_follow_each_other) {
  CorpusOptions options;
  options.words_an_episode = 20000;
  const Episode episode = Corpus(options).episode(0);
  std::map<std::string, std::size_t> counts;
  std::size_t words = 0;
  Millis before{-1};
  for (const Cue& one : episode.cues) {
    BOOST_REQUIRE(one.start > before);
    BOOST_REQUIRE(one.end.value() > one.start);
    before = one.start;
    for (const std::string& word : split_words(one.text)) {
      ++counts[word];
      ++words;
    }
  }
  BOOST_TEST(words >= 10000U);
  const double the = static_cast<double>(counts["the"]) / static_cast<double>(words);
  BOOST_TEST(the > 0.02);
  BOOST_TEST(the < 0.08);
  const auto once = std::ranges::count_if(counts, [](const auto& one) { return one.second == 1; });
  BOOST_TEST(static_cast<std::size_t>(once) > counts.size() / 3);
  BOOST_TEST(episode.chapters.size() >= 5U);
}

BOOST_AUTO_TEST_CASE(an_unknown_size_is_refused) {
  BOOST_TEST(corpus_options("medium", 9).seed == 9U);
  BOOST_CHECK_THROW(static_cast<void>(corpus_options("huge", 1)), Failure);
}

BOOST_AUTO_TEST_CASE(a_sample_is_drawn_without_repetition_and_repeatably) {
  std::vector<int> all(100);
  std::iota(all.begin(), all.end(), 0);
  std::vector<int> one = all;
  std::vector<int> again = all;
  std::vector<int> other = all;
  sample(one, 10, 1);
  sample(again, 10, 1);
  sample(other, 10, 2);
  BOOST_TEST(one == again);
  BOOST_TEST(one != other);
  std::ranges::sort(one);
  BOOST_TEST(one.size() == 10U);
  BOOST_TEST((std::ranges::adjacent_find(one) == one.end()));
  sample(all, 1000, 1);
  BOOST_TEST(all.size() == 100U);
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(workload)

BOOST_AUTO_TEST_CASE(queries_are_taken_from_the_episodes_and_misses_are_not) {
  CorpusOptions options;
  options.episodes = 5;
  options.words_an_episode = 5000;
  const Corpus made(options);
  std::string speech;
  const EpisodeSource source = [&](const EpisodeTaker& take) {
    for (std::size_t i = 0; i < made.size(); ++i) take(made.episode(i));
  };
  source([&](Episode&& episode) {
    for (const Cue& one : episode.cues) speech += join(split_words(one.text), " ") + '\n';
  });
  const std::vector<QueryClass> classes = choose_queries(source, 10, 1);
  BOOST_TEST(classes.size() == 12U);
  for (const QueryClass& one : classes) {
    BOOST_TEST_CONTEXT(one.name) {
      BOOST_TEST(one.asks.size() == 10U);
      for (const Ask& ask : one.asks) {
        const bool said = speech.find(ask.text) != std::string::npos;
        if (ask.match == Match::phrase || one.name == "six words") BOOST_TEST(said);
        if (one.name == "miss") BOOST_TEST(!said);
      }
    }
  }
  BOOST_TEST((choose_queries(source, 10, 1)[3].asks[0].text == classes[3].asks[0].text));
}

BOOST_AUTO_TEST_CASE(too_little_text_is_refused) {
  const EpisodeSource nothing = [](const EpisodeTaker&) {};
  BOOST_CHECK_THROW(static_cast<void>(choose_queries(nothing, 10, 1)), Failure);
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(typos)

BOOST_AUTO_TEST_CASE(a_misspelt_word_is_another_with_one_edit) {
  Random random(1);
  std::map<int, int> lengths;
  for (int i = 0; i < 1000; ++i) {
    const auto typed = misspelt("kettle", random);
    BOOST_TEST(typed != "kettle");
    ++lengths[static_cast<int>(typed.size())];
  }
  BOOST_TEST(lengths.size() == 3U);  // inserted, left out, and the rest
  for (const int length : {5, 6, 7}) BOOST_TEST(lengths[length] > 200);
}

BOOST_AUTO_TEST_CASE(the_same_seed_makes_the_same_mistakes) {
  Random one(7);
  Random other(7);
  for (int i = 0; i < 50; ++i) BOOST_TEST(misspelt("teapot", one) == misspelt("teapot", other));
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(arguments)

BOOST_AUTO_TEST_CASE(options_flags_and_bare_arguments_are_told_apart) {
  const std::vector<const char*> words{"dir", "--sample", "60", "--peers"};
  const Arguments parsed(words, {"sample"}, {"peers", "json"});
  BOOST_TEST(parsed.bare().size() == 1U);
  BOOST_TEST(parsed.number("sample", 0) == 60U);
  BOOST_TEST(parsed.number("seed", 5) == 5U);
  BOOST_TEST(parsed.has("peers"));
  BOOST_TEST(!parsed.has("json"));
}

BOOST_AUTO_TEST_CASE(one_bare_argument_says_where_the_data_is) {
  using Words = std::vector<const char*>;
  BOOST_TEST(data_folder(Arguments(Words{"dir"}, {}, {})).string() == "dir");
  BOOST_TEST(data_folder(Arguments(Words{}, {}, {})).string() == "../shared/data/eval/dev");
  BOOST_TEST(only_bare(Arguments(Words{}, {}, {}), "none") == "none");
  BOOST_CHECK_THROW(static_cast<void>(data_folder(Arguments(Words{"a", "b"}, {}, {}))), Failure);
  const ScratchFolder scratch;
  BOOST_TEST(has_data(scratch.path()));
  BOOST_TEST(!has_data(scratch.path() / "none"));
}

BOOST_AUTO_TEST_CASE(a_list_has_no_empty_parts) {
  BOOST_TEST(join(split_commas("a,,b,"), "|") == "a|b");
  BOOST_TEST(split_commas("").empty());
}

BOOST_AUTO_TEST_CASE(what_is_not_understood_is_refused) {
  using Words = std::vector<const char*>;
  BOOST_CHECK_THROW(Arguments(Words{"--nonsense"}, {"sample"}, {}), Failure);
  BOOST_CHECK_THROW(Arguments(Words{"--sample"}, {"sample"}, {}), Failure);
  const Arguments parsed(Words{"--sample", "6x"}, {"sample"}, {});
  BOOST_CHECK_THROW(static_cast<void>(parsed.number("sample", 0)), Failure);
}

BOOST_AUTO_TEST_SUITE_END()
