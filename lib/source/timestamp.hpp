#pragma once

// Every way to write a time that the readers accept, in one grammar:
//
//   clock    [[H:]MM:]SS[.fff]     1:02:03.250  75:30  12.5  00:00:01,500  also in full-width
//   digits units    1h02m03s  1h 7min  75s  90 min ISO      PT1H2M3S  P1DT30M
//
// Nothing here goes through floating point: fractions are read as digits and rounded to the
// millisecond.

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include <whensaid/model.hpp>

namespace whensaid::source {

/// strict: minutes and seconds after a colon are two digits below 60; for prose, where lenience
/// finds times that are none. lenient: what people and tools have put before and after an arrow:
/// one digit or a count above 59 after a colon, spaces around separators, milliseconds after a
/// third colon, a minus sign (the time is negative; the caller decides what that means).
enum class Strictness { strict, lenient };

/// The time that all of `text` spells (white space around it aside), or nothing. 75:30 is 75
/// minutes; a number alone is seconds.
[[nodiscard]] std::optional<Millis> parse_timestamp(std::string_view text, Strictness strictness);

struct ScannedTime {
  Millis time{0};
  std::size_t size{0};    ///< bytes of text that spell it
  std::size_t fields{0};  ///< 1: seconds, 2: M:SS, 3: H:MM:SS

  friend bool operator==(const ScannedTime&, const ScannedTime&) = default;
};

/// The longest clock time (no units, no ISO) that `text` begins with. Nothing when more digits or
/// fields follow than a time has ("1:02:03:04", "1:234" strictly).
[[nodiscard]] std::optional<ScannedTime> scan_clock(std::string_view text, Strictness strictness);

/// "0:01:02", "1:00:00.250": milliseconds only where there are some.
[[nodiscard]] std::string format_time(Millis time);

/// A field of more digits than this is no time; nine digits of hours still fit 64 bits of
/// milliseconds.
inline constexpr std::size_t kMaxTimeDigits = 9;

}  // namespace whensaid::source
