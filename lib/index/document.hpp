#pragma once

// One normalised episode to its Xapian document, as schema.hpp describes it. Indexing stores what
// this makes; checking makes it again and compares.
//
// In two steps, because Xapian takes documents faster one after the other than one now and then:
// what is made first is small, can wait, and is no Xapian object.

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <xapian.h>

#include <whensaid/model.hpp>

#include "index/form_counts.hpp"
#include "index/schema.hpp"
#include "text/analyzer.hpp"
#include "timeline/build.hpp"

namespace whensaid::index {

/// Terms and values, packed.
class DocumentParts {
 public:
  /// Faster in order of terms.
  void add_term(std::string_view term, std::uint32_t wdf);
  void add_value(Slot slot, std::string value);

  [[nodiscard]] Xapian::Document document() const;

  /// Memory it takes.
  [[nodiscard]] std::size_t bytes() const;

 private:
  struct Term {
    std::uint32_t size{0};
    std::uint32_t wdf{0};
  };
  std::string letters_{};  ///< of all terms, one after the other
  std::vector<Term> terms_{};
  std::vector<std::pair<Slot, std::string>> values_{};
};

/// Keeps an analyzer a language and the buffers of building: one per thread.
class DocumentMaker {
 public:
  /// `digest` is the episode's digest().
  DocumentParts make(const Episode& episode, const std::string& digest);

  /// The written forms of all documents made since the last call.
  FormCounts take_forms();

 private:
  struct Language {
    explicit Language(std::string_view name) : analyzer(name) {}
    text::Analyzer analyzer;
    std::vector<std::uint32_t> counts{};  ///< by WordId, since the last take_forms()
  };
  Language& language_of(const Episode& episode);
  void gather(Language& language);

  std::map<std::string, Language, std::less<>> languages_;
  FormCounts forms_;
  timeline::Builder builder_;
};

}  // namespace whensaid::index
