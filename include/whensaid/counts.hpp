#pragma once

// What is counted beside the hits of a page. Every number says whether it is exact.

#include <cstddef>

namespace whensaid {

/// How many, between two bounds that are certain; where they are equal the number is exact.
struct Count {
  std::size_t at_least{0};
  std::size_t at_most{0};

  [[nodiscard]] bool exact() const { return at_least == at_most; }

  friend bool operator==(const Count&, const Count&) = default;
};

}  // namespace whensaid
