#include "clips.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "layout.hpp"
#include "messages.hpp"

namespace whensaid::tool {

bool has_time(const Hit& hit) { return hit.zone == Zone::speech || hit.zone == Zone::chapter; }

TimeSpan clip_of(const Hit& hit) {
  TimeSpan clip{std::min(hit.entry, hit.time.start), hit.time.end};
  for (const auto& cue : hit.context) {
    clip.start = std::min(clip.start, cue.start);
    clip.end = std::max(clip.end, cue.end.value_or(cue.start));
  }
  clip.end = std::max(clip.end, clip.start + Millis{1});
  return clip;
}

void remark_left_out(std::size_t count, std::string_view why, std::vector<std::string>& remarks) {
  if (count == 0) return;
  remarks.push_back(fmt::format("{} left out: {}", counted(count, "moment"), why));
}

std::vector<const Hit*> timed_hits(const std::vector<Hit>& hits,
                                   std::vector<std::string>& remarks) {
  std::vector<const Hit*> timed;
  for (const auto& hit : hits) {
    if (has_time(hit)) timed.push_back(&hit);
  }
  remark_left_out(hits.size() - timed.size(), "a title, a description, a name has no time",
                  remarks);
  return timed;
}

Media media_of(std::string_view address) {
  Media media;
  media.address = clean(address);
  const auto starts = [&](std::string_view scheme) {
    return media.address.size() > scheme.size() &&
           std::equal(scheme.begin(), scheme.end(), media.address.begin(), [](char a, char b) {
             return a == (b >= 'A' && b <= 'Z' ? static_cast<char>(b - 'A' + 'a') : b);
           });
  };
  media.is_url = starts("http://") || starts("https://");
  if (starts("file:///")) media.address.erase(0, 7);
  return media;
}

}  // namespace whensaid::tool
