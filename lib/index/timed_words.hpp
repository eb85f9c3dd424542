#pragma once

// The words of cues that have a time of their own, in columns: see cue_chunk.hpp.

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include <whensaid/model.hpp>

#include "timeline/bytes.hpp"

namespace whensaid::index {

/// The columns of normalised cues; one byte when no word has a time.
[[nodiscard]] std::string pack_timed_words(std::span<const Cue> cues);

class TimedWords {
 public:
  /// `cues`: how many the columns are of. False when it is not what pack_timed_words writes.
  [[nodiscard]] bool read(timeline::Reader& in, std::size_t cues);

  /// Cues are taken in order, from behind the first `cues` on. take() needs the cue's start and
  /// text; false: damaged.
  void skip(std::size_t cues);
  [[nodiscard]] bool take(std::size_t cue, Cue& into);

 private:
  [[nodiscard]] bool take_word(const std::string& text, std::size_t& from, std::int64_t& time,
                               Word& word);

  std::int64_t unit_{1};
  std::vector<std::uint64_t> counts_{};  ///< by cue; empty when no word has a time
  std::vector<std::int64_t> places_{};
  std::vector<std::int64_t> sizes_{};
  std::vector<std::uint64_t> times_{};
  std::size_t next_{0};  ///< word
};

}  // namespace whensaid::index
