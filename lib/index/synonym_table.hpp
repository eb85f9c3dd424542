#pragma once

// Synonyms as the languages of an index see them: sides by their stems.

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include <whensaid/synonyms.hpp>

namespace whensaid::index {

class SynonymTable {
 public:
  /// One side in one language.
  struct Side {
    std::string stems{};  ///< with one space between
    std::string forms{};  ///< the same
  };

  SynonymTable() = default;
  SynonymTable(Synonyms synonyms, const std::vector<std::string>& languages);

  /// Whether it was made of these.
  [[nodiscard]] bool is_of(const Synonyms& synonyms,
                           const std::vector<std::string>& languages) const;

  /// What else may be said for words with these stems (with one space between), in the file's
  /// order; the same side several times where several groups have it, and perhaps `stems`. Views
  /// the table.
  [[nodiscard]] std::vector<const Side*> find(const std::string& language,
                                              const std::string& stems) const;

  /// In words; no longer run of words needs to be looked up.
  [[nodiscard]] std::size_t longest(const std::string& language) const;

 private:
  struct Entries {
    std::unordered_map<std::string, std::vector<std::uint32_t>> groups_of{};  ///< by stems
    std::vector<std::vector<Side>> to{};                                      ///< by group
    std::size_t longest{0};
  };
  class Maker;

  Synonyms of_{};
  std::map<std::string, Entries> entries_{};  ///< by base language
};

}  // namespace whensaid::index
