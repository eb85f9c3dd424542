#include "arguments_search.hpp"

#include <array>
#include <map>
#include <string>
#include <string_view>

#include <fmt/format.h>

#include "around.hpp"
#include "option_checks.hpp"

namespace whensaid::tool {

namespace {

constexpr std::array kOrders{Order::relevance, Order::newest,  Order::oldest,
                             Order::time,      Order::longest, Order::shortest};

std::string order_names() {
  std::string names;
  for (const auto order : kOrders) {
    names += names.empty() ? "" : ", ";
    names += to_string(order);
  }
  return names;
}

void set_order(SearchOptions& options, const std::string& name) {
  for (const auto order : kOrders) {
    if (to_string(order) != name) continue;
    options.order = order;
    return;
  }
  throw CLI::ValidationError("--order",
                             fmt::format("{} is no order: one of {}", name, order_names()));
}

void set_around(SearchOptions& options, const std::string& text) {
  const auto context = parse_around(text);
  if (!context) {
    throw CLI::ValidationError("--around", text + " is not like 30s, 2cues, 1turn or 10,30s");
  }
  options.context = *context;
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
                   "Episodes to look into; more finds more half-remembered quotes, slower")
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

void define_order(CLI::App* verb, SearchOptions& options) {
  verb->add_option_function<std::string>(
          "--order", [&options](const std::string& name) { set_order(options, name); },
          order_names() + "; time is oldest episode first, each from its start to its end")
      ->type_name("ORDER");
  verb->add_option("--snapshot", options.snapshot,
                   "What the JSON or -v of the page before says: the next page fails if the index "
                   "has changed since, instead of repeating or skipping moments")
      ->type_name("TOKEN");
}

}  // namespace

CLI::App* define_search(CLI::App& app, SearchArguments& arguments) {
  auto* verb = app.add_subcommand("search", "Find the moments where something was said");
  verb->add_option("QUERY", arguments.words,
                   "Words, \"phrases\", AND OR NOT, -word, NEAR/5, brackets. Put -- before a query "
                   "that begins a word with a minus");
  verb->add_option("--batch", arguments.batch, "A file with a query a line; - for stdin")
      ->type_name("FILE");
  verb->add_option_function<std::string>(
          "--format",
          [&arguments](const std::string& name) {
            arguments.view = name == "json"    ? View::json
                             : name == "jsonl" ? View::jsonl
                                               : View::text;
          },
          "text (for people), json, jsonl (the same on one line)")
      ->type_name("FORMAT")
      ->check(CLI::IsMember({"text", "json", "jsonl"}));
  define_counts(verb, arguments.options);
  define_order(verb, arguments.options);
  define_text(verb, arguments.options);
  return verb;
}

}  // namespace whensaid::tool
