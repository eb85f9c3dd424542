// Pages and show notes from anywhere: whatever the bytes, episodes that the index takes. Chapters
// are read from the raw bytes too, since applications may call read_chapters() on any text.

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "require.hpp"
#include "source/readers.hpp"
#include "text/utf8.hpp"

using namespace whensaid;
using fuzz::require;

namespace {

void check_chapters(const std::vector<Chapter>& chapters) {
  Millis last{0};
  for (const Chapter& chapter : chapters) {
    require(chapter.start >= last);
    require(!chapter.end || *chapter.end > chapter.start);
    require(!chapter.title.empty());
    last = chapter.start;
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  check_chapters(read_chapters(bytes));
  const std::string text = text::repair(bytes);
  ReadOptions options;
  options.reference_date = Day{std::chrono::year{2026} / 1 / 31};
  const source::Reading reading = source::read_listing(text, options);
  std::unordered_set<std::string> ids;
  for (const Episode& episode : reading.episodes) {
    require(!episode.id.empty() && episode.id.size() <= kMaxIdBytes);
    require(ids.insert(episode.id).second);
    require(text::is_clean(episode.title) && text::is_clean(episode.description));
    for (const std::string& guest : episode.guests) require(text::is_clean(guest));
    check_chapters(episode.chapters);
  }
  require(!source::looks_like_listing(text) || !reading.episodes.empty() || size > 200'000);
  return 0;
}
