// Hits as shell commands: each cuts its moment out of the recording with ffmpeg.

#include <fmt/format.h>

#include "clips.hpp"
#include "formats.hpp"
#include "times.hpp"

namespace whensaid::tool {

namespace {

/// One word to a POSIX shell, whatever is in it.
std::string quoted_for_shell(std::string_view text) {
  std::string out = "'";
  for (const char c : text) {
    if (c == '\'') {
      out += "'\\''";
    } else {
      out += c;
    }
  }
  return out + "'";
}

/// A name for a file of ours: letters, digits and a few marks of an id, not too many.
std::string plain_name(std::string_view id) {
  constexpr std::size_t kMostBytes = 60;
  std::string out;
  for (const char c : id.substr(0, kMostBytes)) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                       c == '-' || c == '.';
    out += plain ? c : '_';
  }
  return out;
}

/// -nostdin: the commands may come to a shell through a pipe, which ffmpeg would read empty.
/// -n: never over a file that is there. The sound is copied, not coded again: that is quick and
/// loses nothing, and Matroska takes any kind of it. "file:" keeps ffmpeg from reading a path as
/// one of its protocols.
std::string command(const Hit& hit, const Media& media, std::size_t number) {
  const auto clip = clip_of(hit);
  const auto input = media.is_url ? media.address : "file:" + media.address;
  const auto output = fmt::format("clip-{:03}-{}-{}.mka", number, plain_name(hit.episode),
                                  clip.start.count() / 1000);
  return fmt::format("ffmpeg -nostdin -n -ss {} -t {} -i {} -map 0:a:0 -c copy {}\n",
                     decimal_seconds(clip.start), decimal_seconds(clip.end - clip.start),
                     quoted_for_shell(input), output);
}

}  // namespace

Rendered render_ffmpeg(const Answer& answer) {
  Rendered out;
  std::size_t number = 0;
  std::size_t left_out = 0;
  for (const auto* hit : timed_hits(answer.page.hits, out.remarks)) {
    const auto media = media_of(hit->audio);
    if (media.address.empty()) {
      ++left_out;
    } else {
      out.bytes += command(*hit, media, ++number);
    }
  }
  remark_left_out(left_out, "the episode's media file is not known", out.remarks);
  return out;
}

}  // namespace whensaid::tool
