#pragma once

// Dates and durations as directory pages write them, in any language that text/calendar.hpp knows:
// "22 DE SET.", "Jan 15 2026", "9月22日", "vor 3 Tagen", "1 Std. und 7 Min.". A date is first read
// as written; what it leaves open (the year, which of two numbers is the day) the whole page
// decides.

#include <chrono>
#include <optional>
#include <string_view>
#include <vector>

#include <whensaid/model.hpp>

namespace whensaid::source {

/// One of: days before today, a day of the week, or month and day with or without a year.
struct WrittenDate {
  std::optional<std::chrono::days> ago{};
  std::optional<unsigned> weekday{};  ///< 0 is Sunday
  std::optional<int> year{};
  unsigned month{0};
  unsigned day{0};
  bool numeric{false};      ///< 03/04/2025: month and day may stand the other way round
  bool month_first{false};  ///< "Sep 22", as Americans write

  friend bool operator==(const WrittenDate&, const WrittenDate&) = default;
};

/// The month and day that all of `text` spells, or nothing.
[[nodiscard]] std::optional<WrittenDate> read_date(std::string_view text);

/// "Yesterday", "vor 3 Tagen", "Dienstag": a date told from today, or nothing. Apart from
/// read_date() because its table takes long to make and few pages need it.
[[nodiscard]] std::optional<WrittenDate> read_relative_date(std::string_view text);

/// The duration that all of `text` spells ("1h7min", "55 Min.", "1:07:30"), or nothing.
[[nodiscard]] std::optional<Millis> read_duration(std::string_view text);

/// Days for the dates of one page in its order, newest first or oldest first as the dates tell. A
/// date without a year is the latest that fits the order and is not after `today`. Linear.
[[nodiscard]] std::vector<std::optional<Day>> resolve_dates(
    const std::vector<std::optional<WrittenDate>>& dates, Day today);

}  // namespace whensaid::source
