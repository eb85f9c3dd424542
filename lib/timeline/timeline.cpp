// Reads what encode.cpp wrote: opening, and what a position means. The checksum catches damage;
// every length is checked all the same, so that bytes which merely claim to be a timeline cannot
// lead outside them. Words are in timeline_words.cpp, their order in timeline_wording.cpp.

#include "timeline/timeline.hpp"

#include <algorithm>
#include <cstring>

#include <xxhash.h>

#include "timeline/bytes.hpp"
#include "timeline/codec.hpp"
#include "timeline/letters.hpp"
#include "timeline/marks.hpp"

namespace whensaid::timeline {

namespace {

constexpr std::size_t kChecksumBytes = 8;
constexpr std::size_t kKeyBytes = 4;

}  // namespace

std::uint64_t checksum_of(std::string_view bytes) {
  return Reader(bytes.substr(0, kChecksumBytes)).fixed(kChecksumBytes);
}

std::uint64_t Timeline::checksum() const { return checksum_of(bytes_); }

Result<Timeline> Timeline::open(std::string bytes) {
  const auto damaged = [] {
    return fail(Errc::corrupt, "a timeline is damaged: run check, then index the episodes again");
  };
  Timeline timeline;
  timeline.bytes_ = std::move(bytes);
  const std::string_view all = timeline.bytes_;
  if (all.size() < kChecksumBytes + kPadding) return damaged();
  const auto body = all.substr(kChecksumBytes);
  if (checksum_of(all) != XXH3_64bits(body.data(), body.size())) return damaged();
  if (!timeline.read(body)) return damaged();
  return timeline;
}

bool Timeline::read(std::string_view body) {
  Reader header(body.substr(0, body.size() - kPadding));
  if (header.byte() != kVersion) return false;
  size_ = counts_.size = header.number();
  for (auto* const count : {&counts_.sections, &counts_.cues, &counts_.word_marks, &counts_.turns,
                            &counts_.speakers, &counts_.chapters, &stem_count_}) {
    *count = header.number();
  }
  const auto marks_size = header.number(header.left());
  const auto blocks_size = header.number(header.left());
  const auto long_size = header.number(header.left());
  letter_bits_ = header.byte();
  place_width_ = header.byte();
  if (!header.ok() || place_width_ > 4 ||
      (letter_bits_ != kLatinBits && letter_bits_ != kByteBits)) {
    return false;
  }
  const auto index_size = std::uint64_t{blocks()} * (kKeyBytes + place_width_);
  if (marks_size + index_size + blocks_size + long_size != header.left()) return false;
  const auto marks_begin = bytes_.size() - kPadding - header.left();
  index_begin_ = marks_begin + marks_size;
  blocks_begin_ = index_begin_ + static_cast<std::size_t>(index_size);
  long_begin_ = blocks_begin_ + blocks_size;

  Marks marks;
  if (!read_marks(header.take(marks_size), counts_, marks, spoken_place_)) return false;
  spoken_place_.begin += marks_begin;
  language_ = marks.language;
  sections_ = std::move(marks.sections);
  const auto is_free = [](const Section& section) {
    return section.zone != Zone::show && section.zone != Zone::speaker;
  };
  const auto free = std::find_if(sections_.begin(), sections_.end(), is_free);
  free_begin_ = free == sections_.end() ? size_ : free->first;
  const bool has_speech = !sections_.empty() && sections_.back().zone == Zone::speech;
  speech_begin_ = has_speech ? sections_.back().first : size_;
  speakers_.reserve(marks.speakers.size() + 1);
  speakers_.emplace_back();
  for (const auto speaker : marks.speakers) speakers_.emplace_back(speaker);
  chapters_ = std::move(marks.chapters);
  return true;
}

std::optional<Spoken> Timeline::read_sound() const {
  Marks marks;
  marks.sections = sections_;
  const auto bytes = std::string_view(bytes_).substr(0, index_begin_);
  if (!read_spoken(bytes, counts_, spoken_place_, marks)) return std::nullopt;
  return Spoken{Clock(std::move(marks.cues), std::move(marks.word_marks), size_),
                std::move(marks.turns)};
}

Spoken Timeline::read_spoken_or_none() const {
  if (auto read = read_sound()) return *std::move(read);
  return {Clock({{speech_begin(), 0, 0}}, {}, size_), {}};
}

bool Timeline::is_sound() const { return read_sound().has_value(); }

std::size_t Timeline::bytes() const {
  return sizeof *this + bytes_.capacity() + sections_.capacity() * sizeof(Section) +
         Clock::bytes(counts_.cues, counts_.word_marks, size_) + counts_.turns * sizeof(Turn) +
         speakers_.capacity() * sizeof(std::string) + chapters_.capacity() * sizeof(ChapterMark);
}

std::size_t Timeline::section_at(Position position) const {
  const auto next =
      std::upper_bound(sections_.begin(), sections_.end(), position,
                       [](Position p, const Section& section) { return p < section.first; });
  return next == sections_.begin() ? 0 : static_cast<std::size_t>(next - sections_.begin()) - 1;
}

Position Timeline::section_end(std::size_t section) const {
  return section + 1 < sections_.size() ? sections_[section + 1].first : size_;
}

std::uint32_t Timeline::speaker_of_cue(std::uint32_t cue) const {
  const auto& turns = this->turns();
  const auto next =
      std::upper_bound(turns.begin(), turns.end(), cue,
                       [](std::uint32_t c, const Turn& turn) { return c < turn.first_cue; });
  return next == turns.begin() ? 0 : std::prev(next)->speaker;
}

std::optional<std::uint32_t> Timeline::chapter_at(std::uint32_t ms) const {
  const auto next = std::upper_bound(
      chapters_.begin(), chapters_.end(), ms,
      [](std::uint32_t at, const ChapterMark& mark) { return at < mark.start_ms; });
  if (next == chapters_.begin()) return std::nullopt;
  return static_cast<std::uint32_t>(next - chapters_.begin()) - 1;
}

/// What lies outside of speech has the times of its chapter, or none.
ChapterMark Timeline::chapter_around(Position position) const {
  const auto& section = sections_[section_at(position)];
  const bool has_chapter = section.zone == Zone::chapter && section.index < chapters_.size();
  return has_chapter ? chapters_[section.index] : ChapterMark{};
}

std::uint32_t Timeline::start_ms(Position position) const {
  const bool is_said = position >= speech_begin() && counts_.cues > 0;
  return is_said ? spoken().clock.start_ms(position) : chapter_around(position).start_ms;
}

std::uint32_t Timeline::end_ms(Position position) const {
  const bool is_said = position >= speech_begin() && counts_.cues > 0;
  return is_said ? spoken().clock.end_ms(position) : chapter_around(position).end_ms;
}

}  // namespace whensaid::timeline
