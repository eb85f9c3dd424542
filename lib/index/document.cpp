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

void add_number(DocumentParts& parts, Slot slot, std::optional<double> number) {
  if (number) parts.add_value(slot, Xapian::sortable_serialise(*number));
}

void add_values(DocumentParts& parts, const Episode& episode) {
  if (episode.published) {
    add_number(parts, kPublishedSlot, episode.published->time_since_epoch().count());
  }
  if (episode.duration) {
    add_number(parts, kDurationSlot, static_cast<double>(episode.duration->count()));
  }
  add_number(parts, kSeasonSlot, episode.season);
  add_number(parts, kNumberSlot, episode.number);
}

void add_fields(DocumentParts& parts, const Episode& episode, text::Analyzer& analyzer) {
  parts.add_term(id_term(episode.id), 0);
  parts.add_term(language_term(episode.language), 0);
  if (!episode.show.empty()) {
    parts.add_term(name_term(kShowPrefix, episode.show, analyzer), 0);
  }
  for (const auto& name : episode.guests) {
    parts.add_term(name_term(kGuestPrefix, name, analyzer), 0);
  }
  for (const auto& name : episode.hosts) {
    parts.add_term(name_term(kHostPrefix, name, analyzer), 0);
  }
}

void add_stems(DocumentParts& parts, const std::vector<timeline::StemCount>& stems) {
  for (const auto& stem : stems) {
    const auto term = stem_term(stem.stem);
    if (term.empty()) continue;
    if (const auto count = weighted_count(stem); count > 0) parts.add_term(term, count);
    for (std::size_t i = 0; i < timeline::kZones; ++i) {
      const auto zone = static_cast<Zone>(i);
      if (stem.in(zone) == 0 || !has_terms(zone)) continue;
      parts.add_term(zone_stem_term(zone, stem.stem), 0);
    }
  }
}

}  // namespace

void DocumentParts::add_term(std::string_view term, std::uint32_t wdf) {
  letters_ += term;
  terms_.push_back({static_cast<std::uint32_t>(term.size()), wdf});
}

void DocumentParts::add_value(Slot slot, std::string value) {
  values_.emplace_back(slot, std::move(value));
}

Xapian::Document DocumentParts::document() const {
  Xapian::Document document;
  std::string name;
  std::size_t begin = 0;
  for (const auto& term : terms_) {
    name.assign(letters_, begin, term.size);
    begin += term.size;
    document.add_term(name, term.wdf);
  }
  for (const auto& [slot, value] : values_) document.add_value(slot, value);
  return document;
}

std::size_t DocumentParts::bytes() const {
  auto bytes = letters_.capacity() + terms_.capacity() * sizeof(Term);
  for (const auto& [slot, value] : values_) bytes += sizeof(std::string) + value.capacity();
  return bytes;
}

DocumentParts DocumentMaker::make(const Episode& episode, const std::string& digest) {
  DocumentParts parts;
  auto& language = language_of(episode);
  auto& analyzer = language.analyzer;
  auto built = builder_.build(episode, analyzer);
  language.counts.resize(analyzer.words());
  for (const auto& word : built.words) language.counts[word.word] += word.count;
  add_number(parts, kWordsSlot, built.tokens);
  add_stems(parts, built.stems);
  parts.add_value(kRecordSlot, encode_record(episode, built, analyzer));
  parts.add_value(kTimelineSlot, std::move(built.bytes));
  parts.add_value(kPairsSlot, std::move(built.pairs));
  parts.add_value(kDigestSlot, digest);
  add_values(parts, episode);
  add_fields(parts, episode, analyzer);
  return parts;
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
