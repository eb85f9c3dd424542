#pragma once

// One episode on one axis of token positions: show, speakers' names, title, description, guests,
// hosts, chapter titles, then the cues without gaps. A timeline answers where a stem (or one
// written form of it) stands, and what a position means: zone, cue, time, speaker, chapter. It is a
// view over the bytes that encode.cpp wrote; word lists are decoded only when asked for.

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <whensaid/model.hpp>
#include <whensaid/result.hpp>
#include <whensaid/search.hpp>

#include "timeline/clock.hpp"
#include "timeline/lazy.hpp"

namespace whensaid::timeline {

struct BlockFormat;  // stem_block.hpp
struct Head;         // letters.hpp
struct Sought;       // letters.hpp
class PlaceFinder;   // place_finder.hpp

/// A run of positions that belong together; a phrase never crosses into another section. The title,
/// the description, each name, each chapter title and all speech are one section each.
struct Section {
  Position first{0};  ///< ends where the next begins
  Zone zone{Zone::speech};
  std::uint32_t index{0};  ///< which of its zone, from 0: chapter, guest, host, speaker

  friend bool operator==(const Section&, const Section&) = default;
};

/// From this cue on, this speaker (an index into speakers; 0 is "not known").
struct Turn {
  std::uint32_t first_cue{0};
  std::uint32_t speaker{0};

  friend bool operator==(const Turn&, const Turn&) = default;
};

/// What a timeline knows of each cue.
struct Spoken {
  Clock clock{};
  std::vector<Turn> turns{};
};

struct ChapterMark {
  std::uint32_t start_ms{0};
  std::uint32_t end_ms{0};

  friend bool operator==(const ChapterMark&, const ChapterMark&) = default;
};

/// One stem's list, found but not decoded. Only for the timeline that gave it; `stem` views the
/// argument of find().
struct WordList {
  /// Where to find how the forms are spelled: behind the counts of the stems that follow in the
  /// block, and behind the endings of those that went before.
  struct Endings {
    std::uint64_t counts_bit{0};
    std::uint32_t stems_behind{0};
    std::uint32_t endings_before{0};
  };
  std::uint32_t count{0};  ///< positions
  std::uint32_t forms{1};  ///< written forms under this stem
  std::uint64_t bit{0};    ///< where the list begins
  std::string_view stem{};
  std::optional<Endings> endings{};  ///< none: the one form is the stem itself
};

/// Whether a word stands in a written form at a place of its list: for who is left with few of its
/// places. Views the timeline.
class InForm {
 public:
  /// That of the list's i-th position.
  [[nodiscard]] bool at(std::size_t i) const;

 private:
  friend class Timeline;
  std::string_view bytes_{};
  std::uint64_t bit_{0};  ///< where the form of the first position is written
  unsigned width_{0};     ///< bits of each; 0: there is one form
  std::optional<std::uint32_t> wanted_{};
};

/// A run of positions as words: the timeline read in order instead of by stem. Forms are numbered
/// through all stems in order; one that stands under two stems has the number of the second.
class Wording {
 public:
  struct Form {
    std::uint32_t number{0};
    std::string_view letters{};
  };
  /// How many words the run has.
  [[nodiscard]] std::size_t size() const { return at_.size(); }
  /// That of a word of the run (< size()).
  [[nodiscard]] Form form_at(std::size_t word) const {
    const auto& form = forms_[at_[word]];
    const auto begin = at_[word] == 0 ? 0 : forms_[at_[word] - 1].end;
    return {form.number, std::string_view(letters_).substr(begin, form.end - begin)};
  }
  /// How many forms the whole timeline has.
  [[nodiscard]] std::uint32_t all_forms() const { return all_forms_; }
  /// Memory it takes, for cache limits.
  [[nodiscard]] std::size_t bytes() const {
    return sizeof *this + letters_.capacity() + forms_.capacity() * sizeof(Spelled) +
           at_.capacity() * sizeof(std::uint32_t);
  }

 private:
  friend class WordingReader;
  struct Spelled {
    std::uint32_t number{0};
    std::uint32_t end{0};  ///< in letters_
  };
  std::string letters_;
  std::vector<Spelled> forms_;
  std::vector<std::uint32_t> at_;  ///< index into forms_
  std::uint32_t all_forms_{0};
};

/// How many a timeline has of each.
struct MarkCounts {
  Position size{0};
  std::uint32_t sections{0};
  std::uint32_t cues{0};
  std::uint32_t word_marks{0};
  std::uint32_t turns{0};
  std::uint32_t speakers{0};
  std::uint32_t chapters{0};
};

/// Where cues, words' times and turns are written, and how (marks.hpp).
struct SpokenPlace {
  std::size_t begin{0};  ///< in the timeline's bytes
  std::uint32_t cue_unit{1};
  std::uint32_t word_unit{1};
};

/// The checksum in a timeline's bytes, which must be whole.
[[nodiscard]] std::uint64_t checksum_of(std::string_view bytes);

/// A view over bytes it owns. Immutable after open, so threads may share it. Not copied: timelines
/// are cached and handed around by pointer.
class Timeline {
 public:
  /// Verifies checksum and structure first. Errors: corrupt. Cost: about 2 us an hour of talk;
  /// cues, words' times and turns are read when one of them is first asked for, which takes 10 us:
  /// most candidates are refused without.
  static Result<Timeline> open(std::string bytes);

  Timeline(Timeline&&) noexcept = default;
  Timeline& operator=(Timeline&&) noexcept = default;
  Timeline(const Timeline&) = delete;
  Timeline& operator=(const Timeline&) = delete;
  ~Timeline() = default;

  /// Of all its bytes: two timelines with one checksum are the same.
  [[nodiscard]] std::uint64_t checksum() const;
  [[nodiscard]] Position size() const { return size_; }
  /// Base language: whose stems these are.
  [[nodiscard]] const std::string& language() const { return language_; }
  /// Where what any word of a query is looked for in begins: behind the show and the speakers.
  [[nodiscard]] Position free_begin() const { return free_begin_; }
  [[nodiscard]] Position speech_begin() const { return speech_begin_; }
  [[nodiscard]] const std::vector<Section>& sections() const { return sections_; }
  [[nodiscard]] const Clock& clock() const { return spoken().clock; }
  [[nodiscard]] const std::vector<CueMark>& cues() const { return clock().cues(); }
  [[nodiscard]] const std::vector<Turn>& turns() const { return spoken().turns; }
  [[nodiscard]] const std::vector<std::string>& speakers() const { return speakers_; }
  [[nodiscard]] const std::vector<ChapterMark>& chapters() const { return chapters_; }
  /// Some words have times of their own: times may then fall from one word to the next.
  [[nodiscard]] bool has_word_marks() const { return counts_.word_marks > 0; }
  /// Whether cues, words' times and turns can be read. Where they cannot, all speech is one cue at
  /// 0 (only bytes that merely claim to be a timeline are like that).
  [[nodiscard]] bool is_sound() const;
  /// Memory it takes, for cache limits; with cues, as if they had been asked for.
  [[nodiscard]] std::size_t bytes() const;

  /// Has the processor fetch what find() of any stem reads first, and what it reads then for this
  /// one: for who has something else to do until it is there.
  void prefetch() const;
  void prefetch(const Sought& sought) const;

  /// The list of a stem, or nothing. Cost: about 0.2 us, 0.4 out of cache.
  [[nodiscard]] std::optional<WordList> find(std::string_view stem) const;
  [[nodiscard]] std::optional<WordList> find(const Sought& sought) const;

  /// The same for many stems, which ascend by their bytes; a stem may come again. Neighbours are
  /// found on one walk: the words of a prefix cost a quarter of what one after the other does.
  void find_all(std::span<const Sought> stems, std::vector<std::optional<WordList>>& out) const;

  /// Appends the positions, ascending. Cost: about 2 ns each.
  void positions(const WordList& list, std::vector<Position>& out) const;
  /// The same, and beside each position whether the word stands there in this written form.
  void positions(const WordList& list, std::string_view form, std::vector<Position>& out,
                 std::vector<std::uint8_t>& in_form) const;
  /// The first one; nothing when the list is damaged.
  [[nodiscard]] std::optional<Position> first_position(const WordList& list) const;
  /// For who asks about a few places.
  [[nodiscard]] PlaceFinder finder(const WordList& list) const;
  [[nodiscard]] InForm in_form(const WordList& list, std::string_view form) const;
  /// Appends those where the word stands in one of these written forms.
  void positions_of_forms(const WordList& list, std::span<const std::string_view> forms,
                          std::vector<Position>& out) const;

  /// The written forms under the stem, at least one.
  [[nodiscard]] std::vector<std::string> forms(const WordList& list) const;

  /// The words at positions [first, last). Nothing when there is none at one of them, which only
  /// damage can do. Cost: reads all lists.
  [[nodiscard]] std::optional<Wording> wording(Position first, Position last) const;

  /// The section around a position (< size()).
  [[nodiscard]] std::size_t section_at(Position position) const;
  [[nodiscard]] Position section_end(std::size_t section) const;

  /// The cue around a position of the speech zone.
  [[nodiscard]] std::uint32_t cue_at(Position position) const {
    return spoken().clock.cue_at(position);
  }
  [[nodiscard]] Position cue_end(std::uint32_t cue) const { return spoken().clock.cue_end(cue); }
  /// Index into speakers(); 0 is "not known".
  [[nodiscard]] std::uint32_t speaker_of_cue(std::uint32_t cue) const;
  [[nodiscard]] std::optional<std::uint32_t> chapter_at(std::uint32_t ms) const;

  /// When the word at this position is spoken, interpolated between the marks around it. A chapter
  /// title has its chapter's start; the other zones have 0.
  [[nodiscard]] std::uint32_t start_ms(Position position) const;
  /// The same for a position of the speech zone whose cue is known already.
  [[nodiscard]] std::uint32_t start_ms(Position position, std::uint32_t cue) const {
    return spoken().clock.start_ms(position, cue);
  }
  /// When it ends; for a chapter title its chapter's end, for the other zones 0.
  [[nodiscard]] std::uint32_t end_ms(Position position) const;

  /// Every stem in order, for check and tests.
  [[nodiscard]] std::vector<std::string> stems() const;

 private:
  Timeline() = default;
  bool read(std::string_view bytes);
  [[nodiscard]] std::uint32_t blocks() const;
  [[nodiscard]] std::uint32_t stems_in(std::uint32_t block) const;
  [[nodiscard]] std::uint32_t block_key(std::uint32_t block) const;
  /// The first block whose key is not smaller.
  [[nodiscard]] std::uint32_t first_block(std::uint32_t key) const;
  [[nodiscard]] std::size_t block_begin(std::uint32_t block) const;
  [[nodiscard]] BlockFormat format() const;
  struct Looked;
  struct Walk;
  [[nodiscard]] std::optional<WordList> find(std::string_view stem, const Head& head) const;
  [[nodiscard]] Looked look_in(std::uint32_t block, std::string_view stem, const Head& head) const;
  [[nodiscard]] const Spoken& spoken() const {
    return spoken_.get([this] { return read_spoken_or_none(); });
  }
  [[nodiscard]] std::optional<Spoken> read_sound() const;
  [[nodiscard]] Spoken read_spoken_or_none() const;
  [[nodiscard]] ChapterMark chapter_around(Position position) const;

  std::string bytes_;
  Position size_{0};
  Position free_begin_{0};
  Position speech_begin_{0};
  std::uint32_t stem_count_{0};
  std::uint32_t letter_bits_{0};
  std::uint32_t place_width_{0};  ///< bytes of a block's place
  std::size_t index_begin_{0};
  std::size_t blocks_begin_{0};
  std::size_t long_begin_{0};
  std::string language_;
  std::vector<Section> sections_;
  std::vector<std::string> speakers_;
  std::vector<ChapterMark> chapters_;
  MarkCounts counts_;
  SpokenPlace spoken_place_;
  Lazy<Spoken> spoken_;
};

}  // namespace whensaid::timeline
