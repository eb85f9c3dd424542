#include "exit_code.hpp"

#include <array>
#include <string_view>

#include <fmt/format.h>

namespace whensaid::tool {

namespace {

struct Meaning {
  Exit code;
  std::string_view text;
};

constexpr std::array<Meaning, 11> kMeanings{{
    {Exit::ok, "done; a search found something"},
    {Exit::nothing_found, "nothing found"},
    {Exit::usage, "wrong arguments"},
    {Exit::no_index, "no index there, or one of another version"},
    {Exit::locked, "another process is writing the index"},
    {Exit::corrupt, "the index is damaged"},
    {Exit::input_failed, "some inputs failed; the others were indexed"},
    {Exit::io, "reading or writing failed: permission, disk full, ..."},
    {Exit::moved_on, "the index has changed since that --snapshot: begin at the first page"},
    {Exit::interrupted, "interrupted (Ctrl-C); finished episodes are saved"},
    {Exit::terminated, "terminated; finished episodes are saved"},
}};

}  // namespace

Exit exit_of(Errc code) {
  switch (code) {
    case Errc::invalid_argument: return Exit::usage;
    case Errc::bad_format: return Exit::input_failed;
    case Errc::not_found:
    case Errc::wrong_version: return Exit::no_index;
    case Errc::locked: return Exit::locked;
    case Errc::corrupt: return Exit::corrupt;
    case Errc::moved_on: return Exit::moved_on;
    case Errc::io: return Exit::io;
  }
  return Exit::io;
}

std::string exit_code_table() {
  std::string table = "Exit codes:\n";
  for (const auto& meaning : kMeanings) {
    table += fmt::format("  {:>3}  {}\n", static_cast<int>(meaning.code), meaning.text);
  }
  return table;
}

}  // namespace whensaid::tool
