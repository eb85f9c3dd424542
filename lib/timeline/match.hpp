#pragma once

// The query on one timeline: does it hold, and where do its atoms stand. Exact: phrases and NEAR
// are checked on positions, over cue and turn boundaries, never over a section's end.

#include <cstdint>
#include <vector>

#include "timeline/plan.hpp"
#include "timeline/timeline.hpp"

namespace whensaid::timeline {

/// An atom's place, both ends included.
struct Match {
  Position first{0};
  Position last{0};
  std::uint32_t atom{0};

  friend bool operator==(const Match&, const Match&) = default;
};

/// Keeps its buffers; one per search. The plan must outlive it.
class Matcher {
 public:
  explicit Matcher(const Plan& plan);

  /// True when the timeline satisfies the query; then `out` holds the matches of the ranked atoms
  /// in order of position. Stop words are among them only where they stand in their place beside
  /// another word of the query, unless the query is nothing but stop words.
  bool match(const Timeline& timeline, std::vector<Match>& out);

 private:
  struct Spans {
    std::vector<Position> first{};
    std::vector<Position> last{};
  };
  const Spans& spans_of(std::uint32_t atom);
  void find_word(const PlannedWord& word, std::vector<Position>& out);
  void find_phrase(const std::vector<PlannedWord>& words, Spans& out);
  void find_near(const Atom& atom, Spans& out);
  void find(const Atom& atom, Spans& out);
  bool holds(const Condition& condition);
  void collect_stop_words(std::vector<Match>& out);

  const Plan& plan_;
  const Timeline* timeline_{nullptr};
  std::vector<Spans> spans_;
  std::vector<bool> known_;
  std::vector<Position> scratch_;
};

}  // namespace whensaid::timeline
