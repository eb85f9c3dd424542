// The generated questions that are quotes: what was said, remembered well or badly.

#include <algorithm>
#include <array>
#include <functional>
#include <numeric>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <utility>

#include "generate.hpp"
#include "random.hpp"
#include "sound.hpp"
#include "words.hpp"

namespace whensaid::bench {
namespace {

using Quote = std::array<WordNumber, kQuoteWords>;

struct Place {
  std::size_t first{0};  ///< in the stream
  Quote words{};
};

struct HashQuote {
  std::size_t operator()(const Quote& words) const {
    return std::accumulate(words.begin(), words.end(), std::size_t{0},
                           [](std::size_t hash, WordNumber word) {
                             return (hash ^ word) * std::size_t{0x9E3779B97F4A7C15U};
                           });
  }
};

bool is_plain(std::string_view word) {
  return std::ranges::all_of(word, [](char c) { return (c >= 'a' && c <= 'z') || c == '\''; });
}

Quote quote_at(const Speech& speech, std::size_t first) {
  Quote words;
  std::copy_n(speech.stream().begin() + static_cast<std::ptrdiff_t>(first), kQuoteWords,
              words.begin());
  return words;
}

/// Six words in letters, at least three of them more than grammar and hardly any twice: less than
/// that nobody remembers.
bool is_memorable(const Speech& speech, const Quote& words) {
  std::size_t content = 0;
  for (const WordNumber number : words) {
    if (!is_plain(speech.word(number))) return false;
    content += is_stop_word(speech.word(number)) ? 0 : 1;
  }
  return content >= 3 && std::set<WordNumber>(words.begin(), words.end()).size() >= 5;
}

/// Quotes that were said once, from places of which each is as likely, across cues, too.
std::vector<Place> draw_quotes(const Material& material, std::size_t wanted, std::uint64_t seed) {
  const Speech& speech = material.speech;
  const std::size_t words = speech.stream().size();
  if (words < kQuoteWords) return {};
  Random random(seed ^ stable_hash("quotes"));
  std::vector<Place> drawn;
  for (std::size_t tries = 0; tries < 40 * wanted && drawn.size() < 2 * wanted; ++tries) {
    const std::size_t first = random.below(words - kQuoteWords + 1);
    if (speech.episode_at(first) != speech.episode_at(first + kQuoteWords - 1)) continue;
    const Quote quote = quote_at(speech, first);
    if (is_memorable(speech, quote)) drawn.push_back(Place{first, quote});
  }
  std::unordered_map<Quote, std::size_t, HashQuote> said;
  for (const Place& place : drawn) said.emplace(place.words, 0);
  for (std::size_t first = 0; first + kQuoteWords <= words; ++first) {
    const auto found = said.find(quote_at(speech, first));
    if (found != said.end()) ++found->second;
  }
  std::vector<Place> once;
  for (const Place& place : drawn) {
    if (once.size() < wanted && said.at(place.words) == 1) once.push_back(place);
  }
  return once;
}

using Words = std::vector<std::string>;

Question question_on(const Material& material, const Place& place, std::size_t number,
                     const Words& words) {
  const std::string& episode = material.episodes[material.speech.episode_at(place.first)].id;
  Question question;
  question.id = numbered("q", number);
  question.ask.text = join(words, " ");
  question.target.episodes = {episode};
  question.target.time = material.speech.time_of(place.first, place.first + kQuoteWords - 1);
  set_exactness(question.target, material.exact_times(episode));
  return question;
}

/// A quote as it is asked and the lines of the table that count it; nothing when this kind of
/// damage cannot befall it.
struct Asked {
  Words words{};
  std::vector<std::string> classes{};
};
using Damage = std::function<std::optional<Asked>(const Words&, Random&)>;

std::vector<Question> damaged(const Material& material, std::size_t size, std::uint64_t seed,
                              std::size_t drawn, const Damage& damage) {
  Random random(seed);
  std::vector<Question> questions;
  std::size_t number = 0;
  for (const Place& place : draw_quotes(material, drawn, seed)) {
    if (questions.size() == size) break;
    Words said;
    for (const WordNumber word : place.words) said.push_back(material.speech.word(word));
    auto asked = damage(said, random);
    ++number;
    if (!asked) continue;
    questions.push_back(question_on(material, place, number - 1, asked->words));
    questions.back().classes = std::move(asked->classes);
  }
  return questions;
}

/// "quote, one wrong word" and, below it, whether the word was one of grammar.
std::vector<std::string> classes_by_word(const std::string& name, const std::string& said) {
  return {name, name + (is_stop_word(said) ? " (a stop word)" : " (no stop word)")};
}

/// Words in letters, the most frequent first, and where each of them stands in that order.
struct ByFrequency {
  std::vector<WordNumber> ranked{};
  std::unordered_map<std::string_view, std::size_t> ranks{};
};

ByFrequency by_frequency(const Speech& speech) {
  ByFrequency order;
  for (WordNumber number = 0; number < speech.vocabulary(); ++number) {
    if (is_plain(speech.word(number))) order.ranked.push_back(number);
  }
  std::ranges::sort(order.ranked, [&](WordNumber a, WordNumber b) {
    return std::pair(speech.count(b), speech.word(a)) < std::pair(speech.count(a), speech.word(b));
  });
  for (std::size_t rank = 0; rank < order.ranked.size(); ++rank) {
    order.ranks.emplace(speech.word(order.ranked[rank]), rank);
  }
  return order;
}

/// Another word, at most a tenth of its rank (at least ten ranks) more or less frequent. Not one
/// that begins alike: that would be the same word with another ending.
std::optional<std::string> as_frequent(const Speech& speech, const ByFrequency& order,
                                       const Words& quote, const std::string& word,
                                       Random& random) {
  constexpr std::size_t kTries = 50;
  const std::size_t rank = order.ranks.at(word);
  const std::size_t reach = std::max<std::size_t>(10, rank / 10);
  const std::size_t lowest = rank - std::min(rank, reach);
  const std::size_t highest = std::min(rank + reach, order.ranked.size() - 1);
  for (std::size_t tries = 0; tries < kTries; ++tries) {
    const std::string& other = speech.word(order.ranked[random.between(lowest, highest)]);
    const bool alike = other.substr(0, 3) == word.substr(0, 3);
    if (!alike && std::ranges::find(quote, other) == quote.end()) return other;
  }
  return std::nullopt;
}

std::size_t edits_between(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 0; i < a.size(); ++i) {
    std::size_t diagonal = std::exchange(row[0], i + 1);
    for (std::size_t j = 0; j < b.size(); ++j) {
      const std::size_t replaced = diagonal + (a[i] == b[j] ? 0 : 1);
      diagonal = row[j + 1];
      row[j + 1] = std::min({replaced, diagonal + 1, row[j] + 1});
    }
  }
  return row.back();
}

/// Words that are said often enough for a listener to know them, by their sound.
using BySound = std::unordered_map<std::string, Words>;

BySound by_sound(const Speech& speech) {
  constexpr std::size_t kKnown = 5;
  Words known;
  for (WordNumber number = 0; number < speech.vocabulary(); ++number) {
    if (speech.count(number) >= kKnown) known.push_back(speech.word(number));
  }
  std::ranges::sort(known);
  BySound words;
  for (std::string& word : known) {
    const std::string key = sound_key(word);
    if (!key.empty()) words[key].push_back(std::move(word));
  }
  return words;
}

/// What `word` may be taken for: it sounds alike and is not spelt quite differently.
Words misheard_as(const BySound& sounds, const std::string& word) {
  constexpr std::size_t kEdits = 2;
  Words candidates;
  const auto found = sounds.find(sound_key(word));
  if (is_stop_word(word) || word.size() < 3 || found == sounds.end()) return candidates;
  std::ranges::copy_if(
      found->second, std::back_inserter(candidates), [&](const std::string& other) {
        return other != word && other.size() > 2 && edits_between(word, other) <= kEdits;
      });
  return candidates;
}

}  // namespace

std::vector<Question> quotes_as_said(const Material& material, std::size_t size,
                                     std::uint64_t seed) {
  return damaged(material, size, seed, size, [](const Words& said, Random&) {
    return std::optional(Asked{said, {"quote, as said"}});
  });
}

std::vector<Question> quotes_with_wrong_word(const Material& material, std::size_t size,
                                             std::uint64_t seed) {
  const ByFrequency order = by_frequency(material.speech);
  return damaged(material, size, seed, size,
                 [&](const Words& said, Random& random) -> std::optional<Asked> {
                   Asked asked{said, {}};
                   std::string& word = asked.words[random.below(said.size())];
                   auto other = as_frequent(material.speech, order, said, word, random);
                   if (!other) return std::nullopt;
                   asked.classes = classes_by_word("quote, one wrong word", word);
                   word = std::move(*other);
                   return asked;
                 });
}

std::vector<Question> quotes_without_word(const Material& material, std::size_t size,
                                          std::uint64_t seed) {
  return damaged(material, size, seed, size, [](const Words& said, Random& random) {
    Asked asked{said, {}};
    // Not the first or the last: without these it would be a shorter quote with nothing missing.
    const std::size_t at = random.between(1, said.size() - 2);
    asked.classes = classes_by_word("quote, one word missing", said[at]);
    asked.words.erase(asked.words.begin() + static_cast<std::ptrdiff_t>(at));
    return std::optional(std::move(asked));
  });
}

std::vector<Question> quotes_in_other_order(const Material& material, std::size_t size,
                                            std::uint64_t seed) {
  return damaged(material, size, seed, size, [](const Words& said, Random& random) {
    Asked asked{said, {"quote, in another order"}};
    while (asked.words == said) shuffle(asked.words, random);
    return std::optional(std::move(asked));
  });
}

std::vector<Question> quotes_with_misheard_word(const Material& material, std::size_t size,
                                                std::uint64_t seed) {
  const BySound sounds = by_sound(material.speech);
  // Not every quote holds a word that sounds like another.
  return damaged(material, size, seed, 3 * size,
                 [&](const Words& said, Random& random) -> std::optional<Asked> {
                   std::vector<std::pair<std::size_t, Words>> choices;
                   for (std::size_t at = 0; at < said.size(); ++at) {
                     Words others = misheard_as(sounds, said[at]);
                     if (!others.empty()) choices.emplace_back(at, std::move(others));
                   }
                   if (choices.empty()) return std::nullopt;
                   const auto& [at, others] = choices[random.below(choices.size())];
                   Asked asked{said, {"quote, one misheard word"}};
                   asked.words[at] = others[random.below(others.size())];
                   return asked;
                 });
}

}  // namespace whensaid::bench
