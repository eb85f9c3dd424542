#include "judge.hpp"

#include <algorithm>

namespace whensaid::bench {

bool is_right(const Found& found, const Target& target, Clip clip) {
  if (std::ranges::find(target.episodes, found.episode) == target.episodes.end()) return false;
  if (!target.time) return true;
  TimeSpan time = found.time;
  if (clip == Clip::moment) time.end = std::min(time.end, time.start + kLongestMoment);
  return time.start <= target.time->end + target.allow &&
         time.end >= target.time->start - target.allow;
}

Verdict judge(std::span<const Found> answers, const Target& target, Clip clip) {
  Verdict verdict;
  const auto considered = answers.first(std::min(answers.size(), kAnswers));
  const auto first = std::ranges::find_if(
      considered, [&](const Found& found) { return is_right(found, target, clip); });
  if (first == considered.end()) return verdict;
  verdict.rank = static_cast<std::size_t>(first - considered.begin()) + 1;
  if (verdict.rank == 1 && target.time && target.exact_times) {
    verdict.entry_error = std::chrono::abs(first->entry - target.time->start);
  }
  return verdict;
}

Summary summarise(std::span<const Verdict> verdicts) {
  Summary summary;
  std::vector<double> cpu_ms;
  std::vector<double> errors_s;
  double first = 0;
  double found = 0;
  double reciprocal = 0;
  for (const Verdict& verdict : verdicts) {
    cpu_ms.push_back(milliseconds(verdict.cpu));
    if (verdict.entry_error) {
      errors_s.push_back(std::chrono::duration<double>(*verdict.entry_error).count());
    }
    if (verdict.rank == 0) continue;
    first += verdict.rank == 1 ? 1 : 0;
    found += 1;
    reciprocal += 1 / static_cast<double>(verdict.rank);
  }
  summary.questions = verdicts.size();
  const double count = static_cast<double>(std::max<std::size_t>(verdicts.size(), 1));
  summary.hit_at_1 = first / count;
  summary.hit_at_10 = found / count;
  summary.mrr_at_10 = reciprocal / count;
  if (!errors_s.empty()) summary.entry_error_s = percentile(errors_s, 50);
  summary.cpu_median_ms = percentile(cpu_ms, 50);
  summary.cpu_p95_ms = percentile(cpu_ms, 95);
  return summary;
}

}  // namespace whensaid::bench
