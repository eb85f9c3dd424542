#pragma once

// An episode as the judge sees it: its words in a row, each with what is known about its place.
//
// It understands the small language of random_talk.hpp: words of ASCII letters, whose stem in
// English is the word without a final s and in any other language the word.

#include <algorithm>
#include <cstdint>
#include <optional>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include <whensaid/model.hpp>
#include <whensaid/query.hpp>

namespace whensaid::test::naive {

struct Spoken {
  std::string form{};
  std::string stem{};
  Zone zone{Zone::speech};
  int section{0};  ///< consecutive sections differ
  int index{0};    ///< which chapter or speaker, in zones that have several
  std::optional<std::int64_t> ms{};
  int turn{-1};     ///< speech only
  int chapter{-1};  ///< of speech and chapter titles
  std::string speaker{};
};

using Row = std::vector<Spoken>;

inline std::vector<std::string> words_of(const std::string& text) {
  std::istringstream in(text);
  std::vector<std::string> words;
  for (std::string word; in >> word;) {
    for (char& c : word) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    words.push_back(word);
  }
  return words;
}

inline std::string stem_of(const std::string& form, const std::string& language) {
  return language == "en" && form.size() > 3 && form.back() == 's' ? form.substr(0, form.size() - 1)
                                                                   : form;
}

inline bool is_stop(const std::string& form, const std::string& language) {
  return language == "en" && (form == "the" || form == "of");
}

/// All words of an episode whose cues are in order and have ends.
inline Row row_of(const Episode& episode) {
  Row row;
  int section = 0;
  const auto add = [&](const std::string& text, Zone zone, int index, auto decorate) {
    const auto words = words_of(text);
    for (std::size_t i = 0; i < words.size(); ++i) {
      Spoken word;
      word.form = words[i];
      word.stem = stem_of(words[i], episode.language);
      word.zone = zone;
      word.section = section;
      word.index = index;
      decorate(word, i, words.size());
      row.push_back(word);
    }
  };
  const auto nothing = [](Spoken&, std::size_t, std::size_t) {};
  add(episode.show, Zone::show, 0, nothing);
  std::vector<std::string> speakers;
  for (const auto& cue : episode.cues) {
    const auto known = std::find(speakers.begin(), speakers.end(), cue.speaker);
    if (!cue.speaker.empty() && known == speakers.end()) speakers.push_back(cue.speaker);
  }
  for (std::size_t i = 0; i < speakers.size(); ++i) {
    ++section;
    add(speakers[i], Zone::speaker, static_cast<int>(i), nothing);
  }
  ++section;
  add(episode.title, Zone::title, 0, nothing);
  ++section;
  add(episode.description, Zone::description, 0, nothing);
  for (const auto& guest : episode.guests) {
    ++section;
    add(guest, Zone::guest, 0, nothing);
  }
  for (const auto& host : episode.hosts) {
    ++section;
    add(host, Zone::host, 0, nothing);
  }
  for (std::size_t i = 0; i < episode.chapters.size(); ++i) {
    ++section;
    add(episode.chapters[i].title, Zone::chapter, static_cast<int>(i),
        [&](Spoken& word, std::size_t, std::size_t) {
          word.ms = episode.chapters[i].start.count();
          word.chapter = static_cast<int>(i);
        });
  }
  ++section;
  int turn = 0;
  for (std::size_t i = 0; i < episode.cues.size(); ++i) {
    const auto& cue = episode.cues[i];
    if (i > 0 && cue.speaker != episode.cues[i - 1].speaker) ++turn;
    add(cue.text, Zone::speech, 0, [&](Spoken& word, std::size_t n, std::size_t count) {
      const auto length = cue.end->count() - cue.start.count();
      word.ms = cue.start.count() +
                length * static_cast<std::int64_t>(n) / static_cast<std::int64_t>(count);
      if (!cue.words.empty()) word.ms = cue.words.at(n).start.count();  // each or none has one
      word.turn = turn;
      word.speaker = cue.speaker;
      for (std::size_t c = 0; c < episode.chapters.size(); ++c) {
        if (episode.chapters[c].start.count() <= *word.ms) word.chapter = static_cast<int>(c);
      }
    });
  }
  return row;
}

}  // namespace whensaid::test::naive
