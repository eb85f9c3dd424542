// Verbs that read the index and print: show, list, stats, export.

#include <algorithm>
#include <tuple>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <whensaid/source.hpp>

#include "commands.hpp"
#include "layout.hpp"
#include "messages.hpp"
#include "render.hpp"
#include "times.hpp"

namespace whensaid::tool {

namespace {

/// ID@TIME shows this much to both sides of the time.
constexpr auto kAround = std::chrono::seconds(60);

struct Found {
  std::optional<Episode> episode{};
  std::optional<Millis> at{};
};

/// A guid may hold an @ itself, so the whole text is tried as an id first.
Result<Found> find_place(Searcher& searcher, const std::string& place) {
  auto whole = searcher.episode(place);
  if (!whole) return fail(whole.error());
  if (*whole) return Found{std::move(*whole), {}};
  const auto split = place.rfind('@');
  if (split == std::string::npos) return Found{};
  const auto at = parse_time(std::string_view(place).substr(split + 1));
  if (!at) return Found{};
  auto episode = searcher.episode(std::string_view(place).substr(0, split));
  if (!episode) return fail(episode.error());
  return Found{std::move(*episode), at};
}

struct ListedEpisode {
  std::string published{};
  std::string show{};
  std::string id{};
  std::string title{};
};

std::string size_text(std::uint64_t bytes) {
  if (bytes < 1'000'000) return fmt::format("{:.1f} kB", static_cast<double>(bytes) / 1e3);
  return fmt::format("{:.1f} MB", static_cast<double>(bytes) / 1e6);
}

std::string stats_json(const IndexStats& stats) {
  const nlohmann::ordered_json out{{"episodes", stats.episodes},   {"words", stats.words},
                                   {"shards", stats.shards},       {"disk_bytes", stats.disk_bytes},
                                   {"languages", stats.languages}, {"shows", stats.shows}};
  return out.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
}

std::string stats_text(const IndexStats& stats, const Context& context) {
  std::string out = fmt::format("{:<11}{}\n", "index", clean(context.index.string()));
  out += fmt::format("{:<11}{}\n", "episodes", stats.episodes);
  out += fmt::format("{:<11}{}\n", "words", stats.words);
  out += fmt::format("{:<11}{}\n", "on disk", size_text(stats.disk_bytes));
  out += fmt::format("{:<11}{}\n", "shards", stats.shards);
  out += fmt::format("{:<11}{}\n", "languages",
                     clean(fmt::format("{}", fmt::join(stats.languages, ", "))));
  out += fmt::format("{:<11}{}\n", "shows", stats.shows.size());
  for (const auto& show : stats.shows) out += fmt::format("  {}\n", clean(show));
  return out;
}

Result<Output> open_output(const ExportArguments& arguments) {
  if (!arguments.file || *arguments.file == "-") return Output::to_stdout();
  return Output::to_file(*arguments.file);
}

}  // namespace

std::optional<Searcher> open_searcher(const Context& context, Exit& exit) {
  auto searcher = Searcher::open(context.index);
  if (searcher) return std::move(*searcher);
  exit = complain(searcher.error());
  if (searcher.error().code == Errc::not_found) {
    complain(fmt::format("make one: whensaid index --index {} FOLDER", context.index.string()));
  }
  if (exit == Exit::usage) exit = Exit::no_index;
  return std::nullopt;
}

std::optional<Searcher> open_searcher(const Context& context,
                                      const std::optional<std::string>& synonyms_file,
                                      Synonyms& synonyms, Exit& exit) {
  if (synonyms_file) {
    auto read = Synonyms::read(*synonyms_file);
    if (!read) {
      exit = complain(read.error());
      return std::nullopt;
    }
    if (context.verbosity != Verbosity::quiet) {
      for (const auto& warning : read->warnings()) {
        complain(fmt::format("{}, line {}: {}", *synonyms_file, warning.line, warning.message));
      }
    }
    synonyms = *std::move(read);
  }
  return open_searcher(context, exit);
}

Exit print_result(std::string_view bytes, Exit wanted) {
  auto output = Output::to_stdout();
  auto done = output.write(bytes);
  if (done) done = output.finish();
  return done ? wanted : complain(done.error());
}

Exit run_show(const Context& context, const ShowArguments& arguments) {
  Exit exit = Exit::ok;
  auto searcher = open_searcher(context, exit);
  if (!searcher) return exit;
  auto found = find_place(*searcher, arguments.place);
  if (!found) return complain(found.error());
  if (!found->episode) {
    complain(fmt::format("no episode \"{}\" in {}\nwhensaid list prints all ids", arguments.place,
                         context.index.string()));
    return Exit::nothing_found;
  }
  Episode& episode = *found->episode;
  if (found->at) {
    const Millis at = *found->at;
    episode = cut_to(std::move(episode), {at - kAround, at + kAround});
    episode.description.clear();  // it belongs to no time
  }
  return print_result(arguments.view == View::json ? to_json_line(episode) + "\n"
                                                   : render_episode(episode, context.out),
                      Exit::ok);
}

Exit run_list(const Context& context) {
  Exit exit = Exit::ok;
  auto searcher = open_searcher(context, exit);
  if (!searcher) return exit;
  std::vector<ListedEpisode> all;
  const auto read = searcher->for_each_episode([&all](Episode&& episode) -> Result<void> {
    all.push_back({episode.published ? iso_day(*episode.published) : std::string{},
                   std::move(episode.show), std::move(episode.id), std::move(episode.title)});
    return {};
  });
  if (!read) return complain(read.error());
  std::ranges::sort(all, {},
                    [](const ListedEpisode& e) { return std::tie(e.show, e.published, e.id); });
  std::string out;
  for (const auto& one : all) {
    out += fmt::format("{}\t{}\t{}\t{}\n", clean(one.id), one.published, clean(one.show),
                       clean(one.title));
  }
  return print_result(out, all.empty() ? Exit::nothing_found : Exit::ok);
}

Exit run_stats(const Context& context, const StatsArguments& arguments) {
  Exit exit = Exit::ok;
  auto searcher = open_searcher(context, exit);
  if (!searcher) return exit;
  const auto stats = searcher->stats();
  if (!stats) return complain(stats.error());
  return print_result(
      arguments.view == View::json ? stats_json(*stats) : stats_text(*stats, context), Exit::ok);
}

Exit run_export(const Context& context, const ExportArguments& arguments) {
  Exit exit = Exit::ok;
  auto searcher = open_searcher(context, exit);
  if (!searcher) return exit;
  auto output = open_output(arguments);
  if (!output) return complain(output.error());
  auto done = searcher->for_each_episode([&output](Episode&& episode) -> Result<void> {
    return output->write(to_json_line(episode) + "\n");
  });
  if (done) done = output->finish();
  return done ? Exit::ok : complain(done.error());
}

}  // namespace whensaid::tool
