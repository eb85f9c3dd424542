#pragma once

// An index that is open for reading: its shards as one database, and what searches share. Throws
// what Xapian throws; searcher.cpp guards every call.

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include <xapian.h>

#include <whensaid/result.hpp>
#include <whensaid/search.hpp>

#include "index/compile.hpp"
#include "index/lexicon.hpp"
#include "index/record.hpp"
#include "index/schema.hpp"
#include "index/synonym_table.hpp"
#include "index/timeline_cache.hpp"
#include "text/analyzer.hpp"
#include "timeline/timeline.hpp"

namespace whensaid::index {

/// A number of days since 1970-01-01 as a date of the calendar.
[[nodiscard]] Day day_of(std::int64_t days);

struct Reader {
  Reader(std::filesystem::path where, std::size_t cache_bytes)
      : path(std::move(where)), timelines(cache_bytes) {}

  std::filesystem::path path;
  Xapian::Database database;
  std::vector<Xapian::Database> shards;  ///< those of `database`: they are reopened with it
  Lexicon lexicon;
  TimelineCache timelines;
  std::map<std::string, text::Analyzer> analyzers;  ///< of the languages in the index

  /// Errors: those of open_shards.
  Result<void> open();

  /// Moves to the newest commit; false when there was none.
  bool reopen();

  /// Names the commits that this reader sees: the same for all readers of them, another after any
  /// change.
  [[nodiscard]] std::string snapshot() const;

  /// The document of an episode; nothing when it is not there.
  [[nodiscard]] std::optional<Xapian::docid> document_of(std::string_view id) const;

  /// Errors: corrupt.
  Result<std::shared_ptr<const timeline::Timeline>> timeline_of(Xapian::docid document);
  /// Errors: corrupt.
  Result<std::shared_ptr<const timeline::StoredPairs>> pairs_of(Xapian::docid document);
  Result<Record> record_of(Xapian::docid document) const;
  /// The record for a moment that is shown, unpacked where its text is asked for. Kept beside the
  /// timeline: who has seen one moment of an episode will rather see more of it than not.
  Result<std::shared_ptr<const Record>> shown_record(Xapian::docid document, bool with_text);
  [[nodiscard]] timeline::Facts facts_of(Xapian::docid document) const;
  [[nodiscard]] std::optional<Day> published(Xapian::docid document) const;

  /// What the index knows of words, for compile(). Views this reader, until the next one is made.
  [[nodiscard]] Dictionary dictionary(const SearchOptions& options);

  /// How often free words with this form find something: by its stem, in the language where it is
  /// most. Remembers what it was asked; else about 3 us a language.
  std::uint64_t occurrences(const std::string& form);

  /// Words of guests', hosts' and speakers' names that sound like a form that finds nothing; none
  /// for one that does. Cost: 0.2 ms, and once for an open reader about 50 ms for 50,000 forms.
  std::vector<std::string> names_sounding_like(const std::string& form);

  /// For words of hits and names, which end alike in every language. Remembers no more than what a
  /// process that answers queries from outside can afford. Only when there is a language at all.
  text::Analyzer& any_analyzer();

 private:
  [[nodiscard]] std::string value_of(Xapian::docid document, Slot slot) const;
  [[nodiscard]] Unexpected damaged(Xapian::docid document, const Error& error) const;
  void learn_languages();
  const SynonymTable* table_of(const Synonyms& synonyms);

  std::unordered_map<std::string, std::uint64_t> occurrences_{};  ///< by form
  SynonymTable synonyms_{};  ///< those of the last search that had any
  bool is_stale_{false};     ///< what is kept belongs to an older commit
};

}  // namespace whensaid::index
