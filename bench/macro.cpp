// whensaid_macro: how fast an index is built and asked, beside its peers on the same episodes with
// the same queries in one run. README.md says how to read the numbers.

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <memory>
#include <span>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <whensaid/whensaid.hpp>

#include "arguments.hpp"
#include "build.hpp"
#include "corpus.hpp"
#include "input.hpp"
#include "measure.hpp"
#include "plot.hpp"
#include "roster.hpp"
#include "speed_report.hpp"
#include "timing.hpp"
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
  --engine NAME,...  only whensaid, xapian, fts5, postgresql, lucene,
                     lucene-offsets, lucenepp
  --index DIR        keep the indexes here (default: a scratch folder, removed)
  --label TEXT       goes into the report: a commit
  --json FILE        all numbers
  --details FILE     every percentile as a table; the other tables go to stdout in any case
  --svg FILE         a picture; needs gnuplot

A peer that is not installed is named and left out: tests/install.sh peers.

Exit status: 0 measured, 77 skipped because EPISODES.jsonl does not exist, 1 failed, 2 usage.
)";

struct Options {
  std::string episodes{};
  std::string size{};
  std::vector<std::string> engines{};
  std::string label{};
  std::string json{};
  std::string details{};
  std::string svg{};
  std::filesystem::path index{};
  std::uint64_t seed{1};
  std::size_t queries{50};
  std::size_t rounds{5};
};

Options read_options(std::span<const char* const> words) {
  const Arguments arguments(
      words,
      {"size", "seed", "queries", "rounds", "engine", "index", "label", "json", "details", "svg"},
      {});
  Options options;
  options.episodes = only_bare(arguments, "");
  options.size = arguments.text("size", "small");
  options.engines = split_commas(arguments.text("engine", ""));
  options.label = arguments.text("label", "");
  options.json = arguments.text("json", "");
  options.details = arguments.text("details", "");
  options.svg = arguments.text("svg", "");
  options.index = arguments.text("index", "");
  options.seed = arguments.number("seed", 1);
  options.queries = std::max<std::size_t>(arguments.number("queries", 50), 1);
  options.rounds = std::max<std::size_t>(arguments.number("rounds", 5), 1);
  return options;
}

EpisodeSource make_source(const Options& options) {
  return options.episodes.empty() ? made_episodes(corpus_options(options.size, options.seed))
                                  : episodes_in(options.episodes);
}

using Engines = std::vector<std::unique_ptr<Engine>>;

/// Builds every index, and those that are built fast again, in turns: how long a few seconds' work
/// takes on a shared machine is chance.
void build_all(const Roster& roster, const Options& options, const EpisodeSource& source,
               SpeedReport& report) {
  constexpr std::size_t kTries = 5;
  constexpr double kFast_s = 5;
  std::filesystem::create_directories(options.index);
  std::vector<std::vector<Built>> tries(roster.runners.size());
  for (std::size_t round = 0; round < kTries; ++round) {
    for (std::size_t i = 0; i < tries.size(); ++i) {
      if (round > 0 && tries[i].front().wall_s > kFast_s) continue;
      const auto& runner = roster.runners[i];
      const auto path = options.index / runner.key;
      std::filesystem::remove_all(path);
      tries[i].push_back(build_apart(*runner.make(), path, source));
      fmt::print(stderr, "{}: built in {:.1f} s\n", runner.name, tries[i].back().wall_s);
    }
  }
  for (std::size_t i = 0; i < tries.size(); ++i) {
    const auto& runner = roster.runners[i];
    report.builds.push_back(median_build(runner.name, runner.holds, std::move(tries[i])));
  }
}

/// Before anything is open here: a server wants its files for itself.
void start_all(const Roster& roster, const Options& options, const std::vector<Ask>& asks,
               SpeedReport& report) {
  for (const Runner& runner : roster.runners) {
    report.starts.push_back(start_cold(runner, options.index / runner.key, asks));
  }
}

Engines open_all(const Roster& roster, const Options& options, SpeedReport& report) {
  Engines engines;
  for (std::size_t i = 0; i < roster.runners.size(); ++i) {
    engines.push_back(roster.runners[i].make());
    engines.back()->open(options.index / roster.runners[i].key);
    report.builds[i].version = engines.back()->version();
    report.starts[i].warm_open_ms = warm_open_ms(*engines.back());
  }
  return engines;
}

/// Engines take turns, so that a busy moment hits all of them.
void rate_all(const std::vector<Engine*>& engines, const std::vector<Ask>& asks,
              SpeedReport& report) {
  constexpr Millis kDuration{1000};
  constexpr int kRounds = 3;
  std::vector<unsigned> threads{1};
  if (const unsigned cores = std::thread::hardware_concurrency(); cores > 1) {
    threads.push_back(cores);
  }
  for (const Detail detail : {Detail::whole, Detail::ids}) {
    for (const unsigned count : threads) {
      std::vector<Rate> rates;
      rates.reserve(engines.size());
      for (const Engine* const engine : engines) {
        rates.push_back(Rate{engine->name(), detail, count, {}});
      }
      for (int round = 0; round < kRounds; ++round) {
        for (std::size_t i = 0; i < engines.size(); ++i) {
          rates[i].rounds.push_back(queries_a_second(*engines[i], asks, detail, count, kDuration));
        }
      }
      std::ranges::move(rates, std::back_inserter(report.rates));
    }
  }
}

void ask_all(const Engines& engines, const std::vector<QueryClass>& classes, std::size_t rounds,
             SpeedReport& report) {
  std::vector<Engine*> asked;
  for (const auto& engine : engines) asked.push_back(engine.get());
  for (const QueryClass& queries : classes) {
    for (const Detail detail : {Detail::whole, Detail::ids}) {
      std::ranges::move(time_class(queries, asked, detail, rounds),
                        std::back_inserter(report.timings));
    }
    fmt::print(stderr, "{}: asked\n", queries.name);
  }
  rate_all(asked, mixed_asks(classes, asked), report);
}

/// Six words in a row: what a person half remembers, and every engine can answer.
std::vector<Ask> first_asks(const std::vector<QueryClass>& classes) {
  const auto six = std::ranges::find(classes, "six words", &QueryClass::name);
  return six == classes.end() ? std::vector<Ask>{} : six->asks;
}

void write(const Options& options, const SpeedReport& report) {
  std::cout << markdown(report);
  if (!options.json.empty()) write_json(options.json, report);
  if (!options.details.empty()) {
    std::ofstream file(options.details);
    file << markdown_details(report);
    if (!file.flush()) throw Failure(Error{Errc::io, options.details + ": cannot be written"});
  }
  if (!options.svg.empty() && !draw(script_of_speed(report, options.svg))) {
    std::cerr << "no picture: gnuplot is missing or failed\n";
  }
}

int macro(std::span<const char* const> words) {
  Options options = read_options(words);
  if (!options.episodes.empty() && !has_data(options.episodes)) return kSkipped;
  std::unique_ptr<ScratchFolder> scratch;
  if (options.index.empty()) {
    scratch = std::make_unique<ScratchFolder>();
    options.index = scratch->path();
  }
  const EpisodeSource source = make_source(options);
  const Roster roster = make_roster(options.engines);
  SpeedReport report;
  report.absent = roster.absent;
  for (const Absent& absent : roster.absent) {
    std::cerr << "left out: " << absent.reason << '\n';
  }
  report.conditions = {
      {"machine", machine()},
      {"commit", options.label},
      {"episodes", options.episodes.empty() ? "made, " + options.size : std::string("of a file")},
      {"seed", std::to_string(options.seed)},
      {"questions a class", std::to_string(options.queries)},
      {"rounds", std::to_string(options.rounds)}};
  build_all(roster, options, source, report);
  const std::vector<QueryClass> classes = choose_queries(source, options.queries, options.seed);
  start_all(roster, options, first_asks(classes), report);
  const Engines engines = open_all(roster, options, report);
  ask_all(engines, classes, options.rounds, report);
  write(options, report);
  return 0;
}

}  // namespace
}  // namespace whensaid::bench

int main(int argc, char** argv) {
  using namespace whensaid::bench;
  return run_program(kUsage, &macro, argc, argv);
}
