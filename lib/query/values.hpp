#pragma once

// The values of fields that are numbers, times and days, as text and back.
//
//   A..B  A..  ..B  A        from the beginning of A to the end of B; A alone is A..A
//   >A  >=A  <A  <=A         also as ends of a range: >A..<B
//
//   number  3
//   time    90s  10m  1h30m  1h2m3.5s  45:00  1:02:03; a number alone is minutes. As an end of a
//           range it is a point; alone it is all that begins with it: 10m is 10:00 to 10:59.999
//   day     2025  2025-03  2025-03-14 (also with / or .): all days of it

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "query/tree.hpp"

namespace whensaid::query {

/// Nothing when the text is no such range. Ends in the wrong order are swapped.
[[nodiscard]] std::optional<Interval> read_numbers(std::string_view text);
[[nodiscard]] std::optional<Interval> read_times(std::string_view text);
[[nodiscard]] std::optional<Interval> read_days(std::string_view text);
/// "3d", "2w", "6m" (of 30 days), "1y" (of 365): the last so many days, at most kMaxLastDays.
[[nodiscard]] std::optional<std::int64_t> read_last_days(std::string_view text);

inline constexpr std::int64_t kMaxLastDays = 36'500;  ///< a hundred years

/// Text that gives the interval again when it is read.
[[nodiscard]] std::string print_numbers(const Interval& interval);
[[nodiscard]] std::string print_times(const Interval& interval);
[[nodiscard]] std::string print_days(const Interval& interval);

/// Clamped to what can be written, open ends kept, ends in order and not equal.
[[nodiscard]] Interval clamp_numbers(Interval interval);
[[nodiscard]] Interval clamp_times(Interval interval);
[[nodiscard]] Interval clamp_days(Interval interval);

/// Separate times that one bracket can ask for.
inline constexpr std::size_t kMaxIntervals = 32;

/// Disjoint, ascending, touching ones joined.
[[nodiscard]] std::vector<Interval> join(std::vector<Interval> intervals);
/// What none of them holds. `intervals` as join() gives them.
[[nodiscard]] std::vector<Interval> complement(const std::vector<Interval>& intervals);

}  // namespace whensaid::query
