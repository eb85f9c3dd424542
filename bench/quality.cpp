// whensaid_quality: how often, and how high, the right moment comes back. Builds an index of an
// evaluation folder, asks questions with known answers, read or made, and prints a table; with
// --peers the same for SQLite FTS5 and stock Xapian in the same run. README.md says how to read it.

#include <algorithm>
#include <iostream>
#include <iterator>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <whensaid/whensaid.hpp>

#include "arguments.hpp"
#include "compare.hpp"
#include "contest.hpp"
#include "generate.hpp"
#include "material.hpp"
#include "measure.hpp"
#include "picture.hpp"
#include "plot.hpp"
#include "questions.hpp"
#include "random.hpp"
#include "report.hpp"
#include "results.hpp"

namespace whensaid::bench {
namespace {

constexpr std::string_view kUsage =
    R"(whensaid_quality [DIR] [options]        questions with known answers, asked of an index of DIR
whensaid_quality --compare A [B]        two dumps: is one better, or only lucky?

  DIR               episodes.jsonl, chapter_queries.jsonl, known_item.jsonl, metadata_queries.jsonl
                    (default: ../shared/data/eval/dev)
  --index DIR       keep the indexes here and use them again (default: a scratch folder, removed)
  --rebuild         build them anew all the same: after a change to what is indexed
  --class NAME,...  only these: chapters phrases bags metadata (read), quotes quotes-wrong
                    quotes-missing quotes-shuffled quotes-misheard names-misspelt plain-questions
                    names-topics (made from the episodes)
  --size N          questions to make for each class (default 1000; 0: none)
  --half a|b        only questions on episodes of one half of the shows, for cross-validation
  --sample N        at most N questions of each class (default: all)
  --seed N          of what is made, of the sample and of the test (default 1)
  --candidates N    episodes that stage 1 hands to stage 2, at most (default: the library's)
  --min-candidates N  and at least
  --per-episode N   moments of one episode (default: the library's)
  --feedback N      words that whensaid wishes for after a first search (default: none)
  --peers           SQLite FTS5 and stock Xapian, too: minutes, as FTS5 takes 20 ms a question
  --recall          instead of peers: N = 20 to 1,000 candidates and exhaustive, side by side
  --parts           instead of peers: without each part of the score, side by side
  --dump FILE       a line a question: class, engine, id, reciprocal rank (0: none), us of CPU
  --json FILE       all numbers
  --svg FILE        a picture; needs gnuplot

  --engines A,B     with --compare: whose lines of the dumps (default: whensaid). One dump holds two
                    engines of one run: --compare FILE --engines "SQLite FTS5,whensaid"

Exit status: 0 measured, 77 skipped because DIR holds no data, 1 failed, 2 usage.
)";

[[noreturn]] void refuse(std::string message) {
  throw Failure(Error{Errc::invalid_argument, std::move(message)});
}

struct Options {
  std::filesystem::path folder{};
  std::filesystem::path index{};
  Indexes::Kept kept{Indexes::Kept::use};
  Peers peers{Peers::none};
  bool recall{false};
  bool parts{false};
  std::vector<std::string> groups{};
  std::optional<Half> half{};
  std::string dump{};
  std::string json{};
  std::string svg{};
  std::size_t size{0};
  std::size_t sample{0};
  std::uint64_t seed{1};
  SearchOptions search{};
};

std::optional<Half> read_half(const std::string& name) {
  if (name.empty()) return std::nullopt;
  if (name == "a") return Half::a;
  if (name == "b") return Half::b;
  refuse("--half is a or b, not \"" + name + '"');
}

std::vector<std::string> read_groups(const std::string& names) {
  std::vector<std::string> groups = split_commas(names);
  for (const std::string& name : groups) {
    const auto named = [&](const auto& group) { return group.group == name; };
    if (std::ranges::none_of(question_groups(), named) &&
        std::ranges::none_of(generated_groups(), named)) {
      refuse("unknown class " + name);
    }
  }
  return groups;
}

Options read_options(const Arguments& arguments) {
  Options options;
  options.folder = data_folder(arguments);
  options.index = arguments.text("index", "");
  if (arguments.has("rebuild")) options.kept = Indexes::Kept::rebuild;
  if (arguments.has("peers")) options.peers = Peers::all;
  options.recall = arguments.has("recall");
  options.parts = arguments.has("parts");
  if (options.recall && options.parts) refuse("--recall or --parts, not both");
  options.groups = read_groups(arguments.text("class", ""));
  options.half = read_half(arguments.text("half", ""));
  options.dump = arguments.text("dump", "");
  options.json = arguments.text("json", "");
  options.svg = arguments.text("svg", "");
  options.size = arguments.number("size", 1000);
  options.sample = arguments.number("sample", 0);
  options.seed = arguments.number("seed", 1);
  options.search.candidates = arguments.number("candidates", options.search.candidates);
  options.search.min_candidates = arguments.number("min-candidates", options.search.min_candidates);
  options.search.per_episode = arguments.number("per-episode", options.search.per_episode);
  options.search.feedback = arguments.number("feedback", 0);
  return options;
}

bool is_asked(const Options& options, std::string_view group) {
  return options.groups.empty() || std::ranges::find(options.groups, group) != options.groups.end();
}

/// Reading the episodes takes seconds: only when something is made of them, or a half is wanted.
Material needed_material(const Options& options) {
  const bool made =
      options.size != 0 && std::ranges::any_of(generated_groups(), [&](const auto& group) {
        return is_asked(options, group.group);
      });
  if (!made && !options.half) return {};
  return read_material(options.folder);
}

std::vector<Question> load_questions(const Options& options) {
  const Material material = needed_material(options);
  std::vector<Question> questions;
  const auto take = [&](std::string_view group, std::vector<Question> some) {
    for (Question& question : some) question.group = group;
    if (options.half) keep_half(some, *options.half, material);
    if (options.sample != 0) sample(some, options.sample, options.seed);
    std::move(some.begin(), some.end(), std::back_inserter(questions));
  };
  for (const QuestionGroup& group : question_groups()) {
    if (!is_asked(options, group.group)) continue;
    take(group.group, group.read(options.folder / group.file));
  }
  for (const GeneratedGroup& group : generated_groups()) {
    if (options.size == 0 || !is_asked(options, group.group)) continue;
    take(group.group, group.make(material, options.size, options.seed));
  }
  return questions;
}

std::vector<ComparedClass> compare_with_others(const std::vector<Results::Line>& lines,
                                               std::uint64_t seed) {
  std::vector<ComparedClass> comparisons;
  if (lines.empty()) return comparisons;
  const Dump dump = to_dump(lines);
  const std::string& ours = dump.engines.front();
  for (const std::string& other : dump.engines) {
    if (other == ours) continue;
    std::ranges::move(compare_classes(dump, other, dump, ours, seed),
                      std::back_inserter(comparisons));
  }
  return comparisons;
}

std::vector<std::pair<std::string, std::string>> conditions(const Options& options) {
  const std::string half = !options.half ? "both" : *options.half == Half::a ? "a" : "b";
  return {{"machine", machine()},
          {"half", half},
          {"size", std::to_string(options.size)},
          {"sample", std::to_string(options.sample)},
          {"seed", std::to_string(options.seed)},
          {"candidates", std::to_string(options.search.candidates)},
          {"per_episode", std::to_string(options.search.per_episode)},
          {"feedback", std::to_string(options.search.feedback)}};
}

void report(const Options& options, const std::vector<Results::Line>& lines) {
  Report report;
  report.conditions = conditions(options);
  report.lines = summarise_lines(lines);
  if (!options.recall) report.comparisons = compare_with_others(lines, options.seed);
  print_lines(report.lines);
  print_comparisons(report.comparisons);
  if (!options.dump.empty()) write_dump(options.dump, lines);
  if (!options.json.empty()) write_json(options.json, report);
  if (options.svg.empty()) return;
  const bool drawn = draw(options.recall ? script_of_recall(report.lines, options.svg)
                                         : script_of_bars(report.lines, options.svg));
  if (!drawn) std::cerr << "no picture: gnuplot is missing or failed\n";
}

int measure(Options options) {
  if (!has_data(options.folder / "episodes.jsonl")) return kSkipped;
  const std::vector<Question> questions = load_questions(options);
  std::unique_ptr<ScratchFolder> scratch;
  if (options.index.empty()) {
    scratch = std::make_unique<ScratchFolder>();
    options.index = scratch->path();
  }
  Indexes indexes(options.folder / "episodes.jsonl", options.index, options.kept);
  Results results;
  for (const Content content :
       {Content::without_chapters, Content::named_passages, Content::everything}) {
    std::vector<Entrant> entrants = options.recall ? candidate_steps(options.search)
                                    : options.parts
                                        ? without_each_part(options.search)
                                        : contenders(options.search, content, options.peers);
    ask_all(entrants, questions, content, indexes, results);
  }
  report(options, results.lines());
  return 0;
}

int compare_dumps(const Arguments& arguments) {
  const std::vector<std::string>& files = arguments.bare();
  if (files.empty() || files.size() > 2) refuse("--compare needs one dump or two");
  const std::vector<std::string> engines = split_commas(arguments.text("engines", "whensaid"));
  if (engines.empty() || engines.size() > 2) refuse("--engines names one engine or two");
  const Dump a = read_dump(files.front());
  const Dump b = read_dump(files.back());
  const auto compared =
      compare_classes(a, engines.front(), b, engines.back(), arguments.number("seed", 1));
  if (compared.empty()) refuse("the dumps have no question of these engines in common");
  print_comparisons(compared);
  return 0;
}

int quality(std::span<const char* const> words) {
  const Arguments arguments(
      words,
      {"index", "class", "size", "half", "sample", "seed", "candidates", "min-candidates",
       "per-episode", "feedback", "dump", "json", "svg", "engines"},
      {"rebuild", "peers", "recall", "parts", "compare"});
  if (arguments.has("compare")) return compare_dumps(arguments);
  return measure(read_options(arguments));
}

}  // namespace
}  // namespace whensaid::bench

int main(int argc, char** argv) {
  using namespace whensaid::bench;
  return run_program(kUsage, &quality, argc, argv);
}
