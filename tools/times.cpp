#include "times.hpp"

#include <charconv>
#include <chrono>
#include <cstdint>

#include <fmt/format.h>

namespace whensaid::tool {

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Takes digits off the front: at least one, at most `most`.
std::optional<std::int64_t> take_number(std::string_view& text, std::size_t most) {
  std::size_t length = 0;
  while (length < text.size() && length < most && is_digit(text[length])) ++length;
  std::int64_t number = 0;
  if (std::from_chars(text.data(), text.data() + length, number).ec != std::errc{}) {
    return std::nullopt;
  }
  text.remove_prefix(length);
  return number;
}

/// Takes ".5", ".25", ".125" off the front as milliseconds; none is 0.
std::optional<std::int64_t> take_decimals(std::string_view& text) {
  if (text.empty() || text[0] != '.') return 0;
  text.remove_prefix(1);
  const std::size_t before = text.size();
  auto number = take_number(text, 3);
  if (!number) return std::nullopt;
  for (std::size_t digits = before - text.size(); digits < 3; ++digits) *number *= 10;
  return number;
}

std::optional<Millis> bounded(std::int64_t seconds, std::int64_t millis) {
  if (seconds > std::int64_t{kMaxTypedHours} * 3600) return std::nullopt;
  return Millis{seconds * 1000 + millis};
}

std::optional<Millis> parse_with_colons(std::string_view text) {
  std::int64_t seconds = 0;
  for (int part = 0; part < 3; ++part) {
    const auto number = take_number(text, 9);
    if (!number || (part > 0 && *number > 59)) return std::nullopt;
    seconds = seconds * 60 + *number;
    if (text.empty() || text[0] != ':') break;
    text.remove_prefix(1);
  }
  const auto millis = take_decimals(text);
  if (!millis || !text.empty()) return std::nullopt;
  return bounded(seconds, *millis);
}

std::optional<Millis> parse_with_units(std::string_view text) {
  std::int64_t seconds = 0;
  std::int64_t largest = 3601;  // units come from large to small, each once
  while (!text.empty()) {
    const auto number = take_number(text, 9);
    if (!number || text.empty()) return std::nullopt;
    const std::int64_t unit = text[0] == 'h' ? 3600 : text[0] == 'm' ? 60 : text[0] == 's' ? 1 : 0;
    if (unit == 0 || unit >= largest) return std::nullopt;
    text.remove_prefix(1);
    seconds += *number * unit;
    largest = unit;
  }
  return bounded(seconds, 0);
}

}  // namespace

std::optional<Millis> parse_time(std::string_view text) {
  if (text.empty()) return std::nullopt;
  if (text.find_first_of("hms") != std::string_view::npos) return parse_with_units(text);
  return parse_with_colons(text);
}

std::optional<EpisodeTime> parse_episode_time(std::string_view text) {
  const auto split = text.rfind('@');
  if (split == std::string_view::npos || split == 0) return std::nullopt;
  const auto at = parse_time(text.substr(split + 1));
  if (!at) return std::nullopt;
  return EpisodeTime{std::string(text.substr(0, split)), *at};
}

std::optional<Day> parse_day(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  const auto year = take_number(text, 4);
  text.remove_prefix(text.empty() ? 0 : 1);
  const auto month = take_number(text, 2);
  text.remove_prefix(text.empty() ? 0 : 1);
  const auto day = take_number(text, 2);
  if (!year || !month || !day || !text.empty()) return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year{static_cast<int>(*year)},
                                         std::chrono::month{static_cast<unsigned>(*month)},
                                         std::chrono::day{static_cast<unsigned>(*day)}};
  if (!date.ok()) return std::nullopt;
  return Day{date};
}

std::string clock_time(Millis time) {
  const auto seconds = time.count() / 1000;
  return fmt::format("{}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60);
}

std::string decimal_seconds(Millis time) {
  const auto count = time.count();
  const auto magnitude = count < 0 ? -count : count;
  return fmt::format("{}{}.{:03}", count < 0 ? "-" : "", magnitude / 1000, magnitude % 1000);
}

std::string iso_day(Day day) {
  const std::chrono::year_month_day date{day};
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()),
                     static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
}

}  // namespace whensaid::tool
