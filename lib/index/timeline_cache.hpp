#pragma once

// Timelines of recent candidates, by document, within a limit of bytes: reading one from Xapian
// costs several times what matching it costs. Beside them the records of those whose moments were
// shown.

#include <cstddef>
#include <cstdint>
#include <list>
#include <memory>
#include <unordered_map>

#include <xapian.h>

#include "index/record.hpp"
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
    const auto bytes = timeline->bytes();
    used_ += bytes;
    recent_.push_front({document, std::move(timeline), nullptr, bytes});
    where_[document] = recent_.begin();
    keep_to_limit();
  }

  /// The record of a timeline that is here; null when it is not.
  std::shared_ptr<Record> record(Xapian::docid document) const {
    const auto at = where_.find(document);
    return at == where_.end() ? nullptr : at->second->record;
  }

  /// For a timeline that is here; else it is not kept. Again when it has grown.
  void put_record(Xapian::docid document, std::shared_ptr<Record> record) {
    const auto at = where_.find(document);
    if (at == where_.end()) return;
    auto& kept = *at->second;
    used_ -= kept.bytes;
    kept.bytes = kept.timeline->bytes() + record->bytes();
    used_ += kept.bytes;
    kept.record = std::move(record);
    keep_to_limit();
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
    std::shared_ptr<Record> record{};
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
  std::list<Kept> recent_{};
  std::unordered_map<Xapian::docid, std::list<Kept>::iterator> where_{};
};

}  // namespace whensaid::index
