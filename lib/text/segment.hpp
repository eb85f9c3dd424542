#pragma once

// UAX #29 words of a text without white space, before our departures (words.hpp). Two ways to the
// same answer: ICU's break iterator, and a table for text whose characters all behave like ASCII's,
// which is most text and ten times as fast. A property test holds them equal.

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

namespace whensaid::text {

struct ByteSpan {
  std::size_t begin{0};
  std::size_t end{0};

  friend bool operator==(const ByteSpan&, const ByteSpan&) = default;
};

enum class Segmentation { table_and_icu, icu_only };

/// Not safe to share between threads: ICU's iterator is kept and set anew for each text.
class Segmenter {
 public:
  explicit Segmenter(Segmentation how = Segmentation::table_and_icu);
  Segmenter(Segmenter&&) noexcept;
  Segmenter& operator=(Segmenter&&) noexcept;
  ~Segmenter();

  /// Appends the words of text[range], which may hold white space too.
  void segment(std::string_view text, ByteSpan range, std::vector<ByteSpan>& out);

 private:
  struct Icu;
  Segmentation how_;
  std::unique_ptr<Icu> icu_;
};

}  // namespace whensaid::text
