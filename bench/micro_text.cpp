// What does it cost to turn an hour of English into tokens? `warm` has seen the words before, as a
// writer has after its first episodes; `cold` stems each distinct word anew.

#include <algorithm>
#include <numeric>
#include <string>
#include <vector>

#include <benchmark/benchmark.h>

#include "micro_episode.hpp"
#include "text/analyzer.hpp"
#include "text/fold.hpp"
#include "text/stem.hpp"
#include "words.hpp"

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

std::vector<std::string> distinct_words() {
  std::vector<std::string> words = split_words(sample_speech());
  std::ranges::sort(words);
  words.erase(std::unique(words.begin(), words.end()), words.end());
  return words;
}

std::size_t total_bytes(const std::vector<std::string>& words) {
  return std::accumulate(words.begin(), words.end(), std::size_t{0},
                         [](std::size_t sum, const auto& word) { return sum + word.size(); });
}

/// What the word cache saves for each word but the first of its kind.
void fold_words(benchmark::State& state) {
  const std::vector<std::string> words = distinct_words();
  for (auto _ : state) {
    for (const std::string& word : words) benchmark::DoNotOptimize(text::fold(word).data());
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(words.size()));
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(total_bytes(words)));
}
BENCHMARK(fold_words);

void stem_words(benchmark::State& state) {
  const std::vector<std::string> words = distinct_words();
  const text::Stemmer stemmer("en");
  for (auto _ : state) {
    for (const std::string& word : words) {
      benchmark::DoNotOptimize(stemmer.stems(word, word).first.data());
    }
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(words.size()));
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(total_bytes(words)));
}
BENCHMARK(stem_words);

}  // namespace
}  // namespace whensaid::bench
