// Hits as a playlist: each entry plays its moment. The start and stop are VLC's; other players play
// the whole recording.

#include <fmt/format.h>

#include "clips.hpp"
#include "formats.hpp"
#include "layout.hpp"
#include "times.hpp"

namespace whensaid::tool {

namespace {

/// A path that looks like a comment or an address of some other kind is said to be a path.
std::string location(const Media& media) {
  const auto& address = media.address;
  const bool looks_odd = address.starts_with('#') || address.find(':') != std::string::npos;
  return media.is_url || address.starts_with('/') || !looks_odd ? address : "./" + address;
}

std::string entry(const Hit& hit, const Media& media) {
  const auto clip = clip_of(hit);
  const auto seconds = has_time(hit) ? (clip.end - clip.start + Millis{999}).count() / 1000 : -1;
  std::string title = hit.show;
  if (!title.empty()) title += " - ";
  title += hit.title.empty() ? hit.episode : hit.title;
  std::string out =
      fmt::format("#EXTINF:{},{} ({})\n", seconds, clean(title), clock_time(hit.time.start));
  if (has_time(hit)) {
    out += fmt::format("#EXTVLCOPT:start-time={}\n#EXTVLCOPT:stop-time={}\n",
                       decimal_seconds(clip.start), decimal_seconds(clip.end));
  }
  return out + location(media) + "\n";
}

}  // namespace

Rendered render_m3u(const Answer& answer) {
  Rendered out;
  out.bytes = "#EXTM3U\n";
  std::size_t left_out = 0;
  for (const auto& hit : answer.page.hits) {
    const auto media = media_of(hit.audio.empty() ? hit.url : hit.audio);
    if (media.address.empty()) {
      ++left_out;
    } else {
      out.bytes += entry(hit, media);
    }
  }
  remark_left_out(left_out, "the episode has no address", out.remarks);
  return out;
}

}  // namespace whensaid::tool
