#include "index/alternatives.hpp"

#include <algorithm>
#include <initializer_list>

#include <fmt/format.h>

#include "query/canonical.hpp"
#include "text/number_words.hpp"
#include "text/utf8.hpp"

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

/// Bytes of each part of a word that is looked for as two: shorter ones are endings ("er", "ed").
constexpr std::size_t kLeastPart = 3;

/// One free word that tells something.
bool tells(const Leaf* leaf) {
  return leaf != nullptr && leaf->words.size() == 1 && leaf->words.front().size() == 1 &&
         !leaf->stop;
}

query::Node word_node(std::string_view form) {
  return query::Node{query::Word{std::string(form), false}};
}

const std::string& form_of(const Leaf& leaf) { return leaf.words.front().front().form; }

/// All their words as one; empty where that makes another number of two: 17.2 is not 172.
std::string joined_form(std::initializer_list<const Leaf*> leaves) {
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  std::string form;
  for (const auto* const leaf : leaves) {
    for (const auto& slot : leaf->words) {
      const auto& next = slot.front().form;
      if (!form.empty() && is_digit(form.back()) && is_digit(next.front())) return {};
      form += next;
    }
  }
  return form;
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
  if (dictionary_.synonyms == nullptr && !dictionary_.sounding && !dictionary_.count) return found;
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
  if (dictionary_.count) {
    find_joined(leaves, language, found);
    find_split(leaves, language, found);
    find_numbers(leaves, language, found);
  }
  return found;
}

/// Neighbours that are also written as one word, and the parts of one ("e-mail").
void Alternatives::find_joined(const std::vector<const Leaf*>& leaves, const std::string& language,
                               std::vector<Sequences>& found) {
  const auto offer = [&](std::initializer_list<const Leaf*> of, std::size_t first,
                         std::size_t last) {
    const auto joined = joined_form(of);
    if (joined.empty() || dictionary_.count(joined) == 0) return;
    const auto& leaf = leaves_.of(word_node(joined)).at(language);
    if (!tells(&leaf)) return;
    for (auto i = first; i <= last; ++i) add(list_[i], leaf.words, found[i]);
  };
  for (std::size_t i = 0; i < leaves.size(); ++i) {
    if (leaves[i] != nullptr && leaves[i]->words.size() > 1) offer({leaves[i]}, i, i);
    if (i == 0 || !tells(leaves[i - 1]) || !tells(leaves[i])) continue;
    offer({leaves[i - 1], leaves[i]}, i - 1, i);
  }
}

/// A word that is also written as two.
void Alternatives::find_split(const std::vector<const Leaf*>& leaves, const std::string& language,
                              std::vector<Sequences>& found) {
  for (std::size_t i = 0; i < leaves.size(); ++i) {
    if (!tells(leaves[i])) continue;
    const std::string_view form = form_of(*leaves[i]);
    const auto at = seam_of(form);
    if (at == 0) continue;
    Sequence parts;
    for (const auto part : {form.substr(0, at), form.substr(at)}) {
      const auto& leaf = leaves_.of(word_node(part)).at(language);
      if (tells(&leaf)) parts.push_back(leaf.words.front());
    }
    if (parts.size() == 2) add(list_[i], std::move(parts), found[i]);
  }
}

/// Where the second word begins, of those two whose rarer one is the commonest; 0: nowhere. Both
/// must be commoner than the word, or they are more likely its stem and its ending.
std::size_t Alternatives::seam_of(std::string_view form) const {
  std::size_t seam = 0;
  if (form.size() < 2 * kLeastPart) return seam;
  auto most = dictionary_.count(form);
  for (auto at = kLeastPart; at + kLeastPart <= form.size(); ++at) {
    if (text::boundary_before(form, at) != at) continue;
    const auto first = dictionary_.count(form.substr(0, at));
    if (first <= most) continue;
    const auto rarer = std::min(first, dictionary_.count(form.substr(at)));
    if (rarer <= most) continue;
    most = rarer;
    seam = at;
  }
  return seam;
}

/// Small numbers are written down in letters or digits.
void Alternatives::find_numbers(const std::vector<const Leaf*>& leaves, const std::string& language,
                                std::vector<Sequences>& found) {
  for (std::size_t i = 0; i < leaves.size(); ++i) {
    if (!tells(leaves[i])) continue;
    const auto other = text::other_number(form_of(*leaves[i]), language);
    if (other.empty() || dictionary_.count(other) == 0) continue;
    add(list_[i], leaves_.of(word_node(other)).at(language).words, found[i]);
  }
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
      add(list_[i], leaves_.of(word_node(name)).at(language).words, found[i]);
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
