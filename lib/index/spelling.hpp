#pragma once

// How an episode's speech is written, beyond what its timeline knows. The timeline has every word
// in its form and order; lost there are its capitals, its accents and what stands between words. A
// *step* is both for one word: the gap before it and the style it is written in. Nearly all steps
// are "a space, as usual", so that what is left to store is a tenth of what zstd makes of the
// text.
//
// The spelling of an episode, for all its chunks of cues (cue_chunk.hpp):
//   per form, in the timeline's order: how it is usually written, a byte (kWritten...)
//   the strings of those that are written in their own way, each with a NUL behind it
//   the steps, the usual one first, then the most frequent: gap, NUL, style
// Clean text holds no NUL.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <whensaid/model.hpp>

#include "text/analyzer.hpp"
#include "timeline/build.hpp"

namespace whensaid::index {

/// How a word is written, in the order of preference: the first that fits is taken.
enum class Style : std::uint8_t {
  usual,          ///< as its form usually is
  usual_capital,  ///< the same with a capital, as at the beginning of a sentence
  form,           ///< as the form itself
  form_capital,
  form_upper,  ///< all capitals
  own,         ///< spelled out
};
inline constexpr Style kLastStyle = Style::own;

/// Number of a step in the episode's spelling.
using StepId = std::uint32_t;

/// The step that is not written down; never one with Style::own.
inline constexpr StepId kUsualStep = 0;

/// A normalised episode's speech in steps.
struct Spelled {
  std::string bytes{};           ///< for Spelling::read
  std::size_t strings_begin{0};  ///< numbers before, text behind: they compress better apart
  std::vector<StepId> steps{};   ///< of each word of the speech
  std::vector<StepId> ends{};    ///< of each cue, for the gap behind its last word
  std::vector<bool> is_own{};    ///< by StepId: the word is spelled out
};

/// `built` is the episode's timeline, by `analyzer`.
[[nodiscard]] Spelled spell(const Episode& episode, const timeline::Built& built,
                            const text::Analyzer& analyzer);

class Spelling {
 public:
  struct Step {
    std::string_view gap{};
    Style style{Style::usual};
  };

  /// Views the bytes. False when they are not what spell() writes.
  [[nodiscard]] bool read(std::string_view bytes, std::size_t forms);

  [[nodiscard]] std::size_t forms() const { return usual_.size(); }
  [[nodiscard]] std::size_t steps() const { return steps_.size(); }
  /// Memory it takes, for cache limits.
  [[nodiscard]] std::size_t bytes() const {
    return usual_.capacity() * sizeof(Usual) + steps_.capacity() * sizeof(Step);
  }
  /// id < steps()
  [[nodiscard]] const Step& step(StepId id) const { return steps_[id]; }

  /// Appends a word: the gap before it, then its form (number and letters) in the step's style.
  /// `own` is for Style::own.
  void append(std::string& out, const Step& step, std::uint32_t number, std::string_view form,
              std::string_view own) const;

 private:
  struct Usual {
    std::uint8_t written{0};
    std::string_view own{};
  };
  std::vector<Usual> usual_{};  ///< by number of the form
  std::vector<Step> steps_{};
};

}  // namespace whensaid::index
