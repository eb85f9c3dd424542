// Any bytes through the front door: encodings and formats are guessed; there is a report or
// bad_format, and as many episodes as the report says.

#include <cstddef>
#include <cstdint>
#include <string_view>

#include <whensaid/source.hpp>

#include "require.hpp"

using namespace whensaid;
using fuzz::require;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const std::string_view text{reinterpret_cast<const char*>(bytes), size};
  std::size_t given = 0;
  const auto report = read_episodes(text, {}, [&given](Episode&& episode) -> Result<void> {
    require(!episode.id.empty());
    ++given;
    return {};
  });
  require(report ? report->episodes == given : report.error().code == Errc::bad_format);
  return 0;
}
