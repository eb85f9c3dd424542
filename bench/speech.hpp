#pragma once

// All that a collection says, as a stream of word numbers: what questions are made from. Words as
// split_words sees them.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include <whensaid/model.hpp>

namespace whensaid::bench {

using WordNumber = std::uint32_t;

class Speech {
 public:
  /// Episodes follow each other in the stream, in the order in which they are added.
  void add(const Episode& episode);

  [[nodiscard]] const std::vector<WordNumber>& stream() const { return stream_; }
  [[nodiscard]] std::size_t vocabulary() const { return words_.size(); }
  [[nodiscard]] const std::string& word(WordNumber number) const { return words_[number]; }
  [[nodiscard]] std::size_t count(WordNumber number) const { return counts_[number]; }

  /// The episode that speaks at this place of the stream, counted from 0 as they were added.
  [[nodiscard]] std::size_t episode_at(std::size_t place) const;
  /// From the start of the cue around the first word to the end of the cue around the last. A cue
  /// without an end ends where the next begins.
  [[nodiscard]] TimeSpan time_of(std::size_t first, std::size_t last) const;

 private:
  WordNumber number_of(const std::string& word);

  std::vector<std::string> words_;
  std::vector<std::size_t> counts_;
  std::unordered_map<std::string, WordNumber> numbers_;
  std::vector<WordNumber> stream_;
  std::vector<std::uint32_t> cue_at_;  ///< of each place, into cues_
  std::vector<TimeSpan> cues_;
  std::vector<std::size_t> ends_;  ///< of each episode in the stream
};

}  // namespace whensaid::bench
