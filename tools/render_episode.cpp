#include <algorithm>
#include <cstdint>
#include <utility>

#include <fmt/format.h>

#include "layout.hpp"
#include "render.hpp"
#include "times.hpp"

namespace whensaid::tool {

namespace {

class Page {
 public:
  explicit Page(const Terminal& terminal) : terminal_(terminal) {}

  void heading(std::string_view text) {
    if (!out_.empty()) out_ += '\n';
    out_ += in_look(clean(text), Look::heading, terminal_) + '\n';
  }

  /// "  name  text", nothing when there is no text.
  void fact(std::string_view name, std::string_view text) {
    if (text.empty()) return;
    constexpr std::size_t kColumn = 13;
    out_ +=
        fmt::format("  {:<11}{}\n", name, wrap(glyphs(text), {terminal_.width, kColumn, kColumn}));
  }

  /// "  0:12:30  text"
  void timed(Millis time, std::string_view text) {
    const auto clock = fmt::format("{:>7}", clock_time(time));
    const std::size_t column = clock.size() + 4;
    out_ += "  " + in_look(clock, Look::time, terminal_) + "  " +
            wrap(glyphs(text), {terminal_.width, column, column}) + '\n';
  }

  void paragraph(std::string_view text) {
    out_ += "  " + wrap(glyphs(text), {terminal_.width, 2, 2}) + '\n';
  }

  std::string finish() { return std::move(out_); }

 private:
  const Terminal& terminal_;
  std::string out_;
};

std::string joined(const std::vector<std::string>& names) {
  return fmt::format("{}", fmt::join(names, ", "));
}

void facts(const Episode& episode, Page& page) {
  page.heading(episode.title.empty() ? episode.id : episode.title);
  page.fact("id", episode.id);
  page.fact("show", episode.show);
  if (episode.published) page.fact("published", iso_day(*episode.published));
  if (episode.duration) page.fact("duration", clock_time(*episode.duration));
  if (episode.season) page.fact("season", fmt::to_string(*episode.season));
  if (episode.number) page.fact("number", fmt::to_string(*episode.number));
  page.fact("language", episode.language);
  page.fact("hosts", joined(episode.hosts));
  page.fact("guests", joined(episode.guests));
  page.fact("url", episode.url);
  page.fact("audio", episode.audio);
}

void description(std::string_view text, Page& page) {
  if (text.empty()) return;
  page.heading("Description");
  while (!text.empty()) {
    const auto end = std::min(text.find('\n'), text.size());
    if (end > 0) page.paragraph(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
}

void transcript(const std::vector<Cue>& cues, Page& page) {
  if (cues.empty()) return;
  page.heading("Transcript");
  std::string_view speaker;
  for (const auto& cue : cues) {
    const bool changes = cue.speaker != speaker;
    speaker = cue.speaker;
    page.timed(cue.start,
               changes && !speaker.empty() ? fmt::format("{}: {}", speaker, cue.text) : cue.text);
  }
}

/// An unknown end is open: the reader cannot tell what it would leave out.
bool touches(Millis start, std::optional<Millis> end, TimeSpan span) {
  return start < span.end && (!end || *end > span.start || start >= span.start);
}

}  // namespace

std::string render_episode(const Episode& episode, const Terminal& terminal) {
  Page page(terminal);
  facts(episode, page);
  description(episode.description, page);
  if (!episode.chapters.empty()) {
    page.heading("Chapters");
    for (const auto& chapter : episode.chapters) page.timed(chapter.start, chapter.title);
  }
  transcript(episode.cues, page);
  return page.finish();
}

Episode cut_to(Episode episode, TimeSpan span) {
  std::erase_if(episode.cues,
                [span](const Cue& cue) { return !touches(cue.start, cue.end, span); });
  std::erase_if(episode.chapters, [span](const Chapter& chapter) {
    return !touches(chapter.start, chapter.end, span);
  });
  return episode;
}

}  // namespace whensaid::tool
