#include "corpus.hpp"

#include <algorithm>
#include <array>
#include <memory>
#include <string_view>
#include <unordered_set>

#include <whensaid/result.hpp>

namespace whensaid::bench {
namespace {

/// The most frequent words of spoken English, so that phrases hold real stop words and stemming
/// meets words that it leaves alone.
constexpr std::array<std::string_view, 100> kFunctionWords{
    "the",    "and",   "to",     "that",  "of",      "a",         "it",       "you",   "i",
    "is",     "in",    "so",     "like",  "this",    "we",        "was",      "they",  "for",
    "but",    "have",  "on",     "be",    "just",    "what",      "are",      "not",   "with",
    "know",   "as",    "if",     "can",   "do",      "there",     "or",       "at",    "my",
    "then",   "about", "all",    "one",   "because", "how",       "your",     "think", "really",
    "people", "when",  "get",    "out",   "more",    "from",      "up",       "them",  "an",
    "would",  "some",  "right",  "time",  "going",   "had",       "will",     "now",   "yeah",
    "were",   "which", "no",     "well",  "by",      "he",        "who",      "very",  "want",
    "go",     "here",  "things", "our",   "could",   "me",        "way",      "also",  "has",
    "good",   "make",  "see",    "other", "into",    "than",      "actually", "where", "lot",
    "their",  "been",  "work",   "kind",  "say",     "something", "only",     "these", "did",
    "mean"};

constexpr std::array<std::string_view, 20> kOnsets{"b",  "c",  "d",  "f",  "g",  "l", "m",
                                                   "n",  "p",  "r",  "s",  "t",  "v", "br",
                                                   "cl", "dr", "gr", "pl", "st", "tr"};
constexpr std::array<std::string_view, 8> kVowels{"a", "e", "i", "o", "u", "ai", "ea", "ou"};
constexpr std::array<std::string_view, 10> kCodas{"",  "n",  "r",  "l",  "t",
                                                  "m", "ck", "nd", "st", ""};
constexpr std::array<std::string_view, 5> kEndings{"s", "ed", "ing", "er", "ly"};

std::string invent_word(Random& random) {
  const std::size_t syllables = random.between(1, 3);
  std::string word;
  for (std::size_t i = 0; i < syllables; ++i) {
    word += kOnsets[random.below(kOnsets.size())];
    word += kVowels[random.below(kVowels.size())];
    word += kCodas[random.below(kCodas.size())];
  }
  return word;
}

std::string capital(std::string_view word) {
  std::string written(word);
  if (!written.empty() && written[0] >= 'a' && written[0] <= 'z') {
    written[0] = static_cast<char>(written[0] - 'a' + 'A');
  }
  return written;
}

std::string invent_name(Random& random) {
  const std::string given = capital(invent_word(random));
  return given + ' ' + capital(invent_word(random) + invent_word(random));
}

/// Lengths as they fall when each further step is taken with the same chance: mean `mean`.
std::size_t geometric(Random& random, std::size_t mean, std::size_t limit) {
  std::size_t length = 1;
  while (length < limit && random.below(mean) != 0) ++length;
  return length;
}

}  // namespace

Corpus::Corpus(const CorpusOptions& options) : options_(options) {
  Random random(options.seed);
  std::unordered_set<std::string> taken;
  const std::size_t size = std::max(options.vocabulary, kFunctionWords.size() * 10);
  words_.reserve(size);
  for (const std::string_view word : kFunctionWords) {
    words_.push_back(*taken.emplace(word).first);
  }
  while (words_.size() < size) {
    const auto [word, added] = taken.insert(invent_word(random));
    if (added) {
      words_.push_back(*word);
    } else {
      // Short words run out: a longer one of two.
      const auto [longer, fresh] = taken.insert(*word + invent_word(random));
      if (fresh) words_.push_back(*longer);
    }
  }
  cumulated_.reserve(size);
  std::uint64_t sum = 0;
  for (std::size_t rank = 0; rank < size; ++rank) {
    sum += (std::uint64_t{1} << 40U) / (10 * rank + 37);  // rank counts from 0, Mandelbrot's from 1
    cumulated_.push_back(sum);
  }
}

std::size_t Corpus::draw_rank(Random& random) const {
  const std::uint64_t at = random.below(cumulated_.back());
  return static_cast<std::size_t>(std::ranges::upper_bound(cumulated_, at) - cumulated_.begin());
}

/// What is being said: a stream of words with sentences, topics and turns.
class Corpus::Talk {
 public:
  Talk(const Corpus& corpus, Random& random) : corpus_(corpus), random_(random) {
    for (std::size_t& rank : of_episode_) rank = content_rank();
    begin_chapter();
  }

  void begin_chapter() {
    for (std::size_t& rank : of_chapter_) rank = content_rank();
  }

  [[nodiscard]] std::string chapter_title() const {
    return capital(corpus_.word(of_chapter_[0])) + ' ' + corpus_.word(of_chapter_[1]) + " and " +
           corpus_.word(of_chapter_[2]);
  }

  [[nodiscard]] std::string episode_title() const {
    return capital(corpus_.word(of_episode_[0])) + ' ' + corpus_.word(of_episode_[1]);
  }

  /// The next word as it stands in a transcript: "The", "plainer,", "stock."
  std::string next_word() {
    std::string word = plain_word();
    if (left_ == 0) {
      left_ = geometric(random_, 14, 60);
      word = capital(word);
    }
    --left_;
    if (left_ == 0) {
      word += random_.chance(10) ? '?' : '.';
    } else if (random_.chance(6)) {
      word += ',';
    }
    return word;
  }

 private:
  /// A word that can be a topic: neither a function word nor one that nobody says twice.
  std::size_t content_rank() {
    const std::size_t first = kFunctionWords.size();
    const std::size_t rank = corpus_.draw_rank(random_);
    return rank >= first ? rank : first + random_.below(corpus_.words_.size() - first);
  }

  std::string plain_word() {
    const std::uint64_t which = random_.below(1000);
    if (which < 5) return capital(invent_word(random_) + invent_word(random_));  // a name
    if (which < 55) return inflect(of_chapter_[random_.below(of_chapter_.size())]);
    if (which < 85) return inflect(of_episode_[random_.below(of_episode_.size())]);
    return inflect(corpus_.draw_rank(random_));
  }

  std::string inflect(std::size_t rank) {
    const std::string& word = corpus_.word(rank);
    if (rank < kFunctionWords.size() || !random_.chance(25)) return word;
    return word + std::string(kEndings[random_.below(kEndings.size())]);
  }

  const Corpus& corpus_;
  Random& random_;
  std::array<std::size_t, 20> of_episode_{};
  std::array<std::size_t, 8> of_chapter_{};
  std::size_t left_{0};  ///< words of this sentence
};

/// Who speaks, and for how many cues.
class Corpus::Turns {
 public:
  Turns(const Episode& episode, Random& random) : random_(random) {
    speakers_ = episode.guests;
    speakers_.insert(speakers_.end(), episode.hosts.begin(), episode.hosts.end());
  }

  const std::string& next_speaker() {
    if (left_ == 0) {
      left_ = geometric(random_, 8, 100);
      speaker_ = random_.below(speakers_.size());
    }
    --left_;
    return speakers_[speaker_];
  }

 private:
  Random& random_;
  std::vector<std::string> speakers_;
  std::size_t speaker_{0};
  std::size_t left_{0};
};

void Corpus::speak(Episode& episode, Talk& talk, Random& random) const {
  const std::size_t half = options_.words_an_episode / 2;
  const std::size_t words = half + random.below(2 * half + 1);
  const std::size_t words_a_chapter = std::max<std::size_t>(words / random.between(5, 15), 1);
  Turns turns(episode, random);
  Millis now{0};
  for (std::size_t said = 0; said < words;) {
    if (said >= episode.chapters.size() * words_a_chapter) {
      talk.begin_chapter();
      Chapter chapter;
      chapter.start = now;
      chapter.title = talk.chapter_title();
      episode.chapters.push_back(std::move(chapter));
    }
    Cue cue;
    cue.start = now;
    cue.speaker = turns.next_speaker();
    const std::size_t length = 3 + geometric(random, 8, 40);
    for (std::size_t i = 0; i < length; ++i) {
      if (i != 0) cue.text += ' ';
      cue.text += talk.next_word();
      now += Millis{random.between(220, 480)};
    }
    cue.end = now;
    now += Millis{random.below(250)};  // a breath
    said += length;
    episode.cues.push_back(std::move(cue));
  }
  episode.duration = now;
}

Episode Corpus::episode(std::size_t number) const {
  Random seeds(options_.seed ^ (0xA24BAED4963EE407U * (number + 1)));
  Random random(seeds.next());
  Talk talk(*this, random);
  Episode episode;
  episode.id = "made/" + std::to_string(number);
  episode.show = "Show " + std::to_string(number % 12);
  episode.title = talk.episode_title();
  episode.language = "en";
  episode.published = Day{std::chrono::days{16000 + static_cast<int>(number)}};
  episode.number = static_cast<std::int32_t>(number);
  episode.url = "https://example.org/" + episode.id;
  episode.hosts.push_back(invent_name(random));
  const std::size_t guests = random.between(1, 3);
  for (std::size_t i = 0; i < guests; ++i) episode.guests.push_back(invent_name(random));
  for (int i = 0; i < 60; ++i) {
    if (i != 0) episode.description += ' ';
    episode.description += talk.next_word();
  }
  speak(episode, talk, random);
  return episode;
}

EpisodeSource made_episodes(const CorpusOptions& options) {
  const auto corpus = std::make_shared<const Corpus>(options);
  return [corpus](const EpisodeTaker& take) {
    for (std::size_t i = 0; i < corpus->size(); ++i) take(corpus->episode(i));
  };
}

CorpusOptions corpus_options(const std::string& size, std::uint64_t seed) {
  CorpusOptions options;
  options.seed = seed;
  if (size == "small") {
    options.episodes = 20;
  } else if (size == "medium") {
    options.episodes = 200;
  } else if (size == "large") {
    options.episodes = 1000;
  } else {
    throw Failure(
        Error{Errc::invalid_argument, "--size is small, medium or large, not \"" + size + '"'});
  }
  return options;
}

}  // namespace whensaid::bench
