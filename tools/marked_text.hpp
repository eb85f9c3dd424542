#pragma once

// An excerpt as text of a format that has an escape and a way to mark words.

#include <string>
#include <string_view>

#include <whensaid/search.hpp>

#include "layout.hpp"

namespace whensaid::tool {

/// The excerpt, cleaned, each character through `escape`, with `on` and `off` around each run of
/// marked ones. Two marked words with a blank between them are one run.
template <typename Escape>
[[nodiscard]] std::string marked_text(const Excerpt& excerpt, Escape escape, std::string_view on,
                                      std::string_view off) {
  const auto text = glyphs(excerpt.text, excerpt.matches);
  std::string out;
  bool marked = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto& glyph = text[i];
    const bool joins = marked && glyph.bytes == " " && i + 1 < text.size() && text[i + 1].marked;
    if (const bool wanted = glyph.marked || joins; wanted != marked) {
      out += wanted ? on : off;
      marked = wanted;
    }
    out += escape(glyph.bytes);
  }
  if (marked) out += off;
  return out;
}

/// Any text, cleaned, each character through `escape`.
template <typename Escape>
[[nodiscard]] std::string escaped(std::string_view text, Escape escape) {
  std::string out;
  for (const auto& glyph : glyphs(text)) out += escape(glyph.bytes);
  return out;
}

}  // namespace whensaid::tool
