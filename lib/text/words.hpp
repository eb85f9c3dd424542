#pragma once

// From UAX #29's words to ours: the departures, on both segmentation paths the same code.

#include "text/segment.hpp"

#include <cstddef>
#include <string_view>
#include <vector>

namespace whensaid::text {

struct Word {
  ByteSpan span{};
  bool initials{false};  ///< single letters joined by dots, which are no part of the word

  friend bool operator==(const Word&, const Word&) = default;
};

/// Appends the words of text[from, to), given UAX #29's of that range. Characters before `from`
/// are looked at to tell an opening quote.
class WordCutter {
 public:
  void cut(std::string_view text, const std::vector<ByteSpan>& uax, std::vector<Word>& out);

 private:
  struct Piece {
    ByteSpan span{};
    bool initials{false};
    bool letters{false};  // nothing but letters with case, and their marks
  };

  void split(std::string_view text, ByteSpan word);
  void split_elisions(std::string_view text, ByteSpan word);
  void keep(std::string_view text, ByteSpan piece, bool initials);

  std::vector<Piece> pieces_{};
};

}  // namespace whensaid::text
