#pragma once

// Matches to moments. A window is opened at each match of a word that tells something and holds the
// matches of the next 30 seconds; its score is the sum of the parts below, each a function of its
// own in rank.cpp with its reason. The best windows that do not overlap are the episode's moments.
// Titles, descriptions, people and chapter titles are windows too, one for each section.

#include <cstdint>
#include <span>
#include <vector>

#include "timeline/match.hpp"
#include "timeline/plan.hpp"
#include "timeline/timeline.hpp"

namespace whensaid::timeline {

/// The weights of the parts, with the reason or the measurement beside each (bench/README.md says
/// how they were found). A part with weight 0 is off.
struct RankOptions {
  std::uint32_t window_ms{30'000};   ///< what a listener hears as one place; 20, 40, 60, 90 s are worse
  std::uint32_t context_ms{180'000};  ///< what the talk is about around it
  double saturation{0.4};           ///< k: a word said twice tells little more than said once
  double alignment{0.8};            ///< words in the query's own order and distance: quotes
  double context{0.4};
  double episode{1.2};              ///< stage 1's BM25: the episode is about it
};

/// Where a score comes from; they add up to it.
struct ScoreParts {
  double words{0};
  double alignment{0};
  double context{0};
  double episode{0};

  [[nodiscard]] double sum() const { return words + alignment + context + episode; }
};

struct Moment {
  Zone zone{Zone::speech};
  std::uint32_t section{0};
  Position first{0};  ///< of the first matched word
  Position last{0};   ///< of the last
  std::uint32_t start_ms{0};
  std::uint32_t end_ms{0};
  double score{0};
  ScoreParts parts{};
};

/// Keeps its buffers; one per search. The plan must outlive it.
class Ranker {
 public:
  explicit Ranker(const Plan& plan, const RankOptions& options = {});

  /// Appends the best moments of one episode, best first, at most `limit` (0: all). `matches` as
  /// Matcher gives them; `episode_score` is stage 1's.
  void rank(const Timeline& timeline, std::span<const Match> matches, double episode_score, std::size_t limit,
            std::vector<Moment>& out);

 private:
  struct Window {
    std::size_t begin{0};  ///< matches
    std::size_t end{0};
    double words{0};
    double alignment{0};
    double context{0};
  };
  /// The sum over the words in a sliding range of matches, kept up to date by add and drop.
  class Sum;

  void time_matches(const Timeline& timeline, std::span<const Match> matches);
  void rank_speech(const Timeline& timeline, std::span<const Match> matches, double episode_score);
  void rank_section(const Timeline& timeline, std::span<const Match> matches, double episode_score);
  [[nodiscard]] double pair_alignment(const Match& a, const Match& b) const;
  [[nodiscard]] Moment moment(const Timeline& timeline, std::span<const Match> matches, const ScoreParts& parts) const;

  const Plan& plan_;
  RankOptions options_;
  double total_weight_{0};
  std::vector<std::uint32_t> ms_;       // of each match of the zone at hand
  std::vector<double> aligned_;         // running sum of pair alignments
  std::vector<double> context_;
  std::vector<Moment> found_;
};

}  // namespace whensaid::timeline
