// Names before a colon: see caption_passes.hpp. The convention (the Podcasting 2.0 namespace's for
// SRT) is a name where the speaker changes and none where the same one goes on.

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "source/caption_passes.hpp"

namespace whensaid::source {
namespace {

/// "Bekah Hawrot Weigel" and "Speaker 1" are names; longer runs of words are sentences.
constexpr std::size_t kMaxNameWords = 4;
constexpr std::size_t kMaxNameBytes = 60;
constexpr std::size_t kMinOccurrences = 2;
/// Names mark each change of speaker, so that cues between them have the speaker of the last one,
/// when there are two names at least and this share of the cues begins with one: in real files it
/// is 4 to 60 %, and a word that only looks like a name stays below.
constexpr std::size_t kTurnsPerCue = 50;  // one in fifty
constexpr std::size_t kMinTurnNames = 2;
/// What transcribers write for a voice they do not know.
constexpr std::string_view kUnknown = "Unknown";

struct Prefix {
  std::string_view name{};
  std::size_t size{0};  ///< bytes up to the first word said
};

bool is_name(std::string_view text) {
  if (text.empty() || text.size() > kMaxNameBytes) return false;
  const char first = text[0];
  const bool capital = first >= 'A' && first <= 'Z';
  const bool beyond_ascii = static_cast<unsigned char>(first) >= 0x80;  // scripts without capitals
  if (!capital && !beyond_ascii) return false;
  if (text.back() == ' ' || text.find_first_of(",;?!\"/\\<>[]{}\n") != std::string_view::npos) {
    return false;
  }
  const auto spaces = std::count(text.begin(), text.end(), ' ');
  return static_cast<std::size_t>(spaces) < kMaxNameWords;
}

/// ">> Ann: " or "- Ann: " or "Ann: " at the start of `line`.
std::optional<Prefix> name_prefix(std::string_view line) {
  constexpr std::string_view kWideColon = "\xEF\xBC\x9A";
  const std::size_t begin = line.find_first_not_of(" \t>-");
  if (begin == std::string_view::npos) return std::nullopt;
  const std::string_view rest = line.substr(begin, kMaxNameBytes + kWideColon.size() + 1);
  const std::size_t narrow = rest.find(':');
  const std::size_t wide = rest.find(kWideColon);
  const std::size_t colon = std::min(narrow, wide);
  if (colon == std::string_view::npos) return std::nullopt;
  std::size_t after = colon + (colon == wide ? kWideColon.size() : 1);
  // Not "10:30", "https://": after a plain colon a space is due, or the end of the line.
  const bool spaced =
      after == rest.size() || rest[after] == ' ' || rest[after] == '\t' || rest[after] == '\n';
  if (colon == narrow && !spaced) return std::nullopt;
  if (!is_name(rest.substr(0, colon))) return std::nullopt;
  after += begin;
  while (after < line.size() && (line[after] == ' ' || line[after] == '\t')) ++after;
  return Prefix{rest.substr(0, colon), after};
}

std::string_view first_line(std::string_view text) { return text.substr(0, text.find('\n')); }

using Names = std::unordered_map<std::string, std::size_t>;

bool is_accepted(const Names& names, std::string_view name) {
  const auto found = names.find(std::string(name));
  return found != names.end() && found->second >= kMinOccurrences;
}

Names count_names(const std::vector<Cue>& cues) {
  Names names;
  for (const Cue& cue : cues) {
    if (!cue.speaker.empty()) continue;
    if (const auto prefix = name_prefix(first_line(cue.text))) ++names[std::string(prefix->name)];
  }
  return names;
}

/// Takes the words of the prefix off a cue whose words have times.
void drop_words(std::string_view prefix, std::vector<Word>& words) {
  const std::string said = collapse_spaces(prefix);
  auto word = words.begin();
  for (std::size_t at = 0; word != words.end(); ++word) {
    const std::size_t found = said.find(word->text, at);
    if (found == std::string::npos) break;
    at = found + word->text.size();
  }
  words.erase(words.begin(), word);
}

/// The cue cut where a line begins with an accepted name; one part when none does.
std::vector<Cue> split_at_names(Cue cue, const Names& names) {
  std::vector<Cue> parts;
  const std::string text = std::move(cue.text);
  const bool whole = !cue.words.empty();  // word times belong to the cue: no cut inside
  cue.text.clear();
  parts.push_back(std::move(cue));
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size() - 1) + 1;
    std::string_view line = std::string_view(text).substr(at, end - at);
    const auto prefix = at == 0 || !whole ? name_prefix(first_line(line)) : std::nullopt;
    if (prefix && is_accepted(names, prefix->name)) {
      if (at == 0) {
        drop_words(line.substr(0, prefix->size), parts.back().words);
      } else {
        parts.push_back(Cue{});
      }
      parts.back().speaker = collapse_spaces(prefix->name);
      line.remove_prefix(prefix->size);
    }
    parts.back().text += line;
    at = end;
  }
  return parts;
}

bool mark_turns(const Names& names, std::size_t cues) {
  std::size_t accepted = 0;
  std::size_t turns = 0;
  for (const auto& [name, count] : names) {
    if (count < kMinOccurrences) continue;
    ++accepted;
    turns += count;
  }
  return accepted >= kMinTurnNames && turns * kTurnsPerCue >= cues;
}

/// Speakers to the cues between names; a bare ">>" is a change to a voice without a name.
void carry_over(std::vector<Cue>& cues, bool turns) {
  std::string speaker;
  for (Cue& cue : cues) {
    if (cue.speaker.empty()) {
      const std::size_t first = cue.text.find_first_not_of(" \t\n");
      if (first != std::string::npos && cue.text.compare(first, 2, ">>") == 0) speaker.clear();
      if (turns) cue.speaker = speaker;
    } else {
      if (cue.speaker == kUnknown) cue.speaker.clear();
      speaker = cue.speaker;
    }
  }
}

}  // namespace

void name_speakers(std::vector<Cue>& cues) {
  const Names names = count_names(cues);
  const bool any = std::any_of(names.begin(), names.end(),
                               [](const auto& entry) { return entry.second >= kMinOccurrences; });
  if (!any) return;
  const bool voices =
      std::any_of(cues.begin(), cues.end(), [](const Cue& cue) { return !cue.speaker.empty(); });
  std::vector<Cue> named;
  named.reserve(cues.size());
  for (Cue& cue : cues) {
    if (!cue.speaker.empty()) {
      named.push_back(std::move(cue));
      continue;
    }
    const Millis start = cue.start;
    const std::optional<Millis> end = cue.end;
    std::vector<Cue> parts = split_at_names(std::move(cue), names);
    if (parts.size() > 1) {
      share_time(TimeSpan{start, end.value_or(start)}, end.has_value(), parts);
    }
    std::move(parts.begin(), parts.end(), std::back_inserter(named));
  }
  carry_over(named, !voices && mark_turns(names, cues.size()));
  cues = std::move(named);
}

}  // namespace whensaid::source
