#include "timeline/rank.hpp"

#include <algorithm>
#include <cmath>

namespace whensaid::timeline {

namespace {

/// How much more a zone's match tells than speech: a title names what the episode is about, a
/// description mentions many things.
double zone_weight(Zone zone) {
  switch (zone) {
    case Zone::title: return 1.3;
    case Zone::people: return 1.3;
    case Zone::chapter: return 1.3;
    case Zone::description: return 0.8;
    case Zone::speech: return 1.0;
  }
  return 1.0;
}

/// A description has no times: this many words of it are a window, as many as are said in 30 s.
constexpr Position kWindowWords = 75;

/// BM25's saturation without length: windows are of one length.
double saturated(double weight, std::uint32_t count, double k) {
  const auto tf = static_cast<double>(count);
  return weight * tf * (k + 1) / (tf + k);
}

}  // namespace

class Ranker::Sum {
 public:
  Sum(const Plan& plan, double k) : plan_(plan), k_(k), counts_(plan.atoms.size()) {}

  void add(std::uint32_t atom) { change(atom, 1); }
  void drop(std::uint32_t atom) { change(atom, -1); }
  [[nodiscard]] double value() const { return value_; }

 private:
  void change(std::uint32_t atom, int by) {
    if (plan_.atoms[atom].stop) return;
    auto& count = counts_[atom];
    const auto weight = plan_.atoms[atom].weight;
    value_ -= saturated(weight, count, k_);
    count = static_cast<std::uint32_t>(static_cast<int>(count) + by);
    value_ += saturated(weight, count, k_);
  }

  const Plan& plan_;
  double k_;
  double value_{0};
  std::vector<std::uint32_t> counts_;
};

Ranker::Ranker(const Plan& plan, const RankOptions& options) : plan_(plan), options_(options) {
  for (const auto& atom : plan.atoms) {
    if (atom.ranked) total_weight_ += atom.weight;
  }
}

/// Sequential dependence: two neighbouring matches as far apart in the text as in the query. The
/// rarer word's company tells as much as the commoner one does.
double Ranker::pair_alignment(const Match& a, const Match& b) const {
  const auto& left = plan_.atoms[a.atom];
  const auto& right = plan_.atoms[b.atom];
  if (left.offset == Atom::kNowhere || right.offset == Atom::kNowhere) return 0;
  if (std::int64_t{b.first} - a.first != std::int64_t{right.offset} - left.offset) return 0;
  return std::min(left.weight, right.weight);
}

void Ranker::time_matches(const Timeline& timeline, std::span<const Match> matches) {
  ms_.clear();
  for (const auto& match : matches) {
    const auto ms = timeline.start_ms(match.first);
    ms_.push_back(ms_.empty() ? ms : std::max(ms, ms_.back()));  // cues may overlap
  }
}

Moment Ranker::moment(const Timeline& timeline, std::span<const Match> matches, const ScoreParts& parts) const {
  Moment found;
  found.section = static_cast<std::uint32_t>(timeline.section_at(matches.front().first));
  found.zone = timeline.sections()[found.section].zone;
  found.first = matches.front().first;
  found.last = matches.front().last;
  for (const auto& match : matches) found.last = std::max(found.last, match.last);
  found.start_ms = timeline.start_ms(found.first);
  found.end_ms = std::max(found.start_ms, timeline.end_ms(found.last));
  found.parts = parts;
  found.score = parts.sum();
  return found;
}

void Ranker::rank_speech(const Timeline& timeline, std::span<const Match> matches, double episode_score) {
  const auto count = matches.size();
  time_matches(timeline, matches);
  aligned_.assign(1, 0);
  for (std::size_t i = 1; i < count; ++i) {
    aligned_.push_back(aligned_.back() + pair_alignment(matches[i - 1], matches[i]));
  }

  context_.clear();
  Sum around(plan_, 1.0);
  std::size_t from = 0;
  std::size_t to = 0;
  const auto half = options_.context_ms / 2;
  for (std::size_t i = 0; i < count; ++i) {
    for (; to < count && ms_[to] <= ms_[i] + half; ++to) around.add(matches[to].atom);
    for (; ms_[from] + half < ms_[i]; ++from) around.drop(matches[from].atom);
    context_.push_back(around.value());
  }

  Sum inside(plan_, options_.saturation);
  std::size_t end = 0;
  for (std::size_t i = 0; i < count; ++i) {
    for (; end < count && ms_[end] <= ms_[i] + options_.window_ms; ++end) inside.add(matches[end].atom);
    if (!plan_.atoms[matches[i].atom].stop || i == 0 || ms_[i] > ms_[i - 1] + options_.window_ms) {
      ScoreParts parts;
      parts.words = inside.value();
      parts.alignment = options_.alignment * std::min(total_weight_, aligned_[end - 1] - aligned_[i]);
      parts.context = options_.context * context_[i];
      parts.episode = options_.episode * episode_score;
      found_.push_back(moment(timeline, matches.subspan(i, end - i), parts));
    }
    inside.drop(matches[i].atom);
  }
}

void Ranker::rank_section(const Timeline& timeline, std::span<const Match> matches, double episode_score) {
  const auto section = timeline.section_at(matches.front().first);
  const auto weight = zone_weight(timeline.sections()[section].zone);
  Sum inside(plan_, options_.saturation);
  double aligned = 0;
  for (std::size_t i = 0; i < matches.size(); ++i) {
    inside.add(matches[i].atom);
    if (i > 0) aligned += pair_alignment(matches[i - 1], matches[i]);
  }
  ScoreParts parts;
  parts.words = weight * inside.value();
  parts.alignment = weight * options_.alignment * std::min(total_weight_, aligned);
  parts.episode = options_.episode * episode_score;
  found_.push_back(moment(timeline, matches, parts));
}

void Ranker::rank(const Timeline& timeline, std::span<const Match> matches, double episode_score, std::size_t limit,
                  std::vector<Moment>& out) {
  found_.clear();
  while (!matches.empty()) {
    const auto section = timeline.section_at(matches.front().first);
    const auto end = timeline.section_end(section);
    auto last = std::find_if(matches.begin(), matches.end(), [&](const Match& match) { return match.first >= end; });
    if (timeline.sections()[section].zone == Zone::speech) {
      rank_speech(timeline, matches, episode_score);
      last = matches.end();
    } else {
      if (timeline.sections()[section].zone == Zone::description) {
        last = std::find_if(matches.begin(), last,
                            [&](const Match& match) { return match.first > matches.front().first + kWindowWords; });
      }
      rank_section(timeline, matches.first(static_cast<std::size_t>(last - matches.begin())), episode_score);
    }
    matches = matches.subspan(static_cast<std::size_t>(last - matches.begin()));
  }

  // Best first; what overlaps a better one in time is the same moment. Zones without a time all
  // stand at 0: one of them speaks for the episode as a whole.
  std::sort(found_.begin(), found_.end(), [](const Moment& a, const Moment& b) {
    return a.score != b.score ? a.score > b.score : a.first < b.first;
  });
  const auto begin = out.size();
  for (const auto& candidate : found_) {
    if (limit != 0 && out.size() - begin == limit) break;
    const auto timed = [](const Moment& moment) { return moment.zone == Zone::speech || moment.zone == Zone::chapter; };
    const auto clashes = std::any_of(out.begin() + static_cast<std::ptrdiff_t>(begin), out.end(), [&](const Moment& taken) {
      if (timed(candidate) != timed(taken)) return false;
      if (!timed(candidate)) return true;
      return candidate.start_ms < taken.end_ms && taken.start_ms < candidate.end_ms;
    });
    if (!clashes) out.push_back(candidate);
  }
}

}  // namespace whensaid::timeline
