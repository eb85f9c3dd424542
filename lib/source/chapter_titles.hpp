#pragma once

// The words of a chapter list: what a title is once times are known, what separates it from its
// time, and which words announce a list.

#include <cstddef>
#include <string>
#include <string_view>

namespace whensaid::source {

enum class TitleSide { after, before };  ///< "0:00 Intro", "Intro 0:00"

/// open: nothing tells where the title ends but its own words (the last of a glued list).
enum class TitleEnd { fixed, open };

struct Title {
  std::string text{};
  std::string url{};
};

/// The title in the text beside a time: without bullets, brackets, emphasis, link targets, the
/// list's own number (`ordinal`, from 1), and one separator on the time's side.
[[nodiscard]] Title read_title(std::string_view room, TitleSide side, TitleEnd end,
                               std::size_t ordinal);

/// "- ", " | ", ") – ": a separator between a time and the title after it.
[[nodiscard]] bool begins_with_separator(std::string_view text);
[[nodiscard]] bool ends_with_separator(std::string_view text);

/// "…\nChapters:\n", "Kapitel ", "目次": the text ends with words that announce a list.
[[nodiscard]] bool ends_with_list_header(std::string_view text);

}  // namespace whensaid::source
