// What does it cost to read an hour's transcript?

#include <cstdio>
#include <string>

#include <benchmark/benchmark.h>
#include <whensaid/source.hpp>

#include "micro_episode.hpp"

namespace whensaid::bench {
namespace {

std::string webvtt_time(Millis time) {
  const long long ms = time.count();
  char text[32];
  std::snprintf(text, sizeof text, "%02lld:%02lld:%02lld.%03lld", ms / 3600000, ms / 60000 % 60,
                ms / 1000 % 60, ms % 1000);
  return text;
}

std::string webvtt() {
  std::string text = "WEBVTT\n\n";
  for (const Cue& cue : sample_episode().cues) {
    text += webvtt_time(cue.start) + " --> " + webvtt_time(cue.end.value_or(cue.start)) + "\n<v " +
            cue.speaker + '>' + cue.text + "\n\n";
  }
  return text;
}

void read_webvtt(benchmark::State& state) {
  const std::string text = webvtt();
  std::size_t cues = 0;
  for (auto _ : state) {
    const Transcript transcript = read_transcript(text, Format::webvtt).value();
    cues = transcript.cues.size();
  }
  if (cues != sample_episode().cues.size()) state.SkipWithError("cues were lost");
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(text.size()));
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(cues));
}
BENCHMARK(read_webvtt);

void read_json_line(benchmark::State& state) {
  const std::string text = to_json_line(sample_episode()) + '\n';
  ReadOptions options;
  options.format = Format::json_lines;
  std::size_t cues = 0;
  for (auto _ : state) {
    static_cast<void>(read_episodes(text, options, [&](Episode&& episode) -> Result<void> {
                        cues = episode.cues.size();
                        return {};
                      }).value());
  }
  if (cues != sample_episode().cues.size()) state.SkipWithError("cues were lost");
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(text.size()));
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(cues));
}
BENCHMARK(read_json_line);

}  // namespace
}  // namespace whensaid::bench
