#include "picture.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <map>
#include <string_view>

#include <fmt/format.h>

#include "plot.hpp"

namespace whensaid::bench {
namespace {

template <typename Projection>
std::vector<std::string> distinct(const std::vector<ReportLine>& lines, Projection name) {
  std::vector<std::string> names;
  for (const ReportLine& line : lines) {
    if (std::ranges::find(names, line.*name) == names.end()) names.push_back(line.*name);
  }
  return names;
}

std::size_t place_of(const std::vector<std::string>& names, std::string_view name) {
  return static_cast<std::size_t>(std::ranges::find(names, name) - names.begin());
}

/// A panel of bars: its title, the axis, and the column of the data with the bar's end.
struct Panel {
  std::string_view title{};
  std::string_view axis{};
  std::string_view from{};
  int column{0};
};

/// `$e0`, `$e1`, ...: a block of data an engine; y, height, MRR, hit@10, CPU.
std::string bar_data(const std::vector<ReportLine>& lines, const std::vector<std::string>& classes,
                     const std::vector<std::string>& engines) {
  const double height = 0.8 / static_cast<double>(engines.size());
  std::string data;
  for (std::size_t i = 0; i < engines.size(); ++i) {
    data += fmt::format("$e{} << EOD\n", i);
    for (const ReportLine& line : lines) {
      if (line.engine != engines[i]) continue;
      const auto row = static_cast<double>(place_of(classes, line.of_class));
      const double y = row - 0.4 + (static_cast<double>(i) + 0.5) * height;
      data += fmt::format("{:.4f} {:.4f} {:.4f} {:.4f} {:.4f}\n", y, height * 0.45,
                          line.summary.mrr_at_10, line.summary.hit_at_10,
                          std::max(line.summary.cpu_median_ms, 0.01));
    }
    data += "EOD\n";
  }
  return data;
}

/// The largest classes of each group: the others are parts of them.
std::vector<ReportLine> whole_classes(const std::vector<ReportLine>& lines) {
  std::map<std::string_view, std::size_t> most;
  for (const ReportLine& line : lines) {
    std::size_t& size = most[line.group];
    size = std::max(size, line.summary.questions);
  }
  std::vector<ReportLine> whole;
  std::ranges::copy_if(lines, std::back_inserter(whole), [&](const ReportLine& line) {
    return 4 * line.summary.questions > 3 * most.at(line.group);
  });
  return whole;
}

}  // namespace

std::string script_of_bars(const std::vector<ReportLine>& lines, const std::filesystem::path& svg) {
  const auto classes = distinct(lines, &ReportLine::of_class);
  const auto engines = distinct(lines, &ReportLine::engine);
  constexpr std::size_t kWidth = 1200;
  constexpr std::size_t kMargins = 120;
  constexpr std::size_t kRow = 11;
  std::string script =
      svg_head(svg, kWidth, kMargins + classes.size() * (engines.size() + 1) * kRow, 3) +
      bar_data(lines, classes, engines);
  script += fmt::format(
      "set style fill solid 1.0 noborder\nset yrange [{}:-0.6]\nset tmargin 3\nset bmargin 6\n"
      "set key below left horizontal Left reverse\n",
      static_cast<double>(classes.size()) - 0.4);
  constexpr std::array<Panel, 3> kPanels{
      {{"MRR@10", "set xrange [0:1]; set xtics 0.2; unset logscale", "0", 3},
       {"hit@10", "set xrange [0:1]; set xtics 0.2; unset logscale", "0", 4},
       {"CPU, ms, median", "set xrange [0.05:500]; set logscale x; set xtics auto", "0.05", 5}}};
  for (const Panel& panel : kPanels) {
    const bool first = &panel == kPanels.data();
    script += fmt::format("set title {}\n{}\n", gnuplot_text(panel.title), panel.axis);
    // Names of classes stand once, at the left; the legend below them.
    script += first ? fmt::format(
                          "set lmargin at screen 0.27; set rmargin at screen 0.50\n"
                          "set ytics scale 0 ({})\n",
                          axis_names(classes))
                    : fmt::format(
                          "set lmargin at screen {0}; set rmargin at screen {1}\n"
                          "set ytics scale 0 ({2})\n",
                          panel.column == 4 ? "0.52" : "0.77", panel.column == 4 ? "0.75" : "0.98",
                          "\"\" 0");
    std::string plots;
    for (std::size_t i = 0; i < engines.size(); ++i) {
      plots += fmt::format(
          "{}$e{} using ({}):1:({}):{}:($1-$2):($1+$2) with boxxyerror lc rgb {} {}",
          i == 0 ? "plot " : ", ", i, panel.from, panel.from, panel.column,
          gnuplot_text(plot_colour(i)), first ? "title " + gnuplot_text(engines[i]) : "notitle");
    }
    script += plots + '\n';
  }
  return script + "unset multiplot\n";
}

std::string script_of_recall(const std::vector<ReportLine>& lines,
                             const std::filesystem::path& svg) {
  const auto whole = whole_classes(lines);
  const auto classes = distinct(whole, &ReportLine::of_class);
  const auto steps = distinct(whole, &ReportLine::engine);
  std::string script = svg_head(svg, 1200, 520, 2);
  for (std::size_t i = 0; i < classes.size(); ++i) {
    script += fmt::format("$c{} << EOD\n", i);
    for (const ReportLine& line : whole) {
      if (line.of_class != classes[i]) continue;
      script += fmt::format("{} {:.4f} {:.4f}\n", place_of(steps, line.engine),
                            line.kept.value_or(0), line.summary.cpu_median_ms);
    }
    script += "EOD\n";
  }
  script += fmt::format(
      "set xtics rotate by -30 ({})\nset xrange [-0.2:{}]\nset bmargin 5\n"
      "set grid ytics lc rgb \"#dddddd\"\n",
      axis_names(steps), static_cast<double>(steps.size()) - 0.8);
  const auto plot = [&](std::string_view title, std::string_view range, int column, bool legend) {
    script += fmt::format("set title {}\nset yrange {}\n{}\n", gnuplot_text(title), range,
                          legend ? "set key outside right center Left reverse" : "unset key");
    for (std::size_t i = 0; i < classes.size(); ++i) {
      script += fmt::format(
          "{}$c{} using 1:{} with linespoints lw 2 pt 7 ps 0.5 dt {} lc rgb {} title {}",
          i == 0 ? "plot " : ", ", i, column, i < kPlotColours ? 1 : 2,
          gnuplot_text(plot_colour(i)), gnuplot_text(classes[i]));
    }
    script += '\n';
  };
  script += "set lmargin at screen 0.05; set rmargin at screen 0.36\n";
  plot("share kept of what an exhaustive search finds", "[*:1]", 2, false);
  script += "set lmargin at screen 0.41; set rmargin at screen 0.72\n";
  plot("CPU, ms, median", "[0:*]", 3, true);
  return script + "unset multiplot\n";
}

}  // namespace whensaid::bench
