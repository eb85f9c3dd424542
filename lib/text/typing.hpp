#pragma once

// How surprising it is to read one word where another was meant: what a spelling correction weighs
// against how often the words are said.

#include <string_view>

namespace whensaid::text {

/// The least surprise, in nats, of the mistakes that make `typed` of `meant` (both folded): left
/// out or doubled letters and swapped neighbours surprise less than other letters; letters that are
/// often taken for one another (vowels, f and v, c and k) less than the rest. 0 when equal. Each
/// mistake counts 2 to 7. Cost: the product of the lengths, about 1 us for two words.
[[nodiscard]] double typing_surprise(std::string_view typed, std::string_view meant);

}  // namespace whensaid::text
