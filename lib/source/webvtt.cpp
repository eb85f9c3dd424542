// WebVTT (https://www.w3.org/TR/webvtt1/) as the standard reads it, and leniently where files in
// the wild depart from it: hours of one digit, bare seconds, a comma before the milliseconds, no
// spaces around the arrow, no blank line between cues, several files joined into one.

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

#include "source/captions.hpp"
#include "source/readers.hpp"
#include "source/remarks.hpp"
#include "source/timestamp.hpp"

namespace whensaid::source {
namespace {

/// `line` is `keyword` alone or followed by white space.
bool is_keyword_line(std::string_view line, std::string_view keyword) {
  return line.starts_with(keyword) && (line.size() == keyword.size() ||
                                       line[keyword.size()] == ' ' || line[keyword.size()] == '\t');
}

bool is_number(std::string_view line) {
  return !line.empty() && line.find_first_not_of("0123456789") == std::string_view::npos;
}

/// The presentation clock of MPEG-2 runs at 90 kHz and is 33 bits wide.
constexpr std::uint64_t kMaxMpegTime = std::uint64_t{1} << 33U;

/// "X-TIMESTAMP-MAP=LOCAL:00:00:00.000,MPEGTS:900000": how HLS places a part of a file on the clock
/// of the whole.
std::optional<Millis> parse_timestamp_map(std::string_view value) {
  const std::size_t local_at = value.find("LOCAL:");
  const std::size_t mpeg_at = value.find("MPEGTS:");
  if (local_at == std::string_view::npos || mpeg_at == std::string_view::npos) return std::nullopt;
  const auto local = scan_clock(value.substr(local_at + 6), Strictness::lenient);
  const std::string_view digits = value.substr(mpeg_at + 7);
  std::uint64_t ticks = 0;
  const auto parsed = std::from_chars(digits.data(), digits.data() + digits.size(), ticks);
  if (!local || parsed.ec != std::errc{} || ticks >= kMaxMpegTime) return std::nullopt;
  return Millis{static_cast<std::int64_t>((ticks + 45) / 90)} - local->time;
}

class WebvttReader {
 public:
  explicit WebvttReader(std::string_view text) : text_(text), lines_(text) {}

  Captions run() {
    bool first = true;
    while (const auto line = lines_.next()) {
      if (line->text.empty()) continue;
      if (is_keyword_line(line->text, "WEBVTT")) {
        header();
      } else {
        if (first) remarks_.add(line->number, "the first line is not WEBVTT");
        block(*line);
      }
      first = false;
    }
    captions_.cues = make_cues(std::move(blocks_), Dialect::webvtt, remarks_);
    captions_.warnings = std::move(remarks_).take();
    return std::move(captions_);
  }

 private:
  void header() {
    offset_ = Millis{0};
    for (Lines ahead = lines_; const auto line = ahead.next(); lines_ = ahead) {
      if (line->text.empty() || parse_timing(line->text, Arrows::standard)) return;
      if (line->text.starts_with("X-TIMESTAMP-MAP=")) {
        if (const auto offset = parse_timestamp_map(line->text)) {
          offset_ = *offset;
        } else {
          remarks_.add(line->number, "a timestamp map that cannot be read is ignored");
        }
      } else if (line->text.starts_with("Language:") && captions_.language.empty()) {
        captions_.language = collapse_spaces(line->text.substr(9));
      }
    }
  }

  void block(const Line& line) {
    if (const auto timing = parse_timing(line.text, Arrows::standard)) {
      cue(line, *timing);
    } else if (is_keyword_line(line.text, "NOTE") || is_keyword_line(line.text, "STYLE") ||
               is_keyword_line(line.text, "REGION")) {
      skip_block();
    } else if (!next_is_timing()) {
      // A cue's id stands right above its times; anything else has no time.
      const bool unread = line.text.find("-->") != std::string_view::npos;
      remarks_.add(line.number, unread ? "times that cannot be read: the caption is left out"
                                       : "text without times is left out");
      skip_block();
    }
  }

  void cue(const Line& line, const Timing& timing) {
    CaptionBlock block;
    block.line = line.number;
    block.timing = timing;
    block.offset = offset_;
    std::size_t end = line.end;
    for (Lines ahead = lines_; const auto next = ahead.next(); lines_ = ahead) {
      if (next->text.empty() || parse_timing(next->text, Arrows::standard)) break;
      // Without a blank line before it, only a number is taken for the next cue's id.
      if (is_number(next->text) && timing_follows(ahead)) break;
      end = next->end;
    }
    block.payload = text_.substr(line.end, end - line.end);
    blocks_.push_back(block);
  }

  void skip_block() {
    for (Lines ahead = lines_; const auto line = ahead.next(); lines_ = ahead) {
      if (line->text.empty() || parse_timing(line->text, Arrows::standard)) return;
    }
  }

  static bool timing_follows(Lines ahead) {
    const auto line = ahead.next();
    return line && parse_timing(line->text, Arrows::standard).has_value();
  }
  bool next_is_timing() const { return timing_follows(lines_); }

  std::string_view text_;
  Lines lines_;
  Millis offset_{0};
  std::vector<CaptionBlock> blocks_;
  Remarks remarks_;
  Captions captions_;
};

}  // namespace

bool looks_like_webvtt(std::string_view text) {
  Lines lines(text);
  const auto first = lines.next();
  return first && is_keyword_line(first->text, "WEBVTT");
}

Captions read_webvtt(std::string_view text) { return WebvttReader(text).run(); }

}  // namespace whensaid::source
