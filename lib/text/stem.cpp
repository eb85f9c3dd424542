#include "text/stem.hpp"

#include "text/fold.hpp"
#include "text/language.hpp"

#include <libstemmer.h>

#include <algorithm>
#include <new>

namespace whensaid::text {

namespace {

// Signs and digits mark names ("c++", "4o", "at&t"): a rule for endings would only damage them.
bool is_plain_word(std::string_view form) {
  return std::all_of(form.begin(), form.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte >= 0x80 || (byte >= 'a' && byte <= 'z') || byte == '\'';
  });
}

// libstemmer 2.2 knows the cedillas of old encodings only, Romanian is written with commas.
std::string with_cedillas(std::string_view word) {
  std::string out(word);
  for (std::size_t i = 0; i + 1 < out.size(); ++i) {
    if (out[i] != '\xC8') continue;
    if (out[i + 1] == '\x99') out.replace(i, 2, "ş");
    if (out[i + 1] == '\x9B') out.replace(i, 2, "ţ");
  }
  return out;
}

}  // namespace

void Stemmer::Delete::operator()(sb_stemmer* stemmer) const { sb_stemmer_delete(stemmer); }

Stemmer::Stemmer(std::string_view language)
    : language_(language), native_(native_letters(language)) {
  const std::string algorithm(stemmer_name(language));
  if (algorithm.empty()) return;
  stemmer_.reset(sb_stemmer_new(algorithm.c_str(), "UTF_8"));
  // Null also for a name it does not know; the test of the table rules that out.
  if (!stemmer_) throw std::bad_alloc();
}

std::string Stemmer::stem(std::string_view word) const {
  const auto* symbols = reinterpret_cast<const sb_symbol*>(word.data());
  const sb_symbol* stem = sb_stemmer_stem(stemmer_.get(), symbols, static_cast<int>(word.size()));
  if (stem == nullptr) throw std::bad_alloc();
  const auto length = static_cast<std::size_t>(sb_stemmer_length(stemmer_.get()));
  const std::string folded =
      fold_accents(std::string_view(reinterpret_cast<const char*>(stem), length));
  return folded.empty() ? std::string(word) : folded;
}

Stems Stemmer::stems(std::string_view folded_case, std::string_view form) const {
  if (!stemmer_) return {std::string(form), {}};
  if (!is_plain_word(form)) {
    if (language_ == "en" && form.size() > 2 && form.ends_with("'s")) form.remove_suffix(2);
    return {std::string(form), {}};
  }
  Stems stems;
  const std::string native = fold_accents(
      language_ == "ro" ? with_cedillas(folded_case) : std::string(folded_case), native_);
  stems.first = stem(native);
  if (native != form) {
    stems.second = stem(form);
    if (stems.second == stems.first) stems.second.clear();
  }
  return stems;
}

}  // namespace whensaid::text
