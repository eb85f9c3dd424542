#include "timeline/encode.hpp"

#include <algorithm>
#include <cstring>

#include <xxhash.h>

#include "timeline/bytes.hpp"
#include "timeline/endings.hpp"
#include "timeline/long_list.hpp"

namespace whensaid::timeline {

namespace {

std::uint8_t width_of(std::size_t value) {
  std::uint8_t width = 0;
  for (; value > 0; value >>= 8U) ++width;
  return width;
}

}  // namespace

void Encoder::Column::clear() {
  bits.align();
  bytes.clear();
}

void Encoder::start(Position size, unsigned letter_bits) {
  size_ = size;
  letter_bits_ = letter_bits;
  stems_ = 0;
  for (auto* const column :
       {&lengths_, &own_letters_, &counts_, &endings_, &lists_, &long_lists_}) {
    column->clear();
  }
  starts_.clear();
  blocks_.clear();
}

void Encoder::write_short_list(std::span<const Position> positions) {
  const auto k = rice_bits(size_, static_cast<std::uint32_t>(positions.size()));
  Position next = 0;
  for (const auto position : positions) {
    lists_.bits.put_rice(position - next, k);
    next = position + 1;
  }
}

void Encoder::write_form_numbers(const StemPlaces& places, BitWriter& bits) {
  const auto width = form_bits(static_cast<std::uint32_t>(places.forms.size()));
  if (width == 0) return;
  for (const auto form : places.form_at) bits.put(form, width);
}

void Encoder::write_letters(std::string_view stem) {
  letters_.clear();
  for_each_letter(stem, letter_bits_, [&](std::uint8_t letter) { letters_.push_back(letter); });
  const auto limit = std::min({std::size_t{kMostShared}, previous_.size(), letters_.size()});
  std::size_t shared = 0;
  while (shared < limit && previous_[shared] == letters_[shared]) ++shared;
  const auto own = letters_.size() - shared;
  lengths_.bits.put(shared, 3);
  if (own >= 1 && own <= 7) {
    lengths_.bits.put(own - 1, 3);
  } else {
    lengths_.bits.put(7, 3);
    own_letters_.bits.put_gamma(own == 0 ? 1 : static_cast<std::uint32_t>(own - 6));
  }
  for (auto at = shared; at < letters_.size();) {
    const auto now = std::min(letters_.size() - at, std::size_t{kLetterGroup});
    std::uint64_t packed = 0;
    for (std::size_t i = 0; i < now; ++i) packed = packed << letter_bits_ | letters_[at + i];
    own_letters_.bits.put(packed, static_cast<unsigned>(now) * letter_bits_);
    at += now;
  }
  previous_.swap(letters_);
}

void Encoder::write_forms(const StemPlaces& places) {
  const auto forms = places.forms;
  if (forms.size() == 1 && forms[0] == places.stem) return counts_.bits.put(1, 1);
  counts_.bits.put(0, 1);
  counts_.bits.put(forms.size() == 1 ? 1 : 0, 1);
  if (forms.size() > 1) counts_.bits.put_gamma(static_cast<std::uint32_t>(forms.size() - 1));
  for (const auto form : forms) put_ending(endings_.bits, ending_of(places.stem, form));
}

void Encoder::add(const StemPlaces& places) {
  if (stems_ % kBlockStems == 0) {
    end_block();
    const auto head = head_of(places.stem, letter_bits_);
    const auto key = static_cast<std::uint32_t>(head.letters >> (kHeadBits - 32));
    starts_.push_back({key, blocks_.size()});
    previous_.clear();
  }
  ++stems_;
  write_letters(places.stem);
  const auto count = static_cast<std::uint32_t>(places.positions.size());
  counts_.bits.put_gamma(count);
  const auto is_long = count >= kLongList;
  if (is_long) {
    const auto at = long_lists_.bytes.size();
    const auto width = static_cast<unsigned>(std::bit_width(at));
    counts_.bits.put(width, 5);
    counts_.bits.put(at, width);
  }
  write_forms(places);
  if (!is_long) {
    write_short_list(places.positions);
    return write_form_numbers(places, lists_.bits);
  }
  write_long_list(long_lists_.bits, places.positions, size_);
  write_form_numbers(places, long_lists_.bits);
  long_lists_.bits.align();
}

void Encoder::end_block() {
  if (starts_.empty()) return;
  lengths_.bits.align();
  own_letters_.bits.align();
  endings_.bits.align();
  lists_.bits.align();
  counts_.bits.append(endings_.bytes);  // right behind each other, in bits
  counts_.bits.align();
  const auto letters = lengths_.bytes.size() + own_letters_.bytes.size();
  const auto counts = counts_.bytes.size();
  for (const auto size : {letters, counts})
    put_fixed(blocks_, std::min<std::size_t>(size, kManyBytes), 1);
  for (const auto size : {letters, counts}) {
    if (size >= kManyBytes) put_fixed(blocks_, size, 4);
  }
  for (auto* const column : {&lengths_, &own_letters_, &counts_, &lists_}) {
    blocks_ += column->bytes;
    column->clear();
  }
  endings_.clear();
}

std::string Encoder::finish(const Marks& marks) {
  end_block();
  const auto marked = write_marks(marks);
  std::string out(8, '\0');  // the checksum's place
  out.push_back(static_cast<char>(kVersion));
  for (const std::size_t count :
       {std::size_t{marks.size}, marks.sections.size(), marks.cues.size(), marks.word_marks.size(),
        marks.turns.size(), marks.speakers.size(), marks.chapters.size(), std::size_t{stems_},
        marked.size(), blocks_.size(), long_lists_.bytes.size()}) {
    put_varint(out, count);
  }
  const auto place_width = width_of(blocks_.size());
  out.push_back(static_cast<char>(letter_bits_));
  out.push_back(static_cast<char>(place_width));
  out += marked;
  for (const auto& start : starts_) {
    for (unsigned shift = 32; shift > 0; shift -= 8)
      out.push_back(static_cast<char>(start.key >> (shift - 8)));
    put_fixed(out, start.at, place_width);
  }
  out += blocks_;
  out += long_lists_.bytes;
  out.append(kPadding, '\0');
  const auto checksum = XXH3_64bits(out.data() + 8, out.size() - 8);
  std::memcpy(out.data(), &checksum, sizeof checksum);
  return out;
}

}  // namespace whensaid::timeline
