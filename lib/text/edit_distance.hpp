#pragma once

// How many typing mistakes lie between two words: optimal string alignment, in which a character
// inserted, left out, replaced, or two neighbours swapped, each count one (and no part is edited
// twice). Characters are code points.

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

namespace whensaid::text {

/// A set of characters; several share a bit, but no two of a to z.
using Letters = std::uint32_t;

[[nodiscard]] constexpr Letters bit_of(char32_t character) {
  return Letters{1} << (character % 32);
}

/// What tells at a glance that two words are far from each other.
struct Shape {
  std::size_t length{0};  ///< in characters
  Letters characters{0};  ///< which ones
};

[[nodiscard]] Shape shape_of(std::string_view word);

/// One word, to be compared with many.
class EditDistance {
 public:
  /// The first kMaxCharacters of `word` (well-formed UTF-8) are looked at; words of an index are
  /// never longer.
  explicit EditDistance(std::string_view word);

  static constexpr std::size_t kMaxCharacters = 64;

  /// Cost: about 2 ns a character of `other`.
  [[nodiscard]] unsigned to(std::string_view other) const;

 private:
  [[nodiscard]] std::uint64_t places_of(char32_t character) const;

  std::size_t length_{0};
  std::array<std::uint64_t, 128>
      ascii_{};  ///< for each character, the places where the word has it
  std::vector<std::pair<char32_t, std::uint64_t>> others_{};
};

}  // namespace whensaid::text
