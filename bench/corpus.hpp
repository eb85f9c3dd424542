#pragma once

// Episodes made from a seed, for machines without a collection of real ones: word frequencies as
// Zipf and Mandelbrot found them, topics that last for a chapter, speakers that take turns, cues as
// long as captions are. Integer arithmetic only: the same seed gives the same bytes everywhere.

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include <whensaid/model.hpp>

#include "input.hpp"
#include "random.hpp"

namespace whensaid::bench {

struct CorpusOptions {
  std::uint64_t seed{1};
  std::size_t episodes{200};
  std::size_t words_an_episode{9000};  ///< on average; an hour of talk
  std::size_t vocabulary{60000};       ///< stems; names come on top, without end
};

class Corpus {
 public:
  explicit Corpus(const CorpusOptions& options);

  [[nodiscard]] std::size_t size() const { return options_.episodes; }

  /// Depends on the seed and `number` only: episodes can be made in any order.
  [[nodiscard]] Episode episode(std::size_t number) const;

 private:
  class Talk;
  class Turns;

  void speak(Episode& episode, Talk& talk, Random& random) const;

  /// A rank with the frequency of 1 / (rank + 2.7).
  [[nodiscard]] std::size_t draw_rank(Random& random) const;
  [[nodiscard]] const std::string& word(std::size_t rank) const { return words_[rank]; }

  CorpusOptions options_;
  std::vector<std::string> words_;        ///< by rank
  std::vector<std::uint64_t> cumulated_;  ///< of frequencies, for draw_rank
};

/// All of them, made anew each time.
[[nodiscard]] EpisodeSource made_episodes(const CorpusOptions& options);

/// "small" (20 episodes), "medium" (200), "large" (1,000: as much text as a thousand real ones).
/// Throws Failure (invalid_argument) for another name.
[[nodiscard]] CorpusOptions corpus_options(const std::string& size, std::uint64_t seed);

}  // namespace whensaid::bench
