#include "timeline/marks.hpp"

#include <algorithm>
#include <cassert>
#include <numeric>
#include <span>

#include "timeline/codec.hpp"

namespace whensaid::timeline {

namespace {

constexpr std::uint32_t kMaxMs = INT32_MAX;
constexpr unsigned kParameterBits = 5;
constexpr unsigned kMaxParameter = 31;

using Column = std::vector<std::uint32_t>;

std::uint64_t cost(std::span<const std::uint32_t> column, unsigned k) {
  std::uint64_t bits = 0;
  for (const auto number : column) {
    const auto high = number >> k;
    bits += high < kRawFrom ? high + 1 + k : kRawFrom + 1 + 32;
  }
  return bits;
}

/// The cost has one valley nearly always; a few more steps find it behind a bump.
unsigned best_parameter(std::span<const std::uint32_t> column) {
  unsigned best = 0;
  auto least = cost(column, 0);
  for (unsigned k = 1; k <= kMaxParameter && k < best + 4; ++k) {
    const auto bits = cost(column, k);
    if (bits >= least) continue;
    least = bits;
    best = k;
  }
  return best;
}

void put_column(BitWriter& bits, std::span<const std::uint32_t> column) {
  if (column.empty()) return;
  const auto k = best_parameter(column);
  bits.put(k, kParameterBits);
  for (const auto number : column) bits.put_number(number, k);
}

/// The numbers of a column one by one; 0 and a failed state where there is more than `limit`.
class ColumnReader {
 public:
  ColumnReader(BitReader& bits, std::uint32_t count) : bits_(bits) {
    if (count > 0) k_ = bits.bits(kParameterBits);
  }
  std::uint32_t number(std::uint64_t limit) {
    const auto number = bits_.number(k_);
    if (number <= limit) return number;
    ok_ = false;
    return 0;
  }
  /// For who finds that a number cannot be.
  void fail() { ok_ = false; }
  std::int64_t signed_number() { return unzigzag(bits_.number(k_)); }
  [[nodiscard]] bool ok() const { return ok_ && !bits_.past_end(); }

 private:
  BitReader& bits_;
  unsigned k_{0};
  bool ok_{true};
};

std::uint32_t unit_of(std::span<const CueMark> cues) {
  std::uint32_t unit = 0;
  for (const auto& cue : cues) unit = std::gcd(std::gcd(unit, cue.start_ms), cue.end_ms);
  return std::max(unit, 1U);
}

std::uint32_t unit_of(std::span<const WordMark> words) {
  std::uint32_t unit = 0;
  for (const auto& word : words) unit = std::gcd(unit, word.start_ms);
  return std::max(unit, 1U);
}

std::uint32_t zigzag_units(std::int64_t ms, std::uint32_t unit) {
  return static_cast<std::uint32_t>(zigzag(ms / std::int64_t{unit}));
}

void put_cues(BitWriter& bits, const Marks& marks, std::uint32_t unit) {
  Column words, starts, ends;
  std::uint32_t before = 0;
  for (std::size_t i = 0; i < marks.cues.size(); ++i) {
    const auto& cue = marks.cues[i];
    const auto* const next = i + 1 < marks.cues.size() ? &marks.cues[i + 1] : nullptr;
    assert(cue.start_ms >= before && cue.end_ms >= cue.start_ms);
    words.push_back((next != nullptr ? next->first : marks.size) - cue.first);
    starts.push_back((cue.start_ms - before) / unit);
    before = cue.start_ms;
    const std::int64_t expected = next != nullptr ? next->start_ms : cue.start_ms;
    ends.push_back(zigzag_units(expected - cue.end_ms, unit));
  }
  for (const auto* const column : {&words, &starts, &ends}) put_column(bits, *column);
}

void put_words(BitWriter& bits, const Marks& marks, std::uint32_t unit) {
  Column places, times;
  auto position = marks.cues.empty() ? Position{0} : marks.cues.front().first;
  std::int64_t ms = 0;
  for (const auto& mark : marks.word_marks) {
    places.push_back(mark.position - position);
    times.push_back(zigzag_units(std::int64_t{mark.start_ms} - ms, unit));
    position = mark.position;
    ms = mark.start_ms;
  }
  put_column(bits, places);
  put_column(bits, times);
}

void put_turns(BitWriter& bits, const Marks& marks) {
  Column cues, speakers;
  std::uint32_t cue = 0;
  for (const auto& turn : marks.turns) {
    cues.push_back(turn.first_cue - cue);
    speakers.push_back(turn.speaker);
    cue = turn.first_cue;
  }
  put_column(bits, cues);
  put_column(bits, speakers);
}

std::vector<Section> read_sections(Reader& in, const MarkCounts& counts) {
  constexpr auto kLastZone = static_cast<std::uint8_t>(Zone::speech);
  std::vector<Section> sections;
  Position at = 0;
  for (std::uint32_t i = 0; i < counts.sections && in.ok(); ++i) {
    const auto zone = static_cast<Zone>(std::min(in.byte(), kLastZone));
    const auto same_zone = !sections.empty() && sections.back().zone == zone;
    sections.push_back({at, zone, same_zone ? sections.back().index + 1 : 0});
    at += in.number(counts.size - at);
  }
  if (at != counts.size) in.fail();
  return sections;
}

std::vector<ChapterMark> read_chapters(Reader& in, std::uint32_t count) {
  std::vector<ChapterMark> chapters;
  std::uint32_t ms = 0;
  for (std::uint32_t i = 0; i < count && in.ok(); ++i) {
    ms += in.number(kMaxMs - ms);
    chapters.push_back({ms, ms + in.number(kMaxMs - ms)});
  }
  return chapters;
}

/// A time that is a number of units later; nothing sound when the column has failed.
std::uint32_t later(std::uint32_t ms, std::uint32_t unit, ColumnReader& units) {
  const auto most = kMaxMs - ms;
  const auto more = std::uint64_t{units.number(most)} * unit;  // a division would take longer
  if (more > most) units.fail();
  return ms + static_cast<std::uint32_t>(std::min<std::uint64_t>(more, most));
}

bool read_cues(BitReader& bits, std::uint32_t count, Position first, Position size,
               std::uint32_t unit, std::vector<CueMark>& cues) {
  cues.resize(count);
  ColumnReader words(bits, count);
  for (auto& cue : cues) {
    cue.first = first;
    first += words.number(size - first);
  }
  ColumnReader starts(bits, count);
  std::uint32_t ms = 0;
  for (auto& cue : cues) cue.start_ms = ms = later(ms, unit, starts);
  ColumnReader ends(bits, count);
  for (std::size_t i = 0; i < cues.size(); ++i) {
    const std::int64_t expected = i + 1 < cues.size() ? cues[i + 1].start_ms : cues[i].start_ms;
    const auto end = expected - ends.signed_number() * std::int64_t{unit};
    if (end < cues[i].start_ms || end > kMaxMs) return false;
    cues[i].end_ms = static_cast<std::uint32_t>(end);
  }
  return words.ok() && starts.ok() && ends.ok();
}

bool read_words(BitReader& bits, std::uint32_t count, Position first, Position size,
                std::uint32_t unit, std::vector<WordMark>& words) {
  words.resize(count);
  ColumnReader places(bits, count);
  for (auto& word : words) word.position = first += places.number(size - first);
  ColumnReader times(bits, count);
  std::int64_t ms = 0;
  for (auto& word : words) {
    ms += times.signed_number() * std::int64_t{unit};
    if (ms < 0 || ms > kMaxMs) return false;
    word.start_ms = static_cast<std::uint32_t>(ms);
  }
  return places.ok() && times.ok();
}

bool read_turns(BitReader& bits, const MarkCounts& counts, std::vector<Turn>& turns) {
  turns.resize(counts.turns);
  ColumnReader cues(bits, counts.turns);
  std::uint32_t cue = 0;
  for (auto& turn : turns) turn.first_cue = cue += cues.number(counts.cues - cue);
  ColumnReader speakers(bits, counts.turns);
  for (auto& turn : turns) turn.speaker = speakers.number(counts.speakers);
  return cues.ok() && speakers.ok();
}

}  // namespace

std::string write_marks(const Marks& marks) {
  std::string out;
  put_string(out, marks.language);
  for (std::size_t i = 0; i < marks.sections.size(); ++i) {
    const auto end = i + 1 < marks.sections.size() ? marks.sections[i + 1].first : marks.size;
    out.push_back(static_cast<char>(marks.sections[i].zone));
    put_varint(out, end - marks.sections[i].first);
  }
  for (const auto speaker : marks.speakers) put_string(out, speaker);
  std::uint32_t start = 0;
  for (const auto& chapter : marks.chapters) {
    put_varint(out, chapter.start_ms - start);
    put_varint(out, chapter.end_ms - chapter.start_ms);
    start = chapter.start_ms;
  }
  const auto cue_unit = unit_of(marks.cues);
  const auto word_unit = unit_of(marks.word_marks);
  put_varint(out, cue_unit);
  put_varint(out, word_unit);
  BitWriter bits(out);
  put_cues(bits, marks, cue_unit);
  put_words(bits, marks, word_unit);
  put_turns(bits, marks);
  bits.align();
  return out;
}

bool read_marks(std::string_view bytes, const MarkCounts& counts, Marks& marks,
                SpokenPlace& spoken) {
  Reader in(bytes);
  marks.size = counts.size;
  marks.language = in.string();
  marks.sections = read_sections(in, counts);
  for (std::uint32_t i = 0; i < counts.speakers && in.ok(); ++i) {
    marks.speakers.push_back(in.string());
  }
  marks.chapters = read_chapters(in, counts.chapters);
  spoken.cue_unit = in.number(kMaxMs);
  spoken.word_unit = in.number(kMaxMs);
  if (!in.ok() || spoken.cue_unit == 0 || spoken.word_unit == 0) return false;
  spoken.begin = bytes.size() - in.left();
  // A cue takes three bits at least, a word mark and a turn two.
  return std::uint64_t{counts.cues} * 3 + (std::uint64_t{counts.word_marks} + counts.turns) * 2 <=
         std::uint64_t{in.left()} * 8;
}

bool read_spoken(std::string_view bytes, const MarkCounts& counts, const SpokenPlace& place,
                 Marks& marks) {
  const auto speech = !marks.sections.empty() && marks.sections.back().zone == Zone::speech
                          ? marks.sections.back().first
                          : counts.size;
  BitReader bits(bytes, std::uint64_t{place.begin} * 8);
  return read_cues(bits, counts.cues, speech, counts.size, place.cue_unit, marks.cues) &&
         read_words(bits, counts.word_marks, speech, counts.size, place.word_unit,
                    marks.word_marks) &&
         read_turns(bits, counts, marks.turns) && !bits.past_end();
}

}  // namespace whensaid::timeline
