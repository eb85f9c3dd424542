#pragma once

// The pairs of a timeline, told by reading its words in their order.

#include <cstddef>

#include "timeline/pairs.hpp"
#include "timeline/timeline.hpp"

namespace whensaid::testing {

inline timeline::Pairs pairs_of(const timeline::Timeline& timeline) {
  timeline::Pairs pairs(timeline.size());
  const auto words = timeline.wording(0, timeline.size()).value();
  for (std::size_t i = 1; i < words.size(); ++i) {
    pairs.add(timeline::hash_of_pair(timeline::hash_of_form(words.form_at(i - 1).letters),
                                     timeline::hash_of_form(words.form_at(i).letters)));
  }
  return pairs;
}

}  // namespace whensaid::testing
