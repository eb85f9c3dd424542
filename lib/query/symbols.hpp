#pragma once

// The symbols as the grammar sees them: operators have both sides, brackets open and close, the
// limits on depth, words and bytes are kept. What is left out or read otherwise leaves a warning.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include <whensaid/source.hpp>

#include "query/lexer.hpp"

namespace whensaid::query {

class Symbols {
 public:
  explicit Symbols(std::string_view text);

  /// The one to be read.
  [[nodiscard]] const Symbol& now() const { return now_; }
  [[nodiscard]] bool at(SymbolKind kind) const { return now_.kind == kind; }
  void advance();

  /// The text of the word, phrase or value at hand, cut to the limits; counts it.
  std::string_view take_text();
  /// A limit ended the query.
  [[nodiscard]] bool full() const { return full_; }

  void warn(const Symbol& symbol, std::string message);
  [[nodiscard]] std::vector<Warning> take_warnings() { return std::move(warnings_); }

 private:
  bool keep(Symbol& symbol);
  Symbol pull();
  bool keep_bracket(const Symbol& symbol);

  Lexer lexer_;
  Symbol now_{};
  Symbol next_{};              ///< the one after it; an operator not yet known to have its sides
  std::size_t open_{0};        ///< brackets that are open at next_
  std::size_t skipped_{0};     ///< those beyond kMaxQueryDepth
  std::size_t leaves_{0};      ///< words and phrases taken
  std::size_t leaf_bytes_{0};  ///< their bytes
  bool full_{false};
  bool said_too_deep_{false};
  std::vector<Warning> warnings_;
};

/// True for words, patterns and phrases.
[[nodiscard]] bool is_leaf(SymbolKind kind);

/// True for what begins a word, phrase, field or bracket.
[[nodiscard]] bool begins_operand(SymbolKind kind);

}  // namespace whensaid::query
