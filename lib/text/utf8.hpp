#pragma once

// UTF-8 as bytes: valid or repaired, cut only on character boundaries. Everything that enters an
// index or a query passes through repair() once.

#include <cstddef>
#include <string>
#include <string_view>

namespace whensaid::text {

/// True when `bytes` is well-formed UTF-8 without C0 controls (TAB and LF are welcome) and DEL.
/// Always true of what repair() returns.
[[nodiscard]] bool is_clean(std::string_view bytes);

/// Well-formed text: each maximal broken sequence becomes one U+FFFD (as the Unicode standard and
/// the WHATWG recommend), CR LF and CR become LF, other C0 controls and DEL are dropped, as are
/// byte order marks at the start. Idempotent. Linear.
[[nodiscard]] std::string repair(std::string_view bytes);

struct Character {
  char32_t code{0};
  std::size_t length{0};  ///< in bytes
};

/// The same as character_at(), for what is seldom asked: characters of several bytes.
[[nodiscard]] Character long_character_at(std::string_view text, std::size_t at);

/// The character at `at` < text.size(); a broken sequence is one U+FFFD.
[[nodiscard]] inline Character character_at(std::string_view text, std::size_t at) {
  const auto byte = static_cast<unsigned char>(text[at]);
  return byte < 0x80 ? Character{byte, 1} : long_character_at(text, at);
}

/// A scalar value as UTF-8, at the end of `out`.
void append_character(std::string& out, char32_t code);

/// The largest boundary of a character that is <= at / the smallest that is >= at. at may exceed
/// the size.
[[nodiscard]] std::size_t boundary_before(std::string_view text, std::size_t at);
[[nodiscard]] std::size_t boundary_after(std::string_view text, std::size_t at);

/// At most `limit` bytes of `text`, cut on a boundary.
[[nodiscard]] std::string_view truncate(std::string_view text, std::size_t limit);

/// Without white space (Unicode's White_Space) at both ends.
[[nodiscard]] std::string_view trim(std::string_view text);

}  // namespace whensaid::text
