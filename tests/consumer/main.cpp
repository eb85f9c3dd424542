// Uses each public header's main entry once, so that whatever an installed library lacks (a header,
// a symbol, a dependency at link time) shows here.

#include <exception>
#include <filesystem>
#include <iostream>

#include <whensaid/whensaid.hpp>

namespace {

using namespace whensaid;

constexpr std::string_view kTranscript =
    "WEBVTT\n\n00:00:01.000 --> 00:00:04.000\n<v Ines>The ferry leaves\n\n"
    "00:00:04.000 --> 00:00:06.000\n<v Ines>before the fog does.\n";

void index_one_episode(const std::filesystem::path& path) {
  auto writer = IndexWriter::open(path).value();
  Episode episode;
  episode.id = "ferry";
  episode.title = "The first boat";
  episode.cues = read_transcript(kTranscript).value().cues;
  writer.put(std::move(episode)).value();
  if (writer.commit().value().added != 1) throw std::runtime_error("the episode was not added");
}

void find_it(const std::filesystem::path& path) {
  auto searcher = Searcher::open(path).value();
  const auto page = searcher.search(Query::parse("\"ferry leaves before the fog\"")).value();
  if (page.hits.size() != 1) throw std::runtime_error("the phrase was not found");
  const auto& hit = page.hits.front();
  std::cout << hit.episode << ' ' << hit.time.start.count() << ' ' << hit.speaker << '\n';
}

// An exception thrown inside the library has to be caught by its type outside of it.
void miss_an_index() {
  try {
    Searcher::open("/nonexistent/index").value();
  } catch (const Failure& failure) {
    std::cout << to_string(failure.error().code) << '\n';
  }
}

}  // namespace

int main(int, char** argv) try {
  const std::filesystem::path path = argv[1];
  index_one_episode(path);
  find_it(path);
  miss_an_index();
  return 0;
} catch (const std::exception& error) {
  std::cerr << "error: " << error.what() << '\n';
  return 1;
}
