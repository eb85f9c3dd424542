#pragma once

// A query's text as symbols: brackets, words, phrases, operators, fields. Knows spelling only; what
// an operator applies to, and every limit, is the parser's business.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "query/fields.hpp"

namespace whensaid::query {

enum class SymbolKind {
  end,
  word,
  exact,     ///< =word
  wildcard,  ///< wor*
  regex,     ///< /word/
  fuzzy,     ///< word~
  anything,  ///< *
  phrase,
  field,  ///< title: and directly its value
  open,
  close,
  and_op,
  or_op,
  not_op,
  plus_op,
  near_op,
};

/// What is odd about a symbol's spelling; the parser says so when it uses the symbol.
enum class Oddity {
  none,
  never_closed,
  not_a_distance,
  distance_too_small,
  distance_too_large,
  unknown_field,
  no_value,
};

struct Symbol {
  SymbolKind kind{SymbolKind::end};
  std::string_view text{};      ///< word: without its marks; phrase: what stands in the quotes
  std::size_t begin{0};         ///< byte offset in the query
  std::uint32_t distance{0};    ///< near_op: words or milliseconds, within their limits
  bool timed{false};            ///< near_op
  bool ordered{false};          ///< near_op
  std::uint32_t edits{0};       ///< fuzzy
  const Field* field{nullptr};  ///< field
  Oddity oddity{Oddity::none};
};

inline constexpr std::uint32_t kDefaultNearWords = 10;

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
  enum class State {
    start,       ///< at the start, after white space or an opening bracket: a sign may stand here
    inside,      ///< directly after something
    after_sign,  ///< what follows a sign directly is a word, never an operator
    in_value,    ///< of a field: a word, never an operator or field
    in_raw,      ///< of a field whose values are no words
  };
  bool skip_space();
  [[nodiscard]] std::optional<SymbolKind> mark() const;
  [[nodiscard]] bool sign_at(char sign) const;
  Symbol phrase(std::size_t quote_bytes);
  bool regex(Symbol& symbol);
  Symbol word(State state);
  bool field(Symbol& symbol);

  std::string_view text_;
  std::size_t at_{0};
  State state_{State::start};
};

}  // namespace whensaid::query
