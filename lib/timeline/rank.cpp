#include "timeline/rank.hpp"

#include <algorithm>
#include <cmath>

namespace whensaid::timeline {

namespace {

/// How much more a zone's match tells than speech. A title names what the episode is about and a
/// person is looked for by name: words said by the way must not outweigh them (at 1.3, nine of ten
/// titles and guests come first, at 2 all but one in a hundred). A description mentions many things
/// and has no time.
double zone_weight(Zone zone) {
  switch (zone) {
    case Zone::title: return 2.0;
    case Zone::guest:
    case Zone::host: return 2.0;
    case Zone::chapter: return 2.0;
    case Zone::description: return 0.6;
    case Zone::show:
    case Zone::speaker:
    case Zone::speech: return 1.0;
  }
  return 1.0;
}

/// A title that is the query and nothing else is meant rather than one that holds it among others:
/// its parts count for up to this much more, by the share of its words that matched.
constexpr double kWholeTitle = 0.2;

/// A description has no times: this many words of it are a window, as many as are said in 30 s.
constexpr Position kWindowWords = 75;

/// k of the context: it says what the talk is about, so repetition tells more there.
constexpr double kContextSaturation = 1.0;

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

void Ranker::time_matches(const Timeline& timeline, Matches matches) {
  ms_.clear();
  const auto speech = timeline.speech_begin();
  const auto& cues = timeline.cues();
  std::uint32_t cue = 0;
  for (const auto& match : matches) {
    if (match.first < speech || cues.empty()) {
      ms_.push_back(timeline.start_ms(match.first));
      continue;
    }
    while (cue + 1 < cues.size() && cues[cue + 1].first <= match.first) ++cue;
    ms_.push_back(timeline.start_ms(match.first, cue));
  }
}

void Ranker::find_context(Matches matches, std::size_t begin) {
  context_.clear();
  Sum around(plan_, kContextSaturation);
  const auto half = options_.context_ms / 2;
  auto from = begin;
  auto to = begin;
  for (auto i = begin; i < matches.size(); ++i) {
    for (; to < matches.size() && ms_[to] <= ms_[i] + half; ++to) around.add(matches[to].atom);
    for (; from < i && ms_[from] + half < ms_[i]; ++from) around.drop(matches[from].atom);
    context_.push_back(around.value());
  }
}

void Ranker::find_speech_windows(Matches matches, std::size_t begin, double episode_score) {
  const auto count = matches.size();
  aligned_.assign(1, 0);
  for (auto i = begin + 1; i < count; ++i) {
    aligned_.push_back(aligned_.back() + pair_alignment(matches[i - 1], matches[i]));
  }
  find_context(matches, begin);
  Sum inside(plan_, options_.saturation);
  auto end = begin;
  for (auto i = begin; i < count; ++i) {
    for (; end < count && ms_[end] <= ms_[i] + options_.window_ms; ++end)
      inside.add(matches[end].atom);
    Window window{i, end, Zone::speech, {}, 0};
    const auto aligned = aligned_[end - 1 - begin] - aligned_[i - begin];
    window.parts.words = inside.value();
    window.parts.alignment = options_.alignment * std::min(total_weight_, aligned);
    window.parts.context = options_.context * context_[i - begin];
    window.parts.episode = options_.episode * episode_score;
    window.score = window.parts.sum();
    windows_.push_back(window);
    inside.drop(matches[i].atom);
  }
}

/// One window for a section, several for a long description. Gives where the next one begins.
std::size_t Ranker::find_section_window(const Timeline& timeline, Matches matches,
                                        std::size_t begin, double episode_score) {
  const auto section = timeline.section_at(matches[begin].first);
  const auto zone = timeline.sections()[section].zone;
  auto limit = timeline.section_end(section);
  if (zone == Zone::description) limit = std::min(limit, matches[begin].first + kWindowWords);
  Sum inside(plan_, options_.saturation);
  double aligned = 0;
  Position matched = 0;
  auto end = begin;
  for (; end < matches.size() && matches[end].first < limit; ++end) {
    inside.add(matches[end].atom);
    matched += matches[end].last - matches[end].first + 1;
    if (end > begin) aligned += pair_alignment(matches[end - 1], matches[end]);
  }
  Window window{begin, end, zone, {}, 0};
  const auto words = timeline.section_end(section) - timeline.sections()[section].first;
  const auto whole = 1 + kWholeTitle * std::min(1.0, static_cast<double>(matched) / words);
  const auto weight = zone_weight(zone) * (zone == Zone::description ? 1 : whole);
  window.parts.words = weight * inside.value();
  window.parts.alignment = weight * options_.alignment * std::min(total_weight_, aligned);
  window.parts.episode = options_.episode * episode_score;
  window.score = window.parts.sum();
  windows_.push_back(window);
  return end;
}

/// Zones without a time all stand at 0: one of them speaks for the episode as a whole.
bool Ranker::overlap(const Window& a, const Window& b) const {
  const auto timed = [](Zone zone) { return zone == Zone::speech || zone == Zone::chapter; };
  if (!timed(a.zone) || !timed(b.zone)) return timed(a.zone) == timed(b.zone);
  return ms_[a.begin] <= ms_[b.end - 1] && ms_[b.begin] <= ms_[a.end - 1];
}

Moment Ranker::make_moment(const Timeline& timeline, Matches matches, const Window& window) const {
  const auto inside = matches.subspan(window.begin, window.end - window.begin);
  Moment moment;
  moment.zone = window.zone;
  moment.first = inside.front().first;
  moment.section = static_cast<std::uint32_t>(timeline.section_at(moment.first));
  for (const auto& match : inside) moment.last = std::max(moment.last, match.last);
  moment.start_ms = ms_[window.begin];
  moment.end_ms = std::clamp(timeline.end_ms(moment.last), moment.start_ms,
                             moment.start_ms + options_.window_ms);
  moment.parts = window.parts;
  moment.score = window.score;
  return moment;
}

void Ranker::rank(const Timeline& timeline, std::span<const Match> matches, double episode_score,
                  std::size_t limit, std::vector<Moment>& out) {
  windows_.clear();
  time_matches(timeline, matches);
  for (std::size_t i = 0; i < matches.size();) {
    if (matches[i].first >= timeline.speech_begin()) {
      find_speech_windows(matches, i, episode_score);
      break;
    }
    i = find_section_window(timeline, matches, i, episode_score);
  }

  // The best one, then the best of those that do not overlap it, and so on: a few passes are
  // cheaper than sorting hundreds of windows to keep three.
  taken_.clear();
  while (!windows_.empty() && (limit == 0 || taken_.size() < limit)) {
    const auto best =
        *std::max_element(windows_.begin(), windows_.end(),
                          [](const Window& a, const Window& b) { return a.score < b.score; });
    taken_.push_back(best);
    out.push_back(make_moment(timeline, matches, best));
    std::erase_if(windows_, [&](const Window& window) { return overlap(window, best); });
  }
}

namespace {

/// The moments of one section.
void walk_section(const Timeline& timeline, std::span<const Match> matches,
                  std::vector<Moment>& out) {
  struct Timed {
    std::uint32_t ms{0};
    const Match* match{nullptr};
  };
  std::vector<Timed> timed;
  for (const auto& match : matches) timed.push_back({timeline.start_ms(match.first), &match});
  // Cues may overlap: what stands later may be said sooner.
  std::stable_sort(timed.begin(), timed.end(),
                   [](const Timed& a, const Timed& b) { return a.ms < b.ms; });
  const auto section = static_cast<std::uint32_t>(timeline.section_at(matches.front().first));
  for (std::size_t i = 0; i < timed.size();) {
    Moment moment;
    moment.section = section;
    moment.zone = timeline.sections()[section].zone;
    moment.start_ms = timed[i].ms;
    moment.end_ms = moment.start_ms;
    moment.first = timed[i].match->first;
    for (; i < timed.size() && timed[i].ms - moment.start_ms <= kMomentMs; ++i) {
      moment.first = std::min(moment.first, timed[i].match->first);
      moment.last = std::max(moment.last, timed[i].match->last);
      moment.end_ms = std::max(moment.end_ms, timeline.end_ms(timed[i].match->last));
    }
    moment.end_ms = std::min(moment.end_ms, moment.start_ms + kMomentMs);
    out.push_back(moment);
  }
}

}  // namespace

void moments_by_time(const Timeline& timeline, std::span<const Match> matches, std::size_t limit,
                     std::vector<Moment>& out) {
  const auto begin = static_cast<std::ptrdiff_t>(out.size());
  for (std::size_t i = 0; i < matches.size();) {
    const auto section_end = timeline.section_end(timeline.section_at(matches[i].first));
    auto end = i;
    while (end < matches.size() && matches[end].first < section_end) ++end;
    walk_section(timeline, matches.subspan(i, end - i), out);
    i = end;
  }
  std::sort(out.begin() + begin, out.end(), [](const Moment& a, const Moment& b) {
    return a.start_ms != b.start_ms ? a.start_ms < b.start_ms : a.first < b.first;
  });
  const auto most = static_cast<std::size_t>(begin) + limit;
  if (limit > 0 && out.size() > most) out.resize(most);
}

}  // namespace whensaid::timeline
