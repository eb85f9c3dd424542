#pragma once

// Bytes that are not UTF-8 to UTF-8: captions come from old editors and from Windows.

#include <optional>
#include <string>
#include <string_view>

namespace whensaid::text {

struct Decoded {
  std::string text{};      ///< UTF-8, not yet repaired
  std::string encoding{};  ///< "UTF-16LE", "windows-1251", ...
};

/// The text of `bytes` in an encoding other than UTF-8: by byte order mark, by the zero bytes of
/// UTF-16, or guessed among the encodings of old captions. Nothing when the bytes are UTF-8,
/// also when a few sequences are broken (repair() is for those), or larger than kMaxForeignBytes.
[[nodiscard]] std::optional<Decoded> decode_foreign(std::string_view bytes);

/// Like decode_foreign(), for UTF-16 and UTF-32 only: of these the first bytes tell.
[[nodiscard]] std::optional<Decoded> decode_utf16(std::string_view bytes);

/// ICU counts bytes in 32 bits, and conversion takes several times the input.
inline constexpr std::size_t kMaxForeignBytes = std::size_t{256} << 20U;

}  // namespace whensaid::text
