#pragma once

// The guests and hosts of the index, by whole name and by word: what people misspell most.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include <xapian.h>

#include "text/letter_table.hpp"

namespace whensaid::index {

class NameList {
 public:
  NameList() = default;
  /// Reads the names' terms. Throws what Xapian throws. Cost: about 1 us a name.
  explicit NameList(const std::vector<Xapian::Database>& shards);

  /// A whole name, as its words' forms with one space between.
  [[nodiscard]] bool has(std::string_view name) const;
  [[nodiscard]] bool has_word(std::string_view form) const;

  /// The whole name at most `edits` from `said` that is the least surprising to be meant; among
  /// equals the first in order. Nothing for more than 64 bytes. Cost: 0.3 ns a name, and 0.1 us for
  /// those of much the same letters.
  [[nodiscard]] std::optional<std::string> nearest(std::string_view said, unsigned edits) const;

 private:
  struct Hash : std::hash<std::string_view> {
    using is_transparent = void;
  };
  std::vector<std::string> names_{};  ///< in order
  text::LetterTable letters_{};       ///< of each
  std::unordered_set<std::string, Hash, std::equal_to<>> words_{};
};

}  // namespace whensaid::index
