#pragma once

// Episodes as untidy as the world sends them: cues out of order, without end, overlapping; broken
// UTF-8; times below zero and beyond what is kept; words that are not in the text. Same seed, same
// episode.

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <random>
#include <string>
#include <string_view>

#include <whensaid/model.hpp>

namespace whensaid::test {

class RandomEpisodes {
 public:
  explicit RandomEpisodes(std::uint32_t seed) : random_(seed) {}

  Episode next(std::string id) {
    Episode episode;
    episode.id = std::move(id);
    episode.show = words(below(4));
    episode.title = words(below(8));
    episode.description = words(below(60));
    episode.language = pick({"en", "de", "pt-BR", "", "und", "xx-nonsense"});
    if (one_in(2))
      episode.published = Day{std::chrono::days{below(40'000)} - std::chrono::days{99}};
    if (one_in(2)) episode.duration = time();
    if (one_in(3)) episode.season = static_cast<std::int32_t>(below(9)) - 2;
    if (one_in(3)) episode.number = static_cast<std::int32_t>(below(900));
    if (one_in(2)) episode.url = "https://example.org/" + words(1);
    for (auto n = below(4); n-- > 0;) episode.guests.push_back(words(below(3)));
    for (auto n = below(3); n-- > 0;) episode.hosts.push_back(words(below(3)));
    for (auto n = below(6); n-- > 0;) episode.chapters.push_back(chapter());
    for (auto n = one_in(8) ? below(2'000) : below(40); n-- > 0;) episode.cues.push_back(cue());
    return episode;
  }

  std::size_t below(std::size_t limit) {
    return std::uniform_int_distribution<std::size_t>(0, limit - 1)(random_);
  }
  bool one_in(std::size_t n) { return below(n) == 0; }

 private:
  std::string_view pick(std::initializer_list<std::string_view> of) {
    return of.begin()[below(of.size())];
  }

  std::string words(std::size_t count) {
    std::string text;
    for (std::size_t i = 0; i < count; ++i) {
      text += pick({"kettle", "Tea",        "the",   "and",  "steeping", "C++",          "naïve",
                    "Straße", "お茶を飲む", "ชาร้อน", "шкаф", "GPT-4o",   "don’t",        "🍵",
                    "a",      "art",        "start", "\xC3", "\xFF\xFE", "\xEF\xBB\xBF", "x\1y",
                    "\r\n",   "1999"});
      text += pick({" ", " ", " ", "", ", ", "\n", "\t", "  "});
    }
    return text;
  }

  Millis time() {
    if (one_in(50)) return Millis{-500};
    if (one_in(50)) return Millis{std::int64_t{1} << 40U};
    return Millis{static_cast<std::int64_t>(below(4'000'000)) / 10 * 10};
  }

  std::optional<Millis> end(Millis start) {
    if (one_in(3)) return std::nullopt;
    if (one_in(10)) return time();
    return start + Millis{static_cast<std::int64_t>(below(9'000))};
  }

  Chapter chapter() {
    Chapter chapter;
    chapter.start = time();
    chapter.end = end(chapter.start);
    chapter.title = words(below(5));
    if (one_in(4)) chapter.url = "https://example.org/" + words(1);
    return chapter;
  }

  Cue cue() {
    Cue cue;
    cue.start = time();
    cue.end = end(cue.start);
    cue.speaker = pick({"", "", "Ann", "Bob Ray", "Żaneta", " "});
    const auto timed = one_in(3);
    for (auto n = below(15); n-- > 0;) {
      const auto text = words(1);
      cue.text += text;
      if (!timed || one_in(6)) continue;
      Word word;
      word.start = one_in(10) ? time() : cue.start + Millis{static_cast<std::int64_t>(n * 37)};
      word.text = one_in(10) ? "absent" : text;
      cue.words.push_back(word);
    }
    return cue;
  }

  std::mt19937 random_;
};

}  // namespace whensaid::test
