#pragma once

// How fast engines answer: by class and query, by the second, and after a start from nothing.

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "engine.hpp"
#include "measure.hpp"
#include "roster.hpp"
#include "workload.hpp"

namespace whensaid::bench {

/// Microseconds of one engine for one class: for each query the median of the rounds.
struct Timing {
  std::string engine{};
  std::string of_class{};
  Detail detail{Detail::ids};
  std::string cannot{};     ///< why this engine was not asked; empty: it was
  std::size_t answered{0};  ///< queries with at least one answer
  std::vector<double> cpu_us{};
  std::vector<double> wall_us{};
  std::vector<double> round_cpu_us{};  ///< the median of each round: how far rounds differ
};

/// Asks one class. Engines alternate query by query, so that a busy moment of the machine hits all
/// of them; before, each one is warmed up, and the first round is not counted.
[[nodiscard]] std::vector<Timing> time_class(const QueryClass& queries,
                                             std::span<Engine* const> engines, Detail detail,
                                             std::size_t rounds);

/// Queries a second.
struct Rate {
  std::string engine{};
  Detail detail{Detail::ids};
  unsigned threads{1};
  std::vector<double> rounds{};
};

/// One question of each class after the other, as far as all engines can answer the class.
[[nodiscard]] std::vector<Ask> mixed_asks(const std::vector<QueryClass>& classes,
                                          std::span<Engine* const> engines);

/// `threads` threads, a searcher each, ask for half of `duration` to warm up and then for all of
/// it; each begins at another question.
[[nodiscard]] double queries_a_second(Engine& engine, std::span<const Ask> asks, Detail detail,
                                      unsigned threads, Millis duration);

/// Milliseconds, as the clock on the wall says, from nothing to answers.
struct Start {
  std::string engine{};
  double warm_open_ms{0};   ///< the index once more, files in memory; median of five
  double cold_open_ms{0};   ///< in a new process, starting helper processes included
  double cold_first_ms{0};  ///< the first question after that
  double cold_p50_ms{0};    ///< the questions after that, each asked once
};

/// Has the system forget what it holds in memory of the files of an index (fsync, then
/// POSIX_FADV_DONTNEED): what it cannot forget, such as pages that are mapped, stays.
void forget_files(const std::filesystem::path& path);

/// Starts cold, in a process of its own; the index must not be open elsewhere. The calling process
/// must have one thread only.
[[nodiscard]] Start start_cold(const Runner& runner, const std::filesystem::path& index,
                               std::span<const Ask> asks);

[[nodiscard]] double warm_open_ms(const Engine& engine);

}  // namespace whensaid::bench
