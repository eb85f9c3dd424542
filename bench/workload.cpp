#include "workload.hpp"

#include <algorithm>
#include <chrono>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <unordered_map>
#include <utility>

#include <whensaid/result.hpp>

#include "random.hpp"
#include "words.hpp"

namespace whensaid::bench {
namespace {

constexpr std::size_t kSampledCues = 20000;

/// Words said less often are no one's idea of a topic.
constexpr std::uint32_t kKnownWord = 5;
/// Common words by rank: in most episodes, and still something that people search for.
constexpr std::size_t kCommonFirst = 100;
constexpr std::size_t kCommonLast = 300;

constexpr std::size_t kPrefixLetters = 4;

using Counts = std::unordered_map<std::string, std::uint32_t>;

/// The words of a cue when they are all plain (letters only): engines disagree about the others.
std::vector<std::string> plain_words(const std::string& text) {
  if (text.find_first_of("'0123456789") != std::string::npos) return {};
  std::vector<std::string> words = split_words(text);
  const bool ascii =
      std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 128; });
  return ascii ? words : std::vector<std::string>{};
}

/// Words of one cue, and when its episode was published.
struct Said {
  std::vector<std::string> words{};
  std::optional<Day> published{};
};

/// The days around an episode in which its neighbours are, too.
constexpr std::chrono::days kDaysBefore{45};
constexpr std::chrono::days kDaysAfter{44};

class Chooser {
 public:
  Chooser(const EpisodeSource& source, std::size_t queries, std::uint64_t seed)
      : queries_(queries), random_(seed) {
    std::size_t seen = 0;
    source([&](Episode&& episode) {
      for (const Cue& cue : episode.cues) {
        const std::vector<std::string> words = plain_words(cue.text);
        for (const std::string& word : words) ++counts_[word];
        if (words.size() >= 6) keep(Said{words, episode.published}, ++seen);
      }
      for (const std::string& word : plain_words(episode.title)) titles_.insert(word);
    });
    for (const auto& [word, count] : counts_) {
      if (!is_stop_word(word) && word.size() > 2) ranked_.push_back(word);
    }
    std::ranges::sort(ranked_, [&](const std::string& a, const std::string& b) {
      return std::pair(counts_.at(b), a) < std::pair(counts_.at(a), b);
    });
    if (cues_.size() < 100 || ranked_.size() < kCommonLast) {
      throw Failure(Error{Errc::invalid_argument, "too little text to choose queries from"});
    }
  }

  QueryClass common_words() {
    return fill("common word", Match::any,
                [&] { return ranked_[random_.between(kCommonFirst, kCommonLast - 1)]; });
  }

  QueryClass rare_words() {
    std::vector<std::string> rare;
    std::ranges::copy_if(ranked_, std::back_inserter(rare), [&](const std::string& word) {
      return counts_.at(word) >= 2 && counts_.at(word) <= 10;
    });
    return fill("rare word", Match::any, [&]() -> std::optional<std::string> {
      if (rare.empty()) return std::nullopt;
      return rare[random_.below(rare.size())];
    });
  }

  /// Known words of one cue, so that they belong together as a person's words do.
  QueryClass words_together(std::string name, Match match, std::size_t wanted) {
    return fill(std::move(name), match, [&]() -> std::optional<std::string> {
      const std::vector<std::string>& cue = any_cue().words;
      std::vector<std::string> words;
      for (const std::string& word : cue) {
        if (!is_topic(word) || std::ranges::find(words, word) != words.end()) continue;
        words.push_back(word);
      }
      if (words.size() < wanted) return std::nullopt;
      sample(words, wanted, random_.next());
      return join(words, " ");
    });
  }

  /// Consecutive words of one cue that `fits` likes.
  QueryClass run_of_words(std::string name, Match match, std::size_t wanted,
                          const std::function<bool(std::span<const std::string>)>& fits) {
    return fill(std::move(name), match, [&]() -> std::optional<std::string> {
      const std::vector<std::string>& cue = any_cue().words;
      if (cue.size() < wanted) return std::nullopt;
      const auto words = std::span(cue).subspan(random_.below(cue.size() - wanted + 1), wanted);
      if (!fits(words)) return std::nullopt;
      return join(words, " ");
    });
  }

  /// What is known of a word while it is typed.
  QueryClass prefixes() {
    return fill("prefix", Match::prefix, [&]() -> std::optional<std::string> {
      const std::vector<std::string>& cue = any_cue().words;
      const std::string& word = cue[random_.below(cue.size())];
      if (word.size() < 2 * kPrefixLetters || !is_topic(word)) return std::nullopt;
      return word.substr(0, kPrefixLetters);
    });
  }

  /// Two words of one cue, the second a few words after the first; asked in either order.
  QueryClass near_words() {
    return fill("NEAR", Match::near, [&]() -> std::optional<std::string> {
      const std::vector<std::string>& cue = any_cue().words;
      const std::size_t first = random_.below(cue.size());
      const std::size_t second = first + random_.between(2, kNearWords / 2);
      if (second >= cue.size() || cue[first] == cue[second]) return std::nullopt;
      if (!is_topic(cue[first]) || !is_topic(cue[second])) return std::nullopt;
      return random_.chance(50) ? cue[first] + ' ' + cue[second] : cue[second] + ' ' + cue[first];
    });
  }

  QueryClass title_words() {
    std::vector<std::string> words;
    std::ranges::copy_if(titles_, std::back_inserter(words), [](const std::string& word) {
      return word.size() > 2 && !is_stop_word(word);
    });
    return fill("field", Match::title, [&]() -> std::optional<std::string> {
      if (words.empty()) return std::nullopt;
      return words[random_.below(words.size())];
    });
  }

  /// A word and the quarter around an episode that says it.
  QueryClass words_of_days() {
    QueryClass made = fill("filter by date", Match::any, [&]() -> std::optional<std::string> {
      const Said& cue = any_cue();
      const std::string& word = cue.words[random_.below(cue.words.size())];
      if (!cue.published || !is_topic(word)) return std::nullopt;
      days_.insert_or_assign(word, Days{*cue.published - kDaysBefore, *cue.published + kDaysAfter});
      return word;
    });
    for (Ask& ask : made.asks) ask.published = days_.at(ask.text);
    return made;
  }

  QueryClass misses() {
    return fill(std::string(kMissClass), Match::any, [&]() -> std::optional<std::string> {
      std::string word = "zq";
      for (int i = 0; i < 5; ++i) word.push_back(static_cast<char>('a' + random_.below(26)));
      if (counts_.contains(word)) return std::nullopt;
      return word;
    });
  }

  [[nodiscard]] bool is_topic(const std::string& word) const {
    return word.size() > 2 && !is_stop_word(word) && counts_.at(word) >= kKnownWord;
  }

 private:
  /// Distinct queries from a source that may have none to give this time.
  QueryClass fill(std::string name, Match match,
                  const std::function<std::optional<std::string>()>& draw) {
    QueryClass made{std::move(name), {}};
    std::set<std::string> taken;
    for (std::size_t tries = 0; tries < queries_ * 200 && made.asks.size() < queries_; ++tries) {
      std::optional<std::string> text = draw();
      if (text && taken.insert(*text).second) {
        made.asks.push_back(Ask{match, std::move(*text), {}});
      }
    }
    return made;
  }

  const Said& any_cue() { return cues_[random_.below(cues_.size())]; }

  /// Every cue has the same chance to be among those kept (reservoir sampling).
  void keep(Said&& said, std::size_t seen) {
    if (cues_.size() < kSampledCues) {
      cues_.push_back(std::move(said));
    } else if (const std::uint64_t at = random_.below(seen); at < kSampledCues) {
      cues_[at] = std::move(said);
    }
  }

  std::size_t queries_;
  Random random_;
  Counts counts_;
  std::vector<std::string> ranked_;   ///< without stop words, the most frequent first
  std::map<std::string, Days> days_;  ///< of words_of_days
  std::set<std::string> titles_;      ///< words of titles
  std::vector<Said> cues_;
};

}  // namespace

std::vector<QueryClass> choose_queries(const EpisodeSource& source, std::size_t queries,
                                       std::uint64_t seed) {
  Chooser chooser(source, queries, seed);
  const auto topics = [&](std::span<const std::string> words) {
    return std::ranges::all_of(words, [&](const auto& word) { return chooser.is_topic(word); });
  };
  const auto topics_around_stop_words = [&](std::span<const std::string> words) {
    return std::ranges::any_of(words, [](const auto& word) { return is_stop_word(word); }) &&
           std::ranges::any_of(words, [&](const auto& word) { return chooser.is_topic(word); });
  };
  const auto any = [](std::span<const std::string>) { return true; };
  std::vector<QueryClass> classes;
  classes.push_back(chooser.common_words());
  classes.push_back(chooser.rare_words());
  classes.push_back(chooser.words_together("AND of 2", Match::all, 2));
  classes.push_back(chooser.words_together("OR of 3", Match::any, 3));
  classes.push_back(chooser.run_of_words("six words", Match::any, 6, any));
  classes.push_back(chooser.run_of_words("phrase", Match::phrase, 2, topics));
  classes.push_back(
      chooser.run_of_words("phrase with stop words", Match::phrase, 4, topics_around_stop_words));
  classes.push_back(chooser.prefixes());
  classes.push_back(chooser.near_words());
  classes.push_back(chooser.title_words());
  classes.push_back(chooser.words_of_days());
  classes.push_back(chooser.misses());
  return classes;
}

}  // namespace whensaid::bench
