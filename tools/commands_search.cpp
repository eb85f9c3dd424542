// whensaid search: one query for a person or a program, or a file of queries.

#include <algorithm>
#include <chrono>
#include <fstream>
#include <iostream>
#include <utility>

#include <fmt/format.h>

#include <whensaid/query.hpp>

#include "commands.hpp"
#include "layout.hpp"
#include "messages.hpp"
#include "render.hpp"
#include "times.hpp"

namespace whensaid::tool {

namespace {

/// Of a query, beside a warning about it: a line of a usual terminal. There may be many warnings
/// about a query of many pages.
constexpr std::size_t kQueryColumns = 72;

struct Timed {
  Result<Page> page;
  double took_ms{0};
};

Timed timed_search(Searcher& searcher, const Query& query, const SearchOptions& options) {
  const auto start = std::chrono::steady_clock::now();
  auto page = searcher.search(query, options);
  const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - start;
  return {std::move(page), took.count()};
}

void explain_nothing(Searcher& searcher, std::string_view text, const Query& query,
                     const Context& context) {
  if (query.empty()) {
    complain(fmt::format("no words to search for in: {}", text));
    return;
  }
  const auto stats = searcher.stats();
  std::string searched = context.index.string();
  if (stats) searched = fmt::format("{} ({})", counted(stats->episodes, "episode"), searched);
  const bool strict = query.to_string().find_first_of("\"()") != std::string::npos ||
                      query.to_string().find("NEAR") != std::string::npos;
  complain(fmt::format(
      "nothing found for: {}\nsearched {}\n{}", text, searched,
      strict ? "try the words without quotes and operators" : "try fewer or other words"));
}

/// In single quotes, for a shell.
std::string shell_word(std::string_view text) {
  std::string quoted = "'";
  for (const char c : text) {
    if (c == '\'') {
      quoted += R"('\'')";
    } else {
      quoted += c;
    }
  }
  return quoted + "'";
}

void show_suggestion(std::string_view suggestion) {
  const auto* const end_of_options = suggestion.starts_with('-') ? "-- " : "";
  complain(
      fmt::format("did you mean: whensaid search {}{}", end_of_options, shell_word(suggestion)));
}

/// "12 episodes", "about 40 episodes (23 to 57)".
std::string episodes_text(const Page& page) {
  const auto& count = page.episodes;
  if (count.exact()) return counted(count.at_most, "episode");
  const auto about = std::clamp(page.estimated_episodes, count.at_least, count.at_most);
  return fmt::format("about {} ({} to {})", counted(about, "episode"), count.at_least,
                     count.at_most);
}

/// What the result itself does not tell, on stderr.
void say_around(Searcher& searcher, const Answer& answer, const std::vector<std::string>& remarks,
                const Context& context) {
  if (!answer.place) show_warnings(answer.text, answer.query);
  if (answer.place && !answer.page.searched.empty()) complain("words: " + answer.page.searched);
  if (answer.place && answer.page.hits.empty()) complain("nothing like it found");
  for (const auto& note : answer.page.notes) complain("query: " + note);
  if (answer.page.partial) complain("nothing holds all of that; these moments hold a part of it");
  if (answer.page.hits.empty() && !answer.place)
    explain_nothing(searcher, answer.text, answer.query, context);
  if (!answer.page.complete) complain("the search ended at its limit of work: there may be more");
  for (const auto& remark : remarks) complain(remark);
  if (context.verbosity != Verbosity::verbose) return;
  complain(fmt::format("read as: {}\n{}, in {}, {:.2f} ms\nsnapshot {}", answer.query.to_string(),
                       counted(answer.page.hits.size(), "moment"), episodes_text(answer.page),
                       answer.took_ms, answer.page.snapshot));
}

/// Prints the answer, and says what it does not tell.
Exit give(const Context& context, const Answer& answer, const HitFormat& format,
          Searcher& searcher) {
  const auto rendered = format.render(answer, context.out);
  const bool speaks = !format.tells_all && context.verbosity != Verbosity::quiet;
  if (speaks) say_around(searcher, answer, rendered.remarks, context);
  const auto exit =
      print_result(rendered.bytes, answer.page.hits.empty() ? Exit::nothing_found : Exit::ok);
  if (speaks && answer.page.suggestion) show_suggestion(*answer.page.suggestion);
  return exit;
}

Exit search_once(const Context& context, const SearchArguments& arguments, const HitFormat& format,
                 Searcher& searcher) {
  const std::string text = fmt::format("{}", fmt::join(arguments.words, " "));
  const auto query = arguments.typing ? Query::parse_typing(text) : Query::parse(text);
  auto options = arguments.options;
  options.typing = arguments.typing;
  options.partial = arguments.partial.value_or(&format == find_hit_format("text"));
  const auto [page, took_ms] = timed_search(searcher, query, options);
  if (!page) return complain(page.error());
  return give(context, {text, query, *page, took_ms}, format, searcher);
}

/// Every line gives one line, so that the answers can be counted off against the queries: an empty
/// line is a query without hits.
Exit search_lines(std::istream& lines, std::string_view name, const SearchArguments& arguments,
                  Searcher& searcher) {
  auto output = Output::to_stdout();
  auto options = arguments.options;
  options.typing = arguments.typing;
  options.partial = arguments.partial.value_or(false);
  Exit exit = Exit::nothing_found;
  std::string line;
  while (std::getline(lines, line)) {
    if (line.ends_with('\r')) line.pop_back();
    const auto query = arguments.typing ? Query::parse_typing(line) : Query::parse(line);
    const auto [page, took_ms] = timed_search(searcher, query, options);
    if (!page) {
      (void)output.finish();
      return complain(page.error());
    }
    if (!page->hits.empty()) exit = Exit::ok;
    const auto written =
        output.write(render_json({line, query, *page, took_ms}, JsonShape::one_line));
    if (!written) return complain(written.error());
  }
  if (lines.bad()) return complain(Error{Errc::io, fmt::format("{}: cannot be read", name)});
  const auto finished = output.finish();
  return finished ? exit : complain(finished.error());
}

Exit search_batch(const SearchArguments& arguments, Searcher& searcher) {
  const std::string& name = *arguments.batch;
  if (name == "-") {
    std::ios::sync_with_stdio(false);
    return search_lines(std::cin, "stdin", arguments, searcher);
  }
  std::ifstream file(name, std::ios::binary);
  if (!file) return complain(Error{Errc::io, fmt::format("{}: cannot be opened", name)});
  return search_lines(file, name, arguments, searcher);
}

}  // namespace

void show_warnings(std::string_view text, const Query& query) {
  for (const auto& warning : query.warnings()) {
    if (warning.column == 0) {
      complain(fmt::format("query: {}", warning.message));
      continue;
    }
    const auto shown = window_around(text, warning.column - 1, kQueryColumns);
    complain(fmt::format("query, column {}: {}\n{}\n{:>{}}", warning.column, warning.message,
                         shown.text, "^", shown.columns_before + 1));
  }
}

Exit run_search(const Context& context, const SearchArguments& arguments) {
  if (arguments.batch.has_value() == !arguments.words.empty()) {
    complain("search takes either a QUERY or --batch FILE\nsee: whensaid search --help");
    return Exit::usage;
  }
  const auto* format = arguments.format;
  if (format == nullptr) format = find_hit_format(arguments.batch ? "jsonl" : "text");
  if (arguments.batch && format->name != "jsonl") {
    complain("--batch answers as --format jsonl only");
    return Exit::usage;
  }
  Exit exit = Exit::ok;
  auto with_synonyms = arguments;
  auto searcher = open_searcher(context, arguments.synonyms, with_synonyms.options.synonyms, exit);
  if (!searcher) return exit;
  if (arguments.batch) return search_batch(with_synonyms, *searcher);
  return search_once(context, with_synonyms, *format, *searcher);
}

Exit run_similar(const Context& context, const SimilarArguments& arguments) {
  const auto place = parse_episode_time(arguments.place);
  if (!place) {
    complain(
        fmt::format("{} is not like ID@0:13:42\nsee: whensaid similar --help", arguments.place));
    return Exit::usage;
  }
  Exit exit = Exit::ok;
  auto options = arguments.options;
  auto searcher = open_searcher(context, arguments.synonyms, options.synonyms, exit);
  if (!searcher) return exit;
  const auto start = std::chrono::steady_clock::now();
  const auto page = searcher->similar(place->episode, place->at, options);
  const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - start;
  if (!page) return complain_of_answer(page.error());
  const auto* format = arguments.format != nullptr ? arguments.format : find_hit_format("text");
  const Answer answer{arguments.place, Query::parse(page->searched), *page, took.count(), true};
  return give(context, answer, *format, *searcher);
}

}  // namespace whensaid::tool
