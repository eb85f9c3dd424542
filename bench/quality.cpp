// whensaid_quality: how often, and how high, the right moment comes back. Builds an index of an
// evaluation folder, asks its questions and prints a table; with --peers the same for SQLite FTS5
// and stock Xapian in the same run. README.md says how to read it.

#include <algorithm>
#include <chrono>
#include <fstream>
#include <iostream>
#include <iterator>
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
#include "judge.hpp"
#include "peers/fts5.hpp"
#include "peers/xapian.hpp"
#include "questions.hpp"
#include "random.hpp"
#include "whensaid_engine.hpp"

namespace whensaid::bench {
namespace {

constexpr std::string_view kUsage =
    R"(whensaid_quality [DIR] [options]   questions with known answers, asked of an index of DIR

  DIR               episodes.jsonl, chapter_queries.jsonl, known_item.jsonl, metadata_queries.jsonl
                    (default: ../shared/data/eval/dev)
  --index DIR       keep the indexes here and use them again (default: a scratch folder, removed)
  --rebuild         build them anew all the same: after a change to what is indexed
  --class NAME      only chapters, phrases, bags or metadata
  --sample N        at most N questions a class, chosen by --seed (default: all)
  --seed N          (default 1)
  --candidates N    episodes that stage 1 hands to stage 2 (default: the library's)
  --per-episode N   moments of one episode (default: the library's)
  --peers           SQLite FTS5 and stock Xapian, too: minutes, as FTS5 takes 20 ms a question
  --ranks FILE      a line a question: id, engine, class, rank of the right answer (0: none), us of CPU
  --json            JSON instead of a table

Exit status: 0 measured, 77 skipped because DIR holds no data, 1 failed, 2 usage.
)";

struct Options {
  std::filesystem::path folder{};
  std::filesystem::path index{};
  bool rebuild{false};
  bool peers{false};
  bool json{false};
  std::string group{};
  std::string ranks{};
  std::size_t sample{0};
  std::uint64_t seed{1};
  SearchOptions search{};
};

Options read_options(std::span<const char* const> words) {
  const Arguments arguments(
      words, {"index", "class", "sample", "seed", "candidates", "per-episode", "ranks"},
      {"rebuild", "peers", "json"});
  if (arguments.bare().size() > 1) {
    throw Failure(Error{Errc::invalid_argument, "at most one folder with questions"});
  }
  Options options;
  options.folder = arguments.bare().empty() ? "../shared/data/eval/dev" : arguments.bare().front();
  options.index = arguments.text("index", "");
  options.rebuild = arguments.has("rebuild");
  options.peers = arguments.has("peers");
  options.json = arguments.has("json");
  options.group = arguments.text("class", "");
  options.ranks = arguments.text("ranks", "");
  options.sample = arguments.number("sample", 0);
  options.seed = arguments.number("seed", 1);
  options.search.candidates = arguments.number("candidates", options.search.candidates);
  options.search.per_episode = arguments.number("per-episode", options.search.per_episode);
  return options;
}

std::vector<Question> load_questions(const Options& options) {
  std::vector<Question> questions;
  bool known = options.group.empty();
  for (const QuestionGroup& group : question_groups()) {
    if (!options.group.empty() && options.group != group.group) continue;
    known = true;
    std::vector<Question> read = group.read(options.folder / group.file);
    if (options.sample != 0) sample(read, options.sample, options.seed);
    std::move(read.begin(), read.end(), std::back_inserter(questions));
  }
  if (!known) throw Failure(Error{Errc::invalid_argument, "unknown class " + options.group});
  return questions;
}

/// An engine that takes part, and how its answers are judged.
struct Entrant {
  std::unique_ptr<Engine> engine{};
  std::string file{};
  Clip clip{Clip::moment};
};

std::vector<Entrant> make_entrants(const Options& options, Content content) {
  std::vector<Entrant> entrants;
  entrants.push_back(Entrant{whensaid_engine(options.search), "whensaid", Clip::moment});
  if (!options.peers) return entrants;
  PassageOptions apart;
  apart.metadata = content == Content::everything;
  PassageOptions overlapping = apart;
  overlapping.step = overlapping.length / 2;
  entrants.push_back(Entrant{fts5_engine(overlapping), "fts5", Clip::whole});
  entrants.push_back(Entrant{xapian_engine(apart), "xapian", Clip::whole});
  return entrants;
}

/// Tells one state of the data from another: an index kept from another one must not be used.
std::string data_mark(const std::filesystem::path& episodes) {
  const auto written = std::filesystem::last_write_time(episodes).time_since_epoch();
  return fmt::format("{} bytes, {}", std::filesystem::file_size(episodes), written.count());
}

bool reuse(Engine& engine, const std::filesystem::path& index, const std::filesystem::path& mark,
           const std::string& expected) {
  std::string found;
  std::getline(std::ifstream(mark), found);
  if (found != expected) return false;
  try {
    engine.open(index);
    return true;
  } catch (const Failure& failure) {
    if (failure.error().code == Errc::io) throw;
    std::cerr << failure.what() << ": building it again\n";
    return false;
  }
}

void prepare(Engine& engine, const std::string& file, Content content, const Options& options) {
  const bool everything = content == Content::everything;
  const auto folder = options.index / (everything ? "everything" : "without-chapters");
  const auto index = folder / file;
  const auto mark = folder / (file + ".done");
  const auto episodes = options.folder / "episodes.jsonl";
  const std::string expected = data_mark(episodes);
  if (!options.rebuild && reuse(engine, index, mark, expected)) return;

  std::filesystem::remove(mark);
  std::filesystem::remove_all(index);
  std::filesystem::create_directories(folder);
  const Nanos started = process_cpu();
  std::size_t text_bytes = 0;
  engine.create(index);
  read_episode_file(episodes, [&](Episode&& episode) {
    text_bytes += cue_bytes(episode);
    if (!everything) episode.chapters.clear();
    engine.add(std::move(episode));
  });
  engine.finish();
  fmt::print(stderr, "{}, {}: built in {:.1f} s of CPU, {:.2f} bytes on disk a byte of cue text\n",
             engine.name(), everything ? "everything" : "without chapters",
             seconds(process_cpu() - started),
             static_cast<double>(disk_bytes(index)) / static_cast<double>(text_bytes));
  std::ofstream(mark) << expected << '\n';
  engine.open(index);
}

/// Verdicts by class, then by engine, both in the order in which they first came up.
class Results {
 public:
  void add(const std::string& of_class, const Engine& engine, const Verdict& verdict) {
    const std::string key = of_class + '\n' + engine.name();
    const auto [found, added] = at_.emplace(key, lines_.size());
    if (added) lines_.push_back(Line{of_class, engine.name(), engine.version(), {}});
    class_order_.emplace(of_class, class_order_.size());
    lines_[found->second].verdicts.push_back(verdict);
  }

  /// No more can be added.
  void sort() {
    std::ranges::stable_sort(lines_, {},
                             [&](const Line& line) { return class_order_.at(line.of_class); });
    at_.clear();
  }

  struct Line {
    std::string of_class{};
    std::string engine{};
    std::string version{};
    std::vector<Verdict> verdicts{};
  };
  [[nodiscard]] const std::vector<Line>& lines() const { return lines_; }

 private:
  std::vector<Line> lines_;
  std::map<std::string, std::size_t> at_;
  std::map<std::string, std::size_t> class_order_;
};

Verdict ask(Entrant& entrant, const Question& question) {
  const Nanos started = thread_cpu();
  const std::vector<Found> answers = entrant.engine->search(question.ask);
  const Nanos spent = thread_cpu() - started;
  Verdict verdict = judge(answers, question.target, entrant.clip);
  verdict.cpu = spent;
  return verdict;
}

void ask_all(const std::vector<Question>& questions, Content content, const Options& options,
             std::ofstream& ranks, Results& results) {
  std::vector<const Question*> asked;
  for (const Question& question : questions) {
    if (question.content == content) asked.push_back(&question);
  }
  if (asked.empty()) return;
  std::vector<Entrant> entrants = make_entrants(options, content);
  for (Entrant& entrant : entrants) prepare(*entrant.engine, entrant.file, content, options);
  std::size_t done = 0;
  for (const Question* question : asked) {
    // Peers take minutes: a sign of life now and then.
    if (++done % 1000 == 0) fmt::print(stderr, "asked {} of {}\n", done, asked.size());
    for (Entrant& entrant : entrants) {
      const Verdict verdict = ask(entrant, *question);
      for (const std::string& of_class : question->classes) {
        results.add(of_class, *entrant.engine, verdict);
      }
      if (!ranks.is_open()) continue;
      ranks << question->id << '\t' << entrant.engine->name() << '\t' << question->classes.front()
            << '\t' << verdict.rank << '\t' << verdict.cpu.count() / 1000 << '\n';
    }
  }
}

void print_table(const Results& results) {
  fmt::print(
      "| class | engine | questions | hit@1 | hit@10 | MRR@10 | entry off by, s | CPU ms, "
      "median | mean |\n|---|---|---|---|---|---|---|---|---|\n");
  for (const Results::Line& line : results.lines()) {
    const Summary summary = summarise(line.verdicts);
    const std::string off =
        summary.entry_error_s ? fmt::format("{:.1f}", *summary.entry_error_s) : "";
    fmt::print("| {} | {} | {} | {:.3f} | {:.3f} | {:.3f} | {} | {:.2f} | {:.2f} |\n",
               line.of_class, line.engine, summary.questions, summary.hit_at_1, summary.hit_at_10,
               summary.mrr_at_10, off, summary.cpu_median_ms, summary.cpu_mean_ms);
  }
}

void print_json(const Results& results, const Options& options) {
  nlohmann::ordered_json report{{"machine", machine()},
                                {"sample", options.sample},
                                {"seed", options.seed},
                                {"candidates", options.search.candidates},
                                {"per_episode", options.search.per_episode},
                                {"results", nlohmann::ordered_json::array()}};
  for (const Results::Line& line : results.lines()) {
    const Summary summary = summarise(line.verdicts);
    nlohmann::ordered_json result{{"class", line.of_class},
                                  {"engine", line.engine},
                                  {"version", line.version},
                                  {"questions", summary.questions},
                                  {"hit_at_1", summary.hit_at_1},
                                  {"hit_at_10", summary.hit_at_10},
                                  {"mrr_at_10", summary.mrr_at_10},
                                  {"entry_error_median_s", nullptr},
                                  {"cpu_median_ms", summary.cpu_median_ms},
                                  {"cpu_mean_ms", summary.cpu_mean_ms}};
    if (summary.entry_error_s) result["entry_error_median_s"] = *summary.entry_error_s;
    report["results"].push_back(std::move(result));
  }
  std::cout << report.dump(2) << '\n';
}

int quality(std::span<const char* const> words) {
  Options options = read_options(words);
  if (!std::filesystem::exists(options.folder / "episodes.jsonl")) {
    std::cerr << "skipped, no data: " << (options.folder / "episodes.jsonl").string() << '\n';
    return kSkipped;
  }
  const std::vector<Question> questions = load_questions(options);
  std::unique_ptr<ScratchFolder> scratch;
  if (options.index.empty()) {
    scratch = std::make_unique<ScratchFolder>();
    options.index = scratch->path();
  }
  std::ofstream ranks;
  if (!options.ranks.empty()) {
    ranks.open(options.ranks);
    if (!ranks) throw Failure(Error{Errc::io, options.ranks + ": cannot be written"});
  }
  Results results;
  for (const Content content : {Content::without_chapters, Content::everything}) {
    ask_all(questions, content, options, ranks, results);
  }
  results.sort();
  if (options.json) {
    print_json(results, options);
  } else {
    print_table(results);
  }
  return 0;
}

}  // namespace
}  // namespace whensaid::bench

int main(int argc, char** argv) {
  using namespace whensaid::bench;
  return run_program(kUsage, &quality, argc, argv);
}
