#pragma once

// What may stand for the free words of a query beside themselves. Not wishes of their own: a place
// of an alternative is a place of the word.

#include <map>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "index/compile.hpp"
#include "index/leaves.hpp"
#include "index/synonym_table.hpp"
#include "query/tree.hpp"
#include "timeline/plan.hpp"

namespace whensaid::index {

/// A word has at most this many; each costs a look-up in each candidate.
inline constexpr std::size_t kMaxAlternatives = 50;

class Alternatives {
 public:
  Alternatives(Leaves& leaves, const Dictionary& dictionary)
      : leaves_(leaves), dictionary_(dictionary) {}

  using Sequences = std::vector<timeline::Sequence>;

  /// For each node of `list`, which stand side by side; none for all but free words. Several
  /// neighbours may together be what a synonym stands for: then it is one of each of them.
  std::vector<Sequences> of(std::span<const query::Node> list, const std::string& language);

  [[nodiscard]] std::vector<std::string> take_notes() { return std::move(notes_); }

 private:
  void find_names(const std::vector<const Leaf*>& leaves, const std::string& language,
                  std::vector<Sequences>& found);
  void find_synonyms(const std::vector<const Leaf*>& leaves, const std::string& language,
                     std::vector<Sequences>& found);
  void find_joined(const std::vector<const Leaf*>& leaves, const std::string& language,
                   std::vector<Sequences>& found);
  void find_split(const std::vector<const Leaf*>& leaves, const std::string& language,
                  std::vector<Sequences>& found);
  void find_numbers(const std::vector<const Leaf*>& leaves, const std::string& language,
                    std::vector<Sequences>& found);
  [[nodiscard]] std::size_t seam_of(std::string_view form) const;
  void add_synonyms(const std::vector<const SynonymTable::Side*>& sides, const std::string& stems,
                    const query::Node& node, Sequences& to);
  void add(const query::Node& node, timeline::Sequence sequence, Sequences& to);

  Leaves& leaves_;
  const Dictionary& dictionary_;
  std::span<const query::Node> list_{};
  std::map<std::string, std::vector<std::string>> names_{};  ///< by form
  std::set<std::string> noted_{};                            ///< words
  std::vector<std::string> notes_{};
};

}  // namespace whensaid::index
