// whensaid_growth: what building and asking cost when a collection has ten and a hundred times the
// episodes. README.md says how to read the numbers.

#include <algorithm>
#include <filesystem>
#include <iostream>
#include <memory>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <whensaid/result.hpp>

#include "arguments.hpp"
#include "build.hpp"
#include "corpus.hpp"
#include "growth_report.hpp"
#include "input.hpp"
#include "measure.hpp"
#include "plot.hpp"
#include "resample.hpp"
#include "roster.hpp"
#include "timing.hpp"
#include "workload.hpp"

namespace whensaid::bench {
namespace {

constexpr std::string_view kUsage =
    R"(whensaid_growth [EPISODES.jsonl] [options]   building and asking as a collection grows

  EPISODES.jsonl     episodes as JSON Lines (default: episodes made from a seed)
  --size SIZE        small, medium or large: how many are made (default: small)
  --factors N,...    how many times the episodes (default 1,10,100)
  --peers-up-to N    peers run up to this factor (default 10; 0: none)
  --engine NAME,...  only these, as whensaid_macro calls them
  --seed N           of episodes, copies and the choice of queries (default 1)
  --queries N        queries a class (default 20)
  --rounds N         how often each is asked (default 3); the median counts
  --index DIR        indexes are made here and removed again (default: a scratch folder)
  --label TEXT       goes into the report: a commit
  --json FILE        all numbers
  --svg FILE         a picture; needs gnuplot

Exit status: 0 measured, 77 skipped because EPISODES.jsonl does not exist, 1 failed, 2 usage.
)";

struct Options {
  std::string episodes{};
  std::string size{};
  std::vector<std::size_t> factors{};
  std::size_t peers_up_to{10};
  std::vector<std::string> engines{};
  std::uint64_t seed{1};
  std::size_t queries{20};
  std::size_t rounds{3};
  std::filesystem::path index{};
  std::string label{};
  std::string json{};
  std::string svg{};
};

Options read_options(std::span<const char* const> words) {
  const Arguments arguments(words,
                            {"size", "factors", "peers-up-to", "engine", "seed", "queries",
                             "rounds", "index", "label", "json", "svg"},
                            {});
  Options options;
  options.episodes = only_bare(arguments, "");
  options.size = arguments.text("size", "small");
  for (const std::string& factor : split_commas(arguments.text("factors", "1,10,100"))) {
    options.factors.push_back(std::max<std::size_t>(read_number("factors", factor), 1));
  }
  std::ranges::sort(options.factors);
  options.peers_up_to = arguments.number("peers-up-to", 10);
  options.engines = split_commas(arguments.text("engine", ""));
  options.seed = arguments.number("seed", 1);
  options.queries = std::max<std::size_t>(arguments.number("queries", 20), 1);
  options.rounds = std::max<std::size_t>(arguments.number("rounds", 3), 1);
  options.index = arguments.text("index", "");
  options.label = arguments.text("label", "");
  options.json = arguments.text("json", "");
  options.svg = arguments.text("svg", "");
  return options;
}

GrowthStep measure_step(std::size_t factor, const EpisodeSource& source, const Roster& roster,
                        const std::vector<QueryClass>& classes, const Options& options) {
  GrowthStep step{factor, {}};
  std::vector<std::pair<const Runner*, std::filesystem::path>> built;
  for (const Runner& runner : roster.runners) {
    if (factor > options.peers_up_to && &runner != &roster.runners.front()) continue;
    const auto path = options.index / fmt::format("{}-{}", runner.key, factor);
    std::filesystem::remove_all(path);
    const auto engine = runner.make();
    step.report.builds.push_back(
        median_build(runner.name, runner.holds, {build_apart(*engine, path, source)}));
    built.emplace_back(&runner, path);
    fmt::print(stderr, "{} times, {}: built in {:.1f} s\n", factor, runner.name,
               step.report.builds.back().built.wall_s);
  }
  std::vector<std::unique_ptr<Engine>> engines;
  std::vector<Engine*> asked;
  for (const auto& [runner, path] : built) {
    engines.push_back(runner->make());
    engines.back()->open(path);
    asked.push_back(engines.back().get());
    step.report.builds[asked.size() - 1].version = engines.back()->version();
  }
  for (const QueryClass& queries : classes) {
    std::ranges::move(time_class(queries, asked, Detail::whole, options.rounds),
                      std::back_inserter(step.report.timings));
  }
  engines.clear();
  for (const auto& [runner, path] : built) std::filesystem::remove_all(path);
  return step;
}

int growth(std::span<const char* const> words) {
  Options options = read_options(words);
  if (!options.episodes.empty() && !has_data(options.episodes)) return kSkipped;
  std::unique_ptr<ScratchFolder> scratch;
  if (options.index.empty()) {
    scratch = std::make_unique<ScratchFolder>();
    options.index = scratch->path();
  }
  std::filesystem::create_directories(options.index);
  const EpisodeSource base = options.episodes.empty()
                                 ? made_episodes(corpus_options(options.size, options.seed))
                                 : episodes_in(options.episodes);
  const Roster roster = make_roster(options.engines);
  for (const Absent& absent : roster.absent) std::cerr << "left out: " << absent.reason << '\n';
  const auto census = std::make_shared<WordCensus>();
  base([&](Episode&& episode) { census->add(episode); });
  const Heaps heaps = census->heaps();
  // The same questions at every size: what grows is the collection.
  const std::vector<QueryClass> classes = choose_queries(base, options.queries, options.seed);

  GrowthReport report;
  report.conditions = {
      {"machine", machine()},
      {"commit", options.label},
      {"episodes", options.episodes.empty() ? "made, " + options.size : std::string("of a file")},
      {"words of the base", fmt::format("{}, {} distinct; Heaps' law: {:.1f} n^{:.3f}",
                                        census->words(), census->distinct(), heaps.k, heaps.beta)},
      {"seed", std::to_string(options.seed)},
      {"questions a class", std::to_string(options.queries)},
      {"rounds", std::to_string(options.rounds)}};
  for (const std::size_t factor : options.factors) {
    const EpisodeSource source =
        resampled(base, census, heaps, ResampleOptions{factor, options.seed});
    report.steps.push_back(measure_step(factor, source, roster, classes, options));
    // What has been measured stays if the next size does not fit.
    if (!options.json.empty()) write_json(options.json, report);
  }
  std::cout << markdown(report);
  if (!options.svg.empty() && !draw(script_of_growth(report, "six words", options.svg))) {
    std::cerr << "no picture: gnuplot is missing or failed\n";
  }
  return 0;
}

}  // namespace
}  // namespace whensaid::bench

int main(int argc, char** argv) {
  using namespace whensaid::bench;
  return run_program(kUsage, &growth, argc, argv);
}
