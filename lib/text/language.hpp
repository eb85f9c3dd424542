#pragma once

// What is known about languages: which stemmer, which words carry no topic, which accented letters
// are letters of their own. One table in language.cpp; the analyzer and the guess read it.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace whensaid::text {

/// The two- or three-letter code that an analyzer understands, from a BCP 47 tag: "pt-BR" -> "pt",
/// "EN_us" -> "en", "" and nonsense -> "und". Also from "eng", and from "English", which speech
/// recognisers write.
[[nodiscard]] std::string base_language(std::string_view tag);

/// libstemmer's algorithm for a base language ("en" -> "english"), empty where there is none.
[[nodiscard]] std::string_view stemmer_name(std::string_view language);

/// Function words, by form (folded as the analyzer folds). False for languages without a list.
[[nodiscard]] bool is_stop_word(std::string_view form, std::string_view language);

/// The language of a text by its script and function words ("en"), "und" when there is too little
/// or no clear winner. Looks at no more than the first 64 KB.
[[nodiscard]] std::string guess_language(std::string_view text);

/// The list of a language, and the languages whose lists hold `form`.
[[nodiscard]] std::vector<std::string_view> function_words(std::string_view language);
[[nodiscard]] std::vector<std::string_view> languages_of_function_word(std::string_view form);

/// Accented letters that the language's stemmer treats as letters of their own ("äöüß" for German),
/// UTF-8, lower case. All other accents are folded before stemming.
[[nodiscard]] std::string_view native_letters(std::string_view language);

}  // namespace whensaid::text
