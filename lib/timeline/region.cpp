#include "timeline/region.hpp"

#include <algorithm>
#include <iterator>

namespace whensaid::timeline {

namespace {

void append(Region& region, Position first, Position end) {
  if (first >= end) return;
  if (!region.empty() && region.back().end == first) {
    region.back().end = end;
  } else {
    region.push_back({first, end});
  }
}

/// Calls `take(position, end, ms)` for stretches of speech, in order, `ms` being the time of all
/// its words as far as `same(from, to)` can tell: a cue whose times are the same for the caller is
/// one stretch, any other is taken word by word.
template <class Same, class Take>
void for_each_time(const Timeline& timeline, Same same, Take take) {
  const auto& cues = timeline.cues();
  for (std::uint32_t i = 0; i < cues.size(); ++i) {
    const auto end = timeline.cue_end(i);
    if (!timeline.has_word_marks() && same(cues[i].start_ms, cues[i].end_ms)) {
      take(cues[i].first, end, cues[i].start_ms);
      continue;
    }
    for (auto at = cues[i].first; at < end; ++at) take(at, at + 1, timeline.start_ms(at, i));
  }
}

bool in(const std::vector<query::Interval>& intervals, std::int64_t ms) {
  return std::any_of(intervals.begin(), intervals.end(), [ms](const query::Interval& interval) {
    return ms >= interval.low && ms < interval.high;
  });
}

bool in_one(const std::vector<query::Interval>& intervals, std::int64_t from, std::int64_t to) {
  return std::any_of(intervals.begin(), intervals.end(), [=](const query::Interval& interval) {
    return from >= interval.low && to < interval.high;
  });
}

/// Calls `take(first, end, speaker)` for each turn that has words.
template <class Take>
void for_each_turn(const Timeline& timeline, Take take) {
  const auto& cues = timeline.cues();
  const auto& turns = timeline.turns();
  std::uint32_t cue = 0;
  std::uint32_t speaker = 0;
  for (std::size_t next = 0; cue < cues.size(); ++next) {
    const auto end = next < turns.size()
                         ? std::min(turns[next].first_cue, static_cast<std::uint32_t>(cues.size()))
                         : static_cast<std::uint32_t>(cues.size());
    if (end > cue && cues[cue].first < timeline.cue_end(end - 1)) {
      take(cues[cue].first, timeline.cue_end(end - 1), speaker);
    }
    cue = std::max(cue, end);
    if (next < turns.size()) speaker = turns[next].speaker;
  }
}

}  // namespace

Region free_region(const Timeline& timeline) {
  Region region;
  append(region, timeline.free_begin(), timeline.size());
  return region;
}

Region zone_region(const Timeline& timeline, std::span<const Zone> zones) {
  Region region;
  const auto& sections = timeline.sections();
  for (std::size_t i = 0; i < sections.size(); ++i) {
    if (std::find(zones.begin(), zones.end(), sections[i].zone) == zones.end()) continue;
    append(region, sections[i].first, timeline.section_end(i));
  }
  return region;
}

Region speaker_region(const Timeline& timeline, const std::vector<bool>& speakers) {
  Region region;
  for_each_turn(timeline, [&](Position first, Position end, std::uint32_t speaker) {
    if (speaker < speakers.size() && speakers[speaker]) append(region, first, end);
  });
  return region;
}

Region time_region(const Timeline& timeline, const std::vector<query::Interval>& intervals) {
  Region region;
  const auto& sections = timeline.sections();
  for (std::size_t i = 0; i < sections.size(); ++i) {
    if (sections[i].zone != Zone::chapter || sections[i].first == timeline.section_end(i)) continue;
    if (in(intervals, timeline.start_ms(sections[i].first))) {
      append(region, sections[i].first, timeline.section_end(i));
    }
  }
  const auto none_between = [&](std::int64_t from, std::int64_t to) {
    return std::none_of(intervals.begin(), intervals.end(), [=](const query::Interval& interval) {
      return from < interval.high && to >= interval.low;
    });
  };
  for_each_time(
      timeline,
      [&](std::uint32_t from, std::uint32_t to) {
        return in_one(intervals, from, to) || none_between(from, to);
      },
      [&](Position first, Position end, std::uint32_t ms) {
        if (in(intervals, ms)) append(region, first, end);
      });
  return region;
}

std::vector<Region> chapter_regions(const Timeline& timeline) {
  std::vector<Region> chapters(timeline.chapters().size());
  const auto& sections = timeline.sections();
  for (std::size_t i = 0; i < sections.size(); ++i) {
    if (sections[i].zone == Zone::chapter && sections[i].index < chapters.size()) {
      append(chapters[sections[i].index], sections[i].first, timeline.section_end(i));
    }
  }
  for_each_time(
      timeline,
      [&](std::uint32_t from, std::uint32_t to) {
        return timeline.chapter_at(from) == timeline.chapter_at(to);
      },
      [&](Position first, Position end, std::uint32_t ms) {
        if (const auto chapter = timeline.chapter_at(ms)) append(chapters[*chapter], first, end);
      });
  return chapters;
}

std::vector<Region> turn_regions(const Timeline& timeline) {
  std::vector<Region> turns;
  for_each_turn(timeline, [&](Position first, Position end, std::uint32_t) {
    turns.push_back({{first, end}});
  });
  return turns;
}

Region intersect(const Region& a, const Region& b) {
  Region both;
  for (std::size_t i = 0, j = 0; i < a.size() && j < b.size();) {
    const auto first = std::max(a[i].first, b[j].first);
    const auto end = std::min(a[i].end, b[j].end);
    if (first < end) both.push_back({first, end});
    if (a[i].end < b[j].end) {
      ++i;
    } else {
      ++j;
    }
  }
  return both;
}

Region unite(const Region& a, const Region& b) {
  Region all;
  std::merge(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(all),
             [](const Stretch& x, const Stretch& y) { return x.first < y.first; });
  Region joined;
  for (const auto& stretch : all) {
    if (!joined.empty() && stretch.first <= joined.back().end) {
      joined.back().end = std::max(joined.back().end, stretch.end);
    } else {
      joined.push_back(stretch);
    }
  }
  return joined;
}

bool holds(const Region& region, Position first, Position last) {
  const auto next =
      std::upper_bound(region.begin(), region.end(), first,
                       [](Position at, const Stretch& stretch) { return at < stretch.first; });
  return next != region.begin() && last < std::prev(next)->end;
}

}  // namespace whensaid::timeline
