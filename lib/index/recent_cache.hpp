#pragma once

// What was used of documents lately, within a limit of bytes: what was asked for since it last came
// to be the oldest is not thrown out but becomes the newest ("second chance", Corbató 1968). To
// keep all in the order of use would touch two neighbours in the list, out of the processor's
// cache, each time.

#include <cstddef>
#include <iterator>
#include <list>
#include <unordered_map>
#include <utility>

#include <xapian.h>

namespace whensaid::index {

template <typename Value>
class RecentCache {
 public:
  explicit RecentCache(std::size_t limit_bytes) : limit_(limit_bytes) {}

  /// What is now in use; null when it is not here. Valid until the next call that is not const.
  Value* get(Xapian::docid document) {
    const auto at = where_.find(document);
    if (at == where_.end()) return nullptr;
    at->second->is_used = true;
    return &at->second->value;
  }

  /// The same without using it.
  const Value* peek(Xapian::docid document) const {
    const auto at = where_.find(document);
    return at == where_.end() ? nullptr : &at->second->value;
  }

  /// Of a document that is not here. Larger than the limit, it is not kept.
  void put(Xapian::docid document, Value value, std::size_t bytes) {
    if (bytes > limit_) return;
    make_room(bytes);
    used_bytes_ += bytes;
    kept_.push_front({document, bytes, false, std::move(value)});
    where_[document] = kept_.begin();
  }

  /// Of a document that is here: it takes more memory than it did, or less.
  void resize(Xapian::docid document, std::size_t bytes) {
    auto& kept = *where_.find(document)->second;
    used_bytes_ += bytes - kept.bytes;
    kept.bytes = bytes;
    make_room(0);
  }

  void set_limit(std::size_t limit_bytes) {
    limit_ = limit_bytes;
    make_room(0);
  }

  [[nodiscard]] std::size_t used_bytes() const { return used_bytes_; }

  void clear() {
    kept_.clear();
    where_.clear();
    used_bytes_ = 0;
  }

 private:
  struct Kept {
    Xapian::docid document{0};
    std::size_t bytes{0};
    bool is_used{false};  ///< since it was put here or spared
    Value value;
  };

  /// Until so many bytes more are within the limit. Spares each once at most, so it ends.
  void make_room(std::size_t bytes) {
    while (used_bytes_ + bytes > limit_ && !kept_.empty()) {
      auto& oldest = kept_.back();
      if (std::exchange(oldest.is_used, false)) {
        kept_.splice(kept_.begin(), kept_, std::prev(kept_.end()));
        continue;
      }
      used_bytes_ -= oldest.bytes;
      where_.erase(oldest.document);
      kept_.pop_back();
    }
  }

  std::size_t limit_;
  std::size_t used_bytes_{0};
  std::list<Kept> kept_{};  ///< the newest first
  std::unordered_map<Xapian::docid, typename std::list<Kept>::iterator> where_{};
};

}  // namespace whensaid::index
