#include "index/cue_chunk.hpp"

#include <algorithm>
#include <optional>

#include "index/timed_words.hpp"
#include "timeline/bytes.hpp"

namespace whensaid::index {

using timeline::put_varint;
using timeline::Reader;

namespace {

/// The words of some cues, in order.
class CueWords {
 public:
  /// False when they are not the spelling's, or not all there.
  bool open(const ChunkPlace& place, const Spelling& spelling, std::uint32_t first,
            std::uint32_t last) {
    const auto& timeline = place.timeline;
    position_ = timeline.cues()[first].first;
    const auto count = timeline.cue_end(last - 1) - position_;
    wording_ = place.words;
    if (wording_ == nullptr) {
      read_ = timeline.wording(position_, position_ + count);
      if (!read_) return false;
      wording_ = &*read_;
    } else {
      next_ = position_ - timeline.speech_begin();
    }
    return wording_->all_forms() == spelling.forms() && wording_->size() - next_ >= count;
  }

  /// From here on tells where the words stand.
  void tell(std::vector<PlacedText::Word>& placed) { placed_ = &placed; }

  /// Appends the next one. `own` is for Style::own.
  void append(TextWriter& text, const Spelling& spelling, const Spelling::Step& step,
              std::string_view own) {
    const auto form = wording_->form_at(next_++);
    const auto begin = text.size() + step.gap.size();
    spelling.append(text, step, form.number, form.letters, own);
    if (placed_ != nullptr) placed_->push_back({position_++, {begin, text.size()}});
  }

  /// The same for the next `count`. False when the text grows longer than `limit`.
  bool append_usual(TextWriter& text, const Spelling& spelling, std::uint32_t count,
                    std::size_t limit) {
    const auto& step = spelling.step(kUsualStep);
    for (; count > 0; --count) {
      append(text, spelling, step, {});
      if (text.size() > limit) return false;
    }
    return true;
  }

 private:
  std::optional<timeline::Wording> read_{};
  const timeline::Wording* wording_{nullptr};
  std::size_t next_{0};  ///< in the wording
  timeline::Position position_{0};
  std::vector<PlacedText::Word>* placed_{nullptr};
};

/// Takes the cues of a packed chunk in order, wanted or not.
class Unpacker {
 public:
  Unpacker(const ChunkPlace& place, const Spelling& spelling)
      : place_(place), spelling_(spelling), text_left_(place.text_bytes) {}

  /// At the first cue.
  bool open(std::string_view bytes) {
    Reader in(bytes);
    const auto edges = in.varint();
    const auto runs = in.varint();
    const auto steps = in.varint();
    at_.first_steps = Reader(in.take(edges));
    at_.ends = at_.first_steps;
    for (std::uint32_t i = 0; i < place_.cues; ++i) {
      if (words_in(i) > 0) at_.ends.varint();
    }
    at_.runs = Reader(in.take(runs));
    at_.steps = Reader(in.take(steps));
    timed_words_ = bytes.substr(bytes.size() - in.left());
    if (!in.ok() || !timed_.read(in, place_.cues)) return false;
    timed_words_.remove_suffix(in.left());
    at_.own = in.take(in.left());
    begin_run();
    return at_.ends.ok();
  }

  /// At a cue that is in the index. Words with a time are read when asked for.
  void open(const ChunkIndex& index, std::uint32_t cue) { at_ = index.at[cue / kIndexedCues]; }
  bool read_timed(const ChunkIndex& index) {
    Reader in(index.timed_words);
    return timed_.read(in, place_.cues);
  }

  bool skip(std::uint32_t cue) {
    if (std::uint64_t left = words_in(cue); left > 0) {
      StepId id = 0;
      std::string_view own;
      if (!take_first(id, own)) return false;
      for (--left; left > at_.usual;) {
        left -= at_.usual + 1;
        if (!take_other(id, own)) return false;
      }
      at_.usual -= left;
    }
    at_.ends.varint();
    return true;
  }

  /// Appends a cue's text. `words` gives its words and moves on.
  bool take(std::uint32_t cue, CueWords& words, TextWriter& text) {
    const auto limit = text.size() + text_left_;
    if (auto left = words_in(cue); left > 0) {
      StepId id = 0;
      std::string_view own;
      if (!take_first(id, own)) return false;
      for (;;) {
        words.append(text, spelling_, spelling_.step(id), own);
        const auto usual = static_cast<std::uint32_t>(std::min<std::uint64_t>(--left, at_.usual));
        if (!words.append_usual(text, spelling_, usual, limit)) return false;
        at_.usual -= usual;
        left -= usual;
        if (left == 0) break;
        if (!take_other(id, own)) return false;
      }
    }
    const auto end = at_.ends.varint();
    if (!at_.ends.ok() || end >= spelling_.steps()) return false;
    text.add(spelling_.step(static_cast<StepId>(end)).gap);
    if (text.size() > limit) return false;
    text_left_ = limit - text.size();
    return true;
  }

  void skip_timed(std::uint32_t cues) { timed_.skip(cues); }
  bool take_timed(std::uint32_t cue, Cue& into) { return timed_.take(cue, into); }

  [[nodiscard]] bool at_end() const {
    return at_.ends.left() == 0 && at_.runs.left() == 0 && at_.steps.left() == 0 && at_.own.empty();
  }

  [[nodiscard]] const Columns& columns() const { return at_; }
  [[nodiscard]] std::string_view timed_words() const { return timed_words_; }

 private:
  [[nodiscard]] std::uint32_t words_in(std::uint32_t cue) const {
    const auto at = place_.first_cue + cue;
    return place_.timeline.cue_end(at) - place_.timeline.cues()[at].first;
  }

  /// Behind the last step that is not usual all are.
  void begin_run() { at_.usual = at_.steps.left() == 0 ? UINT64_MAX : at_.runs.varint(); }

  bool take_step(Reader& from, StepId& id, std::string_view& own) {
    const auto number = from.varint();
    if (!from.ok() || number >= spelling_.steps()) return false;
    id = static_cast<StepId>(number);
    if (spelling_.step(id).style != Style::own) return true;
    const auto end = at_.own.find('\0');
    if (end == at_.own.npos) return false;
    own = at_.own.substr(0, end);
    at_.own.remove_prefix(end + 1);
    return true;
  }

  bool take_first(StepId& id, std::string_view& own) { return take_step(at_.first_steps, id, own); }

  bool take_other(StepId& id, std::string_view& own) {
    if (!at_.runs.ok() || !take_step(at_.steps, id, own)) return false;
    begin_run();
    return true;
  }

  const ChunkPlace& place_;
  const Spelling& spelling_;
  std::size_t text_left_;
  Columns at_;
  TimedWords timed_;
  std::string_view timed_words_;
};

/// Whether cues [first, last) are of the chunk, and the chunk of the timeline.
bool is_in(const ChunkPlace& place, std::uint32_t first, std::uint32_t last) {
  const auto end = std::uint64_t{place.first_cue} + place.cues;
  return end <= place.timeline.cues().size() && first >= place.first_cue && first < last &&
         last <= end;
}

/// Brings the unpacker to a cue of the episode.
bool go_to(Unpacker& unpacker, std::string_view bytes, const ChunkPlace& place,
           std::uint32_t first) {
  const auto wanted = first - place.first_cue;
  std::uint32_t cue = 0;
  if (place.index != nullptr) {
    cue = wanted / kIndexedCues * kIndexedCues;
    unpacker.open(*place.index, cue);
  } else if (!unpacker.open(bytes)) {
    return false;
  }
  for (; cue < wanted; ++cue) {
    if (!unpacker.skip(cue)) return false;
  }
  return true;
}

}  // namespace

PackedCues pack_cues(const Episode& episode, const CueRun& run, const timeline::Built& built,
                     const Spelled& spelled) {
  PackedCues packed;
  std::string edges, ends, runs, steps, own;
  auto next = run.first_step;
  std::uint64_t usual = 0;
  for (auto i = run.first; i < run.last; ++i) {
    const auto first = built.cues[i].first;
    const auto last = i + 1 < built.cues.size() ? built.cues[i + 1].first : built.tokens;
    for (auto at = first; at < last; ++at) {
      const auto id = spelled.steps[next++];
      if (at == first) {
        put_varint(edges, id);
      } else if (id == kUsualStep) {
        ++usual;
        continue;
      } else {
        put_varint(runs, usual);
        put_varint(steps, id);
        usual = 0;
      }
      if (!spelled.is_own[id]) continue;
      const auto& token = built.axis[at];
      own.append(episode.cues[i].text, token.begin, token.end - token.begin);
      own += '\0';
    }
    put_varint(ends, spelled.ends[i]);
  }
  edges += ends;
  packed.steps = next - run.first_step;
  for (const auto* const column : {&edges, &runs, &steps}) put_varint(packed.bytes, column->size());
  packed.bytes += edges;
  packed.cuts.push_back(packed.bytes.size());
  packed.bytes += runs;
  packed.cuts.push_back(packed.bytes.size());
  packed.bytes += steps;
  packed.cuts.push_back(packed.bytes.size());
  packed.bytes +=
      pack_timed_words(std::span(episode.cues).subspan(run.first, run.last - run.first));
  packed.bytes += own;
  return packed;
}

std::optional<ChunkIndex> index_chunk(std::string_view bytes, const ChunkPlace& place,
                                      const Spelling& spelling) {
  if (!is_in(place, place.first_cue, place.first_cue + place.cues)) return std::nullopt;
  Unpacker unpacker(place, spelling);
  if (!unpacker.open(bytes)) return std::nullopt;
  ChunkIndex index;
  index.timed_words = unpacker.timed_words();
  index.at.reserve((place.cues + kIndexedCues - 1) / kIndexedCues);
  for (std::uint32_t cue = 0; cue < place.cues; ++cue) {
    if (cue % kIndexedCues == 0) index.at.push_back(unpacker.columns());
    if (!unpacker.skip(cue)) return std::nullopt;
  }
  return unpacker.at_end() ? std::optional(std::move(index)) : std::nullopt;
}

bool unpack_cues(std::string_view bytes, const ChunkPlace& place, const Spelling& spelling,
                 std::uint32_t first, std::uint32_t last, std::vector<Cue>& out) {
  const auto& timeline = place.timeline;
  if (!is_in(place, first, last)) return false;
  Unpacker unpacker(place, spelling);
  CueWords words;
  if (!go_to(unpacker, bytes, place, first) || !words.open(place, spelling, first, last)) {
    return false;
  }
  if (place.index != nullptr && !unpacker.read_timed(*place.index)) return false;
  unpacker.skip_timed(first - place.first_cue);
  for (auto number = first; number < last; ++number) {
    const auto& mark = timeline.cues()[number];
    auto& cue = out.emplace_back();
    cue.start = Millis{mark.start_ms};
    cue.end = Millis{mark.end_ms};
    cue.speaker = timeline.speakers()[timeline.speaker_of_cue(number)];
    const auto in_chunk = number - place.first_cue;
    {
      TextWriter text(cue.text);
      if (!unpacker.take(in_chunk, words, text)) return false;
    }
    if (!unpacker.take_timed(in_chunk, cue)) return false;
  }
  return last < place.first_cue + place.cues || unpacker.at_end();
}

bool unpack_text(std::string_view bytes, const ChunkPlace& place, const Spelling& spelling,
                 std::uint32_t first, std::uint32_t last, PlacedText& out) {
  if (!is_in(place, first, last)) return false;
  Unpacker unpacker(place, spelling);
  CueWords words;
  if (!go_to(unpacker, bytes, place, first) || !words.open(place, spelling, first, last)) {
    return false;
  }
  const auto count = place.timeline.cue_end(last - 1) - place.timeline.cues()[first].first;
  constexpr std::size_t kWordBytes = 6;  // mostly less, with the space
  out.words.reserve(out.words.size() + count);
  words.tell(out.words);
  TextWriter text(out.text);
  text.make_room(count * kWordBytes);
  for (auto number = first; number < last; ++number) {
    if (text.size() > 0) text.add(' ');
    if (!unpacker.take(number - place.first_cue, words, text)) return false;
  }
  return last < place.first_cue + place.cues || unpacker.at_end();
}

}  // namespace whensaid::index
