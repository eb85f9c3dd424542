#pragma once

// Parts of an episode's axis: what a zone, a speaker, a time, a chapter or a turn covers. Matches
// count only inside the region in force.

#include <cstdint>
#include <span>
#include <vector>

#include "query/tree.hpp"
#include "timeline/timeline.hpp"

namespace whensaid::timeline {

/// Half-open.
struct Stretch {
  Position first{0};
  Position end{0};

  friend bool operator==(const Stretch&, const Stretch&) = default;
};

/// Disjoint, ascending, none empty, touching ones joined.
using Region = std::vector<Stretch>;

/// Where free words are looked for: all but the names of show and speakers.
[[nodiscard]] Region free_region(const Timeline& timeline);
[[nodiscard]] Region zone_region(const Timeline& timeline, std::span<const Zone> zones);
/// Speech of the speakers in the set; index by speaker, 0 is "not known".
[[nodiscard]] Region speaker_region(const Timeline& timeline, const std::vector<bool>& speakers);
/// Words whose time lies in one of the intervals (ms).
[[nodiscard]] Region time_region(const Timeline& timeline,
                                 const std::vector<query::Interval>& intervals);

/// One for each chapter: its title and what is said in it. Cost: linear in cues.
[[nodiscard]] std::vector<Region> chapter_regions(const Timeline& timeline);
/// One for each turn, in order.
[[nodiscard]] std::vector<Region> turn_regions(const Timeline& timeline);

[[nodiscard]] Region intersect(const Region& a, const Region& b);
[[nodiscard]] Region unite(const Region& a, const Region& b);
/// All positions from first to last, both included, are in one stretch.
[[nodiscard]] bool holds(const Region& region, Position first, Position last);

}  // namespace whensaid::timeline
