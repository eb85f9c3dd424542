#include "index/cue_chunk.hpp"

#include <algorithm>
#include <optional>

#include "index/timed_words.hpp"
#include "timeline/bytes.hpp"

namespace whensaid::index {

using timeline::put_varint;
using timeline::Reader;

namespace {

/// A packed chunk, read from its beginning: cues are taken in order, wanted or not.
class Unpacker {
 public:
  Unpacker(const ChunkPlace& place, const Spelling& spelling)
      : place_(place), spelling_(spelling), text_left_(place.text_bytes) {}

  bool read(std::string_view bytes) {
    Reader in(bytes);
    const auto edges = in.varint();
    const auto runs = in.varint();
    const auto steps = in.varint();
    first_steps_ = Reader(in.take(edges));
    ends_ = first_steps_;
    for (std::uint32_t i = 0; i < place_.cues; ++i) {
      if (words_in(i) > 0) ends_.varint();
    }
    runs_ = Reader(in.take(runs));
    steps_ = Reader(in.take(steps));
    if (!in.ok() || !timed_.read(in, place_.cues)) return false;
    own_ = in.take(in.left());
    begin_run();
    return ends_.ok();
  }

  bool skip(std::uint32_t cue) {
    if (std::uint64_t left = words_in(cue); left > 0) {
      StepId id = 0;
      std::string_view own;
      if (!take_first(id, own)) return false;
      for (--left; left > run_;) {
        left -= run_ + 1;
        if (!take_other(id, own)) return false;
      }
      run_ -= left;
    }
    ends_.varint();
    timed_.skip(cue);
    return true;
  }

  bool take(std::uint32_t cue, const timeline::Wording& wording, std::size_t& word, Cue& into) {
    const auto words = words_in(cue);
    for (std::uint32_t i = 0; i < words; ++i) {
      StepId id = kUsualStep;
      std::string_view own;
      if (i == 0) {
        if (!take_first(id, own)) return false;
      } else if (run_ > 0) {
        --run_;
      } else if (!take_other(id, own)) {
        return false;
      }
      const auto form = wording.form_at(word++);
      const auto before = into.text.size();
      spelling_.append(into.text, spelling_.step(id), form.number, form.letters, own);
      if (!spend(into.text.size() - before)) return false;
    }
    const auto end = ends_.varint();
    if (!ends_.ok() || end >= spelling_.steps()) return false;
    const auto gap = spelling_.step(static_cast<StepId>(end)).gap;
    into.text += gap;
    return spend(gap.size()) && timed_.take(cue, into);
  }

  [[nodiscard]] bool at_end() const {
    return ends_.left() == 0 && runs_.left() == 0 && steps_.left() == 0 && own_.empty();
  }

 private:
  [[nodiscard]] std::uint32_t words_in(std::uint32_t cue) const {
    const auto at = place_.first_cue + cue;
    return place_.timeline.cue_end(at) - place_.timeline.cues()[at].first;
  }

  bool spend(std::size_t bytes) {
    if (bytes > text_left_) return false;
    text_left_ -= bytes;
    return true;
  }

  /// Behind the last step that is not usual all are.
  void begin_run() { run_ = steps_.left() == 0 ? UINT64_MAX : runs_.varint(); }

  bool take_step(Reader& from, StepId& id, std::string_view& own) {
    const auto number = from.varint();
    if (!from.ok() || number >= spelling_.steps()) return false;
    id = static_cast<StepId>(number);
    if (spelling_.step(id).style != Style::own) return true;
    const auto end = own_.find('\0');
    if (end == own_.npos) return false;
    own = own_.substr(0, end);
    own_.remove_prefix(end + 1);
    return true;
  }

  bool take_first(StepId& id, std::string_view& own) { return take_step(first_steps_, id, own); }

  bool take_other(StepId& id, std::string_view& own) {
    if (!runs_.ok() || !take_step(steps_, id, own)) return false;
    begin_run();
    return true;
  }

  const ChunkPlace& place_;
  const Spelling& spelling_;
  std::size_t text_left_;
  Reader first_steps_{{}};
  Reader ends_{{}};
  Reader runs_{{}};
  Reader steps_{{}};
  TimedWords timed_;
  std::string_view own_;  ///< of the steps not yet taken
  std::uint64_t run_{0};  ///< usual steps until the next other one
};

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

bool unpack_cues(std::string_view bytes, const ChunkPlace& place, const Spelling& spelling,
                 std::uint32_t first, std::uint32_t last, std::vector<Cue>& out) {
  const auto& timeline = place.timeline;
  const auto& cues = timeline.cues();
  const auto end = std::uint64_t{place.first_cue} + place.cues;
  if (end > cues.size() || first < place.first_cue || first >= last || last > end) return false;
  Unpacker unpacker(place, spelling);
  if (!unpacker.read(bytes)) return false;
  auto number = place.first_cue;
  for (; number < first; ++number) {
    if (!unpacker.skip(number - place.first_cue)) return false;
  }
  std::optional<timeline::Wording> read;
  const auto* wording = place.words;
  if (wording == nullptr) {
    read = timeline.wording(cues[first].first, timeline.cue_end(last - 1));
    if (!read) return false;
    wording = &*read;
  }
  if (wording->all_forms() != spelling.forms()) return false;
  std::size_t word = place.words != nullptr ? cues[first].first - timeline.speech_begin() : 0;
  if (wording->size() - word < timeline.cue_end(last - 1) - cues[first].first) return false;
  for (; number < last; ++number) {
    auto& cue = out.emplace_back();
    cue.start = Millis{cues[number].start_ms};
    cue.end = Millis{cues[number].end_ms};
    cue.speaker = timeline.speakers()[timeline.speaker_of_cue(number)];
    if (!unpacker.take(number - place.first_cue, *wording, word, cue)) return false;
  }
  return number < end || unpacker.at_end();
}

}  // namespace whensaid::index
