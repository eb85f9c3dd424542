#pragma once

// UTF-8 to tokens, the same for cues and for queries. Where words begin and end and how they are
// folded (the *form*) does not depend on the language; only the *stem* does. So a phrase typed in
// any language finds itself, and a free word is stemmed as its episode's language asks.
//
// Words are UAX #29's, with departures (listed with their reasons in words.cpp) for what people
// say about code and shows: C++, C#, .NET, AT&T, Node.js. Scripts without spaces (Han, Kana, Thai,
// Lao, Khmer, Burmese) are cut by ICU's dictionaries.
//
// Form: NFKC case folding, then accents removed from Latin, Greek and Cyrillic (й stays), Arabic
// and Hebrew points removed, typographic apostrophes made plain.
// Stem: libstemmer on the case-folded word with the language's native accents kept, then folded. A
// word whose unaccented spelling stems differently ("eleições", "eleicoes") has both stems, so that
// people who type without accents find it, and the second is a function of the form alone.

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace whensaid::text {

enum class Segmentation;  // segment.hpp

/// A distinct word as one Analyzer numbers it; dense from 0.
using WordId = std::uint32_t;

/// A distinct stem, likewise.
using StemId = std::uint32_t;

struct Token {
  std::uint32_t begin{0};  ///< byte range in the text given to analyze()
  std::uint32_t end{0};
  WordId word{0};

  friend bool operator==(const Token&, const Token&) = default;
};

/// Not safe to share between threads; about 1 MB with its break iterators and word cache, so keep
/// one per thread and language.
class Analyzer {
 public:
  /// Any base_language(); without a stemmer stems are the forms.
  /// Throws Failure when ICU lacks its data.
  explicit Analyzer(std::string_view language);
  /// For tests, which compare the fast path with ICU's.
  Analyzer(std::string_view language, Segmentation how);
  Analyzer(Analyzer&&) noexcept;
  Analyzer& operator=(Analyzer&&) noexcept;
  ~Analyzer();

  [[nodiscard]] const std::string& language() const;

  /// Appends the tokens of `text` (well-formed UTF-8, less than 4 GB) to `out`, in order.
  /// Text is cut at white space first, so analyzing a prefix that ends in white space gives a
  /// prefix of the tokens.
  void analyze(std::string_view text, std::vector<Token>& out);

  /// Views stay valid until forget(). `second_stem` is empty when there is no second.
  [[nodiscard]] std::string_view form(WordId word) const;
  [[nodiscard]] std::string_view stem(WordId word) const;
  [[nodiscard]] std::string_view second_stem(WordId word) const;
  [[nodiscard]] bool is_stop(WordId word) const;
  [[nodiscard]] std::size_t words() const;

  [[nodiscard]] StemId stem_id(WordId word) const;
  /// Means nothing when there is no second.
  [[nodiscard]] StemId second_stem_id(WordId word) const;
  [[nodiscard]] std::size_t stems() const;

  /// Drops all words, so that a writer's memory stays bounded (a word costs about 100 bytes).
  void forget();

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

/// Names everything that decides tokens, forms and stems: an index written under another
/// fingerprint must not be searched with this analyzer. "whensaid-2 icu-72.1 snowball-2.2".
[[nodiscard]] std::string analyzer_fingerprint();

/// Words longer than this many bytes of form are cut to it (on a character boundary): nobody
/// searches them, and Xapian's terms are short.
inline constexpr std::size_t kMaxFormBytes = 64;

}  // namespace whensaid::text
