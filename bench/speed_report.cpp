#include "speed_report.hpp"

#include <algorithm>
#include <fstream>
#include <functional>
#include <limits>
#include <optional>
#include <string_view>

#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <whensaid/result.hpp>

#include "plot.hpp"

namespace whensaid::bench {
namespace {

constexpr double kNothing = std::numeric_limits<double>::quiet_NaN();

bool measured(double value) { return value == value; }

/// Three digits that matter, as far as there are any.
std::string shown(double value) {
  if (!measured(value)) return "-";
  if (value >= 100) return fmt::format("{:.0f}", value);
  if (value >= 10) return fmt::format("{:.1f}", value);
  return fmt::format("{:.2f}", value);
}

enum class Best { lowest, highest };

/// The values as text, the best one bold; equal as they are shown is equally good.
std::vector<std::string> with_best(const std::vector<double>& values, Best best) {
  std::optional<double> top;
  for (const double value : values) {
    if (!measured(value)) continue;
    if (!top || (best == Best::lowest ? value < *top : value > *top)) top = value;
  }
  std::vector<std::string> cells;
  for (const double value : values) {
    cells.push_back(shown(value));
    if (top && measured(value) && shown(value) == shown(*top)) {
      cells.back() = "**" + cells.back() + "**";
    }
  }
  return cells;
}

std::string row(const std::vector<std::string>& cells) {
  std::string line = "|";
  for (const std::string& cell : cells) line += ' ' + cell + " |";
  return line + '\n';
}

std::string head(const std::vector<std::string>& names) {
  std::string rule = "|";
  for (std::size_t i = 0; i < names.size(); ++i) rule += "---|";
  return row(names) + rule + '\n';
}

/// A column of numbers in a table with an engine a row.
template <typename Line>
struct Column {
  std::string name{};
  Best best{Best::lowest};
  std::function<double(const Line&)> value{};
};

template <typename Line>
std::string table_of(const std::vector<Line>& lines, const std::vector<Column<Line>>& columns,
                     const std::vector<std::string>& first_names,
                     const std::function<std::vector<std::string>(const Line&)>& first_cells) {
  std::vector<std::string> names = first_names;
  std::vector<std::vector<std::string>> rows;
  rows.reserve(lines.size());
  for (const Line& line : lines) rows.push_back(first_cells(line));
  for (const Column<Line>& column : columns) {
    names.push_back(column.name);
    std::vector<double> values;
    values.reserve(lines.size());
    for (const Line& line : lines) values.push_back(column.value(line));
    const std::vector<std::string> cells = with_best(values, column.best);
    for (std::size_t i = 0; i < lines.size(); ++i) rows[i].push_back(cells[i]);
  }
  std::string table = head(names);
  for (const auto& cells : rows) table += row(cells);
  return table + '\n';
}

std::string build_table(const std::vector<BuildLine>& builds) {
  const auto text = [](const BuildLine& line) {
    return static_cast<double>(line.built.text_bytes);
  };
  const std::vector<Column<BuildLine>> columns{
      {"wall s", Best::lowest, [](const BuildLine& line) { return line.built.wall_s; }},
      {"CPU s", Best::lowest, [](const BuildLine& line) { return line.built.cpu_s; }},
      {"MB/s of CPU", Best::highest,
       [&](const BuildLine& line) { return text(line) / 1e6 / line.built.cpu_s; }},
      {"peak MB", Best::lowest,
       [](const BuildLine& line) { return static_cast<double>(line.built.peak_bytes) / 1e6; }},
      {"bytes on disk a byte of cue text", Best::lowest, [&](const BuildLine& line) {
         return static_cast<double>(line.built.disk_bytes) / text(line);
       }}};
  return table_of<BuildLine>(builds, columns, {"engine", "version", "index holds"},
                             [](const BuildLine& line) {
                               return std::vector{line.engine, line.version, line.holds};
                             });
}

std::string start_table(const std::vector<Start>& starts) {
  const std::vector<Column<Start>> columns{
      {"open, warm", Best::lowest, [](const Start& line) { return line.warm_open_ms; }},
      {"start, cold", Best::lowest, [](const Start& line) { return line.cold_open_ms; }},
      {"first question, cold", Best::lowest, [](const Start& line) { return line.cold_first_ms; }},
      {"next ones, p50", Best::lowest, [](const Start& line) { return line.cold_p50_ms; }}};
  return table_of<Start>(starts, columns, {"engine, wall ms"},
                         [](const Start& line) { return std::vector{line.engine}; });
}

std::vector<std::string> classes_of(const SpeedReport& report) {
  std::vector<std::string> names;
  for (const Timing& timing : report.timings) {
    if (std::ranges::find(names, timing.of_class) == names.end()) names.push_back(timing.of_class);
  }
  return names;
}

const Timing* find_timing(const SpeedReport& report, std::string_view engine,
                          std::string_view of_class, Detail detail) {
  for (const Timing& timing : report.timings) {
    if (timing.engine == engine && timing.of_class == of_class && timing.detail == detail) {
      return &timing;
    }
  }
  return nullptr;
}

double cpu_us(const SpeedReport& report, std::string_view engine, std::string_view of_class,
              Detail detail, double percent) {
  const Timing* const timing = find_timing(report, engine, of_class, detail);
  return timing == nullptr || timing->cpu_us.empty() ? kNothing
                                                     : percentile(timing->cpu_us, percent);
}

std::vector<double> row_of(const SpeedReport& report, std::string_view of_class, Detail detail,
                           double percent) {
  std::vector<double> values;
  for (const BuildLine& line : report.builds) {
    values.push_back(cpu_us(report, line.engine, of_class, detail, percent));
  }
  return values;
}

std::string query_table(const SpeedReport& report, Detail detail) {
  std::vector<std::string> names{"CPU us, p50 / p95 / p99"};
  for (const BuildLine& line : report.builds) names.push_back(line.engine);
  std::string table = head(names);
  for (const std::string& of_class : classes_of(report)) {
    const auto p50 = with_best(row_of(report, of_class, detail, 50), Best::lowest);
    const auto p95 = with_best(row_of(report, of_class, detail, 95), Best::lowest);
    const auto p99 = with_best(row_of(report, of_class, detail, 99), Best::lowest);
    std::vector<std::string> cells{of_class};
    for (std::size_t i = 0; i < p50.size(); ++i) {
      cells.push_back(p50[i] == "-" ? "-" : p50[i] + " / " + p95[i] + " / " + p99[i]);
    }
    table += row(cells);
  }
  return table + '\n';
}

std::string rate_table(const SpeedReport& report) {
  std::vector<std::pair<unsigned, Detail>> kinds;
  for (const Rate& rate : report.rates) {
    const std::pair kind(rate.threads, rate.detail);
    if (std::ranges::find(kinds, kind) == kinds.end()) kinds.push_back(kind);
  }
  std::vector<std::string> names{"questions a second"};
  for (const BuildLine& line : report.builds) names.push_back(line.engine);
  std::string table = head(names);
  for (const auto& [threads, detail] : kinds) {
    std::vector<double> values;
    for (const BuildLine& line : report.builds) {
      values.push_back(kNothing);
      for (const Rate& rate : report.rates) {
        if (rate.engine == line.engine && rate.threads == threads && rate.detail == detail) {
          values.back() = percentile(rate.rounds, 50);
        }
      }
    }
    std::vector<std::string> cells = with_best(values, Best::highest);
    cells.insert(
        cells.begin(),
        fmt::format("{}, {} thread{}", detail == Detail::whole ? "whole answers" : "ids and starts",
                    threads, threads == 1 ? "" : "s"));
    table += row(cells);
  }
  return table + '\n';
}

/// Plainly, so that nobody has to look for it: how many times faster, at p50 and at p99.
std::string where_peers_lead(const SpeedReport& report, Detail detail) {
  std::string lines;
  if (report.builds.empty()) return lines;
  const std::string& ours = report.builds.front().engine;
  for (const std::string& of_class : classes_of(report)) {
    const std::vector<double> p50 = row_of(report, of_class, detail, 50);
    const std::vector<double> p99 = row_of(report, of_class, detail, 99);
    std::string ahead;
    for (std::size_t i = 1; i < p50.size(); ++i) {
      if (!(p50[i] < p50.front()) && !(p99[i] < p99.front())) continue;
      ahead += fmt::format("{}{} {:.1f} / {:.1f}", ahead.empty() ? "" : ", ",
                           report.builds[i].engine, p50.front() / p50[i], p99.front() / p99[i]);
    }
    if (!ahead.empty()) lines += fmt::format("- {}: {}\n", of_class, ahead);
  }
  if (lines.empty()) return "Nobody is ahead of " + ours + " in any class.\n\n";
  return "Ahead of " + ours + ", times as fast at p50 / p99:\n\n" + lines + '\n';
}

/// What the dashes stand for, and who answers less than was asked.
std::string remarks(const SpeedReport& report) {
  std::string lines;
  for (const Absent& absent : report.absent) {
    lines += fmt::format("- {} did not run: {}\n", absent.name, absent.reason);
  }
  for (const Timing& timing : report.timings) {
    if (timing.detail != Detail::whole) continue;
    if (!timing.cannot.empty()) {
      lines += fmt::format("- {}, {}: {}\n", timing.engine, timing.of_class, timing.cannot);
    } else if (timing.of_class != kMissClass && timing.answered < timing.cpu_us.size()) {
      lines += fmt::format("- {}, {}: answers {} of {} questions\n", timing.engine, timing.of_class,
                           timing.answered, timing.cpu_us.size());
    }
  }
  return lines.empty() ? lines : lines + '\n';
}

std::string_view name_of(Detail detail) {
  return detail == Detail::whole ? "whole answers" : "ids and starts";
}

nlohmann::ordered_json percentiles(const std::vector<double>& values) {
  return {{"p50", percentile(values, 50)},
          {"p95", percentile(values, 95)},
          {"p99", percentile(values, 99)}};
}

nlohmann::ordered_json json_of(const BuildLine& line) {
  const Built& built = line.built;
  return {{"engine", line.engine},
          {"version", line.version},
          {"holds", line.holds},
          {"every_wall_s", line.wall_s},
          {"episodes", built.episodes},
          {"cues", built.cues},
          {"text_bytes", built.text_bytes},
          {"wall_s", built.wall_s},
          {"cpu_s", built.cpu_s},
          {"reading_cpu_s", built.reading_cpu_s},
          {"peak_bytes", built.peak_bytes},
          {"disk_bytes", built.disk_bytes}};
}

nlohmann::ordered_json json_of(const Timing& timing) {
  nlohmann::ordered_json json{
      {"class", timing.of_class}, {"engine", timing.engine}, {"detail", name_of(timing.detail)}};
  if (!timing.cannot.empty()) {
    json["cannot"] = timing.cannot;
    return json;
  }
  json["queries"] = timing.cpu_us.size();
  json["answered"] = timing.answered;
  json["cpu_us"] = percentiles(timing.cpu_us);
  json["wall_us"] = percentiles(timing.wall_us);
  json["round_cpu_us_p50"] = timing.round_cpu_us;
  return json;
}

nlohmann::ordered_json json_of(const Rate& rate) {
  return {{"engine", rate.engine},
          {"detail", name_of(rate.detail)},
          {"threads", rate.threads},
          {"queries_a_second", percentile(rate.rounds, 50)},
          {"rounds", rate.rounds}};
}

nlohmann::ordered_json json_of(const Start& start) {
  return {{"engine", start.engine},
          {"warm_open_ms", start.warm_open_ms},
          {"cold_open_ms", start.cold_open_ms},
          {"cold_first_ms", start.cold_first_ms},
          {"cold_p50_ms", start.cold_p50_ms}};
}

nlohmann::ordered_json json_of(const Absent& absent) {
  return {{"engine", absent.name}, {"reason", absent.reason}};
}

template <typename Line>
nlohmann::ordered_json json_of(const std::vector<Line>& lines) {
  auto list = nlohmann::ordered_json::array();
  for (const Line& line : lines) list.push_back(json_of(line));
  return list;
}

}  // namespace

std::string markdown(const SpeedReport& report) {
  std::string text;
  for (const auto& [name, value] : report.conditions)
    text += fmt::format("{}: {}  \n", name, value);
  text += "\n### Building\n\n" + build_table(report.builds);
  for (const Detail detail : {Detail::whole, Detail::ids}) {
    text += fmt::format("### Answers: {}\n\n", name_of(detail)) + query_table(report, detail) +
            where_peers_lead(report, detail);
  }
  if (!report.rates.empty()) text += "### Many questions at once\n\n" + rate_table(report);
  if (!report.starts.empty()) text += "### Starting\n\n" + start_table(report.starts);
  if (const std::string said = remarks(report); !said.empty()) text += "### Remarks\n\n" + said;
  return text;
}

BuildLine median_build(std::string engine, std::string holds, std::vector<Built> tries) {
  std::ranges::sort(tries, {}, &Built::wall_s);
  BuildLine line{std::move(engine), "", std::move(holds), tries[(tries.size() - 1) / 2], {}};
  for (const Built& built : tries) line.wall_s.push_back(built.wall_s);
  return line;
}

std::string markdown_details(const SpeedReport& report) {
  std::string builds = head({"engine", "built, times", "wall s, least", "median", "most"});
  for (const BuildLine& line : report.builds) {
    if (line.wall_s.empty()) continue;
    builds += row({line.engine, std::to_string(line.wall_s.size()), shown(line.wall_s.front()),
                   shown(line.built.wall_s), shown(line.wall_s.back())});
  }
  std::string table = head({"answers", "class", "engine", "answered", "CPU us p50", "p95", "p99",
                            "wall us p50", "p95", "p99", "CPU p50 of rounds"});
  for (const Timing& timing : report.timings) {
    if (!timing.cannot.empty()) continue;
    std::vector<std::string> cells{std::string(name_of(timing.detail)), timing.of_class,
                                   timing.engine,
                                   fmt::format("{} of {}", timing.answered, timing.cpu_us.size())};
    for (const auto* const values : {&timing.cpu_us, &timing.wall_us}) {
      for (const double percent : {50.0, 95.0, 99.0}) {
        cells.push_back(shown(percentile(*values, percent)));
      }
    }
    cells.push_back(shown(percentile(timing.round_cpu_us, 0)) + " to " +
                    shown(percentile(timing.round_cpu_us, 100)));
    table += row(cells);
  }
  return builds + '\n' + table;
}

nlohmann::ordered_json to_json(const SpeedReport& report) {
  nlohmann::ordered_json json;
  for (const auto& [name, value] : report.conditions) json[name] = value;
  json["builds"] = json_of(report.builds);
  json["queries"] = json_of(report.timings);
  json["rates"] = json_of(report.rates);
  json["starts"] = json_of(report.starts);
  json["absent"] = json_of(report.absent);
  return json;
}

void write_json(const std::filesystem::path& path, const SpeedReport& report) {
  std::ofstream file(path);
  file << to_json(report).dump(2) << '\n';
  file.close();
  if (!file) throw Failure(Error{Errc::io, path.string() + ": cannot be written"});
}

std::string script_of_speed(const SpeedReport& report, const std::filesystem::path& svg) {
  const std::vector<std::string> classes = classes_of(report);
  const std::size_t engines = report.builds.size();
  std::string script = svg_head(svg, 1200, 120 + classes.size() * (engines + 1) * 11, 2);
  const double height = 0.8 / static_cast<double>(std::max<std::size_t>(engines, 1));
  for (std::size_t i = 0; i < engines; ++i) {
    script += fmt::format("$e{} << EOD\n", i);
    for (std::size_t c = 0; c < classes.size(); ++c) {
      const double y = static_cast<double>(c) - 0.4 + (static_cast<double>(i) + 0.5) * height;
      const auto value = [&](Detail detail) {
        const double us = cpu_us(report, report.builds[i].engine, classes[c], detail, 50);
        return measured(us) ? fmt::format("{:.3f}", std::max(us, 1.0)) : std::string("NaN");
      };
      script += fmt::format("{:.4f} {:.4f} {} {}\n", y, height * 0.45, value(Detail::whole),
                            value(Detail::ids));
    }
    script += "EOD\n";
  }
  script += fmt::format(
      "set style fill solid 1.0 noborder\nset yrange [{}:-0.6]\nset xrange [1:1000000]\n"
      "set logscale x\nset tmargin 3\nset bmargin 6\nset key below left horizontal Left reverse\n",
      static_cast<double>(classes.size()) - 0.4);
  for (const Detail detail : {Detail::whole, Detail::ids}) {
    const bool first = detail == Detail::whole;
    script += fmt::format(
        "set title {}\nset lmargin at screen {}; set rmargin at screen {}\nset ytics scale 0 "
        "({})\n",
        gnuplot_text(fmt::format("{}, us of CPU, median", name_of(detail))),
        first ? "0.17" : "0.59", first ? "0.56" : "0.98", first ? axis_names(classes) : "\"\" 0");
    for (std::size_t i = 0; i < engines; ++i) {
      script +=
          fmt::format("{}$e{} using (1):1:(1):{}:($1-$2):($1+$2) with boxxyerror lc rgb {} {}",
                      i == 0 ? "plot " : ", ", i, first ? 3 : 4, gnuplot_text(plot_colour(i)),
                      first ? "title " + gnuplot_text(report.builds[i].engine) : "notitle");
    }
    script += '\n';
  }
  return script + "unset multiplot\n";
}

}  // namespace whensaid::bench
