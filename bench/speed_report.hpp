#pragma once

// What a run measured about speed and size: tables for people, JSON for programs, a picture.

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "build.hpp"
#include "roster.hpp"
#include "timing.hpp"

namespace whensaid::bench {

/// One engine's index.
struct BuildLine {
  std::string engine{};
  std::string version{};
  std::string holds{};
  Built built{};                 ///< the median one by wall time, of an even number the faster
  std::vector<double> wall_s{};  ///< of each time that it was built, ascending; empty: once
};

/// Of an index that was built at least once.
[[nodiscard]] BuildLine median_build(std::string engine, std::string holds,
                                     std::vector<Built> tries);

struct SpeedReport {
  std::vector<std::pair<std::string, std::string>> conditions{};  ///< machine, seed, ...
  std::vector<BuildLine> builds{};  ///< ours first; the others are columns in this order
  std::vector<Timing> timings{};
  std::vector<Rate> rates{};
  std::vector<Start> starts{};
  std::vector<Absent> absent{};
};

/// Markdown: conditions, building, answers by class, questions a second, starting, and where a peer
/// is ahead. The best of each row (of building and starting: of each column) is bold.
[[nodiscard]] std::string markdown(const SpeedReport& report);

/// A line a class, engine and detail: every percentile, and how far rounds differ.
[[nodiscard]] std::string markdown_details(const SpeedReport& report);

[[nodiscard]] nlohmann::ordered_json to_json(const SpeedReport& report);

/// Throws Failure (io).
void write_json(const std::filesystem::path& path, const SpeedReport& report);

/// Bars of the median CPU time by class and engine: whole answers beside ids and starts.
[[nodiscard]] std::string script_of_speed(const SpeedReport& report,
                                          const std::filesystem::path& svg);

}  // namespace whensaid::bench
