#pragma once

// One normalised episode to its Xapian document, as schema.hpp describes it. Indexing stores what
// this makes; checking makes it again and compares.

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include <xapian.h>

#include <whensaid/model.hpp>

#include "index/form_counts.hpp"
#include "text/analyzer.hpp"
#include "timeline/build.hpp"

namespace whensaid::index {

/// Keeps an analyzer a language and the buffers of building: one per thread.
class DocumentMaker {
 public:
  /// `digest` is the episode's digest().
  Xapian::Document make(const Episode& episode, const std::string& digest);

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
