// What does it cost to store an hour's text, and to read what one excerpt needs of it?

#include <algorithm>

#include <benchmark/benchmark.h>

#include "index/record.hpp"
#include "micro_episode.hpp"
#include "text/analyzer.hpp"
#include "timeline/build.hpp"
#include "timeline/timeline.hpp"

namespace whensaid::bench {
namespace {

/// The sample's timeline, which its record is written and read with.
struct Built {
  text::Analyzer analyzer{"en"};
  timeline::Builder builder{};
  timeline::Built built{builder.build(normalised_episode(), analyzer)};
  timeline::Timeline timeline{timeline::Timeline::open(built.bytes).value()};

  [[nodiscard]] std::string record() const {
    return index::encode_record(normalised_episode(), built, analyzer);
  }
};

void encode_record(benchmark::State& state) {
  const Built sample;
  std::size_t bytes = 0;
  for (auto _ : state) bytes = sample.record().size();
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(sample_speech().size()));
  state.counters["record_bytes"] = static_cast<double>(bytes);
}
BENCHMARK(encode_record);

/// What a hit costs: the card, and the chunk that holds ten cues in the middle.
void read_excerpt(benchmark::State& state) {
  const Built sample;
  const std::string bytes = sample.record();
  std::size_t text_bytes = 0;
  for (auto _ : state) {
    const index::Record record = index::Record::open(bytes).value();
    const std::uint32_t middle = record.cue_count() / 2;
    const std::vector<Cue> cues = record.cues(sample.timeline, middle, middle + 10).value();
    text_bytes = 0;
    for (const Cue& cue : cues) text_bytes += cue.text.size();
  }
  if (text_bytes == 0) state.SkipWithError("cues without text");
  state.SetItemsProcessed(state.iterations());
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(text_bytes));
}
BENCHMARK(read_excerpt);

void decode_record(benchmark::State& state) {
  const Built sample;
  const std::string bytes = sample.record();
  for (auto _ : state) {
    const Episode episode = index::Record::open(bytes).value().episode(sample.timeline).value();
    benchmark::DoNotOptimize(episode.cues.data());
  }
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(sample_speech().size()));
}
BENCHMARK(decode_record);

}  // namespace
}  // namespace whensaid::bench
