#pragma once

// Which of many words may be within a few edits of one, told from their letters alone.

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "text/edit_distance.hpp"

namespace whensaid::text {

/// A column of bits for each letter says which words have it, so that 64 words are looked at at
/// once, and only at the letters that are asked for. Words of one length that have as many
/// different letters stand together: how many of the asked letters a word misses then tells as well
/// how many it has besides.
class LetterTable {
 public:
  /// Nobody looks further.
  static constexpr unsigned kMostEdits = 4;

  LetterTable() = default;  ///< of nothing
  /// Of words with these shapes, which are known by their places. Cost: about 0.1 us and 14 bytes a
  /// word.
  explicit LetterTable(std::span<const Shape> shapes);

  /// Places of all words that are at most `edits` <= kMostEdits from one of this shape and have a
  /// letter of each set in `wanted`, and of some others that have these, in no order. Cost: for two
  /// edits about half an instruction a word, for four and some sets three.
  [[nodiscard]] std::vector<std::uint32_t> near(const Shape& shape, unsigned edits,
                                                std::span<const Letters> wanted = {}) const;

 private:
  struct Group {
    std::size_t length{0};   ///< of its words, in characters
    std::size_t letters{0};  ///< how many different ones each has
    std::size_t first{0};    ///< in places_
    std::size_t end{0};
    std::size_t columns{0};  ///< where they begin in columns_

    [[nodiscard]] std::size_t rows() const;
  };
  template <unsigned kMissing>
  void find(const Group& group, Letters asked, std::span<const Letters> wanted,
            std::vector<std::uint32_t>& found) const;

  std::vector<Group> groups_{};
  std::vector<std::uint32_t> places_{};  ///< group by group
  std::vector<std::uint64_t> columns_{};
};

}  // namespace whensaid::text
