#pragma once

// The rule by which answers are judged, and what it adds up to. Pure values: every engine is judged
// by this code and no other.

#include <chrono>
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine.hpp"
#include "measure.hpp"

namespace whensaid::bench {

/// The known answer of a question.
struct Target {
  std::vector<std::string> episodes{};  ///< any of these
  std::optional<TimeSpan> time{};       ///< absent: the episode alone counts
  Millis allow{0};                      ///< how far off the times of the source may be
  bool exact_times{false};              ///< then the entry point is measured, too
};

/// An answer longer than this is judged by its first 30 s: nobody searches through a minute.
inline constexpr Millis kLongestMoment{std::chrono::seconds{30}};

/// How long an answer may be; `whole` for engines that answer with passages.
enum class Clip { moment, whole };

[[nodiscard]] bool is_right(const Found& found, const Target& target, Clip clip);

struct Verdict {
  std::size_t rank{0};                  ///< of the first right answer, from 1; 0: none
  std::optional<Millis> entry_error{};  ///< only when the first answer is right and times are exact
  Nanos cpu{0};
};

[[nodiscard]] Verdict judge(std::span<const Found> answers, const Target& target, Clip clip);

/// What a class of questions adds up to.
struct Summary {
  std::size_t questions{0};
  double hit_at_1{0};
  double hit_at_10{0};
  double mrr_at_10{0};
  std::optional<double> entry_error_s{};  ///< median
  double cpu_median_ms{0};
  double cpu_p95_ms{0};
};

[[nodiscard]] Summary summarise(std::span<const Verdict> verdicts);

}  // namespace whensaid::bench
