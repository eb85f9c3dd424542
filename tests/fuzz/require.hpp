#pragma once

#include <cstdlib>

namespace whensaid::fuzz {

/// What a target claims of any input: libFuzzer keeps the input that breaks it.
inline void require(bool claim) {
  if (!claim) std::abort();
}

}  // namespace whensaid::fuzz
