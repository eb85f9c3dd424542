// "Why is this moment not on the page?": the steps of the search, asked of one episode.

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "index/explain.hpp"
#include "query/canonical.hpp"

namespace whensaid::index {

namespace {

using timeline::Match;
using timeline::Moment;
using timeline::Timeline;
using Kind = QueryCondition::Kind;

/// An episode, and what is asked of it.
struct Asked {
  Reader& reader;
  const SearchOptions& options;
  Xapian::docid document{0};
  const Timeline& timeline;
};

/// Whether the episode matches; then with which places.
bool matches_in(const Asked& asked, Stages& stages, std::vector<Match>& matches) {
  const auto stage = stages.find(asked.timeline.language());
  return stage != stages.end() &&
         match(asked.reader, asked.document, asked.timeline, stage->second, matches);
}

/// What a restriction holds for is asked part by part, each under the restriction. Not where parts
/// bind in one chapter or turn: there they hold together or not at all.
query::Node under(const query::Within* restriction, const query::Node& part) {
  if (restriction == nullptr) return part;
  auto within = *restriction;
  within.child = {part};
  return query::canonical(query::Node{std::move(within)});
}

std::vector<QueryCondition> conditions_of(const Asked& asked, const query::Node& root) {
  std::vector<QueryCondition> conditions;
  const auto* within = std::get_if<query::Within>(&root.kind);
  if (within != nullptr && within->scope != Scope::episode) within = nullptr;
  const auto add = [&](Kind kind, const query::Node& part) {
    const auto node = under(within, part);
    auto prepared = prepare(asked.reader, node, asked.options);
    std::vector<Match> matches;
    conditions.push_back({kind, query::print(node), matches_in(asked, prepared.stages, matches)});
  };
  const auto& asked_for = within != nullptr ? within->child.front() : root;
  const auto* const group = std::get_if<query::Group>(&asked_for.kind);
  if (group == nullptr) {
    add(Kind::required, asked_for);
    return conditions;
  }
  for (const auto& node : group->must) add(Kind::required, node);
  for (const auto& node : group->should) add(Kind::wished_for, node);
  for (const auto& node : group->must_not) add(Kind::excluded, node);
  return conditions;
}

/// All moments of the episode, as the search orders them.
std::vector<Moment> moments_of(const Asked& asked, Stages& stages, double episode_score) {
  std::vector<Match> matches;
  std::vector<Moment> moments;
  if (!matches_in(asked, stages, matches)) return moments;
  if (asked.options.order == Order::time) {
    timeline::moments_by_time(asked.timeline, matches, 0, moments);
  } else {
    auto& ranker = stages.find(asked.timeline.language())->second.ranker;
    ranker.rank(asked.timeline, matches, episode_score, 0, moments);
  }
  return moments;
}

/// From `at` to the moment; 0 inside it.
std::int64_t distance(const Moment& moment, std::int64_t at) {
  if (at < moment.start_ms) return std::int64_t{moment.start_ms} - at;
  return std::max<std::int64_t>(0, at - moment.end_ms);
}

std::string list_of(const std::vector<QueryCondition>& conditions, Kind kind, bool holds) {
  std::string list;
  for (const auto& one : conditions) {
    if (one.kind != kind || one.holds != holds) continue;
    list += (list.empty() ? "" : ", ") + one.text;
  }
  return list;
}

std::string why_not(const std::vector<QueryCondition>& conditions) {
  if (const auto excluded = list_of(conditions, Kind::excluded, true); !excluded.empty()) {
    return "the episode does not match: it holds what is excluded: " + excluded;
  }
  if (const auto missing = list_of(conditions, Kind::required, false); !missing.empty()) {
    return "the episode does not match: it lacks what is required: " + missing;
  }
  return "the episode does not match: it holds nothing of " +
         list_of(conditions, Kind::wished_for, false);
}

std::string far_off(const ExplainedHit& nearest, Millis at) {
  const auto& time = nearest.hit.time;
  const auto later = time.start > at;
  const auto away = later ? time.start - at : at - time.end;
  return fmt::format(
      "the episode matches, but none of its moments is within {} s of this time: the nearest is "
      "{} s {}",
      kNearMoment.count() / 1000, away.count() / 1000, later ? "later" : "earlier");
}

/// `moments`, best first, hold `one`. Those beside a better one come last.
bool has_better_neighbour(const std::vector<Moment>& moments, const Moment& one) {
  const std::int64_t apart = timeline::RankOptions{}.apart_ms;
  for (const auto& better : moments) {
    if (&better == &one) return false;
    if (has_time(better.zone) && has_time(one.zone) && better.start_ms <= one.end_ms + apart &&
        one.start_ms <= better.end_ms + apart) {
      return true;
    }
  }
  return false;
}

std::string standing(const MomentExplanation& explained, const SearchOptions& options) {
  if (explained.place) {
    const auto limit = std::max<std::size_t>(options.limit, 1);
    const auto from = options.offset;
    const auto place = *explained.place;
    if (place > from && place <= from + limit)
      return fmt::format("it is hit {} of the page", place - from);
    return fmt::format("it is moment {} of the list, and the page shows {} to {}", place, from + 1,
                       from + limit);
  }
  if (options.per_episode > 0 && *explained.in_episode > options.per_episode) {
    return fmt::format("it is moment {} of its episode, and a page shows {} of one (per_episode)",
                       *explained.in_episode, options.per_episode);
  }
  if (!explained.candidate || *explained.candidate > explained.looked_at) {
    const auto place = explained.candidate ? fmt::format("candidate {}", *explained.candidate)
                                           : std::string("not among the first candidates");
    return fmt::format("its episode is {} of stage 1, and {} were looked at (candidates)", place,
                       explained.looked_at);
  }
  return fmt::format("it is behind the first {} moments of the list", kMaxExplainedPlaces);
}

/// Its place in the list of all moments.
Result<void> find_place(Reader& reader, const Found& wanted, Prepared& prepared,
                        const SearchOptions& options, MomentExplanation& explained) {
  auto all = options;
  all.offset = 0;
  all.limit = kMaxExplainedPlaces;
  all.facets.clear();
  const auto findings = find_moments(reader, prepared.compiled, prepared.stages, all);
  if (!findings) return fail(findings.error());
  explained.looked_at = findings->looked_at;
  const auto& list = findings->moments;
  const auto found = std::find_if(list.begin(), list.end(), [&](const Found& one) {
    return one.document == wanted.document && one.moment.section == wanted.moment.section &&
           one.moment.first == wanted.moment.first;
  });
  const auto place = static_cast<std::size_t>(found - list.begin());
  if (place < std::min(list.size(), kMaxExplainedPlaces)) explained.place = place + 1;
  return {};
}

}  // namespace

Result<MomentExplanation> explain_moment(Reader& reader, const query::Node& root, const At& at,
                                         const SearchOptions& options) {
  const auto document = reader.document_of(at.episode);
  if (!document) {
    return fail(Errc::not_found,
                fmt::format("{}: no episode \"{}\"", reader.path.string(), at.episode));
  }
  const auto timeline = reader.timeline_of(*document);
  if (!timeline) return fail(timeline.error());
  const Asked asked{reader, options, *document, **timeline};
  MomentExplanation explained;
  const auto wishes = wishes_for(reader, root, options);
  if (!wishes) return fail(wishes.error());
  auto prepared = prepare(reader, root, options, *wishes);
  if (prepared.compiled.episodes.empty()) {
    explained.verdict = "the query asks for nothing";
    return explained;
  }
  explained.conditions = conditions_of(asked, root);
  const auto stage1 = candidate(reader, prepared.compiled, options, *document, kMaxExplainedPlaces);
  if (stage1) explained.candidate = stage1->place;
  const auto moments = moments_of(asked, prepared.stages, stage1 ? stage1->score : 0);
  explained.matches = !moments.empty();
  if (!explained.matches) {
    explained.verdict = why_not(explained.conditions);
    return explained;
  }
  const auto nearest =
      std::min_element(moments.begin(), moments.end(), [&](const Moment& a, const Moment& b) {
        return distance(a, at.time.count()) < distance(b, at.time.count());
      });
  explained.in_episode = static_cast<std::size_t>(nearest - moments.begin()) + 1;
  const Found found{*document, *nearest};
  auto hit = explain_hit(reader, found, prepared.stages, options);
  if (!hit) return fail(hit.error());
  explained.nearest = *std::move(hit);
  if (auto done = find_place(reader, found, prepared, options, explained); !done) {
    return fail(done.error());
  }
  explained.verdict = standing(explained, options);
  if (!explained.place && options.per_episode > 0 && options.order == Order::relevance &&
      has_better_neighbour(moments, *nearest)) {
    explained.verdict =
        "a better moment of its episode is within a minute of it: such come last, and are counted "
        "last (per_episode)";
  }
  if (distance(*nearest, at.time.count()) > kNearMoment.count()) {
    explained.verdict = far_off(*explained.nearest, at.time) + "; " + explained.verdict;
  }
  return explained;
}

}  // namespace whensaid::index
