#include "index/document.hpp"

#include <optional>
#include <utility>

#include "index/record.hpp"
#include "index/schema.hpp"
#include "index/terms.hpp"
#include "text/language.hpp"

namespace whensaid::index {

namespace {

/// The words of a thousand hours, spelling mistakes included: about 20 MB of an analyzer's memory,
/// and the builder clears a table of this many words for each episode.
constexpr std::size_t kMaxWords = 200'000;

void add_number(Xapian::Document& document, Slot slot, std::optional<double> number) {
  if (number) document.add_value(slot, Xapian::sortable_serialise(*number));
}

void add_values(Xapian::Document& document, const Episode& episode) {
  if (episode.published) {
    add_number(document, kPublishedSlot, episode.published->time_since_epoch().count());
  }
  if (episode.duration) {
    add_number(document, kDurationSlot, static_cast<double>(episode.duration->count()));
  }
  add_number(document, kSeasonSlot, episode.season);
  add_number(document, kNumberSlot, episode.number);
}

void add_fields(Xapian::Document& document, const Episode& episode, text::Analyzer& analyzer) {
  document.add_boolean_term(id_term(episode.id));
  document.add_boolean_term(language_term(episode.language));
  if (!episode.show.empty()) {
    document.add_boolean_term(name_term(kShowPrefix, episode.show, analyzer));
  }
  for (const auto& name : episode.guests) {
    document.add_boolean_term(name_term(kGuestPrefix, name, analyzer));
  }
  for (const auto& name : episode.hosts) {
    document.add_boolean_term(name_term(kHostPrefix, name, analyzer));
  }
}

}  // namespace

Xapian::Document DocumentMaker::make(const Episode& episode, const std::string& digest) {
  Xapian::Document document;
  auto& language = language_of(episode);
  auto& analyzer = language.analyzer;
  {
    const auto built = builder_.build(episode, analyzer);
    language.counts.resize(analyzer.words());
    for (const auto& word : built.words) language.counts[word.word] += word.count;
    document.add_value(kTimelineSlot, built.bytes);
    document.add_value(kRecordSlot, encode_record(episode, built, analyzer));
    add_number(document, kWordsSlot, built.tokens);
    std::string term;
    for (const auto& stem : built.stems) {
      term = stem_term(stem.stem);
      if (term.empty()) continue;
      if (const auto count = weighted_count(stem); count > 0) document.add_term(term, count);
      for (const auto zone : {Zone::show, Zone::speaker}) {
        if (stem.in(zone) > 0) document.add_boolean_term(name_stem_term(zone, stem.stem));
      }
    }
  }
  document.add_value(kDigestSlot, digest);
  add_values(document, episode);
  add_fields(document, episode, analyzer);
  return document;
}

FormCounts DocumentMaker::take_forms() {
  for (auto& [name, language] : languages_) gather(language);
  return std::exchange(forms_, {});
}

// Counting by number and spelling the words out once a commit costs nothing; a look-up by spelling
// for each word of each episode would be seen in the time it takes to index.
void DocumentMaker::gather(Language& language) {
  for (text::WordId word = 0; word < language.counts.size(); ++word) {
    if (language.counts[word] == 0) continue;
    forms_.add(language.analyzer.form(word), language.counts[word]);
  }
  language.counts.clear();
}

DocumentMaker::Language& DocumentMaker::language_of(const Episode& episode) {
  const auto name = text::base_language(episode.language);
  auto& language = languages_.try_emplace(name, name).first->second;
  if (language.analyzer.words() > kMaxWords) {
    gather(language);
    language.analyzer.forget();
  }
  return language;
}

}  // namespace whensaid::index
