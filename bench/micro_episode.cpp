#include "micro_episode.hpp"

#include "corpus.hpp"
#include "index/normalise.hpp"

namespace whensaid::bench {

const Episode& sample_episode() {
  static const Episode episode = Corpus(CorpusOptions{}).episode(0);
  return episode;
}

const Episode& normalised_episode() {
  static const Episode episode = index::normalise(sample_episode()).value();
  return episode;
}

const std::string& sample_speech() {
  static const std::string speech = [] {
    std::string text;
    for (const Cue& cue : sample_episode().cues) text += cue.text + '\n';
    return text;
  }();
  return speech;
}

}  // namespace whensaid::bench
