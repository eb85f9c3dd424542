#include "seen_ids.hpp"

#include <functional>
#include <optional>
#include <string_view>

namespace whensaid::tool {

namespace {

/// A hash over every field, good enough to tell two episodes of one run apart.
class Fingerprint {
 public:
  void add(std::string_view text) { mix(std::hash<std::string_view>{}(text)); }
  void add(std::int64_t number) { mix(std::hash<std::int64_t>{}(number)); }
  void add(const std::optional<Millis>& time) { add(time ? time->count() : -1); }
  [[nodiscard]] std::size_t value() const { return value_; }

 private:
  void mix(std::size_t hash) {
    value_ ^= hash + 0x9E3779B97F4A7C15U + (value_ << 6U) + (value_ >> 2U);
  }
  std::size_t value_{0};
};

void add_people(Fingerprint& print, const std::vector<std::string>& names) {
  print.add(static_cast<std::int64_t>(names.size()));
  for (const auto& name : names) print.add(name);
}

std::size_t fingerprint(const Episode& episode) {
  Fingerprint print;
  for (const auto* text : {&episode.show, &episode.title, &episode.description, &episode.language,
                           &episode.url, &episode.audio}) {
    print.add(*text);
  }
  print.add(episode.published ? episode.published->time_since_epoch().count() : -1);
  print.add(episode.duration);
  print.add(std::int64_t{episode.season.value_or(-1)});
  print.add(std::int64_t{episode.number.value_or(-1)});
  add_people(print, episode.guests);
  add_people(print, episode.hosts);
  for (const auto& chapter : episode.chapters) {
    print.add(chapter.start);
    print.add(chapter.end);
    print.add(chapter.title);
    print.add(chapter.url);
  }
  for (const auto& cue : episode.cues) {
    print.add(cue.start);
    print.add(cue.end);
    print.add(cue.speaker);
    print.add(cue.text);
    for (const auto& word : cue.words) print.add(word.start);
  }
  return print.value();
}

}  // namespace

SeenIds::Finding SeenIds::note(const Episode& episode, std::size_t input) {
  const auto print = fingerprint(episode);
  const auto [at, is_new] = first_.try_emplace(episode.id, First{input, print});
  if (is_new) return Finding::first;
  return at->second.fingerprint == print ? Finding::repeat : Finding::clash;
}

std::size_t SeenIds::first_input(const std::string& id) const { return first_.at(id).input; }

}  // namespace whensaid::tool
