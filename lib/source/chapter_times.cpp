#include "source/chapter_times.hpp"

#include <algorithm>
#include <cstdint>
#include <string>

#include "text/letters.hpp"
#include "text/utf8.hpp"

namespace whensaid::source {
namespace {

constexpr std::string_view kWideColon = "：";

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool is_ascii_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n'; }

std::size_t digits_at(std::string_view text, std::size_t at) {
  std::size_t n = 0;
  while (at + n < text.size() && is_digit(text[at + n])) ++n;
  return n;
}

std::size_t colon_at(std::string_view text, std::size_t at) {
  if (at < text.size() && text[at] == ':') return 1;
  return text.substr(std::min(at, text.size())).starts_with(kWideColon) ? kWideColon.size() : 0;
}

// The fields of "1:02:05" as they stand, before any rule.
struct Fields {
  struct Field {
    std::size_t begin{0};
    std::size_t size{0};
  };
  std::array<Field, 3> field{};
  std::size_t count{0};
  std::size_t end{0};
};

// Digits, then colons each with digits. More than three fields are a hardware address or a frame
// count; `count` is 0 then, and `end` is where to look on.
Fields fields_at(std::string_view text, std::size_t begin) {
  Fields fields;
  std::size_t at = begin;
  while (true) {
    const std::size_t size = digits_at(text, at);
    if (fields.count < 3) fields.field[fields.count] = {at, size};
    ++fields.count;
    at += size;
    const std::size_t colon = colon_at(text, at);
    // A second field of more than two digits runs into the next time: "0:3012:45".
    const bool ends_here = fields.count > 1 && size > 2;
    if (colon == 0 || ends_here || digits_at(text, at + colon) == 0) break;
    at += colon;
  }
  fields.end = at;
  if (fields.count > 3 || fields.count < 2) fields.count = 0;
  return fields;
}

std::int64_t number(std::string_view digits) {
  std::int64_t value = 0;
  for (const char c : digits) value = value * 10 + (c - '0');
  return value;
}

std::optional<std::int64_t> sixtieth(std::string_view text, const Fields::Field& field) {
  if (field.size < 2) return std::nullopt;
  const std::int64_t value = number(text.substr(field.begin, 2));
  if (value > 59) return std::nullopt;
  return value;
}

// ".250" after the seconds; a comma with fewer digits is punctuation.
std::size_t fraction_at(std::string_view text, std::size_t at) {
  if (at + 1 >= text.size() || (text[at] != '.' && text[at] != ',')) return 0;
  const std::size_t digits = digits_at(text, at + 1);
  return digits == 3 ? 4 : 0;
}

class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text) {}

  std::optional<TimeMark> read(const Fields& fields) const {
    const auto last = sixtieth(text_, fields.field[fields.count - 1]);
    if (!last) return std::nullopt;
    std::int64_t tail = *last;
    if (fields.count == 3) {
      const auto minutes = sixtieth(text_, fields.field[1]);
      if (!minutes || fields.field[1].size != 2) return std::nullopt;
      tail += *minutes * 60;
    }
    TimeMark mark;
    mark.begin = fields.field[0].begin;
    mark.end = fields.field[fields.count - 1].begin + 2;
    std::int64_t fraction = 0;
    mark.digit_follows = fields.end != mark.end;
    if (!mark.digit_follows) {
      const std::size_t size = fraction_at(text_, mark.end);
      if (size > 0) fraction = number(text_.substr(mark.end + 1, 3));
      mark.end += size;
    }
    add_readings(mark, fields, tail * 1000 + fraction);
    if (mark.count == 0) return std::nullopt;
    return mark;
  }

 private:
  // Hours have two digits at the most, minutes three.
  void add_readings(TimeMark& mark, const Fields& fields, std::int64_t tail_ms) const {
    const Fields::Field lead = fields.field[0];
    const std::size_t most = std::min<std::size_t>(lead.size, fields.count == 3 ? 2 : 3);
    const std::int64_t unit = fields.count == 3 ? 3'600'000 : 60'000;
    for (std::size_t digits = most; digits > 0; --digits) {
      const std::size_t begin = lead.begin + lead.size - digits;
      const std::int64_t value = number(text_.substr(begin, digits));
      if (fields.count == 3 && value > 23) continue;
      mark.readings[mark.count++] = {begin, Millis{value * unit + tail_ms}, digits, fields.count};
    }
  }

  std::string_view text_;
};

// The word of letters that ends at `end`, at most 16 bytes, folded.
std::string word_before(std::string_view text, std::size_t end) {
  std::size_t begin = end;
  while (begin > 0 && end - begin < 16) {
    const std::size_t before = text::boundary_before(text, begin - 1);
    if (!text::is_letter(text::character_at(text, before).code)) break;
    begin = before;
  }
  return text::plain(text.substr(begin, end - begin));
}

template <std::size_t N>
bool is_one_of(const std::array<std::string_view, N>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

// "10:30 pm", "20:15 Uhr", "9:00 ET"; lower-case "et" is French for "and".
bool is_clock(std::string_view text, const TimeMark& mark) {
  std::size_t at = mark.end;
  while (at < text.size() && text[at] == ' ') ++at;
  std::string word;
  for (; at < text.size() && word.size() < 8; ++at) {
    if (text[at] == '.') continue;
    if (!is_ascii_letter(text[at])) break;
    word += text[at];
  }
  constexpr std::array<std::string_view, 4> kDayHalves{"am", "pm", "uhr", "hrs"};
  constexpr std::array<std::string_view, 16> kZones{"ET",  "PT",  "CT",  "MT",  "EST", "EDT",
                                                    "PST", "PDT", "CST", "CDT", "CET", "CEST",
                                                    "GMT", "UTC", "BST", "JST"};
  return is_one_of(kDayHalves, text::plain(word)) || is_one_of(kZones, word);
}

constexpr std::array<std::string_view, 16> kAtWords{"at",  "um",    "as",    "a",   "alle", "ore",
                                                    "las", "kl",    "om",    "ab",  "bis",  "klo",
                                                    "by",  "until", "gegen", "till"};

constexpr std::array<std::string_view, 40> kVerseBooks{
    "genesis", "exodus",    "leviticus", "numbers",  "deuteronomy", "joshua",   "judges",
    "ruth",    "samuel",    "kings",     "psalm",    "psalms",      "proverbs", "ecclesiastes",
    "isaiah",  "jeremiah",  "ezekiel",   "daniel",   "hosea",       "amos",     "jonah",
    "micah",   "malachi",   "matthew",   "mark",     "luke",        "john",     "acts",
    "romans",  "galatians", "ephesians", "hebrews",  "james",       "peter",    "revelation",
    "quran",   "surah",     "johannes",  "matthaus", "corinthians"};

// A dash after a time makes it an entry of a list, whatever stands before it.
bool dash_follows(std::string_view text, std::size_t at) {
  while (at < text.size() && (text[at] == ' ' || text[at] == ')' || text[at] == ']')) ++at;
  const std::string_view rest = text.substr(at);
  return rest.starts_with("- ") || rest.starts_with("– ") || rest.starts_with("— ") ||
         rest.starts_with("| ");
}

// What stands right before the digits and makes them no time of the episode. "C++", "C#" and "100%"
// may well end the title before a glued time.
bool is_bound_to_left(std::string_view text, const TimeMark& mark) {
  if (mark.begin == 0) return false;
  const char before = text[mark.begin - 1];
  constexpr std::string_view kBinding = "=/@$&";
  if (kBinding.find(before) != std::string_view::npos) return true;
  if (mark.begin < 2 || mark.opens_line || !is_digit(text[mark.begin - 2])) return false;
  return before == '.' || before == ',' || before == 'T';
}

bool in_url(std::string_view text, std::size_t begin) {
  constexpr std::size_t kMaxUrlBytes = 512;
  std::size_t at = begin;
  while (at > 0 && begin - at < kMaxUrlBytes && !is_blank(text[at - 1])) --at;
  const std::string_view word = text.substr(at, begin - at);
  const bool url =
      word.find("://") != std::string_view::npos || word.find("www.") != std::string_view::npos;
  // "https://example.org00:00": the list begins where the URL's white space was lost.
  return url && !is_ascii_letter(text[begin - 1]);
}

bool follows_date(std::string_view text, std::size_t begin) {
  std::size_t at = begin;
  while (at > 0 && text[at - 1] == ' ') --at;
  if (at == begin || at < 8) return false;
  const std::string_view word = text.substr(at - 8, 8);  // "25-09-22" of 2025-09-22
  return is_digit(word[0]) && is_digit(word[1]) && (word[2] == '-' || word[2] == '/') &&
         is_digit(word[3]) && is_digit(word[4]) && word[5] == word[2] && is_digit(word[6]) &&
         is_digit(word[7]);
}

bool is_foreign(std::string_view text, const TimeMark& mark) {
  if (is_bound_to_left(text, mark) || in_url(text, mark.begin)) return true;
  if (mark.opens_line || dash_follows(text, mark.end)) return false;
  if (is_clock(text, mark) || follows_date(text, mark.begin)) return true;
  if (mark.begin == 0 || text[mark.begin - 1] != ' ') return false;
  const std::string word = word_before(text, mark.begin - 1);
  return is_one_of(kAtWords, word) || is_one_of(kVerseBooks, word);
}

bool is_letter_or_digit(char32_t c) { return text::is_letter(c) || (c >= U'0' && c <= U'9'); }

// "3. " or "3) " before a time is a list's number, not text.
bool only_list_number(std::string_view before) {
  before = text::trim(before);
  const std::size_t digits = digits_at(before, 0);
  if (digits == 0 || digits > 3) return false;
  const std::string_view rest = text::trim(before.substr(digits));
  return rest == "." || rest == ")" || rest == ":" || rest == "-";
}

bool has_text(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const text::Character c = text::character_at(text, at);
    if (is_letter_or_digit(c.code)) return true;
    at += c.length;
  }
  return false;
}

// Nothing but brackets, emphasis and the target of a Markdown link: "](#t=00:00)**".
bool only_closing(std::string_view after) {
  const std::size_t link = after.find("](");
  if (link == std::string_view::npos) return !has_text(after);
  const std::size_t end = after.find(')', link);
  if (end == std::string_view::npos || has_text(after.substr(0, link))) return false;
  return !has_text(after.substr(end + 1));
}

// "00:00 - 01:30" and "00:00 to 01:30": the second time is the first one's end.
bool is_range_gap(std::string_view gap) {
  gap = text::trim(gap);
  constexpr std::array<std::string_view, 9> kDashes{"-", "–",  "—",  "−",  "~",
                                                    "→", "->", "to", "bis"};
  return is_one_of(kDashes, gap);
}

void join_ranges(std::string_view text, std::vector<TimeMark>& marks) {
  std::vector<TimeMark> kept;
  for (const TimeMark& mark : marks) {
    if (!kept.empty() && !kept.back().range_end && kept.back().line == mark.line &&
        mark.begin >= kept.back().end && mark.begin - kept.back().end <= 8 &&
        mark.readings[0].begin == mark.begin &&
        mark.readings[0].time > kept.back().readings[0].time &&
        is_range_gap(text.substr(kept.back().end, mark.begin - kept.back().end))) {
      kept.back().range_end = mark.readings[0].time;
      kept.back().end = mark.end;
      kept.back().closes_line = mark.closes_line;
      continue;
    }
    kept.push_back(mark);
  }
  marks = std::move(kept);
}

// Where the current line stands, moved forward with the scan so that all lines together cost one
// pass. Text beyond kMaxEdgeBytes from a line's edge cannot be a bullet or a bracket.
struct LineEdges {
  std::size_t line{0};
  std::size_t begin{0};
  std::size_t end{0};
};

void place(std::string_view text, const LineEdges& edges, TimeMark& mark) {
  constexpr std::size_t kMaxEdgeBytes = 200;
  mark.line = edges.line;
  const std::size_t before = mark.begin - edges.begin;
  const std::size_t after = edges.end - std::min(mark.end, edges.end);
  if (before <= kMaxEdgeBytes) {
    const std::string_view head = text.substr(edges.begin, before);
    mark.opens_line = !has_text(head) || only_list_number(head);
  }
  if (after <= kMaxEdgeBytes) mark.closes_line = only_closing(text.substr(mark.end, after));
  constexpr std::string_view kOpening = " \t\n([*_";
  mark.after_space =
      mark.begin == 0 || kOpening.find(text[mark.begin - 1]) != std::string_view::npos;
}

}  // namespace

std::vector<TimeMark> find_times(std::string_view text) {
  std::vector<TimeMark> marks;
  const Reader reader(text);
  LineEdges edges{0, 0, std::min(text.find('\n'), text.size())};
  for (std::size_t at = 0; at < text.size();) {
    while (at > edges.end) {
      edges = {edges.line + 1, edges.end + 1,
               std::min(text.find('\n', edges.end + 1), text.size())};
    }
    if (!is_digit(text[at])) {
      ++at;
      continue;
    }
    const Fields fields = fields_at(text, at);
    at = fields.end;
    if (fields.count == 0) continue;
    auto mark = reader.read(fields);
    if (!mark) continue;
    at = std::max(mark->end, mark->begin + 1);
    place(text, edges, *mark);
    // Where nothing stands before a time, all its digits are its own.
    if (mark->opens_line) mark->count = 1;
    if (!is_foreign(text, *mark)) marks.push_back(*mark);
  }
  join_ranges(text, marks);
  return marks;
}

}  // namespace whensaid::source
