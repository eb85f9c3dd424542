// Records from a damaged disk: whatever the bytes, an answer or an error. The first byte chooses
// the way in, because random bytes do not get past a checksum: as they are, with the head's
// checksum set right, or straight into a chunk of cues of a timeline that is sound.

#include <xxhash.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "index/cue_chunk.hpp"
#include "index/normalise.hpp"
#include "index/record.hpp"
#include "index/spelling.hpp"
#include "text/analyzer.hpp"
#include "timeline/build.hpp"
#include "timeline/bytes.hpp"
#include "timeline/timeline.hpp"

using namespace whensaid;

namespace {

/// Nine words in three cues, and what of them is under the timeline.
struct Sample {
  Episode episode;
  text::Analyzer analyzer{"en"};
  timeline::Builder builder;
  timeline::Built built;
  timeline::Timeline timeline;
  index::Spelled spelled;

  Sample() : Sample(make()) {}
  explicit Sample(Episode made)
      : episode(std::move(made)),
        built(builder.build(episode, analyzer)),
        timeline(timeline::Timeline::open(built.bytes).value()),
        spelled(index::spell(episode, built, analyzer)) {}

  static Episode make() {
    Episode made;
    made.id = "e";
    made.language = "en";
    for (const auto* const text :
         {"The kettle, McTea!", "the  KETTLE", "Kettles? ... the kettle"}) {
      Cue cue;
      cue.start = Millis{1'000 * static_cast<int>(made.cues.size())};
      cue.speaker = "Ann";
      cue.text = text;
      made.cues.push_back(std::move(cue));
    }
    return index::normalise(std::move(made)).value();
  }
};

const Sample& sample() {
  static const Sample made;
  return made;
}

void read_all(std::string bytes) {
  const auto record = index::Record::open(std::move(bytes));
  if (!record) return;
  const auto some = record->cues(sample().timeline, 1, 3);
  const auto episode = record->episode(sample().timeline);
  if (episode && episode->cues.size() != record->cue_count()) std::abort();
}

void seal(std::string& bytes) {
  constexpr std::size_t kSealedFrom = 9;
  if (bytes.size() < kSealedFrom) return;
  bytes[0] = 2;
  const auto sealed = std::string_view(bytes).substr(kSealedFrom);
  timeline::Reader in(sealed);
  in.varint();
  in.string();
  std::string sum;
  timeline::put_fixed(sum, XXH3_64bits(sealed.data(), sealed.size() - in.left()), 8);
  bytes.replace(1, sum.size(), sum);
}

constexpr std::size_t kTextBytes = 1'000;

index::ChunkPlace place_of_all() {
  const auto count = static_cast<std::uint32_t>(sample().episode.cues.size());
  return {sample().timeline, nullptr, 0, count, kTextBytes, nullptr};
}

/// What was unpacked from the beginning comes out from the middle, too.
void unpack_by_index(std::string_view bytes, const index::Spelling& spelling,
                     const std::vector<Cue>& expected) {
  index::ChunkPlace place = place_of_all();
  const auto chunk = index::index_chunk(bytes, place, spelling);
  if (!chunk) std::abort();
  place.index = &*chunk;
  for (std::uint32_t cue = 0; cue < expected.size(); ++cue) {
    std::vector<Cue> one;
    if (!index::unpack_cues(bytes, place, spelling, cue, cue + 1, one)) std::abort();
    if (one.size() != 1 || one.front() != expected[cue]) std::abort();
    index::PlacedText text;
    if (!index::unpack_text(bytes, place, spelling, cue, cue + 1, text)) std::abort();
    if (text.text != expected[cue].text) std::abort();
  }
}

/// The first byte says how long the spelling is; the chunk follows it.
void unpack(std::string_view bytes, bool own_spelling) {
  index::Spelling spelling;
  if (own_spelling) {
    const std::size_t size = bytes.empty() ? 0U : static_cast<std::uint8_t>(bytes[0]);
    if (!spelling.read(bytes.substr(0, size), sample().built.forms)) return;
    bytes.remove_prefix(std::min(size, bytes.size()));
  } else if (!spelling.read(sample().spelled.bytes, sample().built.forms)) {
    std::abort();
  }
  const auto place = place_of_all();
  std::vector<Cue> cues;
  if (!index::unpack_cues(bytes, place, spelling, 0, place.cues, cues)) return;
  if (cues.size() != place.cues) std::abort();
  std::size_t text = 0;
  for (const auto& cue : cues) text += cue.text.size();
  if (text > kTextBytes) std::abort();
  unpack_by_index(bytes, spelling, cues);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  std::string bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
  switch (data[0] % 4) {
    case 0: read_all(std::move(bytes)); break;
    case 1:
      seal(bytes);
      read_all(std::move(bytes));
      break;
    default: unpack(bytes, data[0] % 4 == 2); break;
  }
  return 0;
}
