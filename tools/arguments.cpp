#include "arguments.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <memory>
#include <string_view>
#include <utility>

#include <fmt/format.h>
#include <unistd.h>
#include <CLI/CLI.hpp>

#include "arguments_search.hpp"
#include "help.hpp"
#include "messages.hpp"
#include "option_checks.hpp"
#include "times.hpp"

namespace whensaid::tool {

namespace {

/// Everything that can be given, in one place that outlives the parser.
struct Arguments {
  std::string index;
  std::string color{"auto"};
  bool quiet{false};
  bool verbose{false};
  IndexArguments index_verb;
  SearchArguments search;
  ExplainArguments explain;
  SimilarArguments similar;
  MentionsArguments mentions;
  ShowArguments show;
  StatsArguments stats;
  CheckArguments check;
  RemoveArguments remove;
  ExportArguments export_verb;
  std::function<Exit(const Context&)> run;
};

void set_format(ReadOptions& read, const std::string& name) {
  const auto format = parse_format(name);
  if (!format) throw CLI::ValidationError("--format", name + " is no format; see index --help");
  read.format = *format;
}

void set_reference_date(ReadOptions& read, const std::string& text) {
  read.reference_date = parse_day(text);
  if (!read.reference_date) {
    throw CLI::ValidationError("--reference-date", text + " is no day like 2025-09-22");
  }
}

std::string format_names() {
  std::string names;
  for (const auto format :
       {Format::detect, Format::json_lines, Format::webvtt, Format::srt, Format::listing}) {
    names += names.empty() ? "" : ", ";
    names += to_string(format);
  }
  return names;
}

void define_index(CLI::App& app, Arguments& all) {
  IndexArguments& arguments = all.index_verb;
  auto* verb = app.add_subcommand(
      "index", "Add or update episodes; prints added, updated, unchanged, failed");
  verb->add_option("PATH", arguments.paths,
                   "Files, folders (.vtt .srt .jsonl .json .txt in them), or - for stdin")
      ->required();
  verb->add_option_function<std::string>(
          "--format", [&arguments](const std::string& name) { set_format(arguments.read, name); },
          "Of all inputs: " + format_names())
      ->type_name("FORMAT");
  verb->add_option("--language", arguments.read.language,
                   "Of episodes that do not state one, such as en or pt-BR; else it is guessed");
  verb->add_option("--show", arguments.read.show, "The show, for transcripts that do not state it");
  verb->add_option("--name", arguments.read.name,
                   "What to call stdin: id and title of a bare transcript");
  verb->add_option_function<std::string>(
          "--reference-date",
          [&arguments](const std::string& text) { set_reference_date(arguments.read, text); },
          "\"Today\" for dates without a year (YYYY-MM-DD); default: today")
      ->type_name("DAY");
  verb->add_option("--shards", arguments.shards,
                   "Databases of a new index; default: one a core, at most 8")
      ->type_name("N")
      ->check(between(0, 64));
  verb->callback([&all] {
    all.run = [&all](const Context& context) { return run_index(context, all.index_verb); };
  });
}

void define_show(CLI::App& app, Arguments& all) {
  auto* verb = app.add_subcommand("show", "Print an episode, or the minute around a moment");
  verb->add_option("ID[@TIME]", all.show.place, "An episode's id; TIME as 0:13:42, 822 or 13m42s")
      ->required();
  define_view(verb, all.show.view);
  verb->callback(
      [&all] { all.run = [&all](const Context& context) { return run_show(context, all.show); }; });
}

void define_upkeep(CLI::App& app, Arguments& all) {
  auto* list = app.add_subcommand("list", "Print all episodes: id, day, show, title, with tabs");
  list->callback([&all] { all.run = run_list; });

  auto* stats = app.add_subcommand("stats", "Print what the index holds");
  define_view(stats, all.stats.view);
  stats->callback([&all] {
    all.run = [&all](const Context& context) { return run_stats(context, all.stats); };
  });

  auto* check = app.add_subcommand("check", "Read the whole index and verify it");
  check->add_option("--timeout", all.check.limit_seconds, "Seconds until it is called damaged")
      ->type_name("N")
      ->check(between(1, 1000000))
      ->capture_default_str();
  check->callback([&all] {
    all.run = [&all](const Context& context) { return run_check(context, all.check); };
  });

  auto* remove = app.add_subcommand("remove", "Take episodes out of the index");
  remove->add_option("ID", all.remove.ids, "Ids as list prints them")->required();
  remove->callback([&all] {
    all.run = [&all](const Context& context) { return run_remove(context, all.remove); };
  });

  auto* write = app.add_subcommand("export", "Write all episodes as JSON Lines, to index again");
  write->add_option("--output", all.export_verb.file, "A file instead of stdout")
      ->type_name("FILE");
  write->callback([&all] {
    all.run = [&all](const Context& context) { return run_export(context, all.export_verb); };
  });
}

void define_globals(CLI::App& app, Arguments& all) {
  app.set_version_flag("--version", std::string("whensaid ") + WHENSAID_VERSION);
  app.add_option("--index", all.index,
                 "The folder of the index; default: $XDG_DATA_HOME/whensaid/index or "
                 "~/.local/share/whensaid/index")
      ->envname("WHENSAID_INDEX")
      ->type_name("DIR");
  app.add_option("--color", all.color, "auto, always or never")
      ->type_name("WHEN")
      ->check(CLI::IsMember({"auto", "always", "never"}));
  app.add_flag("-q,--quiet", all.quiet, "Say errors only");
  app.add_flag("-v,--verbose", all.verbose, "Say more: remarks on inputs, how a query was read");
}

std::unique_ptr<CLI::App> make_parser(Arguments& all) {
  auto app = std::make_unique<CLI::App>(kExamples, "whensaid");
  app->get_formatter()->column_width(26);
  app->get_formatter()->label("SUBCOMMAND", "VERB");
  app->get_formatter()->label("SUBCOMMANDS", "VERBS");
  app->require_subcommand(1);
  app->fallthrough();  // verbs inherit it: --index may stand before or after the verb
  define_globals(*app, all);
  define_index(*app, all);
  define_search(*app, all.search)->callback([&all] {
    all.run = [&all](const Context& context) { return run_search(context, all.search); };
  });
  define_explain(*app, all.explain)->callback([&all] {
    all.run = [&all](const Context& context) { return run_explain(context, all.explain); };
  });
  define_similar(*app, all.similar)->callback([&all] {
    all.run = [&all](const Context& context) { return run_similar(context, all.similar); };
  });
  define_mentions(*app, all.mentions)->callback([&all] {
    all.run = [&all](const Context& context) { return run_mentions(context, all.mentions); };
  });
  define_show(*app, all);
  define_upkeep(*app, all);
  app->footer(exit_code_table() +
              "\nEnvironment: WHENSAID_INDEX, NO_COLOR, CLICOLOR_FORCE, COLUMNS");
  for (auto* verb : app->get_subcommands([](const CLI::App*) { return true; })) {
    verb->group("Verbs");
    const auto own = verb->get_footer();
    verb->footer(own + (own.empty() ? "" : "\n") +
                 "Options of all verbs: --index DIR, --color WHEN, -q, -v; see whensaid --help");
  }
  return app;
}

std::vector<std::string> verb_names(const CLI::App& app) {
  std::vector<std::string> names{"help"};
  for (const auto* verb : app.get_subcommands([](const CLI::App*) { return true; })) {
    names.push_back(verb->get_name());
  }
  return names;
}

/// The first word that is neither an option nor an option's value: what should be a verb.
std::size_t verb_position(const std::vector<std::string>& words) {
  std::size_t at = 0;
  while (at < words.size() && words[at].starts_with('-') && words[at].size() > 1) {
    at += words[at] == "--index" || words[at] == "--color" ? 2 : 1;
  }
  return at;
}

/// An option that was typed wrong, with the one that was meant.
std::string hint_for_option(const CLI::App& app, std::string_view typed) {
  if (!typed.starts_with('-')) return {};
  typed = typed.substr(0, typed.find('='));
  std::vector<std::string> names;
  const auto add = [&names](const CLI::App& from) {
    for (const auto* option : from.get_options()) {
      for (const auto& name : option->get_lnames()) names.push_back("--" + name);
    }
  };
  add(app);
  for (const auto* verb : app.get_subcommands()) add(*verb);
  const auto near = nearest(typed, names);
  if (!near.empty()) return fmt::format("did you mean {}?", near);
  for (const auto* verb : {"search", "explain", "mentions"}) {
    if (!app.got_subcommand(verb)) continue;
    return fmt::format(
        "a query that begins a word with a minus needs -- before it: "
        "whensaid {} -- sharding -vitess",
        verb);
  }
  return {};
}

Exit usage_error(const CLI::App& app, const CLI::ParseError& error) {
  const auto verbs = app.get_subcommands();
  std::string message = error.what();
  if (verbs.empty() && dynamic_cast<const CLI::RequiredError*>(&error) != nullptr) {
    message = "a verb is missing";
  }
  const auto left = app.remaining(true);
  if (!left.empty()) {
    message = fmt::format("not understood: {}", left.front());
    const auto hint = hint_for_option(app, left.front());
    if (!hint.empty()) message += "\n" + hint;
  }
  complain(message);
  complain(
      fmt::format("see: whensaid {}--help", verbs.empty() ? "" : verbs.front()->get_name() + " "));
  return Exit::usage;
}

/// Help and version end the parsing as errors that are none.
Exit print_help(const CLI::App& app, const CLI::ParseError& error) {
  if (dynamic_cast<const CLI::CallForVersion*>(&error) != nullptr) {
    return print_result(std::string(error.what()) + "\n", Exit::ok);
  }
  return print_result(app.help(), Exit::ok);
}

/// $XDG_DATA_HOME/whensaid/index, where relative paths do not count (XDG Base Directory).
std::filesystem::path default_index() {
  const auto from = [](const char* name) {
    const char* value = std::getenv(name);
    return std::filesystem::path(value == nullptr ? "" : value);
  };
  const auto data = from("XDG_DATA_HOME");
  if (data.is_absolute()) return data / "whensaid" / "index";
  const auto home = from("HOME");
  if (home.is_absolute()) return home / ".local" / "share" / "whensaid" / "index";
  return {};
}

Context make_context(const Arguments& all) {
  Context context;
  context.index = all.index.empty() ? default_index() : std::filesystem::path(all.index);
  const auto mode = all.color == "always"  ? ColorMode::always
                    : all.color == "never" ? ColorMode::never
                                           : ColorMode::automatic;
  context.out = look_at(STDOUT_FILENO, mode);
  context.err = look_at(STDERR_FILENO, mode);
  if (all.verbose) context.verbosity = Verbosity::verbose;
  if (all.quiet) context.verbosity = Verbosity::quiet;
  return context;
}

Exit unknown_verb(const std::string& typed, const std::vector<std::string>& verbs) {
  std::string message = fmt::format("no verb \"{}\"", typed);
  const auto near = nearest(typed, verbs);
  message += near.empty() ? fmt::format(": one of {}", fmt::join(verbs, ", "))
                          : fmt::format(": did you mean {}?", near);
  complain(message);
  return Exit::usage;
}

}  // namespace

std::variant<Call, Exit> read_arguments(int argc, const char* const* argv) {
  std::vector<std::string> words(argv + std::min(argc, 1), argv + argc);
  const auto all = std::make_shared<Arguments>();
  const auto parser = make_parser(*all);
  if (words.empty()) words.emplace_back("--help");

  const std::size_t at = verb_position(words);
  if (at < words.size() && words[at] == "help") {  // help VERB is VERB --help
    words.erase(words.begin() + static_cast<std::ptrdiff_t>(at));
    words.emplace_back("--help");
  }
  if (at < words.size() && !words[at].starts_with('-')) {
    const auto verbs = verb_names(*parser);
    if (std::ranges::find(verbs, words[at]) == verbs.end()) return unknown_verb(words[at], verbs);
  }
  try {
    std::vector<std::string> reversed(words.rbegin(), words.rend());  // as CLI11 takes a vector
    parser->parse(reversed);
  } catch (const CLI::Success& asked) {
    for (auto* verb : parser->get_subcommands()) {
      if (verb->get_name() == "index") verb->description(kIndexExamples);
      if (verb->get_name() == "search") verb->description(kSearchExamples);
    }
    return print_help(*parser, asked);
  } catch (const CLI::ParseError& error) {
    return usage_error(*parser, error);
  }
  Call call{[all](const Context& context) { return all->run(context); }, make_context(*all)};
  if (call.context.index.empty()) {
    complain("where is the index? HOME is not set: give --index DIR");
    return Exit::usage;
  }
  return call;
}

}  // namespace whensaid::tool
