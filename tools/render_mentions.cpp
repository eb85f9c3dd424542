#include "render_mentions.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <numeric>

#include <fmt/format.h>

#include "chart.hpp"
#include "csv.hpp"
#include "messages.hpp"
#include "render.hpp"
#include "times.hpp"

namespace whensaid::tool {

namespace {

using std::chrono::month;
using std::chrono::months;
using std::chrono::year;
using std::chrono::year_month;

/// Longer stretches without a mention are one line.
constexpr auto kMaxGap = months(12);

/// As many lines as a screen has.
constexpr std::size_t kMaxMinuteLines = 40;

constexpr std::array<std::size_t, 9> kSteps{1, 2, 5, 10, 15, 30, 60, 240, 1440};

std::string month_text(year_month when) {
  return fmt::format("{:04}-{:02}", static_cast<int>(when.year()),
                     static_cast<unsigned>(when.month()));
}

/// "in 2 of 5 episodes": a month in which more was published has more mentions.
std::string episodes_note(std::size_t episodes, std::size_t of) {
  return episodes == 0 ? std::string()
                       : fmt::format("in {} of {}", episodes, counted(of, "episode"));
}

std::vector<Bar> month_bars(const Mentions& mentions) {
  std::vector<Bar> bars;
  std::optional<year_month> last;
  for (const auto& [when, count, published] : mentions.months) {
    if (last && when - *last > kMaxGap) {
      bars.push_back({"...", 0, {}});
    } else if (last) {
      for (auto gap = *last + months(1); gap < when; gap += months(1)) {
        bars.push_back({month_text(gap), 0, {}});
      }
    }
    bars.push_back({month_text(when), count.mentions, episodes_note(count.episodes, published)});
    last = when;
  }
  if (mentions.undated.episodes > 0) {
    bars.push_back({"no date", mentions.undated.mentions,
                    episodes_note(mentions.undated.episodes, mentions.indexed_undated)});
  }
  return bars;
}

std::vector<Bar> minute_bars(const std::vector<std::size_t>& minutes) {
  const auto* step = std::ranges::find_if(
      kSteps, [&](std::size_t s) { return minutes.size() <= s * kMaxMinuteLines; });
  if (step == kSteps.end()) --step;
  std::vector<Bar> bars;
  for (std::size_t from = 0; from < minutes.size(); from += *step) {
    const auto to = std::min(from + *step, minutes.size());
    const auto first = minutes.begin() + static_cast<std::ptrdiff_t>(from);
    const auto sum =
        std::accumulate(first, first + static_cast<std::ptrdiff_t>(to - from), std::size_t{0});
    bars.push_back({clock_time(std::chrono::minutes(from)), sum, {}});
  }
  return bars;
}

std::string count_json(const MentionCount& count) {
  return fmt::format(R"("episodes":{},"mentions":{})", count.episodes, count.mentions);
}

}  // namespace

std::string render_mentions(const Mentions& mentions, const Terminal& terminal) {
  return render_chart(
      mentions.minutes.empty() ? month_bars(mentions) : minute_bars(mentions.minutes), terminal);
}

std::string mentions_json(std::string_view text, const Query& query, const Mentions& mentions) {
  std::string list;
  for (const auto& [when, count, published] : mentions.months) {
    if (!list.empty()) list += ',';
    list += fmt::format(R"({{"month":"{}",{},"published":{}}})", month_text(when),
                        count_json(count), published);
  }
  return fmt::format(
      R"({{"query":{},{},"complete":{},"months":[{}],"undated":{{{},"published":{}}},"indexed":{},"minutes":[{}],"warnings":{}}})"
      "\n",
      json_string(text), count_json(mentions.all), mentions.complete, list,
      count_json(mentions.undated), mentions.indexed_undated, mentions.indexed,
      fmt::join(mentions.minutes, ","), warnings_json(query.warnings()));
}

std::string mentions_csv(const Mentions& mentions) {
  if (!mentions.minutes.empty()) {
    std::string out = csv_row({"minute", "mentions"});
    for (std::size_t i = 0; i < mentions.minutes.size(); ++i) {
      out += csv_row({fmt::to_string(i), fmt::to_string(mentions.minutes[i])});
    }
    return out;
  }
  std::string out = csv_row({"month", "episodes", "mentions", "published"});
  const auto row = [&out](const std::string& when, const MentionCount& count, std::size_t of) {
    out += csv_row(
        {when, fmt::to_string(count.episodes), fmt::to_string(count.mentions), fmt::to_string(of)});
  };
  for (const auto& [when, count, published] : mentions.months) {
    row(month_text(when), count, published);
  }
  if (mentions.undated.episodes > 0) row("", mentions.undated, mentions.indexed_undated);
  return out;
}

}  // namespace whensaid::tool
