#include "timeline/rank.hpp"

#include <algorithm>
#include <cmath>

namespace whensaid::timeline {

namespace {

/// A title that is all of the query tells this much more than speech, and so does a name: words
/// said by the way must not outweigh what names the episode. At 1.3, nine of ten titles and guests
/// come first, at 2 all but one in a hundred.
constexpr double kMostZoneWeight = 2.0;

/// How much more a zone's match tells than speech, `asked` being the share of the query's weight
/// that is in it. Of a query that asks for more, a title or a name is not the answer but says where
/// to look: "sam lambert sharding" means what he says of it. A description mentions many things.
double zone_weight(Zone zone, double asked) {
  switch (zone) {
    case Zone::title:
    case Zone::guest:
    case Zone::host: return kMostZoneWeight * std::pow(asked, 4);
    case Zone::chapter: return 1.0 + std::pow(asked, 4);
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

/// k of what is said around a window: there repetition tells that the talk is about it.
constexpr double kContextSaturation = 1.0;

/// Neighbours at most so many words apart are close.
constexpr Position kClose = 4;

/// A topic is talked about for minutes, a quote is one sentence: what is said around and behind a
/// window, and how much of the query is there, weighs this much more for a topic.
constexpr double kAroundTopic = 1.5;
constexpr double kAheadTopic = 3;
constexpr double kCoverageTopic = 1.4;

/// With one function word in so many, a query is as likely a quote.
constexpr double kWordsAFunctionWord = 3;

/// How likely the query names a topic, 0 to 1: people write topics as titles, without the words
/// that hold a sentence together.
double topic_share(const Plan& plan) {
  double words = 0;
  double function_words = 0;
  for (const auto& atom : plan.atoms) {
    if (!atom.ranked || atom.words.empty()) continue;
    ++words;
    function_words += atom.stop ? 1 : 0;
  }
  return words > 0 ? std::max(0.0, 1 - kWordsAFunctionWord * function_words / words) : 0;
}

/// BM25's saturation without length: windows are of one length. k = 0: said or not.
double saturated(double weight, std::uint32_t count, double k) {
  if (count == 0) return 0;
  const auto tf = static_cast<double>(count);
  return weight * tf * (k + 1) / (tf + k);
}

}  // namespace

/// Added up anew each time it is asked: a running sum would round differently by the way it came.
class Ranker::Sum {
 public:
  Sum(const std::vector<double>& weights, double k)
      : weights_(weights), k_(k), counts_(weights.size()), values_(weights.size()) {}

  void add(std::uint32_t atom) { count(atom, counts_[atom] + 1); }
  void drop(std::uint32_t atom) { count(atom, counts_[atom] - 1); }
  [[nodiscard]] double value() const {
    double sum = 0;
    for (const auto value : values_) sum += value;
    return sum;
  }
  /// The weights of the words that are there at all.
  [[nodiscard]] double present() const {
    double sum = 0;
    for (std::size_t i = 0; i < counts_.size(); ++i) sum += counts_[i] > 0 ? weights_[i] : 0;
    return sum;
  }

 private:
  void count(std::uint32_t atom, std::uint32_t times) {
    counts_[atom] = times;
    values_[atom] = saturated(weights_[atom], times, k_);
  }

  const std::vector<double>& weights_;
  double k_;
  std::vector<std::uint32_t> counts_;
  std::vector<double> values_;
};

bool leave_out(RankOptions& options, std::string_view part) {
  struct Named {
    std::string_view part{};
    double RankOptions::*weight{nullptr};
  };
  constexpr Named kWeights[] = {
      {"words", &RankOptions::words},       {"typed", &RankOptions::typed},
      {"order", &RankOptions::order},       {"closeness", &RankOptions::closeness},
      {"context", &RankOptions::around},    {"context", &RankOptions::ahead},
      {"coverage", &RankOptions::coverage}, {"named", &RankOptions::named},
      {"named", &RankOptions::people},      {"episode", &RankOptions::episode}};
  bool known = false;
  for (const auto& [name, weight] : kWeights) {
    if (name != part) continue;
    options.*weight = 0;
    known = true;
  }
  return known;
}

Ranker::Ranker(const Plan& plan, const RankOptions& options) : plan_(plan), options_(options) {
  for (const auto& atom : plan.atoms) {
    weights_.push_back(atom.stop ? 0 : atom.weight);
    if (!atom.ranked) continue;
    total_weight_ += atom.weight;
    if (atom.stop) stop_weight_ += atom.weight;
  }
  const auto topic = topic_share(plan);
  options_.around *= 1 + (kAroundTopic - 1) * topic;
  options_.ahead *= 1 + (kAheadTopic - 1) * topic;
  options_.coverage *= 1 + (kCoverageTopic - 1) * topic;
}

/// Words that tell something in the query's own order and distance (the sequential dependence
/// model of Metzler and Croft, 2005, with the query's distances instead of one): that makes a
/// quote. The rarer word's company tells as much as the commoner one does. Stop words in their
/// places add their own weight to this part, see sum_neighbours().
double Ranker::in_order(const Match& a, const Match& b) const {
  const auto& left = plan_.atoms[a.atom];
  const auto& right = plan_.atoms[b.atom];
  if (left.offset == Atom::kNowhere || right.offset == Atom::kNowhere) return 0;
  if (std::int64_t{b.first} - a.first != std::int64_t{right.offset} - left.offset) return 0;
  return std::min(spoken_weights_[a.atom], spoken_weights_[b.atom]);
}

/// Different words within a few words of each other, in any order: "the index of the book" for
/// "book index".
double Ranker::close_by(const Match& a, const Match& b) const {
  if (a.atom == b.atom || b.first == a.first || b.first - a.first > kClose) return 0;
  return std::min(spoken_weights_[a.atom], spoken_weights_[b.atom]);
}

/// The share of the query's weight that is there, times what is there: of two places with as much
/// BM25 in them the one that has all the words is meant rather than the one that has one of them
/// often (coordination level matching).
double Ranker::coverage(double present) const {
  return total_weight_ > 0 ? present * present / total_weight_ : 0;
}

/// The cue around a position that is not before the cue `from`: in steps that double, as matches
/// are few among many cues or stand close together.
static std::uint32_t cue_from(const std::vector<CueMark>& cues, std::uint32_t from,
                              Position position) {
  const auto begin = cues.begin() + from;
  auto step = std::ptrdiff_t{1};
  while (step < cues.end() - begin && begin[step].first <= position) step *= 2;
  const auto after =
      std::upper_bound(begin + step / 2, begin + std::min(step, cues.end() - begin), position,
                       [](Position at, const CueMark& cue) { return at < cue.first; });
  return static_cast<std::uint32_t>(std::max(after, begin + 1) - cues.begin() - 1);
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
    cue = cue_from(cues, cue, match.first);
    ms_.push_back(timeline.start_ms(match.first, cue));
  }
}

/// How much of a person a part of the name names: "Jerod on testing" means him in the episodes that
/// he hosts, but many a name is a word, too.
constexpr double kPartOfName = 0.5;

/// Whoever is asked for, and is a guest or the host, is heard in all of the episode: the name then
/// counts everywhere alike, and no more where it is said; a part of the name is half of it, and is
/// still looked for by the other half. Gives the weight that counts everywhere.
double Ranker::hear_people(const Timeline& timeline, Matches matches) {
  double weight = 0;
  for (std::size_t i = 0; i < matches.size() && matches[i].first < timeline.speech_begin();) {
    const auto section = timeline.section_at(matches[i].first);
    const auto end = timeline.section_end(section);
    const auto begin = i;
    Position words = 0;
    for (; i < matches.size() && matches[i].first < end; ++i) {
      words += matches[i].last - matches[i].first + 1;
    }
    const auto zone = timeline.sections()[section].zone;
    if (zone != Zone::guest && zone != Zone::host) continue;
    const bool is_whole = words >= end - timeline.sections()[section].first;
    for (auto j = begin; j < i; ++j) {
      auto& spoken = spoken_weights_[matches[j].atom];
      const auto heard = (is_whole ? 1 : kPartOfName) * spoken;
      spoken -= heard;
      weight += heard;
    }
  }
  return weight;
}

/// What the episode as a whole tells: stage 1's BM25; how much of the query it has at all; and the
/// words that its title, description, names or chapters have, which are there to say what it is
/// about.
void Ranker::weigh_episode(const Timeline& timeline, Matches matches, double episode_score) {
  spoken_weights_ = weights_;
  Sum all(weights_, kContextSaturation);
  Sum named(weights_, 0);
  for (const auto& match : matches) {
    all.add(match.atom);
    if (match.first < timeline.speech_begin()) named.add(match.atom);
  }
  const auto people = hear_people(timeline, matches);
  of_episode_ = {};
  of_episode_.episode = options_.episode * episode_score;
  of_episode_.coverage = options_.coverage * coverage(all.present());
  of_episode_.named = options_.named * named.present() + options_.people * people;
  of_people_ = people;
  most_context_ = (options_.around + options_.ahead) * all.value() + of_episode_.coverage;
}

/// The talk is about it when its words are said in the minutes around, too; and it is where that
/// talk begins when they are said in the minutes that follow. Asked for one match after the other:
/// its sums slide, or thousands of matches of a wildcard would take seconds.
class Ranker::Context {
 public:
  Context(const Ranker& ranker, Matches matches, std::size_t begin)
      : ranker_(ranker),
        matches_(matches),
        around_(ranker.spoken_weights_, kContextSaturation),
        ahead_(ranker.spoken_weights_, kContextSaturation) {
    for (auto* end : {&around_from_, &around_to_, &ahead_from_, &ahead_to_}) *end = begin;
  }

  void weigh(std::size_t first, Window& window) {
    const auto& options = ranker_.options_;
    const auto at = std::int64_t{ranker_.ms_[first]};
    const auto half = std::int64_t{options.around_ms / 2};
    const auto behind = at + options.window_ms;
    slide(around_, around_to_, at + half + 1, true);
    slide(around_, around_from_, at - half, false);
    slide(ahead_, ahead_to_, behind + options.ahead_ms + 1, true);
    slide(ahead_, ahead_from_, behind, false);
    window.parts.context = options.around * around_.value() + options.ahead * ahead_.value();
    window.parts.coverage +=
        options.coverage * ranker_.coverage(around_.present() + ranker_.of_people_);
  }

 private:
  /// Moves one end of a stretch on to the first match at `ms` or later.
  void slide(Sum& sum, std::size_t& end, std::int64_t ms, bool adds) const {
    for (; end < matches_.size() && std::int64_t{ranker_.ms_[end]} < ms; ++end) {
      if (adds) {
        sum.add(matches_[end].atom);
      } else {
        sum.drop(matches_[end].atom);
      }
    }
  }

  const Ranker& ranker_;
  Matches matches_;
  Sum around_;
  Sum ahead_;
  std::size_t around_from_{0};
  std::size_t around_to_{0};
  std::size_t ahead_from_{0};
  std::size_t ahead_to_{0};
};

void Ranker::keep(Window window, Bound bound) {
  window.score = window.parts.sum();
  if (window.score + slack(bound) >= bound.floor) windows_.push_back(window);
}

/// What stop words can still add to a window.
double Ranker::slack(Bound bound) const {
  constexpr double kMost = kMostZoneWeight * (1 + kWholeTitle);
  return bound.stop_words_to_come ? kMost * options_.order * stop_weight_ : 0;
}

double Ranker::stop_weight(const Match& match) const {
  const auto& atom = plan_.atoms[match.atom];
  return atom.stop ? atom.weight : 0;
}

/// The stop words before a window's first word belong to it.
bool Ranker::leads_up(const Match& stop, const Match& first) const {
  return plan_.atoms[stop.atom].stop && first.first - stop.first <= kBesideWords;
}

/// A stop word is among the matches because it stands in its place beside another word: that is
/// order by itself. The other words' neighbours are those that tell something.
void Ranker::sum_neighbours(Matches matches, std::size_t begin) {
  order_.assign(1, 0);
  stops_.assign(1, 0);
  closeness_.assign(1, 0);
  const Match* last = nullptr;
  for (auto i = begin; i < matches.size(); ++i) {
    const auto& match = matches[i];
    const auto& atom = plan_.atoms[match.atom];
    double order = 0;
    double closeness = 0;
    if (!atom.stop && last != nullptr) {
      order = in_order(*last, match);
      closeness = close_by(*last, match);
    }
    order_.push_back(order_.back() + order);
    stops_.push_back(stops_.back() + stop_weight(match));
    closeness_.push_back(closeness_.back() + closeness);
    if (!atom.stop) last = &match;
  }
}

void Ranker::find_speech_windows(Matches matches, std::size_t begin, Bound bound) {
  const auto count = matches.size();
  sum_neighbours(matches, begin);
  Sum inside(spoken_weights_, options_.saturation);
  Sum typed(spoken_weights_, 0);
  Context context(*this, matches, begin);
  auto end = begin;
  for (auto i = begin; i < count; ++i) {
    if (plan_.atoms[matches[i].atom].stop) continue;
    for (; end < count && ms_[end] <= ms_[i] + options_.window_ms; ++end) {
      inside.add(matches[end].atom);
      if (matches[end].typed) typed.add(matches[end].atom);
    }
    Window window{i, end, Zone::speech, of_episode_, 0};
    double stops = stops_[end - begin] - stops_[i - begin + 1];
    while (window.begin > begin && leads_up(matches[window.begin - 1], matches[i])) {
      stops += stop_weight(matches[--window.begin]);
    }
    const auto order = order_[end - begin] - order_[i - begin + 1] + std::min(stop_weight_, stops);
    const auto closeness = closeness_[end - begin] - closeness_[i - begin + 1];
    window.parts.words = options_.words * inside.value();
    window.parts.typed = options_.typed * typed.present();
    window.parts.order = options_.order * std::min(total_weight_, order);
    window.parts.closeness = options_.closeness * std::min(total_weight_, closeness);
    if (window.parts.sum() + most_context_ + slack(bound) >= bound.floor) {
      context.weigh(i, window);
      keep(window, bound);
    }
    inside.drop(matches[i].atom);
    if (matches[i].typed) typed.drop(matches[i].atom);
  }
}

/// One window for a section, several for a long description. Gives where the next one begins.
std::size_t Ranker::find_section_window(const Timeline& timeline, Matches matches,
                                        std::size_t begin, Bound bound) {
  const auto section = timeline.section_at(matches[begin].first);
  const auto zone = timeline.sections()[section].zone;
  auto limit = timeline.section_end(section);
  if (zone == Zone::description) limit = std::min(limit, matches[begin].first + kWindowWords);
  Sum inside(weights_, options_.saturation);
  Sum typed(weights_, 0);
  Position matched = 0;
  auto end = begin;
  for (; end < matches.size() && matches[end].first < limit; ++end) {
    inside.add(matches[end].atom);
    if (matches[end].typed) typed.add(matches[end].atom);
    matched += matches[end].last - matches[end].first + 1;
  }
  sum_neighbours(matches.first(end), begin);
  const auto words = timeline.section_end(section) - timeline.sections()[section].first;
  const auto share = zone == Zone::description ? 0
                     : bound.stop_words_to_come
                         ? 1
                         : std::min(1.0, static_cast<double>(matched) / words);
  const auto all = total_weight_ - stop_weight_;
  const auto asked = all > 0 ? std::min(1.0, inside.present() / all) : 1;
  const auto weight = zone_weight(zone, asked) * (1 + kWholeTitle * share * asked);
  const auto meant = weight * share * share;
  Window window{begin, end, zone, of_episode_, 0};
  window.parts.words = weight * options_.words * inside.value();
  const auto in_order = order_.back() + std::min(stop_weight_, stops_.back());
  window.parts.order = weight * options_.order * std::min(total_weight_, in_order);
  window.parts.typed = meant * options_.typed * typed.present();
  window.parts.closeness = meant * options_.closeness * std::min(total_weight_, closeness_.back());
  keep(window, bound);
  return end;
}

/// Zones without a time all stand at 0: one of them speaks for the episode as a whole.
bool Ranker::are_near(const Window& a, const Window& b, std::uint32_t apart_ms) const {
  if (!has_time(a.zone) || !has_time(b.zone)) return has_time(a.zone) == has_time(b.zone);
  const auto apart = std::int64_t{apart_ms};
  return ms_[a.begin] <= ms_[b.end - 1] + apart && ms_[b.begin] <= ms_[a.end - 1] + apart;
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

void Ranker::find_windows(const Timeline& timeline, Matches matches, double episode_score,
                          Bound bound) {
  windows_.clear();
  time_matches(timeline, matches);
  weigh_episode(timeline, matches, episode_score);
  for (std::size_t i = 0; i < matches.size();) {
    if (matches[i].first >= timeline.speech_begin()) {
      find_speech_windows(matches, i, bound);
      break;
    }
    i = find_section_window(timeline, matches, i, bound);
  }
}

bool Ranker::may_reach(const Timeline& timeline, std::span<const Match> matches,
                       double episode_score, double floor) {
  find_windows(timeline, matches, episode_score, {floor, true});
  return !windows_.empty();
}

/// The best one, then the best of those that are not near it, and so on: a few passes are cheaper
/// than sorting hundreds of windows to keep five.
void Ranker::take(const Timeline& timeline, Matches matches, std::size_t limit,
                  std::uint32_t apart_ms, std::vector<Moment>& out) {
  while (!windows_.empty() && (limit == 0 || taken_.size() < limit)) {
    const auto best =
        *std::max_element(windows_.begin(), windows_.end(),
                          [](const Window& a, const Window& b) { return a.score < b.score; });
    taken_.push_back(best);
    out.push_back(make_moment(timeline, matches, best));
    std::erase_if(windows_, [&](const Window& window) {
      const auto near = are_near(window, best, apart_ms);
      if (near && !are_near(window, best, 0)) beside_.push_back(window);
      return near;
    });
  }
}

void Ranker::rank(const Timeline& timeline, std::span<const Match> matches, double episode_score,
                  std::size_t limit, std::vector<Moment>& out, double floor) {
  find_windows(timeline, matches, episode_score, {floor, false});
  taken_.clear();
  beside_.clear();
  // Who wants all of them wants neighbours as well.
  take(timeline, matches, limit, limit == 0 ? 0 : options_.apart_ms, out);
  if (beside_.empty() || taken_.size() >= limit) return;
  windows_.swap(beside_);
  std::erase_if(windows_, [&](const Window& window) {
    return std::any_of(taken_.begin(), taken_.end(),
                       [&](const Window& taken) { return are_near(window, taken, 0); });
  });
  const auto begin = out.size();
  take(timeline, matches, limit, 0, out);
  for (auto i = begin; i < out.size(); ++i) out[i].beside_better = true;
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
