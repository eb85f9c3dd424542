#include "arguments_search.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include <fmt/format.h>

#include "around.hpp"
#include "option_checks.hpp"

namespace whensaid::tool {

namespace {

constexpr std::array kOrders{Order::relevance, Order::newest,  Order::oldest,
                             Order::time,      Order::longest, Order::shortest};

constexpr std::array kFacetFields{FacetField::show, FacetField::guest,    FacetField::speaker,
                                  FacetField::year, FacetField::language, FacetField::zone};

template <typename Values>
std::string names_of(const Values& values) {
  std::string names;
  for (const auto value : values) {
    names += names.empty() ? "" : ", ";
    names += to_string(value);
  }
  return names;
}

std::string fields_help() {
  std::string text = "Fields of a query:\n";
  for (const auto& field : query_fields()) {
    text += fmt::format("  {:<36} {}\n", field.example, field.help);
  }
  return text +
         "Shapes: =word as written, wor* w?rd *ord, word~ word~2 misspelt, /regular expression/\n"
         "Near: a NEAR/5 b in words, a NEAR/30s b in seconds, a BEFORE/5 b in this order";
}

/// The value of that name; `what` is what it should be, in the message when it is not.
template <typename Values>
auto value_of(const Values& values, std::string_view name, const char* option, const char* what) {
  for (const auto value : values) {
    if (to_string(value) == name) return value;
  }
  throw CLI::ValidationError(option,
                             fmt::format("{} is no {}: one of {}", name, what, names_of(values)));
}

void set_facets(SearchOptions& options, std::string_view names) {
  options.facets.clear();
  while (true) {
    const auto end = std::min(names.find(','), names.size());
    options.facets.push_back(value_of(kFacetFields, names.substr(0, end), "--facets", "facet"));
    if (end == names.size()) return;
    names.remove_prefix(end + 1);
  }
}

void set_around(SearchOptions& options, const std::string& text) {
  const auto context = parse_around(text);
  if (!context) {
    throw CLI::ValidationError("--around", text + " is not like 30s, 2cues, 1turn or 10,30s");
  }
  options.context = *context;
}

/// A line a format, below the options.
std::string format_table() {
  std::string table = "Formats:\n";
  for (const auto& format : hit_formats()) {
    table += fmt::format("  {:<8}{}\n", format.name, format.help);
  }
  return table;
}

const HitFormat* format_named(const std::string& name) {
  if (const auto* const format = find_hit_format(name)) return format;
  std::string names;
  for (const auto& format : hit_formats())
    names += (names.empty() ? "" : ", ") + std::string(format.name);
  throw CLI::ValidationError("--format", fmt::format("{} is no format: one of {}", name, names));
}

void define_counts(CLI::App* verb, SearchOptions& options) {
  verb->add_option("--limit", options.limit, "Moments to print")
      ->type_name("N")
      ->check(between(1, 100000))
      ->capture_default_str();
  verb->add_option("--offset", options.offset, "Moments to pass over first")
      ->type_name("N")
      ->check(between(0, 1000000))
      ->capture_default_str();
  verb->add_option("--per-episode", options.per_episode, "At most so many of one episode; 0: all")
      ->type_name("N")
      ->check(between(0, 100000))
      ->capture_default_str();
  verb->add_option("--candidates", options.candidates,
                   "Episodes to look into, at most; more finds more half-remembered quotes, slower")
      ->type_name("N")
      ->check(between(1, 10000000))
      ->capture_default_str();
  verb->add_option("--min-candidates", options.min_candidates,
                   "At least so many, when the query's rare words are in fewer")
      ->type_name("N")
      ->check(between(0, 10000000))
      ->capture_default_str();
  verb->add_option("--max-episodes", options.max_episodes,
                   "Episodes to go on to for phrases, NEAR and orders other than relevance")
      ->type_name("N")
      ->check(between(1, 10000000))
      ->capture_default_str();
}

void define_text(CLI::App* verb, SearchOptions& options) {
  verb->add_option("--context", options.excerpt_bytes, "Bytes of text around a moment; 0: none")
      ->type_name("N")
      ->check(between(0, 100000))
      ->capture_default_str();
  verb->add_option_function<std::string>(
          "--around", [&options](const std::string& text) { set_around(options, text); },
          "The transcript before and after: 30s, 2cues, 1turn; 10,30s is before,after")
      ->type_name("N[,N]UNIT");
}

void define_synonyms(CLI::App* verb, std::optional<std::string>& file) {
  verb->add_option("--synonyms", file,
                   "Words that mean the same: a line like k8s, kubernetes each, see README")
      ->type_name("FILE");
}

/// Arguments of search or explain.
template <typename Arguments>
void define_reading(CLI::App* verb, Arguments& arguments) {
  define_synonyms(verb, arguments.synonyms);
  verb->add_flag("--sound-alike", arguments.options.sound_alike,
                 "Words that nobody says also stand for names that sound alike");
  verb->add_flag(
      "--other-spellings,!--no-other-spellings", arguments.options.other_spellings,
      "Words also stand for how they may be written otherwise: as two, as one, as digits");
  verb->add_option("--feedback", arguments.options.feedback,
                   "Also wish for so many words that are said around the first moments; 0: none")
      ->type_name("N")
      ->check(between(0, 100))
      ->capture_default_str();
  verb->add_flag("--typing", arguments.typing,
                 "The query is still being typed: its last word is the beginning of one");
  verb->add_flag_function(
      "--partial,!--no-partial",
      [&arguments](std::int64_t count) { arguments.partial = count > 0; },
      "When nothing matches, what matches in part; default for text");
}

void define_deadline(CLI::App* verb, SearchOptions& options) {
  verb->add_option_function<std::int64_t>(
          "--deadline", [&options](std::int64_t ms) { options.deadline = Millis{ms}; },
          "Ends the search after so many ms with what it has found; 0: never")
      ->type_name("MS")
      ->check(between(0, 3600000))
      ->default_str("0");
}

void define_order(CLI::App* verb, SearchOptions& options) {
  verb->add_option_function<std::string>(
          "--order",
          [&options](const std::string& name) {
            options.order = value_of(kOrders, name, "--order", "order");
          },
          names_of(kOrders) + "; time is oldest episode first, each from its start to its end")
      ->type_name("ORDER");
}

void define_snapshot(CLI::App* verb, SearchOptions& options) {
  verb->add_option("--snapshot", options.snapshot,
                   "What the JSON or -v of the page before says: the next page fails if the index "
                   "has changed since, instead of repeating or skipping moments")
      ->type_name("TOKEN");
}

void define_facets(CLI::App* verb, SearchOptions& options) {
  verb->add_option_function<std::string>(
          "--facets", [&options](const std::string& names) { set_facets(options, names); },
          "Count matching episodes by these, with commas: " + names_of(kFacetFields))
      ->type_name("FACETS");
  verb->add_option("--facet-values", options.facet_values, "Values of each facet; 0: all")
      ->type_name("N")
      ->check(between(0, 1000000))
      ->capture_default_str();
}

void define_format(CLI::App* verb, const HitFormat*& format) {
  verb->add_option_function<std::string>(
          "--format", [&format](const std::string& name) { format = format_named(name); },
          "text, json or another one of those below")
      ->type_name("FORMAT");
}

}  // namespace

void define_view(CLI::App* verb, View& view) {
  verb->add_option_function<std::string>(
          "--format",
          [&view](const std::string& name) { view = name == "json" ? View::json : View::text; },
          "text (for people) or json")
      ->type_name("FORMAT")
      ->check(CLI::IsMember({"text", "json"}));
}

CLI::App* define_search(CLI::App& app, SearchArguments& arguments) {
  auto* verb = app.add_subcommand("search", "Find the moments where something was said");
  verb->add_option(
      "QUERY", arguments.words,
      "Words, \"phrases\", AND OR NOT, -word, NEAR/5, brackets, fields; see below. Put "
      "-- before a query that begins a word with a minus");
  verb->add_option("--batch", arguments.batch, "A file with a query a line; - for stdin")
      ->type_name("FILE");
  define_format(verb, arguments.format);
  define_counts(verb, arguments.options);
  define_reading(verb, arguments);
  define_deadline(verb, arguments.options);
  define_order(verb, arguments.options);
  define_snapshot(verb, arguments.options);
  define_text(verb, arguments.options);
  define_facets(verb, arguments.options);
  verb->footer(fields_help() + "\n\n" + format_table());
  return verb;
}

CLI::App* define_similar(CLI::App& app, SimilarArguments& arguments) {
  auto* verb =
      app.add_subcommand("similar", "Find moments like one: about the same as what is said there");
  verb->add_option("ID@TIME", arguments.place, "An episode's id; TIME as 0:13:42, 822 or 13m42s")
      ->required();
  define_format(verb, arguments.format);
  define_synonyms(verb, arguments.synonyms);
  define_counts(verb, arguments.options);
  define_deadline(verb, arguments.options);
  define_snapshot(verb, arguments.options);
  define_text(verb, arguments.options);
  define_facets(verb, arguments.options);
  verb->footer(format_table());
  return verb;
}

CLI::App* define_explain(CLI::App& app, ExplainArguments& arguments) {
  auto* verb = app.add_subcommand(
      "explain", "Say how a query is read, what it looks at, and where each score comes from");
  verb->add_option("QUERY", arguments.words, "As search takes it")->required();
  verb->add_option("--moment", arguments.moment,
                   "Where this moment stands in the answer, or why it is not there; TIME as "
                   "0:13:42, 822 or 13m42s")
      ->type_name("ID@TIME");
  define_view(verb, arguments.view);
  define_counts(verb, arguments.options);
  define_reading(verb, arguments);
  define_deadline(verb, arguments.options);
  define_order(verb, arguments.options);
  define_snapshot(verb, arguments.options);
  return verb;
}

CLI::App* define_mentions(CLI::App& app, MentionsArguments& arguments) {
  using Format = MentionsArguments::Format;
  auto* verb = app.add_subcommand(
      "mentions", "Count how often something was said: by month, or by minute of an episode");
  verb->add_option("QUERY", arguments.words, "As search takes it")->required();
  verb->add_option("--episode", arguments.options.episode,
                   "Only this episode, by minute; an id as list prints it")
      ->type_name("ID");
  define_synonyms(verb, arguments.synonyms);
  verb->add_option_function<std::string>(
          "--format",
          [&arguments](const std::string& name) {
            arguments.format = name == "json"  ? Format::json
                               : name == "csv" ? Format::csv
                                               : Format::text;
          },
          "text (a chart), json or csv")
      ->type_name("FORMAT")
      ->check(CLI::IsMember({"text", "json", "csv"}));
  return verb;
}

}  // namespace whensaid::tool
