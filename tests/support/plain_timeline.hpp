#pragma once

// Timelines and plans made by hand, without analyzer or index: words are split at spaces, a stem is
// the word without a final "s", and one word is said a second.

#include <iterator>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "timeline/encode.hpp"
#include "timeline/plan.hpp"
#include "timeline/timeline.hpp"

namespace whensaid::testing {

inline std::string plain_stem(const std::string& word) {
  return word.size() > 1 && word.ends_with('s') ? word.substr(0, word.size() - 1) : word;
}

inline std::vector<std::string> split(const std::string& text) {
  std::istringstream in(text);
  return {std::istream_iterator<std::string>(in), {}};
}

/// A title, a guest and cues that follow each other; each word takes a second.
inline timeline::Timeline plain_timeline(const std::string& title,
                                         const std::vector<std::string>& cues,
                                         const std::string& guest = "") {
  using timeline::Position;
  std::vector<std::string> axis = split(title);
  timeline::Marks marks;
  marks.language = "en";
  if (!axis.empty()) marks.sections.push_back({0, Zone::title, 0});
  if (!guest.empty()) {
    marks.sections.push_back({static_cast<Position>(axis.size()), Zone::guest, 0});
    for (const auto& word : split(guest)) axis.push_back(word);
  }
  const auto speech = axis.size();
  marks.sections.push_back({static_cast<Position>(speech), Zone::speech, 0});
  for (const auto& cue : cues) {
    const auto words = split(cue);
    const auto first = axis.size();
    axis.insert(axis.end(), words.begin(), words.end());
    marks.cues.push_back({static_cast<Position>(first),
                          static_cast<std::uint32_t>(1000 * (first - speech)),
                          static_cast<std::uint32_t>(1000 * (axis.size() - speech))});
  }
  marks.size = static_cast<Position>(axis.size());
  std::map<std::string, std::vector<Position>> places;
  for (Position i = 0; i < axis.size(); ++i) places[plain_stem(axis[i])].push_back(i);
  timeline::Encoder encoder;
  encoder.start(marks.size);
  for (const auto& [stem, positions] : places) {
    const std::string plural = stem + "s";
    const std::vector<std::string_view> both{stem, plural};
    std::vector<std::uint32_t> form_at;
    for (const auto at : positions) form_at.push_back(axis[at] == stem ? 0 : 1);
    encoder.add({stem, positions, both, form_at});
  }
  return timeline::Timeline::open(encoder.finish(marks)).value();
}

inline timeline::Atom plain_word(const std::string& word, std::uint32_t offset, double weight = 1) {
  timeline::Atom atom;
  atom.words = {{{plain_stem(word), word, false}}};
  atom.offset = offset;
  atom.weight = weight;
  return atom;
}

inline timeline::Atom plain_phrase(const std::string& text, std::uint32_t offset = 0,
                                   double weight = 1) {
  timeline::Atom atom;
  for (const auto& word : split(text)) atom.words.push_back({{plain_stem(word), word, true}});
  atom.offset = offset;
  atom.weight = weight;
  return atom;
}

inline timeline::Condition holds(std::uint32_t atom) {
  timeline::Condition condition;
  condition.kind = timeline::Condition::Kind::atom;
  condition.atom = atom;
  return condition;
}

/// Words side by side: any of them.
inline timeline::Plan plain_words(const std::string& text) {
  timeline::Plan plan;
  plan.any = true;
  for (const auto& word : split(text)) {
    plan.root.should.push_back(holds(static_cast<std::uint32_t>(plan.atoms.size())));
    plan.atoms.push_back(plain_word(word, static_cast<std::uint32_t>(plan.atoms.size())));
  }
  return plan;
}

inline timeline::Plan only(timeline::Atom atom) {
  timeline::Plan plan;
  plan.atoms.push_back(std::move(atom));
  plan.root.must.push_back(holds(0));
  return plan;
}

}  // namespace whensaid::testing
