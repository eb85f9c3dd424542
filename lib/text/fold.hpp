#pragma once

// Words to the form under which they are found. Of all of Unicode only ICU's tables decide; no
// language does, except that the case of Turkish i must be known before a Turkish stemmer is asked.

#include <string>
#include <string_view>

namespace whensaid::text {

enum class CaseRules { common, turkic };  // turkic: I is the capital of ı, İ that of i

/// NFKC case folding; typographic apostrophes and Hebrew quote marks become ' and ".
[[nodiscard]] std::string fold_case(std::string_view word, CaseRules rules = CaseRules::common);

/// Accents away from case-folded text, except on letters in `keep` (UTF-8, composed): marks of
/// Latin, Greek and Cyrillic letters (not й's), Arabic and Hebrew points, and the letters ø ł đ ð þ
/// æ œ ı that have no mark to remove. White space that NFKC brought in goes too.
[[nodiscard]] std::string fold_accents(std::string_view folded, std::string_view keep = {});

/// Both; fold(fold(x)) == fold(x).
[[nodiscard]] std::string fold(std::string_view word);

}  // namespace whensaid::text
