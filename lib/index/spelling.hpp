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

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

#include <whensaid/model.hpp>

#include "text/analyzer.hpp"
#include "timeline/build.hpp"

namespace whensaid::index {

/// How a form is usually written.
inline constexpr std::uint8_t kWrittenPlain = 0;
inline constexpr std::uint8_t kWrittenCapital = 1;
inline constexpr std::uint8_t kWrittenUpper = 2;
inline constexpr std::uint8_t kWrittenOwn = 3;

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

/// Adds to the end of a text, piece by piece. A string's own append takes as long to call as most
/// words take to copy; the text is whole when this ends.
class TextWriter {
 public:
  explicit TextWriter(std::string& text) : text_(text), at_(text.data() + text.size()), end_(at_) {}
  TextWriter(const TextWriter&) = delete;
  TextWriter& operator=(const TextWriter&) = delete;
  ~TextWriter() { text_.resize(size()); }

  [[nodiscard]] std::size_t size() const { return static_cast<std::size_t>(at_ - text_.data()); }

  void add(std::string_view piece) {
    make_room(piece.size());
    if (piece.size() == 1) {  // a space
      *at_++ = piece[0];
    } else {
      std::memcpy(at_, piece.data(), piece.size());
      at_ += piece.size();
    }
  }

  void add(char c) {
    make_room(1);
    *at_++ = c;
  }

  void make_room(std::size_t bytes) {
    if (static_cast<std::size_t>(end_ - at_) < bytes) grow(bytes);
  }

 private:
  void grow(std::size_t bytes);

  std::string& text_;
  char* at_;
  char* end_;
};

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
  void append(TextWriter& out, const Step& step, std::uint32_t number, std::string_view form,
              std::string_view own) const {
    out.add(step.gap);
    const auto is_plain = step.style == Style::usual && usual_[number].written == kWrittenPlain;
    is_plain ? out.add(form) : append_word(out, step.style, usual_[number], form, own);
  }

 private:
  struct Usual {
    std::uint8_t written{0};
    std::string_view own{};
  };
  static void append_word(TextWriter& out, Style style, const Usual& usual, std::string_view form,
                          std::string_view own);

  std::vector<Usual> usual_{};  ///< by number of the form
  std::vector<Step> steps_{};
};

}  // namespace whensaid::index
