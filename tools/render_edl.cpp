// Hits as an edit decision list (CMX 3600), which editors of sound and film read: the moments one
// after the other.

#include <cstdint>

#include <fmt/format.h>

#include "clips.hpp"
#include "formats.hpp"
#include "layout.hpp"

namespace whensaid::tool {

namespace {

/// The list does not say its rate; this one has no drop frames to get wrong.
constexpr std::int64_t kFramesPerSecond = 25;

/// Events have three digits.
constexpr std::size_t kMaxEvents = 999;

/// Timecode ends with the day.
constexpr std::int64_t kDay = std::int64_t{24} * 3600 * kFramesPerSecond;

/// Some readers cut or refuse longer lines.
constexpr std::size_t kMaxTextColumns = 70;

std::string timecode(std::int64_t frames) {
  const auto seconds = frames / kFramesPerSecond;
  return fmt::format("{:02}:{:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60,
                     frames % kFramesPerSecond);
}

std::string short_text(std::string_view text) {
  std::string out;
  std::size_t columns = 0;
  for (const auto& glyph : glyphs(text)) {
    columns += glyph.columns;
    if (columns > kMaxTextColumns) break;
    out += glyph.bytes;
  }
  return out;
}

/// The name by which an editor finds the recording: that of the file.
std::string clip_name(const Hit& hit) {
  std::string_view name = hit.audio;
  name = name.substr(0, name.find_first_of("?#"));
  name = name.substr(name.rfind('/') + 1);
  if (name.empty()) name = hit.title;
  return short_text(name.empty() ? hit.episode : name);
}

struct Frames {
  std::int64_t in{0};
  std::int64_t out{0};
};

/// Whole frames that hold all of the clip.
Frames frames_of(TimeSpan clip) {
  const auto in = clip.start.count() * kFramesPerSecond / 1000;
  return {in, (clip.end.count() * kFramesPerSecond + 999) / 1000};
}

std::string event(const Hit& hit, std::size_t number, Frames source, std::int64_t record) {
  auto out = fmt::format("\n{:03}  AX       AA    C        {} {} {} {}\n", number,
                         timecode(source.in), timecode(source.out), timecode(record),
                         timecode(record + source.out - source.in));
  out += "* FROM CLIP NAME: " + clip_name(hit) + "\n";
  out += "* COMMENT: " + short_text(hit.title.empty() ? hit.episode : hit.title) + "\n";
  if (!hit.excerpt.text.empty()) out += "* COMMENT: " + short_text(hit.excerpt.text) + "\n";
  return out;
}

}  // namespace

Rendered render_edl(const Answer& answer) {
  Rendered out;
  out.bytes = "TITLE: " + short_text(answer.text) + "\nFCM: NON-DROP FRAME\n";
  std::size_t number = 0;
  std::size_t left_out = 0;
  std::int64_t record = 0;
  for (const auto* hit : timed_hits(answer.page.hits, out.remarks)) {
    const auto source = frames_of(clip_of(*hit));
    const auto length = source.out - source.in;
    if (number == kMaxEvents || source.out >= kDay || record + length >= kDay) {
      ++left_out;
      continue;
    }
    out.bytes += event(*hit, ++number, source, record);
    record += length;
  }
  remark_left_out(left_out, "an edit list holds 999 events and 24 hours", out.remarks);
  return out;
}

}  // namespace whensaid::tool
