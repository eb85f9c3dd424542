#pragma once

// Forms in order with their counts, in one block of memory: what a lexicon is made of.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace whensaid::index {

class FormList {
 public:
  /// `form` must sort behind all that are in the list (as bytes do).
  void add(std::string_view form, std::uint64_t count) {
    bytes_.append(form);
    close(count);
  }

  /// The same for a form that is `shared` bytes of the one before it and then `rest`.
  void add(std::size_t shared, std::string_view rest, std::uint64_t count) {
    if (shared > 0) bytes_.append(bytes_, begins_[size() - 1], shared);
    bytes_.append(rest);
    close(count);
  }

  /// Room for as many forms more as two lists have.
  void reserve(const FormList& a, const FormList& b) {
    bytes_.reserve(bytes_.size() + a.bytes_.size() + b.bytes_.size());
    begins_.reserve(begins_.size() + a.size() + b.size());
    counts_.reserve(counts_.size() + a.size() + b.size());
  }

  [[nodiscard]] std::size_t size() const { return counts_.size(); }
  [[nodiscard]] bool empty() const { return counts_.empty(); }
  [[nodiscard]] std::string_view form(std::size_t at) const {
    return std::string_view(bytes_).substr(begins_[at], begins_[at + 1] - begins_[at]);
  }
  [[nodiscard]] std::uint64_t count(std::size_t at) const { return counts_[at]; }

  /// The first form that is not less than `form`; size() when there is none.
  [[nodiscard]] std::size_t lower_bound(std::string_view form) const;

 private:
  void close(std::uint64_t count) {
    begins_.push_back(static_cast<std::uint32_t>(bytes_.size()));
    counts_.push_back(count);
  }

  std::string bytes_{};
  std::vector<std::uint32_t> begins_{0};
  std::vector<std::uint64_t> counts_{};
};

/// Both in one list; counts of forms that stand in both are added up.
[[nodiscard]] FormList merged(const FormList& a, const FormList& b);

}  // namespace whensaid::index
