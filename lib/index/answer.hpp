#pragma once

// One query, answered whole: made ready for both stages, searched, its moments made hits.

#include <vector>

#include <whensaid/search.hpp>

#include "index/compile.hpp"
#include "index/find.hpp"
#include "index/prepare.hpp"
#include "index/reader.hpp"
#include "query/tree.hpp"

namespace whensaid::index {

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
