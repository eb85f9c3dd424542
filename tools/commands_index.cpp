// whensaid index: inputs to episodes to the index, one bad input never in the way of the others.

#include <algorithm>
#include <csignal>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include <whensaid/index.hpp>
#include <whensaid/source.hpp>

#include "commands.hpp"
#include "files.hpp"
#include "interrupt.hpp"
#include "messages.hpp"
#include "progress.hpp"
#include "seen_ids.hpp"

namespace whensaid::tool {

namespace {

/// An episode that the reader gave and the index cannot take.
struct Refusal {
  std::size_t ordinal{0};  ///< its place among the episodes of its input, from 0
  std::string message{};
};

bool is_blank(std::string_view line) {
  return line.find_first_not_of(" \t\r") == std::string_view::npos;
}

/// The lines of JSON Lines that the refused episodes stand in. The reader names lines only for what
/// it rejects itself; every other line that is not blank is one episode, in order.
std::vector<Warning> located(std::string_view bytes, const ReadReport& report,
                             const std::vector<Refusal>& refusals) {
  std::vector<Warning> out;
  out.reserve(refusals.size());
  for (const auto& refusal : refusals) out.push_back({0, 0, refusal.message});
  if (report.format != Format::json_lines) return out;
  std::vector<std::size_t> rejected;
  rejected.reserve(report.rejected.size());
  for (const auto& warning : report.rejected) rejected.push_back(warning.line);
  std::ranges::sort(rejected);
  std::size_t next = 0;
  std::size_t ordinal = 0;
  for (std::size_t line = 1; next < refusals.size() && !bytes.empty(); ++line) {
    const auto end = std::min(bytes.find('\n'), bytes.size());
    const bool episode =
        !is_blank(bytes.substr(0, end)) && !std::ranges::binary_search(rejected, line);
    bytes.remove_prefix(std::min(end + 1, bytes.size()));
    if (!episode) continue;
    if (refusals[next].ordinal == ordinal) out[next++].line = line;
    ++ordinal;
  }
  return out;
}

/// "name:line: message"
std::string at_line(std::string_view name, const Warning& warning) {
  if (warning.line == 0) return fmt::format("{}: {}", name, warning.message);
  if (warning.column == 0) return fmt::format("{}:{}: {}", name, warning.line, warning.message);
  return fmt::format("{}:{}:{}: {}", name, warning.line, warning.column, warning.message);
}

std::uint64_t text_bytes(const Episode& episode) {
  std::uint64_t bytes = episode.description.size();
  for (const auto& cue : episode.cues) bytes += cue.text.size();
  return bytes;
}

/// One run over all inputs.
class IndexRun {
 public:
  IndexRun(const IndexArguments& arguments, const std::vector<Input>& inputs, IndexWriter& writer,
           Progress& progress, Verbosity verbosity)
      : arguments_(arguments),
        inputs_(inputs),
        writer_(writer),
        progress_(progress),
        verbosity_(verbosity) {}

  /// Reads inputs until they end, somebody interrupts, or the index fails.
  void read_all() {
    for (; done_ < inputs_.size() && interrupt_signal() == 0 && !index_error_; ++done_) {
      read(done_);
      if (interrupt_signal() != 0 || index_error_) return;
      done_bytes_ += inputs_[done_].bytes;
      file_bytes_ = 0;
      progress_.update(episodes_, done_bytes_);
    }
  }

  [[nodiscard]] std::size_t inputs_done() const { return done_; }
  [[nodiscard]] std::size_t failed() const { return failed_; }
  [[nodiscard]] std::size_t repeated() const { return repeated_; }
  [[nodiscard]] std::size_t remarks() const { return remarks_; }
  [[nodiscard]] const std::optional<Error>& index_error() const { return index_error_; }

 private:
  void read(std::size_t number) {
    const Input& input = inputs_[number];
    if (verbosity_ == Verbosity::verbose) progress_.complain("reading " + input.name);
    const auto bytes = read_whole(input);
    if (interrupt_signal() != 0) return;
    if (!bytes) return count_failure(bytes.error().message);
    ReadOptions options = arguments_.read;
    if (input.kind == Input::Kind::file) options.name = input.name;
    refusals_.clear();
    given_ = 0;
    file_bytes_ = 0;
    const auto report = read_episodes(*bytes, options, [this, number](Episode&& episode) {
      return take(std::move(episode), number);
    });
    if (report) {
      tell(input, *bytes, *report);
    } else if (!index_error_ && interrupt_signal() == 0) {
      const auto& message = report.error().message;
      const bool names_input = message.find(input.name) != std::string::npos;
      count_failure(names_input ? message : fmt::format("{}: {}", input.name, message));
    }
  }

  Result<void> take(Episode&& episode, std::size_t number) {
    const std::size_t ordinal = given_++;
    if (!episode.id.empty()) {
      const auto finding = seen_.note(episode, number);
      if (finding == SeenIds::Finding::repeat) {
        ++repeated_;
        return {};
      }
      if (finding == SeenIds::Finding::clash) {
        refusals_.push_back({ordinal, clash(episode.id, number)});
        return {};
      }
    }
    file_bytes_ += text_bytes(episode);
    if (auto put = writer_.put(std::move(episode)); !put) {
      if (put.error().code != Errc::invalid_argument) {
        index_error_ = put.error();
        return fail(put.error());
      }
      refusals_.push_back({ordinal, put.error().message});
      return {};
    }
    progress_.update(++episodes_, done_bytes_ + file_bytes_);
    if (interrupt_signal() != 0) return fail(Errc::io, "interrupted");
    return {};
  }

  [[nodiscard]] std::string clash(const std::string& id, std::size_t number) const {
    const auto first = seen_.first_input(id);
    if (first == number) {
      return fmt::format(
          "id twice: \"{}\" stands in this input already, which was kept: "
          "give each episode an id of its own",
          id);
    }
    return fmt::format(
        "id twice: \"{}\" was read from {} already, which was kept: "
        "rename one file, or give each episode an id of its own",
        id, inputs_[first].name);
  }

  void tell(const Input& input, std::string_view bytes, const ReadReport& report) {
    auto failures = located(bytes, report, refusals_);
    failures.insert(failures.end(), report.rejected.begin(), report.rejected.end());
    std::ranges::stable_sort(failures, {}, &Warning::line);
    for (const auto& failure : failures) count_failure(at_line(input.name, failure));
    if (given_ == 0 && failures.empty()) {
      count_failure(at_line(input.name, {0, 0, "holds no episode: is it the right file?"}));
    }
    for (const auto& warning : report.warnings) {
      // Of an episode that failed, the failure says more.
      if (warning.line > 0 &&
          std::ranges::binary_search(failures, warning.line, {}, &Warning::line))
        continue;
      ++remarks_;
      if (verbosity_ == Verbosity::verbose) progress_.complain(at_line(input.name, warning));
    }
  }

  void count_failure(std::string_view message) {
    ++failed_;
    progress_.complain(message);
  }

  const IndexArguments& arguments_;
  const std::vector<Input>& inputs_;
  IndexWriter& writer_;
  Progress& progress_;
  Verbosity verbosity_;
  SeenIds seen_;
  std::vector<Refusal> refusals_;  ///< of the present input
  std::size_t given_{0};           ///< episodes the present input gave
  std::uint64_t file_bytes_{0};    ///< text of these episodes
  std::uint64_t done_bytes_{0};
  std::size_t done_{0};
  std::size_t episodes_{0};
  std::size_t failed_{0};
  std::size_t repeated_{0};
  std::size_t remarks_{0};
  std::optional<Error> index_error_;
};

Exit print_counts(const WriteCounts& counts, std::size_t failed) {
  return print_result(fmt::format("added {}, updated {}, unchanged {}, failed {}\n", counts.added,
                                  counts.updated, counts.unchanged, failed),
                      failed == 0 ? Exit::ok : Exit::input_failed);
}

Exit index_failed(const Error& error, Progress& progress) {
  progress.complain(error.message);
  progress.complain("what was saved before is kept: mend the cause and run this again");
  return exit_of(error.code);
}

Exit finish(const IndexRun& run, IndexWriter& writer, Progress& progress, std::size_t inputs,
            std::size_t failed_before, Verbosity verbosity) {
  if (run.index_error()) return index_failed(*run.index_error(), progress);
  progress.stage("saving");
  auto counts = writer.commit();
  if (!counts) return index_failed(counts.error(), progress);
  counts->unchanged += run.repeated();
  const std::size_t failed = failed_before + run.failed();
  if (run.remarks() > 0 && verbosity == Verbosity::normal) {
    progress.complain(counted(run.remarks(), "remark") + " on the inputs: -v shows them");
  }
  const int signal = interrupt_signal();
  if (signal != 0) {
    progress.complain(
        fmt::format("interrupted: {} of {} inputs read, all of that is saved; "
                    "run this again to continue",
                    run.inputs_done(), inputs));
  }
  progress.erase();
  const Exit exit = print_counts(*counts, failed);
  if (signal == 0 || exit == Exit::io) return exit;
  return signal == SIGTERM ? Exit::terminated : Exit::interrupted;
}

}  // namespace

Exit run_index(const Context& context, const IndexArguments& arguments) {
  catch_interrupts();
  const auto inputs = find_inputs(arguments.paths);
  std::uint64_t bytes = 0;
  for (const auto& input : inputs.found) bytes += input.bytes;
  const bool quiet = context.verbosity == Verbosity::quiet;
  Progress progress(context.err, quiet ? Progress::Mode::silent : Progress::Mode::shown, bytes);
  for (const auto& message : inputs.failed) progress.complain(message);
  if (inputs.skipped > 0 && !quiet) {
    progress.complain(
        fmt::format("passed over {}, hidden or of no known type "
                    "(.vtt .srt .jsonl .json .txt)",
                    counted(inputs.skipped, "file")));
  }
  if (inputs.found.empty()) {
    if (!inputs.failed.empty()) return print_counts({}, inputs.failed.size());
    progress.complain("nothing to index there");
    return Exit::nothing_found;
  }

  WriterOptions options;
  options.shards = arguments.shards;
  auto writer = IndexWriter::open(context.index, options);
  if (!writer) {
    const auto exit = complain(writer.error());
    // The arguments were fine: what is wrong is at the place.
    return exit == Exit::usage ? Exit::no_index : exit;
  }
  IndexRun run(arguments, inputs.found, *writer, progress, context.verbosity);
  run.read_all();
  return finish(run, *writer, progress, inputs.found.size(), inputs.failed.size(),
                context.verbosity);
}

}  // namespace whensaid::tool
