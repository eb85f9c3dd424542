#include "index/alternatives.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "query/canonical.hpp"

namespace whensaid::index {

namespace {

using timeline::Sequence;

/// The next of the words that stand with one space between.
std::string take_word(std::string_view& words) {
  const auto end = std::min(words.find(' '), words.size());
  std::string word(words.substr(0, end));
  words.remove_prefix(std::min(end + 1, words.size()));
  return word;
}

Sequence phrase_of(const SynonymTable::Side& side) {
  Sequence sequence;
  std::string_view forms = side.forms;
  for (std::string_view stems = side.stems; !stems.empty();) {
    auto stem = take_word(stems);
    sequence.push_back({{std::move(stem), take_word(forms), false}});
  }
  return sequence;
}

bool same_stems(const Sequence& a, const Sequence& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](const timeline::Slot& x, const timeline::Slot& y) {
                      return x.front().stem == y.front().stem;
                    });
}

}  // namespace

std::vector<Alternatives::Sequences> Alternatives::of(std::span<const query::Node> list,
                                                      const std::string& language) {
  std::vector<Sequences> found(list.size());
  if (dictionary_.synonyms == nullptr && !dictionary_.sounding) return found;
  list_ = list;
  std::vector<const Leaf*> leaves;
  leaves.reserve(list.size());
  for (const auto& node : list) {
    const auto* const word = std::get_if<query::Word>(&node.kind);
    const bool free = word != nullptr && !word->exact;
    leaves.push_back(free ? &leaves_.of(node).at(language) : nullptr);
  }
  if (dictionary_.synonyms != nullptr) find_synonyms(leaves, language, found);
  if (dictionary_.sounding) find_names(leaves, language, found);
  return found;
}

/// A name that was heard and never seen: what nobody says may be one that sounds like it.
void Alternatives::find_names(const std::vector<const Leaf*>& leaves, const std::string& language,
                              std::vector<Sequences>& found) {
  for (std::size_t i = 0; i < leaves.size(); ++i) {
    if (leaves[i] == nullptr || leaves[i]->words.size() != 1 || leaves[i]->stop) continue;
    const auto& form = leaves[i]->words.front().front().form;
    auto known = names_.find(form);
    if (known == names_.end()) known = names_.emplace(form, dictionary_.sounding(form)).first;
    const auto& names = known->second;
    if (names.empty()) continue;
    for (const auto& name : names) {
      const query::Node word{query::Word{name, false}};
      add(list_[i], leaves_.of(word).at(language).words, found[i]);
    }
    if (!noted_.insert(query::print(list_[i])).second) continue;
    notes_.push_back(fmt::format("{}: nobody says that; looked for {}, which sounds alike",
                                 query::print(list_[i]), fmt::join(names, " or ")));
  }
}

/// Looks each run of words up, and gives what it finds to each word of the run.
void Alternatives::find_synonyms(const std::vector<const Leaf*>& leaves,
                                 const std::string& language, std::vector<Sequences>& found) {
  const auto& table = *dictionary_.synonyms;
  const auto longest = table.longest(language);
  for (std::size_t begin = 0; begin < leaves.size(); ++begin) {
    std::string stems;
    std::size_t words = 0;
    for (auto end = begin; end < leaves.size(); ++end) {
      if (leaves[end] == nullptr || leaves[end]->words.empty()) break;
      for (const auto& slot : leaves[end]->words) {
        stems.append(stems.empty() ? "" : " ").append(slot.front().stem);
        ++words;
      }
      if (words > longest) break;
      const auto sides = table.find(language, stems);
      for (auto i = begin; !sides.empty() && i <= end; ++i) {
        if (!leaves[i]->stop) add_synonyms(sides, stems, list_[i], found[i]);
      }
    }
  }
}

void Alternatives::add_synonyms(const std::vector<const SynonymTable::Side*>& sides,
                                const std::string& stems, const query::Node& node, Sequences& to) {
  for (const auto* const side : sides) {
    if (side->stems != stems) add(node, phrase_of(*side), to);
  }
}

void Alternatives::add(const query::Node& node, Sequence sequence, Sequences& to) {
  const auto same = [&](const Sequence& known) { return same_stems(known, sequence); };
  if (std::any_of(to.begin(), to.end(), same)) return;
  if (to.size() < kMaxAlternatives) {
    to.push_back(std::move(sequence));
    return;
  }
  if (!noted_.insert("synonyms of " + query::print(node)).second) return;
  notes_.push_back(fmt::format("{} has more than {} synonyms: the first were taken",
                               query::print(node), kMaxAlternatives));
}

}  // namespace whensaid::index
