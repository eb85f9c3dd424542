// Rolling captions: see caption_passes.hpp.

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "source/caption_passes.hpp"

namespace whensaid::source {
namespace {

/// Roll-up captions show two to four lines.
constexpr std::size_t kMaxRollingLines = 4;
/// A caption that repeats a line whole counts as rolling only when nobody could read it: the
/// flashes in automatic captions last 10 ms.
constexpr Millis kFlash{100};
/// Fewer repetitions than this prove nothing.
constexpr std::size_t kMinRepetitions = 3;

struct ShownLine {
  std::string text{};     ///< without mark-up
  std::size_t end{0};     ///< offset in the payload after the line
  bool has_times{false};  ///< word times: new speech
};

bool has_word_times(std::string_view line) {
  for (std::size_t i = 1; i < line.size(); ++i) {
    if (line[i - 1] == '<' && line[i] >= '0' && line[i] <= '9') return true;
  }
  return false;
}

ShownLine shown(const Line& line, Dialect dialect) {
  const bool marked = line.text.find_first_of("<&{") != std::string_view::npos;
  ShownLine out;
  out.text = marked ? strip_markup(line.text, dialect) : collapse_spaces(line.text);
  out.end = line.end;
  out.has_times = marked && has_word_times(line.text);
  return out;
}

/// The first and the last lines of a caption that show something, at most kMaxRollingLines each.
struct Edges {
  std::vector<ShownLine> first{};
  std::vector<ShownLine> last{};
  std::size_t lines{0};
};

Edges edges_of(std::string_view payload, Dialect dialect) {
  Edges edges;
  Lines lines(payload);
  while (const auto line = lines.next()) {
    ShownLine next = shown(*line, dialect);
    if (next.text.empty()) continue;
    ++edges.lines;
    if (edges.first.size() < kMaxRollingLines) edges.first.push_back(next);
    if (edges.last.size() == kMaxRollingLines) edges.last.erase(edges.last.begin());
    edges.last.push_back(std::move(next));
  }
  return edges;
}

bool same_lines(const Edges& before, const Edges& now, std::size_t count) {
  for (std::size_t i = 0; i < count; ++i) {
    const ShownLine& old = before.last[before.last.size() - count + i];
    if (now.first[i].has_times || now.first[i].text != old.text) return false;
  }
  return true;
}

/// How many of the first lines of `now` are the last lines of `before`; 0 for a caption that is a
/// whole repetition and long enough to be read.
std::size_t repeated_lines(const Edges& before, const Edges& now, const Timing& timing) {
  for (std::size_t count = std::min(before.last.size(), now.first.size()); count > 0; --count) {
    if (!same_lines(before, now, count)) continue;
    const bool flash = timing.end && *timing.end - timing.start <= kFlash;
    return count < now.lines || flash ? count : 0;
  }
  return 0;
}

}  // namespace

void remove_rolling_lines(std::vector<CaptionBlock>& blocks, Dialect dialect, Remarks& remarks) {
  std::vector<std::size_t> cut(blocks.size(), 0);  // bytes of each payload
  std::size_t repetitions = 0;
  Edges before;
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    Edges now = edges_of(blocks[i].payload, dialect);
    if (const std::size_t count = repeated_lines(before, now, blocks[i].timing); count > 0) {
      cut[i] = now.first[count - 1].end;
      ++repetitions;
    }
    before = std::move(now);
  }
  const std::size_t pairs = blocks.empty() ? 0 : blocks.size() - 1;
  if (repetitions < kMinRepetitions || repetitions * 10 < pairs * 6) return;
  for (std::size_t i = 0; i < blocks.size(); ++i) blocks[i].payload.remove_prefix(cut[i]);
  remarks.add(0, "rolling captions: repeated lines are left out");
}

}  // namespace whensaid::source
