#pragma once

// The words of dates and durations in the languages that podcast directories speak: months, days of
// the week, "3 days ago", "1 Std.". They come from ICU's locale data, so nothing is spelled by hand
// here; where two languages disagree about a word ("listopad" is October in Croatian and November
// in Polish) the one spoken by more people wins. The tables are made at first use (some 50 ms each)
// and shared by all threads.

#include <chrono>
#include <optional>
#include <string_view>

namespace whensaid::text {

/// 1 to 12. Full and short names; case, accents and a final dot do not count.
[[nodiscard]] std::optional<unsigned> month_of(std::string_view word);

/// 0 (Sunday) to 6.
[[nodiscard]] std::optional<unsigned> weekday_of(std::string_view word);

/// How far back a phrase of days or weeks points: "yesterday", "il y a 3 jours". A phrase of hours
/// or minutes points to today.
[[nodiscard]] std::optional<std::chrono::days> days_ago(std::string_view phrase);

/// One of an hour, a minute, a second: "Std.", "min", "heures", "分".
[[nodiscard]] std::optional<std::chrono::seconds> duration_unit(std::string_view word);

}  // namespace whensaid::text
