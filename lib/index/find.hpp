#pragma once

// The two stages of a search. Stage 1: Xapian gives episodes, best first or by a value. Stage 2:
// their timelines are matched and ranked exactly, in turn, until the page is full.

#include <cstddef>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include <xapian.h>

#include <whensaid/search.hpp>

#include "index/compile.hpp"
#include "index/reader.hpp"
#include "timeline/match.hpp"
#include "timeline/rank.hpp"

namespace whensaid::index {

/// Stage 2 for the episodes of one language. The plan must outlive it.
struct Stage2 {
  Stage2(const timeline::Plan& of, const timeline::RankOptions& weights)
      : plan(of), matcher(of), ranker(of, weights) {}
  const timeline::Plan& plan;
  timeline::Matcher matcher;
  timeline::Ranker ranker;
};

/// Whether the episode matches, and its places. Throws what Xapian throws.
bool match(const Reader& reader, Xapian::docid document, const timeline::Timeline& timeline,
           Stage2& stage2, std::vector<timeline::Match>& matches);

/// The zones of the places, each once, in Zone's order.
std::vector<Zone> zones_of(std::span<const timeline::Match> matches,
                           const timeline::Timeline& timeline);

/// By base language.
using Stages = std::map<std::string, Stage2, std::less<>>;

/// Whether pairs can tell that an episode does not match, in whatever language it is.
[[nodiscard]] bool asks_pairs(const Stages& stages);
/// Whether an episode with these pairs may match: asked before its timeline is read.
[[nodiscard]] bool may_match(const Stages& stages, const timeline::PairsView& pairs);

struct Found {
  Xapian::docid document{0};
  timeline::Moment moment{};
};

struct Findings {
  std::vector<Found> moments{};  ///< in the page's order; enough for the page, or all there are
  std::size_t estimated_episodes{0};
  bool complete{true};
  Count episodes{};
  std::vector<Facet> facets{};
  std::size_t looked_at{0};  ///< candidates that were checked
  std::size_t matched{0};    ///< of those
};

/// Where stage 1 has an episode.
struct Candidate {
  std::size_t place{0};  ///< from 1
  double score{0};
};

/// Nothing when it is not among the first `most`. Throws what Xapian throws.
std::optional<Candidate> candidate(const Reader& reader, const Compiled& compiled,
                                   const SearchOptions& options, Xapian::docid document,
                                   std::size_t most);

/// Errors: corrupt. Throws what Xapian throws.
Result<Findings> find_moments(Reader& reader, const Compiled& compiled, Stages& stages,
                              const SearchOptions& options);

/// Best first is said of a round: batches of candidates until so many moments are found. The next
/// page goes on behind the round, whatever is found there, so that no page depends on how far
/// another one looked. A first page of the usual size is one round.
inline constexpr std::size_t kRoundMoments = 10;

/// Up to this many matching episodes stage 1 counts exactly, unless the query makes it free anyway.
/// On 682 episodes the difference could not be measured.
inline constexpr Xapian::doccount kCountedExactly = 1'000;

}  // namespace whensaid::index
