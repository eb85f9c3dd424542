#pragma once

// What was used of documents lately, within a limit of bytes.

#include <cstddef>
#include <list>
#include <unordered_map>
#include <utility>

#include <xapian.h>

namespace whensaid::index {

template <typename Value>
class RecentCache {
 public:
  explicit RecentCache(std::size_t limit_bytes) : limit_(limit_bytes) {}

  /// Now the most recent; null when it is not here. Valid until the next call that is not const.
  Value* get(Xapian::docid document) {
    const auto at = where_.find(document);
    if (at == where_.end()) return nullptr;
    recent_.splice(recent_.begin(), recent_, at->second);
    return &at->second->value;
  }

  /// The same without making it recent.
  const Value* peek(Xapian::docid document) const {
    const auto at = where_.find(document);
    return at == where_.end() ? nullptr : &at->second->value;
  }

  /// Of a document that is not here. Larger than the limit, it is not kept.
  void put(Xapian::docid document, Value value, std::size_t bytes) {
    used_ += bytes;
    recent_.push_front({document, std::move(value), bytes});
    where_[document] = recent_.begin();
    keep_to_limit();
  }

  /// Of a document that is here: it takes more memory than it did, or less.
  void resize(Xapian::docid document, std::size_t bytes) {
    auto& kept = *where_.find(document)->second;
    used_ += bytes - kept.bytes;
    kept.bytes = bytes;
    keep_to_limit();
  }

  void set_limit(std::size_t limit_bytes) {
    limit_ = limit_bytes;
    keep_to_limit();
  }

  [[nodiscard]] std::size_t used_bytes() const { return used_; }

  void clear() {
    recent_.clear();
    where_.clear();
    used_ = 0;
  }

 private:
  struct Kept {
    Xapian::docid document{0};
    Value value;
    std::size_t bytes{0};
  };

  void keep_to_limit() {
    while (used_ > limit_ && !recent_.empty()) {
      used_ -= recent_.back().bytes;
      where_.erase(recent_.back().document);
      recent_.pop_back();
    }
  }

  std::size_t limit_;
  std::size_t used_{0};
  std::list<Kept> recent_{};  ///< the most recent first
  std::unordered_map<Xapian::docid, typename std::list<Kept>::iterator> where_{};
};

}  // namespace whensaid::index
