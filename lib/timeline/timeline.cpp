// Reads what build.cpp wrote. The checksum catches damage; every length is checked all the same, so
// that bytes which merely claim to be a timeline cannot lead outside them.

#include "timeline/timeline.hpp"

#include <algorithm>
#include <cstring>

#include <xxhash.h>

#include "timeline/bytes.hpp"
#include "timeline/codec.hpp"
#include "timeline/marks.hpp"

namespace whensaid::timeline {

namespace {

constexpr std::size_t kChecksumBytes = 8;

std::uint32_t load_big_endian(const char* bytes) {
  std::uint32_t value = 0;
  std::memcpy(&value, bytes, sizeof value);
  return __builtin_bswap32(value);
}

/// The first four bytes as an integer that compares as the strings do.
std::uint32_t key_of(std::string_view stem) {
  char head[4] = {};
  std::memcpy(head, stem.data(), std::min<std::size_t>(stem.size(), 4));
  return load_big_endian(head);
}

std::size_t load_offset(const char* bytes, unsigned width) {
  std::uint64_t value = 0;
  std::memcpy(&value, bytes, width);
  return static_cast<std::size_t>(value);
}

/// One stem's entry in the words of a block. `stem` is rebuilt from its predecessor.
struct Entry {
  std::size_t shared{0};
  std::string_view own{};
  std::uint32_t count{0};
  bool is_long{false};
  std::uint64_t long_at{0};  ///< byte in the long lists
  std::uint32_t forms{1};
  std::string_view form_bytes{};
};

/// A length of up to 14 in four bits, a varint for what is more.
std::size_t read_length(Reader& reader, unsigned nibble) {
  return nibble < 15 ? nibble : 15 + static_cast<std::size_t>(reader.varint());
}

struct Form {
  std::size_t lost{0};
  std::string_view own{};
};

Form read_form(Reader& reader) {
  const auto lengths = reader.byte();
  Form form;
  form.lost = read_length(reader, lengths >> 4U);
  form.own = reader.take(read_length(reader, lengths & 15U));
  return form;
}

Entry read_entry(Reader& reader, std::string_view words) {
  Entry entry;
  const auto lengths = reader.byte();
  entry.shared = lengths >> 4U;
  entry.own = reader.take(read_length(reader, lengths & 15U));
  const auto code = reader.varint();
  entry.count = static_cast<std::uint32_t>(std::min<std::uint64_t>((code >> 3U) + 1, UINT32_MAX));
  entry.is_long = (code & kLongFlag) != 0;
  if (entry.is_long) entry.long_at = reader.varint();
  const auto spelling = code & kSpelling;
  if (spelling == kForms) entry.forms = reader.number(reader.left());
  if (spelling != kPlain) {
    const auto begin = words.size() - reader.left();
    for (std::uint32_t i = 0; i < entry.forms && reader.ok(); ++i) read_form(reader);
    entry.form_bytes = words.substr(begin, words.size() - reader.left() - begin);
  }
  return entry;
}

void skip_list(BitReader& bits, std::uint32_t size, std::uint32_t count, std::uint32_t forms) {
  const auto k = rice_bits(size, count);
  for (std::uint32_t i = 0; i < count; ++i) bits.rice(k);
  bits.skip(std::uint64_t{count} * form_bits(forms));
}

/// Where an entry stands beside the stem that is looked for.
enum class Order { before, same, behind };

/// `matched`: bytes of the stem that the entry before has, all of that one's own included.
Order compare(const Entry& entry, std::string_view stem, std::size_t& matched) {
  if (entry.shared > matched) return Order::before;  // it differs where the one before does
  const auto rest = stem.substr(entry.shared);
  const auto [theirs, ours] =
      std::mismatch(entry.own.begin(), entry.own.end(), rest.begin(), rest.end());
  matched = entry.shared + static_cast<std::size_t>(ours - rest.begin());
  if (theirs == entry.own.end()) return ours == rest.end() ? Order::same : Order::before;
  if (ours == rest.end()) return Order::behind;
  const auto greater = static_cast<unsigned char>(*theirs) > static_cast<unsigned char>(*ours);
  return greater ? Order::behind : Order::before;
}

}  // namespace

struct Timeline::Block {
  std::uint32_t stems{0};
  std::string_view words{};
  std::uint64_t lists_bit{0};
};

struct Timeline::Looked {
  std::optional<WordList> list{};
  bool ended{false};  ///< no later block can have the stem
};

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
  if (!timeline.read_marks(body)) return damaged();
  return timeline;
}

bool Timeline::read_marks(std::string_view body) {
  Reader header(body.substr(0, body.size() - kPadding));
  if (header.byte() != kVersion) return false;
  size_ = header.number();
  const auto sections = header.number(header.left());
  const auto cues = header.number(header.left());
  const auto word_marks = header.number(header.left());
  const auto turns = header.number(header.left());
  const auto speakers = header.number(header.left());
  const auto chapters = header.number(header.left());
  stem_count_ = header.number(header.left());
  const auto marks_size = header.number(header.left());
  words_size_ = header.number(header.left());
  const auto long_size = header.number(header.left());
  lists_size_ = std::size_t{long_size} + header.number(header.left());
  words_width_ = header.byte();
  lists_width_ = header.byte();
  if (!header.ok() || words_width_ > 4 || lists_width_ > 4) return false;
  const auto index_size = std::size_t{blocks()} * (4U + words_width_ + lists_width_);
  if (std::uint64_t{marks_size} + index_size + words_size_ + lists_size_ != header.left())
    return false;

  const auto marks_begin = bytes_.size() - kPadding - header.left();
  index_begin_ = marks_begin + marks_size;
  words_begin_ = index_begin_ + index_size;
  lists_begin_ = words_begin_ + words_size_;
  short_begin_ = long_size;

  Reader marks(header.take(marks_size));
  language_ = marks.string();
  sections_ = read_sections(marks, sections, size_);
  cues_ = read_cues(marks, cues, speech_begin(), size_);
  word_marks_ = read_word_marks(marks, word_marks, speech_begin(), size_);
  turns_ = read_turns(marks, turns, cues, speakers);
  speakers_.emplace_back();
  for (std::uint32_t i = 0; i < speakers && marks.ok(); ++i) speakers_.emplace_back(marks.string());
  chapters_ = read_chapters(marks, chapters);
  return marks.ok() && marks.left() == 0;
}

std::uint32_t Timeline::blocks() const {
  return static_cast<std::uint32_t>((stem_count_ + kBlockStems - 1) / kBlockStems);
}

std::size_t Timeline::bytes() const {
  return sizeof *this + bytes_.capacity() + sections_.capacity() * sizeof(Section) +
         cues_.capacity() * sizeof(CueMark) + word_marks_.capacity() * sizeof(WordMark) +
         turns_.capacity() * sizeof(Turn) + speakers_.capacity() * sizeof(std::string) +
         chapters_.capacity() * sizeof(ChapterMark);
}

Timeline::Block Timeline::block(std::uint32_t index) const {
  const char* entry =
      bytes_.data() + index_begin_ + std::size_t{index} * (4U + words_width_ + lists_width_);
  const auto words_at = std::min(load_offset(entry + 4, words_width_), words_size_);
  const auto lists_at = load_offset(entry + 4 + words_width_, lists_width_);
  Block found;
  found.stems = std::min<std::uint32_t>(
      kBlockStems, stem_count_ - index * static_cast<std::uint32_t>(kBlockStems));
  found.words = std::string_view(bytes_).substr(words_begin_ + words_at, words_size_ - words_at);
  found.lists_bit = std::uint64_t{short_begin_ + lists_at} * 8;
  return found;
}

std::uint32_t Timeline::block_key(std::uint32_t index) const {
  const auto stride = 4U + words_width_ + lists_width_;
  return load_big_endian(bytes_.data() + index_begin_ + std::size_t{index} * stride);
}

std::optional<WordList> Timeline::find(std::string_view stem) const {
  const auto key = key_of(stem);
  // Blocks whose key equals the stem's may begin before or behind it: start at the last block with
  // a smaller key, go on while keys are not greater. Nearly always that is one block.
  std::uint32_t low = 0;
  std::uint32_t high = blocks();
  while (low < high) {
    const auto middle = (low + high) / 2;
    if (block_key(middle) < key) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  for (auto at = low == 0 ? 0 : low - 1; at < blocks(); ++at) {
    if (at >= low && block_key(at) > key) break;
    const auto looked = look_in(block(at), stem);
    if (looked.ended) return looked.list;
  }
  return std::nullopt;
}

Timeline::Looked Timeline::look_in(const Block& block, std::string_view stem) const {
  Reader reader(block.words);
  const std::string_view lists = std::string_view(bytes_).substr(lists_begin_, lists_size_);
  BitReader bits(lists, block.lists_bit);
  std::size_t matched = 0;
  for (std::uint32_t i = 0; i < block.stems && reader.ok(); ++i) {
    const auto entry = read_entry(reader, block.words);
    const auto order = compare(entry, stem, matched);
    if (order == Order::behind || entry.count > size_) return {{}, true};  // the latter: damaged
    if (order == Order::same) {
      WordList list{entry.count, entry.forms, bits.bit(), entry.form_bytes, stem};
      if (entry.is_long) list.bit = entry.long_at * 8;
      if (list.bit > lists.size() * 8) return {{}, true};  // damaged
      return {list, true};
    }
    if (!entry.is_long) skip_list(bits, size_, entry.count, entry.forms);
  }
  return {};
}

namespace {

/// Gives where what follows the positions begins; nothing when the list is damaged.
std::optional<BitReader> read_positions(std::string_view lists, Position size, const WordList& list,
                                        std::vector<Position>& out) {
  BitReader bits(lists, list.bit);
  const auto k = rice_bits(size, list.count);
  std::uint64_t at = 0;
  for (std::uint32_t i = 0; i < list.count; ++i) {
    at += bits.rice(k);
    if (at >= size) return std::nullopt;
    out.push_back(static_cast<Position>(at));
    ++at;
  }
  return bits;
}

/// Which of the list's written forms this is; nothing when it is none.
std::optional<std::uint32_t> number_of(const WordList& list, std::string_view form) {
  if (list.form_bytes.empty()) return form == list.stem ? std::optional(0U) : std::nullopt;
  Reader reader(list.form_bytes);
  for (std::uint32_t i = 0; i < list.forms; ++i) {
    const auto spelled = read_form(reader);
    if (spelled.lost > list.stem.size()) return std::nullopt;  // damaged
    const auto kept = list.stem.substr(0, list.stem.size() - spelled.lost);
    const auto size = kept.size() + spelled.own.size();
    if (form.size() == size && form.starts_with(kept) && form.ends_with(spelled.own)) return i;
  }
  return std::nullopt;
}

}  // namespace

void Timeline::positions(const WordList& list, std::vector<Position>& out) const {
  read_positions(std::string_view(bytes_).substr(lists_begin_, lists_size_), size_, list, out);
}

void Timeline::positions(const WordList& list, std::string_view form, std::vector<Position>& out,
                         std::vector<std::uint8_t>& in_form) const {
  auto bits =
      read_positions(std::string_view(bytes_).substr(lists_begin_, lists_size_), size_, list, out);
  const auto wanted = number_of(list, form);
  const auto width = form_bits(list.forms);
  const auto known = in_form.size();
  in_form.resize(out.size(), wanted && width == 0 ? 1 : 0);
  if (!bits || !wanted || width == 0) return;
  for (auto i = known; i < in_form.size(); ++i) in_form[i] = bits->bits(width) == *wanted ? 1 : 0;
}

void Timeline::positions_of_form(const WordList& list, std::string_view form,
                                 std::vector<Position>& out) const {
  const auto wanted = number_of(list, form);
  if (!wanted) return;
  const auto first = out.size();
  auto bits =
      read_positions(std::string_view(bytes_).substr(lists_begin_, lists_size_), size_, list, out);
  const auto width = form_bits(list.forms);
  if (!bits || width == 0) return;
  auto kept = first;
  for (auto i = first; i < out.size(); ++i) {
    if (bits->bits(width) == *wanted) out[kept++] = out[i];
  }
  out.resize(kept);
}

std::optional<Wording> Timeline::wording(Position first, Position last) const {
  if (first > last || last > size_) return std::nullopt;
  constexpr auto kNone = UINT32_MAX;
  Wording wording;
  wording.at.assign(last - first, kNone);
  const std::string_view lists = std::string_view(bytes_).substr(lists_begin_, lists_size_);
  std::vector<Position> places;
  std::string stem;
  for (std::uint32_t at = 0; at < blocks(); ++at) {
    const auto in = block(at);
    Reader reader(in.words);
    BitReader short_bits(lists, in.lists_bit);
    for (std::uint32_t i = 0; i < in.stems && reader.ok(); ++i) {
      const auto entry = read_entry(reader, in.words);
      if (entry.shared > stem.size() || entry.count > size_) return std::nullopt;
      stem.resize(entry.shared);
      stem.append(entry.own);
      places.clear();
      WordList list{entry.count, entry.forms, short_bits.bit(), entry.form_bytes, stem};
      if (entry.is_long) list.bit = entry.long_at * 8;
      auto bits = read_positions(lists, size_, list, places);
      if (!bits) return std::nullopt;
      const auto before = wording.forms.size();
      const auto width = form_bits(entry.forms);
      for (const auto place : places) {
        const auto form = bits->bits(width);
        if (place < first || place >= last) continue;
        if (form >= entry.forms) return std::nullopt;
        if (wording.forms.size() == before) {
          for (auto& letters : forms(list)) {
            const auto number = static_cast<std::uint32_t>(wording.forms.size() - before);
            wording.forms.push_back({wording.all_forms + number, std::move(letters)});
          }
          if (wording.forms.size() != before + entry.forms) return std::nullopt;
        }
        wording.at[place - first] = static_cast<std::uint32_t>(before) + form;
      }
      if (!entry.is_long) short_bits = *bits;
      wording.all_forms += entry.forms;
    }
    if (!reader.ok()) return std::nullopt;
  }
  if (std::ranges::find(wording.at, kNone) != wording.at.end()) return std::nullopt;
  return wording;
}

Position Timeline::free_begin() const {
  for (const auto& section : sections_) {
    if (section.zone != Zone::show && section.zone != Zone::speaker) return section.first;
  }
  return size_;
}

std::vector<std::string> Timeline::forms(const WordList& list) const {
  if (list.form_bytes.empty()) return {std::string(list.stem)};
  std::vector<std::string> all;
  Reader reader(list.form_bytes);
  for (std::uint32_t i = 0; i < list.forms && reader.ok(); ++i) {
    const auto spelled = read_form(reader);
    if (spelled.lost > list.stem.size()) break;  // damaged
    all.emplace_back(list.stem.substr(0, list.stem.size() - spelled.lost)).append(spelled.own);
  }
  return all;
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
  const auto next = std::upper_bound(cues_.begin(), cues_.end(), position,
                                     [](Position p, const CueMark& cue) { return p < cue.first; });
  return next == cues_.begin() ? 0 : static_cast<std::uint32_t>(next - cues_.begin()) - 1;
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

Timeline::Spoken Timeline::spoken(Position position, std::uint32_t cue) const {
  // Between which marks: the cue's own start and end, or a word's where words have times.
  auto from = cues_[cue].first;
  auto to = cue_end(cue);
  std::int64_t start = cues_[cue].start_ms;
  std::int64_t end = std::max(cues_[cue].start_ms, cues_[cue].end_ms);
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
  const std::int64_t words = std::max<std::int64_t>(1, std::int64_t{to} - from);
  const std::int64_t length = std::max<std::int64_t>(0, end - start);
  const std::int64_t offset = std::int64_t{position} - from;
  return {static_cast<std::uint32_t>(start + length * offset / words),
          static_cast<std::uint32_t>(start + length * (offset + 1) / words)};
}

std::uint32_t Timeline::start_ms(Position position, std::uint32_t cue) const {
  return spoken(position, cue).start_ms;
}

std::uint32_t Timeline::start_ms(Position position) const {
  if (position >= speech_begin() && !cues_.empty()) return start_ms(position, cue_at(position));
  const auto& section = sections_[section_at(position)];
  return section.zone == Zone::chapter && section.index < chapters_.size()
             ? chapters_[section.index].start_ms
             : 0;
}

std::uint32_t Timeline::end_ms(Position position) const {
  if (position >= speech_begin() && !cues_.empty())
    return spoken(position, cue_at(position)).end_ms;
  const auto& section = sections_[section_at(position)];
  return section.zone == Zone::chapter && section.index < chapters_.size()
             ? chapters_[section.index].end_ms
             : 0;
}

std::vector<std::string> Timeline::stems() const {
  std::vector<std::string> all;
  all.reserve(stem_count_);
  for (std::uint32_t at = 0; at < blocks(); ++at) {
    const auto in = block(at);
    Reader reader(in.words);
    std::string stem;
    for (std::uint32_t i = 0; i < in.stems && reader.ok(); ++i) {
      const auto entry = read_entry(reader, in.words);
      stem.resize(std::min(entry.shared, stem.size()));
      stem.append(entry.own);
      all.push_back(stem);
    }
  }
  return all;
}

}  // namespace whensaid::timeline
