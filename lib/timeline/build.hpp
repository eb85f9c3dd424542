#pragma once

// A normalised episode to its timeline's bytes and to the counts that become Xapian terms.

#include <array>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <whensaid/model.hpp>
#include <whensaid/search.hpp>

#include "text/analyzer.hpp"
#include "timeline/timeline.hpp"

namespace whensaid::timeline {

inline constexpr std::size_t kZones = 8;

/// How often one stem stands in each zone; index by static_cast<std::size_t>(Zone).
struct StemCount {
  std::string_view stem{};  ///< valid until the builder's or the analyzer's next use
  std::array<std::uint32_t, kZones> count{};

  [[nodiscard]] std::uint32_t in(Zone zone) const { return count[static_cast<std::size_t>(zone)]; }
};

/// One word of the analyzer in the episode, all zones together.
struct WordCount {
  text::WordId word{0};
  std::uint32_t count{0};
  std::uint32_t form{0};  ///< as Wording numbers the forms
};

struct Built {
  std::string bytes{};             ///< for Timeline::open
  std::string pairs{};             ///< for StoredPairs::open
  std::vector<StemCount> stems{};  ///< sorted by stem
  std::uint32_t tokens{0};         ///< length of the axis
  std::uint32_t forms{0};          ///< as Wording counts them

  // Valid until the builder's next use.
  std::span<const WordCount> words{};           ///< each distinct word once
  std::span<const text::Token> axis{};          ///< byte ranges are in each section's or cue's text
  std::span<const std::uint32_t> axis_words{};  ///< the same as an index into words
  std::span<const CueMark> cues{};              ///< where each begins on the axis
};

/// Keeps its buffers from episode to episode: one per thread.
class Builder {
 public:
  Builder();
  Builder(Builder&&) noexcept;
  Builder& operator=(Builder&&) noexcept;
  ~Builder();

  /// `episode` must be normalised (index/normalise.hpp): cues in order, each with an end.
  /// `analyzer` must be of the episode's base language.
  Built build(const Episode& episode, text::Analyzer& analyzer);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace whensaid::timeline
