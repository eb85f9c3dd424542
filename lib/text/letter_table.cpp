#include "text/letter_table.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cassert>

namespace whensaid::text {

namespace {

constexpr std::size_t kLetters = 32;  // as in Letters
constexpr std::size_t kBits = 64;     // words in a number of a column

/// Numbers of a column that are looked at together: compilers make fewer of them with what any
/// processor has.
constexpr std::size_t kLanes = 4;
using Lanes = std::array<std::uint64_t, kLanes>;

std::size_t count(Letters letters) { return static_cast<std::size_t>(std::popcount(letters)); }

template <typename Bits, typename Take>
void for_each_bit(Bits bits, Take&& take) {
  for (; bits != 0; bits &= bits - 1) take(static_cast<std::size_t>(std::countr_zero(bits)));
}

/// Places in order of what stands there, which are small numbers.
std::vector<std::uint32_t> sorted(std::span<const std::uint32_t> kinds) {
  std::vector<std::uint32_t> next(kinds.empty() ? 1 : std::ranges::max(kinds) + 2);
  for (const auto kind : kinds) ++next[kind + 1];
  for (std::size_t kind = 1; kind < next.size(); ++kind) next[kind] += next[kind - 1];
  std::vector<std::uint32_t> places(kinds.size());
  for (std::uint32_t i = 0; i < places.size(); ++i) places[next[kinds[i]]++] = i;
  return places;
}

/// The columns of 64 words: the words' bits, 32 by 32 in both halves of the numbers, change places
/// with halves, quarters and so on (Warren, Hacker's Delight, 7-3).
std::array<std::uint64_t, kLetters> columns_of(const std::array<Letters, kBits>& words) {
  std::array<std::uint64_t, kLetters> square{};
  for (std::size_t i = 0; i < kLetters; ++i) {
    square[i] = words[i] | std::uint64_t{words[i + kLetters]} << kLetters;
  }
  std::uint64_t low = 0x0000FFFF0000FFFF;
  for (std::size_t half = kLetters / 2; half > 0; half /= 2, low ^= low << half) {
    for (std::size_t i = 0; i < kLetters; i = ((i | half) + 1) & ~half) {
      const auto change = (square[i] >> half ^ square[i | half]) & low;
      square[i] ^= change << half;
      square[i | half] ^= change;
    }
  }
  return square;
}

/// Which words miss no more than kMost of these letters. A letter's column is behind the one before
/// it by `rows`.
template <unsigned kMost>
Lanes miss_few(Letters letters, const std::uint64_t* columns, std::size_t rows) {
  std::array<Lanes, kMost + 1> more_than{};  // [n]: those that miss more than n
  for_each_bit(letters, [&](std::size_t letter) {
    const auto* const has = columns + letter * rows;
    for (std::size_t i = 0; i < kLanes; ++i) {
      for (unsigned n = kMost; n > 0; --n) more_than[n][i] |= more_than[n - 1][i] & ~has[i];
      more_than[0][i] |= ~has[i];
    }
  });
  Lanes fit;
  for (std::size_t i = 0; i < kLanes; ++i) fit[i] = ~more_than[kMost][i];
  return fit;
}

void keep_those_with_any(Letters letters, const std::uint64_t* columns, std::size_t rows,
                         Lanes& fit) {
  Lanes any{};
  for_each_bit(letters, [&](std::size_t letter) {
    const auto* const has = columns + letter * rows;
    for (std::size_t i = 0; i < kLanes; ++i) any[i] |= has[i];
  });
  for (std::size_t i = 0; i < kLanes; ++i) fit[i] &= any[i];
}

}  // namespace

std::size_t LetterTable::Group::rows() const {
  return (end - first + kBits * kLanes - 1) / (kBits * kLanes) * kLanes;
}

LetterTable::LetterTable(std::span<const Shape> shapes) {
  std::vector<std::uint32_t> kinds;
  kinds.reserve(shapes.size());
  for (const auto& shape : shapes) {
    kinds.push_back(
        static_cast<std::uint32_t>(shape.length * (kLetters + 1) + count(shape.characters)));
  }
  places_ = sorted(kinds);
  for (std::size_t first = 0; first < places_.size(); first = groups_.back().end) {
    const auto kind = kinds[places_[first]];
    Group group{kind / (kLetters + 1), kind % (kLetters + 1), first, first, columns_.size()};
    while (group.end < places_.size() && kinds[places_[group.end]] == kind) ++group.end;
    groups_.push_back(group);
    columns_.resize(group.columns + kLetters * group.rows());
    for (std::size_t row = 0; first + row * kBits < group.end; ++row) {
      std::array<Letters, kBits> words{};
      const auto begin = first + row * kBits;
      const auto size = std::min(kBits, group.end - begin);
      for (std::size_t i = 0; i < size; ++i) words[i] = shapes[places_[begin + i]].characters;
      auto* column = columns_.data() + group.columns + row;
      for (const auto bits : columns_of(words)) {
        *column = bits;
        column += group.rows();
      }
    }
  }
}

template <unsigned kMissing>
void LetterTable::find(const Group& group, Letters asked, std::span<const Letters> wanted,
                       std::vector<std::uint32_t>& found) const {
  const auto rows = group.rows();
  for (std::size_t row = 0; row < rows; row += kLanes) {
    const auto* const columns = columns_.data() + group.columns + row;
    auto fit = miss_few<kMissing>(asked, columns, rows);
    for (const auto letters : wanted) keep_those_with_any(letters, columns, rows, fit);
    for (std::size_t i = 0; i < kLanes; ++i) {
      for_each_bit(fit[i], [&](std::size_t bit) {
        const auto at = group.first + (row + i) * kBits + bit;
        if (at < group.end) found.push_back(places_[at]);
      });
    }
  }
}

std::vector<std::uint32_t> LetterTable::near(const Shape& shape, unsigned edits,
                                             std::span<const Letters> wanted) const {
  assert(edits <= kMostEdits);
  std::vector<std::uint32_t> found;
  const auto letters = shape.characters;
  const auto asked = static_cast<int>(count(letters));
  for (const auto& group : groups_) {
    // An edit changes the set of letters by one at most in each direction, and one that the lengths
    // demand only in one: what makes a word longer takes no letter away. A word that misses so many
    // of the letters has so many others instead, or fewer in all.
    const auto longer = static_cast<int>(group.length) - static_cast<int>(shape.length);
    const auto more = static_cast<int>(group.letters) - asked;
    const auto missing = static_cast<int>(edits) - std::max({0, longer, more, more - longer});
    if (-more > missing) continue;
    switch (missing) {
      case 0: find<0>(group, letters, wanted, found); break;
      case 1: find<1>(group, letters, wanted, found); break;
      case 2: find<2>(group, letters, wanted, found); break;
      case 3: find<3>(group, letters, wanted, found); break;
      case 4: find<4>(group, letters, wanted, found); break;
      default: break;
    }
  }
  return found;
}

}  // namespace whensaid::text
