#pragma once

// Counts matching episodes by show, guest, speaker, year, language and zone.

#include <cstddef>
#include <map>
#include <set>
#include <span>
#include <string>
#include <vector>

#include <whensaid/search.hpp>

#include "index/reader.hpp"
#include "timeline/match.hpp"

namespace whensaid::index {

class FacetCounter {
 public:
  FacetCounter(Reader& reader, const std::vector<FacetField>& fields);

  /// One matching episode, once. Errors: corrupt. Throws what Xapian throws.
  Result<void> add(Xapian::docid document, const timeline::Timeline& timeline,
                   std::span<const timeline::Match> matches);

  /// In the order of the fields, at most `limit` values each (0: all).
  [[nodiscard]] std::vector<Facet> facets(std::size_t limit, bool exact) const;

 private:
  struct Counted {
    FacetField field{FacetField::show};
    /// By the name's key, under which its spellings are one.
    std::map<std::string, FacetValue> values{};
  };
  using Values = std::vector<std::string>;

  /// An episode to be counted.
  struct Counting {
    Xapian::docid document{0};
    const timeline::Timeline& timeline;
    std::span<const timeline::Match> matches{};
    Episode card{};  ///< only when a field needs it
  };
  [[nodiscard]] Values values_of(FacetField field, const Counting& episode) const;

  Reader& reader_;
  bool needs_card_{false};  ///< reading it costs several times what matching costs
  std::vector<Counted> counted_;
};

}  // namespace whensaid::index
