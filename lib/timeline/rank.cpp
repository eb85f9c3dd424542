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

/// What bounds a score adds it up in another order: it must not be less for that.
constexpr double kRounding = 1e-6;

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

/// From the first to the last word of a query, in words.
Position span_of(const Plan& plan) {
  auto first = Atom::kNowhere;
  Position last = 0;
  for (const auto& atom : plan.atoms) {
    if (atom.offset == Atom::kNowhere) continue;
    first = std::min(first, atom.offset);
    last = std::max(last, atom.offset);
  }
  return first <= last ? last - first : 0;
}

}  // namespace

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

Ranker::Ranker(const Plan& plan, const RankOptions& options)
    : options_(options),
      inside_(options.saturation),
      typed_(0),
      surroundings_(options.around_ms, options.window_ms, options.ahead_ms) {
  for (const auto& atom : plan.atoms) {
    words_.push_back({{}, atom.stop ? atom.weight : 0, atom.offset, atom.stop});
    weights_.push_back(atom.stop ? 0 : atom.weight);
    if (!atom.ranked) continue;
    total_weight_ += atom.weight;
    if (atom.stop) stop_weight_ += atom.weight;
  }
  farthest_ = std::max(kClose, span_of(plan));
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
  const auto& left = words_[a.atom];
  const auto& right = words_[b.atom];
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
void Ranker::weigh_counts(double episode_score) {
  double present = 0;
  double named = 0;
  double context = 0;
  most_words_ = 0;
  for (std::size_t word = 0; word < counts_.size(); ++word) {
    const auto& count = counts_[word];
    if (count.all == 0) continue;
    const auto weight = weights_[word];
    present += weight;
    if (count.named) named += weight;
    context += saturated(weight, count.all, kContextSaturation);
    most_words_ += options_.words * saturated(weight, count.all, options_.saturation) +
                   (count.typed ? options_.typed * weight : 0);
  }
  of_episode_ = {};
  of_episode_.episode = options_.episode * episode_score;
  of_episode_.coverage = options_.coverage * coverage(present);
  of_episode_.named = options_.named * named;
  most_context_ = (options_.around + options_.ahead) * context + of_episode_.coverage;
}

void Ranker::weigh_episode(const Timeline& timeline, Matches matches, double episode_score) {
  counts_.assign(weights_.size(), {});
  const auto speech = timeline.speech_begin();
  for (const auto& match : matches) {
    auto& count = counts_[match.atom];
    ++count.all;
    count.typed = count.typed || match.typed;
    count.named = count.named || match.first < speech;
  }
  weigh_counts(episode_score);
  spoken_weights_ = weights_;
  of_people_ = hear_people(timeline, matches);
  of_episode_.named += options_.people * of_people_;
  for (std::size_t i = 0; i < words_.size(); ++i) {
    words_[i].told = {options_.words * spoken_weights_[i],
                      (options_.words + options_.typed) * spoken_weights_[i]};
  }
}

/// Moves on to what is said around the window that a match opens.
void Ranker::weigh_surroundings(std::size_t match, ScoreParts& parts) {
  surroundings_.move_to(match);
  const auto& around = surroundings_.around();
  parts.context = options_.around * around.value() + options_.ahead * surroundings_.ahead().value();
  parts.coverage += options_.coverage * coverage(around.present() + of_people_);
}

void Ranker::keep(Window window, Bound bound) {
  window.score = window.parts.sum();
  if (window.score + slack(window.zone, bound) >= bound.floor) windows_.push_back(window);
}

/// What stop words can still add to a window of this zone: their places in the order, and in a
/// title what these weigh there.
double Ranker::slack(Zone zone, Bound bound) const {
  constexpr double kMost = kMostZoneWeight * (1 + kWholeTitle);
  const auto most = zone == Zone::speech ? 1 : kMost;
  return bound.stop_words_to_come ? most * options_.order * stop_weight_ + kRounding : 0;
}

/// The stop words before a window's first word belong to it.
bool Ranker::leads_up(const Match& stop, const Match& first) const {
  return words_[stop.atom].stop && first.first - stop.first <= kBesideWords;
}

/// A stop word is among the matches because it stands in its place beside another word: that is
/// order by itself. The other words' neighbours are those that tell something.
void Ranker::sum_neighbours(Matches matches, std::size_t begin) {
  neighbours_.resize(matches.size() - begin + 1);
  Neighbours sum;
  auto* next = neighbours_.data();
  *next++ = sum;
  const Match* last = nullptr;
  for (const auto& match : matches.subspan(begin)) {
    const auto& word = words_[match.atom];
    sum.words += word.told[match.typed ? 1 : 0];
    sum.stops += word.stop_weight;
    if (!word.stop) {
      if (last != nullptr && match.first - last->first <= farthest_) {
        sum.order += in_order(*last, match);
        sum.closeness += close_by(*last, match);
      }
      last = &match;
    }
    *next++ = sum;
  }
}

double Ranker::told_by_order(const Neighbours& from, const Neighbours& to,
                             double leading_stops) const {
  const auto stops = std::min(stop_weight_, to.stops - from.stops + leading_stops);
  return options_.order * std::min(total_weight_, to.order - from.order + stops);
}

double Ranker::told_by_closeness(const Neighbours& from, const Neighbours& to) const {
  return options_.closeness * std::min(total_weight_, to.closeness - from.closeness);
}

/// What no window of speech exceeds, for an answer before the matches' times are known.
double Ranker::most_in_speech(Bound bound) const {
  return of_episode_.sum() + told_by_order(neighbours_.front(), neighbours_.back(), 0) +
         told_by_closeness(neighbours_.front(), neighbours_.back()) + most_words_ + most_context_ +
         slack(Zone::speech, bound) + kRounding;
}

void Ranker::find_times(const Timeline& timeline, Matches matches, std::size_t begin) {
  OrderedTimes times(timeline.clock());
  for (auto i = begin; i < matches.size(); ++i) ms_[i] = times.at(matches[i].first);
}

/// The first of the stop words that lead up to a word, and what they weigh.
std::pair<std::size_t, double> Ranker::lead_up(Matches matches, std::size_t begin,
                                               std::size_t word) const {
  auto first = word;
  double weight = 0;
  while (first > begin && leads_up(matches[first - 1], matches[word])) {
    weight += words_[matches[--first].atom].stop_weight;
  }
  return {first, weight};
}

/// What its words in any form add to a window, at most: one that is said again tells less than
/// another one.
double Ranker::most_words(const Neighbours& from, const Neighbours& to) const {
  return std::min(most_words_, to.words - from.words);
}

/// Moves on to the words of a window.
void Ranker::see(Matches matches, std::size_t begin, std::size_t end) {
  inside_.move(begin, end, [&](std::size_t i) { return matches[i].atom; });
  typed_.move(begin, end, [&](std::size_t i) {
    return matches[i].typed ? matches[i].atom : SlidingSum::kNoWord;
  });
}

/// Most windows are refused, by what running sums tell of them: how often each word is said is
/// counted for the others.
void Ranker::find_speech_windows(const Timeline& timeline, Matches matches, std::size_t begin,
                                 Bound bound) {
  sum_neighbours(matches, begin);
  if (most_in_speech(bound) < bound.floor) return;
  find_times(timeline, matches, begin);
  const auto needed =
      bound.floor - of_episode_.sum() - most_context_ - slack(Zone::speech, bound) - kRounding;
  for (auto* sum : {&inside_, &typed_}) sum->begin(spoken_weights_, begin);
  surroundings_.begin(matches, ms_, spoken_weights_, begin);
  auto end = begin;
  for (auto i = begin; i < matches.size(); ++i) {
    if (words_[matches[i].atom].stop) continue;
    while (end < matches.size() && ms_[end] <= ms_[i] + options_.window_ms) ++end;
    const auto [first, leading_stops] = lead_up(matches, begin, i);
    const auto& behind_first = neighbours_[i - begin + 1];
    const auto& last = neighbours_[end - begin];
    const auto order = told_by_order(behind_first, last, leading_stops);
    const auto closeness = told_by_closeness(behind_first, last);
    if (most_words(neighbours_[i - begin], last) + order + closeness < needed) continue;
    see(matches, i, end);
    const auto words = options_.words * inside_.value();
    const auto typed = options_.typed * typed_.present();
    if (words + typed + order + closeness < needed) continue;
    Window window{first, end, Zone::speech, of_episode_, 0};
    window.parts.words = words;
    window.parts.typed = typed;
    window.parts.order = order;
    window.parts.closeness = closeness;
    weigh_surroundings(i, window.parts);
    keep(window, bound);
  }
}

/// One window for a section, several for a long description. Gives where the next one begins.
std::size_t Ranker::find_section_window(const Timeline& timeline, Matches matches,
                                        std::size_t begin, Bound bound) {
  const auto section = timeline.section_at(matches[begin].first);
  const auto zone = timeline.sections()[section].zone;
  auto limit = timeline.section_end(section);
  if (zone == Zone::description) limit = std::min(limit, matches[begin].first + kWindowWords);
  for (auto* sum : {&inside_, &typed_}) sum->begin(weights_, begin);
  Position matched = 0;
  auto end = begin;
  for (; end < matches.size() && matches[end].first < limit; ++end) {
    ms_[end] = timeline.start_ms(matches[end].first);
    matched += matches[end].last - matches[end].first + 1;
  }
  see(matches, begin, end);
  sum_neighbours(matches.first(end), begin);
  const auto words = timeline.section_end(section) - timeline.sections()[section].first;
  const auto share = zone == Zone::description ? 0
                     : bound.stop_words_to_come
                         ? 1
                         : std::min(1.0, static_cast<double>(matched) / words);
  const auto all = total_weight_ - stop_weight_;
  const auto asked = all > 0 ? std::min(1.0, inside_.present() / all) : 1;
  const auto weight = zone_weight(zone, asked) * (1 + kWholeTitle * share * asked);
  const auto meant = weight * share * share;
  Window window{begin, end, zone, of_episode_, 0};
  window.parts.words = weight * options_.words * inside_.value();
  window.parts.order = weight * told_by_order(neighbours_.front(), neighbours_.back(), 0);
  window.parts.typed = meant * options_.typed * typed_.present();
  window.parts.closeness = meant * told_by_closeness(neighbours_.front(), neighbours_.back());
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
  moment.start_ms = timeline.start_ms(moment.first);
  moment.end_ms = std::clamp(timeline.end_ms(moment.last), moment.start_ms,
                             moment.start_ms + options_.window_ms);
  moment.parts = window.parts;
  moment.score = window.score;
  return moment;
}

void Ranker::find_windows(const Timeline& timeline, Matches matches, double episode_score,
                          Bound bound) {
  windows_.clear();
  ms_.resize(matches.size());
  weigh_episode(timeline, matches, episode_score);
  for (std::size_t i = 0; i < matches.size();) {
    if (matches[i].first >= timeline.speech_begin()) {
      find_speech_windows(timeline, matches, i, bound);
      break;
    }
    i = find_section_window(timeline, matches, i, bound);
  }
}

bool Ranker::may_reach(const Said& word, double episode_score, double floor) {
  counts_.assign(weights_.size(), {});
  counts_[word.atom] = {word.count, true, false};
  weigh_counts(episode_score);
  return of_episode_.sum() + most_words_ + most_context_ + kRounding >= floor;
}

/// Of a window in speech, its words, those that lead up to them, and what is said before the next
/// match. A name must be known whole, which a stop word may be a part of.
const Region& Ranker::find_reach(const Timeline& timeline, std::span<const Match> matches,
                                 double episode_score, double floor) {
  find_windows(timeline, matches, episode_score, {floor, true});
  reach_.clear();
  if (windows_.empty()) return reach_;
  if (timeline.speech_begin() > 0) reach_.push_back({0, timeline.speech_begin()});
  for (const auto& window : windows_) {
    const auto end = window.end < matches.size() ? matches[window.end].first : timeline.size();
    const auto first = matches[window.begin].first;
    const Stretch around{first - std::min(first, kBesideWords), end};
    if (!reach_.empty() && around.first <= reach_.back().end) {
      reach_.back().end = std::max(reach_.back().end, end);
    } else {
      reach_.push_back(around);
    }
  }
  return reach_;
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

}  // namespace whensaid::timeline
