#pragma once

// What the words around a name say of the one named: a guest, a host, or nothing. Judged by
// patterns of kinds of words (names.hpp), so that one rule serves all languages of its tables.

#include <cstddef>
#include <vector>

#include "source/names.hpp"

namespace whensaid::source {

/// How strongly the words say it. A plain statement outweighs hints.
struct Points {
  int guest{0};
  int host{0};
};

inline constexpr int kStated = 30;     ///< "talks with NAME", "guest: NAME", "NAME joins me"
inline constexpr int kRole = 20;       ///< "NAME, CEO of …"; "NAME explains"
inline constexpr int kTitleWith = 20;  ///< "… with NAME" in a title, where a thing may stand too
inline constexpr int kHint = 15;       ///< "CEO NAME"; goes by the first name later
inline constexpr int kProseWith = 12;  ///< "… with NAME" in prose
inline constexpr int kSaidOfPeople = 10;  ///< "his", "her" nearby
inline constexpr int kPlace = 5;          ///< stands in the title; begins a sentence
inline constexpr int kHostNamed = 20;     ///< "NAME talks with …", "joins NAME"

enum class Where { title, prose };

/// The points of each chain that begins before `limit` (a byte of the text). "Ada Byron and Grace
/// Hopper": what is said of the one is said of the other.
[[nodiscard]] std::vector<Points> points_of(const std::vector<NameWord>& words,
                                            const std::vector<NameChain>& chains, Where where,
                                            std::size_t limit);

/// What the words from `verb` on say of a subject before them: "joins me", "talks with".
[[nodiscard]] Points verb_points(const std::vector<NameWord>& words, std::size_t verb);

}  // namespace whensaid::source
