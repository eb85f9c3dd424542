#pragma once

// A collection that grows: copies of real episodes, each resampled sentence by sentence, with words
// of its own, so that the lexicon grows with the text as Heaps found it to.

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include <whensaid/model.hpp>

#include "workload.hpp"

namespace whensaid::bench {

/// Distinct words of a text of `n` words: k * n^beta (Heaps 1978).
struct Heaps {
  double k{0};
  double beta{0};
};

/// Counts words while a collection goes by.
class WordCensus {
 public:
  void add(const Episode& episode);

  [[nodiscard]] std::uint64_t words() const { return words_; }
  [[nodiscard]] std::size_t distinct() const { return counts_.size(); }
  [[nodiscard]] const std::unordered_map<std::string, std::uint32_t>& counts() const {
    return counts_;
  }

  /// Least squares in the logarithms of words and distinct words after each episode, from the tenth
  /// part of all words on: the beginning of one show says little about a collection. Throws Failure
  /// (invalid_argument) when fewer than three episodes went by there.
  [[nodiscard]] Heaps heaps() const;

 private:
  std::uint64_t words_{0};
  std::unordered_map<std::string, std::uint32_t> counts_;
  std::vector<std::pair<std::uint64_t, std::size_t>> seen_;  ///< words and distinct words
};

struct ResampleOptions {
  std::size_t copies{1};
  std::uint64_t seed{1};
};

/// The first copy is the base, unchanged. In each further one, a cue keeps its time and speaker and
/// takes the text of another cue, drawn with replacement: of the same episode three times in four,
/// else of a neighbour in the stream, so that topics stay together. Of the words that are said at
/// most ten times, each copy renames so large a share (a suffix, always the same in a copy) that
/// distinct words grow as `heaps` says. Depends on base, seed and copy only. Holds a few episodes
/// at a time; the base is read once a copy.
[[nodiscard]] EpisodeSource resampled(const EpisodeSource& base,
                                      const std::shared_ptr<const WordCensus>& census,
                                      const Heaps& heaps, const ResampleOptions& options);

}  // namespace whensaid::bench
