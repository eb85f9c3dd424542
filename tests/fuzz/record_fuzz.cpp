// Records from a damaged disk: whatever the bytes, an answer or an error. The first byte chooses
// the way in, because random bytes do not get past a checksum: as they are, with the head's
// checksum set right, or straight into a chunk of cues.

#include <xxhash.h>

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "index/cue_chunk.hpp"
#include "index/normalise.hpp"
#include "index/record.hpp"
#include "timeline/bytes.hpp"

using namespace whensaid;

namespace {

void read_all(std::string bytes) {
  const auto record = index::Record::open(std::move(bytes));
  if (!record) return;
  const auto some = record->cues(1, 3);
  const auto episode = record->episode();
  if (episode && episode->cues.size() != record->cue_count()) std::abort();
}

void seal(std::string& bytes) {
  constexpr std::size_t kSealedFrom = 9;
  if (bytes.size() < kSealedFrom) return;
  bytes[0] = 1;
  const auto sealed = std::string_view(bytes).substr(kSealedFrom);
  timeline::Reader in(sealed);
  in.varint();
  in.string();
  std::string sum;
  timeline::put_fixed(sum, XXH3_64bits(sealed.data(), sealed.size() - in.left()), 8);
  bytes.replace(1, sum.size(), sum);
}

void unpack(std::string_view bytes, std::size_t count) {
  const std::vector<std::string> speakers{"Ann", "Bob"};
  std::vector<Cue> cues;
  if (!index::unpack_cues(bytes, count, speakers, 0, count, cues)) return;
  if (cues.size() != count) std::abort();
  for (const auto& cue : cues) {
    if (*cue.end < cue.start || cue.start < Millis{0} || *cue.end > index::kMaxTime) std::abort();
  }
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
    default: unpack(bytes, data[0] / 4); break;
  }
  return 0;
}
