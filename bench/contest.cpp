#include "contest.hpp"

#include <algorithm>
#include <array>
#include <fstream>
#include <iostream>
#include <utility>

#include <fmt/format.h>
#include <whensaid/result.hpp>

#include "input.hpp"
#include "measure.hpp"
#include "peers/fts5.hpp"
#include "peers/xapian.hpp"
#include "whensaid_engine.hpp"

namespace whensaid::bench {
namespace {

constexpr std::array<std::size_t, 6> kCandidateSteps{20, 50, 100, 200, 500, 1000};
/// More than any collection holds.
constexpr std::size_t kExhaustive = 100'000'000;

constexpr std::string_view kOurs = "whensaid";

std::string folder_name(const Entrant& entrant, Content content) {
  switch (content) {
    case Content::without_chapters: return "without-chapters";
    case Content::named_passages: return entrant.file == kOurs ? "without-chapters" : "named";
    case Content::everything: return "everything";
  }
  return {};
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

void build(Engine& engine, const std::filesystem::path& index, Content content,
           const std::filesystem::path& episodes) {
  const Nanos started = process_cpu();
  std::size_t text_bytes = 0;
  engine.create(index);
  read_episode_file(episodes, [&](Episode&& episode) {
    text_bytes += cue_bytes(episode);
    if (content != Content::everything) episode.chapters.clear();
    engine.add(std::move(episode));
  });
  engine.finish();
  fmt::print(stderr, "{}: {} built in {:.1f} s of CPU, {:.2f} bytes on disk a byte of cue text\n",
             engine.name(), index.parent_path().filename().string(),
             seconds(process_cpu() - started),
             static_cast<double>(disk_bytes(index)) / static_cast<double>(text_bytes));
}

Verdict ask(Entrant& entrant, const Question& question) {
  const Nanos started = thread_cpu();
  const std::vector<Found> answers = entrant.engine->search(question.ask, entrant.detail);
  const Nanos spent = thread_cpu() - started;
  Verdict verdict = judge(answers, question.target, entrant.clip);
  verdict.cpu = spent;
  return verdict;
}

}  // namespace

std::vector<Entrant> contenders(const SearchOptions& options, Content content, Peers peers) {
  const std::string file(kOurs);
  std::vector<Entrant> entrants;
  entrants.push_back(Entrant{whensaid_engine(options), file, Clip::moment, Detail::whole, false});
  entrants.push_back(
      Entrant{whensaid_engine(options, "whensaid, did you mean followed", Suggestions::followed),
              file, Clip::moment, Detail::whole, true});
  if (peers == Peers::none) return entrants;
  PassageOptions passages;
  passages.step = passages.length / 2;
  passages.metadata = content == Content::everything;
  passages.named = content == Content::named_passages;
  entrants.push_back(Entrant{fts5_engine(passages), "fts5-half", Clip::whole, Detail::ids, false});
  entrants.push_back(
      Entrant{xapian_engine(passages), "xapian-half", Clip::whole, Detail::ids, false});
  return entrants;
}

std::vector<Entrant> candidate_steps(const SearchOptions& options) {
  std::vector<Entrant> entrants;
  const auto add = [&](std::size_t candidates, std::string name) {
    SearchOptions step = options;
    step.candidates = step.min_candidates = candidates;
    entrants.push_back(Entrant{whensaid_engine(step, std::move(name)), std::string(kOurs),
                               Clip::moment, Detail::whole, false});
  };
  for (const std::size_t candidates : kCandidateSteps) {
    add(candidates, fmt::format("N = {}", candidates));
  }
  add(kExhaustive, std::string(kExhaustiveName));
  return entrants;
}

std::vector<Entrant> without_each_part(const SearchOptions& options) {
  std::vector<Entrant> entrants;
  const auto add = [&](const SearchOptions& changed, std::string name) {
    entrants.push_back(Entrant{whensaid_engine(changed, std::move(name)), std::string(kOurs),
                               Clip::moment, Detail::whole, false});
  };
  add(options, std::string(kOurs));
  for (const std::string_view part : kScoreParts) {
    SearchOptions without = options;
    without.without_parts.emplace_back(part);
    add(without, fmt::format("without {}", part));
  }
  return entrants;
}

Indexes::Indexes(std::filesystem::path episodes, std::filesystem::path folder, Kept kept)
    : episodes_(std::move(episodes)), folder_(std::move(folder)), kept_(kept) {}

void Indexes::open(Entrant& entrant, Content content) {
  const auto folder = folder_ / folder_name(entrant, content);
  const auto index = folder / entrant.file;
  const auto mark = folder / (entrant.file + ".done");
  const std::string expected = data_mark(episodes_);
  const bool usable = kept_ == Kept::use || built_.contains(index);
  if (usable && reuse(*entrant.engine, index, mark, expected)) return;

  std::filesystem::remove(mark);
  std::filesystem::remove_all(index);
  std::filesystem::create_directories(folder);
  build(*entrant.engine, index, content, episodes_);
  std::ofstream(mark) << expected << '\n';
  built_.insert(index);
  entrant.engine->open(index);
}

void ask_all(std::vector<Entrant>& entrants, const std::vector<Question>& questions,
             Content content, Indexes& indexes, Results& results) {
  std::vector<const Question*> asked;
  for (const Question& question : questions) {
    if (question.content == content) asked.push_back(&question);
  }
  if (asked.empty()) return;
  for (Entrant& entrant : entrants) indexes.open(entrant, content);
  std::size_t done = 0;
  for (const Question* question : asked) {
    // Peers take minutes: a sign of life now and then.
    if (++done % 1000 == 0) fmt::print(stderr, "asked {} of {}\n", done, asked.size());
    for (Entrant& entrant : entrants) {
      if (entrant.only_misspelt && !question->misspelt) continue;
      results.add(*question, *entrant.engine, ask(entrant, *question));
    }
  }
}

}  // namespace whensaid::bench
