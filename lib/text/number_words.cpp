#include "text/number_words.hpp"

#include <algorithm>
#include <array>

namespace whensaid::text {

namespace {

constexpr std::size_t kFirst = 2;

/// From two on, as the analyzer folds them.
using Words = std::array<std::string_view, 11>;

struct Numbers {
  std::string_view language;
  Words words;
};

constexpr std::array kNumbers{
    Numbers{"da",
            {"to", "tre", "fire", "fem", "seks", "syv", "otte", "ni", "ti", "elleve", "tolv"}},
    Numbers{"de",
            {"zwei", "drei", "vier", "funf", "sechs", "sieben", "acht", "neun", "zehn", "elf",
             "zwolf"}},
    Numbers{"en",
            {"two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
             "twelve"}},
    Numbers{"es",
            {"dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve", "diez", "once",
             "doce"}},
    Numbers{
        "fr",
        {"deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze"}},
    Numbers{"it",
            {"due", "tre", "quattro", "cinque", "sei", "sette", "otto", "nove", "dieci", "undici",
             "dodici"}},
    Numbers{
        "nl",
        {"twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf", "twaalf"}},
    Numbers{"no",
            {"to", "tre", "fire", "fem", "seks", "sju", "atte", "ni", "ti", "elleve", "tolv"}},
    Numbers{
        "pt",
        {"dois", "tres", "quatro", "cinco", "seis", "sete", "oito", "nove", "dez", "onze", "doze"}},
    Numbers{"sv",
            {"tva", "tre", "fyra", "fem", "sex", "sju", "atta", "nio", "tio", "elva", "tolv"}},
};

}  // namespace

std::string other_number(std::string_view form, std::string_view language) {
  const auto known = std::find_if(kNumbers.begin(), kNumbers.end(), [&](const Numbers& numbers) {
    return numbers.language == language;
  });
  if (known == kNumbers.end()) return {};
  const auto& words = known->words;
  for (std::size_t i = 0; i < words.size(); ++i) {
    auto digits = std::to_string(i + kFirst);
    if (form == digits) return std::string(words[i]);
    if (form == words[i]) return digits;
  }
  return {};
}

}  // namespace whensaid::text
