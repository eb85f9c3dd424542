#include "index/find.hpp"

#include <algorithm>
#include <chrono>
#include <functional>
#include <limits>
#include <memory>
#include <optional>

#include "index/facets.hpp"
#include "index/schema.hpp"
#include "index/terms.hpp"

namespace whensaid::index {

namespace {

/// The episode's part of the score: what it is about, so length counts fully (b = 1) and repetition
/// soon ends to (k1 = 0.8). Measured on chapter titles and quotes.
const Xapian::BM25Weight& episode_weight() {
  static const Xapian::BM25Weight weight(0.8, 0, 1, 1, 0.5);
  return weight;
}

/// Reading them costs more than matching most episodes does.
timeline::Facts facts_for(const timeline::Plan& plan, const Reader& reader,
                          Xapian::docid document) {
  return plan.needs_facts ? reader.facts_of(document) : timeline::Facts{};
}

/// Of free words: in how many episodes all of them can be found together, one of three and more
/// being perhaps a wrong one. Stage 1 has what holds the rarest words first.
std::size_t promising_episodes(const Reader& reader, const timeline::Plan& plan) {
  std::vector<std::size_t> episodes;
  for (const auto& atom : plan.atoms) {
    if (!atom.ranked || atom.stop || atom.weight == 0) continue;
    std::size_t with{0};
    const auto count = [&](const timeline::Sequence& words) {
      with += reader.database.get_termfreq(std::string(stem_term(words.front().front().stem)));
    };
    count(atom.words);
    for (const auto& words : atom.also) count(words);
    episodes.push_back(with);
  }
  if (episodes.empty()) return std::numeric_limits<std::size_t>::max();
  const auto rank = episodes.size() < 3 ? 0 : 1;
  std::nth_element(episodes.begin(), episodes.begin() + rank, episodes.end());
  return episodes[static_cast<std::size_t>(rank)];
}

bool has_phrase(const Compiled& compiled) {
  return std::any_of(compiled.plans.begin(), compiled.plans.end(), [](const auto& entry) {
    const auto& atoms = entry.second.atoms;
    return std::any_of(atoms.begin(), atoms.end(),
                       [](const timeline::Atom& atom) { return atom.words.size() > 1; });
  });
}

/// Moments beside better ones come behind all others.
bool is_better(const Found& a, const Found& b) {
  if (a.moment.beside_better != b.moment.beside_better) return b.moment.beside_better;
  if (a.moment.score != b.moment.score) return a.moment.score > b.moment.score;
  if (a.document != b.document) return a.document < b.document;
  return a.moment.first < b.moment.first;
}

/// Stage 1 in the order that is asked for.
class Candidates {
 public:
  Candidates(const Reader& reader, const Xapian::Query& query, const SearchOptions& options)
      : enquire_(reader.database) {
    if (options.deadline > Millis{0}) {
      enquire_.set_time_limit(std::chrono::duration<double>(options.deadline).count());
    }
    enquire_.set_weighting_scheme(episode_weight());
    enquire_.set_query(query);
    const auto by = [&](Slot slot, bool descending) {
      // No value is an empty one, and smaller than any: at the end of a descending order. For an
      // ascending one it is made larger than any number, of which infinity has nine such bytes.
      sorter_.add_value(slot, descending, descending ? std::string() : std::string(16, '\xFF'));
      enquire_.set_sort_by_key_then_relevance(&sorter_, false);
    };
    switch (options.order) {
      case Order::relevance: break;
      case Order::newest: by(kPublishedSlot, true); break;
      case Order::oldest:
      case Order::time: by(kPublishedSlot, false); break;
      case Order::longest: by(kDurationSlot, true); break;
      case Order::shortest: by(kDurationSlot, false); break;
    }
  }

  [[nodiscard]] Xapian::MSet get(std::size_t first, std::size_t count) const {
    return enquire_.get_mset(static_cast<Xapian::doccount>(first),
                             static_cast<Xapian::doccount>(count), kCountedExactly);
  }

 private:
  Xapian::MultiValueKeyMaker sorter_;
  Xapian::Enquire enquire_;
};

/// One search: what it looks for, and how far it has come.
class Finder {
 public:
  Finder(Reader& reader, const Compiled& compiled, Stages& stages, const SearchOptions& options)
      : reader_(reader), options_(options), stages_(stages) {
    any_ = std::all_of(compiled.plans.begin(), compiled.plans.end(),
                       [](const auto& entry) { return entry.second.any; });
    // Words have other stems in other languages: then stage 1 gives more than matches.
    stage1_is_exact_ = any_ && compiled.plans.size() == 1 && compiled.plans.begin()->second.exact;
    const auto most = std::numeric_limits<std::size_t>::max();
    ranks_ = options.limit > 0;
    if (!options.facets.empty()) facets_.emplace(reader, options.facets);
    if (options.deadline > Millis{0}) deadline_ = Clock::now() + options.deadline;
    asks_pairs_ = asks_pairs(stages);
    takes_ = !any_ && has_phrase(compiled) ? std::size_t{kCountedExactly} : 0;
    wanted_ = options.offset > most - options.limit ? most : options.offset + options.limit;
  }

  Result<Findings> run(const Xapian::Query& query) {
    const Candidates candidates(reader_, query, options_);
    auto batch = first_batch();
    Taken taken;
    for (;;) {
      if (!taken.has_all) taken = take(candidates, batch);
      const auto& mset = taken.mset;
      if (checked_ == 0) findings_.estimated_episodes = mset.get_matches_estimated();
      const auto before = checked_;
      const auto first = before - taken.begin;
      const auto size = std::min<std::size_t>(batch, mset.size() - first);
      auto done = check(mset, first, first + size);
      if (!done) return fail(done.error());
      if (is_late()) {
        findings_.complete = false;
        end(mset, false);
        break;
      }
      const auto ended = size < batch;
      if (ended || !goes_on() || checked_ >= options_.max_episodes) {
        findings_.complete = ended || !ranks_;
        end(mset, ended && checked_ - before == size);
        break;
      }
      batch = std::min(batch * 4, options_.max_episodes - checked_);
    }
    findings_.looked_at = checked_;
    findings_.matched = matched_;
    return std::move(findings_);
  }

 private:
  struct Taken {
    Xapian::MSet mset{};
    std::size_t begin{0};  ///< of all candidates
    bool has_all{false};   ///< from there on
  };

  [[nodiscard]] Taken take(const Candidates& candidates, std::size_t batch) const {
    const auto wanted = std::max(batch, takes_);
    auto mset = candidates.get(checked_, wanted);
    const auto has_all = mset.size() < wanted;
    return {std::move(mset), checked_, has_all};
  }

  /// What takes any of its words looks at no further batch.
  [[nodiscard]] std::size_t first_batch() const {
    auto size = options_.candidates;
    if (any_ && by_relevance()) {
      std::size_t promising = options_.min_candidates;
      for (const auto& [language, stage] : stages_) {
        promising = std::max(promising, promising_episodes(reader_, stage.plan));
      }
      size = std::min(size, promising);
    }
    return std::max<std::size_t>(size, 1);
  }

  [[nodiscard]] bool by_relevance() const { return options_.order == Order::relevance; }
  [[nodiscard]] bool is_late() const { return deadline_ && Clock::now() >= *deadline_; }
  [[nodiscard]] bool is_full() const { return findings_.moments.size() >= wanted_; }
  [[nodiscard]] bool goes_on() const { return ranks_ || facets_; }

  /// Stage 2 for the batch of candidates [first, last). In an order by a value the page may be full
  /// in its midst.
  Result<void> check(const Xapian::MSet& mset, std::size_t first, std::size_t last) {
    const auto end = mset.begin() + static_cast<int>(last);
    auto candidate = mset.begin() + static_cast<int>(first);
    for (; candidate != end && goes_on(); ++candidate) {
      if (is_late()) break;
      ++checked_;
      if (auto next = candidate; !asks_pairs_ && ++next != end) reader_.timelines.prefetch(*next);
      auto done = check(*candidate, candidate.get_weight());
      if (!done) return done;
      if (!by_relevance() && is_full()) ranks_ = false;
    }
    if (by_relevance() && ranks_) end_batch();
    return {};
  }

  Result<void> check(Xapian::docid document, double score) {
    std::shared_ptr<const timeline::StoredPairs> pairs;
    if (asks_pairs_) {
      auto read = reader_.pairs_of(document);
      if (!read) return fail(read.error());
      pairs = *std::move(read);
      if (!may_match(stages_, pairs->view())) return {};
    }
    const auto timeline = reader_.timeline_of(document);
    if (!timeline) return fail(timeline.error());
    return check(document, **timeline, pairs ? pairs->view() : timeline::PairsView(), score);
  }

  Result<void> check(Xapian::docid document, const timeline::Timeline& timeline,
                     const timeline::PairsView& pairs, double score) {
    const auto stage = stages_.find(timeline.language());
    if (stage == stages_.end()) return {};
    auto& [plan, matcher, ranker] = stage->second;
    const auto facts = facts_for(plan, reader_, document);
    const auto skips = ranks_ && !facets_ && floor() > timeline::Ranker::kNoFloor;
    matcher.start(timeline, pairs, facts);
    if (const auto said = skips ? matcher.one_word() : std::nullopt;
        said && !ranker.may_reach(*said, score, floor())) {
      ++matched_;
      return {};
    }
    if (!matcher.match_without_stop_words(matches_)) return {};
    ++matched_;
    if (matcher.has_stop_words() && skips) {
      const auto& reach = ranker.find_reach(timeline, matches_, score, floor());
      if (reach.empty()) return {};
      matcher.add_stop_words(reach, matches_);
    } else {
      matcher.add_stop_words(matches_);
    }
    if (ranks_) {
      moments_.clear();
      if (options_.order == Order::time) {
        timeline::moments_by_time(timeline, matches_, options_.per_episode, moments_);
      } else {
        ranker.rank(timeline, matches_, score, options_.per_episode, moments_, floor());
      }
      for (const auto& moment : moments_) add(document, moment);
    }
    return facets_ ? facets_->add(document, timeline, matches_) : Result<void>{};
  }

  /// So many moments of a round are looked for: those that the page needs, and those that end it.
  [[nodiscard]] std::size_t needed() const {
    return std::max(wanted_ - std::min(wanted_, round_begin_), kRoundMoments);
  }

  /// What a moment must reach to be on the page: the score of the last one of the round that is
  /// needed, as soon as there are so many.
  [[nodiscard]] double floor() const {
    const bool is_known = by_relevance() && best_.size() >= needed();
    return is_known ? best_.front() : timeline::Ranker::kNoFloor;
  }

  void add(Xapian::docid document, const timeline::Moment& moment) {
    findings_.moments.push_back({document, moment});
    if (!by_relevance() || moment.beside_better) return;
    if (best_.size() >= needed()) {
      if (moment.score <= best_.front()) return;
      std::pop_heap(best_.begin(), best_.end(), std::greater<>{});
      best_.pop_back();
    }
    best_.push_back(moment.score);
    std::push_heap(best_.begin(), best_.end(), std::greater<>{});
  }

  /// Whether candidates that were not looked at yet can add to the page. When any of the words will
  /// do, the best episodes have the best moments, and the first batch is all.
  void end_batch() {
    auto& found = findings_.moments;
    std::sort(found.begin() + static_cast<std::ptrdiff_t>(round_begin_), found.end(), is_better);
    if (found.size() - round_begin_ >= kRoundMoments) {
      round_begin_ = found.size();
      best_.clear();
    }
    const auto in_round = round_begin_ < found.size();
    ranks_ = !any_ && (in_round || !is_full());
  }

  /// What stage 2 has refused does not match, and what it has not seen may.
  void end(const Xapian::MSet& mset, bool all_checked) {
    if (facets_) findings_.facets = facets_->facets(options_.facet_values, all_checked);
    auto& count = findings_.episodes;
    count = {matched_, matched_};
    if (all_checked) return;
    const auto refused = checked_ - matched_;
    if (stage1_is_exact_) {
      count.at_least = std::max<std::size_t>(matched_, mset.get_matches_lower_bound());
    }
    count.at_most = std::max(count.at_least, mset.get_matches_upper_bound() - refused);
  }

  using Clock = std::chrono::steady_clock;

  Reader& reader_;
  const SearchOptions& options_;
  Stages& stages_;
  std::optional<Clock::time_point> deadline_{};
  bool any_{false};
  bool stage1_is_exact_{false};
  bool asks_pairs_{false};
  /// At least so many candidates are taken from stage 1 at once. Asked for more than it gave, it
  /// begins anew, and what a phrase must be in is nearly always asked for more; as many as these it
  /// counts anyway.
  std::size_t takes_{0};
  std::size_t wanted_{0};
  std::size_t checked_{0};
  std::size_t matched_{0};
  std::size_t round_begin_{0};
  bool ranks_{true};  ///< the page can still gain by further candidates
  std::optional<FacetCounter> facets_;
  Findings findings_;
  std::vector<double> best_;  ///< the best scores of the round, as many as are needed, least first
  std::vector<timeline::Moment> moments_;
  std::vector<timeline::Match> matches_;
};

}  // namespace

bool match(const Reader& reader, Xapian::docid document, const timeline::Timeline& timeline,
           Stage2& stage2, std::vector<timeline::Match>& matches) {
  return stage2.matcher.match(timeline, facts_for(stage2.plan, reader, document), matches);
}

bool asks_pairs(const Stages& stages) {
  return std::any_of(stages.begin(), stages.end(),
                     [](const auto& entry) { return entry.second.matcher.asks_pairs(); });
}

bool may_match(const Stages& stages, const timeline::PairsView& pairs) {
  return std::any_of(stages.begin(), stages.end(),
                     [&](const auto& entry) { return entry.second.matcher.may_match(pairs); });
}

std::vector<Zone> zones_of(std::span<const timeline::Match> matches,
                           const timeline::Timeline& timeline) {
  std::vector<Zone> zones;
  timeline::Position begin = 0;  // of the last match's section, in which the next mostly is, too
  timeline::Position end = 0;
  for (const auto& match : matches) {
    if (match.first >= begin && match.first < end) continue;
    const auto section = timeline.section_at(match.first);
    begin = timeline.sections()[section].first;
    end = timeline.section_end(section);
    zones.push_back(timeline.sections()[section].zone);
  }
  std::sort(zones.begin(), zones.end());
  zones.erase(std::unique(zones.begin(), zones.end()), zones.end());
  return zones;
}

Result<Findings> find_moments(Reader& reader, const Compiled& compiled, Stages& stages,
                              const SearchOptions& options) {
  return Finder(reader, compiled, stages, options).run(compiled.episodes);
}

std::optional<Candidate> candidate(const Reader& reader, const Compiled& compiled,
                                   const SearchOptions& options, Xapian::docid document,
                                   std::size_t most) {
  const auto found = Candidates(reader, compiled.episodes, options).get(0, most);
  for (auto at = found.begin(); at != found.end(); ++at) {
    if (*at == document) return Candidate{std::size_t{at.get_rank()} + 1, at.get_weight()};
  }
  return std::nullopt;
}

}  // namespace whensaid::index
