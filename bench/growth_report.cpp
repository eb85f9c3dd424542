#include "growth_report.hpp"

#include <algorithm>
#include <array>
#include <fstream>
#include <functional>
#include <optional>

#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <whensaid/result.hpp>

#include "plot.hpp"

namespace whensaid::bench {
namespace {

template <typename Project>
std::vector<std::string> names_in(const GrowthReport& report, Project project) {
  std::vector<std::string> names;
  for (const GrowthStep& step : report.steps) {
    for (const std::string& name : project(step.report)) {
      if (std::ranges::find(names, name) == names.end()) names.push_back(name);
    }
  }
  return names;
}

std::vector<std::string> engines_in(const GrowthReport& report) {
  return names_in(report, [](const SpeedReport& step) {
    std::vector<std::string> names;
    for (const BuildLine& line : step.builds) names.push_back(line.engine);
    return names;
  });
}

std::vector<std::string> classes_in(const GrowthReport& report) {
  return names_in(report, [](const SpeedReport& step) {
    std::vector<std::string> names;
    for (const Timing& timing : step.timings) names.push_back(timing.of_class);
    return names;
  });
}

const BuildLine* build_of(const GrowthStep& step, const std::string& engine) {
  const auto& builds = step.report.builds;
  const auto found = std::ranges::find(builds, engine, &BuildLine::engine);
  return found == builds.end() ? nullptr : &*found;
}

std::optional<double> micros(const GrowthStep& step, const std::string& engine,
                             const std::string& of_class, double percent) {
  for (const Timing& timing : step.report.timings) {
    if (timing.engine == engine && timing.of_class == of_class && !timing.cpu_us.empty()) {
      return percentile(timing.cpu_us, percent);
    }
  }
  return std::nullopt;
}

std::string build_table(const GrowthReport& report) {
  std::string table =
      "| engine | times | episodes | MB of cue text | wall s | CPU s | MB/s of CPU | peak MB | "
      "bytes on disk a byte |\n|---|---|---|---|---|---|---|---|---|\n";
  for (const std::string& engine : engines_in(report)) {
    for (const GrowthStep& step : report.steps) {
      const BuildLine* const line = build_of(step, engine);
      if (line == nullptr) continue;
      const Built& built = line->built;
      const auto text = static_cast<double>(built.text_bytes);
      table +=
          fmt::format("| {} | {} | {} | {:.0f} | {:.1f} | {:.1f} | {:.1f} | {:.0f} | {:.2f} |\n",
                      engine, step.factor, built.episodes, text / 1e6, built.wall_s, built.cpu_s,
                      text / 1e6 / built.cpu_s, static_cast<double>(built.peak_bytes) / 1e6,
                      static_cast<double>(built.disk_bytes) / text);
    }
  }
  return table + '\n';
}

std::string query_row(const GrowthReport& report, const std::string& of_class,
                      const std::string& engine) {
  std::string row = fmt::format("| {} | {} |", of_class, engine);
  std::vector<double> all;
  for (const GrowthStep& step : report.steps) {
    const auto p50 = micros(step, engine, of_class, 50);
    if (!p50) {
      row += " |";
      continue;
    }
    all.push_back(*p50);
    row += fmt::format(" {:.0f} / {:.0f} |", *p50, *micros(step, engine, of_class, 99));
  }
  if (all.size() < 2 || all.front() <= 0) return row + " |\n";
  return row + fmt::format(" {:.1f} |\n", all.back() / all.front());
}

std::string query_table(const GrowthReport& report) {
  std::string table = "| CPU us, p50 / p99 | engine |";
  std::string rule = "|---|---|";
  for (const GrowthStep& step : report.steps) {
    table += fmt::format(" {} times |", step.factor);
    rule += "---|";
  }
  table += " p50 grows, times |\n" + rule + "---|\n";
  for (const std::string& of_class : classes_in(report)) {
    for (const std::string& engine : engines_in(report)) {
      table += query_row(report, of_class, engine);
    }
  }
  return table;
}

/// A curve's value at a step; nothing where the engine did not run.
using Value = std::function<std::optional<double>(const GrowthStep&, const std::string&)>;

struct Panel {
  std::string title{};
  Value value{};
};

std::vector<Panel> panels(const std::string& of_class) {
  const auto built = [](double (*of)(const Built&)) -> Value {
    return [of](const GrowthStep& step, const std::string& engine) -> std::optional<double> {
      const BuildLine* const line = build_of(step, engine);
      if (line == nullptr) return std::nullopt;
      return of(line->built);
    };
  };
  const auto asked = [&](double percent) -> Value {
    return [of_class, percent](const GrowthStep& step, const std::string& engine) {
      return micros(step, engine, of_class, percent);
    };
  };
  return {{"building, wall s", built([](const Built& of) { return of.wall_s; })},
          {"peak memory, MB",
           built([](const Built& of) { return static_cast<double>(of.peak_bytes) / 1e6; })},
          {"index, MB",
           built([](const Built& of) { return static_cast<double>(of.disk_bytes) / 1e6; })},
          {of_class + ", us of CPU, p50", asked(50)},
          {of_class + ", us of CPU, p99", asked(99)}};
}

double text_megabytes(const GrowthStep& step) {
  return step.report.builds.empty()
             ? 0
             : static_cast<double>(step.report.builds.front().built.text_bytes) / 1e6;
}

}  // namespace

std::string markdown(const GrowthReport& report) {
  std::string text;
  for (const auto& [name, value] : report.conditions)
    text += fmt::format("{}: {}  \n", name, value);
  return text + "\n### Building\n\n" + build_table(report) + "### Whole answers\n\n" +
         query_table(report);
}

void write_json(const std::filesystem::path& path, const GrowthReport& report) {
  nlohmann::ordered_json json;
  for (const auto& [name, value] : report.conditions) json[name] = value;
  json["steps"] = nlohmann::ordered_json::array();
  for (const GrowthStep& step : report.steps) {
    auto line = to_json(step.report);
    line["factor"] = step.factor;
    json["steps"].push_back(std::move(line));
  }
  std::ofstream file(path);
  file << json.dump(2) << '\n';
  file.close();
  if (!file) throw Failure(Error{Errc::io, path.string() + ": cannot be written"});
}

std::string script_of_growth(const GrowthReport& report, const std::string& of_class,
                             const std::filesystem::path& svg) {
  const std::vector<Panel> all = panels(of_class);
  const std::vector<std::string> engines = engines_in(report);
  std::string script = svg_head(svg, 1500, 420, all.size());
  for (std::size_t p = 0; p < all.size(); ++p) {
    for (std::size_t e = 0; e < engines.size(); ++e) {
      script += fmt::format("$p{}e{} << EOD\n", p, e);
      for (const GrowthStep& step : report.steps) {
        const auto value = all[p].value(step, engines[e]);
        if (value) script += fmt::format("{:.3f} {:.4f}\n", text_megabytes(step), *value);
      }
      script += "EOD\n";
    }
  }
  script +=
      "set logscale xy\nset xlabel \"MB of cue text\"\nset bmargin 9\n"
      "set grid ytics lc rgb \"#dddddd\"\nset key below left Left reverse vertical\n";
  for (std::size_t p = 0; p < all.size(); ++p) {
    script +=
        fmt::format("set title {}\n{}", gnuplot_text(all[p].title), p == 0 ? "" : "unset key\n");
    for (std::size_t e = 0; e < engines.size(); ++e) {
      script += fmt::format(
          "{}$p{}e{} using 1:2 with linespoints lw 2 pt 7 ps 0.5 lc rgb {} title {}",
          e == 0 ? "plot " : ", ", p, e, gnuplot_text(plot_colour(e)), gnuplot_text(engines[e]));
    }
    script += '\n';
  }
  return script + "unset multiplot\n";
}

}  // namespace whensaid::bench
