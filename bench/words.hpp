#pragma once

// Words as the harness sees them: to write queries for the peers, and to choose queries from
// episodes. Deliberately not the library's analyzer: a peer is not judged by our idea of a word.

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace whensaid::bench {

/// Runs of ASCII letters, digits, bytes above 127 and inner apostrophes, in lower case (ASCII only;
/// the peers fold the rest by themselves, and cut "don't" each in its own way).
[[nodiscard]] std::vector<std::string> split_words(std::string_view text);

/// The 33 English words that Lucene's StopAnalyzer has left out since its first release. A longer
/// list is faster and loses quotes.
[[nodiscard]] bool is_stop_word(std::string_view word);

/// The words of `text` that are not stop words; all of them when there is no other.
[[nodiscard]] std::vector<std::string> content_words(std::string_view text);

[[nodiscard]] std::string join(std::span<const std::string> words, std::string_view between);

/// `text` between double quotes, its own replaced by spaces: a phrase in every engine's language.
[[nodiscard]] std::string between_quotes(std::string_view text);

}  // namespace whensaid::bench
