// Hits as Markdown (CommonMark): episodes as headings, moments as a list with links.

#include <algorithm>

#include <fmt/format.h>

#include "formats.hpp"
#include "layout.hpp"
#include "marked_text.hpp"
#include "times.hpp"

namespace whensaid::tool {

namespace {

/// With a backslash before what could begin mark-up within a line. Lines begin with our own, so
/// what counts at the start of a line only (lists, quotes) is left alone.
std::string escape(std::string_view glyph) {
  constexpr std::string_view kMarkup = "\\`*_[]<>&#|~$";
  if (glyph.size() == 1 && kMarkup.find(glyph[0]) != std::string_view::npos) {
    return "\\" + std::string(glyph);
  }
  return std::string(glyph);
}

std::string escaped(std::string_view text) { return tool::escaped(text, escape); }

/// A link's address between round brackets.
std::string destination(std::string_view url) {
  constexpr std::string_view kUnsafe = " <>()\\\"`|";
  std::string out;
  for (const char c : clean(url)) {
    if (kUnsafe.find(c) == std::string_view::npos) {
      out += c;
    } else {
      out += fmt::format("%{:02X}", static_cast<unsigned>(c));
    }
  }
  return out;
}

std::string heading(const Hit& hit) {
  std::string out = "## " + escaped(hit.title.empty() ? hit.episode : hit.title);
  if (!hit.show.empty()) out += " · " + escaped(hit.show);
  if (hit.published) out += " · " + iso_day(*hit.published);
  return out + "\n\n";
}

std::string moment(const Hit& hit) {
  const auto time = clock_time(hit.time.start);
  std::string out = hit.url.empty() ? fmt::format("- {}", time)
                                    : fmt::format("- [{}]({})", time, destination(hit.url));
  if (hit.zone != Zone::speech) out += fmt::format(" *{}*", to_string(hit.zone));
  if (hit.zone == Zone::speech && !hit.chapter.empty()) out += " " + escaped(hit.chapter) + " ·";
  if (!hit.speaker.empty()) out += " " + escaped(hit.speaker) + ":";
  const auto text = marked_text(hit.excerpt, escape, "**", "**");
  if (!text.empty()) out += " " + text;
  out += '\n';
  for (const auto& cue : hit.context) {
    out += fmt::format("  > {} ", clock_time(cue.start));
    if (!cue.speaker.empty()) out += escaped(cue.speaker) + ": ";
    out += escaped(cue.text) + "  \n";  // two blanks: each cue on a line of its own
  }
  return out;
}

}  // namespace

Rendered render_markdown(const Answer& answer) {
  Rendered out;
  std::vector<const Hit*> left;
  for (const auto& hit : answer.page.hits) left.push_back(&hit);
  while (!left.empty()) {
    const auto* first = left.front();
    if (!out.bytes.empty()) out.bytes += '\n';
    out.bytes += heading(*first);
    std::erase_if(left, [&](const Hit* hit) {
      if (hit->episode != first->episode) return false;
      out.bytes += moment(*hit);
      return true;
    });
  }
  return out;
}

}  // namespace whensaid::tool
