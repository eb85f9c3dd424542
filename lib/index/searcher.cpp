// The public face of searching. Everything Xapian gives is fetched inside guard_reader, which
// reopens and starts over when a writer overtook the reader.

#include <type_traits>

#include <xapian.h>

#include <whensaid/explain.hpp>
#include <whensaid/search.hpp>

#include "index/answer.hpp"
#include "index/explain.hpp"
#include "index/guard.hpp"
#include "index/mentions.hpp"
#include "index/reader.hpp"
#include "index/record.hpp"
#include "index/schema.hpp"
#include "index/similar.hpp"

namespace whensaid {

namespace {

namespace fs = std::filesystem;

}  // namespace

struct WHENSAID_NO_EXPORT Searcher::Impl : index::Reader {
  using Reader::Reader;

  /// `work(options)` with settled options; again when a writer overtook it.
  template <typename Work>
  std::invoke_result_t<Work, const SearchOptions&> run(const SearchOptions& options, Work work) {
    const auto once = [&]() -> std::invoke_result_t<Work, const SearchOptions&> {
      const auto settled = index::settled(*this, options);
      if (!settled) return fail(settled.error());
      return work(*settled);
    };
    return index::guard_reader(
        path, [this] { reopen(); }, once);
  }

  Result<Mentions> mentions(const Query& query, const MentionOptions& options);
  Result<std::optional<Episode>> episode(std::string_view id);
  Result<IndexStats> stats() const;
};

Result<Mentions> Searcher::Impl::mentions(const Query& query, const MentionOptions& options) {
  SearchOptions search;
  search.today = options.today;
  search.synonyms = options.synonyms;
  auto [compiled, stages] = index::prepare(*this, query.root(), search);
  return index::count_mentions(*this, compiled, stages, options);
}

Result<std::optional<Episode>> Searcher::Impl::episode(std::string_view id) {
  const auto document = document_of(id);
  if (!document) return std::optional<Episode>{};
  auto record = record_of(*document);
  if (!record) return fail(record.error());
  const auto timeline = timeline_of(*document);
  if (!timeline) return fail(timeline.error());
  auto episode = record->episode(**timeline);
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
  return impl_->run(options, [&](const SearchOptions& settled) {
    return index::answer(*impl_, query.root(), settled);
  });
}

Result<Page> Searcher::similar(std::string_view episode, Millis at, const SearchOptions& options) {
  return impl_->run(options, [&](const SearchOptions& settled) {
    return index::similar(*impl_, episode, at, settled);
  });
}

Result<Explanation> Searcher::explain(const Query& query, const SearchOptions& options) {
  return impl_->run(options, [&](const SearchOptions& settled) {
    return index::explain(*impl_, query.root(), settled);
  });
}

Result<MomentExplanation> Searcher::explain_moment(const Query& query, std::string_view episode,
                                                   Millis at, const SearchOptions& options) {
  return impl_->run(options, [&](const SearchOptions& settled) {
    return index::explain_moment(*impl_, query.root(), {episode, at}, settled);
  });
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
