#pragma once

// A key of how a name may sound: equal keys, alike names. Daitch-Mokotoff Soundex (1985; the table
// is published by JewishGen and Avotaynu), because it is made for one name in the spellings of many
// languages (German, Slavic, Yiddish, Hungarian, French, English), knows that letters may sound in
// two ways, and needs no guess of the language. Soundex and Metaphone hear English, the Cologne key
// German; Beider-Morse hears better and needs a rule book a language.

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "text/edit_distance.hpp"

namespace whensaid::text {

/// Each key is six decimal digits, the leading zeros not shown: the first six sounds, so that 97500
/// is "097500". Several keys, sorted, where letters may sound in two ways, at most 16. None when
/// the word (folded, well-formed UTF-8) has no Latin letter.
[[nodiscard]] std::vector<std::uint32_t> sound_keys(std::string_view form);

/// They share a key.
[[nodiscard]] bool sound_alike(std::string_view a, std::string_view b);

/// One word, to be compared with many. To make keys of each would be slow; its letters tell of most
/// that they do not sound like it.
class Sound {
 public:
  explicit Sound(std::string_view form);

  /// A word that sounds like it has a letter of each of these sets.
  [[nodiscard]] std::span<const Letters> letters() const { return letters_; }
  /// Whether the beginning of `form` could. False: they do not sound alike.
  [[nodiscard]] bool may_begin(std::string_view form) const;
  /// They share a key.
  [[nodiscard]] bool is_like(std::string_view form) const;

 private:
  std::vector<std::uint32_t> keys_{};
  std::vector<Letters> letters_{};
  Letters first_{0};  ///< which letter may come first
};

}  // namespace whensaid::text
