#pragma once

// One normalised episode to its Xapian document, as schema.hpp describes it. Indexing stores what
// this makes; checking makes it again and compares.

#include <map>
#include <string>
#include <string_view>

#include <xapian.h>

#include <whensaid/model.hpp>

#include "text/analyzer.hpp"
#include "timeline/build.hpp"

namespace whensaid::index {

/// Keeps an analyzer a language and the buffers of building: one per thread.
class DocumentMaker {
 public:
  /// `digest` is the episode's digest().
  Xapian::Document make(const Episode& episode, const std::string& digest);

 private:
  text::Analyzer& analyzer_for(const std::string& language);

  std::map<std::string, text::Analyzer, std::less<>> analyzers_;
  timeline::Builder builder_;
};

}  // namespace whensaid::index
