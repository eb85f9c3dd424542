#pragma once

// "What did they say about", "the episode where they talk about": words that a question about
// recorded talk begins with, and that say nothing of its topic.

#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

namespace whensaid::text {

/// Which of the words (forms of the analyzer) are such a beginning in the language, by their place;
/// function words are not among them. Nothing where there is no topic behind it: "tell me a story"
/// asks for a story, "what did they say" for these words.
///
/// A beginning is made of function words and words about talk, and has either someone who does the
/// talking ("they say") or a piece of it that has a topic ("the part about"). So "how to tell a
/// story" is none: nobody tells there.
[[nodiscard]] std::vector<std::size_t> question_frame(std::span<const std::string_view> forms,
                                                      std::string_view language);

}  // namespace whensaid::text
