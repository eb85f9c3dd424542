// Any bytes are a query: they give a tree within the limits, its text gives that tree again.

#include <cstddef>
#include <cstdint>
#include <string_view>

#include <whensaid/query.hpp>

#include "query/canonical.hpp"
#include "query/tree.hpp"
#include "require.hpp"
#include "text/utf8.hpp"

using whensaid::fuzz::require;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const std::string_view text{reinterpret_cast<const char*>(bytes), size};
  const auto parsed = whensaid::Query::parse(text);
  const auto printed = parsed.to_string();
  const auto again = whensaid::Query::parse(printed);
  require(again == parsed);
  require(again.to_string() == printed);
  require(whensaid::query::canonical(parsed.root()) == parsed.root());
  require(whensaid::text::is_clean(printed) && printed.find('\n') == std::string_view::npos);
  require(again.warnings().size() <= 1);  // at most that it only excludes
  require(parsed.warnings().size() <= whensaid::kMaxQueryWarnings + 1);
  std::size_t last = 0;
  for (const auto& warning : parsed.warnings()) {
    require(warning.line == 1 && warning.column >= last && warning.column <= size);
    last = warning.column;
  }
  return 0;
}
