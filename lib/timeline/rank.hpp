#pragma once

// Matches to moments. A window is opened at each match and holds the matches of the next 30
// seconds; its score is the sum of the parts below. The best windows that do not overlap are the
// episode's moments. Titles, descriptions, people and chapter titles are windows too, one for each
// section.

#include <array>
#include <cstdint>
#include <limits>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "timeline/match.hpp"
#include "timeline/plan.hpp"
#include "timeline/region.hpp"
#include "timeline/surroundings.hpp"
#include "timeline/timeline.hpp"
#include "timeline/word_sum.hpp"

namespace whensaid::timeline {

/// What a listener hears as one place: a moment holds what begins at most this long after its first
/// match. 20, 40, 60 and 90 s are worse.
inline constexpr std::uint32_t kMomentMs = 30'000;

/// The weights of the parts; bench/README.md says how they were found. A part with weight 0 is off.
/// Each is told in rank.cpp, where it is computed.
struct RankOptions {
  std::uint32_t window_ms{kMomentMs};
  std::uint32_t around_ms{180'000};  ///< half of it before a window's start, half behind
  std::uint32_t ahead_ms{120'000};   ///< behind the window's end
  /// Of an episode's best few, those that are this near a better one come behind all others: who
  /// plays the better one hears them, too. 0: all are alike. 30 to 90 s do as well.
  std::uint32_t apart_ms{60'000};
  double saturation{0.4};  ///< k: a word said twice tells little more than said once
  double words{1.0};
  double typed{0.9};
  double order{1.0};
  double closeness{0.3};
  double around{0.2};
  double ahead{0.1};
  double coverage{0.5};
  double named{0.5};
  double people{2.0};  ///< part of `named`: whose whole name it is, is heard all the time
  double episode{1.2};
};

/// Switches a part off by its name in named_parts(). False when there is none of that name.
bool leave_out(RankOptions& options, std::string_view part);

/// Where a score comes from; they add up to it.
struct ScoreParts {
  double words{0};
  double typed{0};
  double order{0};
  double closeness{0};
  double context{0};
  double coverage{0};
  double named{0};
  double episode{0};

  [[nodiscard]] double sum() const {
    return words + typed + order + closeness + context + coverage + named + episode;
  }
};

/// The same with names, for people: all that sum() adds up.
struct NamedPart {
  std::string_view name{};
  double value{0};
  std::string_view sentence{};
};
[[nodiscard]] inline std::vector<NamedPart> named_parts(const ScoreParts& parts) {
  return {{"words", parts.words, "the words of the query in it, the rare ones above all"},
          {"typed", parts.typed, "words in the very form that was typed"},
          {"order", parts.order, "words as near and in the same order as in the query"},
          {"closeness", parts.closeness, "different words within a few words of each other"},
          {"context", parts.context, "what is said in the minutes around it and behind it"},
          {"coverage", parts.coverage, "how many of the words are said around it, and anywhere"},
          {"named", parts.named, "words that title, description, names or chapters have, too"},
          {"episode", parts.episode, "how much the whole episode is about it"}};
}

struct Moment {
  Zone zone{Zone::speech};
  std::uint32_t section{0};
  Position first{0};  ///< of the first matched word
  Position last{0};   ///< of the last
  std::uint32_t start_ms{0};
  std::uint32_t end_ms{0};
  double score{0};
  ScoreParts parts{};
  bool beside_better{false};  ///< less than RankOptions::apart_ms from a better one
};

/// Keeps its buffers; one per search. The plan must outlive it.
class Ranker {
 public:
  explicit Ranker(const Plan& plan, const RankOptions& options = {});

  /// Appends the best moments of one episode, best first, at most `limit` (0: all), those that
  /// score `floor` at least. With a limit, those beside better ones fill what the others leave.
  /// `matches` as Matcher gives them; `episode_score` is stage 1's.
  void rank(const Timeline& timeline, std::span<const Match> matches, double episode_score,
            std::size_t limit, std::vector<Moment>& out, double floor = kNoFloor);

  /// Whether rank() can give anything for an episode of which no more is known than how often the
  /// one word of the query is said, and that it is in no title or name.
  [[nodiscard]] bool may_reach(const Said& word, double episode_score, double floor);

  /// Where stop words that stand beside others may lead to what rank() then gives, for matches
  /// without them: what it gives is the same without the others. Empty when it can give nothing
  /// whichever there are. Valid until the next call.
  [[nodiscard]] const Region& find_reach(const Timeline& timeline, std::span<const Match> matches,
                                         double episode_score, double floor);

  static constexpr double kNoFloor = -std::numeric_limits<double>::infinity();

 private:
  /// A range of the matches with its score; becomes a Moment when it is among the best.
  struct Window {
    std::size_t begin{0};
    std::size_t end{0};
    Zone zone{Zone::speech};
    ScoreParts parts{};
    double score{0};
  };
  using Matches = std::span<const Match>;
  /// Running sums over matches and those before them.
  struct Neighbours {
    double words{0};  ///< what they tell in either form, as if each was another one
    double order{0};
    double stops{0};
    double closeness{0};
  };
  /// What is asked of an atom at each of its matches.
  struct Word {
    std::array<double, 2> told{};  ///< by one that is said: in another form, as it was typed
    double stop_weight{0};
    std::uint32_t offset{0};
    bool stop{false};
  };
  /// How an atom stands in the episode.
  struct Count {
    std::uint32_t all{0};
    bool typed{false};
    bool named{false};  ///< in title, description, names or chapters
  };
  /// Which windows are worth keeping.
  struct Bound {
    double floor{kNoFloor};
    bool stop_words_to_come{false};
  };

  void weigh_episode(const Timeline& timeline, Matches matches, double episode_score);
  void weigh_counts(double episode_score);
  double hear_people(const Timeline& timeline, Matches matches);
  void find_windows(const Timeline& timeline, Matches matches, double episode_score, Bound bound);
  void find_speech_windows(const Timeline& timeline, Matches matches, std::size_t begin,
                           Bound bound);
  void find_times(const Timeline& timeline, Matches matches, std::size_t begin);
  void sum_neighbours(Matches matches, std::size_t begin);
  /// What neighbours tell from one match to another, by their sums.
  [[nodiscard]] double told_by_order(const Neighbours& from, const Neighbours& to,
                                     double leading_stops) const;
  [[nodiscard]] double told_by_closeness(const Neighbours& from, const Neighbours& to) const;
  [[nodiscard]] double most_in_speech(Bound bound) const;
  [[nodiscard]] double most_words(const Neighbours& from, const Neighbours& to) const;
  [[nodiscard]] std::pair<std::size_t, double> lead_up(Matches matches, std::size_t begin,
                                                       std::size_t word) const;
  void see(Matches matches, std::size_t begin, std::size_t end);
  std::size_t find_section_window(const Timeline& timeline, Matches matches, std::size_t begin,
                                  Bound bound);
  void weigh_surroundings(std::size_t match, ScoreParts& parts);
  void keep(Window window, Bound bound);
  [[nodiscard]] double slack(Zone zone, Bound bound) const;
  [[nodiscard]] bool leads_up(const Match& stop, const Match& first) const;
  [[nodiscard]] double coverage(double present) const;
  [[nodiscard]] double in_order(const Match& a, const Match& b) const;
  [[nodiscard]] double close_by(const Match& a, const Match& b) const;
  void take(const Timeline& timeline, Matches matches, std::size_t limit, std::uint32_t apart_ms,
            std::vector<Moment>& out);
  /// Whether no more than `apart_ms` lies between them.
  [[nodiscard]] bool are_near(const Window& a, const Window& b, std::uint32_t apart_ms) const;
  [[nodiscard]] Moment make_moment(const Timeline& timeline, Matches matches,
                                   const Window& window) const;

  RankOptions options_;
  double total_weight_{0};
  double stop_weight_{0};               ///< of the stop words
  Position farthest_{0};                ///< neighbours farther from each other tell nothing
  std::vector<Word> words_;             ///< the atoms
  std::vector<double> weights_;         ///< of the atoms; stop words have none of their own
  std::vector<double> spoken_weights_;  ///< in this episode's speech
  std::vector<Count> counts_;
  double of_people_{0};                 ///< weight of the names of whoever is heard
  ScoreParts of_episode_{};             ///< the parts that all windows of the episode share
  double most_words_{0};                ///< what no window's words in any form exceed
  double most_context_{0};              ///< what no window's context and coverage exceed
  std::vector<std::uint32_t> ms_;       ///< when each match is said; ascends in speech
  std::vector<Neighbours> neighbours_;  ///< before the first match that is summed, behind each
  SlidingSum inside_;
  SlidingSum typed_;
  Surroundings surroundings_;
  std::vector<Window> windows_;
  Region reach_;
  std::vector<Window> taken_;
  std::vector<Window> beside_;  ///< not taken, for one that is near
};

/// Appends the moments of one episode as Order::time defines them (search.hpp), by time, at most
/// `limit` (0: all). Their scores are 0.
void moments_by_time(const Timeline& timeline, std::span<const Match> matches, std::size_t limit,
                     std::vector<Moment>& out);

}  // namespace whensaid::timeline
