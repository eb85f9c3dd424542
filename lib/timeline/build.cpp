// Analyzes every zone of an episode onto one axis and sorts the positions by stem: a counting sort,
// nothing is allocated for a word that was seen before.

#include "timeline/build.hpp"

#include <algorithm>
#include <unordered_map>

#include "timeline/encode.hpp"
#include "timeline/pairs.hpp"

namespace whensaid::timeline {

namespace {

constexpr std::uint32_t kNone = UINT32_MAX;

std::uint32_t to_ms(Millis time) {
  return static_cast<std::uint32_t>(std::clamp<std::int64_t>(time.count(), 0, INT32_MAX));
}

/// A list that is threaded through an array: `next` is an index, kNone ends it.
struct Link {
  std::uint32_t word{0};
  std::uint32_t next{kNone};
};

/// One distinct stem of the episode.
struct Slot {
  text::StemId id{0};
  std::string_view stem{};
  std::uint32_t count{0};
  std::uint32_t begin{0};  ///< its run in the sorted positions
  std::array<std::uint32_t, kZones> zones{};
  std::uint32_t words{kNone};  ///< the last of its words: an index into links
};

/// A word with two stems has a slot in each.
struct WordSlots {
  std::uint32_t first{kNone};
  std::uint32_t second{kNone};
};

/// The first eight bytes of a stem, to be compared as a number.
struct StemOrder {
  std::uint64_t key{0};
  std::uint32_t slot{0};
};

std::uint64_t key_of(std::string_view stem) {
  std::uint64_t key = 0;
  const auto known = std::min(stem.size(), sizeof key);
  for (std::size_t i = 0; i < known; ++i) key = key << 8U | static_cast<std::uint8_t>(stem[i]);
  return known > 0 ? key << (8 * (sizeof key - known)) : 0;
}

}  // namespace

// What is known of each distinct word stands in arrays as short as the episode has words: an
// analyzer knows a hundred thousand of them, and tables as long as that would be out of cache.
struct Builder::Impl {
  std::vector<text::Token> axis;          // the word at each position
  std::vector<std::uint32_t> axis_words;  // the same, as an index into words
  Marks marks;
  std::vector<WordCount> words;  // as they first appear
  std::vector<WordSlots> slots_of_word;
  std::vector<std::string_view> spellings;   // forms, word by word
  std::vector<std::uint64_t> hashes;         // of these
  std::vector<std::uint32_t> index_of_word;  // by WordId: into words; kNone: not in this episode
  std::vector<Slot> slots;
  std::vector<std::uint32_t> slot_of_stem;  // by StemId; kNone: not in this episode
  std::vector<Link> links;
  std::vector<StemOrder> order;     // slots sorted by stem
  std::vector<Position> positions;  // slot by slot, ascending in each
  std::vector<std::uint32_t> cursors;
  std::vector<std::uint32_t> form_of_word;  // index into words: for the slot at hand
  std::uint32_t forms_before = 0;           // under the slots before the one at hand
  std::vector<std::pair<std::string_view, std::uint32_t>> spelled;
  std::vector<std::string_view> forms;
  std::vector<std::uint32_t> form_at;
  Encoder encoder;

  void start(const text::Analyzer& analyzer);
  void place(const Episode& episode, text::Analyzer& analyzer);
  void place_section(Zone zone, std::string_view text, text::Analyzer& analyzer);
  void place_word_times(const Cue& cue, Position first);
  void mark_turns(const Episode& episode);
  std::uint32_t slot_for(text::StemId id, std::string_view stem, std::uint32_t word);
  void number_words(const text::Analyzer& analyzer);
  void find_slots(const text::Analyzer& analyzer);
  void count_zones();
  void sort();
  void encode(const Slot& slot);
  [[nodiscard]] Pairs pairs() const;
};

Builder::Builder() : impl_(std::make_unique<Impl>()) {}
Builder::Builder(Builder&&) noexcept = default;
Builder& Builder::operator=(Builder&&) noexcept = default;
Builder::~Builder() = default;

void Builder::Impl::place_section(Zone zone, std::string_view text, text::Analyzer& analyzer) {
  marks.sections.push_back({static_cast<Position>(axis.size()), zone, 0});
  analyzer.analyze(text, axis);
}

void Builder::Impl::place(const Episode& episode, text::Analyzer& analyzer) {
  mark_turns(episode);
  if (!episode.show.empty()) place_section(Zone::show, episode.show, analyzer);
  for (const auto speaker : marks.speakers) place_section(Zone::speaker, speaker, analyzer);
  if (!episode.title.empty()) place_section(Zone::title, episode.title, analyzer);
  if (!episode.description.empty()) place_section(Zone::description, episode.description, analyzer);
  for (const auto& guest : episode.guests) place_section(Zone::guest, guest, analyzer);
  for (const auto& host : episode.hosts) place_section(Zone::host, host, analyzer);
  for (const auto& chapter : episode.chapters) {
    place_section(Zone::chapter, chapter.title, analyzer);
    const auto start = to_ms(chapter.start);
    marks.chapters.push_back({start, std::max(start, to_ms(chapter.end.value_or(chapter.start)))});
  }
  if (episode.cues.empty()) return;
  marks.sections.push_back({static_cast<Position>(axis.size()), Zone::speech, 0});
  for (const auto& cue : episode.cues) {
    const auto first = static_cast<Position>(axis.size());
    const auto start = to_ms(cue.start);
    marks.cues.push_back({first, start, std::max(start, to_ms(cue.end.value_or(cue.start)))});
    analyzer.analyze(cue.text, axis);
    if (!cue.words.empty()) place_word_times(cue, first);
  }
}

void Builder::Impl::place_word_times(const Cue& cue, Position first) {
  std::size_t from = 0;
  auto position = first;
  for (const auto& word : cue.words) {
    const auto found = cue.text.find(word.text, from);
    if (found == std::string::npos) continue;  // normalise() keeps only words that are found
    from = found + word.text.size();
    while (position < axis.size() && axis[position].begin < found) ++position;
    if (position < axis.size() && axis[position].begin < from) {
      marks.word_marks.push_back({position, to_ms(word.start)});
    }
  }
}

void Builder::Impl::mark_turns(const Episode& episode) {
  std::unordered_map<std::string_view, std::uint32_t> known{{"", 0}};
  std::uint32_t current = 0;
  for (std::uint32_t i = 0; i < episode.cues.size(); ++i) {
    const std::string_view name = episode.cues[i].speaker;
    if (i > 0 && name == episode.cues[i - 1].speaker) continue;
    const auto [at, is_new] = known.try_emplace(name, static_cast<std::uint32_t>(known.size()));
    if (is_new) marks.speakers.push_back(name);
    if (at->second != current) marks.turns.push_back({i, at->second});
    current = at->second;
  }
}

// Clears by what the last episode had, which is less than all that the analyzers know.
void Builder::Impl::start(const text::Analyzer& analyzer) {
  for (const auto& word : words) index_of_word[word.word] = kNone;
  for (const auto& slot : slots) slot_of_stem[slot.id] = kNone;
  axis.clear();
  marks = {};
  words.clear();
  slots.clear();
  links.clear();
  forms_before = 0;
  marks.language = analyzer.language();
}

std::uint32_t Builder::Impl::slot_for(text::StemId id, std::string_view stem, std::uint32_t word) {
  auto& slot = slot_of_stem[id];
  if (slot == kNone) {
    slot = static_cast<std::uint32_t>(slots.size());
    slots.push_back(Slot{.id = id, .stem = stem});
  }
  links.push_back({word, slots[slot].words});
  slots[slot].words = static_cast<std::uint32_t>(links.size() - 1);
  return slot;
}

void Builder::Impl::number_words(const text::Analyzer& analyzer) {
  index_of_word.resize(std::max(index_of_word.size(), analyzer.words()), kNone);
  axis_words.resize(axis.size());
  for (std::size_t i = 0; i < axis.size(); ++i) {
    auto& index = index_of_word[axis[i].word];
    if (index == kNone) {
      index = static_cast<std::uint32_t>(words.size());
      words.push_back({axis[i].word, 0, 0});
    }
    axis_words[i] = index;
    ++words[index].count;
  }
}

// What the analyzer knows of words lies all over memory. Asked for all words in a row, nothing else
// between, it arrives several at a time.
void Builder::Impl::find_slots(const text::Analyzer& analyzer) {
  slot_of_stem.resize(std::max(slot_of_stem.size(), analyzer.stems()), kNone);
  slots_of_word.resize(words.size());
  spellings.resize(words.size());
  hashes.resize(words.size());
  for (std::uint32_t i = 0; i < words.size(); ++i) {
    const auto word = words[i].word;
    spellings[i] = analyzer.form(word);
    hashes[i] = hash_of_form(spellings[i]);
    slots_of_word[i].first = slot_for(analyzer.stem_id(word), analyzer.stem(word), i);
    const auto second = analyzer.second_stem(word);
    slots_of_word[i].second =
        second.empty() ? kNone : slot_for(analyzer.second_stem_id(word), second, i);
  }
}

// Nearly all is speech, and counted by words already.
void Builder::Impl::count_zones() {
  const auto add = [&](std::uint32_t word, Zone zone, std::uint32_t count) {
    const auto& of = slots_of_word[word];
    slots[of.first].zones[static_cast<std::size_t>(zone)] += count;
    if (of.second != kNone) slots[of.second].zones[static_cast<std::size_t>(zone)] += count;
  };
  for (std::uint32_t i = 0; i < words.size(); ++i) add(i, Zone::speech, words[i].count);
  for (std::size_t section = 0; section < marks.sections.size(); ++section) {
    const auto& [first, zone, index] = marks.sections[section];
    if (zone == Zone::speech) continue;
    const auto end =
        section + 1 < marks.sections.size() ? marks.sections[section + 1].first : marks.size;
    for (auto i = first; i < end; ++i) {
      add(axis_words[i], zone, 1);
      add(axis_words[i], Zone::speech, std::uint32_t{0} - 1);
    }
  }
}

void Builder::Impl::sort() {
  order.resize(slots.size());
  for (std::uint32_t i = 0; i < order.size(); ++i) order[i] = {key_of(slots[i].stem), i};
  std::sort(order.begin(), order.end(), [&](const StemOrder& a, const StemOrder& b) {
    return a.key != b.key ? a.key < b.key : slots[a.slot].stem < slots[b.slot].stem;
  });
  cursors.resize(slots.size());
  std::uint32_t begin = 0;
  for (const auto& next : order) {
    auto& slot = slots[next.slot];
    for (const auto in_zone : slot.zones) slot.count += in_zone;
    cursors[next.slot] = slot.begin = begin;
    begin += slot.count;
  }
  positions.resize(begin);
  for (Position i = 0; i < axis_words.size(); ++i) {
    const auto of = slots_of_word[axis_words[i]];
    positions[cursors[of.first]++] = i;
    if (of.second != kNone) positions[cursors[of.second]++] = i;
  }
}

void Builder::Impl::encode(const Slot& slot) {
  spelled.clear();
  for (auto link = slot.words; link != kNone; link = links[link].next) {
    const auto word = links[link].word;
    spelled.emplace_back(spellings[word], word);
  }
  if (spelled.size() > 1) std::sort(spelled.begin(), spelled.end());
  forms.clear();
  for (const auto& [form, word] : spelled) {
    if (forms.empty() || forms.back() != form) forms.push_back(form);
    form_of_word[word] = static_cast<std::uint32_t>(forms.size() - 1);
    words[word].form = forms_before + form_of_word[word];
  }
  forms_before += static_cast<std::uint32_t>(forms.size());
  const std::span places(positions.data() + slot.begin, slot.count);
  form_at.clear();
  if (forms.size() > 1) {
    for (const auto position : places) form_at.push_back(form_of_word[axis_words[position]]);
  }
  encoder.add({slot.stem, places, forms, form_at});
}

/// Those over the end of a section with them: a phrase is not refused by them.
Pairs Builder::Impl::pairs() const {
  Pairs pairs(marks.size);
  if (axis_words.empty()) return pairs;
  auto before = hashes[axis_words.front()];
  for (const auto word : std::span(axis_words).subspan(1)) {
    const auto hash = hashes[word];
    pairs.add(hash_of_pair(before, hash));
    before = hash;
  }
  return pairs;
}

Built Builder::build(const Episode& episode, text::Analyzer& analyzer) {
  auto& in = *impl_;
  in.start(analyzer);
  in.place(episode, analyzer);
  in.marks.size = static_cast<Position>(in.axis.size());
  in.number_words(analyzer);
  in.find_slots(analyzer);
  in.count_zones();
  in.sort();
  in.form_of_word.resize(in.words.size());
  LetterChoice letters;
  for (const auto& slot : in.slots) letters.add(slot.stem);
  in.encoder.start(in.marks.size, letters.bits());
  Built built;
  built.tokens = in.marks.size;
  built.stems.reserve(in.slots.size());
  for (const auto& next : in.order) {
    const auto& slot = in.slots[next.slot];
    in.encode(slot);
    built.stems.push_back({slot.stem, slot.zones});
  }
  built.bytes = in.encoder.finish(in.marks);
  built.pairs = in.pairs().stored();
  built.forms = in.forms_before;
  built.words = in.words;
  built.axis = in.axis;
  built.axis_words = in.axis_words;
  built.cues = in.marks.cues;
  return built;
}

}  // namespace whensaid::timeline
