#pragma once

// The query tree to both stages: a Xapian query that loses no episode (a superset: no positions, no
// NOT), and for each language of the index a plan that timelines check exactly.

#include <functional>
#include <map>
#include <string>
#include <vector>

#include <xapian.h>

#include "query/tree.hpp"
#include "text/analyzer.hpp"
#include "timeline/plan.hpp"

namespace whensaid::index {

struct Compiled {
  Xapian::Query episodes{};                       ///< stage 1; empty: nothing can match
  std::map<std::string, timeline::Plan> plans{};  ///< stage 2, by base language
};

/// How often a term stands in the whole index, and how long the index is, both in weighted words.
struct Statistics {
  std::function<std::uint64_t(const std::string& term)> occurrences;
  std::uint64_t length{0};
};

/// `analyzers` by base language; a plan is made for each. Throws what `occurrences` throws.
Compiled compile(const query::Node& root, std::map<std::string, text::Analyzer>& analyzers,
                 const Statistics& statistics);

}  // namespace whensaid::index
