// Chapter lists in show notes. Times are found first (chapter_times.hpp); this file decides which
// of them are a list, which reading of each is meant, and what text is whose title. A list is the
// heaviest chain of rising times, so one odd number in a title costs that number and not the list.

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include <whensaid/source.hpp>

#include "source/chapter_times.hpp"
#include "source/chapter_titles.hpp"
#include "text/letters.hpp"
#include "text/utf8.hpp"

namespace whensaid::source {
namespace {

constexpr Millis kLatestFirst = std::chrono::minutes{5};
// Under a header, lists of highlights also begin later.
constexpr Millis kLatestFirstUnderHeader = std::chrono::minutes{15};
// Time last is also how track lists give durations; those never begin at the beginning.
constexpr Millis kLatestFirstAfterTitle = std::chrono::seconds{10};
constexpr std::size_t kMaxTitleBytes = 400;  // 200 characters of most scripts
constexpr std::size_t kMaxInlineGap = 600;   // bytes between times of one glued list
constexpr std::size_t kMaxLineGap = 200;     // lines of links between times of one list
constexpr std::size_t kHeaderBytes = 80;     // how far before the list its header may stand
constexpr std::size_t kGluedMarks = 3;       // times in one line that make it a glued list

using Side = TitleSide;

// Marks of one list that may be, in the order of the text.
struct Run {
  Side side{Side::after};
  std::vector<const TimeMark*> marks{};
  bool header{false};
};

Millis latest_first(const Run& run) {
  if (run.header) return kLatestFirstUnderHeader;
  return run.side == Side::after ? kLatestFirst : kLatestFirstAfterTitle;
}

// How the list writes its times; a reading that departs from it is less likely.
struct Style {
  bool glued{false};     // no space before times
  bool padded{false};    // 02:12
  bool unpadded{false};  // 2:12
};

Style style_of(const Run& run) {
  std::size_t tight = 0;
  std::size_t zero_led = 0;
  std::size_t short_led = 0;
  for (const TimeMark* mark : run.marks) {
    const TimeReading& whole = mark->readings[0];
    if (!mark->after_space && !mark->opens_line) ++tight;
    if (whole.fields == 2 && whole.lead_digits == 1) ++short_led;
    if (whole.fields == 2 && whole.lead_digits == 2 && whole.time < std::chrono::minutes{10}) {
      ++zero_led;
    }
  }
  // The very first "00:00" is often padded where the rest is not.
  return {tight * 5 > run.marks.size() * 3, zero_led > 1 && zero_led > short_led,
          short_led > 1 && short_led > zero_led};
}

// 100 for a time taken just as it stands.
std::int64_t worth(const TimeMark& mark, const TimeReading& reading, const Style& style) {
  std::int64_t cost = 0;
  const bool split = reading.begin != mark.begin;
  if (split) cost += mark.after_space && !style.glued ? 60 : 30;
  if (!split && mark.after_space && !mark.opens_line && style.glued) cost += 10;
  if (reading.fields == 2 && reading.lead_digits == 1 && style.padded) cost += 25;
  const bool zero_led = reading.lead_digits == 2 && reading.time < std::chrono::minutes{10};
  if (reading.fields == 2 && zero_led && style.unpadded && split) cost += 25;
  if (reading.fields == 2 && reading.lead_digits == 3) cost += 30;
  if (reading.fields == 3 && reading.lead_digits == 2 && reading.time >= std::chrono::hours{10}) {
    cost += 30;
  }
  if (mark.digit_follows) cost += 30;
  return std::max<std::int64_t>(100 - cost, 1);
}

// One reading, in the chain of rising times that ends with it.
struct Link {
  std::size_t mark{0};
  const TimeReading* reading{nullptr};
  std::int64_t total{0};
  std::int32_t before{-1};
};

// Prefix maxima over ranks of times (a Fenwick tree): the best chain that ends at or before a time.
class BestChains {
 public:
  explicit BestChains(std::size_t ranks) : best_(ranks + 1, -1) {}

  [[nodiscard]] std::int32_t up_to(std::size_t rank, const std::vector<Link>& links) const {
    std::int32_t best = -1;
    for (std::size_t i = rank + 1; i > 0; i &= i - 1) best = better(best, best_[i], links);
    return best;
  }

  void add(std::size_t rank, std::int32_t link, const std::vector<Link>& links) {
    for (std::size_t i = rank + 1; i < best_.size(); i += i & (~i + 1)) {
      best_[i] = better(best_[i], link, links);
    }
  }

 private:
  static std::int32_t better(std::int32_t a, std::int32_t b, const std::vector<Link>& links) {
    if (a < 0) return b;
    if (b < 0) return a;
    const auto total = [&](std::int32_t i) { return links[static_cast<std::size_t>(i)].total; };
    return total(b) > total(a) ? b : a;
  }

  std::vector<std::int32_t> best_;
};

// A mark of the list with the reading that was chosen.
struct Entry {
  const TimeMark* mark{nullptr};
  const TimeReading* reading{nullptr};
};

std::vector<Entry> trace(const Run& run, const std::vector<Link>& links) {
  std::int32_t at = -1;
  for (std::size_t i = 0; i < links.size(); ++i) {
    if (at < 0 || links[i].total > links[static_cast<std::size_t>(at)].total) {
      at = static_cast<std::int32_t>(i);
    }
  }
  std::vector<Entry> entries;
  while (at >= 0) {
    const Link& link = links[static_cast<std::size_t>(at)];
    entries.push_back({run.marks[link.mark], link.reading});
    at = link.before;
  }
  std::reverse(entries.begin(), entries.end());
  return entries;
}

// The heaviest chain of non-decreasing times, at most one reading a mark. O(n log n).
std::vector<Entry> best_chain(const Run& run) {
  const Style style = style_of(run);
  std::vector<Millis> times;
  for (const TimeMark* mark : run.marks) {
    for (std::size_t r = 0; r < mark->count; ++r) times.push_back(mark->readings[r].time);
  }
  std::sort(times.begin(), times.end());
  times.erase(std::unique(times.begin(), times.end()), times.end());
  const auto rank_of = [&](Millis time) {
    return static_cast<std::size_t>(std::lower_bound(times.begin(), times.end(), time) -
                                    times.begin());
  };
  std::vector<Link> links;
  BestChains chains(times.size());
  for (std::size_t m = 0; m < run.marks.size(); ++m) {
    const TimeMark& mark = *run.marks[m];
    const std::size_t first = links.size();
    for (std::size_t r = 0; r < mark.count; ++r) {
      const TimeReading& reading = mark.readings[r];
      // A list that begins late is none, so a chain may only begin early.
      const std::int32_t before = chains.up_to(rank_of(reading.time), links);
      if (before < 0 && reading.time > latest_first(run)) continue;
      const std::int64_t sofar = before < 0 ? 0 : links[static_cast<std::size_t>(before)].total;
      links.push_back({m, &reading, sofar + worth(mark, reading, style), before});
    }
    for (std::size_t i = first; i < links.size(); ++i) {
      chains.add(rank_of(links[i].reading->time), static_cast<std::int32_t>(i), links);
    }
  }
  return trace(run, links);
}

bool breaks(const TimeMark& last, const TimeMark& mark, bool started) {
  // A second list begins at zero again.
  if (started && mark.readings[0].time == Millis{0}) return true;
  if (mark.line - last.line > kMaxLineGap) return true;
  return mark.line == last.line && mark.begin - last.end > kMaxInlineGap;
}

// Whether the text before the list names it: "Chapters:", on the line before or just before.
bool header_before(std::string_view text, const TimeMark& first) {
  const std::size_t from =
      text::boundary_after(text, first.begin - std::min(first.begin, kHeaderBytes));
  return ends_with_list_header(text.substr(from, first.begin - from));
}

// Splits the marks that stand right for one side into runs.
std::vector<Run> runs_of(std::string_view text, const std::vector<TimeMark>& marks, Side side) {
  std::vector<Run> runs;
  const TimeMark* last = nullptr;
  bool started = false;
  for (std::size_t i = 0; i < marks.size();) {
    std::size_t next = i;
    while (next < marks.size() && marks[next].line == marks[i].line) ++next;
    const bool header = header_before(text, marks[i]);
    const bool glued = next - i >= kGluedMarks || (header && next - i >= 2);
    for (; i < next; ++i) {
      const TimeMark& mark = marks[i];
      const bool edge = side == Side::after ? mark.opens_line : mark.closes_line;
      if (!edge && !glued) continue;
      if (last == nullptr || breaks(*last, mark, started)) {
        runs.push_back({side, {}, header_before(text, mark)});
        started = false;
      }
      runs.back().marks.push_back(&mark);
      last = &mark;
      started = started || mark.readings[0].time > Millis{0};
    }
  }
  return runs;
}

// A list as it would be read, and how much speaks for it.
struct List {
  std::vector<Chapter> chapters{};
  std::int64_t score{0};
};

bool same_line(const Entry& a, const Entry& b) { return a.mark->line == b.mark->line; }

// Signs that titles stand on the side the run supposes, in hundredths of an entry.
std::int64_t side_evidence(std::string_view text, const Run& run,
                           const std::vector<Entry>& entries) {
  const auto size = static_cast<std::int64_t>(entries.size());
  std::int64_t separators = 0;
  std::int64_t tight = 0;
  for (const Entry& entry : entries) {
    const std::string_view after = text.substr(entry.mark->end);
    const std::string_view before = text.substr(0, entry.reading->begin);
    const bool after_side = run.side == Side::after;
    if (after_side ? begins_with_separator(after) : ends_with_separator(before)) ++separators;
    const char beyond =
        after_side ? (before.empty() ? ' ' : before.back()) : (after.empty() ? ' ' : after.front());
    const bool letter = (beyond >= 'a' && beyond <= 'z') || (beyond >= 'A' && beyond <= 'Z');
    if (letter) ++tight;
  }
  // Text after the last time is its title, or there is none.
  const bool ends_in_text = !entries.back().mark->closes_line;
  const std::int64_t end = (run.side == Side::after) == ends_in_text ? 100 : -100;
  return 150 * separators / size + 50 * tight / size + end;
}

// Glued times are a list only with some sign of one; a line that begins with a time is a sign.
bool is_supported(std::string_view text, const Run& run, const std::vector<Entry>& entries) {
  const std::size_t least = run.header ? 2 : 3;
  if (entries.size() < least) return false;
  const Millis first = entries.front().reading->time;
  if (first > latest_first(run)) return false;
  const std::size_t dropped = run.marks.size() - entries.size();
  if (dropped > std::max<std::size_t>(1, run.marks.size() / 5)) return false;
  if (run.header || first == Millis{0}) return true;
  std::size_t signs = 0;
  for (const Entry& entry : entries) {
    const bool edge = run.side == Side::after ? entry.mark->opens_line : entry.mark->closes_line;
    if (edge || begins_with_separator(text.substr(entry.mark->end))) ++signs;
  }
  return signs * 5 >= entries.size() * 3;
}

// The bytes between which an entry's title lies.
std::string_view title_room(std::string_view text, Side side, const std::vector<Entry>& entries,
                            std::size_t i) {
  const Entry& entry = entries[i];
  if (side == Side::after) {
    const bool shared = i + 1 < entries.size() && same_line(entry, entries[i + 1]);
    const std::size_t end = shared ? entries[i + 1].reading->begin
                                   : std::min(text.find('\n', entry.mark->end), text.size());
    return text.substr(entry.mark->end, end - entry.mark->end);
  }
  const bool shared = i > 0 && same_line(entries[i - 1], entry);
  std::size_t begin = 0;
  if (shared) {
    begin = entries[i - 1].mark->end;
  } else {
    const std::size_t line = text.rfind('\n', entry.reading->begin);
    begin = line == std::string_view::npos || entry.reading->begin == 0 ? 0 : line + 1;
  }
  return text.substr(begin, entry.reading->begin - begin);
}

// A time alone on its line is titled by the line below, at most one empty line apart.
std::string_view line_below(std::string_view text, const std::vector<Entry>& entries,
                            std::size_t i) {
  std::size_t begin = text.find('\n', entries[i].mark->end);
  for (int tries = 0; tries < 2 && begin != std::string_view::npos; ++tries) {
    const std::size_t end = std::min(text.find('\n', begin + 1), text.size());
    if (i + 1 < entries.size() && entries[i + 1].mark->begin < end) return {};
    const std::string_view line = text.substr(begin + 1, end - begin - 1);
    if (!text::trim(line).empty()) return line;
    begin = end < text.size() ? end : std::string_view::npos;
  }
  return {};
}

List list_from(std::string_view text, const Run& run) {
  const std::vector<Entry> entries = best_chain(run);
  if (!is_supported(text, run, entries)) return {};
  List list;
  std::size_t too_long = 0;
  for (std::size_t i = 0; i < entries.size(); ++i) {
    const bool last = i + 1 == entries.size();
    const bool inline_end =
        run.side == Side::after && last && i > 0 && same_line(entries[i - 1], entries[i]);
    std::string_view room = title_room(text, run.side, entries, i);
    Title title = read_title(room, run.side, inline_end ? TitleEnd::open : TitleEnd::fixed, i + 1);
    if (title.text.empty() && run.side == Side::after && entries[i].mark->closes_line) {
      title = read_title(line_below(text, entries, i), run.side, TitleEnd::fixed, i + 1);
    }
    if (title.text.empty()) continue;
    if (title.text.size() > kMaxTitleBytes) {
      title.text = std::string(text::trim(text::truncate(title.text, kMaxTitleBytes)));
      if (!last) ++too_long;
    }
    list.chapters.push_back(Chapter{entries[i].reading->time, entries[i].mark->range_end,
                                    std::move(title.text), std::move(title.url)});
  }
  // Times with paragraphs are a transcript; times without titles are no chapters.
  const std::size_t size = entries.size();
  if (too_long * 5 > size || list.chapters.size() * 2 < size || list.chapters.size() < 2) return {};
  list.score =
      static_cast<std::int64_t>(list.chapters.size()) * 100 + side_evidence(text, run, entries);
  return list;
}

}  // namespace
}  // namespace whensaid::source

namespace whensaid {

std::vector<Chapter> read_chapters(std::string_view text) {
  using namespace source;
  const std::vector<TimeMark> marks = find_times(text);
  List best;
  for (const Side side : {Side::after, Side::before}) {
    for (const Run& run : runs_of(text, marks, side)) {
      List list = list_from(text, run);
      if (!list.chapters.empty() && list.score > best.score) best = std::move(list);
    }
  }
  return std::move(best.chapters);
}

}  // namespace whensaid
