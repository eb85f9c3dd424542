// What does a timeline of an hour cost to build, to open and to look a word up in?

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include <benchmark/benchmark.h>

#include "micro_episode.hpp"
#include "text/analyzer.hpp"
#include "timeline/build.hpp"
#include "timeline/timeline.hpp"

namespace whensaid::bench {
namespace {

/// Each stem of the sample with how often it stands there, the most frequent first.
std::vector<std::pair<std::uint64_t, std::string>> counted_stems(const timeline::Built& built) {
  std::vector<std::pair<std::uint64_t, std::string>> stems;
  for (const timeline::StemCount& stem : built.stems) {
    std::uint64_t sum = 0;
    for (const std::uint32_t count : stem.count) sum += count;
    stems.emplace_back(sum, std::string(stem.stem));
  }
  std::ranges::sort(stems, std::ranges::greater{});
  return stems;
}

void build_timeline(benchmark::State& state) {
  text::Analyzer analyzer("en");
  timeline::Builder builder;
  timeline::Built built;
  for (auto _ : state) {
    built = builder.build(normalised_episode(), analyzer);
    benchmark::DoNotOptimize(built.bytes.data());
  }
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(sample_speech().size()));
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(built.tokens));
  state.counters["timeline_bytes"] = static_cast<double>(built.bytes.size());
}
BENCHMARK(build_timeline);

void open_timeline(benchmark::State& state) {
  text::Analyzer analyzer("en");
  const timeline::Built built = timeline::Builder().build(normalised_episode(), analyzer);
  for (auto _ : state) {
    auto opened = timeline::Timeline::open(built.bytes);
    benchmark::DoNotOptimize(opened.has_value());
  }
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(built.bytes.size()));
}
BENCHMARK(open_timeline);

/// One of the sample's words in a hundred, rare ones and frequent ones.
void look_up_words(benchmark::State& state) {
  text::Analyzer analyzer("en");
  const timeline::Built built = timeline::Builder().build(normalised_episode(), analyzer);
  const auto stems = counted_stems(built);
  const timeline::Timeline opened = timeline::Timeline::open(built.bytes).value();
  std::vector<timeline::Position> positions;
  std::int64_t lists = 0;
  std::int64_t decoded = 0;
  for (auto _ : state) {
    for (std::size_t i = 0; i < stems.size(); i += 100) {
      positions.clear();
      if (const auto list = opened.find(stems[i].second)) opened.positions(*list, positions);
      ++lists;
      decoded += static_cast<std::int64_t>(positions.size());
      benchmark::DoNotOptimize(positions.data());
    }
  }
  state.SetItemsProcessed(lists);
  state.counters["positions_a_list"] =
      static_cast<double>(decoded) / static_cast<double>(std::max<std::int64_t>(lists, 1));
}
BENCHMARK(look_up_words);

}  // namespace
}  // namespace whensaid::bench
