#pragma once

// One query, answered whole: made ready for both stages, searched, its moments made hits.

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
/// wishes_for(). Throws what Xapian throws.
Prepared prepare(Reader& reader, const query::Node& root, const SearchOptions& options,
                 const std::vector<Wish>& wishes = {});

/// What SearchOptions::feedback asks for; often nothing. Errors: corrupt. Throws what Xapian
/// throws.
Result<std::vector<Wish>> wishes_for(Reader& reader, const query::Node& root,
                                     const SearchOptions& options);

/// The options with what they leave open: the day, and the bounds of SearchOptions::typing.
/// Errors: moved_on.
Result<SearchOptions> settled(const Reader& reader, const SearchOptions& options);

/// An empty page with the snapshot and the facets that were asked for. `options` are settled.
Page begin_page(const Reader& reader, const query::Node& root, const SearchOptions& options);

/// What the findings say of the whole page, the hits of its part among them. Errors: corrupt.
/// Throws what Xapian throws.
Result<void> fill_page(Reader& reader, Findings&& findings, Stages& stages,
                       const SearchOptions& options, Page& page);

/// With did-you-mean, and a partial answer where that is asked for. `options` are settled, as for
/// all of these. Errors: corrupt.
/// Throws what Xapian throws.
Result<Page> answer(Reader& reader, const query::Node& root, const SearchOptions& options);

}  // namespace whensaid::index
