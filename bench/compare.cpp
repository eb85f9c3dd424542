#include "compare.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <fstream>
#include <string_view>
#include <utility>

#include <whensaid/result.hpp>

#include "random.hpp"

namespace whensaid::bench {
namespace {

/// The least common multiple of 1 to 10.
constexpr double kSteps = 2520;

std::int64_t in_steps(double reciprocal_rank) { return std::llround(reciprocal_rank * kSteps); }

/// How many of `permutations` give a sum at least as far from 0 as that of `differences`.
std::size_t as_extreme(std::span<const std::int64_t> differences, std::uint64_t seed,
                       std::size_t permutations) {
  std::int64_t observed = 0;
  for (const std::int64_t difference : differences) observed += difference;
  Random random(seed);
  std::size_t count = 0;
  for (std::size_t round = 0; round < permutations; ++round) {
    std::int64_t sum = 0;
    std::uint64_t tosses = 0;
    for (std::size_t i = 0; i < differences.size(); ++i) {
      if (i % 64 == 0) tosses = random.next();
      const auto toss = static_cast<std::int64_t>(tosses & 1U);
      tosses >>= 1U;
      sum += (1 - 2 * toss) * differences[i];
    }
    count += std::abs(sum) >= std::abs(observed) ? 1 : 0;
  }
  return count;
}

std::vector<std::string_view> split_tabs(std::string_view line) {
  std::vector<std::string_view> fields;
  while (true) {
    const std::size_t tab = line.find('\t');
    fields.push_back(line.substr(0, tab));
    if (tab == std::string_view::npos) return fields;
    line.remove_prefix(tab + 1);
  }
}

template <typename T>
void add_once(std::vector<T>& values, const T& value) {
  if (std::ranges::find(values, value) == values.end()) values.push_back(value);
}

void put(Dump& dump, const std::string& of_class, const std::string& engine, const std::string& id,
         double reciprocal_rank) {
  add_once(dump.engines, engine);
  add_once(dump.classes, of_class);
  dump.ranks[engine][of_class][id] = reciprocal_rank;
}

}  // namespace

Comparison compare(std::span<const double> reciprocal_ranks_a,
                   std::span<const double> reciprocal_ranks_b, std::uint64_t seed,
                   std::size_t permutations) {
  Comparison result;
  result.questions = std::min(reciprocal_ranks_a.size(), reciprocal_ranks_b.size());
  std::vector<std::int64_t> differences;  // pairs without one add nothing, however they are swapped
  for (std::size_t i = 0; i < result.questions; ++i) {
    const double a = reciprocal_ranks_a[i];
    const double b = reciprocal_ranks_b[i];
    result.mrr_a += a;
    result.mrr_b += b;
    result.hit_at_10_a += a > 0 ? 1 : 0;
    result.hit_at_10_b += b > 0 ? 1 : 0;
    const std::int64_t difference = in_steps(b) - in_steps(a);
    if (difference == 0) continue;
    ++(difference < 0 ? result.a_better : result.b_better);
    differences.push_back(difference);
  }
  if (result.questions == 0) return result;
  const auto count = static_cast<double>(result.questions);
  for (double* sum : {&result.mrr_a, &result.mrr_b, &result.hit_at_10_a, &result.hit_at_10_b}) {
    *sum /= count;
  }
  result.p = static_cast<double>(as_extreme(differences, seed, permutations) + 1) /
             static_cast<double>(permutations + 1);
  return result;
}

Dump read_dump(const std::filesystem::path& path) {
  std::ifstream file(path);
  if (!file) throw Failure(Error{Errc::io, path.string() + ": cannot be opened"});
  Dump dump;
  std::size_t number = 1;
  std::string line;
  for (std::getline(file, line); std::getline(file, line);) {  // the first one is the head
    ++number;
    const auto fields = split_tabs(line);
    double value = 0;
    const bool good =
        fields.size() >= 4 &&
        std::from_chars(fields[3].data(), fields[3].data() + fields[3].size(), value).ptr ==
            fields[3].data() + fields[3].size() &&
        value >= 0 && value <= 1;
    if (!good) {
      throw Failure(Error{Errc::bad_format,
                          path.string() + ':' + std::to_string(number) + ": not a line of a dump"});
    }
    put(dump, std::string(fields[0]), std::string(fields[1]), std::string(fields[2]), value);
  }
  return dump;
}

Dump to_dump(const std::vector<Results::Line>& lines) {
  Dump dump;
  for (const Results::Line& line : lines) {
    for (std::size_t i = 0; i < line.ids.size(); ++i) {
      put(dump, line.of_class, line.engine, line.ids[i], reciprocal_rank(line.verdicts[i]));
    }
  }
  return dump;
}

std::vector<ComparedClass> compare_classes(const Dump& a, const std::string& engine_a,
                                           const Dump& b, const std::string& engine_b,
                                           std::uint64_t seed) {
  std::vector<ComparedClass> compared;
  const auto of_a = a.ranks.find(engine_a);
  const auto of_b = b.ranks.find(engine_b);
  if (of_a == a.ranks.end() || of_b == b.ranks.end()) return compared;
  for (const std::string& of_class : a.classes) {
    const auto ranks_a = of_a->second.find(of_class);
    const auto ranks_b = of_b->second.find(of_class);
    if (ranks_a == of_a->second.end() || ranks_b == of_b->second.end()) continue;
    std::vector<double> values_a;
    std::vector<double> values_b;
    for (const auto& [id, value] : ranks_a->second) {
      const auto other = ranks_b->second.find(id);
      if (other == ranks_b->second.end()) continue;
      values_a.push_back(value);
      values_b.push_back(other->second);
    }
    if (values_a.empty()) continue;
    compared.push_back(
        ComparedClass{of_class, engine_a, engine_b, compare(values_a, values_b, seed)});
  }
  return compared;
}

}  // namespace whensaid::bench
