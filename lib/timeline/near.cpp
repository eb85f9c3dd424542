// A choice of one place of each side is near when all lie in one section, no two share a word, and
// all begin within the distance of the last word of the one that ends first. Those all begin behind
// it, as they share no word with it. So for each place, taken as the one that ends first, the
// places of the other sides that begin behind it and in reach are looked through.

#include "timeline/near.hpp"

#include <algorithm>

namespace whensaid::timeline {

namespace {

using Side = std::vector<Match>;

class Finder {
 public:
  Finder(const Timeline& timeline, const std::vector<Side>& sides, const Nearness& nearness)
      : timeline_(timeline),
        sides_(sides),
        nearness_(nearness),
        chosen_(sides.size()),
        behind_(sides.size()) {
    for (const auto& side : sides) kept_.emplace_back(side.size(), false);
  }

  void find() {
    for (std::size_t side = 0; side < sides_.size(); ++side) {
      std::fill(behind_.begin(), behind_.end(), 0);
      for (std::size_t i = 0; i < sides_[side].size(); ++i) {
        if (nearness_.ordered && side != 0) break;  // the first side ends first
        anchor_at(side, i);
      }
    }
  }

  void keep(std::vector<Match>& out) const {
    for (std::size_t side = 0; side < sides_.size(); ++side) {
      for (std::size_t i = 0; i < sides_[side].size(); ++i) {
        if (kept_[side][i]) out.push_back(sides_[side][i]);
      }
    }
  }

 private:
  void anchor_at(std::size_t anchor_side, std::size_t index) {
    anchor_side_ = anchor_side;
    anchor_ = sides_[anchor_side][index];
    if (nearness_.timed && anchor_.first < timeline_.speech_begin()) return;
    if (anchor_.first < section_begin_ || anchor_.first >= section_end_) {
      const auto section = timeline_.section_at(anchor_.first);
      section_begin_ = timeline_.sections()[section].first;
      section_end_ = timeline_.section_end(section);
    }
    limit_ = reach();
    ranges_.clear();
    for (std::size_t side = 0; side < sides_.size(); ++side) {
      const auto range = side == anchor_side ? Range{index, index + 1} : candidates(side);
      if (range.first == range.end) return;
      ranges_.push_back(range);
    }
    if (nearness_.ordered) {
      keep_in_order(index);
    } else {
      keep_in_any_order(index);
    }
  }

  struct Range {
    std::size_t first{0};
    std::size_t end{0};
  };

  /// The last position at which the place that begins last may begin.
  Position reach() const {
    const auto last = section_end_ - 1;
    if (!nearness_.timed) {
      return nearness_.distance > last - anchor_.last ? last : anchor_.last + nearness_.distance;
    }
    // No word is said before its cue begins, and cues begin in order.
    const auto& cues = timeline_.cues();
    const auto until = std::uint64_t{timeline_.start_ms(anchor_.last)} + nearness_.distance;
    const auto next =
        std::upper_bound(cues.begin(), cues.end(), until,
                         [](std::uint64_t ms, const CueMark& cue) { return ms < cue.start_ms; });
    return next == cues.end() ? last : std::min(last, next->first == 0 ? 0 : next->first - 1);
  }

  /// The places behind the anchor and in reach. Anchors come in order, so the search goes on where
  /// it was; only places of several lengths step back.
  Range candidates(std::size_t side) {
    const auto& places = sides_[side];
    auto& first = behind_[side];
    while (first > 0 && places[first - 1].first > anchor_.last) --first;
    while (first < places.size() && places[first].first <= anchor_.last) ++first;
    auto end = first;
    while (end < places.size() && places[end].first <= limit_) ++end;
    return {first, end};
  }

  /// A candidate of the anchor's; what candidates() cannot tell by position.
  bool fits(const Match& place) const {
    if (place.last >= section_end_) return false;
    if (!nearness_.timed) return true;
    return std::uint64_t{timeline_.start_ms(place.first)} <=
           std::uint64_t{timeline_.start_ms(anchor_.last)} + nearness_.distance;
  }

  static bool share_a_word(const Match& a, const Match& b) {
    return a.first <= b.last && b.first <= a.last;
  }

  /// Chooses for the sides from `side` on; those before are chosen.
  bool choose(std::size_t side) {
    if (side == sides_.size()) return true;
    for (auto i = ranges_[side].first; i < ranges_[side].end; ++i) {
      const auto& place = sides_[side][i];
      const auto shares = [&](const Match& other) { return share_a_word(other, place); };
      const auto before = chosen_.begin() + static_cast<std::ptrdiff_t>(side);
      if (side != anchor_side_ && !fits(place)) continue;
      if (std::any_of(chosen_.begin(), before, shares)) continue;
      chosen_[side] = place;
      if (choose(side + 1)) return true;
    }
    return false;
  }

  /// Each place that goes together with the anchor and some place of every other side.
  void keep_in_any_order(std::size_t anchor) {
    bool any = false;
    for (std::size_t side = 0; side < sides_.size(); ++side) {
      if (side == anchor_side_) continue;
      const auto all = ranges_[side];
      for (auto i = all.first; i < all.end; ++i) {
        if (any && kept_[side][i]) continue;
        if (sides_.size() == 2) {  // nobody else to choose
          if (!fits(sides_[side][i])) continue;
          any = kept_[side][i] = true;
          continue;
        }
        ranges_[side] = {i, i + 1};
        if (!choose(0)) continue;
        kept_[side][i] = true;
        any = true;
      }
      ranges_[side] = all;
      if (!any) return;
    }
    if (any) kept_[anchor_side_][anchor] = true;
  }

  /// A place is kept when the earliest ends before it leave room and so do the latest begins
  /// behind it.
  void keep_in_order(std::size_t anchor) {
    const auto sides = sides_.size();
    std::vector<Position> earliest(sides);  // least last word of a chain up to here
    earliest[0] = anchor_.last;
    for (std::size_t side = 1; side < sides; ++side) {
      bool found = false;
      for (auto i = ranges_[side].first; i < ranges_[side].end; ++i) {
        const auto& place = sides_[side][i];
        if (!fits(place) || place.first <= earliest[side - 1]) continue;
        earliest[side] = found ? std::min(earliest[side], place.last) : place.last;
        found = true;
      }
      if (!found) return;
    }
    auto latest = section_end_;  // greatest first word of a chain from behind down to here
    for (auto side = sides - 1; side > 0; --side) {
      Position next = 0;
      for (auto i = ranges_[side].first; i < ranges_[side].end; ++i) {
        const auto& place = sides_[side][i];
        if (!fits(place) || place.first <= earliest[side - 1] || place.last >= latest) continue;
        kept_[side][i] = true;
        next = std::max(next, place.first);
      }
      latest = next;
    }
    kept_[0][anchor] = true;
  }

  const Timeline& timeline_;
  const std::vector<Side>& sides_;
  const Nearness nearness_;
  std::vector<std::vector<bool>> kept_{};
  std::vector<Match> chosen_;
  std::vector<Range> ranges_{};
  std::size_t anchor_side_{0};
  Match anchor_{};
  std::vector<std::size_t> behind_;  ///< of each side, the first place behind the last anchor
  Position limit_{0};
  Position section_begin_{0};
  Position section_end_{0};
};

/// Leaves of a side what begins at most `reach` before or behind where some place of `other` does.
void thin(Side& side, const Side& other, std::uint64_t reach) {
  std::erase_if(side, [&, at = other.begin()](const Match& place) mutable {
    while (at != other.end() && at->first + reach < place.first) ++at;
    return at == other.end() || place.first + reach < at->first;
  });
}

/// Nearly all places are far from any of the rarest side. Of a choice that is near, the one that
/// ends first begins at most its length and the distance before each of the others, and all begin
/// at most the distance behind its end, which is not behind theirs.
void leave_far_places(std::vector<Side>& sides, Position distance) {
  Position longest = 0;
  for (const auto& side : sides) {
    for (const auto& place : side) longest = std::max(longest, place.last - place.first);
  }
  const auto reach = std::uint64_t{distance} + longest;
  const auto rarest = std::ranges::min_element(sides, {}, &Side::size);
  for (auto& side : sides) {
    if (&side != &*rarest) thin(side, *rarest, reach);
  }
  for (const auto& side : sides) {
    if (&side != &*rarest) thin(*rarest, side, reach);
  }
}

}  // namespace

void find_near(const Timeline& timeline, std::vector<std::vector<Match>>& sides,
               const Nearness& nearness, std::vector<Match>& out) {
  if (!nearness.timed) leave_far_places(sides, nearness.distance);
  if (std::ranges::any_of(sides, &Side::empty)) return;
  Finder finder(timeline, sides, nearness);
  finder.find();
  finder.keep(out);
}

}  // namespace whensaid::timeline
