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

/// What tells at a glance that two words are far from each other.
struct Shape {
  std::size_t length{0};        ///< in characters
  std::uint64_t characters{0};  ///< which ones; several share a bit
};

[[nodiscard]] Shape shape_of(std::string_view word);

/// Not by std::popcount, which is a call of thirty instructions where the processor may be any.
[[nodiscard]] inline bool has_more_bits(std::uint64_t bits, unsigned than) {
  for (; than > 0; --than) bits &= bits - 1;
  return bits != 0;
}

/// Whether words with these characters are more than `edits` apart: an edit changes the set by one
/// at most in each direction. False says nothing.
[[nodiscard]] inline bool differ(std::uint64_t a, std::uint64_t b, unsigned edits) {
  return has_more_bits(a & ~b, edits) || has_more_bits(b & ~a, edits);
}

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
