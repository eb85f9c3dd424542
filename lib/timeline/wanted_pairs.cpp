#include "timeline/wanted_pairs.hpp"

#include <algorithm>

namespace whensaid::timeline {

namespace {

/// Of more, one is there by chance nearly always.
constexpr std::size_t kMostChoices = 16;

bool is_as_written(const Slot& slot) {
  return std::ranges::all_of(slot, [](const PlannedWord& word) { return word.as_written; });
}

/// A stem has forms that the plan does not know.
bool tells(const Slot& first, const Slot& second) {
  return first.size() <= kMostChoices && first.size() * second.size() <= kMostChoices &&
         is_as_written(first) && is_as_written(second);
}

}  // namespace

WantedPairs::WantedPairs(const Sequence& words) {
  for (std::size_t i = 1; i < words.size(); ++i) {
    if (!tells(words[i - 1], words[i])) continue;
    auto& choices = neighbours_.emplace_back();
    for (const auto& first : words[i - 1]) {
      for (const auto& second : words[i]) {
        choices.push_back(hash_of_pair(hash_of_form(first.form), hash_of_form(second.form)));
      }
    }
  }
}

bool WantedPairs::may_stand_in(const PairsView& pairs) const {
  return std::ranges::all_of(neighbours_, [&](const AnyOf& choices) {
    return std::ranges::any_of(choices, [&](std::uint64_t pair) { return pairs.may_have(pair); });
  });
}

}  // namespace whensaid::timeline
