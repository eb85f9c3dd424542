#include "source/dates.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>

#include "source/timestamp.hpp"
#include "text/calendar.hpp"
#include "text/letters.hpp"
#include "text/utf8.hpp"

namespace whensaid::source {
namespace {

using std::chrono::days;

// "Wednesday the 22nd of September 2025" is 36; other scripts take three bytes a letter.
constexpr std::size_t kMaxDateBytes = 96;
constexpr std::size_t kMaxPieces = 12;

// A number, or a word of letters, with the characters that stood before it.
struct Piece {
  std::optional<int> number{};
  std::size_t digits{0};
  std::string_view word{};
  std::string_view gap{};
};

bool is_digit(char32_t c) { return c >= U'0' && c <= U'9'; }

bool is_calendar_letter(char32_t c) {
  return c == U'年' || c == U'月' || c == U'日' || c == U'년' || c == U'월' || c == U'일';
}

bool belongs_to_word(char32_t c) {
  return text::is_letter(c) || text::is_mark(c) || c == U'’' || c == U'\'';
}

// Bytes of the number or the word that begins `text`.
std::size_t piece_size(std::string_view text) {
  const text::Character first = text::character_at(text, 0);
  const bool number = is_digit(first.code);
  if (!number && is_calendar_letter(first.code)) return first.length;
  std::size_t at = 0;
  while (at < text.size()) {
    const text::Character c = text::character_at(text, at);
    const bool same =
        number ? is_digit(c.code) : belongs_to_word(c.code) && !is_calendar_letter(c.code);
    if (!same) break;
    at += c.length;
  }
  return at;
}

// Empty when there are too many pieces for a date, or a number too long.
std::vector<Piece> pieces_of(std::string_view text) {
  std::vector<Piece> pieces;
  std::size_t gap = 0;
  for (std::size_t at = 0; at < text.size();) {
    const text::Character c = text::character_at(text, at);
    if (!is_digit(c.code) && !text::is_letter(c.code)) {
      at += c.length;
      continue;
    }
    const std::size_t size = piece_size(text.substr(at));
    Piece piece;
    piece.gap = text.substr(gap, at - gap);
    if (is_digit(c.code)) {
      if (size > 4) return {};
      int value = 0;
      for (const char digit : text.substr(at, size)) value = value * 10 + (digit - '0');
      piece.number = value;
      piece.digits = size;
    } else {
      piece.word = text.substr(at, size);
    }
    pieces.push_back(piece);
    if (pieces.size() > kMaxPieces) return {};
    at += size;
    gap = at;
  }
  return pieces;
}

// Words that stand in dates and say nothing, and the endings of ordinal numbers.
bool is_filler(const Piece& piece) {
  constexpr auto kFillers = std::to_array<std::string_view>(
      {"de", "del", "of", "the", "den", "di", "le", "el", "al", "dne", "st",
       "nd", "rd",  "th", "er",  "a",   "o",  "re", "г",  "р",  "ngay"});
  return std::find(kFillers.begin(), kFillers.end(), piece.word) != kFillers.end();
}

// Catalan: "22 d’abril".
std::string_view without_elision(std::string_view word) {
  for (const std::string_view prefix : {"d'", "d’"}) {
    if (word.starts_with(prefix)) return word.substr(prefix.size());
  }
  return word;
}

bool plausible(const WrittenDate& date) {
  const bool swapped = date.numeric && date.day >= 1 && date.day <= 12 && date.month <= 31;
  return (date.month >= 1 && date.month <= 12 && date.day >= 1 && date.day <= 31) ||
         (swapped && date.month >= 1);
}

// 2025-09-22, 22.09.2025, 9/22/25, "22. 9.": numbers only.
std::optional<WrittenDate> read_numeric(const std::vector<Piece>& pieces, std::string_view text) {
  if (pieces.size() < 2 || pieces.size() > 3) return std::nullopt;
  const std::string_view gap = text::trim(pieces[1].gap);
  if (gap != "/" && gap != "." && gap != "-") return std::nullopt;
  if (!text::trim(pieces[0].gap).empty()) return std::nullopt;
  std::vector<unsigned> numbers;
  for (const Piece& piece : pieces) {
    if (!piece.number) return std::nullopt;
    numbers.push_back(static_cast<unsigned>(*piece.number));
  }
  WrittenDate date;
  const std::size_t size = pieces.size();
  if (size == 3 && text::trim(pieces[2].gap) != gap) return std::nullopt;
  if (size == 3 && pieces[0].digits == 4) {
    date = {{}, {}, *pieces[0].number, numbers[1], numbers[2], false, false};
  } else {
    // "22.9" is as likely a version as a day; with its second dot it is a date.
    if (size == 2 && (gap == "-" || (gap == "." && !text.ends_with('.')))) return std::nullopt;
    date = {{}, {}, {}, numbers[1], numbers[0], gap != ".", false};
    if (size == 3) {
      if (pieces[2].digits != 4 && pieces[2].digits != 2) return std::nullopt;
      date.year = *pieces[2].number + (pieces[2].digits == 2 ? 2000 : 0);
    }
  }
  if (!plausible(date)) return std::nullopt;
  return date;
}

// Month by name or by its letter, the rest by size and place.
class WordDate {
 public:
  bool take(const std::vector<Piece>& pieces, std::size_t i) {
    const Piece& piece = pieces[i];
    if (piece.number) return take_number(pieces, i);
    if (is_calendar_letter(text::character_at(piece.word, 0).code)) return i > 0;
    const std::string_view word = piece.word;
    if (word == "thang" || word == "thg") return true;  // Vietnamese: "month 9"
    const auto month = text::month_of(without_elision(piece.word));
    if (month && date_.month == 0) {
      date_.month = *month;
      date_.month_first = date_.day == 0;
      return true;
    }
    return is_filler(piece) || text::weekday_of(piece.word).has_value();
  }

  [[nodiscard]] std::optional<WrittenDate> date() const {
    if (date_.day == 0 || !plausible(date_)) return std::nullopt;
    return date_;
  }

 private:
  static std::string letter_after(const std::vector<Piece>& pieces, std::size_t i) {
    if (i + 1 >= pieces.size() || pieces[i + 1].number) return {};
    return std::string(pieces[i + 1].word);
  }

  bool take_number(const std::vector<Piece>& pieces, std::size_t i) {
    const int value = *pieces[i].number;
    const std::string after = letter_after(pieces, i);
    const std::string before =
        i > 0 && !pieces[i - 1].number ? text::plain(pieces[i - 1].word) : std::string{};
    const bool month_letter =
        after == "月" || after == "월" || before == "thang" || before == "thg";
    if (month_letter && date_.month == 0) {
      date_.month = static_cast<unsigned>(value);
    } else if (pieces[i].digits == 4 && !date_.year) {
      date_.year = value;
    } else if (value >= 1 && value <= 31 && date_.day == 0) {
      date_.day = static_cast<unsigned>(value);
    } else if (pieces[i].digits == 2 && date_.day != 0 && date_.month != 0 && !date_.year) {
      date_.year = 2000 + value;
    } else {
      return false;
    }
    return true;
  }

  WrittenDate date_{};
};

}  // namespace

std::optional<WrittenDate> read_date(std::string_view text) {
  text = text::trim(text);
  if (text.empty() || text.size() > kMaxDateBytes) return std::nullopt;
  const auto may_be_digit = [](char c) {
    return is_digit(static_cast<unsigned char>(c)) || static_cast<unsigned char>(c) >= 0x80;
  };
  if (std::none_of(text.begin(), text.end(), may_be_digit)) return std::nullopt;
  const std::string plain = text::plain(text);
  const std::vector<Piece> pieces = pieces_of(plain);
  if (pieces.empty()) return std::nullopt;
  if (const auto numeric = read_numeric(pieces, plain)) return numeric;
  WordDate date;
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    if (!date.take(pieces, i)) return std::nullopt;
  }
  return date.date();
}

std::optional<WrittenDate> read_relative_date(std::string_view text) {
  text = text::trim(text);
  if (text.empty() || text.size() > kMaxDateBytes) return std::nullopt;
  WrittenDate relative;
  relative.weekday = text::weekday_of(text);
  if (!relative.weekday) relative.ago = text::days_ago(text);
  if (!relative.weekday && !relative.ago) return std::nullopt;
  return relative;
}

namespace {

// Numbers, each with a unit after it, from large to small; `joiners` (und, and, y) may stand
// between. A page in an unknown language still gives the shape, so any short word is a joiner.
std::optional<std::chrono::seconds> sum_units(const std::vector<Piece>& pieces) {
  std::chrono::seconds total{0};
  std::chrono::seconds last{0};
  const Piece* number = nullptr;
  bool joined = false;
  std::size_t leading = 0;
  for (const Piece& piece : pieces) {
    if (piece.number) {
      if (number != nullptr) return std::nullopt;
      number = &piece;
      continue;
    }
    const auto unit = text::duration_unit(piece.word);
    if (number != nullptr) {
      if (!unit || (last.count() != 0 && *unit >= last)) return std::nullopt;
      total += *number->number * *unit;
      last = *unit;
      number = nullptr;
      joined = false;
    } else if (last.count() == 0) {
      ++leading;  // "less than 1 minute"
    } else if (joined || piece.word.size() > 6) {
      return std::nullopt;
    } else {
      joined = true;
    }
  }
  if (number != nullptr || joined || last.count() == 0) return std::nullopt;
  if (leading > 0 && (leading > 3 || total > std::chrono::minutes{1})) return std::nullopt;
  return total;
}

}  // namespace

std::optional<Millis> read_duration(std::string_view text) {
  text = text::trim(text);
  if (text.empty() || text.size() > kMaxDateBytes) return std::nullopt;
  const std::string plain = text::plain(text);
  if (plain.find(':') != std::string::npos) {
    if (plain.front() < '0' || plain.front() > '9') return std::nullopt;
    return parse_timestamp(plain, Strictness::strict);
  }
  for (const char c : plain) {  // signs that durations never have
    if (c == '/' || c == '"' || c == '?' || c == '!' || c == '%' || c == '$') return std::nullopt;
  }
  const auto total = sum_units(pieces_of(plain));
  if (!total) return std::nullopt;
  return Millis{*total};
}

namespace {

using Dates = std::vector<std::optional<WrittenDate>>;

bool has_month(const std::optional<WrittenDate>& date) { return date && date->month != 0; }

std::optional<Day> day_of(int year, const WrittenDate& date) {
  const std::chrono::year_month_day day{std::chrono::year{year}, std::chrono::month{date.month},
                                        std::chrono::day{date.day}};
  if (!day.ok()) return std::nullopt;
  return Day{day};
}

// How many days a list goes back from one date to the next, were it within a year.
int step_back(const WrittenDate& from, const WrittenDate& to) {
  if (from.year && to.year) {
    const auto a = day_of(*from.year, from);
    const auto b = day_of(*to.year, to);
    if (a && b) return *a >= *b ? 0 : 365;
  }
  const auto in_year = [](const WrittenDate& d) {
    return static_cast<int>((d.month - 1) * 31 + d.day);
  };
  return (in_year(from) - in_year(to) + 372) % 372;
}

struct Order {
  std::size_t newest_first{0};
  std::size_t oldest_first{0};
};

Order order_of(const Dates& dates) {
  Order order;
  const WrittenDate* last = nullptr;
  for (const auto& date : dates) {
    if (!has_month(date)) continue;
    if (last != nullptr && !(date->month == last->month && date->day == last->day)) {
      (step_back(*last, *date) < 186 ? order.newest_first : order.oldest_first)++;
    }
    last = &*date;
  }
  return order;
}

// 3/4/2025 is read as the page's other dates tell: one that fits only one way, one with the month's
// name before the day, the order. Otherwise the day comes first, as in most of the world.
void settle_numeric(Dates& dates) {
  const auto swap_all = [](Dates& all) {
    for (auto& date : all) {
      if (date && date->numeric) std::swap(date->day, date->month);
    }
  };
  bool month_first = false;
  std::size_t wrong_now = 0;
  std::size_t wrong_swapped = 0;
  for (const auto& date : dates) {
    if (!date) continue;
    month_first = month_first || date->month_first;
    if (!date->numeric) continue;
    if (date->month > 12) ++wrong_now;
    if (date->day > 12) ++wrong_swapped;
  }
  Dates swapped = dates;
  swap_all(swapped);
  bool swap = wrong_now > wrong_swapped;
  if (wrong_now == wrong_swapped) {
    const Order now = order_of(dates);
    const Order other = order_of(swapped);
    const std::size_t back_now = std::min(now.newest_first, now.oldest_first);
    const std::size_t back_other = std::min(other.newest_first, other.oldest_first);
    const bool turns = now.oldest_first > now.newest_first && other.newest_first > 0;
    swap = back_other < back_now || (back_other == back_now && (month_first || turns));
  }
  if (swap) dates = std::move(swapped);
}

// The latest day with this month and day that is not after `bound`.
std::optional<Day> latest(const WrittenDate& date, Day bound) {
  const int year = static_cast<int>(std::chrono::year_month_day{bound}.year());
  for (int y = year; y > year - 9; --y) {  // 29 February comes every eight years at the least
    const auto day = day_of(y, date);
    if (day && *day <= bound) return day;
  }
  return std::nullopt;
}

Day last_weekday(unsigned weekday, Day today) {
  const unsigned now = std::chrono::weekday{today}.c_encoding();
  return today - days{(now + 7 - weekday) % 7};
}

// A date a little later than the one before it, where the one after goes on from there: out of
// place by some days (a pinned episode), not a year older.
bool is_out_of_place(const Dates& dates, std::size_t i, const WrittenDate& last) {
  if (372 - step_back(last, *dates[i]) > 31) return false;
  for (std::size_t next = i + 1; next < dates.size(); ++next) {
    if (has_month(dates[next])) return step_back(last, *dates[next]) < 186;
  }
  return false;
}

std::vector<std::optional<Day>> resolve_newest_first(const Dates& dates, Day today) {
  std::vector<std::optional<Day>> out;
  Day bound = today;
  const WrittenDate* last = nullptr;
  for (std::size_t i = 0; i < dates.size(); ++i) {
    std::optional<Day> day;
    if (!dates[i]) {
      out.push_back(day);
      continue;
    }
    const WrittenDate& date = *dates[i];
    if (date.ago) {
      day = today - *date.ago;
    } else if (date.weekday) {
      day = last_weekday(*date.weekday, today);
    } else if (date.year) {
      day = day_of(*date.year, date);
    } else if (last != nullptr && is_out_of_place(dates, i, *last)) {
      out.push_back(latest(date, std::min(today, bound + days{31})));
      continue;
    } else {
      day = latest(date, bound);
    }
    if (day && *day < bound) bound = *day;
    if (date.month != 0) last = &date;
    out.push_back(day);
  }
  return out;
}

}  // namespace

std::vector<std::optional<Day>> resolve_dates(const std::vector<std::optional<WrittenDate>>& dates,
                                              Day today) {
  Dates settled = dates;
  settle_numeric(settled);
  const Order order = order_of(settled);
  const bool oldest_first = order.oldest_first > order.newest_first;
  if (oldest_first) std::reverse(settled.begin(), settled.end());
  std::vector<std::optional<Day>> out = resolve_newest_first(settled, today);
  if (oldest_first) std::reverse(out.begin(), out.end());
  return out;
}

}  // namespace whensaid::source
