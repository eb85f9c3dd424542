#pragma once

// The query on one timeline: does it hold, and with which places. Exact: whensaid/query.hpp says
// what it means, and a plain evaluator in the tests judges that this file does.

#include <cstdint>
#include <deque>
#include <optional>
#include <span>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "timeline/letters.hpp"
#include "timeline/near.hpp"
#include "timeline/plan.hpp"
#include "timeline/region.hpp"
#include "timeline/timeline.hpp"
#include "timeline/wanted_pairs.hpp"

namespace whensaid::timeline {

/// A stop word counts when it stands this near to another word of the query, in words. Quotes are
/// dense: their words touch.
inline constexpr Position kBesideWords = 4;

/// Keeps its buffers; one per search. The plan must outlive it.
class Matcher {
 public:
  explicit Matcher(const Plan& plan);

  /// True when the episode satisfies the query; then `out` holds its places, at least one, in order
  /// of position. Stop words are among them only where they stand in their place beside another
  /// word of the query, unless the query is nothing but stop words. An episode without any word is
  /// never found.
  bool match(const Timeline& timeline, const Facts& facts, std::vector<Match>& out);

  /// The same in two steps, for when the first shows that the second is not worth it: without the
  /// stop words that stand beside others, and with them; `out` is then what the first gave.
  bool match_without_stop_words(const Timeline& timeline, const Facts& facts,
                                std::vector<Match>& out);
  [[nodiscard]] bool has_stop_words() const { return !stops_.empty(); }
  void add_stop_words(std::vector<Match>& out);

 private:
  struct Spans {
    std::optional<Sought> word{};  ///< where one word in any form is looked for
    std::vector<Position> first{};
    std::vector<std::uint8_t> typed{};  ///< as Match::typed, for each
    Position reach{0};                  ///< from the first word to the last
  };
  /// A stop word that was asked for, and where it would count.
  struct Stop {
    std::uint32_t atom{0};
    const Region* region{nullptr};
  };

  const Spans& spans_of(std::uint32_t atom);
  void find_sequence(const Sequence& words, Spans& out);
  static void add_places(const Spans& spans, std::uint32_t atom, const Region& region,
                         std::vector<Match>& out);
  /// A word of a slot that the timeline has. Views the plan.
  struct Listed {
    const PlannedWord* word{nullptr};
    WordList list{};
  };
  void look_up(const Slot& slot);
  void add_positions(std::span<const Listed> slot, std::vector<Position>& out);
  /// A word of a phrase.
  struct PhraseWord {
    Position offset{0};
    std::uint64_t seen{0};  ///< how often, in the timelines where it was looked up
    std::size_t begin{0};   ///< of listed_
    std::size_t end{0};
    ReadTo read{};  ///< of a single list: how far
  };
  struct Phrase {
    WantedPairs pairs{};
    std::vector<PhraseWord> order{};  ///< in which its words are looked for
  };
  Phrase& phrase_of(const Sequence& words);
  static void order(std::vector<PhraseWord>& words);
  void find_in_any_form(const Sequence& words, std::vector<PhraseWord>& order,
                        std::vector<Position>& starts);
  void read_places(PhraseWord& word, Position last);
  void keep_as_written(const PhraseWord& word, std::vector<Position>& starts) const;
  void find_phrase(const Sequence& words, Spans& out);
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
  void collect_stop_words();
  void sort_found();

  const Plan& plan_;
  const Timeline* timeline_{nullptr};
  const Facts* facts_{nullptr};
  std::vector<Spans> spans_;
  std::vector<std::vector<Spans>> also_;  ///< of Atom::also
  std::vector<bool> known_;
  std::vector<Position> scratch_;
  std::vector<Listed> listed_;
  /// A slot's words in the order in which timelines have their stems.
  struct ByStem {
    std::vector<const PlannedWord*> words{};
    std::vector<Sought> stems{};
  };
  std::unordered_map<const Slot*, ByStem> by_stem_;
  std::unordered_map<const Sequence*, Phrase> phrases_;
  std::vector<std::optional<WordList>> lists_;
  std::vector<std::string_view> forms_;
  std::vector<std::vector<Position>> places_;  ///< of the words of the phrase at hand
  std::vector<std::vector<Match>> sides_;      ///< of the NEAR at hand
  std::vector<Match> found_;
  std::vector<Match> merged_;
  std::vector<std::ptrdiff_t> runs_;
  std::vector<Stop> stops_;
  std::deque<Region> regions_;     ///< those that stops_ point to
  const Region* titles_{nullptr};  ///< what of chapter titles chapter: may look in
  std::optional<std::vector<Region>> chapters_;
  std::optional<std::vector<Region>> turns_;
};

}  // namespace whensaid::timeline
