// See captions.hpp. The steps of make_cues() are separate passes in separate files: rolling
// captions (rolling.cpp), mark-up (markup.cpp), times (here), names before a colon
// (speaker_names.cpp).

#include "source/captions.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <iterator>
#include <string>
#include <utility>

#include "source/caption_passes.hpp"
#include "source/timestamp.hpp"

namespace whensaid::source {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

std::string_view skip_spaces(std::string_view text) {
  while (!text.empty()) {
    if (text[0] == ' ' || text[0] == '\t') {
      text.remove_prefix(1);
    } else if (text.starts_with("\xC2\xA0")) {
      text.remove_prefix(2);
    } else {
      break;
    }
  }
  return text;
}

/// Moves past the arrow; tells which.
enum class Arrow { none, standard, other };

Arrow accept_arrow(std::string_view& text) {
  constexpr std::array<std::string_view, 10> kOthers{
      "--&gt;",       "-- >",         "- ->",          "->",           "=>", "==>",
      "\xE2\x86\x92", "\xE2\x9F\xB6", "\xE2\x80\x93>", "\xE2\x80\x94>"};
  if (text.starts_with("-->")) {
    text.remove_prefix(3);
    return Arrow::standard;
  }
  for (const std::string_view arrow : kOthers) {
    if (text.starts_with(arrow)) {
      text.remove_prefix(arrow.size());
      return Arrow::other;
    }
  }
  return Arrow::none;
}

/// The timing that `line` begins with.
std::optional<Timing> scan_timing(std::string_view line, Arrows arrows) {
  const auto start = scan_clock(line, Strictness::lenient);
  if (!start) return std::nullopt;
  std::string_view rest = skip_spaces(line.substr(start->size));
  const Arrow arrow = accept_arrow(rest);
  if (arrow == Arrow::none || (arrow == Arrow::other && arrows == Arrows::standard)) {
    return std::nullopt;
  }
  const auto end = scan_clock(skip_spaces(rest), Strictness::lenient);
  // "2 -> 3" is a sum or a range; only the real arrow makes times of bare seconds.
  if (start->fields == 1 && (arrow == Arrow::other || !end)) return std::nullopt;
  Timing timing;
  timing.start = start->time;
  if (end) timing.end = end->time;
  return timing;
}

/// The times of a cue as they are kept: shifted, not negative, the end not before the start.
Timing sound_timing(const CaptionBlock& block, Remarks& remarks) {
  Timing timing = block.timing;
  timing.start += block.offset;
  if (timing.start < Millis{0}) {
    remarks.add(block.line, "a time before 0:00:00 is taken as 0:00:00");
    timing.start = Millis{0};
  }
  if (!timing.end) {
    remarks.add(block.line, "no end time can be read; the cue ends where the next one starts");
    return timing;
  }
  *timing.end += block.offset;
  if (*timing.end < timing.start) {
    remarks.add(block.line, "the end lies before the start; it is taken as not known");
    timing.end.reset();
  }
  return timing;
}

void add_cues(const CaptionBlock& block, Dialect dialect, Remarks& remarks,
              std::vector<Cue>& cues) {
  std::vector<Piece> pieces = parse_markup(block.payload, dialect, block.timing.start);
  if (pieces.empty()) return;
  const Timing timing = sound_timing(block, remarks);
  std::vector<Cue> parts(pieces.size());
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    parts[i].speaker = std::move(pieces[i].speaker);
    parts[i].text = std::move(pieces[i].text);
    parts[i].words = std::move(pieces[i].words);
    for (Word& word : parts[i].words) word.start = std::max(word.start + block.offset, Millis{0});
  }
  if (parts.size() == 1) {
    parts[0].start = timing.start;
    parts[0].end = timing.end;
  } else {
    share_time(TimeSpan{timing.start, timing.end.value_or(timing.start)}, timing.end.has_value(),
               parts);
  }
  std::move(parts.begin(), parts.end(), std::back_inserter(cues));
}

}  // namespace

std::optional<Line> Lines::next() {
  if (at_ >= text_.size()) return std::nullopt;
  Line line;
  line.begin = at_;
  const std::size_t end = std::min(text_.find('\n', at_), text_.size());
  line.text = text_.substr(at_, end - at_);
  while (line.text.starts_with(kByteOrderMark)) line.text.remove_prefix(kByteOrderMark.size());
  at_ = std::min(end + 1, text_.size());
  line.end = at_;
  line.number = ++number_;
  return line;
}

bool is_blank(std::string_view line) { return skip_spaces(line).empty(); }

std::optional<Timing> parse_timing(std::string_view line, Arrows arrows) {
  line = skip_spaces(line);
  if (line.empty()) return std::nullopt;
  // Most lines are text: one look at the first byte spares them the rest. 0xE2 and 0xEF begin the
  // minus sign and full-width digits.
  const auto first = static_cast<unsigned char>(line[0]);
  if (!(first >= '0' && first <= '9') && first != '-' && first != 0xE2 && first != 0xEF) {
    return std::nullopt;
  }
  if (const auto timing = scan_timing(line, arrows)) return timing;
  // The caption's number on the same line: "12 00:01:02,000 --> ...".
  const std::size_t digits = std::min(line.find_first_not_of("0123456789"), line.size());
  const std::string_view rest = skip_spaces(line.substr(digits));
  if (digits == 0 || rest.size() == line.size() - digits) return std::nullopt;
  return scan_timing(rest, arrows);
}

void share_time(TimeSpan time, bool end_known, std::vector<Cue>& parts) {
  std::vector<std::int64_t> before{0};  // text before each part
  for (const Cue& part : parts) {
    before.push_back(before.back() + static_cast<std::int64_t>(collapse_spaces(part.text).size()));
  }
  const std::int64_t total = std::max<std::int64_t>(before.back(), 1);
  const std::int64_t length = (time.end - time.start).count();
  for (std::size_t i = 0; i < parts.size(); ++i) {
    // length * before / total without overflow: a caption may claim to last for centuries.
    const Millis share{length / total * before[i] + length % total * before[i] / total};
    const bool timed = i > 0 && !parts[i].words.empty();
    parts[i].start = timed ? parts[i].words.front().start : time.start + share;
    if (i == 0) continue;
    parts[i].start = std::max(parts[i].start, parts[i - 1].start);
    parts[i - 1].end = parts[i].start;
  }
  parts.back().end.reset();
  if (end_known) parts.back().end = std::max(time.end, parts.back().start);
}

std::vector<Cue> make_cues(std::vector<CaptionBlock> blocks, Dialect dialect, Remarks& remarks) {
  if (blocks.size() > kMaxCues) {
    remarks.add(blocks[kMaxCues].line, "too many captions: the rest is left out");
    blocks.resize(kMaxCues);
  }
  remove_rolling_lines(blocks, dialect, remarks);
  std::vector<Cue> cues;
  cues.reserve(blocks.size());
  for (const CaptionBlock& block : blocks) add_cues(block, dialect, remarks, cues);
  name_speakers(cues);
  for (Cue& cue : cues) cue.text = collapse_spaces(cue.text);
  cues.erase(
      std::remove_if(cues.begin(), cues.end(), [](const Cue& cue) { return cue.text.empty(); }),
      cues.end());
  return cues;
}

}  // namespace whensaid::source
