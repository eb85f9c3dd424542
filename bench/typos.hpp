#pragma once

// Random mistakes of typing.

#include <string>
#include <string_view>

#include "random.hpp"

namespace whensaid::bench {

/// `text` (ASCII, at least two characters) with one edit at a random place: a letter inserted, left
/// out, replaced, or two neighbours swapped, each as likely. Never `text` itself.
[[nodiscard]] std::string misspelt(std::string_view text, Random& random);

}  // namespace whensaid::bench
