#pragma once

// What Unicode knows of single characters, and two spellings made of it: one for looking words up
// in tables, one for ids. The analyzer folds for search (fold.hpp); these go further.

#include <string>
#include <string_view>

namespace whensaid::text {

[[nodiscard]] bool is_letter(char32_t c);
[[nodiscard]] bool is_mark(char32_t c);   ///< combining: belongs to the letter before it
[[nodiscard]] bool is_upper(char32_t c);  ///< upper or title case
[[nodiscard]] bool is_lower(char32_t c);
[[nodiscard]] bool is_ideographic(char32_t c);  ///< Han, Kana, Hangul: written without capitals

/// For comparing: compatibility forms and case folded, accents removed, digits of every script as
/// ASCII ("Févr." to "fevr.", "１２" to "12"). Linear.
[[nodiscard]] std::string plain(std::string_view text);

/// For ids: the plain letters and digits, words joined with "-", apostrophes gone ("What’s Next?
/// São Paulo" to "whats-next-sao-paulo"). Letters beyond Latin stay. Linear.
[[nodiscard]] std::string slug(std::string_view text);

}  // namespace whensaid::text
