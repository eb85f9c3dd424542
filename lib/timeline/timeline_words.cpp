// A timeline's words by stem: where a stem stands, and in which forms.

#include <algorithm>
#include <array>
#include <compare>
#include <cstring>
#include <span>

#include "timeline/codec.hpp"
#include "timeline/endings.hpp"
#include "timeline/letters.hpp"
#include "timeline/long_list.hpp"
#include "timeline/place_finder.hpp"
#include "timeline/stem_block.hpp"
#include "timeline/timeline.hpp"

namespace whensaid::timeline {

namespace {

constexpr std::size_t kKeyBytes = 4;

constexpr std::size_t kCacheLine = 64;
constexpr std::size_t kBlockLines = 3;  ///< what most look-ups read of a block

std::uint32_t key_of(const Head& head) {
  return static_cast<std::uint32_t>(head.letters >> (kHeadBits - 32));
}

std::uint32_t load_big_endian(const char* bytes) {
  std::uint32_t value = 0;
  std::memcpy(&value, bytes, sizeof value);
  return __builtin_bswap32(value);
}

/// The stem at hand against one that agrees with it in all of the head, when both are longer.
std::strong_ordering compare_all(const BlockFormat& format, std::vector<std::uint8_t>& letters,
                                 std::string_view stem) {
  std::vector<std::uint8_t> wanted;
  for_each_letter(stem, format.letter_bits, [&](std::uint8_t letter) { wanted.push_back(letter); });
  return letters <=> wanted;
}

bool is_long(const WordList& list) { return list.count >= kLongList; }

/// Gives each position to `visit`, ascending and below `size`. False when the list is damaged.
template <typename Visit>
bool read_short_list(BitReader& bits, Position size, std::uint32_t count, const Visit& visit) {
  std::uint64_t at = 0;
  return bits.rices(count, rice_bits(size, count), [&](std::uint32_t gap) {
    at += gap;
    if (at >= size) return false;
    visit(static_cast<Position>(at++));
    return true;
  });
}

/// Appends the positions of a list. Gives where what follows them begins; nothing when the list is
/// damaged.
std::optional<BitReader> append_positions(std::string_view bytes, Position size,
                                          const WordList& list, std::vector<Position>& out) {
  BitReader bits(bytes, list.bit);
  if (list.count > bits.left()) return std::nullopt;
  const auto known = out.size();
  out.resize(known + list.count);
  auto* next = out.data() + known;
  const auto add = [&next](Position position) { *next++ = position; };
  const auto sound = is_long(list) ? read_long_list(bits, size, list.count, add)
                                   : read_short_list(bits, size, list.count, add);
  if (sound) return bits;
  out.resize(known);
  return std::nullopt;
}

/// Where the endings of a list's forms begin; nothing when the block is damaged.
std::optional<BitReader> endings_of(const BlockFormat& in, const WordList& list) {
  BitReader bits(in.bytes, list.endings->counts_bit);
  StemEntries counts(in, {0, 0, list.endings->counts_bit, 0});
  StemEntry count;
  for (auto left = list.endings->stems_behind; left > 0; --left) {
    if (!counts.next(count)) return std::nullopt;
  }
  bits.skip(counts.bit() - bits.bit());
  for (auto left = list.endings->endings_before; left > 0 && !bits.past_end(); --left) {
    skip_ending(bits);
  }
  return bits;
}

/// Gives each form of a list, as what is kept of the stem and what follows that, until `visit`
/// returns false.
template <typename Visit>
void for_each_form(const BlockFormat& in, const WordList& list, const Visit& visit) {
  if (!list.endings) {
    visit(list.stem, std::string_view());
    return;
  }
  if (auto bits = endings_of(in, list)) for_each_ending(*bits, list.forms, list.stem, visit);
}

/// Whether a form is what is kept of its stem and what follows that.
bool is_form(std::string_view form, std::string_view kept, std::string_view gained) {
  return form.size() == kept.size() + gained.size() && form.starts_with(kept) &&
         form.ends_with(gained);
}

/// Which of the list's written forms this is; nothing when it is none.
std::optional<std::uint32_t> number_of(const BlockFormat& in, const WordList& list,
                                       std::string_view form) {
  std::uint32_t number = 0;
  bool found = false;
  for_each_form(in, list, [&](std::string_view kept, std::string_view gained) {
    found = is_form(form, kept, gained);
    if (!found) ++number;
    return !found;
  });
  return found ? std::optional(number) : std::nullopt;
}

}  // namespace

namespace {

/// The lists of a block, for who asks for stems in their order: what stands before a list is passed
/// over once.
class BlockLists {
 public:
  BlockLists(const BlockFormat& in, const BlockPlace& place)
      : in_(in), stems_(place.stems), counts_(in, place), lists_(in.bytes, place.lists_bit) {}

  /// That of a stem, none before the last one asked for; nothing when the block is damaged.
  std::optional<WordList> at(std::uint32_t stem, std::string_view letters) {
    for (; sound_ && next_ <= stem; ++next_) {
      if (next_ > 0) leave();
      sound_ = counts_.next(count_);
    }
    if (sound_ && !count_.is_long()) sound_ = skip_short_lists();
    if (!sound_) return std::nullopt;
    WordList list{count_.positions, count_.forms, count_.long_bit, letters, {}};
    if (!count_.is_long()) list.bit = lists_.bit();
    if (!count_.is_plain) {
      list.endings = WordList::Endings{counts_.bit(), stems_ - stem - 1, endings_};
    }
    return list;
  }

 private:
  void leave() {
    if (!count_.is_long()) short_[short_lists_++] = count_;
    if (!count_.is_plain) endings_ += count_.forms;
  }

  bool skip_short_lists() {
    for (std::size_t i = 0; i < short_lists_; ++i) {
      if (!skip_list(lists_, in_.size, short_[i].positions, short_[i].forms)) return false;
    }
    short_lists_ = 0;
    return true;
  }

  const BlockFormat& in_;
  std::uint32_t stems_;
  StemEntries counts_;
  BitReader lists_;
  StemEntry count_;  ///< of the stem before next_
  std::uint32_t next_{0};
  std::array<StemEntry, kBlockStems> short_;  ///< lists before that were not passed over yet
  std::size_t short_lists_{0};
  std::uint32_t endings_{0};  ///< of the stems before
  bool sound_{true};
};

}  // namespace

struct Timeline::Looked {
  std::optional<WordList> list{};
  bool ended{false};  ///< no later block can have the stem
};

std::uint32_t Timeline::blocks() const {
  return static_cast<std::uint32_t>((std::uint64_t{stem_count_} + kBlockStems - 1) / kBlockStems);
}

std::uint32_t Timeline::stems_in(std::uint32_t block) const {
  constexpr auto kMost = static_cast<std::uint32_t>(kBlockStems);
  return std::min(kMost, stem_count_ - block * kMost);
}

std::uint32_t Timeline::block_key(std::uint32_t block) const {
  return load_big_endian(bytes_.data() + index_begin_ +
                         std::size_t{block} * (kKeyBytes + place_width_));
}

std::size_t Timeline::block_begin(std::uint32_t block) const {
  const auto at = index_begin_ + std::size_t{block} * (kKeyBytes + place_width_) + kKeyBytes;
  std::uint64_t place = 0;
  std::memcpy(&place, bytes_.data() + at, sizeof place);  // kPadding is behind the last one
  place &= (std::uint64_t{1} << place_width_ * 8) - 1;
  return std::min(blocks_begin_ + static_cast<std::size_t>(place), bytes_.size() - kPadding);
}

BlockFormat Timeline::format() const {
  return {std::string_view(bytes_).substr(0, bytes_.size() - kPadding), size_, letter_bits_,
          std::uint64_t{long_begin_} * 8};
}

std::uint32_t Timeline::first_block(std::uint32_t key) const {
  std::uint32_t low = 0;
  for (auto count = blocks();
       count > 0;) {  // without branches: half of them would be guessed wrong
    const auto half = count / 2;
    const bool is_less = block_key(low + half) < key;
    low = is_less ? low + half + 1 : low;
    count = is_less ? count - half - 1 : half;
  }
  return low;
}

void Timeline::prefetch() const {
  for (auto at = index_begin_; at < blocks_begin_; at += kCacheLine) {
    __builtin_prefetch(bytes_.data() + at);
  }
}

void Timeline::prefetch(const Sought& sought) const {
  if (stem_count_ == 0) return;
  const auto block = first_block(key_of(sought.head(letter_bits_)));
  const auto begin = block_begin(block == 0 ? 0 : block - 1);
  for (std::size_t line = 0; line < kBlockLines; ++line) {
    __builtin_prefetch(bytes_.data() + begin + line * kCacheLine);
  }
}

std::optional<WordList> Timeline::find(std::string_view stem) const {
  return find(stem, head_of(stem, letter_bits_));
}

std::optional<WordList> Timeline::find(const Sought& sought) const {
  return find(sought.stem, sought.head(letter_bits_));
}

std::optional<WordList> Timeline::find(std::string_view stem, const Head& head) const {
  const auto key = key_of(head);
  // Blocks whose key equals the stem's may begin before or behind it: start at the last block with
  // a smaller key, go on while keys are not greater. Nearly always that is one block.
  const auto all = blocks();
  const auto low = first_block(key);
  for (auto at = low == 0 ? 0 : low - 1; at < all; ++at) {
    if (at >= low && block_key(at) > key) break;
    const auto looked = look_in(at, stem, head);
    if (looked.ended) return looked.list;
  }
  return std::nullopt;
}

Timeline::Looked Timeline::look_in(std::uint32_t number, std::string_view stem,
                                   const Head& head) const {
  const auto in = format();
  const auto place = place_of(in, block_begin(number), stems_in(number));
  StemHeads heads(in, place);
  std::vector<std::uint8_t> letters;  // only where the stem is too long for its head
  const bool is_whole = head.is_whole(letter_bits_);
  for (std::uint32_t i = 0; i < place.stems; ++i) {
    if (!heads.next()) return {{}, true};  // damaged
    const auto& found = heads.head();
    if (!is_whole) heads.read(letters);
    if (found.letters < head.letters) continue;
    auto order = found.letters <=> head.letters;
    if (std::is_eq(order)) order = found.count <=> head.count;
    if (found.letters == head.letters && !is_whole && !found.is_whole(letter_bits_)) {
      order = compare_all(in, letters, stem);
    }
    if (std::is_lt(order)) continue;
    return {std::is_eq(order) ? BlockLists(in, place).at(i, stem) : std::nullopt, true};
  }
  return {};
}

/// A place among the stems, from which look-ups go on.
struct Timeline::Walk {
  Walk(const BlockFormat& in, const BlockPlace& at, std::uint32_t block)
      : number(block), place(at), heads(in, at), lists(in, at) {}

  /// Moves on to the first stem of the block that is not before `head`. False at the block's end.
  bool to(const Head& head) {
    const auto is_before = [&] {
      const auto& at = heads.head();
      return at.letters != head.letters ? at.letters < head.letters : at.count < head.count;
    };
    while (stem == kNone || is_before()) {
      ++stem;
      if (stem >= place.stems || !heads.next()) {
        stem = place.stems;
        return false;
      }
    }
    return true;
  }

  static constexpr auto kNone = UINT32_MAX;
  std::uint32_t number;
  BlockPlace place;
  StemHeads heads;
  BlockLists lists;
  std::uint32_t stem{kNone};
};

void Timeline::find_all(std::span<const Sought> stems,
                        std::vector<std::optional<WordList>>& out) const {
  const auto in = format();
  const auto all = blocks();
  std::optional<Walk> walk;
  for (const auto& sought : stems) {
    const auto& head = sought.head(letter_bits_);
    if (!head.is_whole(letter_bits_)) {  // a longer one may have the same head
      out.push_back(find(sought));
      continue;
    }
    const auto key = key_of(head);
    auto number = walk ? walk->number : 0;
    const bool is_here = walk && (number + 1 == all || block_key(number + 1) > key);
    const auto low = is_here ? number + 1 : first_block(key);
    if (!is_here) number = std::max(number, low == 0 ? 0 : low - 1);
    auto& found = out.emplace_back();
    for (; number < all && (number < low || block_key(number) <= key); ++number) {
      if (!walk || walk->number != number) {
        walk.emplace(in, place_of(in, block_begin(number), stems_in(number)), number);
      }
      if (walk->stem == walk->place.stems || !walk->to(head)) continue;
      const auto& at = walk->heads.head();
      if (at.letters == head.letters && at.count == head.count) {
        found = walk->lists.at(walk->stem, sought.stem);
      }
      break;
    }
  }
}

void Timeline::positions(const WordList& list, std::vector<Position>& out) const {
  append_positions(format().bytes, size_, list, out);
}

void Timeline::positions(const WordList& list, std::string_view form, std::vector<Position>& out,
                         std::vector<std::uint8_t>& in_form) const {
  const auto in = format();
  auto bits = append_positions(in.bytes, size_, list, out);
  const auto wanted = number_of(in, list, form);
  const auto width = form_bits(list.forms);
  const auto known = in_form.size();
  in_form.resize(out.size(), wanted && width == 0 ? 1 : 0);
  if (!bits || !wanted || width == 0) return;
  bits->values(in_form.size() - known, width,
               [&, next = in_form.data() + known](std::uint32_t number) mutable {
                 *next++ = number == *wanted ? 1 : 0;
               });
}

std::optional<Position> Timeline::first_position(const WordList& list) const {
  BitReader bits(format().bytes, list.bit);
  const auto first = is_long(list) ? first_of_long_list(bits, size_, list.count)
                                   : std::uint64_t{bits.rice(rice_bits(size_, list.count))};
  return first < size_ ? std::optional(static_cast<Position>(first)) : std::nullopt;
}

PlaceFinder Timeline::finder(const WordList& list) const {
  BitReader bits(format().bytes, list.bit);
  PlaceFinder finder;
  if (is_long(list)) {
    finder.many_.emplace(bits, size_, list.count);
  } else {
    read_short_list(bits, size_, list.count,
                    [&](Position position) { finder.few_[finder.count_++] = position; });
  }
  return finder;
}

InForm Timeline::in_form(const WordList& list, std::string_view form) const {
  const auto in = format();
  InForm found;
  found.wanted_ = number_of(in, list, form);
  found.width_ = form_bits(list.forms);
  if (!found.wanted_ || found.width_ == 0) return found;
  BitReader bits(in.bytes, list.bit);
  if (is_long(list)) {
    bits.skip(LongLayout(size_, list.count).bits());
  } else {
    bits.skip_rices(list.count, rice_bits(size_, list.count));
  }
  found.bytes_ = in.bytes;
  found.bit_ = bits.bit();
  return found;
}

bool InForm::at(std::size_t i) const {
  if (!wanted_ || width_ == 0) return wanted_.has_value();
  return BitReader(bytes_, bit_ + i * width_).bits(width_) == *wanted_;
}

void Timeline::positions_of_forms(const WordList& list, std::span<const std::string_view> forms,
                                  std::vector<Position>& out) const {
  const auto in = format();
  std::vector<bool> wanted;
  bool any = false;
  for_each_form(in, list, [&](std::string_view kept, std::string_view gained) {
    wanted.push_back(std::ranges::any_of(
        forms, [&](std::string_view form) { return is_form(form, kept, gained); }));
    any = any || wanted.back();
    return true;
  });
  if (!any) return;
  const auto first = out.size();
  auto bits = append_positions(in.bytes, size_, list, out);
  const auto width = form_bits(list.forms);
  if (!bits || width == 0) return;
  auto at = first;
  auto kept = first;
  bits->values(out.size() - first, width, [&](std::uint32_t form) {
    if (form < wanted.size() && wanted[form]) out[kept++] = out[at];
    ++at;
  });
  out.resize(kept);
}

std::vector<std::string> Timeline::forms(const WordList& list) const {
  std::vector<std::string> all;
  for_each_form(format(), list, [&](std::string_view kept, std::string_view gained) {
    all.emplace_back(kept).append(gained);
    return true;
  });
  return all;
}

namespace {

/// Visits all stems of a block in order. False when the block is damaged or `visit` says so.
template <typename Visit>
bool for_each_stem(const BlockFormat& in, const BlockPlace& place, const Visit& visit) {
  StemHeads heads(in, place);
  std::vector<std::uint8_t> letters;
  std::string stem;
  for (std::uint32_t i = 0; i < place.stems; ++i) {
    if (!heads.next()) return false;
    heads.read(letters);
    stem.clear();
    if (!append_bytes(stem, letters, in.letter_bits) || !visit(i, stem)) return false;
  }
  return true;
}

}  // namespace

std::vector<std::string> Timeline::stems() const {
  std::vector<std::string> all;
  const auto in = format();
  for (std::uint32_t number = 0; number < blocks(); ++number) {
    for_each_stem(in, place_of(in, block_begin(number), stems_in(number)),
                  [&](std::uint32_t, std::string_view stem) {
                    all.emplace_back(stem);
                    return true;
                  });
  }
  return all;
}

}  // namespace whensaid::timeline
