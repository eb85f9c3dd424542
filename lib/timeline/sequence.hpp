#pragma once

// Where the words of a sequence stand side by side: one sequence of a plan, looked for in one
// timeline after the other.

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "timeline/letters.hpp"
#include "timeline/plan.hpp"
#include "timeline/timeline.hpp"
#include "timeline/wanted_pairs.hpp"

namespace whensaid::timeline {

/// Places of a sequence on the whole axis.
struct Spans {
  std::vector<Position> first{};      ///< ascending
  std::vector<std::uint8_t> typed{};  ///< as Match::typed, for each
  Position reach{0};                  ///< from the first word to the last
};

/// Keeps its buffers; one per search. The words must outlive it.
class SequenceFinder {
 public:
  explicit SequenceFinder(const Sequence& words);

  /// The word, where it is one in any form; else null.
  [[nodiscard]] const Sought* free_word() const;

  /// What stands side by side in the sequence.
  [[nodiscard]] const WantedPairs& pairs() const { return wanted_pairs_; }
  /// What follows is asked of this timeline, which must stay until the next one, as its pairs must.
  void start(const Timeline& timeline, const PairsView& pairs) {
    timeline_ = &timeline;
    pairs_ = pairs;
    free_list_.reset();
  }
  /// The list of free_word(), which must be one; nothing when the timeline has none. Looked up
  /// once.
  [[nodiscard]] const std::optional<WordList>& free_list();
  /// There must be a word.
  void find(Spans& out);

 private:
  /// What may stand in one place, in the order in which timelines have the stems.
  struct Choices {
    std::vector<const PlannedWord*> words{};
    std::vector<Sought> stems{};  ///< of these
  };
  /// A word of the slot that the timeline has.
  struct Listed {
    const PlannedWord* word{nullptr};
    WordList list{};
  };
  /// A word of a phrase.
  struct PhraseWord {
    Position offset{0};
    std::uint64_t seen{0};  ///< how often, in the timelines where it was looked up
    std::size_t begin{0};   ///< of listed_, in this timeline
    std::size_t end{0};
  };

  void look_up(const Choices& slot);
  void add_positions(std::span<const Listed> slot, std::vector<Position>& out);
  [[nodiscard]] std::span<const Listed> listed(const PhraseWord& word) const;
  [[nodiscard]] const Listed* single(const PhraseWord& word) const;
  void add_starts(const PhraseWord& word, std::vector<Position>& starts);
  void keep_with(const PhraseWord& word, std::vector<Position>& starts);
  void find_in_any_form(std::vector<Position>& starts);
  void keep_as_written(const PhraseWord& word, std::vector<Position>& starts) const;
  void find_phrase(Spans& out);

  std::vector<Choices> slots_;
  WantedPairs wanted_pairs_;
  PairsView pairs_{};
  std::vector<PhraseWord> order_;  ///< in which a phrase's words are looked for
  const Timeline* timeline_{nullptr};
  std::optional<std::optional<WordList>> free_list_;  ///< as far as it was looked up
  std::vector<Listed> listed_;
  std::vector<std::optional<WordList>> lists_;
  std::vector<std::string_view> forms_;
  std::vector<Position> places_;
};

}  // namespace whensaid::timeline
