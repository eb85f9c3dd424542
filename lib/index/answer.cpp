#include "index/answer.hpp"

#include <algorithm>
#include <chrono>
#include <unordered_map>
#include <utility>

#include "index/feedback.hpp"
#include "index/make_hit.hpp"
#include "index/record.hpp"
#include "index/suggest.hpp"
#include "query/canonical.hpp"
#include "query/relax.hpp"

namespace whensaid::index {

namespace {

/// The page's part of the moments as hits.
Result<std::vector<Hit>> make_hits(Reader& reader, const std::vector<Found>& moments,
                                   Stages& stages, const SearchOptions& options) {
  std::vector<Hit> hits;
  std::unordered_map<Xapian::docid, Record> records;
  const auto begin = std::min(options.offset, moments.size());
  const auto end = begin + std::min(options.limit, moments.size() - begin);
  for (auto i = begin; i < end; ++i) {
    const auto& found = moments[i];
    auto known = records.find(found.document);
    if (known == records.end()) {
      auto record = reader.record_of(found.document);
      if (!record) return fail(record.error());
      known = records.emplace(found.document, *std::move(record)).first;
    }
    auto hit = make_hit(reader, found, known->second, stages, options);
    if (!hit) return fail(hit.error());
    hits.push_back(*std::move(hit));
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

Prepared prepare(Reader& reader, const query::Node& root, const SearchOptions& options,
                 const std::vector<Wish>& wishes) {
  Prepared prepared;
  if (reader.analyzers.empty()) return prepared;
  const auto now = std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now());
  const auto dictionary = reader.dictionary(options);
  prepared.compiled =
      compile(root, reader.analyzers, dictionary, options.today.value_or(now), wishes);
  for (const auto& [language, plan] : prepared.compiled.plans) {
    prepared.stages.try_emplace(language, plan);
  }
  return prepared;
}

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

Result<Page> begin_page(const Reader& reader, const SearchOptions& options) {
  Page page;
  page.snapshot = reader.snapshot();
  if (!options.snapshot.empty() && options.snapshot != page.snapshot) {
    return fail(Errc::moved_on, reader.path.string() +
                                    ": the index is not that of the snapshot any more: begin "
                                    "again at the first page, without a snapshot");
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
  auto page = begin_page(reader, options);
  if (!page || reader.analyzers.empty()) return page;
  page->suggestion = suggest(root, reader, options);
  auto done = look_for(reader, root, options, *page);
  if (!done) return fail(done.error());
  const bool nothing = page->hits.empty() && page->complete && page->episodes.at_most == 0;
  if (!options.partial || !nothing) return page;
  if (const auto less = query::relaxed(root)) {
    done = look_for(reader, *less, options, *page);
    if (!done) return fail(done.error());
    page->partial = !page->hits.empty();
    if (page->partial) page->searched = query::print(*less);
  }
  return page;
}

}  // namespace whensaid::index
