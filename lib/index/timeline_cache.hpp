#pragma once

// What searches read of recent candidates, by document, within one limit of bytes: reading a
// timeline from Xapian costs several times what matching it costs. Beside timelines the records of
// those whose moments were shown; and pairs, which are asked for far more episodes than timelines
// are and are small.

#include <cstddef>
#include <memory>

#include <xapian.h>

#include "index/recent_cache.hpp"
#include "index/record.hpp"
#include "timeline/pairs.hpp"
#include "timeline/timeline.hpp"

namespace whensaid::index {

class TimelineCache {
 public:
  explicit TimelineCache(std::size_t limit_bytes)
      : limit_(limit_bytes), episodes_(limit_bytes), pairs_(limit_bytes / kPairsShare) {}

  /// Null when it is not here.
  std::shared_ptr<const timeline::Timeline> get(Xapian::docid document) {
    const auto* const episode = episodes_.get(document);
    return episode == nullptr ? nullptr : episode->timeline;
  }

  /// For who will ask for the timeline soon: has the processor fetch what it reads of it first.
  void prefetch(Xapian::docid document) const {
    const auto* const episode = episodes_.peek(document);
    if (episode != nullptr) episode->timeline->prefetch();
  }

  void put(Xapian::docid document, std::shared_ptr<const timeline::Timeline> timeline) {
    const auto bytes = timeline->bytes();
    episodes_.put(document, {std::move(timeline), nullptr}, bytes);
  }

  /// The record of a timeline that is here; null when it is not.
  std::shared_ptr<Record> record(Xapian::docid document) const {
    const auto* const episode = episodes_.peek(document);
    return episode == nullptr ? nullptr : episode->record;
  }

  /// For a timeline that is here; else it is not kept. Again when it has grown.
  void put_record(Xapian::docid document, std::shared_ptr<Record> record) {
    auto* const episode = episodes_.get(document);
    if (episode == nullptr) return;
    const auto bytes = episode->timeline->bytes() + record->bytes();
    episode->record = std::move(record);
    episodes_.resize(document, bytes);
  }

  /// Null when they are not here.
  std::shared_ptr<const timeline::StoredPairs> pairs(Xapian::docid document) {
    const auto* const pairs = pairs_.get(document);
    return pairs == nullptr ? nullptr : *pairs;
  }

  void put_pairs(Xapian::docid document, std::shared_ptr<const timeline::StoredPairs> pairs) {
    const auto bytes = pairs->bytes();
    pairs_.put(document, std::move(pairs), bytes);
    episodes_.set_limit(limit_ - pairs_.used_bytes());
  }

  /// Documents change with a commit.
  void clear() {
    episodes_.clear();
    pairs_.clear();
    episodes_.set_limit(limit_);
  }

 private:
  struct Episode {
    std::shared_ptr<const timeline::Timeline> timeline{};
    std::shared_ptr<Record> record{};
  };

  /// Pairs may take one byte in so many: of 128 MB, those of 12,000 hours.
  static constexpr std::size_t kPairsShare = 4;

  std::size_t limit_;
  RecentCache<Episode> episodes_;
  RecentCache<std::shared_ptr<const timeline::StoredPairs>> pairs_;
};

}  // namespace whensaid::index
