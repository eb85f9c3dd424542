#include "index/context.hpp"

#include <algorithm>
#include <cstdint>

namespace whensaid::index {

namespace {

using timeline::Moment;
using timeline::Timeline;
using Unit = ContextOptions::Unit;

/// Cues [first, last).
struct Run {
  std::uint32_t first{0};
  std::uint32_t last{0};
};

/// The moment's own cues: those of its words, for a chapter those that begin while it lasts.
Run own_cues(const Moment& moment, const Timeline& timeline) {
  if (moment.zone == Zone::speech) {
    return {timeline.cue_at(moment.first), timeline.cue_at(moment.last) + 1};
  }
  const auto& cues = timeline.cues();
  const auto from = [&](std::uint32_t ms) {
    const auto at = std::lower_bound(
        cues.begin(), cues.end(), ms,
        [](const timeline::CueMark& cue, std::uint32_t start) { return cue.start_ms < start; });
    return static_cast<std::uint32_t>(at - cues.begin());
  };
  return {from(moment.start_ms), std::max(from(moment.start_ms), from(moment.end_ms))};
}

/// Widens the run while `belongs` says so of the next cue, at most kMaxContextCues to each side.
template <typename Before, typename After>
Run widen(Run run, std::size_t count, Before before, After after) {
  for (std::size_t n = 0; n < kMaxContextCues && run.first > 0 && before(run.first - 1); ++n) {
    --run.first;
  }
  for (std::size_t n = 0; n < kMaxContextCues && run.last < count && after(run.last); ++n) {
    ++run.last;
  }
  return run;
}

Run widen_by_seconds(Run run, const Moment& moment, const Timeline& timeline,
                     const ContextOptions& options) {
  const auto& cues = timeline.cues();
  // Later than any time there is, so that the sum cannot overflow.
  const auto ms = [](std::size_t seconds) {
    return static_cast<std::int64_t>(std::min<std::size_t>(seconds, 10'000'000)) * 1000;
  };
  const auto earliest = std::int64_t{moment.start_ms} - ms(options.before);
  const auto latest = std::int64_t{moment.end_ms} + ms(options.after);
  return widen(
      run, cues.size(), [&](std::uint32_t cue) { return cues[cue].end_ms > earliest; },
      [&](std::uint32_t cue) { return cues[cue].start_ms < latest; });
}

Run widen_by_turns(Run run, const Timeline& timeline, const ContextOptions& options) {
  auto left = options.before;
  auto right = options.after;
  const auto continues = [&](std::uint32_t a, std::uint32_t b, std::size_t& changes) {
    if (timeline.speaker_of_cue(a) == timeline.speaker_of_cue(b)) return true;
    if (changes == 0) return false;
    --changes;
    return true;
  };
  return widen(
      run, timeline.cues().size(), [&](std::uint32_t cue) { return continues(cue, cue + 1, left); },
      [&](std::uint32_t cue) { return cue == 0 || continues(cue - 1, cue, right); });
}

}  // namespace

Result<std::vector<Cue>> context_of(const Moment& moment, const Timeline& timeline,
                                    const Record& record, const ContextOptions& options) {
  if (options.unit == Unit::none || !has_time(moment.zone) || timeline.cues().empty())
    return std::vector<Cue>{};
  auto run = own_cues(moment, timeline);
  switch (options.unit) {
    case Unit::none: break;
    case Unit::seconds: run = widen_by_seconds(run, moment, timeline, options); break;
    case Unit::cues: {
      const auto back = std::min({options.before, kMaxContextCues, std::size_t{run.first}});
      run.first -= static_cast<std::uint32_t>(back);
      const auto on = std::min({options.after, kMaxContextCues, timeline.cues().size() - run.last});
      run.last += static_cast<std::uint32_t>(on);
      break;
    }
    case Unit::turns: run = widen_by_turns(run, timeline, options); break;
  }
  auto cues = record.cues(timeline, run.first, run.last);
  if (!cues) return fail(cues.error());
  for (auto& cue : *cues) cue.words.clear();
  return cues;
}

}  // namespace whensaid::index
