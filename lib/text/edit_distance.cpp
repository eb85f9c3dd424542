// H. Hyyrö, "A bit-vector algorithm for computing Levenshtein and Damerau edit distances" (2003):
// a column of the dynamic programming table in two machine words, one bit for each character of the
// word: whether the cell is one more, or one less, than the cell above it.

#include "text/edit_distance.hpp"

#include "text/utf8.hpp"

namespace whensaid::text {

Shape shape_of(std::string_view word) {
  Shape shape{word.size(), 0};
  for (std::size_t at = 0; at < word.size(); ++at) {
    const auto byte = static_cast<unsigned char>(word[at]);
    if (byte < 0x80) {
      shape.characters |= bit_of(byte);
    } else {
      const auto character = long_character_at(word, at);
      shape.characters |= bit_of(character.code);
      shape.length -= character.length - 1;
      at += character.length - 1;
    }
  }
  return shape;
}

EditDistance::EditDistance(std::string_view word) {
  for (std::size_t at = 0; at < word.size() && length_ < kMaxCharacters; ++length_) {
    const auto character = character_at(word, at);
    at += character.length;
    const auto place = std::uint64_t{1} << length_;
    if (character.code < ascii_.size()) {
      ascii_[character.code] |= place;
      continue;
    }
    auto known = others_.begin();
    while (known != others_.end() && known->first != character.code) ++known;
    if (known == others_.end()) known = others_.insert(known, {character.code, 0});
    known->second |= place;
  }
}

std::uint64_t EditDistance::places_of(char32_t character) const {
  if (character < ascii_.size()) return ascii_[character];
  for (const auto& [code, places] : others_) {
    if (code == character) return places;
  }
  return 0;
}

unsigned EditDistance::to(std::string_view other) const {
  std::uint64_t more = ~std::uint64_t{0};  // bits of cells that are one more than the one above
  std::uint64_t less = 0;
  std::uint64_t same_as_diagonal = 0;
  std::uint64_t places_before = 0;
  const auto last = length_ == 0 ? 0 : std::uint64_t{1} << (length_ - 1);
  auto distance = static_cast<unsigned>(length_);
  for (std::size_t at = 0; at < other.size();) {
    const auto character = character_at(other, at);
    at += character.length;
    if (length_ == 0) {
      ++distance;
      continue;
    }
    const auto places = places_of(character.code);
    const auto swapped = ((~same_as_diagonal & places) << 1U) & places_before;
    same_as_diagonal = swapped | (((places & more) + more) ^ more) | places | less;
    const auto right_more = less | ~(same_as_diagonal | more);
    const auto right_less = same_as_diagonal & more;
    if ((right_more & last) != 0) ++distance;
    if ((right_less & last) != 0) --distance;
    const auto below_more = right_more << 1U | 1U;
    more = right_less << 1U | ~(same_as_diagonal | below_more);
    less = below_more & same_as_diagonal;
    places_before = places;
  }
  return distance;
}

}  // namespace whensaid::text
