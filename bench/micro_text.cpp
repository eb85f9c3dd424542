// What does it cost to turn an hour of English into tokens? `warm` has seen the words before, as a
// writer has after its first episodes; `cold` stems each distinct word anew.

#include <vector>

#include <benchmark/benchmark.h>

#include "micro_episode.hpp"
#include "text/analyzer.hpp"

namespace whensaid::bench {
namespace {

void count_work(benchmark::State& state, std::size_t tokens) {
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(sample_speech().size()));
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(tokens));
}

void analyze_english_warm(benchmark::State& state) {
  text::Analyzer analyzer("en");
  std::vector<text::Token> tokens;
  for (auto _ : state) {
    tokens.clear();
    analyzer.analyze(sample_speech(), tokens);
    benchmark::DoNotOptimize(tokens.data());
  }
  count_work(state, tokens.size());
}
BENCHMARK(analyze_english_warm);

void analyze_english_cold(benchmark::State& state) {
  text::Analyzer analyzer("en");
  std::vector<text::Token> tokens;
  for (auto _ : state) {
    analyzer.forget();
    tokens.clear();
    analyzer.analyze(sample_speech(), tokens);
    benchmark::DoNotOptimize(tokens.data());
  }
  count_work(state, tokens.size());
}
BENCHMARK(analyze_english_cold);

}  // namespace
}  // namespace whensaid::bench
