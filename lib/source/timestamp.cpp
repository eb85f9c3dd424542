// See timestamp.hpp for the grammar. A cursor folds full-width forms (as Japanese and Chinese
// listings write them) to ASCII while it reads, so that the rules below see one alphabet only.

#include "source/timestamp.hpp"

#include <array>
#include <cstdint>

namespace whensaid::source {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

class Cursor {
 public:
  explicit Cursor(std::string_view text) : text_(text) { fold(); }

  /// The character here as ASCII; NUL at the end and for anything that no time contains.
  [[nodiscard]] char peek() const { return char_; }
  [[nodiscard]] bool at_end() const { return offset_ >= text_.size(); }
  [[nodiscard]] std::size_t offset() const { return offset_; }

  void advance() {
    offset_ += width_;
    fold();
  }
  bool accept(char c) {
    if (char_ != c) return false;
    advance();
    return true;
  }
  void skip_spaces() {
    while (char_ == ' ' || char_ == '\t' || char_ == '\n') advance();
  }

 private:
  void fold() {
    char_ = '\0';
    width_ = 1;
    if (at_end()) {
      width_ = 0;
      return;
    }
    const std::string_view rest = text_.substr(offset_);
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(rest[i]); };
    if (byte(0) < 0x80) {
      char_ = rest[0];
    } else if (rest.starts_with("\xC2\xA0")) {  // no-break space
      char_ = ' ';
      width_ = 2;
    } else if (rest.starts_with("\xE2\x88\x92")) {  // minus sign
      char_ = '-';
      width_ = 3;
    } else if (rest.size() >= 3 && rest.starts_with("\xEF\xBC") && byte(2) > 0x80 &&
               byte(2) <= 0xBF) {  // U+FF01..FF3F are 0x21..0x5F, 0xFEE0 higher
      char_ = static_cast<char>(byte(2) - 0x60);
      width_ = 3;
    }
  }

  std::string_view text_;
  std::size_t offset_{0};
  std::size_t width_{0};
  char char_{'\0'};
};

struct Digits {
  std::int64_t value{0};
  std::size_t count{0};
};

/// 1 to kMaxTimeDigits digits.
std::optional<Digits> scan_digits(Cursor& at) {
  Digits digits;
  for (; is_digit(at.peek()); at.advance()) {
    if (++digits.count > kMaxTimeDigits) return std::nullopt;
    digits.value = digits.value * 10 + (at.peek() - '0');
  }
  if (digits.count == 0) return std::nullopt;
  return digits;
}

/// Digits after the separator as billionths; those beyond the ninth do not count.
std::int64_t scan_billionths(Cursor& at) {
  std::int64_t value = 0;
  std::int64_t scale = 100'000'000;
  for (; is_digit(at.peek()); at.advance()) {
    value += (at.peek() - '0') * scale;
    scale /= 10;
  }
  return value;
}

Millis round_billionths(std::int64_t billionths, std::int64_t unit_ms) {
  return Millis{(billionths * unit_ms + 500'000'000) / 1'000'000'000};
}

/// One of `separators` with a digit behind it, and, leniently, spaces around it. Moves only when
/// it answers true.
bool accept_separator(Cursor& at, std::string_view separators, bool spaces) {
  Cursor ahead = at;
  if (spaces) ahead.skip_spaces();
  if (ahead.peek() == '\0' || separators.find(ahead.peek()) == std::string_view::npos) return false;
  ahead.advance();
  if (spaces) ahead.skip_spaces();
  if (!is_digit(ahead.peek())) return false;
  at = ahead;
  return true;
}

std::optional<ScannedTime> scan_clock(Cursor& at, Strictness strictness) {
  const bool lenient = strictness == Strictness::lenient;
  std::array<std::int64_t, 3> field{};
  std::size_t fields = 0;
  do {
    const auto digits = scan_digits(at);
    if (!digits) return std::nullopt;
    if (!lenient && fields > 0 && (digits->count != 2 || digits->value > 59)) return std::nullopt;
    if (!lenient && fields == 2 && field[1] > 59) return std::nullopt;
    field[fields++] = digits->value;
  } while (fields < 3 && accept_separator(at, ":", lenient));

  Millis fraction{0};
  if (accept_separator(at, ".,", lenient && fields > 1)) {
    fraction = round_billionths(scan_billionths(at), 1000);
  } else if (fields == 3 && accept_separator(at, ":", lenient)) {
    const auto digits = lenient ? scan_digits(at) : std::nullopt;
    if (!digits || digits->count != 3) return std::nullopt;  // frames, or no time at all
    fraction = Millis{digits->value};
  }
  std::int64_t seconds = 0;
  for (std::size_t i = 0; i < fields; ++i) seconds = seconds * 60 + field[i];
  return ScannedTime{Millis{seconds * 1000} + fraction, at.offset(), fields};
}

struct Unit {
  std::string_view name{};
  std::int64_t ms{0};
};
constexpr std::array<Unit, 12> kUnits{{{"d", 86'400'000},
                                       {"hours", 3'600'000},
                                       {"hour", 3'600'000},
                                       {"hrs", 3'600'000},
                                       {"hr", 3'600'000},
                                       {"h", 3'600'000},
                                       {"mins", 60'000},
                                       {"min", 60'000},
                                       {"m", 60'000},
                                       {"sec", 1'000},
                                       {"s", 1'000},
                                       {"ms", 1}}};

/// At most `letters` letters that name a unit: in ISO durations, where the next field may follow at
/// once, one.
std::optional<std::int64_t> scan_unit(Cursor& at, std::size_t letters) {
  std::array<char, 8> name{};
  std::size_t size = 0;
  for (; size < letters && lower(at.peek()) >= 'a' && lower(at.peek()) <= 'z'; at.advance()) {
    name[size++] = lower(at.peek());
  }
  for (const Unit& unit : kUnits) {
    if (unit.name == std::string_view(name.data(), size)) return unit.ms;
  }
  return std::nullopt;
}

/// "1h02m03s" and, behind P, "1DT2H3M": numbers with units that fall in size.
std::optional<Millis> scan_units(Cursor& at) {
  const bool iso = lower(at.peek()) == 'p';
  if (iso) at.advance();
  Millis total{0};
  std::int64_t previous_ms = INT64_MAX;
  bool in_time = false;
  while (!at.at_end()) {
    if (iso && !in_time && lower(at.peek()) == 't') {
      in_time = true;
      at.advance();
    }
    const auto digits = scan_digits(at);
    if (!digits) return std::nullopt;
    const std::int64_t billionths = accept_separator(at, ".,", false) ? scan_billionths(at) : 0;
    if (!iso) at.skip_spaces();
    const auto unit_ms = scan_unit(at, iso ? 1 : 8);
    if (!unit_ms || *unit_ms >= previous_ms) return std::nullopt;
    if (iso && in_time == (*unit_ms == kUnits[0].ms)) return std::nullopt;  // P3M is three months
    previous_ms = *unit_ms;
    total += Millis{digits->value * *unit_ms} + round_billionths(billionths, *unit_ms);
    if (!iso) at.skip_spaces();
  }
  if (previous_ms == INT64_MAX) return std::nullopt;
  return total;
}

}  // namespace

std::optional<ScannedTime> scan_clock(std::string_view text, Strictness strictness) {
  Cursor at(text);
  const bool negative = strictness == Strictness::lenient && at.accept('-');
  auto scanned = scan_clock(at, strictness);
  if (scanned && negative) scanned->time = -scanned->time;
  return scanned;
}

std::optional<Millis> parse_timestamp(std::string_view text, Strictness strictness) {
  Cursor start(text);
  start.skip_spaces();
  const bool negative = strictness == Strictness::lenient && start.accept('-');
  const auto sign = [negative](Millis time) { return negative ? -time : time; };

  Cursor at = start;
  if (const auto clock = scan_clock(at, strictness)) {
    at.skip_spaces();
    if (at.at_end()) return sign(clock->time);
  }
  at = start;
  if (const auto total = scan_units(at)) return sign(*total);
  return std::nullopt;
}

std::string format_time(Millis time) {
  const bool negative = time < Millis{0};
  const auto ms = negative ? std::uint64_t{0} - static_cast<std::uint64_t>(time.count())
                           : static_cast<std::uint64_t>(time.count());
  const auto padded = [](std::uint64_t value, std::size_t width) {
    std::string digits = std::to_string(value);
    return digits.size() < width ? std::string(width - digits.size(), '0') + digits : digits;
  };
  std::string out = negative ? "-" : "";
  out += std::to_string(ms / 3'600'000) + ':' + padded(ms / 60'000 % 60, 2) + ':' +
         padded(ms / 1000 % 60, 2);
  if (ms % 1000 != 0) out += '.' + padded(ms % 1000, 3);
  return out;
}

}  // namespace whensaid::source
