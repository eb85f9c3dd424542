// A timeline's words in the order in which they are said: from positions to words.

#include <algorithm>
#include <array>
#include <cstring>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "timeline/codec.hpp"
#include "timeline/endings.hpp"
#include "timeline/letters.hpp"
#include "timeline/long_list.hpp"
#include "timeline/stem_block.hpp"
#include "timeline/timeline.hpp"

namespace whensaid::timeline {

namespace {

/// So many bytes are copied at once, whether all are wanted or not.
constexpr std::size_t kPiece = 16;

/// The stems of one block after the other, each put together from the letters that it shares with
/// the one before and its own.
class StemSpeller {
 public:
  explicit StemSpeller(const BlockFormat& in) : in_(in) {}

  void open(const BlockPlace& place) {
    lengths_ = BitReader(in_.bytes, place.letters_bit);
    letters_ = BitReader(in_.bytes, place.letters_bit + lengths_bits(place.stems));
    count_ = 0;
  }

  /// Moves to the next stem, of which there must be one. False when it cannot be one.
  bool next() {
    const auto lengths = static_cast<std::uint32_t>(lengths_.wide(kLengthsBits));
    const auto shared = lengths & 7U;
    auto own = (lengths >> 3U) + 1;
    if (shared > count_) return false;
    if (own == 8) {
      own = letters_.gamma();
      own = own == 1 ? 0 : own + 6;
      if (own > letters_.left()) return false;
    }
    count_ = shared + own;
    if (text_.size() < count_ + kPiece) text_.resize(2 * (count_ + kPiece));
    if (odd_ >= shared) odd_ = kNone;
    read(shared);
    return true;
  }

  /// Nothing when the letters are no stem's. kPiece bytes may be read of it, even of a shorter one.
  std::optional<std::string_view> stem() {
    if (odd_ == kNone) return std::string_view(text_.data(), count_);
    odd_letters_.resize(count_);
    for (std::uint32_t i = 0; i < count_; ++i) {
      odd_letters_[i] = static_cast<std::uint8_t>(text_[i] - base());
    }
    odd_stem_.clear();
    if (!append_bytes(odd_stem_, odd_letters_, in_.letter_bits)) return std::nullopt;
    const auto size = odd_stem_.size();
    odd_stem_.resize(size + kPiece);
    return std::string_view(odd_stem_.data(), size);
  }

 private:
  static constexpr auto kNone = UINT32_MAX;

  [[nodiscard]] bool is_latin() const { return in_.letter_bits == kLatinBits; }
  /// What a letter from a to z is less than its byte; all letters of other scripts are bytes.
  [[nodiscard]] std::uint8_t base() const { return is_latin() ? 'a' - 2 : 0; }

  void read(std::uint32_t from) {
    const auto width = in_.letter_bits;
    const auto mask = (std::uint64_t{1} << width) - 1;
    const auto base_of_all = base();
    bool any_odd = false;
    for (auto at = from; at < count_;) {
      const auto now = std::min(count_ - at, kLetterGroup);
      auto packed = letters_.wide(now * width);
      for (auto i = at + now; i > at; --i, packed >>= width) {
        const auto letter = static_cast<std::uint32_t>(packed & mask);
        any_odd |= letter - 2 >= 26;
        text_[i - 1] = static_cast<char>(letter + base_of_all);
      }
      at += now;
    }
    if (!any_odd || !is_latin() || odd_ != kNone) return;
    odd_ = from;
    while (text_[odd_] >= 'a' && text_[odd_] <= 'z') ++odd_;
  }

  const BlockFormat& in_;
  BitReader lengths_{{}, 0};
  BitReader letters_{{}, 0};
  std::vector<char> text_;    ///< of the stem; a byte a letter where not all are bytes
  std::uint32_t count_{0};    ///< of letters
  std::uint32_t odd_{kNone};  ///< the first that is none from a to z, where there are such
  std::vector<std::uint8_t> odd_letters_;
  std::string odd_stem_;
};

}  // namespace

/// Puts the words of a run of positions together.
class WordingReader {
 public:
  WordingReader(const BlockFormat& in, Position first, Position last)
      : in_(in), first_(first), count_(last - first), speller_(in) {
    wording_.at_.assign(count_, kNone);
    const auto known = std::min<std::size_t>(k_of_short_.size(), std::size_t{in.size} + 1);
    for (std::uint32_t i = 1; i < known; ++i) {
      k_of_short_[i] = static_cast<std::uint8_t>(rice_bits(in.size, i));
    }
  }

  /// Of a short run nearly all lists have nothing, and of many blocks none has: their stems are not
  /// read.
  bool add(const BlockPlace& place) {
    std::array<StemEntry, kBlockStems> entries;
    std::array<bool, kBlockStems> said{};
    StemEntries reader(in_, place);
    BitReader lists(in_.bytes, place.lists_bit);
    auto form = static_cast<std::uint32_t>(wording_.forms_.size());
    std::uint32_t stems = 0;  // up to the last one that is said
    std::uint32_t all_forms = 0;
    for (std::uint32_t i = 0; i < place.stems; ++i) {
      if (!reader.next(entries[i]) || !read_list(entries[i], form, lists)) return false;
      all_forms += entries[i].forms;
      if (!is_said_) continue;
      said[i] = true;
      stems = i + 1;
      form += entries[i].forms;
    }
    const auto sound = spell(place, {entries.data(), stems}, {said.data(), stems}, reader.bit());
    wording_.all_forms_ += all_forms;
    return sound && wording_.forms_.size() == form;
  }

  std::optional<Wording> done() {
    std::uint32_t missing = 0;
    for (const auto form : wording_.at_) missing |= form == kNone ? 1U : 0U;  // without branches
    if (missing != 0) return std::nullopt;
    wording_.letters_.resize(letters_used_);
    return std::move(wording_);
  }

 private:
  static constexpr auto kNone = UINT32_MAX;

  /// Puts the numbers of the list's forms, whose first is `form`, where the list is in the run.
  /// False when the list is damaged.
  bool read_list(const StemEntry& entry, std::uint32_t form, BitReader& short_lists) {
    if (entry.positions == 1 && entry.forms == 1) {  // every second one
      const auto place = std::uint64_t{short_lists.rice(k_of_short_[1])} - first_;
      is_said_ = place < count_;
      if (is_said_) wording_.at_[place] = form;
      return !short_lists.past_end();
    }
    BitReader bits(in_.bytes, entry.is_long() ? entry.long_bit : short_lists.bit());
    const auto sound =
        entry.forms == 1 ? put_form(entry, form, bits) : put_forms(entry, form, bits);
    if (!entry.is_long()) short_lists = bits;
    return sound;
  }

  /// Gives where the list's positions are from the run's first on to `put`; large numbers are
  /// before it. False when the list is damaged.
  template <typename Put>
  bool read_places(const StemEntry& entry, BitReader& bits, const Put& put) {
    if (entry.is_long()) {
      return read_long_list(bits, in_.size, entry.positions,
                            [&, first = first_](Position place) { put(place - first); });
    }
    std::uint64_t end = 0;  // behind the position that was read last
    auto left = entry.positions;
    const auto sound =
        bits.rices(left, k_of_short_[entry.positions], [&, first = first_](std::uint32_t gap) {
          end += std::uint64_t{gap} + 1;
          put(static_cast<std::uint32_t>(end) - 1 - first);
          return true;
        });
    return sound && end <= in_.size;
  }

  bool put_form(const StemEntry& entry, std::uint32_t form, BitReader& bits) {
    auto* const at = wording_.at_.data();
    bool is_said = false;
    const auto sound = read_places(entry, bits, [&, count = count_](std::uint32_t place) {
      if (place >= count) return;
      at[place] = form;
      is_said = true;
    });
    is_said_ = is_said;
    return sound;
  }

  /// The number of each position's form follows behind all positions.
  bool put_forms(const StemEntry& entry, std::uint32_t form, BitReader& bits) {
    if (entry.positions > bits.left()) return false;  // each takes a bit at least
    if (places_.size() < entry.positions) places_.resize(entry.positions);
    auto* next = places_.data();
    if (!read_places(entry, bits, [&](std::uint32_t place) { *next++ = place; })) return false;
    auto* const at = wording_.at_.data();
    const auto width = form_bits(entry.forms);
    const auto at_once = BitReader::kPeek / width;
    const auto mask = (std::uint64_t{1} << width) - 1;
    std::uint32_t largest = 0;
    bool is_said = false;
    for (std::uint32_t done = 0; done < entry.positions;) {
      const auto now = std::min(at_once, entry.positions - done);
      auto word = bits.ahead();
      bits.skip(std::uint64_t{now} * width);
      for (const auto place : std::span(places_).subspan(done, now)) {
        const auto number = static_cast<std::uint32_t>(word & mask);
        word >>= width;
        if (place >= count_) continue;
        largest = std::max(largest, number);
        at[place] = form + number;
        is_said = true;
      }
      done += now;
    }
    is_said_ = is_said;
    return largest < entry.forms;
  }

  /// The forms of those stems of a block that are said.
  bool spell(const BlockPlace& place, std::span<const StemEntry> entries,
             std::span<const bool> said, std::uint64_t endings_bit) {
    BitReader endings(in_.bytes, endings_bit);
    auto number = wording_.all_forms_;
    speller_.open(place);
    for (std::uint32_t i = 0; i < entries.size(); ++i) {
      const auto& entry = entries[i];
      if (!speller_.next()) return false;
      if (!said[i]) {
        for (auto left = entry.is_plain ? 0 : entry.forms; left > 0; --left) skip_ending(endings);
        number += entry.forms;
        continue;
      }
      const auto stem = speller_.stem();
      if (!stem) return false;
      if (entry.is_plain) {
        add_form(number++, *stem, {});
        continue;
      }
      for (auto left = entry.forms; left > 0; --left) {
        const auto ending = read_ending(endings, own_ending_);
        if (ending.lost > stem->size() || endings.past_end()) return false;
        add_form(number++, stem->substr(0, stem->size() - ending.lost), ending.gained);
      }
    }
    return true;
  }

  /// What is kept of a stem, which is as StemSpeller gives it, and what follows that.
  void add_form(std::uint32_t number, std::string_view kept, std::string_view gained) {
    auto& letters = wording_.letters_;
    const auto end = letters_used_ + kept.size() + gained.size();
    if (letters.size() < end + kPiece) letters.resize(2 * (end + kPiece));
    auto* const at = letters.data() + letters_used_;
    std::memcpy(at, kept.data(), kPiece);
    if (kept.size() > kPiece) std::memcpy(at, kept.data(), kept.size());
    for (std::size_t i = 0; i < gained.size(); ++i) at[kept.size() + i] = gained[i];
    letters_used_ = end;
    wording_.forms_.push_back({number, static_cast<std::uint32_t>(end)});
  }

  const BlockFormat& in_;
  Position first_;
  std::uint32_t count_;
  Wording wording_;
  std::size_t letters_used_{0};        ///< of the wording's, behind which there is room
  std::vector<std::uint32_t> places_;  ///< of the list at hand
  bool is_said_{false};                ///< the list at hand has something in the run
  StemSpeller speller_;
  std::string own_ending_;
  std::array<std::uint8_t, kLongList> k_of_short_{};
};

std::optional<Wording> Timeline::wording(Position first, Position last) const {
  if (first > last || last > size_) return std::nullopt;
  const auto in = format();
  WordingReader reader(in, first, last);
  for (std::uint32_t number = 0; number < blocks(); ++number) {
    if (!reader.add(place_of(in, block_begin(number), stems_in(number)))) return std::nullopt;
  }
  return reader.done();
}

}  // namespace whensaid::timeline
