#pragma once

// Queries chosen from the episodes themselves, by class: what a benchmark replays. The same
// episodes and the same seed give the same queries.

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "engine.hpp"
#include "input.hpp"

namespace whensaid::bench {

struct QueryClass {
  std::string name{};
  std::vector<Ask> asks{};
};

/// Calls its argument with every episode, each time in the same order.
using EpisodeSource = std::function<void(const EpisodeTaker&)>;

/// common word, rare word, AND of 2, OR of 3, six words, phrase, phrase with stop words, miss: at
/// most `queries` each. All but `miss` are taken from a cue, so they have an answer. Throws Failure
/// (invalid_argument) when the episodes hold too little text to choose from.
[[nodiscard]] std::vector<QueryClass> choose_queries(const EpisodeSource& source,
                                                     std::size_t queries, std::uint64_t seed);

}  // namespace whensaid::bench
