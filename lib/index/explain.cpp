#include "index/explain.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include "index/make_hit.hpp"
#include "index/terms.hpp"
#include "query/canonical.hpp"
#include "query/relax.hpp"

namespace whensaid::index {

namespace {

using timeline::Atom;
using timeline::Condition;
using timeline::Match;
using timeline::Moment;
using timeline::Timeline;

/// The words of one language's plan, with the zones in which each is looked for.
class Readings {
 public:
  Readings(const Reader& reader, const std::string& language, const timeline::Plan& plan,
           std::vector<WordReading>& out)
      : reader_(reader), language_(language), plan_(plan), out_(out) {}

  void add(const Condition& condition, const std::vector<Zone>& zones) {
    for (const auto* children : {&condition.must, &condition.should, &condition.must_not}) {
      const auto& inside = condition.zones.empty() ? zones : condition.zones;
      for (const auto& child : *children) add(child, inside);
    }
    for (const auto& side : condition.sides) {
      for (const auto atom : side) add(plan_.atoms[atom], zones);
    }
    for (const auto* names : {&condition.speakers, &condition.other_speakers}) {
      for (const auto atom : *names) add(plan_.atoms[atom], {Zone::speaker});
    }
    if (condition.kind == Condition::Kind::atom) add(plan_.atoms[condition.atom], zones);
  }

 private:
  void add(const Atom& atom, const std::vector<Zone>& zones) {
    if (atom.words.empty() || !seen_.insert(atom.text).second) return;
    WordReading reading;
    reading.text = atom.text;
    reading.language = language_;
    reading.stop = atom.stop;
    reading.ranked = atom.ranked;
    reading.weight = atom.weight;
    reading.words = sought(atom.words);
    for (const auto& sequence : atom.also) reading.also.push_back(sought(sequence));
    for (const auto& slot : atom.words) {
      for (const auto& term : terms_of(slot, zones)) {
        reading.occurrences += reader_.database.get_collection_freq(term);
      }
    }
    reading.episodes = episodes(atom, zones);
    out_.push_back(std::move(reading));
  }

  static SoughtWords sought(const timeline::Sequence& words) {
    SoughtWords all;
    for (const auto& slot : words) {
      auto& in_slot = all.emplace_back();
      for (const auto& word : slot) {
        in_slot.push_back({word.as_written ? word.form : word.stem, word.as_written});
      }
    }
    return all;
  }

  std::size_t episodes(const Atom& atom, const std::vector<Zone>& zones) const {
    const auto all_of = [&](const timeline::Sequence& words) {
      std::vector<Xapian::Query> all;
      for (const auto& slot : words) {
        const auto terms = terms_of(slot, zones);
        all.emplace_back(Xapian::Query::OP_OR, terms.begin(), terms.end());
      }
      return Xapian::Query{Xapian::Query::OP_AND, all.begin(), all.end()};
    };
    std::vector<Xapian::Query> any{all_of(atom.words)};
    for (const auto& sequence : atom.also) any.push_back(all_of(sequence));
    Xapian::Enquire enquire(reader_.database);
    enquire.set_weighting_scheme(Xapian::BoolWeight());
    enquire.set_query({Xapian::Query::OP_AND,
                       Xapian::Query{Xapian::Query::OP_OR, any.begin(), any.end()},
                       Xapian::Query{language_term(language_)}});
    return enquire.get_mset(0, 0, reader_.database.get_doccount()).get_matches_estimated();
  }

  /// Where stage 1 looks for the words.
  static std::set<std::string> terms_of(const timeline::Slot& slot,
                                        const std::vector<Zone>& zones) {
    std::set<std::string> terms;
    bool free = zones.empty();
    for (const auto zone : zones) free = free || (zone != Zone::show && zone != Zone::speaker);
    for (const auto& word : slot) {
      for (const auto zone : zones) {
        if (zone != Zone::show && zone != Zone::speaker) continue;
        terms.insert(zone_stem_term(zone, word.stem));
      }
      if (free) terms.emplace(stem_term(word.stem));
    }
    return terms;
  }

  const Reader& reader_;
  const std::string& language_;
  const timeline::Plan& plan_;
  std::vector<WordReading>& out_;
  std::set<std::string> seen_{};
};

/// What has no time is all at one place. By their ends, where the ranker goes by the starts of last
/// words: a share is asked of moments as they are shown.
bool overlap(const Moment& a, const Moment& b) {
  if (!has_time(a.zone) || !has_time(b.zone)) return has_time(a.zone) == has_time(b.zone);
  return a.start_ms <= b.end_ms && b.start_ms <= a.end_ms;
}

/// The best score of moments of these matches that overlap `moment`, the episode's part aside.
double best_score(timeline::Ranker& ranker, const Timeline& timeline,
                  const std::vector<Match>& matches, const Moment& moment) {
  std::vector<Moment> moments;
  if (!matches.empty()) ranker.rank(timeline, matches, 0, 0, moments);
  double best = 0;
  for (const auto& one : moments) {
    if (overlap(one, moment)) best = std::max(best, one.score);
  }
  return best;
}

/// What each word does for the moment: the score is asked for again without it. That holds for any
/// formula, which shares computed by hand would not.
std::vector<WordShare> word_shares(Stage2& stage, const Timeline& timeline,
                                   const std::vector<Match>& matches, const Moment& moment) {
  const auto own = own_matches(matches, moment, timeline);
  const auto whole = best_score(stage.ranker, timeline, matches, moment);
  std::vector<WordShare> shares;
  std::set<std::string_view> seen;
  for (const auto& atom : stage.plan.atoms) {
    if (atom.words.empty() || !seen.insert(atom.text).second) continue;
    const auto is_it = [&](const Match& match) {
      return stage.plan.atoms[match.atom].text == atom.text;
    };
    const auto times = std::count_if(own.begin(), own.end(), is_it);
    if (times == 0) continue;
    auto others = matches;
    std::erase_if(others, is_it);
    const auto without = best_score(stage.ranker, timeline, others, moment);
    shares.push_back({atom.text, static_cast<std::size_t>(times), whole - without});
  }
  return shares;
}

Result<void> explain_tree(Reader& reader, const query::Node& root, const SearchOptions& options,
                          Explanation& explained) {
  const auto wishes = wishes_for(reader, root, options);
  if (!wishes) return fail(wishes.error());
  auto [compiled, stages] = prepare(reader, root, options, *wishes);
  explained.notes = compiled.notes;
  explained.readings = word_readings(reader, compiled);
  explained.stage1 = readable(compiled.episodes);
  if (compiled.episodes.empty()) return {};
  const auto findings = find_moments(reader, compiled, stages, options);
  if (!findings) return fail(findings.error());
  explained.estimated_episodes = findings->estimated_episodes;
  explained.looked_at = findings->looked_at;
  explained.matched = findings->matched;
  explained.complete = findings->complete;
  explained.episodes = findings->episodes;
  const auto count = findings->moments.size();
  const auto begin = std::min(options.offset, count);
  const auto end = begin + std::min(options.limit, count - begin);
  for (auto i = begin; i < end; ++i) {
    auto hit = explain_hit(reader, findings->moments[i], stages, options);
    if (!hit) return fail(hit.error());
    explained.hits.push_back(*std::move(hit));
  }
  return {};
}

}  // namespace

std::vector<WordReading> word_readings(const Reader& reader, const Compiled& compiled) {
  std::vector<WordReading> readings;
  for (const auto& [language, plan] : compiled.plans) {
    Readings(reader, language, plan, readings).add(plan.root, {});
  }
  return readings;
}

Result<ExplainedHit> explain_hit(Reader& reader, const Found& found, Stages& stages,
                                 const SearchOptions& options) {
  auto record = reader.record_of(found.document);
  if (!record) return fail(record.error());
  const auto episode = shown_episode(reader, found.document, stages);
  if (!episode) return fail(episode.error());
  auto hit = make_hit(reader, found.moment, *episode, *record, options);
  if (!hit) return fail(hit.error());
  ExplainedHit explained;
  explained.hit = *std::move(hit);
  explained.words =
      word_shares(*episode->stage2, *episode->timeline, episode->matches, found.moment);
  if (options.order == Order::time) return explained;  // these have no score
  for (const auto& part : timeline::named_parts(found.moment.parts)) {
    explained.parts.push_back({std::string(part.name), part.value, std::string(part.sentence)});
  }
  return explained;
}

Result<Explanation> explain(Reader& reader, const query::Node& root, const SearchOptions& options) {
  Explanation explained;
  explained.query = query::print(root);
  if (reader.analyzers.empty()) return explained;
  auto quiet = options;
  quiet.facets.clear();
  auto done = explain_tree(reader, root, quiet, explained);
  if (!done) return fail(done.error());
  const bool nothing =
      explained.hits.empty() && explained.complete && explained.episodes.at_most == 0;
  if (!options.partial || !nothing) return explained;
  const auto less = query::relaxed(root);
  if (!less) return explained;
  Explanation partial;
  done = explain_tree(reader, *less, quiet, partial);
  if (!done) return fail(done.error());
  if (partial.hits.empty()) return explained;
  partial.query = std::move(explained.query);
  partial.searched = query::print(*less);
  return partial;
}

}  // namespace whensaid::index
