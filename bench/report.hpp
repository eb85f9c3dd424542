#pragma once

// What a run measured, as tables for people and as JSON for programs.

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "compare.hpp"
#include "judge.hpp"
#include "results.hpp"

namespace whensaid::bench {

/// What a class of questions adds up to, for one engine.
struct ReportLine {
  std::string_view group{};  ///< lives as long as the program
  std::string of_class{};
  std::string engine{};
  std::string version{};
  Summary summary{};
  /// Of the questions that an exhaustive search of the same run answers within ten, the share that
  /// this engine does, too; nothing when there was no exhaustive search.
  std::optional<double> kept{};
};

struct Report {
  std::vector<std::pair<std::string, std::string>> conditions{};  ///< machine, seed, ...
  std::vector<ReportLine> lines{};
  std::vector<ComparedClass> comparisons{};
};

[[nodiscard]] std::vector<ReportLine> summarise_lines(const std::vector<Results::Line>& lines);

/// Markdown, to stdout.
void print_lines(const std::vector<ReportLine>& lines);
void print_comparisons(const std::vector<ComparedClass>& comparisons);

/// Throws Failure (io).
void write_json(const std::filesystem::path& path, const Report& report);

}  // namespace whensaid::bench
