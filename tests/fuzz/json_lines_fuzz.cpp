// Any bytes, taken for JSON Lines: what is read can be written and read again, and is then the
// same.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "require.hpp"
#include "source/readers.hpp"

using namespace whensaid;
using fuzz::require;

namespace {

/// The episodes as lines again.
std::string rewritten(std::string_view bytes) {
  std::string lines;
  const auto faults =
      source::read_json_lines(bytes, [&lines](Episode&& episode, std::size_t) -> Result<void> {
        lines += to_json_line(episode) + '\n';
        return {};
      });
  require(faults.has_value());
  return lines;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const std::string once = rewritten({reinterpret_cast<const char*>(bytes), size});
  require(rewritten(once) == once);
  return 0;
}
