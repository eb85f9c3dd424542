#include "index/name_list.hpp"

#include <algorithm>

#include "index/schema.hpp"
#include "text/edit_distance.hpp"
#include "text/typing.hpp"

namespace whensaid::index {

namespace {

/// Longer ones are lists of people or end in a hash (name_term).
constexpr std::size_t kMaxNameBytes = 100;

}  // namespace

NameList::NameList(const std::vector<Xapian::Database>& shards) {
  for (const auto& shard : shards) {
    for (const char kind : {kGuestPrefix, kHostPrefix}) {
      const std::string prefix(1, kind);
      for (auto term = shard.allterms_begin(prefix); term != shard.allterms_end(prefix); ++term) {
        auto name = (*term).substr(prefix.size());
        if (name.size() <= kMaxNameBytes) names_.push_back(std::move(name));
      }
    }
  }
  std::sort(names_.begin(), names_.end());
  names_.erase(std::unique(names_.begin(), names_.end()), names_.end());
  std::vector<text::Shape> shapes;
  shapes.reserve(names_.size());
  for (const auto& name : names_) shapes.push_back(text::shape_of(name));
  letters_ = text::LetterTable(shapes);
  for (const std::string_view name : names_) {
    for (std::size_t at = 0; at <= name.size();) {
      const auto end = std::min(name.find(' ', at), name.size());
      if (end > at) words_.emplace(name.substr(at, end - at));
      at = end + 1;
    }
  }
}

bool NameList::has(std::string_view name) const {
  return std::binary_search(names_.begin(), names_.end(), name);
}

bool NameList::has_word(std::string_view form) const { return words_.find(form) != words_.end(); }

std::optional<std::string> NameList::nearest(std::string_view said, unsigned edits) const {
  if (said.size() > text::EditDistance::kMaxCharacters) return std::nullopt;
  const text::EditDistance distance(said);
  const std::string* best = nullptr;
  double least = 0;
  auto places = letters_.near(text::shape_of(said), edits);
  std::sort(places.begin(), places.end());
  for (const auto at : places) {
    const auto& name = names_[at];
    if (distance.to(name) > edits) continue;
    const auto surprise = text::typing_surprise(said, name);
    if (best != nullptr && surprise >= least) continue;
    best = &name;
    least = surprise;
  }
  if (best == nullptr) return std::nullopt;
  return *best;
}

}  // namespace whensaid::index
