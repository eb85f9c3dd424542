#pragma once

// Words to stems, by libstemmer.

#include <memory>
#include <string>
#include <string_view>

struct sb_stemmer;

namespace whensaid::text {

struct Stems {
  std::string first{};
  std::string second{};  ///< the stem of the form; empty when it is the first
};

/// Not safe to share between threads.
class Stemmer {
 public:
  /// Any base_language(); without an algorithm each form is its own stem.
  explicit Stemmer(std::string_view language);

  /// Of a word as fold_case() leaves it and its form. Words with digits or signs stay as they are,
  /// but for the English 's.
  [[nodiscard]] Stems stems(std::string_view folded_case, std::string_view form) const;

 private:
  struct Delete {
    void operator()(sb_stemmer* stemmer) const;
  };

  [[nodiscard]] std::string stem(std::string_view word) const;

  std::string language_;
  std::string_view native_;
  std::unique_ptr<sb_stemmer, Delete> stemmer_{};
};

}  // namespace whensaid::text
