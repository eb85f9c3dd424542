#pragma once

// whensaid behind the harness's interface, through its public headers alone.

#include <memory>
#include <string>

#include <whensaid/search.hpp>

#include "engine.hpp"

namespace whensaid::bench {

/// `options.limit` is ignored: a benchmark asks for kAnswers.
std::unique_ptr<Engine> whensaid_engine(const SearchOptions& options = {},
                                        std::string name = "whensaid");

}  // namespace whensaid::bench
