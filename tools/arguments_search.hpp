#pragma once

// The options of search.

#include <CLI/CLI.hpp>

#include "commands.hpp"

namespace whensaid::tool {

/// Adds the verb; what is given goes into `arguments`, which must outlive the parser.
CLI::App* define_search(CLI::App& app, SearchArguments& arguments);

}  // namespace whensaid::tool
