// whensaid_typing: what a search costs at each keystroke. Types queries of an evaluation folder
// letter by letter, the last word being the beginning of one, and measures each search. README.md
// says how to read it.

#include <algorithm>
#include <iostream>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <whensaid/whensaid.hpp>

#include "arguments.hpp"
#include "input.hpp"
#include "measure.hpp"
#include "questions.hpp"
#include "random.hpp"

namespace whensaid::bench {
namespace {

constexpr std::string_view kUsage =
    R"(whensaid_typing [DIR] [options]   CPU a keystroke, of queries typed into an index of DIR

  DIR               a folder with episodes.jsonl, chapter_queries.jsonl, metadata_queries.jsonl
                    (default: ../shared/data/eval/dev)
  --index DIR       an index of these episodes (default: one is made in a scratch folder, and removed)
  --sample N        queries of each file (default 200)
  --seed N          (default 1)
  --candidates N    SearchOptions::candidates, --expansions N: max_expansions (default: those of typing)
  --patient         without SearchOptions::typing: as a search that is not being typed
  --slowest N       prints the slowest prefixes as well (default 0)
  --json            JSON instead of a table

Exit status: 0 measured, 77 skipped because DIR holds no data, 1 failed, 2 usage.
)";

struct Options {
  std::filesystem::path folder{};
  std::filesystem::path index{};
  std::size_t sample{0};
  std::uint64_t seed{0};
  std::size_t slowest{0};
  SearchOptions search{};
  bool json{false};
};

Options read_options(std::span<const char* const> words) {
  const Arguments arguments(words,
                            {"index", "sample", "seed", "slowest", "candidates", "expansions"},
                            {"json", "patient"});
  Options options;
  options.folder = data_folder(arguments);
  options.index = arguments.text("index", "");
  options.sample = arguments.number("sample", 200);
  options.seed = arguments.number("seed", 1);
  options.slowest = arguments.number("slowest", 0);
  options.search.candidates = arguments.number("candidates", options.search.candidates);
  options.search.max_expansions = arguments.number("expansions", options.search.max_expansions);
  options.search.typing = !arguments.has("patient");
  options.json = arguments.has("json");
  return options;
}

struct Keystroke {
  std::string typed{};
  std::string kind{};  ///< a line of the table
  double cpu_ms{0};
};

/// "first word, 3 letters", "later word, 1 letter", "between words".
std::string kind_of(const std::string& typed) {
  const auto space = typed.rfind(' ');
  const auto letters = typed.size() - (space == std::string::npos ? 0 : space + 1);
  if (letters == 0) return "between words";
  return fmt::format("{} word, {}", space == std::string::npos ? "first" : "later",
                     letters == 1   ? "1 letter"
                     : letters == 2 ? "2 letters"
                     : letters == 3 ? "3 letters"
                                    : "4 letters and more");
}

bool ends_character(const std::string& text, std::size_t at) {
  return at == text.size() || (static_cast<unsigned char>(text[at]) & 0xC0U) != 0x80U;
}

/// Every prefix of the query, as a search field would ask for it.
void type(Searcher& searcher, const std::string& query, const SearchOptions& options,
          std::vector<Keystroke>& keys) {
  for (std::size_t length = 1; length <= query.size(); ++length) {
    if (!ends_character(query, length)) continue;
    auto typed = query.substr(0, length);
    const Nanos started = thread_cpu();
    const auto parsed = Query::parse_typing(typed);
    (void)searcher.search(parsed, options).value();
    const auto cpu = milliseconds(thread_cpu() - started);
    auto kind = kind_of(typed);
    keys.push_back({std::move(typed), std::move(kind), cpu});
  }
}

std::vector<std::string> queries(const Options& options) {
  std::vector<std::string> all;
  for (const auto& [file, read] : {std::pair{"chapter_queries.jsonl", &read_chapter_questions},
                                   {"metadata_queries.jsonl", &read_metadata_questions}}) {
    std::vector<std::string> texts;
    for (const auto& question : read(options.folder / file)) texts.push_back(question.ask.text);
    sample(texts, options.sample, options.seed);
    all.insert(all.end(), texts.begin(), texts.end());
  }
  return all;
}

std::map<std::string, std::vector<double>> by_kind(const std::vector<Keystroke>& keys) {
  std::map<std::string, std::vector<double>> kinds;
  for (const auto& key : keys) {
    kinds["all"].push_back(key.cpu_ms);
    kinds[key.kind].push_back(key.cpu_ms);
  }
  return kinds;
}

void print_table(const std::vector<Keystroke>& keys) {
  fmt::print("| keystroke | measured | CPU ms, median | p95 | p99 | most |\n");
  fmt::print("|---|---|---|---|---|---|\n");
  for (const auto& [kind, cpu] : by_kind(keys)) {
    fmt::print("| {} | {} | {:.2f} | {:.2f} | {:.2f} | {:.2f} |\n", kind, cpu.size(),
               percentile(cpu, 50), percentile(cpu, 95), percentile(cpu, 99), percentile(cpu, 100));
  }
}

void print_json(const std::vector<Keystroke>& keys, const Options& options) {
  nlohmann::ordered_json report{{"machine", machine()},
                                {"sample", options.sample},
                                {"seed", options.seed},
                                {"results", nlohmann::ordered_json::array()}};
  for (const auto& [kind, cpu] : by_kind(keys)) {
    report["results"].push_back({{"keystroke", kind},
                                 {"measured", cpu.size()},
                                 {"cpu_median_ms", percentile(cpu, 50)},
                                 {"cpu_p95_ms", percentile(cpu, 95)},
                                 {"cpu_p99_ms", percentile(cpu, 99)},
                                 {"cpu_most_ms", percentile(cpu, 100)}});
  }
  std::cout << report.dump(2) << '\n';
}

void make_index(const Options& options) {
  auto writer = IndexWriter::open(options.index).value();
  read_episode_file(options.folder / "episodes.jsonl",
                    [&](Episode&& episode) { writer.put(episode).value(); });
  writer.commit().value();
}

int typing(std::span<const char* const> words) {
  Options options = read_options(words);
  if (!has_data(options.folder / "episodes.jsonl")) return kSkipped;
  std::unique_ptr<ScratchFolder> scratch;
  if (options.index.empty()) {
    scratch = std::make_unique<ScratchFolder>();
    options.index = scratch->path() / "index";
    make_index(options);
  }
  auto searcher = Searcher::open(options.index).value();
  std::vector<Keystroke> keys;
  // What everybody types first is asked once before: caches are warm in a server that runs.
  for (const auto& query : queries(options)) (void)searcher.search(Query::parse(query)).value();
  for (const auto& query : queries(options)) type(searcher, query, options.search, keys);
  if (options.json) {
    print_json(keys, options);
  } else {
    print_table(keys);
  }
  std::sort(keys.begin(), keys.end(),
            [](const Keystroke& a, const Keystroke& b) { return a.cpu_ms > b.cpu_ms; });
  keys.resize(std::min(keys.size(), options.slowest));
  for (const auto& key : keys) std::cerr << fmt::format("{:.2f} ms  {}\n", key.cpu_ms, key.typed);
  return 0;
}

}  // namespace
}  // namespace whensaid::bench

int main(int argc, char** argv) {
  using namespace whensaid::bench;
  return run_program(kUsage, &typing, argc, argv);
}
