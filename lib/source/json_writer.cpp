// An episode as one line of JSON. Written by hand: it is a page of code, it keeps keys in order and
// times exact (milliseconds as decimal digits, never through floating point).

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <whensaid/source.hpp>

#include "text/utf8.hpp"

namespace whensaid {
namespace {

/// `text` is clean: TAB and LF are its only control characters.
void append_escaped(std::string_view text, std::string& out) {
  for (const char c : text) {
    switch (c) {
      case '"': out += "\\\""; break;
      case '\\': out += "\\\\"; break;
      case '\n': out += "\\n"; break;
      case '\t': out += "\\t"; break;
      default: out.push_back(c);
    }
  }
}

/// Text that is not UTF-8 would not be JSON.
void append_string(std::string_view text, std::string& out) {
  out.push_back('"');
  if (text::is_clean(text)) {
    append_escaped(text, out);
  } else {
    append_escaped(text::repair(text), out);
  }
  out.push_back('"');
}

/// 12500 ms -> 12.5
void append_seconds(Millis time, std::string& out) {
  const bool negative = time < Millis{0};
  const auto ms = negative ? std::uint64_t{0} - static_cast<std::uint64_t>(time.count())
                           : static_cast<std::uint64_t>(time.count());
  if (negative) out.push_back('-');
  out += std::to_string(ms / 1000);
  if (ms % 1000 == 0) return;
  out.push_back('.');
  for (std::uint64_t rest = ms % 1000, place = 100; rest > 0; rest %= place, place /= 10) {
    out.push_back(static_cast<char>('0' + rest / place));
    if (place == 1) break;
  }
}

/// Writes the members of one object, leaving out what is not known.
class Object {
 public:
  explicit Object(std::string& out) : out_(out) { out_.push_back('{'); }
  void close() { out_.push_back('}'); }

  void text(std::string_view key, std::string_view value) {
    if (!value.empty()) append_string(value, begin(key));
  }
  void time(std::string_view key, const std::optional<Millis>& value) {
    if (value) append_seconds(*value, begin(key));
  }
  void number(std::string_view key, const std::optional<std::int32_t>& value) {
    if (value) begin(key) += std::to_string(*value);
  }
  /// `write(element, out)` for each.
  template <typename T, typename Write>
  void array(std::string_view key, const std::vector<T>& values, Write write) {
    if (values.empty()) return;
    begin(key).push_back('[');
    bool first = true;
    for (const T& value : values) {
      if (!std::exchange(first, false)) out_.push_back(',');
      write(value, out_);
    }
    out_.push_back(']');
  }

 private:
  std::string& begin(std::string_view key) {
    if (!std::exchange(first_, false)) out_.push_back(',');
    out_.push_back('"');
    out_ += key;
    out_ += "\":";
    return out_;
  }

  std::string& out_;
  bool first_{true};
};

/// Nothing for years that four digits cannot write.
std::string print_day(const std::optional<Day>& day) {
  if (!day) return {};
  const std::chrono::year_month_day date{*day};
  const int year = static_cast<int>(date.year());
  if (year < 0 || year > 9999) return {};
  const auto padded = [](unsigned value, std::size_t width) {
    const std::string digits = std::to_string(value);
    return std::string(width - digits.size(), '0') + digits;
  };
  return padded(static_cast<unsigned>(year), 4) + '-' +
         padded(static_cast<unsigned>(date.month()), 2) + '-' +
         padded(static_cast<unsigned>(date.day()), 2);
}

void write_chapter(const Chapter& chapter, std::string& out) {
  Object object(out);
  object.time("start", chapter.start);
  object.time("end", chapter.end);
  object.text("title", chapter.title);
  object.text("url", chapter.url);
  object.close();
}

void write_word(const Word& word, std::string& out) {
  out.push_back('[');
  append_seconds(word.start, out);
  out.push_back(',');
  append_string(word.text, out);
  out.push_back(']');
}

void write_cue(const Cue& cue, std::string& out) {
  Object object(out);
  object.time("start", cue.start);
  object.time("end", cue.end);
  object.text("speaker", cue.speaker);
  object.text("text", cue.text);
  object.array("words", cue.words, write_word);
  object.close();
}

}  // namespace

std::string to_json_line(const Episode& episode) {
  std::string out;
  Object object(out);
  object.text("id", episode.id);
  object.text("show", episode.show);
  object.text("title", episode.title);
  object.text("description", episode.description);
  object.text("language", episode.language == "und" ? "" : episode.language);
  object.text("published", print_day(episode.published));
  object.time("duration", episode.duration);
  object.number("season", episode.season);
  object.number("number", episode.number);
  object.text("url", episode.url);
  object.text("audio", episode.audio);
  object.array("guests", episode.guests, append_string);
  object.array("hosts", episode.hosts, append_string);
  object.array("chapters", episode.chapters, write_chapter);
  object.array("cues", episode.cues, write_cue);
  object.close();
  return out;
}

}  // namespace whensaid
