#include "timeline/encode.hpp"

#include <algorithm>
#include <cassert>
#include <cstring>

#include <xxhash.h>

#include "timeline/bytes.hpp"

namespace whensaid::timeline {

namespace {

std::size_t shared_prefix(std::string_view a, std::string_view b, std::size_t limit) {
  limit = std::min({limit, a.size(), b.size()});
  return static_cast<std::size_t>(
      std::mismatch(a.begin(), a.begin() + static_cast<std::ptrdiff_t>(limit), b.begin()).first -
      a.begin());
}

std::uint8_t width_of(std::size_t value) {
  std::uint8_t width = 0;
  for (; value > 0; value >>= 8U) ++width;
  return width;
}

std::uint32_t key_of(std::string_view stem) {
  unsigned char head[4] = {};
  std::memcpy(head, stem.data(), std::min<std::size_t>(stem.size(), 4));
  return std::uint32_t{head[0]} << 24U | std::uint32_t{head[1]} << 16U |
         std::uint32_t{head[2]} << 8U | head[3];
}

/// Zone and length; the last reaches to the end of the axis.
void put_sections(std::string& out, const Marks& marks) {
  for (std::size_t i = 0; i < marks.sections.size(); ++i) {
    const auto end = i + 1 < marks.sections.size() ? marks.sections[i + 1].first : marks.size;
    out.push_back(static_cast<char>(marks.sections[i].zone));
    put_varint(out, end - marks.sections[i].first);
  }
}

/// Length 0 says "until the next cue starts", which most cues do; else one more than the length.
void put_cues(std::string& out, const Marks& marks) {
  std::uint32_t previous_start = 0;
  for (std::size_t i = 0; i < marks.cues.size(); ++i) {
    const auto& cue = marks.cues[i];
    const auto* next = i + 1 < marks.cues.size() ? &marks.cues[i + 1] : nullptr;
    assert(cue.start_ms >= previous_start && cue.end_ms >= cue.start_ms);
    put_varint(out, (next != nullptr ? next->first : marks.size) - cue.first);
    put_varint(out, cue.start_ms - previous_start);
    previous_start = cue.start_ms;
    const auto until_next = next != nullptr && cue.end_ms == next->start_ms;
    put_varint(out, until_next ? 0 : std::uint64_t{cue.end_ms} - cue.start_ms + 1);
  }
}

void put_word_marks(std::string& out, const Marks& marks) {
  auto position = marks.cues.empty() ? Position{0} : marks.cues.front().first;
  std::int64_t ms = 0;
  for (const auto& mark : marks.word_marks) {
    put_varint(out, mark.position - position);
    put_varint(out, zigzag(std::int64_t{mark.start_ms} - ms));
    position = mark.position;
    ms = mark.start_ms;
  }
}

void put_people_and_chapters(std::string& out, const Marks& marks) {
  std::uint32_t cue = 0;
  for (const auto& turn : marks.turns) {
    put_varint(out, turn.first_cue - cue);
    put_varint(out, turn.speaker);
    cue = turn.first_cue;
  }
  for (const auto speaker : marks.speakers) put_string(out, speaker);
  std::uint32_t start = 0;
  for (const auto& chapter : marks.chapters) {
    put_varint(out, chapter.start_ms - start);
    put_varint(out, chapter.end_ms - chapter.start_ms);
    start = chapter.start_ms;
  }
}

/// What the stem loses at its end and what comes in its place: "studi" to "studies" is 0 and "es".
void put_form(std::string& out, std::string_view stem, std::string_view form) {
  const auto common = shared_prefix(stem, form, stem.size());
  const auto lost = stem.size() - common;
  const auto own = form.substr(common);
  out.push_back(static_cast<char>(std::min<std::size_t>(lost, 15) << 4U |
                                  std::min<std::size_t>(own.size(), 15)));
  if (lost >= 15) put_varint(out, lost - 15);
  if (own.size() >= 15) put_varint(out, own.size() - 15);
  out.append(own);
}

}  // namespace

void Encoder::start(Position size) {
  size_ = size;
  stems_ = 0;
  previous_.clear();
  words_.clear();
  long_lists_.clear();
  short_lists_.clear();
  blocks_.clear();
}

void Encoder::write_list(const StemPlaces& places, BitWriter& bits) const {
  const auto k = rice_bits(size_, static_cast<std::uint32_t>(places.positions.size()));
  Position next = 0;
  for (const auto position : places.positions) {
    bits.put_rice(position - next, k);
    next = position + 1;
  }
  const auto width = form_bits(static_cast<std::uint32_t>(places.forms.size()));
  if (width == 0) return;
  for (const auto form : places.form_at) bits.put(form, width);
}

void Encoder::add(const StemPlaces& places) {
  const auto stem = places.stem;
  if (stems_ % kBlockStems == 0) {
    short_bits_.align();
    blocks_.push_back({key_of(stem), words_.size(), short_lists_.size()});
    previous_.clear();
  }
  ++stems_;
  const auto shared = shared_prefix(previous_, stem, 15);
  const auto own = stem.substr(shared);
  words_.push_back(static_cast<char>(shared << 4U | std::min<std::size_t>(own.size(), 15)));
  if (own.size() >= 15) put_varint(words_, own.size() - 15);
  words_.append(own);
  previous_.assign(stem);

  const auto is_long = places.positions.size() >= kLongList;
  const auto plain = places.forms.size() == 1 && places.forms[0] == stem;
  const auto spelling = plain ? kPlain : places.forms.size() == 1 ? kOneForm : kForms;
  put_varint(words_, (places.positions.size() - 1) << 3U | (is_long ? kLongFlag : 0U) | spelling);
  if (is_long) put_varint(words_, long_lists_.size());
  if (spelling == kForms) put_varint(words_, places.forms.size());
  if (spelling != kPlain) {
    for (const auto form : places.forms) put_form(words_, stem, form);
  }
  write_list(places, is_long ? long_bits_ : short_bits_);
  if (is_long) long_bits_.align();
}

std::string Encoder::finish(const Marks& marks) {
  short_bits_.align();
  std::string marked;
  put_string(marked, marks.language);
  put_sections(marked, marks);
  put_cues(marked, marks);
  put_word_marks(marked, marks);
  put_people_and_chapters(marked, marks);

  std::string out(8, '\0');  // the checksum's place
  out.push_back(static_cast<char>(kVersion));
  for (const std::size_t count :
       {std::size_t{marks.size}, marks.sections.size(), marks.cues.size(), marks.word_marks.size(),
        marks.turns.size(), marks.speakers.size(), marks.chapters.size(), std::size_t{stems_},
        marked.size(), words_.size(), long_lists_.size(), short_lists_.size()}) {
    put_varint(out, count);
  }
  const auto words_width = width_of(words_.size());
  const auto lists_width = width_of(short_lists_.size());
  out.push_back(static_cast<char>(words_width));
  out.push_back(static_cast<char>(lists_width));
  out += marked;
  for (const auto& block : blocks_) {
    for (unsigned shift = 32; shift > 0; shift -= 8)
      out.push_back(static_cast<char>(block.key >> (shift - 8)));
    put_fixed(out, block.words, words_width);
    put_fixed(out, block.lists, lists_width);
  }
  out += words_;
  out += long_lists_;
  out += short_lists_;
  out.append(kPadding, '\0');
  const auto checksum = XXH3_64bits(out.data() + 8, out.size() - 8);
  std::memcpy(out.data(), &checksum, sizeof checksum);
  return out;
}

}  // namespace whensaid::timeline
