#pragma once

// The query on one timeline: does it hold, and with which places. Exact: whensaid/query.hpp says
// what it means, and a plain evaluator in the tests judges that this file does.

#include <cstdint>
#include <deque>
#include <optional>
#include <span>
#include <vector>

#include "timeline/near.hpp"
#include "timeline/plan.hpp"
#include "timeline/region.hpp"
#include "timeline/sequence.hpp"
#include "timeline/timeline.hpp"

namespace whensaid::timeline {

/// A stop word counts when it stands this near to another word of the query, in words. Quotes are
/// dense: their words touch.
inline constexpr Position kBesideWords = 4;

/// How often an atom is said in an episode, in any form.
struct Said {
  std::uint32_t atom{0};
  std::uint32_t count{0};
};

/// Keeps its buffers; one per search. The plan must outlive it.
class Matcher {
 public:
  explicit Matcher(const Plan& plan);

  /// True when the episode satisfies the query; then `out` holds its places, at least one, in order
  /// of position. Stop words are among them only where they stand in their place beside another
  /// word of the query, unless the query is nothing but stop words. An episode without any word is
  /// never found.
  bool match(const Timeline& timeline, const Facts& facts, std::vector<Match>& out);

  /// Whether pairs can tell that an episode does not match.
  [[nodiscard]] bool asks_pairs() const;
  /// Whether an episode with these pairs may match: asked before its timeline is read.
  [[nodiscard]] bool may_match(const PairsView& pairs) const { return may_hold(plan_.root, pairs); }

  /// The same as match() in steps, for when one of them shows that the next is not worth it. The
  /// first says what is matched, which must stay until the last one.
  void start(const Timeline& timeline, const PairsView& pairs, const Facts& facts);
  /// Of a query that is one free word: how often it is said, before any of its places is read.
  /// Nothing for other queries, and where the word is in a title or a name as well, or not at all.
  [[nodiscard]] std::optional<Said> one_word();
  /// Without the stop words that stand beside others.
  bool match_without_stop_words(std::vector<Match>& out);
  [[nodiscard]] bool has_stop_words() const { return !stops_.empty(); }
  /// And with them; `out` is what the step before gave.
  void add_stop_words(std::vector<Match>& out);
  /// At least those within a region: for who knows where they matter.
  void add_stop_words(const Region& region, std::vector<Match>& out);

 private:
  /// A sequence and where it stands in the timeline at hand.
  struct Places {
    explicit Places(const Sequence& sequence) : words(sequence) {}
    SequenceFinder words;
    Spans spans{};
  };
  /// An atom's.
  struct Wanted : Places {
    using Places::Places;
    std::vector<Places> also{};  ///< of Atom::also
    bool known{false};           ///< all of them, of this timeline
  };
  /// A stop word that was asked for, and where it would count.
  struct Stop {
    std::uint32_t atom{0};
    const Region* region{nullptr};
  };

  [[nodiscard]] std::optional<std::uint32_t> only_word() const;
  [[nodiscard]] bool may_hold(const Condition& condition, const PairsView& pairs) const;
  [[nodiscard]] bool may_stand(std::uint32_t atom, const PairsView& pairs) const;
  const Spans& spans_of(std::uint32_t atom);
  static void add_places(const Spans& spans, std::uint32_t atom, const Region& region,
                         std::vector<Match>& out);
  void places_in(std::uint32_t atom, const Region& region, std::vector<Match>& out);

  bool holds(const Condition& condition, const Region& region, bool restricted);
  bool group_holds(const Condition& group, const Region& region, bool restricted);
  bool one_should_holds(const Condition& group, const Region& region, bool restricted);
  bool near_holds(const Condition& near, const Region& region);
  bool anything_holds(const Condition& anything, const Region& region);
  bool within_holds(const Condition& within, const Region& region, bool restricted);
  bool child_holds(const Condition& within, const Region& inside, bool zoned);
  bool range_holds(const query::Range& range) const;
  bool is_lone_stop(const Condition& condition) const;

  [[nodiscard]] Region zones_in(const std::vector<Zone>& zones, const Region& region) const;
  Region restrict(const Condition& within, const Region& region, bool restricted);
  std::vector<bool> named(const std::vector<std::uint32_t>& atoms);
  const std::vector<Region>& units(Scope scope);
  void look_beside(std::span<const Match> others, const Region& region, const Atom& stop);
  void find_beside(const Stop& stop);
  void sort_found();

  const Plan& plan_;
  std::optional<std::uint32_t> one_word_{};  ///< all of the query
  const Timeline* timeline_{nullptr};
  const Facts* facts_{nullptr};
  std::vector<Wanted> wanted_;             ///< of each atom
  std::vector<std::vector<Match>> sides_;  ///< of the NEAR at hand
  std::vector<Match> found_;
  std::vector<Match> merged_;
  std::vector<std::ptrdiff_t> runs_;
  std::vector<Stop> stops_;
  std::vector<Position> beside_;   ///< where the stop word at hand would count
  std::deque<Region> regions_;     ///< those that stops_ point to
  const Region* titles_{nullptr};  ///< what of chapter titles chapter: may look in
  std::optional<std::vector<Region>> chapters_;
  std::optional<std::vector<Region>> turns_;
};

}  // namespace whensaid::timeline
