#include "chart.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include <fmt/format.h>

#include "layout.hpp"

namespace whensaid::tool {

namespace {

/// Narrower than this a bar says nothing.
constexpr std::size_t kMinBarColumns = 8;

/// Blocks of one to seven eighths of a column.
constexpr std::array<std::string_view, 8> kPartBlocks{"", "▏", "▎", "▍", "▌", "▋", "▊", "▉"};

std::string bar_of(std::size_t count, std::size_t largest, std::size_t columns) {
  if (count == 0 || largest == 0) return {};
  // In floating point: a count times eighths could be more than an integer holds.
  const auto share = static_cast<double>(count) / static_cast<double>(largest);
  const auto eighths = std::max<std::size_t>(
      1, static_cast<std::size_t>(std::lround(share * static_cast<double>(columns * 8))));
  std::string bar;
  for (std::size_t i = 0; i < eighths / 8; ++i) bar += "█";
  bar += kPartBlocks.at(eighths % 8);
  return bar;
}

}  // namespace

std::string render_chart(const std::vector<Bar>& bars, const Terminal& terminal) {
  std::size_t label_columns = 0;
  std::size_t number_columns = 1;
  std::size_t note_columns = 0;
  std::size_t largest = 0;
  for (const auto& bar : bars) {
    label_columns = std::max(label_columns, columns_of(bar.label));
    number_columns = std::max(number_columns, fmt::formatted_size("{}", bar.count));
    if (!bar.note.empty()) note_columns = std::max(note_columns, columns_of(bar.note) + 2);
    largest = std::max(largest, bar.count);
  }
  const auto taken = 2 + label_columns + 2 + number_columns + 2 + note_columns;
  std::size_t room = kMaxBarColumns;
  if (terminal.width > 0) {
    room = terminal.width > taken ? std::min(room, terminal.width - taken) : 0;
  }
  room = std::max(room, kMinBarColumns);
  std::string out;
  for (const auto& bar : bars) {
    const auto label = clean(bar.label);
    std::string line = "  " + label + std::string(label_columns - columns_of(label), ' ');
    line += fmt::format("  {:>{}}", bar.count, number_columns);
    if (const auto drawn = bar_of(bar.count, largest, room); !drawn.empty()) {
      line += "  " + in_look(drawn, Look::time, terminal);
    }
    if (!bar.note.empty()) line += "  " + clean(bar.note);
    out += line + '\n';
  }
  return out;
}

}  // namespace whensaid::tool
