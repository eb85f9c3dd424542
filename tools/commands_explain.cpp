// whensaid explain: why a query is answered as it is.

#include <utility>

#include <fmt/format.h>

#include <whensaid/explain.hpp>
#include <whensaid/query.hpp>

#include "commands.hpp"
#include "messages.hpp"
#include "render_explain.hpp"
#include "times.hpp"

namespace whensaid::tool {

Exit run_explain(const Context& context, const ExplainArguments& arguments) {
  std::optional<EpisodeTime> asked;
  if (arguments.moment) {
    asked = parse_episode_time(*arguments.moment);
    if (!asked) {
      complain(fmt::format("--moment: {} is not like ID@0:13:42", *arguments.moment));
      return Exit::usage;
    }
  }
  Exit exit = Exit::ok;
  auto options = arguments.options;
  auto searcher = open_searcher(context, arguments.synonyms, options.synonyms, exit);
  if (!searcher) return exit;
  const std::string text = fmt::format("{}", fmt::join(arguments.words, " "));
  const auto query = arguments.typing ? Query::parse_typing(text) : Query::parse(text);
  options.typing = arguments.typing;
  options.partial = arguments.partial.value_or(arguments.view == View::text);
  const auto search = searcher->explain(query, options);
  if (!search) return complain_of_answer(search.error());
  Explained explained{text, query, *search, {}, {}};
  if (asked) {
    auto moment = searcher->explain_moment(query, asked->episode, asked->at, options);
    if (!moment) return complain_of_answer(moment.error());
    explained.asked = std::move(asked);
    explained.moment = *std::move(moment);
  }
  exit = search->hits.empty() ? Exit::nothing_found : Exit::ok;
  if (arguments.view == View::json) return print_result(explained_json(explained), exit);
  if (context.verbosity != Verbosity::quiet) show_warnings(text, query);
  return print_result(render_explained(explained, context.out), exit);
}

}  // namespace whensaid::tool
