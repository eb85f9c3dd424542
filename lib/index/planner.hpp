#pragma once

// The query tree to what stage 2 checks: a plan for the timelines of one language.

#include <string>

#include <whensaid/model.hpp>

#include "index/alternatives.hpp"
#include "index/compile.hpp"
#include "index/leaves.hpp"
#include "query/tree.hpp"
#include "timeline/plan.hpp"

namespace whensaid::index {

/// The query's words, analyzed once for both stages and all languages.
struct Words {
  Leaves& leaves;
  Alternatives& alternatives;
};

[[nodiscard]] timeline::Plan make_plan(const query::Node& root, const std::string& language,
                                       Words& words, const Dictionary& dictionary, Day today,
                                       const std::vector<Wish>& wishes);

/// The range with its relative end made absolute.
[[nodiscard]] query::Range resolved(query::Range range, Day today);

}  // namespace whensaid::index
