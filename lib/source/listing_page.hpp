#pragma once

// A directory page as lines: where the episodes begin and end, and which lines are the page's own.
// Nothing here knows a language beyond the words of buttons and headings that shape cannot tell.

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "source/dates.hpp"

namespace whensaid::source {

/// One line of the page, without white space at its ends.
struct PageLine {
  std::string_view text{};  ///< with its bullet
  std::string_view bare{};  ///< without it
  std::size_t number{0};    ///< in the page, from 1
  std::size_t indent{0};    ///< bytes of white space before it
  bool bullet{false};       ///< "•", "-", "12."
};

/// One episode's lines, sorted by what they are.
struct PageItem {
  std::size_t line{0};  ///< where it begins, from 1
  std::string_view title{};
  std::string_view date_text{};  ///< as written; may be no date that is understood
  std::optional<WrittenDate> date{};
  std::optional<Millis> duration{};
  std::vector<std::string_view> description{};  ///< lines; empty ones between paragraphs
};

struct Page {
  std::vector<std::string_view> header{};  ///< before the first episode: show, author, about
  std::vector<PageItem> items{};
  std::vector<std::string_view> footer{};  ///< after the last
};

/// Total: a text without episodes gives a page without items. Linear.
[[nodiscard]] Page read_page(std::string_view text);

/// "Mehr anzeigen", "Ratings & Reviews", "Episodes": a line of the page itself.
[[nodiscard]] bool is_page_word(std::string_view line);

}  // namespace whensaid::source
