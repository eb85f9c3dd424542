// The two stages of a search. Stage 1: Xapian ranks episodes. Stage 2: the best candidates'
// timelines are matched and ranked exactly; only the page's hits read their record. Everything
// Xapian gives is fetched inside guard_reader, which reopens and starts over when a writer overtook
// the reader.

#include <algorithm>
#include <map>
#include <unordered_map>

#include <fmt/format.h>
#include <xapian.h>

#include <whensaid/search.hpp>

#include "index/compile.hpp"
#include "index/excerpt.hpp"
#include "index/guard.hpp"
#include "index/record.hpp"
#include "index/schema.hpp"
#include "index/shards.hpp"
#include "index/terms.hpp"
#include "index/timeline_cache.hpp"
#include "text/language.hpp"
#include "timeline/match.hpp"
#include "timeline/rank.hpp"

namespace whensaid {

namespace {

namespace fs = std::filesystem;
using index::Record;
using timeline::Match;
using timeline::Matcher;
using timeline::Moment;
using timeline::Plan;
using timeline::Ranker;
using timeline::Timeline;

/// Queries that stage 2 can reject (phrases, NEAR, NOT) go on through stage 1's episodes until the
/// page is full, this many at the most: about half a second.
constexpr std::size_t kMaxEpisodesChecked = 50'000;

/// Analyzers remember words; query words come from outside, so the memory is bounded.
constexpr std::size_t kMaxRememberedWords = 100'000;

/// The episode's part of the score: what it is about, so length counts fully (b = 1) and repetition
/// soon ends to (k1 = 0.8). Measured on chapter titles and quotes.
const Xapian::BM25Weight& episode_weight() {
  static const Xapian::BM25Weight weight(0.8, 0, 1, 1, 0.5);
  return weight;
}

struct Found {
  Xapian::docid document{0};
  Moment moment{};
};

/// Stage 2 for the episodes of one language.
struct Stage2 {
  explicit Stage2(const Plan& plan) : matcher(plan), ranker(plan) {}
  Matcher matcher;
  Ranker ranker;
};

}  // namespace

struct WHENSAID_NO_EXPORT Searcher::Impl {
  Impl(fs::path where, const SearcherOptions& options)
      : path(std::move(where)), timelines(options.cache_bytes) {}

  fs::path path;
  Xapian::Database database;
  std::size_t shards{0};
  index::TimelineCache timelines;
  std::map<std::string, text::Analyzer> analyzers;  // of the languages in the index

  void learn_languages();
  bool reopen();
  Result<Page> search(const Query& query, const SearchOptions& options);
  Result<std::vector<Found>> find(const index::Compiled& compiled, const SearchOptions& options,
                                  Page& page);
  Result<std::shared_ptr<const Timeline>> timeline_of(Xapian::docid document);
  Result<Record> record_of(Xapian::docid document) const;
  Result<Hit> make_hit(const Found& found, const Record& record, Stage2& stage2,
                       const SearchOptions& options);
  Result<std::optional<Episode>> episode(std::string_view id) const;
  Result<IndexStats> stats() const;
};

void Searcher::Impl::learn_languages() {
  const std::string prefix(1, index::kLanguagePrefix);
  for (auto term = database.allterms_begin(prefix); term != database.allterms_end(prefix); ++term) {
    const auto language = (*term).substr(prefix.size());
    analyzers.try_emplace(language, language);
  }
}

bool Searcher::Impl::reopen() {
  if (!database.reopen()) return false;
  timelines.clear();
  learn_languages();
  return true;
}

Result<std::shared_ptr<const Timeline>> Searcher::Impl::timeline_of(Xapian::docid document) {
  if (auto kept = timelines.get(document)) return kept;
  auto opened = Timeline::open(
      database.get_document(document, Xapian::DOC_ASSUME_VALID).get_value(index::kTimelineSlot));
  if (!opened)
    return fail(opened.error().code, fmt::format("{}: document {}: {}", path.string(), document,
                                                 opened.error().message));
  auto timeline = std::make_shared<const Timeline>(*std::move(opened));
  timelines.put(document, timeline);
  return timeline;
}

Result<Record> Searcher::Impl::record_of(Xapian::docid document) const {
  return Record::open(
      database.get_document(document, Xapian::DOC_ASSUME_VALID).get_value(index::kRecordSlot));
}

Result<std::vector<Found>> Searcher::Impl::find(const index::Compiled& compiled,
                                                const SearchOptions& options, Page& page) {
  std::map<std::string, Stage2, std::less<>> stages;
  bool all_plain = true;
  for (const auto& [language, plan] : compiled.plans) {
    stages.try_emplace(language, plan);
    all_plain = all_plain && plan.any;
  }
  Xapian::Enquire enquire(database);
  enquire.set_weighting_scheme(episode_weight());
  enquire.set_query(compiled.episodes);

  std::vector<Found> found;
  std::vector<Moment> moments;
  std::vector<Match> matches;
  const auto wanted = options.offset + options.limit;
  auto batch = std::max<std::size_t>(options.candidates, 1);
  for (std::size_t checked = 0;;) {
    const auto candidates = enquire.get_mset(static_cast<Xapian::doccount>(checked),
                                             static_cast<Xapian::doccount>(batch));
    if (checked == 0) page.estimated_episodes = candidates.get_matches_estimated();
    for (auto candidate = candidates.begin(); candidate != candidates.end(); ++candidate) {
      auto timeline = timeline_of(*candidate);
      if (!timeline) return fail(timeline.error());
      const auto stage = stages.find((*timeline)->language());
      if (stage == stages.end() || !stage->second.matcher.match(**timeline, matches)) continue;
      moments.clear();
      stage->second.ranker.rank(**timeline, matches, candidate.get_weight(), options.per_episode,
                                moments);
      for (const auto& moment : moments) found.push_back({*candidate, moment});
    }
    checked += candidates.size();
    if (candidates.size() < batch || all_plain || found.size() >= wanted) break;
    if (checked >= kMaxEpisodesChecked) {
      page.complete = false;
      break;
    }
    batch = std::min(batch * 4, kMaxEpisodesChecked - checked);
  }
  return found;
}

Result<Hit> Searcher::Impl::make_hit(const Found& found, const Record& record, Stage2& stage2,
                                     const SearchOptions& options) {
  auto timeline = timeline_of(found.document);
  if (!timeline) return fail(timeline.error());
  const auto& moment = found.moment;
  const auto& card = record.card();
  auto& analyzer = analyzers.begin()->second;  // words end alike in every language
  if (analyzer.words() > kMaxRememberedWords) analyzer.forget();

  auto passage = index::passage_around(moment, **timeline, record, options.excerpt_bytes, analyzer);
  if (!passage) return fail(passage.error());
  std::vector<Match> matches;
  stage2.matcher.match(**timeline, matches);

  Hit hit;
  hit.episode = card.id;
  hit.show = card.show;
  hit.title = card.title;
  hit.language = card.language;
  hit.published = card.published;
  hit.zone = moment.zone;
  hit.time = {Millis{moment.start_ms}, Millis{moment.end_ms}};
  hit.entry = Millis{index::entry_ms(*passage, moment, **timeline)};
  if (moment.zone == Zone::speech) {
    const auto speaker = (*timeline)->speaker_of_cue((*timeline)->cue_at(moment.first));
    hit.speaker = (*timeline)->speakers().at(speaker);
  }
  if (moment.zone == Zone::speech || moment.zone == Zone::chapter) {
    const auto chapter = moment.zone == Zone::chapter
                             ? std::optional((*timeline)->sections()[moment.section].index)
                             : (*timeline)->chapter_at(moment.start_ms);
    if (chapter && *chapter < card.chapters.size()) hit.chapter = card.chapters[*chapter].title;
  }
  hit.url = jump_link(card.url.empty() ? card.audio : card.url, hit.entry);
  hit.score = moment.score;
  hit.excerpt = index::make_excerpt(*passage, moment, matches, options.excerpt_bytes);
  return hit;
}

Result<Page> Searcher::Impl::search(const Query& query, const SearchOptions& options) {
  Page page;
  if (analyzers.empty() || options.limit == 0) return page;
  const index::Statistics statistics{
      [this](const std::string& term) { return database.get_collection_freq(term); },
      database.get_total_length()};
  const auto compiled = index::compile(query.root(), analyzers, statistics);
  if (compiled.episodes.empty()) return page;
  auto found = find(compiled, options, page);
  if (!found) return fail(found.error());

  const auto begin = std::min(options.offset, found->size());
  const auto end = std::min(options.offset + options.limit, found->size());
  std::partial_sort(found->begin(), found->begin() + static_cast<std::ptrdiff_t>(end), found->end(),
                    [](const Found& a, const Found& b) {
                      if (a.moment.score != b.moment.score) return a.moment.score > b.moment.score;
                      if (a.document != b.document) return a.document < b.document;
                      return a.moment.first < b.moment.first;
                    });
  std::unordered_map<Xapian::docid, Record> records;
  std::map<std::string, Stage2> stages;
  for (auto i = begin; i < end; ++i) {
    const auto& at = (*found)[i];
    auto known = records.find(at.document);
    if (known == records.end()) {
      auto record = record_of(at.document);
      if (!record) return fail(record.error());
      known = records.emplace(at.document, *std::move(record)).first;
    }
    const auto language = text::base_language(known->second.card().language);
    auto& stage = stages.try_emplace(language, compiled.plans.at(language)).first->second;
    auto hit = make_hit(at, known->second, stage, options);
    if (!hit) return fail(hit.error());
    page.hits.push_back(*std::move(hit));
  }
  return page;
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
  stats.shards = shards;
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
  auto opened = index::open_shards(path);
  if (!opened) return fail(opened.error());
  auto impl = std::make_unique<Impl>(path, options);
  auto ready = index::guard(path, [&]() -> Result<void> {
    impl->shards = opened->size();
    for (const auto& shard : *opened) impl->database.add_database(shard);
    impl->learn_languages();
    return {};
  });
  if (!ready) return fail(ready.error());
  return Searcher(std::move(impl));
}

Result<Page> Searcher::search(const Query& query, const SearchOptions& options) {
  return index::guard_reader(
      impl_->path, [&] { impl_->reopen(); }, [&] { return impl_->search(query, options); });
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
  return index::guard(impl_->path, [&]() -> Result<bool> { return impl_->reopen(); });
}

std::string_view to_string(Zone zone) {
  switch (zone) {
    case Zone::title: return "title";
    case Zone::description: return "description";
    case Zone::people: return "people";
    case Zone::chapter: return "chapter";
    case Zone::speech: return "speech";
  }
  return "unknown";
}

}  // namespace whensaid
