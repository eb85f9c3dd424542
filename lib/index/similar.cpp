#include "index/similar.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "index/answer.hpp"
#include "index/terms.hpp"
#include "query/canonical.hpp"
#include "timeline/region.hpp"

namespace whensaid::index {

namespace {

using timeline::Position;
using timeline::Region;
using timeline::Timeline;

/// Shorter chapters say too little, longer ones are about many things.
constexpr std::int64_t kLeastMs = 60'000;
constexpr std::int64_t kMostMs = 180'000;
constexpr std::int64_t kHalfMs = 60'000;  ///< where there is no such chapter, to each side

/// More words find the talk's manner rather than its topic, and each costs a posting list.
constexpr std::size_t kMostWords = 24;

/// A chapter's title says what the stretch is about: its words count as if said so often.
constexpr double kTitleTimes = 3;

/// So many moments of the stretch itself may be among an episode's best, and are left out.
constexpr std::size_t kOwnMoments = 12;

/// The part of an episode whose like is looked for.
struct Source {
  Xapian::docid document{0};
  query::Interval span{};  ///< ms
  Region spoken{};         ///< what is said in it, and titles of chapters that begin there
  Region title{};          ///< that of the chapter around it
};

struct Telling {
  std::string form{};
  double weight{0};
  Position first{0};
};

std::uint32_t end_of(const Timeline& timeline, const Episode& card) {
  std::uint32_t end = 0;
  for (const auto& cue : timeline.cues()) end = std::max(end, cue.end_ms);
  for (const auto& chapter : timeline.chapters()) end = std::max(end, chapter.end_ms);
  const auto duration = card.duration.value_or(Millis{0}).count();
  return std::max(end,
                  static_cast<std::uint32_t>(std::clamp<std::int64_t>(duration, 0, UINT32_MAX)));
}

Source source_around(Xapian::docid document, const Timeline& timeline, std::uint32_t at) {
  Source source;
  source.document = document;
  source.span = {std::max<std::int64_t>(0, std::int64_t{at} - kHalfMs), std::int64_t{at} + kHalfMs};
  if (const auto chapter = timeline.chapter_at(at)) {
    const auto& mark = timeline.chapters()[*chapter];
    const auto length = std::int64_t{mark.end_ms} - mark.start_ms;
    if (length >= kLeastMs && length <= kMostMs) source.span = {mark.start_ms, mark.end_ms};
    for (std::size_t i = 0; i < timeline.sections().size(); ++i) {
      const auto& section = timeline.sections()[i];
      if (section.zone != Zone::chapter || section.index != *chapter) continue;
      if (section.first < timeline.section_end(i)) {
        source.title = {{section.first, timeline.section_end(i)}};
      }
    }
  }
  source.spoken = timeline::time_region(timeline, {source.span});
  return source;
}

/// A written form whose stem this is, to be typed as a word of a query; nothing when the language
/// says that it tells nothing.
std::optional<std::string> telling_form(const std::vector<std::string>& forms,
                                        const std::string& stem, text::Analyzer& analyzer) {
  for (const auto& form : forms) {
    std::vector<text::Token> tokens;
    analyzer.analyze(form, tokens);
    if (tokens.size() != 1 || analyzer.stem(tokens.front().word) != stem) continue;
    if (analyzer.is_stop(tokens.front().word)) return std::nullopt;
    return form;
  }
  return std::nullopt;
}

/// How often the word counts in the stretch, and where it stands first.
struct Said {
  double times{0};
  Position first{0};
};

Said said_in(const Source& source, const std::vector<Position>& positions) {
  Said said;
  for (const auto at : positions) {
    const auto titled = timeline::holds(source.title, at, at);
    if (!titled && !timeline::holds(source.spoken, at, at)) continue;
    if (said.times == 0) said.first = at;
    said.times += titled ? kTitleTimes : 1;
  }
  return said;
}

/// Often said here, seldom elsewhere; at least in one other episode. In order of the text, so that
/// what stands side by side here is worth more where it does there.
std::vector<Telling> telling_words(Reader& reader, const Source& source, const Timeline& timeline) {
  std::vector<Telling> words;
  auto& analyzer = reader.analyzers.find(timeline.language())->second;
  const auto episodes = static_cast<double>(reader.database.get_doccount());
  std::vector<Position> positions;
  for (const auto& stem : timeline.stems()) {
    const auto list = timeline.find(stem);
    if (!list) continue;
    positions.clear();
    timeline.positions(*list, positions);
    const auto said = said_in(source, positions);
    if (said.times == 0) continue;
    const auto found = reader.database.get_termfreq(std::string(stem_term(stem)));
    if (found < 2) continue;
    auto form = telling_form(timeline.forms(*list), stem, analyzer);
    if (!form) continue;
    const auto weight = (1 + std::log(said.times)) * std::log((episodes + 1) / found);
    words.push_back({*std::move(form), weight, said.first});
  }
  std::sort(words.begin(), words.end(), [](const Telling& a, const Telling& b) {
    return a.weight != b.weight ? a.weight > b.weight : a.first < b.first;
  });
  words.resize(std::min(words.size(), kMostWords));
  std::sort(words.begin(), words.end(),
            [](const Telling& a, const Telling& b) { return a.first < b.first; });
  return words;
}

/// The words, any of them.
query::Node wishes(const std::vector<Telling>& words) {
  query::Group group;
  for (const auto& word : words) group.should.push_back(query::Node{query::Word{word.form}});
  return query::canonical(query::Node{std::move(group)});
}

/// The stretch itself, and what stands for its episode as a whole.
bool is_own(const Found& found, const Source& source) {
  if (found.document != source.document) return false;
  const auto& moment = found.moment;
  if (!has_time(moment.zone)) return true;
  return moment.start_ms < source.span.high && moment.end_ms >= source.span.low;
}

void leave_out_own(std::vector<Found>& moments, const Source& source, std::size_t per_episode) {
  std::map<Xapian::docid, std::size_t> taken;
  std::erase_if(moments, [&](const Found& found) {
    if (is_own(found, source)) return true;
    return ++taken[found.document] > per_episode && per_episode > 0;
  });
}

Result<Page> search_for(Reader& reader, const query::Node& words, const Source& source,
                        const SearchOptions& options, Page page) {
  auto [compiled, stages] = prepare(reader, words, options);
  page.searched = query::print(words);
  page.notes = compiled.notes;
  if (compiled.episodes.empty()) return page;
  constexpr auto kAll = std::numeric_limits<std::size_t>::max();
  auto wide = options;
  wide.offset = 0;
  wide.limit = kAll;
  if (options.per_episode > 0) {
    wide.per_episode = std::min(options.per_episode, kAll - kOwnMoments) + kOwnMoments;
  }
  auto findings = find_moments(reader, compiled, stages, wide);
  if (!findings) return fail(findings.error());
  leave_out_own(findings->moments, source, options.per_episode);
  auto filled = fill_page(reader, *std::move(findings), stages, options, page);
  if (!filled) return fail(filled.error());
  return page;
}

}  // namespace

Result<Page> similar(Reader& reader, std::string_view episode, Millis at,
                     const SearchOptions& options) {
  if (options.order != Order::relevance) {
    return fail(Errc::invalid_argument, "what is similar comes in order of relevance only");
  }
  const auto document = reader.document_of(episode);
  if (!document) {
    return fail(Errc::not_found,
                fmt::format("{}: no episode \"{}\"", reader.path.string(), episode));
  }
  const auto timeline = reader.timeline_of(*document);
  if (!timeline) return fail(timeline.error());
  const auto record = reader.record_of(*document);
  if (!record) return fail(record.error());
  const auto end = end_of(**timeline, record->card());
  if (at < Millis{0} || at > Millis{end}) {
    return fail(Errc::not_found,
                fmt::format("{}: episode \"{}\" has no {} s, it ends at {} s", reader.path.string(),
                            episode, at.count() / 1000, end / 1000));
  }
  const auto source = source_around(*document, **timeline, static_cast<std::uint32_t>(at.count()));
  const auto words = telling_words(reader, source, **timeline);
  const auto query = wishes(words);
  auto page = begin_page(reader, query, options);
  if (words.empty()) {
    page.notes.emplace_back("nothing that is said there is said in other episodes");
    return page;
  }
  return search_for(reader, query, source, options, std::move(page));
}

}  // namespace whensaid::index
