#include "index/answer.hpp"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <numeric>
#include <optional>
#include <span>
#include <string_view>
#include <utility>
#include <variant>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "index/feedback.hpp"
#include "index/make_hit.hpp"
#include "index/record.hpp"
#include "index/suggest.hpp"
#include "query/canonical.hpp"
#include "query/relax.hpp"
#include "timeline/rank.hpp"

namespace whensaid::index {

namespace {

/// While typing: what still answers within 5 ms of CPU on 682 episodes, at the first letters, too.
constexpr std::size_t kTypingCandidates = 30;
constexpr std::size_t kTypingExpansions = 20;

/// "@20415", as a page's snapshot ends that counts from a day.
std::optional<Day> day_in(std::string_view text) {
  if (!text.starts_with('@')) return std::nullopt;
  std::int32_t days = 0;
  const auto* const end = text.data() + text.size();
  const auto read = std::from_chars(text.data() + 1, end, days);
  if (read.ec != std::errc{} || read.ptr != end) return std::nullopt;
  return Day{std::chrono::days{days}};
}

Result<void> check_parts(const std::vector<std::string>& parts) {
  for (const auto& part : parts) {
    timeline::RankOptions ignored;
    if (timeline::leave_out(ignored, part)) continue;
    std::vector<std::string_view> names;
    for (const auto& known : timeline::named_parts({})) names.push_back(known.name);
    return fail(Errc::invalid_argument,
                fmt::format("a score has no part \"{}\"; it has {}", part, fmt::join(names, ", ")));
  }
  return {};
}

bool counts_from_today(const query::Node& node) {
  const auto any = [](const std::vector<query::Node>& nodes) {
    return std::any_of(nodes.begin(), nodes.end(), counts_from_today);
  };
  if (const auto* const range = std::get_if<query::Range>(&node.kind)) return range->last_days > 0;
  if (const auto* const within = std::get_if<query::Within>(&node.kind)) return any(within->child);
  const auto* const group = std::get_if<query::Group>(&node.kind);
  return group != nullptr && (any(group->must) || any(group->should) || any(group->must_not));
}

/// The page's part of the moments as hits. Those of one episode are made one after the other, so
/// that it is matched once and only its matches are kept.
Result<std::vector<Hit>> make_hits(Reader& reader, const std::vector<Found>& moments,
                                   Stages& stages, const SearchOptions& options) {
  const auto begin = std::min(options.offset, moments.size());
  const auto page =
      std::span(moments).subspan(begin, std::min(options.limit, moments.size() - begin));
  std::vector<std::size_t> by_episode(page.size());
  std::iota(by_episode.begin(), by_episode.end(), std::size_t{0});
  std::ranges::stable_sort(by_episode, {}, [&](std::size_t i) { return page[i].document; });

  std::vector<Hit> hits(page.size());
  ShownEpisode episode;
  Xapian::docid document = 0;  // which none is
  for (const auto i : by_episode) {
    const auto& found = page[i];
    if (std::exchange(document, found.document) != found.document) {
      auto shown = shown_episode(reader, document, stages);
      if (!shown) return fail(shown.error());
      episode = *std::move(shown);
    }
    const auto record = reader.shown_record(document, shows_speech(found.moment, options));
    if (!record) return fail(record.error());
    auto hit = make_hit(reader, found.moment, episode, **record, options);
    if (!hit) return fail(hit.error());
    hits[i] = *std::move(hit);
  }
  return hits;
}

/// Fills the page with the moments of one query tree.
Result<void> look_for(Reader& reader, const query::Node& root, const SearchOptions& options,
                      Page& page) {
  const auto wishes = wishes_for(reader, root, options);
  if (!wishes) return fail(wishes.error());
  auto [compiled, stages] = prepare(reader, root, options, *wishes);
  page.notes = compiled.notes;
  if (compiled.episodes.empty()) return {};
  auto findings = find_moments(reader, compiled, stages, options);
  if (!findings) return fail(findings.error());
  return fill_page(reader, *std::move(findings), stages, options, page);
}

}  // namespace

Result<std::vector<Wish>> wishes_for(Reader& reader, const query::Node& root,
                                     const SearchOptions& options) {
  if (options.feedback == 0 || options.order != Order::relevance) return std::vector<Wish>{};
  auto [compiled, stages] = prepare(reader, root, options);
  if (compiled.episodes.empty()) return std::vector<Wish>{};
  auto first = options;
  first.offset = 0;
  first.limit = kFeedbackMoments;
  first.facets.clear();
  const auto findings = find_moments(reader, compiled, stages, first);
  if (!findings) return fail(findings.error());
  return wishes_after(reader, compiled, findings->moments, options.feedback);
}

Result<SearchOptions> settled(const Reader& reader, const SearchOptions& options) {
  if (auto known = check_parts(options.without_parts); !known) return fail(known.error());
  auto settled = options;
  const auto state = reader.snapshot();
  const std::string_view token = options.snapshot;
  const auto days = token.starts_with(state) ? day_in(token.substr(state.size())) : std::nullopt;
  if (!token.empty() && token != state && !days) {
    return fail(Errc::moved_on, reader.path.string() +
                                    ": the index is not that of the snapshot any more: begin "
                                    "again at the first page, without a snapshot");
  }
  if (!settled.today) settled.today = days;
  settled.today = today_of(settled);
  if (options.typing) {
    settled.candidates = std::min(options.candidates, kTypingCandidates);
    settled.max_expansions = std::min(options.max_expansions, kTypingExpansions);
    settled.feedback = 0;
  }
  return settled;
}

Page begin_page(const Reader& reader, const query::Node& root, const SearchOptions& options) {
  Page page;
  page.snapshot = reader.snapshot();
  if (counts_from_today(root)) {
    page.snapshot += fmt::format("@{}", options.today.value_or(Day{}).time_since_epoch().count());
  }
  for (const auto field : options.facets) page.facets.push_back({field, {}, 0, true});
  return page;
}

Result<void> fill_page(Reader& reader, Findings&& findings, Stages& stages,
                       const SearchOptions& options, Page& page) {
  page.estimated_episodes = findings.estimated_episodes;
  page.complete = findings.complete;
  page.episodes = findings.episodes;
  if (!options.facets.empty()) page.facets = std::move(findings.facets);
  auto hits = make_hits(reader, findings.moments, stages, options);
  if (!hits) return fail(hits.error());
  page.hits = *std::move(hits);
  return {};
}

Result<Page> answer(Reader& reader, const query::Node& root, const SearchOptions& options) {
  auto page = begin_page(reader, root, options);
  if (reader.analyzers.empty()) return page;
  page.suggestion = suggest(root, reader, options);
  auto done = look_for(reader, root, options, page);
  if (!done) return fail(done.error());
  const bool nothing = page.hits.empty() && page.complete && page.episodes.at_most == 0;
  if (!options.partial || !nothing) return page;
  if (const auto less = query::relaxed(root)) {
    done = look_for(reader, *less, options, page);
    if (!done) return fail(done.error());
    page.partial = !page.hits.empty();
    if (page.partial) page.searched = query::print(*less);
  }
  return page;
}

}  // namespace whensaid::index
