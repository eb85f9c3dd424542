#pragma once

// The same way as a search's, told. Nothing here decides anything: it asks the parts that search
// for what they saw.

#include <optional>
#include <string>
#include <vector>

#include <whensaid/explain.hpp>

#include "index/answer.hpp"
#include "index/find.hpp"
#include "index/reader.hpp"
#include "query/tree.hpp"

namespace whensaid::index {

/// `options` are settled (answer.hpp). Errors: corrupt. Throws what Xapian throws, as all of these
/// do.
Result<Explanation> explain(Reader& reader, const query::Node& root, const SearchOptions& options);

/// A time in an episode.
struct At {
  std::string_view episode{};
  Millis time{0};
};

/// Errors: corrupt, not_found.
Result<MomentExplanation> explain_moment(Reader& reader, const query::Node& root, const At& at,
                                         const SearchOptions& options);

/// The moment as a hit with its score in parts. Errors: corrupt.
Result<ExplainedHit> explain_hit(Reader& reader, const Found& found, Stages& stages,
                                 const SearchOptions& options);

/// How the words of the plans are looked for, in order of language, then of the query; each once.
std::vector<WordReading> word_readings(const Reader& reader, const Compiled& compiled);

/// A stage 1 query in one line: OR, AND, AND_MAYBE and FILTER as Xapian has them, synonyms as
/// (lamp | lampe), terms of fields as in the query language, what adds no weight in [ ].
std::string readable(const Xapian::Query& query);

}  // namespace whensaid::index
