#pragma once

// What a line of a synonym file says (format and meaning: whensaid/synonyms.hpp).

#include <string>
#include <vector>

#include <whensaid/synonyms.hpp>

namespace whensaid::query {

/// Each of `from` finds each of `to`, as typed in the file; in a group of equals they are the same.
struct SynonymGroup {
  std::string language{};  ///< base language; empty: every one
  std::vector<std::string> from{};
  std::vector<std::string> to{};

  friend bool operator==(const SynonymGroup&, const SynonymGroup&) = default;
};

}  // namespace whensaid::query
