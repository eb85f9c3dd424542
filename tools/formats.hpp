#pragma once

// The formats in which search prints its hits: one table, which --help and the checks of --format
// read. Each format is a function from an answer to bytes; nothing is printed here.

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "render.hpp"
#include "terminal.hpp"

namespace whensaid::tool {

struct Rendered {
  std::string bytes{};
  std::vector<std::string> remarks{};  ///< for people: what was left out, and why
};

struct HitFormat {
  std::string_view name;
  std::string_view help;
  bool tells_all;  ///< warnings, notes, counts are in it: nothing needs to be said on stderr
  Rendered (*render)(const Answer& answer, const Terminal& terminal);
};

/// Every format, in the order of the help; the first is the default.
[[nodiscard]] std::span<const HitFormat> hit_formats();

/// Null when there is none of that name.
[[nodiscard]] const HitFormat* find_hit_format(std::string_view name);

// One file each: render_csv.cpp, render_markdown.cpp, ...
[[nodiscard]] Rendered render_csv(const Answer& answer);
[[nodiscard]] Rendered render_markdown(const Answer& answer);
[[nodiscard]] Rendered render_webvtt(const Answer& answer);
[[nodiscard]] Rendered render_srt(const Answer& answer);
[[nodiscard]] Rendered render_m3u(const Answer& answer);
[[nodiscard]] Rendered render_ffmpeg(const Answer& answer);
[[nodiscard]] Rendered render_edl(const Answer& answer);

}  // namespace whensaid::tool
