#include "report.hpp"

#include <algorithm>
#include <fstream>
#include <map>
#include <set>

#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <whensaid/result.hpp>

#include "contest.hpp"

namespace whensaid::bench {

namespace {

using Ids = std::set<std::string_view>;

/// The questions that have a right answer.
Ids found_by(const Results::Line& line) {
  Ids found;
  for (std::size_t i = 0; i < line.ids.size(); ++i) {
    if (line.verdicts[i].rank != 0) found.insert(line.ids[i]);
  }
  return found;
}

double share_of(const Ids& part, const Ids& whole) {
  if (whole.empty()) return 1;
  const auto kept =
      std::ranges::count_if(whole, [&](std::string_view id) { return part.contains(id); });
  return static_cast<double>(kept) / static_cast<double>(whole.size());
}

}  // namespace

std::vector<ReportLine> summarise_lines(const std::vector<Results::Line>& lines) {
  std::map<std::string_view, Ids> exhaustive;  // by class
  for (const Results::Line& line : lines) {
    if (line.engine == kExhaustiveName) exhaustive.emplace(line.of_class, found_by(line));
  }
  std::vector<ReportLine> summaries;
  for (const Results::Line& line : lines) {
    summaries.push_back(ReportLine{line.group, line.of_class, line.engine, line.version,
                                   summarise(line.verdicts), std::nullopt});
    const auto whole = exhaustive.find(line.of_class);
    if (whole != exhaustive.end()) summaries.back().kept = share_of(found_by(line), whole->second);
  }
  return summaries;
}

void print_lines(const std::vector<ReportLine>& lines) {
  const bool kept =
      std::ranges::any_of(lines, [](const ReportLine& line) { return line.kept.has_value(); });
  fmt::print(
      "| class | engine | questions | hit@1 | hit@10 | MRR@10 | {}entry off by, s | CPU ms, "
      "median | p95 |\n|---|---|---|---|---|---|{}---|---|---|\n",
      kept ? "kept of exhaustive | " : "", kept ? "---|" : "");
  for (const ReportLine& line : lines) {
    const Summary& summary = line.summary;
    const std::string off =
        summary.entry_error_s ? fmt::format("{:.1f}", *summary.entry_error_s) : "";
    fmt::print("| {} | {} | {} | {:.3f} | {:.3f} | {:.3f} | {}{} | {:.2f} | {:.2f} |\n",
               line.of_class, line.engine, summary.questions, summary.hit_at_1, summary.hit_at_10,
               summary.mrr_at_10, line.kept ? fmt::format("{:.3f} | ", *line.kept) : "", off,
               summary.cpu_median_ms, summary.cpu_p95_ms);
  }
}

void print_comparisons(const std::vector<ComparedClass>& comparisons) {
  if (comparisons.empty()) return;
  fmt::print(
      "\n| class | A | B | questions | MRR@10 of A | of B | difference | A better | B better "
      "| p |\n|---|---|---|---|---|---|---|---|---|---|\n");
  for (const ComparedClass& line : comparisons) {
    const Comparison& of = line.comparison;
    fmt::print("| {} | {} | {} | {} | {:.4f} | {:.4f} | {:+.4f} | {} | {} | {:.4f} |\n",
               line.of_class, line.a, line.b, of.questions, of.mrr_a, of.mrr_b, of.mrr_b - of.mrr_a,
               of.a_better, of.b_better, of.p);
  }
}

void write_json(const std::filesystem::path& path, const Report& report) {
  using nlohmann::ordered_json;
  ordered_json json;
  for (const auto& [name, value] : report.conditions) json[name] = value;
  json["results"] = ordered_json::array();
  for (const ReportLine& line : report.lines) {
    const Summary& summary = line.summary;
    ordered_json result{{"class", line.of_class},
                        {"engine", line.engine},
                        {"version", line.version},
                        {"questions", summary.questions},
                        {"hit_at_1", summary.hit_at_1},
                        {"hit_at_10", summary.hit_at_10},
                        {"mrr_at_10", summary.mrr_at_10},
                        {"entry_error_median_s", nullptr},
                        {"cpu_median_ms", summary.cpu_median_ms},
                        {"cpu_p95_ms", summary.cpu_p95_ms}};
    if (line.kept) result["kept_of_exhaustive"] = *line.kept;
    if (summary.entry_error_s) result["entry_error_median_s"] = *summary.entry_error_s;
    json["results"].push_back(std::move(result));
  }
  json["comparisons"] = ordered_json::array();
  for (const ComparedClass& line : report.comparisons) {
    const Comparison& of = line.comparison;
    json["comparisons"].push_back({{"class", line.of_class},
                                   {"a", line.a},
                                   {"b", line.b},
                                   {"questions", of.questions},
                                   {"mrr_at_10_a", of.mrr_a},
                                   {"mrr_at_10_b", of.mrr_b},
                                   {"hit_at_10_a", of.hit_at_10_a},
                                   {"hit_at_10_b", of.hit_at_10_b},
                                   {"a_better", of.a_better},
                                   {"b_better", of.b_better},
                                   {"p", of.p}});
  }
  std::ofstream file(path);
  file << json.dump(2) << '\n';
  file.close();
  if (!file) throw Failure(Error{Errc::io, path.string() + ": cannot be written"});
}

}  // namespace whensaid::bench
