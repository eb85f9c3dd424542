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

/// Cues are of a dozen words: from one of these positions to the next there are a few.
constexpr Position kCueStride = 32;

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
  MarkCounts counts;
  size_ = counts.size = header.number();
  for (auto* const count : {&counts.sections, &counts.cues, &counts.word_marks, &counts.turns,
                            &counts.speakers, &counts.chapters, &stem_count_}) {
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
  if (!read_marks(header.take(marks_size), counts, marks)) return false;
  language_ = marks.language;
  sections_ = std::move(marks.sections);
  cues_ = std::move(marks.cues);
  index_cues();
  word_marks_ = std::move(marks.word_marks);
  turns_ = std::move(marks.turns);
  speakers_.reserve(marks.speakers.size() + 1);
  speakers_.emplace_back();
  for (const auto speaker : marks.speakers) speakers_.emplace_back(speaker);
  chapters_ = std::move(marks.chapters);
  return true;
}

void Timeline::index_cues() {
  if (cues_.empty()) return;
  cue_index_.reserve(size_ / kCueStride + 1);
  std::uint64_t at = 0;
  for (std::uint32_t cue = 0; cue < cues_.size(); ++cue) {
    const auto end = cue + 1 < cues_.size() ? std::uint64_t{cues_[cue + 1].first} : at + size_ + 1;
    for (; at < end && at <= size_; at += kCueStride) cue_index_.push_back(cue);
  }
}

std::size_t Timeline::bytes() const {
  return sizeof *this + bytes_.capacity() + sections_.capacity() * sizeof(Section) +
         cues_.capacity() * sizeof(CueMark) + cue_index_.capacity() * sizeof(std::uint32_t) +
         word_marks_.capacity() * sizeof(WordMark) + turns_.capacity() * sizeof(Turn) +
         speakers_.capacity() * sizeof(std::string) + chapters_.capacity() * sizeof(ChapterMark);
}

Position Timeline::free_begin() const {
  for (const auto& section : sections_) {
    if (section.zone != Zone::show && section.zone != Zone::speaker) return section.first;
  }
  return size_;
}

Position Timeline::speech_begin() const {
  return !sections_.empty() && sections_.back().zone == Zone::speech ? sections_.back().first
                                                                     : size_;
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

std::uint32_t Timeline::cue_at(Position position) const {
  if (cues_.empty()) return 0;
  const auto stride = position / kCueStride;
  auto cue = cue_index_[stride];
  const auto last = stride + 1 < cue_index_.size() ? cue_index_[stride + 1]
                                                   : static_cast<std::uint32_t>(cues_.size() - 1);
  constexpr std::uint32_t kFew = 8;
  if (last - cue > kFew) {  // many cues without a word
    const auto next =
        std::upper_bound(cues_.begin() + cue, cues_.begin() + last + 1, position,
                         [](Position p, const CueMark& mark) { return p < mark.first; });
    return next == cues_.begin() ? 0 : static_cast<std::uint32_t>(next - cues_.begin()) - 1;
  }
  while (cue < last && cues_[cue + 1].first <= position) ++cue;
  return cue;
}

Position Timeline::cue_end(std::uint32_t cue) const {
  return cue + 1 < cues_.size() ? cues_[cue + 1].first : size_;
}

std::uint32_t Timeline::speaker_of_cue(std::uint32_t cue) const {
  const auto next =
      std::upper_bound(turns_.begin(), turns_.end(), cue,
                       [](std::uint32_t c, const Turn& turn) { return c < turn.first_cue; });
  return next == turns_.begin() ? 0 : std::prev(next)->speaker;
}

std::optional<std::uint32_t> Timeline::chapter_at(std::uint32_t ms) const {
  const auto next = std::upper_bound(
      chapters_.begin(), chapters_.end(), ms,
      [](std::uint32_t at, const ChapterMark& mark) { return at < mark.start_ms; });
  if (next == chapters_.begin()) return std::nullopt;
  return static_cast<std::uint32_t>(next - chapters_.begin()) - 1;
}

Timeline::Between Timeline::marks_around(Position position, std::uint32_t cue) const {
  // The cue's own start and end, or a word's where words have times.
  auto from = cues_[cue].first;
  auto to = cue_end(cue);
  std::int64_t start = cues_[cue].start_ms;
  std::int64_t end = std::max(cues_[cue].start_ms, cues_[cue].end_ms);
  if (!word_marks_.empty()) {
    const auto next =
        std::upper_bound(word_marks_.begin(), word_marks_.end(), position,
                         [](Position p, const WordMark& mark) { return p < mark.position; });
    if (next != word_marks_.end() && next->position < to) {
      to = next->position;
      end = next->start_ms;
    }
    if (next != word_marks_.begin() && std::prev(next)->position >= from) {
      from = std::prev(next)->position;
      start = std::prev(next)->start_ms;
    }
  }
  return {start, std::max<std::int64_t>(0, end - start),
          std::max<std::int64_t>(1, std::int64_t{to} - from), std::int64_t{position} - from};
}

std::uint32_t Timeline::start_ms(Position position, std::uint32_t cue) const {
  const auto [start, length, words, before] = marks_around(position, cue);
  return static_cast<std::uint32_t>(start + length * before / words);
}

std::uint32_t Timeline::start_ms(Position position) const {
  if (position >= speech_begin() && !cues_.empty()) return start_ms(position, cue_at(position));
  const auto& section = sections_[section_at(position)];
  return section.zone == Zone::chapter && section.index < chapters_.size()
             ? chapters_[section.index].start_ms
             : 0;
}

std::uint32_t Timeline::end_ms(Position position) const {
  if (position >= speech_begin() && !cues_.empty()) {
    const auto [start, length, words, before] = marks_around(position, cue_at(position));
    return static_cast<std::uint32_t>(start + length * (before + 1) / words);
  }
  const auto& section = sections_[section_at(position)];
  return section.zone == Zone::chapter && section.index < chapters_.size()
             ? chapters_[section.index].end_ms
             : 0;
}

}  // namespace whensaid::timeline
