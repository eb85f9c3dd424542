// What does stage 2 cost for one candidate, an hour of talk: finding the places of a query's words,
// and making moments of them?

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include <benchmark/benchmark.h>

#include "micro_episode.hpp"
#include "text/analyzer.hpp"
#include "timeline/build.hpp"
#include "timeline/match.hpp"
#include "timeline/rank.hpp"
#include "timeline/timeline.hpp"

namespace whensaid::bench {
namespace {

std::string timeline_bytes() {
  text::Analyzer analyzer("en");
  return timeline::Builder().build(normalised_episode(), analyzer).bytes;
}

timeline::Atom atom_of(const text::Analyzer& analyzer, text::WordId word, std::uint32_t offset) {
  timeline::Atom atom;
  atom.words = {{timeline::PlannedWord{std::string(analyzer.stem(word)),
                                       std::string(analyzer.form(word)), false}}};
  atom.offset = offset;
  atom.weight = 4;
  return atom;
}

/// Six words in a row from the middle of the talk, any of which will do: what a person half
/// remembers.
timeline::Plan six_words() {
  text::Analyzer analyzer("en");
  std::vector<text::Token> tokens;
  analyzer.analyze(sample_speech(), tokens);
  timeline::Plan plan;
  for (std::uint32_t i = 0; i < 6; ++i) {
    plan.atoms.push_back(atom_of(analyzer, tokens[tokens.size() / 2 + i].word, i));
    timeline::Condition condition;
    condition.kind = timeline::Condition::Kind::atom;
    condition.atom = i;
    plan.root.should.push_back(std::move(condition));
  }
  plan.any = true;
  return plan;
}

void match_six_words(benchmark::State& state) {
  const std::string bytes = timeline_bytes();
  const timeline::Timeline opened = timeline::Timeline::open(bytes).value();
  const timeline::Plan plan = six_words();
  timeline::Matcher matcher(plan);
  std::vector<timeline::Match> matches;
  for (auto _ : state) {
    matches.clear();
    benchmark::DoNotOptimize(matcher.match(opened, {}, matches));
  }
  if (matches.empty()) state.SkipWithError("the words of the talk are not found in it");
  state.SetItemsProcessed(state.iterations());
  state.counters["matches"] = static_cast<double>(matches.size());
}
BENCHMARK(match_six_words);

void rank_six_words(benchmark::State& state) {
  const std::string bytes = timeline_bytes();
  const timeline::Timeline opened = timeline::Timeline::open(bytes).value();
  const timeline::Plan plan = six_words();
  timeline::Matcher matcher(plan);
  std::vector<timeline::Match> matches;
  static_cast<void>(matcher.match(opened, {}, matches));
  timeline::Ranker ranker(plan);
  std::vector<timeline::Moment> moments;
  for (auto _ : state) {
    moments.clear();
    ranker.rank(opened, matches, 1, 3, moments);
    benchmark::DoNotOptimize(moments.data());
  }
  if (moments.empty()) state.SkipWithError("no moment");
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(rank_six_words);

}  // namespace
}  // namespace whensaid::bench
