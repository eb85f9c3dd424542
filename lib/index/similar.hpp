#pragma once

// "More like this": the telling words around a moment, as a query.

#include <string_view>

#include <whensaid/search.hpp>

#include "index/reader.hpp"

namespace whensaid::index {

/// `options` are settled (answer.hpp). Errors: not_found, invalid_argument, corrupt. Throws what
/// Xapian throws.
Result<Page> similar(Reader& reader, std::string_view episode, Millis at,
                     const SearchOptions& options);

}  // namespace whensaid::index
