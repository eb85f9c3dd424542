#include "index/find.hpp"

#include <algorithm>

namespace whensaid::index {

namespace {

/// The episode's part of the score: what it is about, so length counts fully (b = 1) and repetition
/// soon ends to (k1 = 0.8). Measured on chapter titles and quotes.
const Xapian::BM25Weight& episode_weight() {
  static const Xapian::BM25Weight weight(0.8, 0, 1, 1, 0.5);
  return weight;
}

bool is_better(const Found& a, const Found& b) {
  if (a.moment.score != b.moment.score) return a.moment.score > b.moment.score;
  if (a.document != b.document) return a.document < b.document;
  return a.moment.first < b.moment.first;
}

}  // namespace

Result<Findings> find_moments(Reader& reader, const Compiled& compiled, Stages& stages,
                              const SearchOptions& options) {
  const auto all_plain = std::all_of(compiled.plans.begin(), compiled.plans.end(),
                                     [](const auto& entry) { return entry.second.any; });
  Xapian::Enquire enquire(reader.database);
  enquire.set_weighting_scheme(episode_weight());
  enquire.set_query(compiled.episodes);

  Findings findings;
  std::vector<timeline::Moment> moments;
  std::vector<timeline::Match> matches;
  const auto wanted = options.offset + options.limit;
  auto batch = std::max<std::size_t>(options.candidates, 1);
  for (std::size_t checked = 0;;) {
    const auto candidates = enquire.get_mset(static_cast<Xapian::doccount>(checked),
                                             static_cast<Xapian::doccount>(batch));
    if (checked == 0) findings.estimated_episodes = candidates.get_matches_estimated();
    for (auto candidate = candidates.begin(); candidate != candidates.end(); ++candidate) {
      auto timeline = reader.timeline_of(*candidate);
      if (!timeline) return fail(timeline.error());
      const auto stage = stages.find((*timeline)->language());
      if (stage == stages.end() || !stage->second.matcher.match(**timeline, matches)) continue;
      moments.clear();
      stage->second.ranker.rank(**timeline, matches, candidate.get_weight(), options.per_episode,
                                moments);
      for (const auto& moment : moments) findings.moments.push_back({*candidate, moment});
    }
    checked += candidates.size();
    if (candidates.size() < batch || all_plain || findings.moments.size() >= wanted) break;
    if (checked >= kMaxEpisodesChecked) {
      findings.complete = false;
      break;
    }
    batch = std::min(batch * 4, kMaxEpisodesChecked - checked);
  }
  std::sort(findings.moments.begin(), findings.moments.end(), is_better);
  return findings;
}

}  // namespace whensaid::index
