// The whole library in one page: two episodes made in code, indexed, searched, printed.
//
//   first_search INDEX
//
// Link with whensaid::whensaid; nothing else of this project is used here.

#include <chrono>
#include <exception>
#include <filesystem>
#include <iomanip>
#include <iostream>

#include <whensaid/whensaid.hpp>

using namespace whensaid;
using namespace std::chrono_literals;

namespace {

// An episode is a plain struct: fill in what you know. Only the id is required, and putting an
// episode with the same id again replaces it.
Episode ferry_episode() {
  Episode episode;
  episode.id = "quayside/1";
  episode.show = "Quayside";
  episode.title = "The first ferry";
  episode.url = "https://quayside.example/1";
  episode.guests = {"Alma Rydell"};
  episode.chapters = {{.start = 0ms, .title = "Five in the morning"},
                      {.start = 9s, .title = "Who takes the first boat?"}};
  episode.cues = {
      {.start = 0ms, .speaker = "Alma Rydell", .text = "At five the engine is still"},
      {.start = 3s, .speaker = "Alma Rydell", .text = "warm from the night before."},
      {.start = 6s, .speaker = "Jon", .text = "So nobody has slept."},
      {.start = 9s,
       .end = 14s,
       .speaker = "Alma Rydell",
       .text = "The nurses have. They are first."},
  };
  return episode;
}

Episode bakery_episode() {
  Episode episode;
  episode.id = "quayside/2";
  episode.show = "Quayside";
  episode.title = "The bakery on the pier";
  episode.cues = {
      {.start = 0ms, .text = "Bread for the ferry is baked at three."},
      {.start = 4s, .end = 8s, .text = "When the engine starts, the last loaf is on board."},
  };
  return episode;
}

// The writer is the only one of its index. What was put is on disk once commit() has returned.
void build(const std::filesystem::path& index) {
  auto writer = IndexWriter::open(index).value();
  writer.put(ferry_episode()).value();
  writer.put(bakery_episode()).value();
  writer.commit().value();
}

void print(const Hit& hit) {
  const auto seconds = std::chrono::duration<double>(hit.time.start).count();
  std::cout << "  " << hit.title << ", " << std::fixed << std::setprecision(1) << seconds << " s";
  if (!hit.speaker.empty()) std::cout << ", " << hit.speaker;
  std::cout << ": " << hit.excerpt.text << '\n';
}

void search(Searcher& searcher, std::string_view text) {
  const auto query = Query::parse(text);  // never fails; odd input leaves warnings
  const auto page = searcher.search(query).value();
  std::cout << text << '\n';
  for (const auto& hit : page.hits) print(hit);
}

}  // namespace

// Every call that can fail returns a Result. A program that wants to go on looks at its error();
// a script like this one calls value(), which throws Failure.
int main(int argc, char** argv) try {
  if (argc != 2) {
    std::cerr << "usage: first_search INDEX\n";
    return 2;
  }
  build(argv[1]);
  auto searcher = Searcher::open(argv[1]).value();
  search(searcher, "\"still warm from the night\"");  // a phrase, over the edge of a cue
  search(searcher, "nurses");                         // a word, by its stem
  search(searcher, "engine NEAR/8 loaf");             // two words close to each other
  return 0;
} catch (const std::exception& error) {
  std::cerr << "error: " << error.what() << '\n';
  return 1;
}
