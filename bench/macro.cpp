// whensaid_macro: how fast an index is built and asked, beside SQLite FTS5 and stock Xapian on the
// same episodes with the same queries in one run. README.md says how to read the numbers.

#include <algorithm>
#include <fstream>
#include <iostream>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <whensaid/whensaid.hpp>

#include "arguments.hpp"
#include "build.hpp"
#include "corpus.hpp"
#include "input.hpp"
#include "measure.hpp"
#include "peers/fts5.hpp"
#include "peers/xapian.hpp"
#include "whensaid_engine.hpp"
#include "workload.hpp"

namespace whensaid::bench {
namespace {

constexpr std::string_view kUsage =
    R"(whensaid_macro [EPISODES.jsonl] [options]   building and asking, beside the peers

  EPISODES.jsonl     episodes as JSON Lines (default: episodes made from a seed)
  --size SIZE        small, medium or large: how many are made (default: small)
  --seed N           of the episodes and of the choice of queries (default 1)
  --queries N        queries a class (default 50)
  --rounds N         how often each is asked (default 5); the median counts
  --engine NAME      only whensaid, fts5 or xapian
  --index DIR        keep the indexes here (default: a scratch folder, removed)
  --label TEXT       goes into the JSON: a commit, a machine's name
  --json FILE        all numbers as JSON; the tables go to stdout in any case

Exit status: 0 measured, 77 skipped because EPISODES.jsonl does not exist, 1 failed, 2 usage.
)";

struct Options {
  std::string episodes{};
  std::string size{};
  std::string engine{};
  std::string label{};
  std::string json{};
  std::filesystem::path index{};
  std::uint64_t seed{1};
  std::size_t queries{50};
  std::size_t rounds{5};
};

Options read_options(std::span<const char* const> words) {
  const Arguments arguments(
      words, {"size", "seed", "queries", "rounds", "engine", "index", "label", "json"}, {});
  Options options;
  if (arguments.bare().size() > 1) {
    throw Failure(Error{Errc::invalid_argument, "at most one file of episodes"});
  }
  if (!arguments.bare().empty()) options.episodes = arguments.bare().front();
  options.size = arguments.text("size", "small");
  options.engine = arguments.text("engine", "");
  options.label = arguments.text("label", "");
  options.json = arguments.text("json", "");
  options.index = arguments.text("index", "");
  options.seed = arguments.number("seed", 1);
  options.queries = arguments.number("queries", 50);
  options.rounds = std::max<std::size_t>(arguments.number("rounds", 5), 1);
  return options;
}

EpisodeSource make_source(const Options& options) {
  if (!options.episodes.empty()) {
    return [path = options.episodes](const EpisodeTaker& take) { read_episode_file(path, take); };
  }
  const auto corpus = std::make_shared<const Corpus>(corpus_options(options.size, options.seed));
  return [corpus](const EpisodeTaker& take) {
    for (std::size_t i = 0; i < corpus->size(); ++i) take(corpus->episode(i));
  };
}

/// An index to build, and the engines that answer from it.
struct Entrant {
  std::string file{};
  std::vector<std::unique_ptr<Engine>> engines{};  ///< the first one builds
  Built built{};
};

std::vector<Entrant> make_entrants(const Options& options) {
  SearchOptions bare;
  bare.excerpt_bytes = 0;
  std::vector<Entrant> entrants(3);
  entrants[0].file = "whensaid";
  entrants[0].engines.push_back(whensaid_engine());
  entrants[0].engines.push_back(whensaid_engine(bare, "whensaid, no excerpts"));
  entrants[1].file = "fts5";
  entrants[1].engines.push_back(fts5_engine(PassageOptions{}));
  entrants[2].file = "xapian";
  entrants[2].engines.push_back(xapian_engine(PassageOptions{}));
  if (options.engine.empty()) return entrants;
  std::erase_if(entrants, [&](const Entrant& entrant) { return entrant.file != options.engine; });
  if (entrants.empty()) {
    throw Failure(Error{Errc::invalid_argument, "unknown engine " + options.engine});
  }
  return entrants;
}

/// One engine's times for one class: for each query the median of the rounds.
struct Timing {
  std::string engine{};
  std::string of_class{};
  std::size_t answered{0};  ///< queries with at least one answer
  std::vector<double> cpu_ms{};
  std::vector<double> wall_ms{};
  std::vector<double> round_cpu_ms{};  ///< the median of each round: how far rounds differ
};

struct Asked {
  double cpu_ms{0};
  double wall_ms{0};
  bool answered{false};
};

Asked ask(Engine& engine, const Ask& ask) {
  const Nanos wall_before = wall();
  const Nanos cpu_before = thread_cpu();
  const std::vector<Found> found = engine.search(ask);
  return Asked{milliseconds(thread_cpu() - cpu_before), milliseconds(wall() - wall_before),
               !found.empty()};
}

/// Asks one class. Engines alternate query by query, so that a busy moment of the machine hits all
/// of them; the first round warms up and is not counted.
std::vector<Timing> time_class(const QueryClass& queries, std::span<Engine* const> engines,
                               std::size_t rounds) {
  const std::size_t count = queries.asks.size();
  std::vector<Timing> timings;
  for (Engine* const engine : engines) timings.push_back(Timing{engine->name(), queries.name});
  std::vector<std::vector<std::vector<Asked>>> asked(  // engine, query, round
      engines.size(), std::vector<std::vector<Asked>>(count, std::vector<Asked>(rounds)));
  for (std::size_t round = 0; round <= rounds; ++round) {
    for (std::size_t q = 0; q < count; ++q) {
      for (std::size_t turn = 0; turn < engines.size(); ++turn) {
        const std::size_t e = (turn + q + round) % engines.size();
        const Asked one = ask(*engines[e], queries.asks[q]);
        if (round > 0) asked[e][q][round - 1] = one;
      }
    }
  }
  for (std::size_t e = 0; e < engines.size(); ++e) {
    std::vector<std::vector<double>> by_round(rounds);
    for (const std::vector<Asked>& of_query : asked[e]) {
      std::vector<double> cpu;
      std::vector<double> elapsed;
      for (std::size_t round = 0; round < rounds; ++round) {
        cpu.push_back(of_query[round].cpu_ms);
        elapsed.push_back(of_query[round].wall_ms);
        by_round[round].push_back(of_query[round].cpu_ms);
      }
      timings[e].cpu_ms.push_back(percentile(cpu, 50));
      timings[e].wall_ms.push_back(percentile(elapsed, 50));
      timings[e].answered += of_query.front().answered ? 1 : 0;
    }
    for (const std::vector<double>& round : by_round) {
      timings[e].round_cpu_ms.push_back(percentile(round, 50));
    }
  }
  return timings;
}

/// Nothing is timed that does not work: every query but the misses was taken from the episodes.
void check_answers(const QueryClass& queries, std::span<Engine* const> engines) {
  const bool miss = queries.name == "miss";
  for (Engine* const engine : engines) {
    const auto answered = static_cast<std::size_t>(std::ranges::count_if(
        queries.asks, [&](const Ask& ask) { return !engine->search(ask).empty(); }));
    if (miss ? answered == 0 : answered == queries.asks.size()) continue;
    fmt::print(stderr, "{}: {} answers {} of {} queries\n", queries.name, engine->name(), answered,
               queries.asks.size());
  }
}

void print_build_table(const std::vector<Entrant>& entrants) {
  fmt::print(
      "| engine | version | wall s | CPU s | MB/s of CPU | peak MB | bytes on disk a byte of cue "
      "text | open ms |\n|---|---|---|---|---|---|---|---|\n");
  for (const Entrant& entrant : entrants) {
    const Built& built = entrant.built;
    const auto text = static_cast<double>(built.text_bytes);
    fmt::print("| {} | {} | {:.2f} | {:.2f} | {:.1f} | {:.0f} | {:.2f} | {:.2f} |\n",
               entrant.engines.front()->name(), entrant.engines.front()->version(), built.wall_s,
               built.cpu_s, text / 1e6 / built.cpu_s, static_cast<double>(built.peak_bytes) / 1e6,
               static_cast<double>(built.disk_bytes) / text, built.open_ms);
  }
  fmt::print("\n");
}

void print_query_table(const std::vector<Timing>& timings) {
  fmt::print(
      "| class | engine | answered | CPU ms p50 | p95 | p99 | wall ms p50 | p95 | p99 | p50 of "
      "rounds |\n|---|---|---|---|---|---|---|---|---|---|\n");
  for (const Timing& timing : timings) {
    fmt::print(
        "| {} | {} | {} of {} | {:.3f} | {:.3f} | {:.3f} | {:.3f} | {:.3f} | {:.3f} | "
        "{:.3f} to {:.3f} |\n",
        timing.of_class, timing.engine, timing.answered, timing.cpu_ms.size(),
        percentile(timing.cpu_ms, 50), percentile(timing.cpu_ms, 95), percentile(timing.cpu_ms, 99),
        percentile(timing.wall_ms, 50), percentile(timing.wall_ms, 95),
        percentile(timing.wall_ms, 99), percentile(timing.round_cpu_ms, 0),
        percentile(timing.round_cpu_ms, 100));
  }
}

nlohmann::ordered_json percentiles(const std::vector<double>& values) {
  return {{"p50", percentile(values, 50)},
          {"p95", percentile(values, 95)},
          {"p99", percentile(values, 99)}};
}

void write_json(const Options& options, const std::vector<Entrant>& entrants,
                const std::vector<Timing>& timings) {
  using nlohmann::ordered_json;
  ordered_json report{
      {"machine", machine()},
      {"label", options.label},
      {"episodes", options.episodes.empty() ? "made, " + options.size : std::string("file")},
      {"seed", options.seed},
      {"rounds", options.rounds},
      {"builds", ordered_json::array()},
      {"queries", ordered_json::array()}};
  for (const Entrant& entrant : entrants) {
    const Built& built = entrant.built;
    report["builds"].push_back(ordered_json{{"engine", entrant.engines.front()->name()},
                                            {"version", entrant.engines.front()->version()},
                                            {"episodes", built.episodes},
                                            {"cues", built.cues},
                                            {"text_bytes", built.text_bytes},
                                            {"wall_s", built.wall_s},
                                            {"cpu_s", built.cpu_s},
                                            {"reading_cpu_s", built.reading_cpu_s},
                                            {"peak_bytes", built.peak_bytes},
                                            {"disk_bytes", built.disk_bytes},
                                            {"open_ms", built.open_ms}});
  }
  for (const Timing& timing : timings) {
    report["queries"].push_back(ordered_json{{"class", timing.of_class},
                                             {"engine", timing.engine},
                                             {"queries", timing.cpu_ms.size()},
                                             {"answered", timing.answered},
                                             {"cpu_ms", percentiles(timing.cpu_ms)},
                                             {"wall_ms", percentiles(timing.wall_ms)},
                                             {"round_cpu_ms_p50", timing.round_cpu_ms}});
  }
  std::ofstream file(options.json);
  file << report.dump(2) << '\n';
  if (!file.flush()) throw Failure(Error{Errc::io, options.json + ": cannot be written"});
}

void build_all(std::vector<Entrant>& entrants, const Options& options,
               const EpisodeSource& source) {
  std::filesystem::create_directories(options.index);
  for (Entrant& entrant : entrants) {
    const auto path = options.index / entrant.file;
    std::filesystem::remove_all(path);
    entrant.built = build_apart(*entrant.engines.front(), path, source);
    fmt::print(stderr, "{}: built\n", entrant.engines.front()->name());
  }
  // Only now: whatever this process opens, its children would inherit.
  for (Entrant& entrant : entrants) {
    const Nanos before = wall();
    entrant.engines.front()->open(options.index / entrant.file);
    entrant.built.open_ms = milliseconds(wall() - before);
    for (std::size_t i = 1; i < entrant.engines.size(); ++i) {
      entrant.engines[i]->open(options.index / entrant.file);
    }
  }
}

int macro(std::span<const char* const> words) {
  Options options = read_options(words);
  if (!options.episodes.empty() && !std::filesystem::exists(options.episodes)) {
    std::cerr << "skipped, no data: " << options.episodes << '\n';
    return kSkipped;
  }
  std::unique_ptr<ScratchFolder> scratch;
  if (options.index.empty()) {
    scratch = std::make_unique<ScratchFolder>();
    options.index = scratch->path();
  }
  const EpisodeSource source = make_source(options);
  std::vector<Entrant> entrants = make_entrants(options);
  build_all(entrants, options, source);

  std::vector<Engine*> engines;
  for (const Entrant& entrant : entrants) {
    for (const auto& engine : entrant.engines) engines.push_back(engine.get());
  }
  std::vector<Timing> timings;
  for (const QueryClass& queries : choose_queries(source, options.queries, options.seed)) {
    check_answers(queries, engines);
    std::vector<Timing> of_class = time_class(queries, engines, options.rounds);
    std::ranges::move(of_class, std::back_inserter(timings));
  }
  print_build_table(entrants);
  print_query_table(timings);
  if (!options.json.empty()) write_json(options, entrants, timings);
  return 0;
}

}  // namespace
}  // namespace whensaid::bench

int main(int argc, char** argv) {
  using namespace whensaid::bench;
  return run_program(kUsage, &macro, argc, argv);
}
