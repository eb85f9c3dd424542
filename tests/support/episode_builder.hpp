#pragma once

// Episodes in one expression: `episode("e1").show("Tea Talk").cue(1s, "Ann", "hello")`. Converts to
// Episode.

#include <optional>
#include <string>
#include <utility>

#include <whensaid/model.hpp>

namespace whensaid::test {

class EpisodeBuilder {
 public:
  explicit EpisodeBuilder(std::string id) {
    episode_.id = std::move(id);
    episode_.language = "en";
  }

  EpisodeBuilder& show(std::string name) { return set(episode_.show, std::move(name)); }
  EpisodeBuilder& title(std::string text) { return set(episode_.title, std::move(text)); }
  EpisodeBuilder& description(std::string text) {
    return set(episode_.description, std::move(text));
  }
  EpisodeBuilder& language(std::string tag) { return set(episode_.language, std::move(tag)); }
  EpisodeBuilder& url(std::string link) { return set(episode_.url, std::move(link)); }
  EpisodeBuilder& audio(std::string link) { return set(episode_.audio, std::move(link)); }
  EpisodeBuilder& published(Day day) {
    episode_.published = day;
    return *this;
  }
  EpisodeBuilder& duration(Millis time) {
    episode_.duration = time;
    return *this;
  }
  EpisodeBuilder& season(std::int32_t n) {
    episode_.season = n;
    return *this;
  }
  EpisodeBuilder& number(std::int32_t n) {
    episode_.number = n;
    return *this;
  }
  EpisodeBuilder& guest(std::string name) {
    episode_.guests.push_back(std::move(name));
    return *this;
  }
  EpisodeBuilder& host(std::string name) {
    episode_.hosts.push_back(std::move(name));
    return *this;
  }
  EpisodeBuilder& chapter(Millis start, std::string title, std::optional<Millis> end = {}) {
    Chapter chapter;
    chapter.start = start;
    chapter.end = end;
    chapter.title = std::move(title);
    episode_.chapters.push_back(std::move(chapter));
    return *this;
  }
  /// Ends where the next one starts.
  EpisodeBuilder& cue(Millis start, std::string speaker, std::string text) {
    Cue cue;
    cue.start = start;
    cue.speaker = std::move(speaker);
    cue.text = std::move(text);
    episode_.cues.push_back(std::move(cue));
    return *this;
  }
  EpisodeBuilder& cue(TimeSpan time, std::string speaker, std::string text) {
    cue(time.start, std::move(speaker), std::move(text));
    episode_.cues.back().end = time.end;
    return *this;
  }
  /// A word of the last cue with a time of its own.
  EpisodeBuilder& word(Millis start, std::string text) {
    Word word;
    word.start = start;
    word.text = std::move(text);
    episode_.cues.back().words.push_back(std::move(word));
    return *this;
  }

  [[nodiscard]] const Episode& get() const { return episode_; }
  operator Episode() const { return episode_; }  // NOLINT: the point of a builder

 private:
  EpisodeBuilder& set(std::string& field, std::string value) {
    field = std::move(value);
    return *this;
  }

  Episode episode_;
};

inline EpisodeBuilder episode(std::string id) { return EpisodeBuilder(std::move(id)); }

}  // namespace whensaid::test
