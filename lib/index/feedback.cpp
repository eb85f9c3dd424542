// The words are weighed by Bo1, "Bose-Einstein 1" of divergence from randomness (G. Amati,
// Probability models for information retrieval based on divergence from randomness, 2003), which
// has no parameter: how surprising it would be to meet the word so often by chance.

#include "index/feedback.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <string>
#include <utility>

#include "index/context.hpp"
#include "index/terms.hpp"

namespace whensaid::index {

namespace {

/// Seconds of speech to each side of a moment that are listened to.
constexpr std::size_t kAround = 30;

/// What the most telling word weighs beside a word of the query as rare as it is. All of the query
/// must outweigh all wishes, or the answer drifts to what the first moments also spoke of.
constexpr double kMostWeight = 0.05;

/// Shorter words are rarely what a talk is about.
constexpr std::size_t kLeastBytes = 3;

struct Heard {
  std::size_t times{0};
  std::set<std::size_t> moments{};
  std::map<std::string, std::size_t> forms{};
};

/// Counts stems; those of the query and those that tell nothing are passed over.
class Listener {
 public:
  explicit Listener(const Compiled& compiled) {
    for (const auto& [language, plan] : compiled.plans) {
      for (const auto& atom : plan.atoms) {
        ask(language, atom.words);
        for (const auto& sequence : atom.also) ask(language, sequence);
      }
    }
  }

  void listen(std::string_view text, std::size_t moment, text::Analyzer& analyzer) {
    tokens_.clear();
    analyzer.analyze(text, tokens_);
    words_ += tokens_.size();
    for (const auto& token : tokens_) {
      const auto form = analyzer.form(token.word);
      if (analyzer.is_stop(token.word) || form.size() < kLeastBytes || !is_word(form)) continue;
      std::string stem(analyzer.stem(token.word));
      if (asked_.count({analyzer.language(), stem}) > 0) continue;
      auto& heard = heard_[std::move(stem)];
      ++heard.times;
      heard.moments.insert(moment);
      ++heard.forms[std::string(form)];
    }
  }

  [[nodiscard]] const std::map<std::string, Heard>& heard() const { return heard_; }
  [[nodiscard]] std::size_t words() const { return words_; }

 private:
  void ask(const std::string& language, const timeline::Sequence& words) {
    for (const auto& slot : words) {
      for (const auto& word : slot) asked_.emplace(language, word.stem);
    }
  }

  static bool is_word(std::string_view form) {
    return std::none_of(form.begin(), form.end(), [](char c) { return c >= '0' && c <= '9'; });
  }

  std::set<std::pair<std::string, std::string>> asked_{};  ///< language, stem
  std::map<std::string, Heard> heard_{};
  std::size_t words_{0};
  std::vector<text::Token> tokens_{};
};

/// `chance`: how often the word is said in a stretch as long as those that were listened to are.
double bo1(std::size_t times, double chance) {
  return static_cast<double>(times) * std::log2((1 + chance) / chance) + std::log2(1 + chance);
}

std::string likeliest(const std::map<std::string, std::size_t>& forms) {
  return std::max_element(forms.begin(), forms.end(),
                          [](const auto& a, const auto& b) { return a.second < b.second; })
      ->first;
}

Result<void> listen_around(Reader& reader, const Found& found, std::size_t number,
                           Listener& listener) {
  const auto timeline = reader.timeline_of(found.document);
  if (!timeline) return fail(timeline.error());
  const auto record = reader.record_of(found.document);
  if (!record) return fail(record.error());
  const ContextOptions around{ContextOptions::Unit::seconds, kAround, kAround};
  const auto cues = context_of(found.moment, **timeline, *record, around);
  if (!cues) return fail(cues.error());
  auto& analyzer = reader.analyzers.find((*timeline)->language())->second;
  for (const auto& cue : *cues) listener.listen(cue.text, number, analyzer);
  return {};
}

}  // namespace

Result<std::vector<Wish>> wishes_after(Reader& reader, const Compiled& compiled,
                                       std::span<const Found> moments, std::size_t count) {
  Listener listener(compiled);
  const auto heard_moments = std::min(moments.size(), kFeedbackMoments);
  for (std::size_t i = 0; i < heard_moments; ++i) {
    if (auto done = listen_around(reader, moments[i], i, listener); !done) {
      return fail(done.error());
    }
  }
  const auto stretch = static_cast<double>(listener.words()) /
                       static_cast<double>(std::max<std::size_t>(1, heard_moments));
  const auto all =
      static_cast<double>(std::max<Xapian::totallength>(1, reader.database.get_total_length()));
  std::vector<Wish> wishes;
  for (const auto& [stem, heard] : listener.heard()) {
    if (heard.moments.size() < 2) continue;
    const auto said = reader.database.get_collection_freq(std::string(stem_term(stem)));
    const auto chance = static_cast<double>(std::max<Xapian::termcount>(1, said)) * stretch / all;
    wishes.push_back({likeliest(heard.forms), bo1(heard.times, chance)});
  }
  std::sort(wishes.begin(), wishes.end(), [](const Wish& a, const Wish& b) {
    return a.weight != b.weight ? a.weight > b.weight : a.word < b.word;
  });
  wishes.resize(std::min(wishes.size(), count));
  const auto most = wishes.empty() ? 1 : wishes.front().weight;
  for (auto& wish : wishes) wish.weight *= kMostWeight / most;
  return wishes;
}

}  // namespace whensaid::index
