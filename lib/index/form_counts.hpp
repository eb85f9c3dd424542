#pragma once

// The difference that a batch of episodes makes to the lexicon: how often written forms came and
// went.

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace whensaid::index {

class FormCounts {
 public:
  /// A form and how many more of it there are; not zero.
  using Change = std::pair<std::string_view, std::int64_t>;

  /// `count` may be negative.
  void add(std::string_view form, std::int64_t count) { counts_[std::string(form)] += count; }

  void subtract(const FormCounts& other) {
    for (const auto& [form, count] : other.counts_) counts_[form] -= count;
  }

  /// What remains when comings and goings are set off against each other, in order of bytes. Views
  /// are valid until the next change.
  [[nodiscard]] std::vector<Change> changes() const& {
    std::vector<Change> all;
    all.reserve(counts_.size());
    for (const auto& [form, count] : counts_) {
      if (count != 0) all.emplace_back(form, count);
    }
    std::sort(all.begin(), all.end());
    return all;
  }
  std::vector<Change> changes() const&& = delete;

 private:
  std::unordered_map<std::string, std::int64_t> counts_{};
};

}  // namespace whensaid::index
