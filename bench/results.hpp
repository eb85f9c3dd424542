#pragma once

// Verdicts by class and engine, and the dump that lets two runs be compared question by question.

#include <cstddef>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "judge.hpp"
#include "questions.hpp"

namespace whensaid::bench {

class Results {
 public:
  struct Line {
    std::string_view group{};  ///< of questions; lives as long as the program
    std::string of_class{};
    std::string engine{};
    std::string version{};
    std::vector<std::string> ids{};  ///< of the questions, as `verdicts`
    std::vector<Verdict> verdicts{};
  };

  /// Counts the verdict in every class of the question.
  void add(const Question& question, const Engine& engine, const Verdict& verdict);

  /// By group and by engine in the order in which they first came up, the classes of a group by
  /// name: a sample does not change the order.
  [[nodiscard]] std::vector<Line> lines() const;

 private:
  std::vector<Line> lines_;
  std::map<std::pair<std::string, std::string>, std::size_t> at_;
  std::map<std::string_view, std::size_t> group_order_;
};

/// 1 / rank of the first right answer, 0 without one.
[[nodiscard]] double reciprocal_rank(const Verdict& verdict);

/// A head line and a line a question: class, engine, id, reciprocal rank, microseconds of CPU;
/// between them tabs. Throws Failure (io).
void write_dump(const std::filesystem::path& path, const std::vector<Results::Line>& lines);

}  // namespace whensaid::bench
