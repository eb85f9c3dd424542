// whensaid_instructions: small fixed pieces of work, one a run, whose instructions
// bench/instructions.sh has callgrind count.

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <span>
#include <string>
#include <vector>

#include <whensaid/whensaid.hpp>

#include "arguments.hpp"
#include "corpus.hpp"
#include "input.hpp"
#include "measure.hpp"
#include "peers/fields.hpp"
#include "whensaid_engine.hpp"
#include "workload.hpp"

namespace whensaid::bench {
namespace {

constexpr std::string_view kUsage =
    R"(whensaid_instructions make FOLDER         episodes and questions, the same every time
whensaid_instructions build FOLDER        an index of these episodes
whensaid_instructions ask FOLDER [CLASS]  opens it and asks the questions of a class, or none
whensaid_instructions classes FOLDER      the names of the classes, one a line
whensaid_instructions compiler            what this was built with
)";

constexpr std::size_t kQuestions = 30;

std::filesystem::path episodes_in_folder(const std::string& folder) {
  return std::filesystem::path(folder) / "episodes.jsonl";
}
std::filesystem::path questions_in_folder(const std::string& folder) {
  return std::filesystem::path(folder) / "questions.tsv";
}
std::filesystem::path index_in_folder(const std::string& folder) {
  return std::filesystem::path(folder) / "index";
}

void make(const std::string& folder) {
  CorpusOptions options;
  options.episodes = 12;
  options.words_an_episode = 5000;
  const EpisodeSource source = made_episodes(options);
  std::ofstream episodes(episodes_in_folder(folder));
  source([&](Episode&& episode) { episodes << to_json_line(episode) << '\n'; });
  std::ofstream questions(questions_in_folder(folder));
  for (const QueryClass& of_class : choose_queries(source, kQuestions, 1)) {
    for (const Ask& ask : of_class.asks) {
      std::string line = of_class.name + '\t';
      append_escaped(line, query_text(ask));
      questions << line << '\n';
    }
  }
  if (!episodes.flush() || !questions.flush()) {
    throw Failure(Error{Errc::io, folder + ": cannot be written to"});
  }
}

void build(const std::string& folder) {
  std::filesystem::remove_all(index_in_folder(folder));
  WriterOptions options;
  options.shards = 2;  // whatever the machine has
  auto writer = IndexWriter::open(index_in_folder(folder), options).value();
  read_episode_file(episodes_in_folder(folder),
                    [&](Episode&& episode) { writer.put(std::move(episode)).value(); });
  static_cast<void>(writer.commit().value());
}

/// Class and text.
std::vector<std::vector<std::string>> read_questions(const std::string& folder) {
  std::vector<std::vector<std::string>> questions;
  std::ifstream file(questions_in_folder(folder));
  for (std::string line; std::getline(file, line);) {
    questions.push_back(split_fields(line));
    if (questions.back().size() != 2) {
      throw Failure(Error{Errc::bad_format, folder + ": made by another version"});
    }
  }
  return questions;
}

void ask(const std::string& folder, const std::string& of_class) {
  auto searcher = Searcher::open(index_in_folder(folder)).value();
  for (const auto& question : read_questions(folder)) {
    if (question[0] != of_class) continue;
    static_cast<void>(searcher.search(Query::parse(question[1])).value());
  }
}

void print_classes(const std::string& folder) {
  std::vector<std::string> names;
  for (const auto& question : read_questions(folder)) {
    if (std::ranges::find(names, question[0]) == names.end()) names.push_back(question[0]);
  }
  for (const std::string& name : names) std::cout << name << '\n';
}

int instructions(std::span<const char* const> words) {
  const Arguments arguments(words, {}, {});
  std::vector<std::string> bare = arguments.bare();
  bare.resize(3);
  const std::string& verb = bare[0];
  if (verb == "compiler") {
    std::cout << compiler() << '\n';
  } else if (bare[1].empty()) {
    throw Failure(Error{Errc::invalid_argument, "which folder?"});
  } else if (verb == "make") {
    make(bare[1]);
  } else if (verb == "build") {
    build(bare[1]);
  } else if (verb == "ask") {
    ask(bare[1], bare[2]);
  } else if (verb == "classes") {
    print_classes(bare[1]);
  } else {
    throw Failure(Error{Errc::invalid_argument, "what is \"" + verb + "\"?"});
  }
  return 0;
}

}  // namespace
}  // namespace whensaid::bench

int main(int argc, char** argv) {
  using namespace whensaid::bench;
  return run_program(kUsage, &instructions, argc, argv);
}
