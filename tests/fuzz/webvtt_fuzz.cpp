// Any text, taken for WebVTT: cues that are sound, and no warnings without end.

#include <cstddef>
#include <cstdint>
#include <string>

#include "captions_check.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const std::string text = whensaid::text::repair({reinterpret_cast<const char*>(bytes), size});
  whensaid::fuzz::check_captions(whensaid::source::read_webvtt(text));
  return 0;
}
