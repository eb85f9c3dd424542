#pragma once

// Between a query's tree and the two stages: compiled for the index as it is.

#include <vector>

#include <whensaid/search.hpp>

#include "index/compile.hpp"
#include "index/find.hpp"
#include "index/reader.hpp"
#include "query/tree.hpp"

namespace whensaid::index {

/// A query made ready for both stages.
struct Prepared {
  Compiled compiled{};
  Stages stages{};  ///< of the plans in `compiled`
};

/// Without a language in the index there is nothing to search: no plans. `wishes` are those of
/// wishes_for() in answer.hpp. Throws what Xapian throws.
[[nodiscard]] Prepared prepare(Reader& reader, const query::Node& root,
                               const SearchOptions& options, const std::vector<Wish>& wishes = {});

/// The day that published:2w counts from: the one of the options, else the one that it is.
[[nodiscard]] Day today_of(const SearchOptions& options);

}  // namespace whensaid::index
