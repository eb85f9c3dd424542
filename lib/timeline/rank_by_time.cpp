// Moments in the order of the clock: no scores, every match is in one.

#include <algorithm>

#include "timeline/rank.hpp"

namespace whensaid::timeline {

namespace {

/// The moments of one section.
void walk_section(const Timeline& timeline, std::span<const Match> matches,
                  std::vector<Moment>& out) {
  struct Timed {
    std::uint32_t ms{0};
    const Match* match{nullptr};
  };
  std::vector<Timed> timed;
  for (const auto& match : matches) timed.push_back({timeline.start_ms(match.first), &match});
  // Cues may overlap: what stands later may be said sooner.
  std::stable_sort(timed.begin(), timed.end(),
                   [](const Timed& a, const Timed& b) { return a.ms < b.ms; });
  const auto section = static_cast<std::uint32_t>(timeline.section_at(matches.front().first));
  for (std::size_t i = 0; i < timed.size();) {
    Moment moment;
    moment.section = section;
    moment.zone = timeline.sections()[section].zone;
    moment.start_ms = timed[i].ms;
    moment.end_ms = moment.start_ms;
    moment.first = timed[i].match->first;
    for (; i < timed.size() && timed[i].ms - moment.start_ms <= kMomentMs; ++i) {
      moment.first = std::min(moment.first, timed[i].match->first);
      moment.last = std::max(moment.last, timed[i].match->last);
      moment.end_ms = std::max(moment.end_ms, timeline.end_ms(timed[i].match->last));
    }
    moment.end_ms = std::min(moment.end_ms, moment.start_ms + kMomentMs);
    out.push_back(moment);
  }
}

}  // namespace

void moments_by_time(const Timeline& timeline, std::span<const Match> matches, std::size_t limit,
                     std::vector<Moment>& out) {
  const auto begin = static_cast<std::ptrdiff_t>(out.size());
  for (std::size_t i = 0; i < matches.size();) {
    const auto section_end = timeline.section_end(timeline.section_at(matches[i].first));
    auto end = i;
    while (end < matches.size() && matches[end].first < section_end) ++end;
    walk_section(timeline, matches.subspan(i, end - i), out);
    i = end;
  }
  std::sort(out.begin() + begin, out.end(), [](const Moment& a, const Moment& b) {
    return a.start_ms != b.start_ms ? a.start_ms < b.start_ms : a.first < b.first;
  });
  const auto most = static_cast<std::size_t>(begin) + limit;
  if (limit > 0 && out.size() > most) out.resize(most);
}

}  // namespace whensaid::timeline
