#include "words.hpp"

#include <algorithm>
#include <array>

namespace whensaid::bench {
namespace {

constexpr std::array<std::string_view, 33> kStopWords{
    "a",   "an",    "and",  "are",   "as",    "at",   "be",   "but", "by",  "for",  "if",
    "in",  "into",  "is",   "it",    "no",    "not",  "of",   "on",  "or",  "such", "that",
    "the", "their", "then", "there", "these", "they", "this", "to",  "was", "will", "with"};
static_assert(std::ranges::is_sorted(kStopWords));

bool is_word_byte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         static_cast<unsigned char>(c) > 127;
}

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

}  // namespace

std::vector<std::string> split_words(std::string_view text) {
  std::vector<std::string> words;
  bool inside = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool apostrophe =
        text[i] == '\'' && inside && i + 1 < text.size() && is_word_byte(text[i + 1]);
    const bool belongs = is_word_byte(text[i]) || apostrophe;
    if (belongs && !inside) words.emplace_back();
    if (belongs) words.back().push_back(lower(text[i]));
    inside = belongs;
  }
  return words;
}

bool is_stop_word(std::string_view word) { return std::ranges::binary_search(kStopWords, word); }

std::vector<std::string> content_words(std::string_view text) {
  std::vector<std::string> words = split_words(text);
  std::vector<std::string> content;
  std::ranges::copy_if(words, std::back_inserter(content),
                       [](const std::string& word) { return !is_stop_word(word); });
  return content.empty() ? words : content;
}

std::string join(std::span<const std::string> words, std::string_view between) {
  std::string text;
  for (const std::string& word : words) {
    if (!text.empty()) text += between;
    text += word;
  }
  return text;
}

std::string between_quotes(std::string_view text) {
  std::string phrase = '"' + std::string(text) + '"';
  std::replace(phrase.begin() + 1, phrase.end() - 1, '"', ' ');
  return phrase;
}

}  // namespace whensaid::bench
