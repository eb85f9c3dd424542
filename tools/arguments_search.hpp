#pragma once

// The options of search, and of the verbs that take a query or a moment as it does.

#include <CLI/CLI.hpp>

#include "commands.hpp"

namespace whensaid::tool {

/// --format text or json.
void define_view(CLI::App* verb, View& view);

/// Add a verb; what is given goes into `arguments`, which must outlive the parser.
CLI::App* define_search(CLI::App& app, SearchArguments& arguments);
CLI::App* define_similar(CLI::App& app, SimilarArguments& arguments);
CLI::App* define_explain(CLI::App& app, ExplainArguments& arguments);
CLI::App* define_mentions(CLI::App& app, MentionsArguments& arguments);

}  // namespace whensaid::tool
