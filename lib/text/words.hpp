#pragma once

// From UAX #29's words to ours: the departures, on both segmentation paths the same code.

#include "text/segment.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace whensaid::text {

struct Word {
  ByteSpan span{};
  bool initials{false};  ///< single letters joined by dots, which are no part of the word

  friend bool operator==(const Word&, const Word&) = default;
};

/// True for what elides before an apostrophe ("l" in "l'amour"): articles, pronouns and
/// conjunctions of French, Italian and Catalan, in any case.
[[nodiscard]] bool elides(std::string_view part);

/// Initials without their dots.
[[nodiscard]] std::string without_dots(std::string_view initials);

/// Keeps its working memory from call to call.
class WordCutter {
 public:
  /// Appends our words, given UAX #29's of a piece of `text`. Characters beside the piece are
  /// looked at, to tell a quote that opens.
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
