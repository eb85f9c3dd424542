// The public face of searching. Everything Xapian gives is fetched inside guard_reader, which
// reopens and starts over when a writer overtook the reader.

#include <algorithm>
#include <chrono>
#include <map>
#include <unordered_map>

#include <xapian.h>

#include <whensaid/search.hpp>

#include "index/compile.hpp"
#include "index/find.hpp"
#include "index/guard.hpp"
#include "index/make_hit.hpp"
#include "index/mentions.hpp"
#include "index/reader.hpp"
#include "index/record.hpp"
#include "index/schema.hpp"
#include "index/suggest.hpp"
#include "index/terms.hpp"
#include "query/relax.hpp"

namespace whensaid {

namespace {

namespace fs = std::filesystem;
using index::Record;

/// A query made ready for both stages.
struct Prepared {
  index::Compiled compiled{};
  index::Stages stages{};  ///< of the plans in `compiled`
};

}  // namespace

struct WHENSAID_NO_EXPORT Searcher::Impl : index::Reader {
  using Reader::Reader;

  Result<Page> search(const Query& query, const SearchOptions& options);
  Result<Mentions> mentions(const Query& query, const MentionOptions& options);
  Prepared prepare(const query::Node& root, std::optional<Day> today, const Synonyms& synonyms);
  Result<void> look_for(const query::Node& root, const SearchOptions& options, Page& page);
  Result<std::vector<Hit>> make_hits(const std::vector<index::Found>& moments,
                                     index::Stages& stages, const SearchOptions& options);
  Result<std::optional<Episode>> episode(std::string_view id) const;
  Result<IndexStats> stats() const;
};

/// The page's part of the moments as hits.
Result<std::vector<Hit>> Searcher::Impl::make_hits(const std::vector<index::Found>& moments,
                                                   index::Stages& stages,
                                                   const SearchOptions& options) {
  std::vector<Hit> hits;
  std::unordered_map<Xapian::docid, Record> records;
  const auto begin = std::min(options.offset, moments.size());
  const auto end = begin + std::min(options.limit, moments.size() - begin);
  for (auto i = begin; i < end; ++i) {
    const auto& found = moments[i];
    auto known = records.find(found.document);
    if (known == records.end()) {
      auto record = record_of(found.document);
      if (!record) return fail(record.error());
      known = records.emplace(found.document, *std::move(record)).first;
    }
    auto hit = index::make_hit(*this, found, known->second, stages, options);
    if (!hit) return fail(hit.error());
    hits.push_back(*std::move(hit));
  }
  return hits;
}

Prepared Searcher::Impl::prepare(const query::Node& root, std::optional<Day> today,
                                 const Synonyms& synonyms) {
  Prepared prepared;
  if (analyzers.empty()) return prepared;
  if (!today) today = std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now());
  prepared.compiled = index::compile(root, analyzers, dictionary(synonyms), *today);
  for (const auto& [language, plan] : prepared.compiled.plans) {
    prepared.stages.try_emplace(language, plan);
  }
  return prepared;
}

Result<Mentions> Searcher::Impl::mentions(const Query& query, const MentionOptions& options) {
  auto [compiled, stages] = prepare(query.root(), options.today, options.synonyms);
  return index::count_mentions(*this, compiled, stages, options);
}

Result<Page> Searcher::Impl::search(const Query& query, const SearchOptions& options) {
  Page page;
  page.snapshot = snapshot();
  if (!options.snapshot.empty() && options.snapshot != page.snapshot) {
    return fail(Errc::moved_on, path.string() +
                                    ": the index is not that of the snapshot any more: begin "
                                    "again at the first page, without a snapshot");
  }
  for (const auto field : options.facets) page.facets.push_back({field, {}, 0, true});
  if (analyzers.empty()) return page;
  page.suggestion = index::suggest(query.root(), *this, options);
  auto done = look_for(query.root(), options, page);
  if (!done) return fail(done.error());
  const bool nothing = page.hits.empty() && page.complete && page.episodes.at_most == 0;
  if (options.partial && nothing) {
    if (const auto less = query::relaxed(query.root())) {
      done = look_for(*less, options, page);
      if (!done) return fail(done.error());
      page.partial = !page.hits.empty();
    }
  }
  return page;
}

/// Fills the page with the moments of one query tree.
Result<void> Searcher::Impl::look_for(const query::Node& root, const SearchOptions& options,
                                      Page& page) {
  auto [compiled, stages] = prepare(root, options.today, options.synonyms);
  page.notes = compiled.notes;
  if (compiled.episodes.empty()) return {};
  auto findings = index::find_moments(*this, compiled, stages, options);
  if (!findings) return fail(findings.error());
  page.estimated_episodes = findings->estimated_episodes;
  page.complete = findings->complete;
  page.episodes = findings->episodes;
  if (!options.facets.empty()) page.facets = std::move(findings->facets);
  auto hits = make_hits(findings->moments, stages, options);
  if (!hits) return fail(hits.error());
  page.hits = *std::move(hits);
  return {};
}

Result<std::optional<Episode>> Searcher::Impl::episode(std::string_view id) const {
  const auto term = index::id_term(id);
  const auto at = database.postlist_begin(term);
  if (at == database.postlist_end(term)) return std::optional<Episode>{};
  auto record = record_of(*at);
  if (!record) return fail(record.error());
  auto episode = record->episode();
  if (!episode) return fail(episode.error());
  return std::optional(*std::move(episode));
}

Result<IndexStats> Searcher::Impl::stats() const {
  IndexStats stats;
  stats.shards = shards.size();
  stats.episodes = database.get_doccount();
  for (auto words = database.valuestream_begin(index::kWordsSlot);
       words != database.valuestream_end(index::kWordsSlot); ++words) {
    stats.words += static_cast<std::uint64_t>(Xapian::sortable_unserialise(*words));
  }
  for (const auto& [language, analyzer] : analyzers) stats.languages.push_back(language);
  const std::string prefix(1, index::kShowPrefix);
  for (auto term = database.allterms_begin(prefix); term != database.allterms_end(prefix); ++term) {
    auto record = record_of(*database.postlist_begin(*term));
    if (!record) return fail(record.error());
    stats.shows.push_back(record->card().show);
  }
  std::error_code ignored;  // a file that a writer replaces meanwhile is not there to be counted
  for (fs::recursive_directory_iterator entry(path, ignored), none; entry != none;
       entry.increment(ignored)) {
    const auto size = entry->is_regular_file(ignored) ? entry->file_size(ignored) : 0;
    if (!ignored) stats.disk_bytes += size;
  }
  return stats;
}

Searcher::Searcher(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Searcher::Searcher(Searcher&&) noexcept = default;
Searcher& Searcher::operator=(Searcher&&) noexcept = default;
Searcher::~Searcher() = default;

Result<Searcher> Searcher::open(const fs::path& path, const SearcherOptions& options) {
  auto impl = std::make_unique<Impl>(path, options.cache_bytes);
  if (auto opened = impl->open(); !opened) return fail(opened.error());
  return Searcher(std::move(impl));
}

Result<Page> Searcher::search(const Query& query, const SearchOptions& options) {
  return index::guard_reader(
      impl_->path, [&] { impl_->reopen(); }, [&] { return impl_->search(query, options); });
}

Result<Mentions> Searcher::mentions(const Query& query, const MentionOptions& options) {
  return index::guard_reader(
      impl_->path, [&] { impl_->reopen(); }, [&] { return impl_->mentions(query, options); });
}

Result<std::optional<Episode>> Searcher::episode(std::string_view id) {
  return index::guard_reader(
      impl_->path, [&] { impl_->reopen(); }, [&] { return impl_->episode(id); });
}

Result<void> Searcher::for_each_episode(const std::function<Result<void>(Episode&&)>& sink) {
  // Documents are listed first: a reopened database may have others, and none may be given twice.
  auto ids = index::guard_reader(
      impl_->path, [&] { impl_->reopen(); },
      [&]() -> Result<std::vector<std::string>> {
        std::vector<std::string> listed;
        for (auto at = impl_->database.postlist_begin(""); at != impl_->database.postlist_end("");
             ++at) {
          auto record = impl_->record_of(*at);
          if (!record) return fail(record.error());
          listed.push_back(record->card().id);
        }
        return listed;
      });
  if (!ids) return fail(ids.error());
  for (const auto& id : *ids) {
    auto found = episode(id);
    if (!found) return fail(found.error());
    if (!*found) continue;  // removed meanwhile
    if (auto taken = sink(*std::move(*found)); !taken) return taken;
  }
  return {};
}

Result<IndexStats> Searcher::stats() {
  return index::guard_reader(
      impl_->path, [&] { impl_->reopen(); }, [&] { return impl_->stats(); });
}

Result<bool> Searcher::refresh() {
  return index::guard_reader(
      impl_->path, [] {}, [&]() -> Result<bool> { return impl_->reopen(); });
}

std::string_view to_string(FacetField field) {
  switch (field) {
    case FacetField::show: return "show";
    case FacetField::guest: return "guest";
    case FacetField::speaker: return "speaker";
    case FacetField::year: return "year";
    case FacetField::language: return "language";
    case FacetField::zone: return "zone";
  }
  return "unknown";
}

std::string_view to_string(Order order) {
  switch (order) {
    case Order::relevance: return "relevance";
    case Order::newest: return "newest";
    case Order::oldest: return "oldest";
    case Order::time: return "time";
    case Order::longest: return "longest";
    case Order::shortest: return "shortest";
  }
  return "unknown";
}

}  // namespace whensaid
