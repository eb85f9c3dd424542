#pragma once

// How cost grows with a collection: tables, JSON and a picture.

#include <cstddef>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "speed_report.hpp"

namespace whensaid::bench {

/// One size of the collection.
struct GrowthStep {
  std::size_t factor{1};  ///< times the base's episodes
  SpeedReport report{};   ///< builds and timings of whole answers
};

struct GrowthReport {
  std::vector<std::pair<std::string, std::string>> conditions{};
  std::vector<GrowthStep> steps{};  ///< the smallest first
};

/// Markdown: building by engine and factor, then CPU by class: p50 / p99 at each factor and how
/// many times the last p50 of an engine is its first.
[[nodiscard]] std::string markdown(const GrowthReport& report);

/// Throws Failure (io).
void write_json(const std::filesystem::path& path, const GrowthReport& report);

/// Curves over the size of the text: time to build, peak memory, index, p50 and p99 of `of_class`.
[[nodiscard]] std::string script_of_growth(const GrowthReport& report, const std::string& of_class,
                                           const std::filesystem::path& svg);

}  // namespace whensaid::bench
