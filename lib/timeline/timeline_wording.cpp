// A timeline's words in the order in which they are said: from positions to words.

#include <algorithm>
#include <array>
#include <span>

#include "timeline/codec.hpp"
#include "timeline/endings.hpp"
#include "timeline/letters.hpp"
#include "timeline/stem_block.hpp"
#include "timeline/timeline.hpp"

namespace whensaid::timeline {

/// Puts the words of a run of positions together.
class WordingReader {
 public:
  WordingReader(const BlockFormat& in, Position first, Position last)
      : in_(in), first_(first), count_(last - first) {
    wording_.at_.assign(count_, kNone);
    places_.resize(count_);
  }

  /// Nearly all lists have nothing in the run, and of many blocks none has: their stems are not
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
      if (said_ == 0) continue;
      said[i] = true;
      stems = i + 1;
      form += entries[i].forms;
    }
    const auto sound = spell(place, {entries.data(), stems}, {said.data(), stems}, reader.bit());
    wording_.all_forms_ += all_forms;
    return sound && wording_.forms_.size() == form;
  }

  std::optional<Wording> done() {
    if (std::ranges::find(wording_.at_, kNone) != wording_.at_.end()) return std::nullopt;
    return std::move(wording_);
  }

 private:
  static constexpr auto kNone = UINT32_MAX;

  /// Puts the numbers of the list's forms, whose first is `form`, where the list is in the run. Up
  /// to the run it is only added up. False when the list is damaged.
  bool read_list(const StemEntry& entry, std::uint32_t form, BitReader& short_lists) {
    const auto k = rice_bits(in_.size, entry.positions);
    const auto width = form_bits(entry.forms);
    said_ = 0;
    if (entry.positions == 1 && width == 0) {  // every second one
      put(short_lists.rice(k), form);
      return !short_lists.past_end();
    }
    BitReader bits(in_.bytes, entry.is_long() ? entry.long_bit : short_lists.bit());
    std::uint64_t end = 0;  // behind the position that was read last
    auto left = entry.positions;
    const auto is_before = bits.rices(left, k, [&](std::uint32_t gap) {
      end += std::uint64_t{gap} + 1;
      return end <= first_;
    });
    const auto before = entry.positions - left - 1;
    if (!is_before && end > first_ && put(end - 1, form)) {
      bits.rices(left, k, [&](std::uint32_t gap) {
        end += std::uint64_t{gap} + 1;
        return put(end - 1, form);
      });
    }
    const auto has_forms = said_ > 0 && width > 0;
    if (entry.is_long() && !has_forms) return true;  // what follows stands elsewhere
    if (!bits.skip_rices(left, k)) return false;
    const auto forms_bit = bits.bit();
    bits.skip(std::uint64_t{entry.positions} * width);
    if (!entry.is_long()) short_lists = bits;
    return !has_forms ||
           add_forms(entry.forms, {in_.bytes, forms_bit + std::uint64_t{before} * width});
  }

  /// False when the position is not in the run.
  bool put(std::uint64_t position, std::uint32_t form) {
    const auto place = position - first_;  // wraps to a large one before the run
    if (place >= count_) return false;
    wording_.at_[place] = form;
    places_[said_++] = static_cast<std::uint32_t>(place);
    return true;
  }

  bool add_forms(std::uint32_t forms, BitReader bits) {
    for (const auto place : std::span(places_).first(said_)) {
      const auto number = bits.bits(form_bits(forms));
      if (number >= forms) return false;
      wording_.at_[place] += number;
    }
    return true;
  }

  /// The forms of those stems of a block that are said.
  bool spell(const BlockPlace& place, std::span<const StemEntry> entries,
             std::span<const bool> said, std::uint64_t endings_bit) {
    StemHeads heads(in_, place);
    BitReader endings(in_.bytes, endings_bit);
    auto number = wording_.all_forms_;
    const auto take = [&](std::string_view kept, std::string_view gained) {
      wording_.letters_.append(kept).append(gained);
      const auto end = static_cast<std::uint32_t>(wording_.letters_.size());
      wording_.forms_.push_back({number++, end});
      return true;
    };
    for (std::uint32_t i = 0; i < entries.size(); ++i) {
      const auto& entry = entries[i];
      if (!heads.next()) return false;
      if (!said[i]) {
        for (auto left = entry.is_plain ? 0 : entry.forms; left > 0; --left) skip_ending(endings);
        number += entry.forms;
        continue;
      }
      if (!read_stem(place, i, heads.head())) return false;
      if (entry.is_plain) {
        take(stem_, {});
      } else {
        for_each_ending(endings, entry.forms, stem_, take);
      }
    }
    return true;
  }

  bool read_stem(const BlockPlace& place, std::uint32_t number, const Head& head) {
    letters_.clear();
    if (head.is_whole(in_.letter_bits)) {
      auto room = kHeadBits;
      for (auto left = head.count; left > 0; --left) {
        room -= in_.letter_bits;
        letters_.push_back(
            static_cast<std::uint8_t>(head.letters >> room & ((1U << in_.letter_bits) - 1)));
      }
    } else {  // a long stem is read with those before it
      StemHeads heads(in_, place);
      for (std::uint32_t i = 0; i <= number; ++i) {
        if (!heads.next()) return false;
        heads.read(letters_);
      }
    }
    stem_.clear();
    return append_bytes(stem_, letters_, in_.letter_bits);
  }

  const BlockFormat& in_;
  Position first_;
  std::uint32_t count_;
  Wording wording_;
  std::vector<std::uint32_t> places_;  ///< in the run, of the list at hand: the first `said_`
  std::size_t said_{0};
  // The stem at hand.
  std::vector<std::uint8_t> letters_;
  std::string stem_;
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
