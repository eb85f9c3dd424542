// Verbs that keep an index well: check and remove.

#include <set>

#include <fmt/format.h>

#include <whensaid/index.hpp>

#include "check_in_child.hpp"
#include "commands.hpp"
#include "layout.hpp"
#include "messages.hpp"

namespace whensaid::tool {

Exit run_check(const Context& context, const CheckArguments& arguments) {
  const auto report = check_in_child(context.index, std::chrono::seconds(arguments.limit_seconds));
  if (!report) {
    const Exit exit = complain(report.error());
    return exit == Exit::usage ? Exit::no_index : exit;
  }
  std::string out;
  for (const auto& problem : report->problems) out += clean(problem) + '\n';
  if (report->problems.empty()) {
    return print_result(fmt::format("healthy: {} in {}\n", counted(report->episodes, "episode"),
                                    counted(report->shards, "shard")),
                        Exit::ok);
  }
  complain(fmt::format("{} in {}: keep a copy, then index again into a new folder",
                       counted(report->problems.size(), "problem"), context.index.string()));
  return print_result(out, Exit::corrupt);
}

Exit run_remove(const Context& context, const RemoveArguments& arguments) {
  // The writer would make an index where there is none, so readers look first.
  Exit exit = Exit::ok;
  auto searcher = open_searcher(context, exit);
  if (!searcher) return exit;
  auto writer = IndexWriter::open(context.index);
  if (!writer) return complain(writer.error());
  std::size_t unknown = 0;
  for (const auto& id : std::set<std::string>(arguments.ids.begin(), arguments.ids.end())) {
    const auto episode = searcher->episode(id);
    if (!episode) return complain(episode.error());
    if (!*episode) {
      complain(fmt::format("no episode \"{}\"\nwhensaid list prints all ids", id));
      ++unknown;
      continue;
    }
    if (const auto removed = writer->remove(id); !removed) return complain(removed.error());
  }
  const auto counts = writer->commit();
  if (!counts) return complain(counts.error());
  if (unknown > 0) exit = counts->removed > 0 ? Exit::input_failed : Exit::nothing_found;
  return print_result(fmt::format("removed {}\n", counts->removed), exit);
}

}  // namespace whensaid::tool
