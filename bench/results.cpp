#include "results.hpp"

#include <algorithm>
#include <fstream>

#include <whensaid/result.hpp>

namespace whensaid::bench {

void Results::add(const Question& question, const Engine& engine, const Verdict& verdict) {
  group_order_.emplace(question.group, group_order_.size());
  for (const std::string& of_class : question.classes) {
    const auto [found, added] = at_.emplace(std::pair(of_class, engine.name()), lines_.size());
    if (added) {
      lines_.push_back(Line{question.group, of_class, engine.name(), engine.version(), {}, {}});
    }
    Line& line = lines_[found->second];
    line.ids.push_back(question.id);
    line.verdicts.push_back(verdict);
  }
}

std::vector<Results::Line> Results::lines() const {
  std::vector<Line> sorted = lines_;
  std::ranges::stable_sort(sorted, {}, [&](const Line& line) {
    return std::pair(group_order_.at(line.group), line.of_class);
  });
  return sorted;
}

double reciprocal_rank(const Verdict& verdict) {
  return verdict.rank == 0 ? 0 : 1 / static_cast<double>(verdict.rank);
}

void write_dump(const std::filesystem::path& path, const std::vector<Results::Line>& lines) {
  std::ofstream file(path);
  file << "class\tengine\tid\treciprocal rank\tus of CPU\n";
  for (const Results::Line& line : lines) {
    for (std::size_t i = 0; i < line.ids.size(); ++i) {
      file << line.of_class << '\t' << line.engine << '\t' << line.ids[i] << '\t'
           << reciprocal_rank(line.verdicts[i]) << '\t' << line.verdicts[i].cpu.count() / 1000
           << '\n';
    }
  }
  file.close();
  if (!file) throw Failure(Error{Errc::io, path.string() + ": cannot be written"});
}

}  // namespace whensaid::bench
