#pragma once

// The written forms of a timeline, for taking an episode's part back from the lexicon.

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "timeline/timeline.hpp"

namespace whensaid::timeline {

/// Every written form with how many positions have it, in order of bytes. Cost: decodes all lists,
/// about 0.2 ms an hour of talk.
[[nodiscard]] std::vector<std::pair<std::string, std::uint32_t>> forms_of(const Timeline& timeline);

}  // namespace whensaid::timeline
