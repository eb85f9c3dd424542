#pragma once

// The only way from an episode's words and fields to Xapian terms; indexing and searching both use
// it. Prefixes are in schema.hpp.

#include <cstdint>
#include <string>
#include <string_view>

#include "text/analyzer.hpp"
#include "timeline/build.hpp"

namespace whensaid::index {

/// A stem as a term: itself, cut to what Xapian takes.
[[nodiscard]] std::string_view stem_term(std::string_view stem);

/// Whether the stems of a zone have terms of their own.
[[nodiscard]] bool has_terms(Zone zone);

/// A stem in one of these zones.
[[nodiscard]] std::string zone_stem_term(Zone zone, std::string_view stem);

/// Its within-document frequency: the weighted count over zones, at least 1; 0 for a
/// stem that stands nowhere but in a show's or a speaker's name.
[[nodiscard]] std::uint32_t weighted_count(const timeline::StemCount& stem);

/// "Qdb-school/42".
[[nodiscard]] std::string id_term(std::string_view id);

/// "Len" for "en-GB".
[[nodiscard]] std::string language_term(std::string_view tag);

/// A show's, guest's or host's name as a term: the forms of its words with one space between, so
/// that case, accents and punctuation do not count; names without words are taken as they are. Any
/// language's analyzer gives the same. Very long names end in a hash. `prefix` is one of
/// schema.hpp.
[[nodiscard]] std::string name_term(char prefix, std::string_view name, text::Analyzer& analyzer);

}  // namespace whensaid::index
