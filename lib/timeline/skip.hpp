#pragma once

// Looking forward in what ascends.

#include <algorithm>
#include <cstddef>

namespace whensaid::timeline {

/// The first place from `from` on that is not before `at`; cheap when it is near (galloping search,
/// Bentley and Yao 1976).
template <typename Iterator, typename Value>
Iterator skip_to(Iterator from, Iterator end, Value at) {
  std::ptrdiff_t step = 1;
  while (end - from > step && *(from + step) < at) {
    from += step;
    step *= 2;
  }
  return std::lower_bound(from, from + std::min(step + 1, end - from), at);
}

}  // namespace whensaid::timeline
