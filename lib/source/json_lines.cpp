// The interchange format, one episode a line: simdjson's DOM, one line at a time. A wrong type
// costs that episode and names its key; what is missing is not known; unknown keys are ignored.

#include <simdjson.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "source/readers.hpp"
#include "source/remarks.hpp"
#include "text/utf8.hpp"

namespace whensaid::source {
namespace {

namespace dom = simdjson::dom;

/// A day of speech with a time for every word is 6 MB; simdjson needs a few times the line.
constexpr std::size_t kMaxLineBytes = std::size_t{64} << 20U;
/// Times beyond (11 days short of three years) are mistakes, such as milliseconds since 1970.
constexpr double kMaxSeconds = 1e8;
/// Broken lines listed one by one; the rest is counted.
constexpr std::size_t kMaxRejected = 1000;

/// Where in the line a value stands: printed only when something is wrong with it.
struct Place {
  const Place* parent{nullptr};
  std::string_view key{};
  std::optional<std::size_t> index{};

  [[nodiscard]] std::string print() const {
    std::string out = parent != nullptr ? parent->print() : std::string{};  // at most four deep
    if (index) return out + '[' + std::to_string(*index) + ']';
    if (!out.empty()) out += '.';
    return out + std::string(key);
  }
};

std::string_view type_name(dom::element value) {
  switch (value.type()) {
    case dom::element_type::ARRAY: return "an array";
    case dom::element_type::OBJECT: return "an object";
    case dom::element_type::INT64:
    case dom::element_type::UINT64:
    case dom::element_type::DOUBLE: return "a number";
    case dom::element_type::STRING: return "a string";
    case dom::element_type::BOOL: return "a boolean";
    case dom::element_type::NULL_VALUE: return "null";
  }
  return "something else";
}

/// Reads one episode; stops at the first fault.
class EpisodeReader {
 public:
  explicit EpisodeReader(dom::object object) : object_(object) {}

  bool read(Episode& episode) {
    for (const auto [key, value] : object_) {
      const Place place{nullptr, key, {}};
      if (!value.is_null() && !read_field(place, value, episode)) return false;
    }
    const Place id{nullptr, "id", {}};
    if (episode.id.empty()) return refuse(id, "missing or empty");
    if (episode.id.size() > kMaxIdBytes) {
      return refuse(id, "longer than " + std::to_string(kMaxIdBytes) + " bytes");
    }
    if (!text::is_clean(episode.id)) return refuse(id, "holds control characters");
    return true;
  }

  [[nodiscard]] const std::string& fault() const { return fault_; }
  [[nodiscard]] bool had_negative_times() const { return negative_times_; }

 private:
  bool refuse(const Place& place, std::string_view what) {
    fault_ = place.print() + ": " + std::string(what);
    return false;
  }
  bool refuse_type(const Place& place, std::string_view expected, dom::element found) {
    return refuse(place,
                  "expected " + std::string(expected) + ", found " + std::string(type_name(found)));
  }

  bool read_field(const Place& place, dom::element value, Episode& episode) {
    const std::string_view key = place.key;
    if (key == "cues") return read_cues(place, value, episode.cues);
    if (key == "chapters") return read_chapter_list(place, value, episode.chapters);
    if (key == "id") return read_string(place, value, episode.id);
    if (key == "show") return read_string(place, value, episode.show);
    if (key == "title") return read_string(place, value, episode.title);
    if (key == "description") return read_string(place, value, episode.description);
    if (key == "language") return read_string(place, value, episode.language);
    if (key == "published") return read_day(place, value, episode.published);
    if (key == "duration") return read_time(place, value, episode.duration.emplace());
    if (key == "season") return read_integer(place, value, episode.season.emplace());
    if (key == "number") return read_integer(place, value, episode.number.emplace());
    if (key == "url") return read_string(place, value, episode.url);
    if (key == "audio") return read_string(place, value, episode.audio);
    if (key == "guests") return read_strings(place, value, episode.guests);
    if (key == "hosts") return read_strings(place, value, episode.hosts);
    return true;
  }

  bool read_string(const Place& place, dom::element value, std::string& out) {
    std::string_view text;
    if (value.get_string().get(text) != simdjson::SUCCESS) {
      return refuse_type(place, "a string", value);
    }
    out = text;
    return true;
  }

  /// Seconds to milliseconds. Times of up to three decimals come out exact: the error of a double
  /// of this size is far below half a millisecond.
  bool read_time(const Place& place, dom::element value, Millis& out) {
    double seconds = 0;
    if (value.get_double().get(seconds) != simdjson::SUCCESS) {
      return refuse_type(place, "a number", value);
    }
    if (!(std::abs(seconds) <= kMaxSeconds)) {
      return refuse(place, "out of range: times are seconds from the episode's start");
    }
    if (seconds < 0) {
      negative_times_ = true;
      seconds = 0;
    }
    out = Millis{std::llround(seconds * 1000)};
    return true;
  }

  bool read_integer(const Place& place, dom::element value, std::int32_t& out) {
    double number = 0;  // 4 and 4.0 are the same number
    if (value.get_double().get(number) != simdjson::SUCCESS) {
      return refuse_type(place, "a number", value);
    }
    using Limits = std::numeric_limits<std::int32_t>;
    if (!(number >= Limits::min() && number <= Limits::max()) || number != std::trunc(number)) {
      return refuse(place, "expected a whole number below two billion");
    }
    out = static_cast<std::int32_t>(number);
    return true;
  }

  /// "2025-09-22", with or without a time behind it: podcasts publish by day.
  bool read_day(const Place& place, dom::element value, std::optional<Day>& out) {
    std::string_view text;
    if (value.get_string().get(text) != simdjson::SUCCESS) {
      return refuse_type(place, "a string", value);
    }
    int year = 0;
    unsigned month = 0;
    unsigned day = 0;
    const auto part = [&text](std::size_t at, std::size_t size, auto& number) {
      const char* end = text.data() + at + size;
      return std::from_chars(text.data() + at, end, number).ptr == end && text[at] != '-';
    };
    const bool shaped = text.size() >= 10 && text[4] == '-' && text[7] == '-' && part(0, 4, year) &&
                        part(5, 2, month) && part(8, 2, day) &&
                        (text.size() == 10 || text[10] == 'T' || text[10] == ' ');
    const std::chrono::year_month_day date{std::chrono::year{year}, std::chrono::month{month},
                                           std::chrono::day{day}};
    if (!shaped || !date.ok()) return refuse(place, "expected a date such as 2025-09-22");
    out = Day{date};
    return true;
  }

  /// Calls `read(place, element)` for each element that is not null.
  template <typename Read>
  bool read_array(const Place& place, dom::element value, Read read) {
    dom::array array;
    if (value.get_array().get(array) != simdjson::SUCCESS) {
      return refuse_type(place, "an array", value);
    }
    std::size_t index = 0;
    for (const dom::element element : array) {
      const Place here{&place, {}, index++};
      if (!element.is_null() && !read(here, element)) return false;
    }
    return true;
  }

  /// Calls `read(place, value)` for each key whose value is not null; "start" must be among them.
  template <typename Read>
  bool read_timed(const Place& place, dom::element value, Read read) {
    dom::object object;
    if (value.get_object().get(object) != simdjson::SUCCESS) {
      return refuse_type(place, "an object", value);
    }
    bool has_start = false;
    for (const auto [key, field] : object) {
      if (field.is_null()) continue;
      const Place here{&place, key, {}};
      if (!read(here, field)) return false;
      has_start = has_start || key == "start";
    }
    return has_start || refuse(Place{&place, "start", {}}, "missing");
  }

  bool read_strings(const Place& place, dom::element value, std::vector<std::string>& out) {
    out.clear();
    return read_array(place, value, [&](const Place& here, dom::element element) {
      return read_string(here, element, out.emplace_back());
    });
  }

  bool read_chapter_list(const Place& place, dom::element value, std::vector<Chapter>& out) {
    out.clear();
    return read_array(place, value, [&](const Place& here, dom::element element) {
      Chapter& chapter = out.emplace_back();
      return read_timed(here, element, [&](const Place& at, dom::element field) {
        if (at.key == "start") return read_time(at, field, chapter.start);
        if (at.key == "end") return read_time(at, field, chapter.end.emplace());
        if (at.key == "title") return read_string(at, field, chapter.title);
        if (at.key == "url") return read_string(at, field, chapter.url);
        return true;
      });
    });
  }

  bool read_cues(const Place& place, dom::element value, std::vector<Cue>& out) {
    out.clear();
    return read_array(place, value, [&](const Place& here, dom::element element) {
      Cue& cue = out.emplace_back();
      return read_timed(here, element, [&](const Place& at, dom::element field) {
        if (at.key == "start") return read_time(at, field, cue.start);
        if (at.key == "end") return read_time(at, field, cue.end.emplace());
        if (at.key == "text") return read_string(at, field, cue.text);
        if (at.key == "speaker") return read_string(at, field, cue.speaker);
        if (at.key == "words") return read_words(at, field, cue.words);
        return true;
      });
    });
  }

  /// [[12.5,"So"],[12.7,"today"]]
  bool read_words(const Place& place, dom::element value, std::vector<Word>& out) {
    out.clear();
    return read_array(place, value, [&](const Place& here, dom::element element) {
      dom::array pair;
      if (element.get_array().get(pair) != simdjson::SUCCESS || pair.size() != 2) {
        return refuse(here, "expected [seconds, \"word\"]");
      }
      Word& word = out.emplace_back();
      const Place time{&here, {}, 0};
      const Place text{&here, {}, 1};
      return read_time(time, pair.at(0).value_unsafe(), word.start) &&
             read_string(text, pair.at(1).value_unsafe(), word.text);
    });
  }

  dom::object object_;
  std::string fault_;
  bool negative_times_{false};
};

/// "\ud83d" without its other half, as careless cutting writes it, becomes "\ufffd": the same
/// length, so it is done in place. True when there was one.
bool replace_lone_surrogates(std::string& json) {
  const auto unit = [&json](std::size_t at) -> std::uint32_t {
    std::uint32_t value = 0;
    if (at + 6 > json.size() || json[at] != '\\' || json[at + 1] != 'u') return 0;
    const char* digits = json.data() + at + 2;
    return std::from_chars(digits, digits + 4, value, 16).ptr == digits + 4 ? value : 0;
  };
  bool replaced = false;
  for (std::size_t at = json.find('\\'); at != std::string::npos; at = json.find('\\', at)) {
    const std::uint32_t value = unit(at);
    const bool high = value >= 0xD800 && value < 0xDC00;
    const std::uint32_t next = high ? unit(at + 6) : 0;
    if (high && next >= 0xDC00 && next < 0xE000) {
      at += 12;
    } else if (value >= 0xD800 && value < 0xE000) {
      json.replace(at, 6, "\\ufffd");
      replaced = true;
      at += 6;
    } else {
      at += 2;  // past the escaped character, which may be a backslash
    }
  }
  return replaced;
}

class JsonLinesReader {
 public:
  JsonLinesReader(std::string_view bytes, const LineSink& sink) : bytes_(bytes), sink_(sink) {
    if (bytes_.starts_with("\xEF\xBB\xBF")) bytes_.remove_prefix(3);
  }

  Result<Faults> run() {
    std::size_t number = 0;
    for (std::size_t at = 0; at < bytes_.size();) {
      const std::size_t end = std::min(bytes_.find('\n', at), bytes_.size());
      const std::string_view line = bytes_.substr(at, end - at);
      ++number;
      if (line.find_first_not_of(" \t\r") != std::string_view::npos) {
        const auto alone = !std::exchange(begun_, true) ? read_whole(at, number) : Outcome::other;
        if (alone == Outcome::taken) break;
        if (alone == Outcome::other) read_line(line, number);
        if (failure_) return fail(*failure_);
      }
      at = end + 1;
    }
    if (failure_) return fail(*failure_);
    return Faults{std::move(warnings_).take(), std::move(rejected_).take()};
  }

 private:
  enum class Outcome { taken, other };

  /// One object or array that spreads over all lines: other tools print JSON like that. Tried only
  /// when the first line cannot stand alone.
  Outcome read_whole(std::size_t at, std::size_t number) {
    const std::size_t begin = bytes_.find_first_not_of(" \t\r", at);
    const std::size_t end = std::min(bytes_.find('\n', begin), bytes_.size());
    const std::string_view line = text::trim(bytes_.substr(begin, end - begin));
    if (line.empty()) return Outcome::other;  // white space of another kind
    const bool open = (line.front() == '{' && line.back() != '}') ||
                      (line.front() == '[' && line.back() != ']') || line.size() == 1;
    const std::string_view rest = bytes_.substr(begin);
    if (!open || rest.size() > kMaxLineBytes) return Outcome::other;
    dom::element root;
    if (parse(rest).get(root) != simdjson::SUCCESS) return Outcome::other;
    take(root, number);
    return Outcome::taken;
  }

  void read_line(std::string_view line, std::size_t number) {
    if (line.size() > kMaxLineBytes) {
      rejected_.add(number, "longer than " + std::to_string(kMaxLineBytes >> 20U) + " MB");
      return;
    }
    dom::element root;
    simdjson::error_code code = parse(line).get(root);
    if (code == simdjson::UTF8_ERROR || code == simdjson::STRING_ERROR) {
      std::string repaired = text::repair(line);
      replace_lone_surrogates(repaired);
      code = parse(repaired).get(root);
      if (code == simdjson::SUCCESS) {
        warnings_.add(number, "broken characters are replaced by U+FFFD");
      }
    }
    if (code != simdjson::SUCCESS) {
      rejected_.add(number, std::string("not JSON: ") + simdjson::error_message(code));
      return;
    }
    take(root, number);
  }

  void take(dom::element root, std::size_t number) {
    dom::object object;
    if (root.get_object().get(object) != simdjson::SUCCESS) {
      rejected_.add(number, root.is_array()
                                ? "a JSON array: put one episode, an object, on each line"
                                : "expected an object, found " + std::string(type_name(root)));
      return;
    }
    Episode episode;
    EpisodeReader reader(object);
    if (!reader.read(episode)) {
      rejected_.add(number, reader.fault());
      return;
    }
    if (reader.had_negative_times()) {
      warnings_.add(number, "times before 0 are taken as 0");
    }
    if (auto given = sink_(std::move(episode), number); !given) failure_ = given.error();
  }

  /// simdjson reads beyond the end, so the line moves to a buffer with room.
  simdjson::simdjson_result<dom::element> parse(std::string_view json) {
    const std::size_t needed = json.size() + simdjson::SIMDJSON_PADDING;
    if (buffer_.size() < needed) buffer_.resize(std::max(needed, buffer_.size() * 2));
    std::memcpy(buffer_.data(), json.data(), json.size());
    return parser_.parse(buffer_.data(), json.size(), false);
  }

  std::string_view bytes_;
  const LineSink& sink_;
  bool begun_{false};
  dom::parser parser_;
  std::vector<char> buffer_;
  Remarks warnings_;
  Remarks rejected_{kMaxRejected};
  std::optional<Error> failure_;
};

}  // namespace

Result<Faults> read_json_lines(std::string_view bytes, const LineSink& sink) {
  return JsonLinesReader(bytes, sink).run();
}

}  // namespace whensaid::source
