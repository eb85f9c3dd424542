#include <algorithm>
#include <utility>
#include <vector>

#include "layout.hpp"
#include "render.hpp"
#include "times.hpp"

namespace whensaid::tool {

namespace {

constexpr std::string_view kBetween = " · ";

/// The excerpt stands under the speaker's name: two blanks, "0:12:30", two blanks.
constexpr std::size_t kIndent = 11;

struct Group {
  const Hit* first{nullptr};
  std::vector<const Hit*> moments{};
};

std::vector<Group> by_episode(const std::vector<Hit>& hits) {
  std::vector<Group> groups;
  for (const auto& hit : hits) {
    auto group = std::ranges::find(
        groups, hit.episode, [](const Group& g) -> const std::string& { return g.first->episode; });
    if (group == groups.end()) group = groups.insert(group, Group{&hit, {}});
    group->moments.push_back(&hit);
  }
  return groups;
}

void append_part(std::string& line, std::string_view part) {
  if (part.empty()) return;
  if (!line.empty()) line += kBetween;
  line += part;
}

std::string heading(const Hit& hit, const Terminal& terminal) {
  const std::string& title = hit.title.empty() ? hit.episode : hit.title;
  std::string about;
  append_part(about, hit.show);
  if (hit.published) append_part(about, iso_day(*hit.published));
  if (!hit.title.empty()) append_part(about, hit.episode);
  std::string line = title;
  append_part(line, about);
  return wrap(glyphs(line, {{0, title.size()}}), {terminal.width, 2, 0},
              on(Look::heading, terminal), off(terminal));
}

/// Where the moment is: chapter and speaker when it was spoken, else the zone. A chapter's title is
/// the excerpt then and not said twice.
std::string place(const Hit& hit) {
  if (hit.zone != Zone::speech) return std::string(to_string(hit.zone));
  std::string line;
  append_part(line, hit.chapter);
  append_part(line, hit.speaker);
  return line;
}

/// Where the hit's words stand in a cue of its context. A word is looked for behind the one before.
std::vector<ByteRange> marks_in(const Cue& cue, const std::vector<MatchedWord>& words) {
  std::vector<ByteRange> marks;
  std::size_t from = 0;
  for (const auto& word : words) {
    if (word.time.start < cue.start || word.time.start > cue.end.value_or(cue.start)) continue;
    const auto at = cue.text.find(word.text, from);
    if (at == std::string::npos) continue;
    from = at + word.text.size();
    marks.push_back({at, from});
  }
  return marks;
}

/// The transcript around the moment, a cue a line: time, speaker where another begins, text.
std::string transcript(const Hit& hit, const Terminal& terminal) {
  std::string out;
  std::string_view speaker;
  for (const auto& cue : hit.context) {
    const auto begins = cue.speaker != speaker && !cue.speaker.empty();
    speaker = cue.speaker;
    const auto time = clock_time(cue.start);
    const auto name = begins ? cue.speaker + ": " : std::string();
    auto marks = marks_in(cue, hit.words);
    for (auto& mark : marks) mark = {mark.begin + name.size(), mark.end + name.size()};
    const auto column = kIndent + time.size() + 2;
    out += std::string(kIndent, ' ') + in_look(time, Look::faint, terminal) + "  " +
           wrap(glyphs(name + cue.text, marks), {terminal.width, column, column},
                on(Look::match, terminal), off(terminal)) +
           '\n';
  }
  return out;
}

std::string moment(const Hit& hit, const Terminal& terminal) {
  const std::string blanks(kIndent, ' ');
  const std::string time = clock_time(hit.time.start);
  const std::size_t pad = time.size() < 7 ? 7 - time.size() : 0;
  std::string out = "  " + std::string(pad, ' ') + in_look(time, Look::time, terminal);
  const std::size_t used = 2 + pad + time.size();
  if (const auto where = place(hit); !where.empty()) {
    out += "  " + wrap(glyphs(where), {terminal.width, kIndent, used + 2});
  }
  out += '\n';
  if (!hit.context.empty()) {  // it holds the excerpt
    out += transcript(hit, terminal);
  } else if (!hit.excerpt.text.empty()) {
    out += blanks +
           wrap(glyphs(hit.excerpt.text, hit.excerpt.matches), {terminal.width, kIndent, kIndent},
                on(Look::match, terminal), off(terminal)) +
           '\n';
  }
  // A link is never broken: it could not be clicked.
  if (!hit.url.empty()) {
    out += blanks + in_look(clean(hit.url), Look::faint, terminal) + '\n';
  }
  return out;
}

}  // namespace

std::string render_text(const Page& page, const Terminal& terminal) {
  std::string out;
  for (const auto& group : by_episode(page.hits)) {
    if (!out.empty()) out += '\n';
    out += heading(*group.first, terminal) + '\n';
    for (const auto* hit : group.moments) out += moment(*hit, terminal);
  }
  return out;
}

}  // namespace whensaid::tool
