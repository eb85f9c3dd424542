// whensaid mentions: when the words of a query were said.

#include <fmt/format.h>

#include <whensaid/query.hpp>

#include "commands.hpp"
#include "messages.hpp"
#include "render_mentions.hpp"

namespace whensaid::tool {

namespace {

void say_all(const Mentions& mentions, const MentionsArguments& arguments) {
  const auto& all = mentions.all;
  complain(arguments.options.episode.empty()
               ? fmt::format("{} in {}", counted(all.mentions, "mention"),
                             counted(all.episodes, "episode"))
               : counted(all.mentions, "mention"));
  if (!mentions.complete) complain("the count ended at its limit of work: there are more");
}

}  // namespace

Exit run_mentions(const Context& context, const MentionsArguments& arguments) {
  Exit exit = Exit::ok;
  auto options = arguments.options;
  auto searcher = open_searcher(context, arguments.synonyms, options.synonyms, exit);
  if (!searcher) return exit;
  const std::string text = fmt::format("{}", fmt::join(arguments.words, " "));
  const auto query = Query::parse(text);
  const auto mentions = searcher->mentions(query, options);
  if (!mentions) return complain_of_answer(mentions.error());
  exit = mentions->all.mentions == 0 ? Exit::nothing_found : Exit::ok;
  switch (arguments.format) {
    case MentionsArguments::Format::json:
      return print_result(mentions_json(text, query, *mentions), exit);
    case MentionsArguments::Format::csv: return print_result(mentions_csv(*mentions), exit);
    case MentionsArguments::Format::text: break;
  }
  if (context.verbosity != Verbosity::quiet) {
    show_warnings(text, query);
    say_all(*mentions, arguments);
  }
  return print_result(exit == Exit::ok ? render_mentions(*mentions, context.out) : "", exit);
}

}  // namespace whensaid::tool
