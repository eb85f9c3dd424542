#pragma once

// Times and days as people type and read them.

#include <optional>
#include <string>
#include <string_view>

#include <whensaid/model.hpp>

namespace whensaid::tool {

/// "1:02:03", "62:03", "3723", each with up to three decimals, or "1h2m3s". At most kMaxTypedHours.
[[nodiscard]] std::optional<Millis> parse_time(std::string_view text);

/// A time in an episode.
struct EpisodeTime {
  std::string episode{};  ///< its id
  Millis at{0};
};

/// "ID@TIME", the time as parse_time takes it. An id may hold an @ itself.
[[nodiscard]] std::optional<EpisodeTime> parse_episode_time(std::string_view text);

/// "2025-09-22"; nothing for a day that does not exist.
[[nodiscard]] std::optional<Day> parse_day(std::string_view text);

/// "1:02:03": whole seconds, as players show it.
[[nodiscard]] std::string clock_time(Millis time);

/// "3723.500": seconds with exactly three decimals.
[[nodiscard]] std::string decimal_seconds(Millis time);

/// "2025-09-22".
[[nodiscard]] std::string iso_day(Day day);

inline constexpr int kMaxTypedHours = 1000;

}  // namespace whensaid::tool
