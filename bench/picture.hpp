#pragma once

// The tables as pictures: scripts for gnuplot, which draws them as SVG.

#include <filesystem>
#include <string>
#include <vector>

#include "report.hpp"

namespace whensaid::bench {

/// Bars by class and engine: MRR@10, hit@10 and median CPU time, side by side.
[[nodiscard]] std::string script_of_bars(const std::vector<ReportLine>& lines,
                                         const std::filesystem::path& svg);

/// Curves by class over the number of candidates: what is kept of what an exhaustive search finds,
/// and median CPU time. Of a group only the classes that hold most of its questions.
[[nodiscard]] std::string script_of_recall(const std::vector<ReportLine>& lines,
                                           const std::filesystem::path& svg);

}  // namespace whensaid::bench
