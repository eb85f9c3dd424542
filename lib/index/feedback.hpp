#pragma once

// Feedback without a judge: what is said around the first moments of a search tells what it is
// about, and words that are often said there and seldom elsewhere are wished for in a second one.

#include <cstddef>
#include <span>
#include <vector>

#include <whensaid/result.hpp>

#include "index/compile.hpp"
#include "index/find.hpp"
#include "index/reader.hpp"

namespace whensaid::index {

/// The first moments that are listened to. Fewer say little, later ones are about other things.
inline constexpr std::size_t kFeedbackMoments = 10;

/// At most `count` words, none of the plans' own, the most telling first, each said around two
/// moments at least. `moments` are the first ones, best first. Errors: corrupt. Throws what Xapian
/// throws.
Result<std::vector<Wish>> wishes_after(Reader& reader, const Compiled& compiled,
                                       std::span<const Found> moments, std::size_t count);

}  // namespace whensaid::index
