#include "resample.hpp"

#include <algorithm>
#include <cmath>
#include <span>

#include <whensaid/result.hpp>

#include "material.hpp"
#include "random.hpp"
#include "words.hpp"

namespace whensaid::bench {
namespace {

/// Said no more often: words that a larger collection has other ones of.
constexpr std::uint32_t kRareWord = 10;
/// Episodes whose cues may change places.
constexpr std::size_t kNeighbours = 8;
constexpr std::uint64_t kOwnPercent = 75;

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

/// The renamed words of a copy.
class Renaming {
 public:
  Renaming(const WordCensus& census, const Heaps& heaps, std::size_t copy) : census_(census) {
    const auto copies = static_cast<double>(copy);
    const double wanted = static_cast<double>(census.distinct()) *
                          (std::pow(copies, heaps.beta) - std::pow(copies - 1, heaps.beta));
    const double share = std::min(1.0, wanted / std::max(expected_rare(), 1.0));
    limit_ = static_cast<std::uint64_t>(share * 0x1p53);
    copy_ = copy;
    // No vowel but the first, so that no stemmer takes the suffix for an ending.
    suffix_ = "o";
    for (std::size_t rest = copy; rest != 0; rest /= kConsonants.size()) {
      suffix_ += kConsonants[rest % kConsonants.size()];
    }
    suffix_ += 'x';
  }

  [[nodiscard]] std::string rename(std::string_view text) const {
    std::string renamed;
    std::string word;
    for (std::size_t at = 0; at < text.size();) {
      const std::size_t begin = at;
      word.clear();
      for (; at < text.size() && is_letter(text[at]); ++at) {
        word += static_cast<char>(text[at] | 0x20);
      }
      if (at == begin) {
        renamed += text[at++];
        continue;
      }
      renamed += text.substr(begin, at - begin);
      if (is_renamed(word)) renamed += suffix_;
    }
    return renamed;
  }

 private:
  static constexpr std::string_view kConsonants = "bcdfghjklmnpqrtvwz";

  /// Of the rare words, how many a bootstrapped copy holds: a word said k times is left out with
  /// the chance of e^-k.
  [[nodiscard]] double expected_rare() const {
    double sum = 0;
    for (const auto& [word, count] : census_.counts()) {
      if (can_be_renamed(word, count)) sum += 1 - std::exp(-static_cast<double>(count));
    }
    return sum;
  }

  static bool can_be_renamed(const std::string& word, std::uint32_t count) {
    return count <= kRareWord && std::ranges::all_of(word, is_letter);
  }

  [[nodiscard]] bool is_renamed(const std::string& word) const {
    const auto found = census_.counts().find(word);
    if (found == census_.counts().end() || !can_be_renamed(word, found->second)) return false;
    return (Random(stable_hash(word) ^ (copy_ * 0x9E3779B97F4A7C15U)).next() >> 11U) < limit_;
  }

  const WordCensus& census_;
  std::uint64_t limit_{0};  ///< of 2^53
  std::uint64_t copy_{0};
  std::string suffix_{};
};

const std::string& drawn_text(std::span<const Episode> block, std::size_t own, Random& random) {
  static const std::string kNothing;
  const std::size_t from =
      random.chance(kOwnPercent) ? own : static_cast<std::size_t>(random.below(block.size()));
  const std::vector<Cue>& cues = block[from].cues.empty() ? block[own].cues : block[from].cues;
  return cues.empty() ? kNothing : cues[random.below(cues.size())].text;
}

Episode resample(std::span<const Episode> block, std::size_t own, const Renaming& renaming,
                 std::size_t copy, std::uint64_t seed) {
  Episode episode = block[own];
  Random random(seed ^ stable_hash(episode.id) ^ (copy * 0xD1B54A32D192ED03U));
  for (Cue& cue : episode.cues) {
    cue.text = renaming.rename(drawn_text(block, own, random));
    cue.words.clear();
  }
  episode.id += '#' + std::to_string(copy);
  episode.title = renaming.rename(episode.title);
  return episode;
}

}  // namespace

void WordCensus::add(const Episode& episode) {
  for (const Cue& cue : episode.cues) {
    for (const std::string& word : split_words(cue.text)) {
      ++counts_[word];
      ++words_;
    }
  }
  seen_.emplace_back(words_, counts_.size());
}

Heaps WordCensus::heaps() const {
  double n = 0;
  double sum_x = 0;
  double sum_y = 0;
  double sum_xx = 0;
  double sum_xy = 0;
  for (const auto& [words, distinct] : seen_) {
    if (words * 10 < words_ || distinct == 0) continue;
    const double x = std::log(static_cast<double>(words));
    const double y = std::log(static_cast<double>(distinct));
    n += 1;
    sum_x += x;
    sum_y += y;
    sum_xx += x * x;
    sum_xy += x * y;
  }
  const double spread = n * sum_xx - sum_x * sum_x;
  if (n < 3 || spread <= 0) {
    throw Failure(Error{Errc::invalid_argument, "too few episodes to see a vocabulary grow"});
  }
  const double beta = (n * sum_xy - sum_x * sum_y) / spread;
  return Heaps{std::exp((sum_y - beta * sum_x) / n), beta};
}

EpisodeSource resampled(const EpisodeSource& base, const std::shared_ptr<const WordCensus>& census,
                        const Heaps& heaps, const ResampleOptions& options) {
  return [=](const EpisodeTaker& take) {
    base(take);
    for (std::size_t copy = 2; copy <= options.copies; ++copy) {
      const Renaming renaming(*census, heaps, copy);
      std::vector<Episode> block;
      const auto hand_out = [&] {
        for (std::size_t own = 0; own < block.size(); ++own) {
          take(resample(block, own, renaming, copy, options.seed));
        }
        block.clear();
      };
      base([&](Episode&& episode) {
        block.push_back(std::move(episode));
        if (block.size() == kNeighbours) hand_out();
      });
      hand_out();
    }
  };
}

}  // namespace whensaid::bench
