#include "query/values.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <system_error>
#include <utility>

namespace whensaid::query {
namespace {

/// A value covers an interval: a year its days, a number itself.
using Read = std::optional<Interval> (*)(std::string_view);

constexpr std::int64_t kMaxNumber = 2'147'483'647;
constexpr std::int64_t kMaxMs = 2'147'483'647;  // 596 hours, the end of a timeline
constexpr std::int64_t kMinDay = -719'528;      // 0000-01-01
constexpr std::int64_t kMaxDay = 2'932'896;     // 9999-12-31

std::optional<std::int64_t> digits(std::string_view text) {
  std::int64_t value = 0;
  const auto* const last = text.data() + text.size();
  const auto [end, error] = std::from_chars(text.data(), last, value);
  if (text.empty() || text.front() == '-' || error != std::errc{} || end != last) {
    return std::nullopt;
  }
  return value;
}

std::optional<Interval> read_number(std::string_view text) {
  const auto value = digits(text);
  if (!value || *value > kMaxNumber) return std::nullopt;
  return Interval{*value, *value + 1};
}

/// ".5", ".250": milliseconds.
std::optional<std::int64_t> fraction(std::string_view text) {
  if (text.size() < 2 || text.size() > 4 || text.front() != '.') return std::nullopt;
  const auto value = digits(text.substr(1));
  if (!value) return std::nullopt;
  return text.size() == 2 ? *value * 100 : text.size() == 3 ? *value * 10 : *value;
}

std::optional<Interval> read_clock(std::string_view text) {
  std::int64_t total = 0;
  std::size_t fields = 0;
  while (true) {
    const auto colon = text.find(':');
    const auto value = digits(text.substr(0, colon));
    if (!value || *value > kMaxNumber || ++fields > 3) return std::nullopt;
    if (fields > 1 && (*value > 59 || text.substr(0, colon).size() != 2)) return std::nullopt;
    total = total * 60 + *value;
    if (colon == std::string_view::npos) break;
    text.remove_prefix(colon + 1);
  }
  if (fields < 2 || total > kMaxMs / 1000) return std::nullopt;
  return Interval{total * 1000, total * 1000 + 1000};
}

std::optional<Interval> read_units(std::string_view text) {
  struct Unit {
    char letter;
    std::int64_t ms;
  };
  constexpr std::array<Unit, 3> kUnits{{{'h', 3'600'000}, {'m', 60'000}, {'s', 1000}}};
  std::int64_t total = 0;
  std::int64_t smallest = 0;
  for (const auto& unit : kUnits) {
    const auto letter = text.find(unit.letter);
    if (letter == std::string_view::npos) continue;
    auto number = text.substr(0, letter);
    smallest = unit.ms;
    if (const auto dot = number.find('.'); unit.letter == 's' && dot != std::string_view::npos) {
      const auto ms = fraction(number.substr(dot));
      if (!ms) return std::nullopt;
      total += *ms;
      smallest = 1;
      number = number.substr(0, dot);
    }
    const auto value = digits(number);
    if (!value || *value > kMaxMs / unit.ms) return std::nullopt;
    total += *value * unit.ms;
    text.remove_prefix(letter + 1);
  }
  if (!text.empty() || smallest == 0 || total > kMaxMs) return std::nullopt;
  return Interval{total, total + smallest};
}

std::optional<Interval> read_time(std::string_view text) {
  if (text.find(':') != std::string_view::npos) return read_clock(text);
  if (auto units = read_units(text)) return units;
  const auto minutes = digits(text);
  if (!minutes || *minutes > kMaxMs / 60'000) return std::nullopt;
  return Interval{*minutes * 60'000, (*minutes + 1) * 60'000};
}

std::int64_t day_number(std::chrono::year_month_day day) {
  return std::chrono::sys_days{day}.time_since_epoch().count();
}

std::optional<Interval> read_day(std::string_view text) {
  std::array<std::int64_t, 3> parts{};
  std::size_t count = 0;
  while (true) {
    const auto sign = text.find_first_of("-/.");
    const auto part = text.substr(0, sign);
    const auto value = digits(part);
    if (!value || count == 3 || part.size() > (count == 0 ? 4 : 2)) return std::nullopt;
    if (count == 0 && part.size() != 4) return std::nullopt;
    parts[count++] = *value;
    if (sign == std::string_view::npos) break;
    text.remove_prefix(sign + 1);
  }
  using namespace std::chrono;
  const year y{static_cast<int>(parts[0])};
  if (count == 1) return Interval{day_number(y / 1 / 1), day_number((y + years{1}) / 1 / 1)};
  const auto ym = y / month{static_cast<unsigned>(parts[1])};
  if (!ym.ok()) return std::nullopt;
  if (count == 2) return Interval{day_number(ym / 1), day_number((ym + months{1}) / 1)};
  const auto ymd = ym / day{static_cast<unsigned>(parts[2])};
  if (!ymd.ok()) return std::nullopt;
  return Interval{day_number(ymd), day_number(ymd) + 1};
}

/// One end of a range with its sign.
struct End {
  bool given{false};
  char sign{0};       ///< '<', '>' or none
  bool equal{false};  ///< "<=", ">="
  Interval value{};

  [[nodiscard]] bool included() const { return sign == 0 || equal; }
};

std::optional<End> read_end(std::string_view text, Read read) {
  End end;
  if (text.empty()) return end;
  end.given = true;
  if (text.front() == '<' || text.front() == '>') {
    end.sign = text.front();
    text.remove_prefix(1);
    if (text.starts_with('=')) {
      end.equal = true;
      text.remove_prefix(1);
    }
  }
  const auto value = read(text);
  if (!value) return std::nullopt;
  end.value = *value;
  return end;
}

/// Ends of a range as numbers. `points`: an end is a point on a line (a time), not all that the
/// value covers (a year).
struct Bounds {
  bool points{false};

  [[nodiscard]] std::int64_t low(const End& end) const {
    return end.included() ? end.value.low : after(end);
  }
  [[nodiscard]] std::int64_t high(const End& end) const {
    return end.included() ? after(end) : end.value.low;
  }

 private:
  [[nodiscard]] std::int64_t after(const End& end) const {
    return points ? end.value.low + 1 : end.value.high;
  }
};

/// Without dots: a value, or one end of a range.
std::optional<Interval> read_alone(std::string_view text, Read read, const Bounds& bounds) {
  const auto end = read_end(text, read);
  if (!end || !end->given) return std::nullopt;
  if (end->sign == '>') return Interval{bounds.low(*end), Interval::kOpenHigh};
  if (end->sign == '<') return Interval{Interval::kOpenLow, bounds.high(*end)};
  return end->value;
}

std::optional<Interval> read_range(std::string_view text, Read read, const Bounds& bounds) {
  const auto dots = text.find("..");
  if (dots == std::string_view::npos) return read_alone(text, read, bounds);
  auto low = read_end(text.substr(0, dots), read);
  auto high = read_end(text.substr(dots + 2), read);
  if (!low || !high || (!low->given && !high->given)) return std::nullopt;
  if (low->sign == '<' || high->sign == '>') return std::nullopt;
  if (low->given && high->given && low->value.low > high->value.low) {
    if (low->sign != 0 || high->sign != 0) return std::nullopt;
    std::swap(low, high);
  }
  Interval range;
  if (low->given) range.low = bounds.low(*low);
  if (high->given) range.high = bounds.high(*high);
  if (range.low != Interval::kOpenLow && range.low >= range.high) return std::nullopt;
  return range;
}

Interval clamp(Interval interval, std::int64_t least, std::int64_t most) {
  if (interval == Interval{}) interval.low = least;  // so that it can be written
  if (interval.low != Interval::kOpenLow) interval.low = std::clamp(interval.low, least, most);
  if (interval.high != Interval::kOpenHigh) {
    const auto above = interval.low == Interval::kOpenLow ? least : interval.low;
    interval.high = std::clamp(interval.high, above + 1, most + 1);
  }
  return interval;
}

/// With signs where an end is not simply included.
template <class Print>
std::string print_points(const Interval& interval, Print print) {
  // A whole second is written as an end that is included or not, whichever is shorter.
  const auto past_second = [](std::int64_t value) { return value % 1000 == 1; };
  std::string low;
  std::string high;
  if (interval.low != Interval::kOpenLow) {
    low = past_second(interval.low) ? ">" + print(interval.low - 1) : ">=" + print(interval.low);
  }
  if (interval.high != Interval::kOpenHigh) {
    high =
        past_second(interval.high) ? "<=" + print(interval.high - 1) : "<" + print(interval.high);
  }
  if (low.empty() && high.empty()) return ">=" + print(0);
  if (low.empty()) return high;
  if (high.empty()) return low;
  if (low.starts_with(">=")) low.erase(0, 2);
  if (high.starts_with("<=")) high.erase(0, 2);
  return low + ".." + high;
}

template <class Print>
std::string print_whole(const Interval& interval, std::int64_t least, Print print) {
  const bool open_low = interval.low == Interval::kOpenLow;
  const bool open_high = interval.high == Interval::kOpenHigh;
  if (open_low && open_high) return ">=" + print(least);
  if (open_low) return "<" + print(interval.high);
  if (open_high) return ">=" + print(interval.low);
  if (interval.low + 1 == interval.high) return print(interval.low);
  return print(interval.low) + ".." + print(interval.high - 1);
}

std::string padded(std::int64_t value, std::size_t width) {
  auto text = std::to_string(value);
  return text.size() < width ? std::string(width - text.size(), '0') + text : text;
}

std::string print_time(std::int64_t ms) {
  std::string text;
  if (ms >= 3'600'000) text += std::to_string(ms / 3'600'000) + 'h';
  ms %= 3'600'000;
  if (ms >= 60'000) text += std::to_string(ms / 60'000) + 'm';
  ms %= 60'000;
  if (ms == 0 && !text.empty()) return text;
  text += std::to_string(ms / 1000);
  if (ms % 1000 != 0) text += '.' + padded(ms % 1000, 3);
  return text + 's';
}

std::string print_day(std::int64_t day) {
  const std::chrono::year_month_day ymd{std::chrono::sys_days{std::chrono::days{day}}};
  return padded(static_cast<int>(ymd.year()), 4) + '-' +
         padded(static_cast<unsigned>(ymd.month()), 2) + '-' +
         padded(static_cast<unsigned>(ymd.day()), 2);
}

}  // namespace

std::optional<Interval> read_numbers(std::string_view text) {
  return read_range(text, read_number, {.points = false});
}

std::optional<Interval> read_times(std::string_view text) {
  return read_range(text, read_time, {.points = true});
}

std::optional<Interval> read_days(std::string_view text) {
  return read_range(text, read_day, {.points = false});
}

std::optional<std::int64_t> read_last_days(std::string_view text) {
  if (text.empty()) return std::nullopt;
  const auto value = digits(text.substr(0, text.size() - 1));
  constexpr std::array<std::pair<char, std::int64_t>, 4> kUnits{
      {{'d', 1}, {'w', 7}, {'m', 30}, {'y', 365}}};
  for (const auto& [letter, days] : kUnits) {
    if (text.back() != letter) continue;
    if (!value || *value < 1 || *value > kMaxLastDays / days) return std::nullopt;
    return *value * days;
  }
  return std::nullopt;
}

std::string print_numbers(const Interval& interval) {
  return print_whole(interval, 0, [](std::int64_t value) { return std::to_string(value); });
}

std::string print_times(const Interval& interval) { return print_points(interval, print_time); }

std::string print_days(const Interval& interval) {
  return print_whole(interval, kMinDay, print_day);
}

Interval clamp_numbers(Interval interval) { return clamp(interval, 0, kMaxNumber); }
Interval clamp_times(Interval interval) { return clamp(interval, 0, kMaxMs); }
Interval clamp_days(Interval interval) { return clamp(interval, kMinDay, kMaxDay); }

std::vector<Interval> join(std::vector<Interval> intervals) {
  std::sort(intervals.begin(), intervals.end(), [](const Interval& a, const Interval& b) {
    return a.low != b.low ? a.low < b.low : a.high < b.high;
  });
  std::vector<Interval> joined;
  for (const auto& interval : intervals) {
    if (joined.empty() || interval.low > joined.back().high) {
      joined.push_back(interval);
    } else {
      joined.back().high = std::max(joined.back().high, interval.high);
    }
  }
  return joined;
}

std::vector<Interval> complement(const std::vector<Interval>& intervals) {
  std::vector<Interval> rest;
  auto low = Interval::kOpenLow;
  for (const auto& interval : intervals) {
    if (interval.low > low) rest.push_back({low, interval.low});
    low = interval.high;
  }
  if (low != Interval::kOpenHigh) rest.push_back({low, Interval::kOpenHigh});
  return rest;
}

}  // namespace whensaid::query
