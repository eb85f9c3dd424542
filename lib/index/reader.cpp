#include "index/reader.hpp"

#include <algorithm>
#include <chrono>
#include <utility>

#include <fmt/format.h>
#include <xxhash.h>

#include "index/guard.hpp"
#include "index/schema.hpp"
#include "index/shards.hpp"
#include "index/terms.hpp"

namespace whensaid::index {

namespace {

/// Analyzers remember words; query words come from outside, so the memory is bounded.
constexpr std::size_t kMaxRememberedWords = 100'000;
constexpr std::size_t kMaxRememberedForms = 10'000;

/// Keys of sounds are coarse: so many of the words with one, the nearest in spelling, are looked at
/// for names, and so many names are taken.
constexpr std::size_t kMaxSoundAlikes = 200;
constexpr std::size_t kMaxNames = 5;

Dictionary::Forms forms_of(Lexicon& lexicon, const query::Pattern& pattern, std::size_t limit) {
  Dictionary::Forms found;
  std::vector<Lexicon::Entry> entries;
  switch (pattern.kind) {
    case query::Pattern::Kind::wildcard: entries = lexicon.matching(pattern.text, limit); break;
    case query::Pattern::Kind::fuzzy:
      entries = lexicon.within_edits(pattern.text, pattern.edits, limit);
      break;
    case query::Pattern::Kind::regex:
      if (auto matching = lexicon.matching_regex(pattern.text, limit)) {
        entries = *std::move(matching);
      } else {
        found.problem = matching.error().message;
      }
      break;
  }
  for (auto& entry : entries) found.forms.push_back(std::move(entry.form));
  return found;
}

}  // namespace

Result<void> Reader::open() {
  auto opened = open_shards(path);
  if (!opened) return fail(opened.error());
  return guard(path, [&]() -> Result<void> {
    shards = *std::move(opened);
    for (const auto& shard : shards) database.add_database(shard);
    lexicon = Lexicon(shards);
    learn_languages();
    return {};
  });
}

void Reader::learn_languages() {
  const std::string prefix(1, kLanguagePrefix);
  for (auto term = database.allterms_begin(prefix); term != database.allterms_end(prefix); ++term) {
    const auto language = (*term).substr(prefix.size());
    analyzers.try_emplace(language, language);
  }
}

bool Reader::reopen() {
  const bool was_stale = std::exchange(is_stale_, true);  // also when Xapian throws on the way
  if (!database.reopen() && !was_stale) {
    is_stale_ = false;
    return false;
  }
  timelines.clear();
  lexicon.clear();
  occurrences_.clear();
  learn_languages();  // may be overtaken by the next commit, and is then done again
  is_stale_ = false;
  return true;
}

std::string Reader::snapshot() const {
  std::string states;
  for (const auto& shard : shards) {
    states += fmt::format("{} {};", shard.get_uuid(), shard.get_revision());
  }
  const auto hash = XXH3_128bits(states.data(), states.size());
  return fmt::format("{:016x}{:016x}", hash.high64, hash.low64);
}

std::optional<Xapian::docid> Reader::document_of(std::string_view id) const {
  if (id.size() > kMaxIdBytes) return std::nullopt;
  const auto term = id_term(id);
  const auto at = database.postlist_begin(term);
  if (at == database.postlist_end(term)) return std::nullopt;
  return *at;
}

std::string Reader::value_of(Xapian::docid document, Slot slot) const {
  return database.get_document(document, Xapian::DOC_ASSUME_VALID).get_value(slot);
}

Unexpected Reader::damaged(Xapian::docid document, const Error& error) const {
  return fail(error.code,
              fmt::format("{}: document {}: {}", path.string(), document, error.message));
}

Result<std::shared_ptr<const timeline::Timeline>> Reader::timeline_of(Xapian::docid document) {
  if (auto kept = timelines.get(document)) return kept;
  auto opened = timeline::Timeline::open(value_of(document, kTimelineSlot));
  if (!opened) return damaged(document, opened.error());
  auto timeline = std::make_shared<const timeline::Timeline>(*std::move(opened));
  timelines.put(document, timeline);
  return timeline;
}

Result<std::shared_ptr<const timeline::StoredPairs>> Reader::pairs_of(Xapian::docid document) {
  if (auto kept = timelines.pairs(document)) return kept;
  auto opened = timeline::StoredPairs::open(value_of(document, kPairsSlot));
  if (!opened) return damaged(document, opened.error());
  auto pairs = std::make_shared<const timeline::StoredPairs>(*std::move(opened));
  timelines.put_pairs(document, pairs);
  return pairs;
}

Result<Record> Reader::record_of(Xapian::docid document) const {
  return Record::open(value_of(document, kRecordSlot));
}

Result<std::shared_ptr<const Record>> Reader::shown_record(Xapian::docid document, bool with_text) {
  const auto timeline = timeline_of(document);
  if (!timeline) return fail(timeline.error());
  auto record = timelines.record(document);
  if (record && (record->is_unpacked() || !with_text)) return std::shared_ptr<const Record>(record);
  if (!record) {
    auto opened = record_of(document);
    if (!opened) return fail(opened.error());
    record = std::make_shared<Record>(*std::move(opened));
  }
  if (with_text) record->unpack(**timeline);
  timelines.put_record(document, record);
  return std::shared_ptr<const Record>(std::move(record));
}

timeline::Facts Reader::facts_of(Xapian::docid document) const {
  const auto stored = database.get_document(document, Xapian::DOC_ASSUME_VALID);
  const auto number = [&](Slot slot) -> std::optional<std::int64_t> {
    const auto value = stored.get_value(slot);
    if (value.empty()) return std::nullopt;
    return static_cast<std::int64_t>(Xapian::sortable_unserialise(value));
  };
  return {number(kPublishedSlot), number(kDurationSlot), number(kSeasonSlot), number(kNumberSlot)};
}

Day day_of(std::int64_t days) {
  constexpr std::int64_t kCalendar = 11'000'000;  // beyond it <chrono> has no years
  return Day{std::chrono::days{static_cast<int>(std::clamp(days, -kCalendar, kCalendar))}};
}

std::optional<Day> Reader::published(Xapian::docid document) const {
  const auto days = facts_of(document).published;
  if (!days) return std::nullopt;
  return day_of(*days);
}

const SynonymTable* Reader::table_of(const Synonyms& synonyms) {
  if (synonyms.empty()) return nullptr;
  std::vector<std::string> languages;
  languages.reserve(analyzers.size());
  for (const auto& [language, analyzer] : analyzers) languages.push_back(language);
  if (!synonyms_.is_of(synonyms, languages)) synonyms_ = SynonymTable(synonyms, languages);
  return &synonyms_;
}

Dictionary Reader::dictionary(const SearchOptions& options) {
  Dictionary known;
  known.occurrences = [this](const std::string& term) {
    return database.get_collection_freq(term);
  };
  known.length = database.get_total_length();
  known.expand = [this](const query::Pattern& pattern, std::size_t limit) {
    return forms_of(lexicon, pattern, limit);
  };
  known.max_expansions = options.max_expansions;
  known.max_all_expansions = options.max_all_expansions;
  known.typing = options.typing;
  known.synonyms = table_of(options.synonyms);
  if (options.other_spellings && !options.typing) {
    known.count = [this](std::string_view form) { return lexicon.count(form); };
  }
  if (options.sound_alike) {
    known.sounding = [this](const std::string& form) { return names_sounding_like(form); };
  }
  return known;
}

std::uint64_t Reader::occurrences(const std::string& form) {
  if (const auto known = occurrences_.find(form); known != occurrences_.end()) return known->second;
  std::uint64_t most = 0;
  for (auto& [language, analyzer] : analyzers) {
    std::vector<text::Token> tokens;
    analyzer.analyze(form, tokens);
    for (const auto& token : tokens) {
      const std::string term(stem_term(analyzer.stem(token.word)));
      most = std::max<std::uint64_t>(most, database.get_collection_freq(term));
    }
  }
  if (occurrences_.size() == kMaxRememberedForms) occurrences_.clear();
  occurrences_.emplace(form, most);
  return most;
}

std::vector<std::string> Reader::names_sounding_like(const std::string& form) {
  std::vector<std::string> names;
  if (occurrences(form) > 0) return names;
  const auto is_speaker = [&](const std::string& word) {
    return std::any_of(analyzers.begin(), analyzers.end(), [&](auto& entry) {
      std::vector<text::Token> tokens;
      entry.second.analyze(word, tokens);
      if (tokens.size() != 1) return false;
      const auto stem = entry.second.stem(tokens.front().word);
      return database.term_exists(zone_stem_term(Zone::speaker, stem));
    });
  };
  for (auto& [word, count] : lexicon.sounding_like(form, kMaxSoundAlikes)) {
    if (occurrences(word) == 0) continue;  // free words are not looked for in speakers' names
    if (lexicon.names().has_word(word) || is_speaker(word)) names.push_back(std::move(word));
    if (names.size() == kMaxNames) break;
  }
  return names;
}

text::Analyzer& Reader::any_analyzer() {
  auto& analyzer = analyzers.begin()->second;
  if (analyzer.words() > kMaxRememberedWords) analyzer.forget();
  return analyzer;
}

}  // namespace whensaid::index
