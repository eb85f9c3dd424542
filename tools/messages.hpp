#pragma once

// Messages for people on stderr. stdout belongs to results.

#include <cstddef>
#include <string>
#include <string_view>

#include <whensaid/result.hpp>

#include "exit_code.hpp"

namespace whensaid::tool {

/// "whensaid: message", cleaned of control characters. A message may have several lines.
void complain(std::string_view message);

/// Says the error and gives its exit code.
Exit complain(const Error& error);

/// The same for what an open index was asked: not found is an episode then, and not the index.
Exit complain_of_answer(const Error& error);

/// "1 episode", "2 episodes".
[[nodiscard]] std::string counted(std::size_t count, std::string_view noun);

/// Of `names`, the one that `typed` was probably meant to be; empty when none is near.
template <typename Names>
[[nodiscard]] std::string_view nearest(std::string_view typed, const Names& names);

/// Letters to add, drop, change or swap to get from one word to the other.
[[nodiscard]] std::size_t edit_distance(std::string_view a, std::string_view b);

template <typename Names>
std::string_view nearest(std::string_view typed, const Names& names) {
  std::string_view best;
  std::size_t best_distance = typed.size() < 4 ? 2 : 3;  // further away it is another word
  for (const std::string_view name : names) {
    const auto distance = edit_distance(typed, name);
    if (distance >= best_distance) continue;
    best = name;
    best_distance = distance;
  }
  return best;
}

}  // namespace whensaid::tool
