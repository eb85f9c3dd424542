#pragma once

// Days, written and printed: 2026-1-31.

#include <chrono>
#include <optional>
#include <string>

#include <whensaid/model.hpp>

namespace whensaid::test {

inline Day day(int year, unsigned month, unsigned of_month) {
  return Day{std::chrono::year{year} / std::chrono::month{month} / std::chrono::day{of_month}};
}

inline std::string printed(const std::optional<Day>& day) {
  if (!day) return "none";
  const std::chrono::year_month_day date{*day};
  return std::to_string(static_cast<int>(date.year())) + "-" +
         std::to_string(static_cast<unsigned>(date.month())) + "-" +
         std::to_string(static_cast<unsigned>(date.day()));
}

}  // namespace whensaid::test
