#pragma once

// whensaid behind the harness's interface, through its public headers alone.

#include <memory>
#include <string>

#include <whensaid/search.hpp>

#include "engine.hpp"

namespace whensaid::bench {

/// What a person does with "did you mean".
enum class Suggestions {
  ignored,
  followed,  ///< the corrected query is asked, too, and its answers are the ones that count
};

/// The question in whensaid's query language.
[[nodiscard]] std::string query_text(const Ask& ask);

/// `options.limit` is ignored: a benchmark asks for kAnswers. Detail::ids leaves excerpts out.
std::unique_ptr<Engine> whensaid_engine(const SearchOptions& options = {},
                                        std::string name = "whensaid",
                                        Suggestions suggestions = Suggestions::ignored);

}  // namespace whensaid::bench
