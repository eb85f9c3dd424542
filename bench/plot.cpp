#include "plot.hpp"

#include <array>
#include <cstdio>

#include <fmt/format.h>

namespace whensaid::bench {
namespace {

/// Told apart by most eyes, in print, too (Okabe and Ito 2008); ours comes first.
constexpr std::array<std::string_view, kPlotColours> kColours{
    "#0072B2", "#56B4E9", "#D55E00", "#999999", "#009E73", "#E69F00", "#CC79A7", "#000000"};

}  // namespace

std::string_view plot_colour(std::size_t number) { return kColours[number % kColours.size()]; }

std::string gnuplot_text(std::string_view text) {
  std::string safe = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') safe += '\\';
    safe += c;
  }
  return safe + '"';
}

std::string axis_names(const std::vector<std::string>& names) {
  std::string list;
  for (std::size_t i = 0; i < names.size(); ++i) {
    list += fmt::format("{}{} {}", i == 0 ? "" : ", ", gnuplot_text(names[i]), i);
  }
  return list;
}

std::string svg_head(const std::filesystem::path& svg, std::size_t width, std::size_t height,
                     std::size_t panels) {
  return fmt::format(
      "set terminal svg size {},{} dynamic background \"#ffffff\" font \"sans,12\" noenhanced\n"
      "set output {}\nset multiplot layout 1,{}\nset border 3\nset tics nomirror\n"
      "set grid xtics lc rgb \"#dddddd\"\n",
      width, height, gnuplot_text(svg.string()), panels);
}

bool draw(const std::string& script) {
  std::FILE* const gnuplot = popen("gnuplot", "w");
  if (gnuplot == nullptr) return false;
  const bool written = std::fwrite(script.data(), 1, script.size(), gnuplot) == script.size();
  return pclose(gnuplot) == 0 && written;
}

}  // namespace whensaid::bench
