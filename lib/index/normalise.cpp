#include "index/normalise.hpp"

#include <xxhash.h>

#include <algorithm>
#include <string_view>
#include <utility>

#include "text/language.hpp"
#include "text/utf8.hpp"
#include "timeline/bytes.hpp"

namespace whensaid::index {

using timeline::put_signed;
using timeline::put_string;
using timeline::put_varint;

namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

/// As much as text::guess_language looks at.
constexpr std::size_t kGuessBytes = std::size_t{64} << 10U;

/// Speech at 150 words a minute.
constexpr Millis kTimePerWord{400};

/// A longer piece between spaces is a sentence of a script without spaces, or an address spelt out;
/// either way about three characters make a word.
constexpr std::size_t kLongPiece = 20;

void clean(std::string& text) {
  if (!text::is_clean(text) || text.starts_with(kByteOrderMark)) text = text::repair(text);
  auto kept = text::trim(text);
  while (kept.starts_with(kByteOrderMark)) kept = text::trim(kept.substr(kByteOrderMark.size()));
  if (kept.size() != text.size()) text = std::string(kept);
}

void clean_names(std::vector<std::string>& names) {
  for (auto& name : names) clean(name);
  std::erase_if(names, [](const std::string& name) { return name.empty(); });
}

Millis clamped(Millis time) { return std::clamp(time, Millis{0}, kMaxTime); }

Millis time_to_say(std::string_view text) {
  std::size_t words = 0;
  std::size_t piece = 0;
  const auto end_piece = [&] {
    words += piece > kLongPiece ? piece / 3 : static_cast<std::size_t>(piece > 0);
    piece = 0;
  };
  for (const char c : text) {
    if (c == ' ' || c == '\n' || c == '\t') {
      end_piece();
    } else if ((static_cast<unsigned char>(c) & 0xC0U) != 0x80U) {  // not inside a character
      ++piece;
    }
  }
  end_piece();
  return kTimePerWord * words;
}

/// Of things in order of start: gives those without a sound end the next later start, else
/// `fallback(thing)`.
template <typename Thing, typename Fallback>
void give_ends(std::vector<Thing>& things, const Fallback& fallback) {
  std::optional<Millis> later;
  for (std::size_t i = things.size(); i-- > 0;) {
    auto& thing = things[i];
    if (i + 1 < things.size() && things[i + 1].start > thing.start) later = things[i + 1].start;
    if (thing.end) thing.end = clamped(*thing.end);
    if (!thing.end || *thing.end < thing.start) {
      thing.end = clamped(later ? *later : std::max(thing.start, fallback(thing)));
    }
  }
}

/// Keeps the words that stand in the cue's text, with times that rise within the cue.
void place_words(Cue& cue) {
  std::size_t from = 0;
  auto earliest = cue.start;
  std::erase_if(cue.words, [&](Word& word) {
    clean(word.text);
    const auto at = find_word(cue.text, from, word.text);
    if (at == std::string_view::npos) return true;
    from = at + word.text.size();
    word.start = std::clamp(word.start, earliest, *cue.end);
    earliest = word.start;
    return false;
  });
}

void normalise_cues(Episode& episode) {
  auto& cues = episode.cues;
  for (auto& cue : cues) {
    cue.start = clamped(cue.start);
    clean(cue.speaker);
    clean(cue.text);
  }
  std::erase_if(cues, [](const Cue& cue) { return cue.text.empty(); });
  // They nearly always are, and to find out does not move them.
  if (!std::ranges::is_sorted(cues, {}, &Cue::start)) {
    std::ranges::stable_sort(cues, {}, &Cue::start);
  }
  give_ends(cues, [&](const Cue& cue) {
    if (episode.duration && *episode.duration > cue.start) return *episode.duration;
    auto end = cue.start + time_to_say(cue.text);
    for (const auto& word : cue.words) end = std::max(end, clamped(word.start) + kTimePerWord);
    return end;
  });
  for (auto& cue : cues) place_words(cue);
}

void normalise_chapters(Episode& episode) {
  auto& chapters = episode.chapters;
  for (auto& chapter : chapters) {
    chapter.start = clamped(chapter.start);
    clean(chapter.title);
    clean(chapter.url);
  }
  std::ranges::stable_sort(chapters, {}, &Chapter::start);
  Millis speech_end{0};
  for (const auto& cue : episode.cues) speech_end = std::max(speech_end, *cue.end);
  give_ends(chapters, [&](const Chapter& chapter) {
    if (episode.duration && *episode.duration > chapter.start) return *episode.duration;
    if (speech_end > chapter.start) return speech_end;
    return chapter.start + time_to_say(chapter.title);
  });
}

std::string language_of(const Episode& episode) {
  if (text::base_language(episode.language) != "und") return episode.language;
  std::string sample;
  for (const auto& cue : episode.cues) {
    if (sample.size() >= kGuessBytes) break;
    sample += cue.text;
    sample += '\n';
  }
  if (sample.size() < kGuessBytes) sample += episode.description + '\n' + episode.title;
  return text::guess_language(sample);
}

void put_optional(std::string& out, const std::optional<std::int64_t>& number) {
  out += number ? '\1' : '\0';
  if (number) put_signed(out, *number);
}

std::optional<std::int64_t> count_of(const std::optional<Millis>& time) {
  return time ? std::optional<std::int64_t>(time->count()) : std::nullopt;
}

}  // namespace

std::size_t find_word(std::string_view text, std::size_t from, std::string_view word) {
  if (word.empty()) return std::string_view::npos;
  const auto is_start = [&](std::size_t at) {
    if (at == from) return true;
    const auto before = static_cast<unsigned char>(text[at - 1]);
    return before >= 0x80 ||
           !((before >= '0' && before <= '9') || (before >= 'A' && before <= 'Z') ||
             (before >= 'a' && before <= 'z'));
  };
  for (auto at = text.find(word, from); at != text.npos; at = text.find(word, at + 1)) {
    if (is_start(at)) return at;
  }
  return std::string_view::npos;
}

Result<Episode> normalise(Episode episode) {
  if (auto valid = check_id(episode.id); !valid) return fail(valid.error());
  for (auto* const text : {&episode.show, &episode.title, &episode.description, &episode.language,
                           &episode.url, &episode.audio}) {
    clean(*text);
  }
  clean_names(episode.guests);
  clean_names(episode.hosts);
  if (episode.duration) episode.duration = clamped(*episode.duration);
  if (episode.duration == Millis{0}) episode.duration.reset();
  normalise_cues(episode);
  normalise_chapters(episode);
  episode.language = language_of(episode);
  return episode;
}

Result<void> check_id(std::string_view id) {
  if (id.empty()) return fail(Errc::invalid_argument, "an episode without id: give it one");
  if (id.size() > kMaxIdBytes) {
    return fail(Errc::invalid_argument,
                "episode id of " + std::to_string(id.size()) + " bytes, at most " +
                    std::to_string(kMaxIdBytes) + " are possible: " +
                    std::string(text::truncate(text::repair(id.substr(0, 80)), 60)) + "...");
  }
  if (!text::is_clean(id)) {
    return fail(Errc::invalid_argument,
                "episode id with broken UTF-8 or control characters: " + text::repair(id));
  }
  return {};
}

std::string digest(const Episode& episode) {
  std::string bytes;
  for (const auto* const text : {&episode.id, &episode.show, &episode.title, &episode.description,
                                 &episode.language, &episode.url, &episode.audio}) {
    put_string(bytes, *text);
  }
  put_optional(bytes, episode.published ? std::optional<std::int64_t>(
                                              episode.published->time_since_epoch().count())
                                        : std::nullopt);
  put_optional(bytes, count_of(episode.duration));
  put_optional(bytes, episode.season);
  put_optional(bytes, episode.number);
  for (const auto* const names : {&episode.guests, &episode.hosts}) {
    put_varint(bytes, names->size());
    for (const auto& name : *names) put_string(bytes, name);
  }
  put_varint(bytes, episode.chapters.size());
  for (const auto& chapter : episode.chapters) {
    put_signed(bytes, chapter.start.count());
    put_optional(bytes, count_of(chapter.end));
    put_string(bytes, chapter.title);
    put_string(bytes, chapter.url);
  }
  put_varint(bytes, episode.cues.size());
  for (const auto& cue : episode.cues) {
    put_signed(bytes, cue.start.count());
    put_optional(bytes, count_of(cue.end));
    put_string(bytes, cue.speaker);
    put_string(bytes, cue.text);
    put_varint(bytes, cue.words.size());
    for (const auto& word : cue.words) {
      put_signed(bytes, word.start.count());
      put_string(bytes, word.text);
    }
  }
  XXH128_canonical_t canonical;
  XXH128_canonicalFromHash(&canonical, XXH3_128bits(bytes.data(), bytes.size()));
  return {reinterpret_cast<const char*>(canonical.digest), sizeof canonical.digest};
}

}  // namespace whensaid::index
