// Analyzes every zone of an episode onto one axis and sorts the positions by stem: a counting sort,
// nothing is allocated for a word that was seen before.

#include "timeline/build.hpp"

#include <algorithm>
#include <unordered_map>

#include "timeline/encode.hpp"

namespace whensaid::timeline {

namespace {

constexpr std::uint32_t kNone = UINT32_MAX;

std::uint32_t to_ms(Millis time) {
  return static_cast<std::uint32_t>(std::clamp<std::int64_t>(time.count(), 0, INT32_MAX));
}

/// One distinct stem of the episode. A word with two stems has a slot in each.
struct Slot {
  std::string_view stem{};
  std::uint32_t count{0};
  std::uint32_t begin{0};  ///< its run in the sorted positions
  std::array<std::uint32_t, kZones> zones{};
  std::vector<text::WordId> words{};
};

struct WordSlots {
  std::uint32_t first{kNone};
  std::uint32_t second{kNone};
  std::uint32_t count{0};  ///< positions of the word
};

}  // namespace

struct Builder::Impl {
  std::vector<text::Token> axis;  // the word at each position
  Marks marks;
  std::vector<WordSlots> slots_of_word;  // by WordId
  std::vector<text::WordId> distinct;    // words, as they first appear
  std::vector<Slot> slots;
  std::unordered_map<std::string_view, std::uint32_t> slot_of_stem;
  std::vector<std::uint32_t> order;  // slots sorted by stem
  std::vector<Position> positions;   // slot by slot, ascending in each
  std::vector<std::uint32_t> cursors;
  std::vector<std::uint32_t> form_of_word;  // by WordId, for the slot at hand
  std::vector<std::uint32_t> form_numbers;  // by WordId
  std::uint32_t forms_before = 0;           // under the slots before the one at hand
  std::vector<std::pair<std::string_view, text::WordId>> spelled;
  std::vector<std::string_view> forms;
  std::vector<std::uint32_t> form_at;
  Encoder encoder;

  void place(const Episode& episode, text::Analyzer& analyzer);
  void place_section(Zone zone, std::string_view text, text::Analyzer& analyzer);
  void place_word_times(const Cue& cue, Position first);
  void mark_turns(const Episode& episode);
  std::uint32_t slot_for(std::string_view stem, text::WordId word);
  void count(const text::Analyzer& analyzer);
  void sort();
  void encode(const Slot& slot, const text::Analyzer& analyzer);
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
    const auto [at, is_new] = known.try_emplace(name, static_cast<std::uint32_t>(known.size()));
    if (is_new) marks.speakers.push_back(name);
    if (at->second != current) marks.turns.push_back({i, at->second});
    current = at->second;
  }
}

std::uint32_t Builder::Impl::slot_for(std::string_view stem, text::WordId word) {
  const auto [at, is_new] =
      slot_of_stem.try_emplace(stem, static_cast<std::uint32_t>(slots.size()));
  if (is_new) slots.push_back(Slot{.stem = stem});
  slots[at->second].words.push_back(word);
  return at->second;
}

void Builder::Impl::count(const text::Analyzer& analyzer) {
  slots_of_word.assign(analyzer.words(), {});
  for (std::size_t section = 0; section < marks.sections.size(); ++section) {
    const auto zone = static_cast<std::size_t>(marks.sections[section].zone);
    const auto end =
        section + 1 < marks.sections.size() ? marks.sections[section + 1].first : marks.size;
    for (auto i = marks.sections[section].first; i < end; ++i) {
      const auto word = axis[i].word;
      auto& known = slots_of_word[word];
      ++known.count;
      if (known.first == kNone) {
        distinct.push_back(word);
        known.first = slot_for(analyzer.stem(word), word);
        const auto second = analyzer.second_stem(word);
        if (!second.empty()) known.second = slot_for(second, word);
      }
      ++slots[known.first].zones[zone];
      if (known.second != kNone) ++slots[known.second].zones[zone];
    }
  }
}

void Builder::Impl::sort() {
  order.resize(slots.size());
  for (std::uint32_t i = 0; i < order.size(); ++i) order[i] = i;
  std::sort(order.begin(), order.end(),
            [&](std::uint32_t a, std::uint32_t b) { return slots[a].stem < slots[b].stem; });
  cursors.resize(slots.size());
  std::uint32_t begin = 0;
  for (const auto index : order) {
    auto& slot = slots[index];
    for (const auto in_zone : slot.zones) slot.count += in_zone;
    cursors[index] = slot.begin = begin;
    begin += slot.count;
  }
  positions.resize(begin);
  for (Position i = 0; i < axis.size(); ++i) {
    const auto& known = slots_of_word[axis[i].word];
    positions[cursors[known.first]++] = i;
    if (known.second != kNone) positions[cursors[known.second]++] = i;
  }
}

void Builder::Impl::encode(const Slot& slot, const text::Analyzer& analyzer) {
  spelled.clear();
  for (const auto word : slot.words) spelled.emplace_back(analyzer.form(word), word);
  std::sort(spelled.begin(), spelled.end());
  forms.clear();
  for (const auto& [form, word] : spelled) {
    if (forms.empty() || forms.back() != form) forms.push_back(form);
    form_of_word[word] = static_cast<std::uint32_t>(forms.size() - 1);
    form_numbers[word] = forms_before + form_of_word[word];
  }
  forms_before += static_cast<std::uint32_t>(forms.size());
  const std::span places(positions.data() + slot.begin, slot.count);
  form_at.clear();
  if (forms.size() > 1) {
    for (const auto position : places) form_at.push_back(form_of_word[axis[position].word]);
  }
  encoder.add({slot.stem, places, forms, form_at});
}

Built Builder::build(const Episode& episode, text::Analyzer& analyzer) {
  auto& in = *impl_;
  in.axis.clear();
  in.marks = {};
  in.slots.clear();
  in.slot_of_stem.clear();
  in.distinct.clear();
  in.place(episode, analyzer);
  in.marks.size = static_cast<Position>(in.axis.size());
  in.marks.language = analyzer.language();
  in.count(analyzer);
  in.sort();
  in.form_of_word.resize(analyzer.words());
  in.form_numbers.resize(analyzer.words());
  in.forms_before = 0;
  LetterChoice letters;
  for (const auto& slot : in.slots) letters.add(slot.stem);
  in.encoder.start(in.marks.size, letters.bits());
  Built built;
  built.tokens = in.marks.size;
  built.stems.reserve(in.slots.size());
  for (const auto index : in.order) {
    in.encode(in.slots[index], analyzer);
    built.stems.push_back({in.slots[index].stem, in.slots[index].zones});
  }
  built.words.reserve(in.distinct.size());
  for (const auto word : in.distinct) built.words.push_back({word, in.slots_of_word[word].count});
  built.bytes = in.encoder.finish(in.marks);
  built.forms = in.forms_before;
  built.axis = in.axis;
  built.cues = in.marks.cues;
  built.form_numbers = in.form_numbers;
  return built;
}

}  // namespace whensaid::timeline
