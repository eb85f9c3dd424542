// Hits as captions, WebVTT and SubRip: a moment a cue, in order of time.

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "clips.hpp"
#include "formats.hpp"
#include "layout.hpp"
#include "marked_text.hpp"
#include "messages.hpp"

namespace whensaid::tool {

namespace {

std::string escape_webvtt(std::string_view glyph) {
  if (glyph == "&") return "&amp;";
  if (glyph == "<") return "&lt;";
  if (glyph == ">") return "&gt;";
  return std::string(glyph);
}

/// SubRip has no escapes: what players read as tags (<i>, {\an8}) or as an arrow is replaced by
/// what looks like it.
std::string escape_srt(std::string_view glyph) {
  if (glyph == "<") return "‹";
  if (glyph == ">") return "›";
  if (glyph == "{") return "(";
  if (glyph == "}") return ")";
  return std::string(glyph);
}

/// "00:13:42.500"
std::string caption_time(Millis time, char before_millis) {
  const auto ms = time.count();
  return fmt::format("{:02}:{:02}:{:02}{}{:03}", ms / 3'600'000, ms / 60'000 % 60, ms / 1000 % 60,
                     before_millis, ms % 1000);
}

std::string arrow(const Hit& hit, char before_millis) {
  const auto end = std::max(hit.time.end, hit.time.start + Millis{1});
  return caption_time(hit.time.start, before_millis) + " --> " + caption_time(end, before_millis);
}

std::vector<const Hit*> in_order_of_time(const Answer& answer, Rendered& out) {
  auto hits = timed_hits(answer.page.hits, out.remarks);
  std::ranges::stable_sort(hits, {}, [](const Hit* hit) { return hit->time.start; });
  std::set<std::string_view> episodes;
  for (const auto* hit : hits) episodes.insert(hit->episode);
  if (episodes.size() > 1) {
    out.remarks.push_back(fmt::format("these are moments of {}, and captions belong to one",
                                      counted(episodes.size(), "episode")));
  }
  return hits;
}

}  // namespace

Rendered render_webvtt(const Answer& answer) {
  Rendered out;
  const auto hits = in_order_of_time(answer, out);
  out.bytes = "WEBVTT\n";
  if (const auto query = escaped(answer.text, escape_webvtt); !query.empty()) {
    out.bytes += "\nNOTE query: " + query + "\n";
  }
  for (const auto* hit : hits) {
    const auto& title = hit->title.empty() ? hit->episode : hit->title;
    out.bytes += "\nNOTE episode: " + escaped(title, escape_webvtt) + "\n\n";
    out.bytes += arrow(*hit, '.') + "\n";
    if (!hit->speaker.empty()) out.bytes += "<v " + escaped(hit->speaker, escape_webvtt) + ">";
    out.bytes += marked_text(hit->excerpt, escape_webvtt, "<b>", "</b>") + "\n";
  }
  return out;
}

Rendered render_srt(const Answer& answer) {
  Rendered out;
  const auto hits = in_order_of_time(answer, out);
  std::size_t number = 0;
  for (const auto* hit : hits) {
    if (number > 0) out.bytes += '\n';
    out.bytes += fmt::format("{}\n{}\n", ++number, arrow(*hit, ','));
    if (!hit->speaker.empty()) out.bytes += escaped(hit->speaker, escape_srt) + ": ";
    out.bytes += marked_text(hit->excerpt, escape_srt, "<b>", "</b>") + "\n";
  }
  return out;
}

}  // namespace whensaid::tool
