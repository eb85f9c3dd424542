#include "index/record.hpp"

#include <xxhash.h>
#include <zstd.h>

#include <algorithm>
#include <limits>
#include <memory>
#include <new>
#include <span>

#include "index/normalise.hpp"
#include "timeline/bytes.hpp"

namespace whensaid::index {

using timeline::put_fixed;
using timeline::put_signed;
using timeline::put_string;
using timeline::put_varint;
using timeline::Reader;

namespace {

constexpr char kRecordVersion = 2;
constexpr std::size_t kSealedFrom = 9;  // version and checksum come before

/// A part never inflates to more: a step for each letter, and about as much again for the times and
/// lengths of words.
constexpr std::size_t kMaxPartBytes = 4 * kMaxEpisodeBytes;

/// One frame with a block of its own from each of `cuts` on, so that numbers and text do not share
/// a code. Contexts are large (a megabyte to write, 100 KB to read) and made once a thread.
std::string compress(std::string_view bytes, std::span<const std::size_t> cuts = {}) {
  struct Free {
    void operator()(ZSTD_CCtx* context) const { ZSTD_freeCCtx(context); }
  };
  thread_local const std::unique_ptr<ZSTD_CCtx, Free> context(ZSTD_createCCtx());
  if (context == nullptr) throw std::bad_alloc();
  ZSTD_CCtx_reset(context.get(), ZSTD_reset_session_and_parameters);
  ZSTD_CCtx_setParameter(context.get(), ZSTD_c_compressionLevel, kCompressionLevel);
  ZSTD_CCtx_setPledgedSrcSize(context.get(), bytes.size());  // stored: readers allocate by it
  constexpr std::size_t kBlockBytes = 16;                    // header of the block before a cut
  std::string out(ZSTD_compressBound(bytes.size()) + kBlockBytes * cuts.size(), '\0');
  ZSTD_outBuffer to{out.data(), out.size(), 0};
  ZSTD_inBuffer from{bytes.data(), 0, 0};
  // With room for all the one failure left is memory, and one call takes all.
  for (const auto cut : cuts) {
    from.size = cut;
    if (ZSTD_compressStream2(context.get(), &to, &from, ZSTD_e_flush) != 0) throw std::bad_alloc();
  }
  from.size = bytes.size();
  if (ZSTD_compressStream2(context.get(), &to, &from, ZSTD_e_end) != 0) throw std::bad_alloc();
  out.resize(to.pos);
  return out;
}

bool decompress(std::string_view bytes, std::size_t size, std::string& out) {
  struct Free {
    void operator()(ZSTD_DCtx* context) const { ZSTD_freeDCtx(context); }
  };
  thread_local const std::unique_ptr<ZSTD_DCtx, Free> context(ZSTD_createDCtx());
  if (context == nullptr) throw std::bad_alloc();
  if (size > kMaxPartBytes || ZSTD_getFrameContentSize(bytes.data(), bytes.size()) != size) {
    return false;
  }
  out.resize(size);
  return ZSTD_decompressDCtx(context.get(), out.data(), size, bytes.data(), bytes.size()) == size;
}

std::uint64_t checksum(std::string_view bytes) { return XXH3_64bits(bytes.data(), bytes.size()); }

void put_optional(std::string& out, const std::optional<std::int64_t>& number) {
  out += number ? '\1' : '\0';
  if (number) put_signed(out, *number);
}

std::optional<std::int64_t> read_optional(Reader& in) {
  return in.varint() == 0 ? std::nullopt : std::optional<std::int64_t>(in.signed_varint());
}

void put_names(std::string& out, const std::vector<std::string>& names) {
  put_varint(out, names.size());
  for (const auto& name : names) put_string(out, name);
}

void read_names(Reader& in, std::vector<std::string>& names) {
  const auto count = in.count(1);
  names.reserve(count);
  for (std::size_t i = 0; i < count; ++i) names.emplace_back(in.string());
}

void put_card(std::string& out, const Episode& episode) {
  for (const auto* const text : {&episode.id, &episode.show, &episode.title, &episode.language,
                                 &episode.url, &episode.audio}) {
    put_string(out, *text);
  }
  put_optional(out, episode.published
                        ? std::optional<std::int64_t>(episode.published->time_since_epoch().count())
                        : std::nullopt);
  put_optional(out, episode.duration ? std::optional<std::int64_t>(episode.duration->count())
                                     : std::nullopt);
  put_optional(out, episode.season);
  put_optional(out, episode.number);
  put_names(out, episode.guests);
  put_names(out, episode.hosts);
  put_varint(out, episode.chapters.size());
  Millis before{0};
  for (const auto& chapter : episode.chapters) {
    put_varint(out, static_cast<std::uint64_t>((chapter.start - before).count()));
    before = chapter.start;
    put_varint(out, static_cast<std::uint64_t>(
                        (chapter.end.value_or(chapter.start) - chapter.start).count()));
    put_string(out, chapter.title);
    put_string(out, chapter.url);
  }
}

/// False when a number does not fit its field: then the writer was not ours.
template <typename Field>
bool assign(std::optional<Field>& field, const std::optional<std::int64_t>& number) {
  if (!number) return true;
  if (*number < std::numeric_limits<Field>::min() || *number > std::numeric_limits<Field>::max()) {
    return false;
  }
  field = static_cast<Field>(*number);
  return true;
}

bool read_card(Reader& in, Episode& card) {
  for (auto* const text :
       {&card.id, &card.show, &card.title, &card.language, &card.url, &card.audio}) {
    *text = in.string();
  }
  std::optional<Day::duration::rep> published;
  std::optional<std::int32_t> duration;
  if (!assign(published, read_optional(in)) || !assign(duration, read_optional(in)) ||
      !assign(card.season, read_optional(in)) || !assign(card.number, read_optional(in))) {
    return false;
  }
  if (published) card.published = Day{Day::duration{*published}};
  if (duration) card.duration = Millis{*duration};
  read_names(in, card.guests);
  read_names(in, card.hosts);
  constexpr std::size_t kChapterBytes = 4;  // two times and two lengths
  card.chapters.resize(in.count(kChapterBytes));
  std::uint64_t time = 0;
  constexpr auto kLatest = static_cast<std::uint64_t>(kMaxTime.count());
  for (auto& chapter : card.chapters) {
    const auto start = in.varint();
    const auto length = in.varint();
    if (start > kLatest || length > kLatest) return false;
    time += start;
    if (time + length > kLatest) return false;
    chapter.start = Millis{static_cast<std::int64_t>(time)};
    chapter.end = Millis{static_cast<std::int64_t>(time + length)};
    chapter.title = in.string();
    chapter.url = in.string();
  }
  return in.ok();
}

/// A run of cues whose text fills a chunk.
struct TextChunk {
  std::size_t end{0};  ///< cue
  std::size_t bytes{0};
};

/// Cut between cues once a chunk is full.
std::vector<TextChunk> text_chunks(const std::vector<Cue>& cues) {
  std::vector<TextChunk> chunks;
  std::size_t bytes = 0;
  for (std::size_t i = 0; i < cues.size(); ++i) {
    bytes += cues[i].text.size();
    if (bytes < kChunkBytes && i + 1 < cues.size()) continue;
    chunks.push_back({i + 1, bytes});
    bytes = 0;
  }
  return chunks;
}

/// The parts one after the other, and their table.
struct Parts {
  std::string bytes;
  std::string table;

  void add(std::string_view inflated, std::span<const std::size_t> cuts, std::size_t cues = 0,
           std::size_t text_bytes = 0) {
    const auto deflated = compress(inflated, cuts);
    put_varint(table, cues);
    put_varint(table, text_bytes);
    put_varint(table, inflated.size());
    put_varint(table, deflated.size());
    put_fixed(table, checksum(deflated), 8);
    bytes += deflated;
  }
};

}  // namespace

std::string encode_record(const Episode& episode, const timeline::Built& built,
                          const text::Analyzer& analyzer) {
  Parts parts;
  parts.add(episode.description, {});
  const auto spelled = spell(episode, built, analyzer);
  parts.add(spelled.bytes, {{spelled.strings_begin}});
  CueRun run;
  for (const auto& chunk : text_chunks(episode.cues)) {
    run.last = chunk.end;
    const auto packed = pack_cues(episode, run, built, spelled);
    parts.add(packed.bytes, packed.cuts, run.last - run.first, chunk.bytes);
    run.first = run.last;
    run.first_step += packed.steps;
  }

  std::string head;
  put_card(head, episode);
  put_fixed(head, timeline::checksum_of(built.bytes), 8);
  put_varint(head, built.forms);
  head += parts.table;

  std::string sealed;
  const auto deflated = compress(head);
  put_varint(sealed, head.size());
  put_string(sealed, deflated);

  std::string out(1, kRecordVersion);
  out.reserve(kSealedFrom + sealed.size() + parts.bytes.size());
  put_fixed(out, checksum(sealed), 8);
  out += sealed;
  out += parts.bytes;
  return out;
}

Result<Record> Record::open(std::string bytes) {
  Record record;
  record.bytes_ = std::move(bytes);
  const std::string_view all(record.bytes_);
  Reader in(all);
  const auto version = in.take(1);
  const auto expected = in.fixed(8);
  const auto inflated = in.varint();
  const auto deflated = in.string();
  if (!in.ok() || version.front() != kRecordVersion || all.size() > kMaxPartBytes) {
    return record.damaged("head");
  }
  const auto parts_begin = all.size() - in.left();
  if (checksum(all.substr(kSealedFrom, parts_begin - kSealedFrom)) != expected) {
    return record.damaged("head");
  }
  std::string head;
  if (!decompress(deflated, inflated, head) || !record.read_head(head, parts_begin)) {
    return record.damaged("head");
  }
  return record;
}

bool Record::read_head(std::string_view head, std::size_t parts_begin) {
  Reader in(head);
  if (!read_card(in, card_)) return false;
  timeline_checksum_ = in.fixed(8);
  forms_ = in.number();
  return in.ok() && read_parts(in, parts_begin);
}

bool Record::read_parts(Reader& head, std::size_t parts_begin) {
  auto begin = static_cast<std::uint64_t>(parts_begin);
  std::uint64_t first_cue = 0;
  while (head.left() != 0) {
    const auto cues = head.varint();
    const auto text_bytes = head.varint();
    const auto inflated = head.varint();
    const auto size = head.varint();
    const auto sum = head.fixed(8);
    // Each cue takes a byte at least, so cues cannot overflow either.
    if (!head.ok() || size > bytes_.size() - begin || inflated > kMaxPartBytes || cues > inflated ||
        text_bytes > kMaxEpisodeBytes) {
      return false;
    }
    Chunk chunk;
    chunk.first_cue = static_cast<std::uint32_t>(first_cue);
    chunk.cues = static_cast<std::uint32_t>(cues);
    chunk.text_bytes = static_cast<std::uint32_t>(text_bytes);
    chunk.begin = static_cast<std::uint32_t>(begin);
    chunk.end = static_cast<std::uint32_t>(begin + size);
    chunk.inflated = static_cast<std::uint32_t>(inflated);
    chunk.checksum = sum;
    begin += size;
    first_cue += cues;
    if (first_cue > std::numeric_limits<std::uint32_t>::max()) return false;
    chunks_.push_back(chunk);
  }
  if (chunks_.size() < 2 || begin != bytes_.size()) return false;
  description_ = chunks_[0];
  spelling_ = chunks_[1];
  chunks_.erase(chunks_.begin(), chunks_.begin() + 2);
  return description_.cues == 0 && spelling_.cues == 0;
}

Unexpected Record::damaged(std::string_view part) const {
  return fail(Errc::corrupt, "episode " + (card_.id.empty() ? "?" : card_.id) +
                                 ": its record is damaged (" + std::string(part) +
                                 "): index it again");
}

Unexpected Record::damaged_from(const Chunk& chunk) const {
  return damaged("cues from number " + std::to_string(chunk.first_cue));
}

bool Record::inflate(const Chunk& chunk, std::string& out) const {
  const auto deflated = std::string_view(bytes_).substr(chunk.begin, chunk.end - chunk.begin);
  return checksum(deflated) == chunk.checksum && decompress(deflated, chunk.inflated, out);
}

std::uint32_t Record::cue_count() const {
  return chunks_.empty() ? 0 : chunks_.back().first_cue + chunks_.back().cues;
}

Result<std::string> Record::description() const {
  std::string text;
  if (!inflate(description_, text)) return damaged("description");
  return text;
}

bool Record::is_of(const timeline::Timeline& timeline) const {
  return timeline.checksum() == timeline_checksum_ && timeline.cues().size() == cue_count();
}

void Record::unpack(const timeline::Timeline& timeline) {
  if (!is_of(timeline)) return;
  auto text = std::make_unique<Text>();
  text->words = timeline.wording(timeline.speech_begin(), timeline.size());
  if (!text->words || !read_spelling(*text)) return;
  text->chunks.resize(chunks_.size());
  for (std::size_t i = 0; i < chunks_.size(); ++i) {
    const auto& chunk = chunks_[i];
    if (!inflate(chunk, text->chunks[i])) return;
    auto index =
        index_chunk(text->chunks[i],
                    {timeline, nullptr, chunk.first_cue, chunk.cues, chunk.text_bytes, nullptr},
                    text->spelling);
    if (!index) return;
    text->indexes.push_back(*std::move(index));
  }
  text_ = std::move(text);
}

bool Record::read_spelling(Text& text) const {
  return inflate(spelling_, text.spelled) && text.spelling.read(text.spelled, forms_);
}

std::size_t Record::bytes() const {
  // A card is small beside the rest but for long lists of chapters.
  auto all = sizeof *this + bytes_.capacity() + chunks_.capacity() * sizeof(Chunk) +
             card_.chapters.capacity() * sizeof(Chapter);
  if (!text_) return all;
  all +=
      sizeof *text_ + text_->words->bytes() + text_->spelled.capacity() + text_->spelling.bytes();
  for (const auto& chunk : text_->chunks) all += chunk.capacity();
  for (const auto& index : text_->indexes) all += index.bytes();
  return all;
}

template <typename Out>
Result<Out> Record::unpacked(const timeline::Timeline& timeline, std::uint32_t first,
                             std::uint32_t last, Unpack<Out> take) const {
  Out out;
  last = std::min(last, cue_count());
  if (first >= last) return out;
  if (!is_of(timeline)) return damaged("it belongs to another timeline");
  Text read;
  if (!text_ && !read_spelling(read)) return damaged("spelling");
  const auto& text = text_ ? *text_ : read;
  auto number = static_cast<std::size_t>(
      std::ranges::upper_bound(chunks_, first, {}, &Chunk::first_cue) - chunks_.begin());
  if (number > 0) --number;
  std::string inflated;
  for (; number < chunks_.size() && chunks_[number].first_cue < last; ++number) {
    const auto& chunk = chunks_[number];
    const auto from = std::max(first, chunk.first_cue);
    const auto to = std::min(last, chunk.first_cue + chunk.cues);
    if (from >= to) continue;
    const ChunkPlace place{timeline,         text_ ? &*text.words : nullptr,
                           chunk.first_cue,  chunk.cues,
                           chunk.text_bytes, text_ ? &text.indexes[number] : nullptr};
    if (!text_ && !inflate(chunk, inflated)) return damaged_from(chunk);
    const auto& bytes = text_ ? text.chunks[number] : inflated;
    if (!take(bytes, place, text.spelling, from, to, out)) return damaged_from(chunk);
  }
  return out;
}

Result<std::vector<Cue>> Record::cues(const timeline::Timeline& timeline, std::uint32_t first,
                                      std::uint32_t last) const {
  return unpacked<std::vector<Cue>>(timeline, first, last, unpack_cues);
}

Result<PlacedText> Record::text(const timeline::Timeline& timeline, std::uint32_t first,
                                std::uint32_t last) const {
  return unpacked<PlacedText>(timeline, first, last, unpack_text);
}

Result<Episode> Record::episode(const timeline::Timeline& timeline) const {
  auto text = description();
  if (!text) return fail(text.error());
  auto all = cues(timeline, 0, cue_count());
  if (!all) return fail(all.error());
  auto episode = card_;
  episode.description = *std::move(text);
  episode.cues = *std::move(all);
  return episode;
}

}  // namespace whensaid::index
