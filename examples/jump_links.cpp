// A query to links that play: each moment as a link that opens its episode at the right second,
// as a Markdown list to paste into show notes.
//
//   jump_links INDEX QUERY

#include <exception>
#include <iostream>
#include <string>

#include <whensaid/whensaid.hpp>

using namespace whensaid;

namespace {

// "6:05", "1:02:07"
std::string clock(Millis at) {
  const auto seconds = at.count() / 1000;
  const auto two = [](auto n) { return (n < 10 ? "0" : "") + std::to_string(n); };
  const auto hours = seconds / 3600;
  const auto minutes = seconds / 60 % 60;
  if (hours == 0) return std::to_string(minutes) + ':' + two(seconds % 60);
  return std::to_string(hours) + ':' + two(minutes) + ':' + two(seconds % 60);
}

// Excerpts are plain text with byte ranges, so that every application marks them in its own way.
std::string in_bold(const Excerpt& excerpt) {
  std::string out;
  std::size_t at = 0;
  for (const auto& match : excerpt.matches) {
    out += excerpt.text.substr(at, match.begin - at);
    out += "**" + excerpt.text.substr(match.begin, match.end - match.begin) + "**";
    at = match.end;
  }
  return out + excerpt.text.substr(at);
}

void print(const Hit& hit) {
  // entry is where a listener wants to start: the sentence or the turn, not the word itself.
  std::cout << "- [" << hit.title << ", " << clock(hit.entry) << ']';
  if (!hit.url.empty()) std::cout << '(' << hit.url << ')';
  if (!hit.chapter.empty()) std::cout << " in *" << hit.chapter << '*';
  std::cout << "  \n  " << in_bold(hit.excerpt) << '\n';
}

}  // namespace

int main(int argc, char** argv) try {
  if (argc != 3) {
    std::cerr << "usage: jump_links INDEX QUERY\n";
    return 2;
  }
  auto searcher = Searcher::open(argv[1]).value();
  const auto query = Query::parse(argv[2]);
  for (const auto& warning : query.warnings()) {
    std::cerr << "column " << warning.column << ": " << warning.message << '\n';
  }
  SearchOptions options;
  options.limit = 5;
  options.per_episode = 2;
  const auto page = searcher.search(query, options).value();
  for (const auto& hit : page.hits) print(hit);
  return page.hits.empty() ? 1 : 0;
} catch (const std::exception& error) {
  std::cerr << "error: " << error.what() << '\n';
  return 1;
}
