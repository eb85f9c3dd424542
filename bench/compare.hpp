#pragma once

// Whether one ranking is better than another or only lucky: two systems, the same questions.

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "results.hpp"

namespace whensaid::bench {

/// Of pairs: the same question, asked of A and of B.
struct Comparison {
  std::size_t questions{0};
  double mrr_a{0};
  double mrr_b{0};
  double hit_at_10_a{0};
  double hit_at_10_b{0};
  std::size_t a_better{0};
  std::size_t b_better{0};
  double p{1};  ///< of a difference of MRR this large or larger when A and B are no different
};

inline constexpr std::size_t kPermutations = 10'000;

/// Fisher's paired randomisation test, two-sided: how often the difference of the means is at least
/// as large as it was, when each pair is swapped or not by a toss. Counts the order as it was among
/// the permutations, so p is never 0. Ranks are those of ten answers: reciprocal ranks are taken in
/// steps of 1/2520, in which 1 to 1/10 are whole, so that sums are exact.
[[nodiscard]] Comparison compare(std::span<const double> reciprocal_ranks_a,
                                 std::span<const double> reciprocal_ranks_b, std::uint64_t seed,
                                 std::size_t permutations = kPermutations);

/// What a dump says of one engine: by class, by question's id, the reciprocal rank.
using Ranks = std::map<std::string, std::map<std::string, double>>;

struct Dump {
  std::vector<std::string> engines{};  ///< in the order of the file
  std::vector<std::string> classes{};
  std::map<std::string, Ranks> ranks{};  ///< by engine
};

/// Throws Failure: io, or bad_format with file and line.
[[nodiscard]] Dump read_dump(const std::filesystem::path& path);
[[nodiscard]] Dump to_dump(const std::vector<Results::Line>& lines);

/// A line of a table of comparisons.
struct ComparedClass {
  std::string of_class{};
  std::string a{};
  std::string b{};
  Comparison comparison{};
};

/// The classes that both hold, in the order of `a`, each over the questions that both were asked.
[[nodiscard]] std::vector<ComparedClass> compare_classes(const Dump& a, const std::string& engine_a,
                                                         const Dump& b, const std::string& engine_b,
                                                         std::uint64_t seed);

}  // namespace whensaid::bench
