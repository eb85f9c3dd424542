#include "peers/lucene.hpp"

#include <algorithm>
#include <charconv>
#include <set>
#include <thread>
#include <utility>

#include <whensaid/result.hpp>

#include "peers/fields.hpp"
#include "process.hpp"
#include "words.hpp"

namespace whensaid::bench {
namespace {

constexpr std::string_view kJars = "/usr/share/java";

[[noreturn]] void refuse(Errc code, const std::string& what) {
  throw Failure(Error{code, "Lucene: " + what});
}

std::int64_t number(const std::string& text) {
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size()) {
    refuse(Errc::io, "\"" + text + "\" is no number");
  }
  return value;
}

/// The jars of the newest Lucene 8 there is, joined as Java wants them; empty: some are missing.
std::string class_path() {
  constexpr std::string_view kParts[] = {"lucene-core-8", "lucene-analyzers-common-8",
                                         "lucene-highlighter-8", "lucene-memory-8",
                                         "lucene-queries-8"};
  std::set<std::string> all;
  std::error_code ignored;
  for (const auto& file : std::filesystem::directory_iterator(kJars, ignored)) {
    all.insert(file.path().string());
  }
  std::string joined;
  for (const std::string_view part : kParts) {
    const std::string begin = std::string(kJars) + '/' + std::string(part);
    const auto found = std::ranges::find_if(
        all.rbegin(), all.rend(), [&](const std::string& file) { return file.starts_with(begin); });
    if (found == all.rend()) return {};
    joined += *found + ':';
  }
  return joined;
}

/// What all engines of one index share: the compiled program.
class Program {
 public:
  Program() : jars_(class_path()) {
    if (find_program("java").empty()) refuse(Errc::not_found, "java is not installed");
    const auto compiler = find_program("javac");
    if (compiler.empty()) refuse(Errc::not_found, "javac is not installed (a JDK)");
    if (jars_.empty()) refuse(Errc::not_found, "liblucene8-java is not installed");
    const std::string source = std::string(WHENSAID_BENCH_SOURCE) + "/peers/LucenePeer.java";
    run(ProcessOptions{
        {compiler.string(), "-nowarn", "-cp", jars_, "-d", classes_.path().string(), source},
        {},
        classes_.path() / "javac.log",
        false});
  }

  [[nodiscard]] std::unique_ptr<Process> start(std::vector<std::string> arguments) const {
    std::vector<std::string> command{"java", "-Xmx512m", "-cp", jars_ + classes_.path().string(),
                                     "LucenePeer"};
    command.insert(command.end(), arguments.begin(), arguments.end());
    return std::make_unique<Process>(ProcessOptions{std::move(command), {}, {}, true});
  }

 private:
  std::string jars_;
  ScratchFolder classes_;
};

/// Compiled once for all engines of a process that live at the same time.
std::shared_ptr<const Program> program() {
  static std::weak_ptr<const Program> kept;
  std::shared_ptr<const Program> current = kept.lock();
  if (!current) kept = current = std::make_shared<const Program>();
  return current;
}

std::string_view name_of(Match match) {
  switch (match) {
    case Match::any: return "any";
    case Match::all: return "all";
    case Match::phrase: return "phrase";
    case Match::prefix: return "prefix";
    case Match::near: return "near";
    case Match::title: return "title";
  }
  return {};
}

std::string line_of(const Ask& ask, Detail detail) {
  std::string line = detail == Detail::whole ? "whole\t" : "ids\t";
  line += name_of(ask.match);
  line += '\t';
  if (ask.published) line += std::to_string(day_number(ask.published->first));
  line += '\t';
  if (ask.published) line += std::to_string(day_number(ask.published->last));
  line += '\t';
  const bool bag = ask.match == Match::any || ask.match == Match::all || ask.match == Match::title;
  append_escaped(line, bag ? join(content_words(ask.text), " ") : ask.text);
  return line += '\n';
}

class LuceneEngine final : public Engine {
 public:
  LuceneEngine(const PassageOptions& options, LuceneOffsets offsets,
               std::shared_ptr<const Program> program)
      : options_(options), offsets_(offsets), program_(std::move(program)) {}

  std::string name() const override {
    return offsets_ == LuceneOffsets::indexed ? "Lucene, offsets" : "Lucene";
  }
  std::string version() const override { return version_; }

  void create(const std::filesystem::path& path) override {
    const unsigned threads = std::max(std::thread::hardware_concurrency(), 1U);
    process_ = program_->start({"index", path.string(), std::to_string(threads),
                                offsets_ == LuceneOffsets::indexed ? "offsets" : "none"});
  }

  void add(Episode&& episode) override {
    line_.clear();
    const std::string published = std::to_string(day_number(episode.published));
    for (const Passage& passage : cut_passages(episode, options_)) {
      append_escaped(line_, episode.id);
      line_ += '\t' + std::to_string(passage.time.start.count()) + '\t' +
               std::to_string(passage.time.end.count()) + '\t' + published + '\t';
      if (passage.metadata) append_escaped(line_, episode.title);
      line_ += '\t';
      append_escaped(line_, passage.text);
      line_ += '\n';
    }
    process_->send(line_);
  }

  void finish() override {
    process_->close_input();
    const std::string last = process_->read_line();
    if (last != "done" || process_->wait() != 0) refuse(Errc::io, "building failed: " + last);
    process_.reset();
  }

  void open(const std::filesystem::path& path) override {
    process_ = program_->start({"search", path.string()});
    path_ = path;
    const std::vector<std::string> opened = answer(4);
    version_ = opened[1];
    spent_ = Spent{Nanos{number(opened[2])}, Nanos{number(opened[3])}};
  }

  std::vector<Found> search(const Ask& ask, Detail detail) override {
    process_->send(line_of(ask, detail));
    const std::vector<std::string> head = answer(4);
    spent_ = Spent{Nanos{number(head[1])}, Nanos{number(head[2])}};
    std::vector<Found> found(static_cast<std::size_t>(number(head[3])));
    for (Found& one : found) {
      std::vector<std::string> fields = split_fields(process_->read_line());
      if (fields.size() != 4) refuse(Errc::io, "an answer without its fields");
      one.episode = std::move(fields[0]);
      one.time = TimeSpan{Millis{number(fields[1])}, Millis{number(fields[2])}};
      one.entry = one.time.start;
      one.excerpt = std::move(fields[3]);
    }
    return found;
  }

  std::optional<Spent> spent() const override { return spent_; }

  /// The virtual machine compiles what has run often: two seconds of these questions.
  void warm_up(std::span<const Ask> asks, Detail detail) override {
    if (!asks.empty()) static_cast<void>(rate(asks, detail, 1, std::chrono::seconds{2}));
  }

  std::unique_ptr<Engine> another() const override {
    auto engine = std::make_unique<LuceneEngine>(options_, offsets_, program_);
    engine->open(path_);
    return engine;
  }

  /// Threads inside the process share one IndexSearcher, as Lucene advises.
  std::optional<double> rate(std::span<const Ask> asks, Detail detail, unsigned threads,
                             Millis duration) override {
    std::string lines = "rate\t" + std::to_string(threads) + '\t' +
                        std::to_string(duration.count()) + '\t' + std::to_string(asks.size()) +
                        '\n';
    for (const Ask& ask : asks) lines += line_of(ask, detail);
    process_->send(lines);
    const std::vector<std::string> head = answer(3);
    return static_cast<double>(number(head[1])) /
           seconds(Nanos{std::max<std::int64_t>(number(head[2]), 1)});
  }

 private:
  /// The first line of an answer.
  std::vector<std::string> answer(std::size_t fields) {
    const std::string line = process_->read_line();
    std::vector<std::string> head = split_fields(line);
    if (head.size() != fields || head.front() != "ok") refuse(Errc::io, line);
    return head;
  }

  PassageOptions options_;
  LuceneOffsets offsets_;
  std::shared_ptr<const Program> program_;
  std::unique_ptr<Process> process_;
  std::filesystem::path path_{};
  std::string version_{};
  std::string line_{};
  std::optional<Spent> spent_{};
};

}  // namespace

std::unique_ptr<Engine> lucene_engine(const PassageOptions& options, LuceneOffsets offsets) {
  return std::make_unique<LuceneEngine>(options, offsets, program());
}

}  // namespace whensaid::bench
