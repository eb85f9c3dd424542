#pragma once

// What all pictures have in common: scripts for gnuplot, which draws them as SVG.

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace whensaid::bench {

inline constexpr std::size_t kPlotColours = 8;
/// Told apart by most eyes; the same number is the same colour in every picture.
[[nodiscard]] std::string_view plot_colour(std::size_t number);

/// A string of gnuplot's language.
[[nodiscard]] std::string gnuplot_text(std::string_view text);

/// Names at 0, 1, 2, ... of an axis.
[[nodiscard]] std::string axis_names(const std::vector<std::string>& names);

/// `panels` side by side.
[[nodiscard]] std::string svg_head(const std::filesystem::path& svg, std::size_t width,
                                   std::size_t height, std::size_t panels);

/// Hands a script to gnuplot. False when it is not there or fails; it has said why on stderr.
[[nodiscard]] bool draw(const std::string& script);

}  // namespace whensaid::bench
