#include "formats.hpp"

#include <algorithm>
#include <array>

namespace whensaid::tool {

namespace {

Rendered text(const Answer& answer, const Terminal& terminal) {
  auto out = render_text(answer.page, terminal);
  if (!answer.page.facets.empty() && !out.empty()) {
    out += '\n' + render_facets(answer.page.facets, terminal);
  }
  return {std::move(out), {}};
}

template <JsonShape kShape>
Rendered json(const Answer& answer, const Terminal& /*terminal*/) {
  return {render_json(answer, kShape), {}};
}

/// Formats that no terminal changes.
template <Rendered (*kRender)(const Answer&)>
Rendered plain(const Answer& answer, const Terminal& /*terminal*/) {
  return kRender(answer);
}

constexpr std::array<HitFormat, 10> kFormats{{
    {"text", "for people", false, text},
    {"json", "one object; its schema is installed", true, json<JsonShape::line_per_hit>},
    {"jsonl", "the same on one line", true, json<JsonShape::one_line>},
    {"csv", "a table for spreadsheets", false, plain<render_csv>},
    {"md", "Markdown, with links", false, plain<render_markdown>},
    {"vtt", "WebVTT, a moment a cue", false, plain<render_webvtt>},
    {"srt", "SubRip, a moment a cue", false, plain<render_srt>},
    {"m3u", "a playlist that plays the moments (VLC)", false, plain<render_m3u>},
    {"ffmpeg", "shell commands, each cuts a clip", false, plain<render_ffmpeg>},
    {"edl", "CMX 3600 edit list, 25 frames a second", false, plain<render_edl>},
}};

}  // namespace

std::span<const HitFormat> hit_formats() { return kFormats; }

const HitFormat* find_hit_format(std::string_view name) {
  const auto* format = std::ranges::find(kFormats, name, &HitFormat::name);
  return format == kFormats.end() ? nullptr : format;
}

}  // namespace whensaid::tool
