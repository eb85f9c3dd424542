#pragma once

// Cues as text, so that tables of tests read "00:01 -> what comes out": one line a cue,
// "0:00:01-0:00:02 Ann: hello {0:00:01.500 hello}". An unknown end is "?", an unknown speaker
// leaves nothing.

#include <string>
#include <vector>

#include <whensaid/model.hpp>

#include "source/timestamp.hpp"

namespace whensaid::test {

inline std::string print(const Cue& cue) {
  std::string out = source::format_time(cue.start) + '-';
  out += cue.end ? source::format_time(*cue.end) : "?";
  out += ' ';
  if (!cue.speaker.empty()) out += cue.speaker + ": ";
  out += cue.text;
  for (const Word& word : cue.words) {
    out += " {" + source::format_time(word.start) + ' ' + word.text + '}';
  }
  return out;
}

inline std::string print(const std::vector<Cue>& cues) {
  std::string out;
  for (const Cue& cue : cues) out += print(cue) + '\n';
  return out;
}

}  // namespace whensaid::test
