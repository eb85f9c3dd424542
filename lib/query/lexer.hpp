#pragma once

// A query's text as symbols: brackets, words, phrases, operators. Knows spelling only; what an
// operator applies to, and every limit, is the parser's business.

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace whensaid::query {

enum class SymbolKind { end, word, phrase, open, close, and_op, or_op, not_op, near_op };

/// What is odd about a symbol's spelling; the parser says so when it uses the symbol.
enum class Oddity { none, never_closed, not_a_distance, distance_too_small, distance_too_large };

struct Symbol {
  SymbolKind kind{SymbolKind::end};
  std::string_view text{};    ///< word: without leading dashes; phrase: what stands in the quotes
  std::size_t begin{0};       ///< byte offset in the query
  std::uint32_t distance{0};  ///< near_op only, within its limits
  Oddity oddity{Oddity::none};
};

inline constexpr std::uint32_t kDefaultNearWords = 10;

/// True for the words that are operators when they stand alone: AND OR NOT NEAR NEAR/...
[[nodiscard]] bool is_operator(std::string_view word);

/// White space (Unicode's White_Space) or a character that ends a word: ( ) and quotes.
/// `at` must be the begin of a character of well-formed text. Bytes of that character, or 0.
[[nodiscard]] std::size_t space_at(std::string_view text, std::size_t at);
[[nodiscard]] std::size_t quote_at(std::string_view text, std::size_t at);

class Lexer {
 public:
  /// `text` is repaired (text::repair) and outlives the lexer.
  explicit Lexer(std::string_view text) : text_{text} {}

  /// The next symbol; for ever `end` when there is no more. Linear over all calls.
  Symbol next();

 private:
  bool skip_space();
  Symbol phrase(std::size_t quote_bytes);
  Symbol word();
  [[nodiscard]] bool dash_negates() const;

  std::string_view text_;
  std::size_t at_{0};
  bool may_negate_{true};   ///< at the start, after white space or an opening bracket
  bool after_dash_{false};  ///< what follows a dash directly is a word, never an operator
};

}  // namespace whensaid::query
