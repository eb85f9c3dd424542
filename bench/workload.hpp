#pragma once

// Queries chosen from the episodes themselves, by class: what a benchmark replays. The same
// episodes and the same seed give the same queries.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine.hpp"
#include "input.hpp"

namespace whensaid::bench {

struct QueryClass {
  std::string name{};
  std::vector<Ask> asks{};
};

/// The class without an answer.
inline constexpr std::string_view kMissClass = "miss";

/// common word, rare word, AND of 2, OR of 3, six words, phrase, phrase with stop words, prefix,
/// NEAR, field (a word of a title), filter by date (a word, in a quarter), miss: at most `queries`
/// each. All but `miss` are taken from a cue or a title, so they have an answer. Throws Failure
/// (invalid_argument) when the episodes hold too little text to choose from.
[[nodiscard]] std::vector<QueryClass> choose_queries(const EpisodeSource& source,
                                                     std::size_t queries, std::uint64_t seed);

}  // namespace whensaid::bench
