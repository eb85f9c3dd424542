#pragma once

// Timelines of recent candidates, by document, within a limit of bytes: reading one from Xapian
// costs several times what matching it costs.

#include <cstddef>
#include <list>
#include <memory>
#include <unordered_map>

#include <xapian.h>

#include "timeline/timeline.hpp"

namespace whensaid::index {

class TimelineCache {
 public:
  explicit TimelineCache(std::size_t limit_bytes) : limit_(limit_bytes) {}

  /// The timeline, now the most recent; null when it is not here.
  std::shared_ptr<const timeline::Timeline> get(Xapian::docid document) {
    const auto at = where_.find(document);
    if (at == where_.end()) return nullptr;
    recent_.splice(recent_.begin(), recent_, at->second);
    return at->second->timeline;
  }

  void put(Xapian::docid document, std::shared_ptr<const timeline::Timeline> timeline) {
    used_ += timeline->bytes();
    recent_.push_front({document, std::move(timeline)});
    where_[document] = recent_.begin();
    while (used_ > limit_ && !recent_.empty()) {
      used_ -= recent_.back().timeline->bytes();
      where_.erase(recent_.back().document);
      recent_.pop_back();
    }
  }

  /// Documents change with a commit.
  void clear() {
    recent_.clear();
    where_.clear();
    used_ = 0;
  }

 private:
  struct Kept {
    Xapian::docid document{0};
    std::shared_ptr<const timeline::Timeline> timeline{};
  };
  std::size_t limit_;
  std::size_t used_{0};
  std::list<Kept> recent_{};
  std::unordered_map<Xapian::docid, std::list<Kept>::iterator> where_{};
};

}  // namespace whensaid::index
