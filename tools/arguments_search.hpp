#pragma once

// The options of search and of mentions.

#include <CLI/CLI.hpp>

#include "commands.hpp"

namespace whensaid::tool {

/// Add a verb; what is given goes into `arguments`, which must outlive the parser.
CLI::App* define_search(CLI::App& app, SearchArguments& arguments);
CLI::App* define_mentions(CLI::App& app, MentionsArguments& arguments);

}  // namespace whensaid::tool
