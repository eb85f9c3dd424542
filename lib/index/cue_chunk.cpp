#include "index/cue_chunk.hpp"

#include <algorithm>
#include <cassert>
#include <numeric>

#include "index/normalise.hpp"
#include "timeline/bytes.hpp"

namespace whensaid::index {

using timeline::put_signed;
using timeline::put_varint;
using timeline::Reader;

namespace {

bool is_space(char c) { return c == ' ' || c == '\n' || c == '\t'; }

/// The next run without space, where a timed word is expected to stand.
struct Run {
  std::size_t begin{0};
  std::size_t size{0};
};

Run next_run(std::string_view text, std::size_t from) {
  while (from < text.size() && is_space(text[from])) ++from;
  auto end = from;
  while (end < text.size() && !is_space(text[end])) ++end;
  return {from, end - from};
}

Millis end_of(const Cue& cue) { return cue.end.value_or(cue.start); }

std::int64_t find_unit(const Cue* first, const Cue* last) {
  std::int64_t unit = 0;
  for (; first != last; ++first) {
    unit = std::gcd(std::gcd(unit, first->start.count()), end_of(*first).count());
    for (const auto& word : first->words) unit = std::gcd(unit, word.start.count());
  }
  return std::max<std::int64_t>(unit, 1);
}

/// Three columns over the words of all cues.
struct WordColumns {
  std::string places;
  std::string sizes;
  std::string times;

  /// Gives the number of words, which is all of them when the cue is normalised.
  std::size_t add(const Cue& cue, std::int64_t unit) {
    std::size_t added = 0;
    std::size_t from = 0;
    auto before = cue.start;
    for (const auto& word : cue.words) {
      const auto at = find_word(cue.text, from, word.text);
      assert(at != std::string_view::npos && word.start >= before);
      if (at == std::string_view::npos || word.start < before) continue;
      const auto run = next_run(cue.text, from);
      put_signed(places, static_cast<std::int64_t>(at) - static_cast<std::int64_t>(run.begin));
      put_signed(sizes,
                 static_cast<std::int64_t>(word.text.size()) - static_cast<std::int64_t>(run.size));
      put_varint(times, static_cast<std::uint64_t>((word.start - before).count() / unit));
      before = word.start;
      from = at + word.text.size();
      ++added;
    }
    return added;
  }
};

constexpr std::int64_t kLatest = kMaxTime.count();

/// The packed columns as numbers, each checked for itself as far as that goes.
class Columns {
 public:
  bool read(std::string_view bytes, std::size_t count) {
    Reader in(bytes);
    const auto unit = in.varint();
    if (unit == 0 || unit > static_cast<std::uint64_t>(kLatest) || count > bytes.size()) {
      return false;
    }
    unit_ = static_cast<std::int64_t>(unit);
    if (!read_times(in, count)) return false;
    read_column(in, speakers_, count);
    read_column(in, word_counts_, count);
    std::uint64_t words = 0;
    for (const auto n : word_counts_) {
      words += n;
      if (n > bytes.size() || words > bytes.size()) return false;
    }
    read_signed_column(in, word_places_, words);
    read_signed_column(in, word_sizes_, words);
    read_column(in, word_times_, words);
    texts_ = in.take(in.left());
    return in.ok();
  }

  /// Cues are taken in order, wanted or not.
  bool skip(std::size_t i) {
    const auto end = texts_.find('\0');
    if (end == texts_.npos) return false;
    texts_.remove_prefix(end + 1);
    word_ += static_cast<std::size_t>(word_counts_[i]);
    return true;
  }

  bool take(std::size_t i, const std::vector<std::string>& speakers, Cue& cue) {
    const auto end = texts_.find('\0');
    if (speakers_[i] > speakers.size() || end == texts_.npos) return false;
    cue.start = Millis{starts_[i]};
    cue.end = Millis{ends_[i]};
    if (speakers_[i] > 0) cue.speaker = speakers[static_cast<std::size_t>(speakers_[i]) - 1];
    cue.text = texts_.substr(0, end);
    texts_.remove_prefix(end + 1);
    cue.words.resize(static_cast<std::size_t>(word_counts_[i]));
    return take_words(cue);
  }

  [[nodiscard]] bool at_end() const { return texts_.empty(); }

 private:
  static void read_column(Reader& in, std::vector<std::uint64_t>& column, std::size_t count) {
    column.resize(count);
    for (auto& number : column) number = in.varint();
  }
  static void read_signed_column(Reader& in, std::vector<std::int64_t>& column, std::size_t count) {
    column.resize(count);
    for (auto& number : column) number = in.signed_varint();
  }

  /// `from` plus a number of units, when that is a time.
  bool advance(std::int64_t from, std::int64_t units, std::int64_t& time) const {
    if (units > kLatest || units < -kLatest) return false;
    time = from + units * unit_;  // all three below 2^31
    return time >= 0 && time <= kLatest;
  }

  bool read_times(Reader& in, std::size_t count) {
    starts_.resize(count);
    ends_.resize(count);
    std::int64_t time = 0;
    for (auto& start : starts_) {
      const auto units = in.varint();
      if (units > static_cast<std::uint64_t>(kLatest) ||
          !advance(time, static_cast<std::int64_t>(units), time)) {
        return false;
      }
      start = time;
    }
    for (std::size_t i = 0; i < count; ++i) {
      const auto expected = i + 1 < count ? starts_[i + 1] : starts_[i];
      if (!advance(expected, in.signed_varint(), ends_[i]) || ends_[i] < starts_[i]) return false;
    }
    return true;
  }

  bool take_words(Cue& cue) {
    const auto size = static_cast<std::int64_t>(cue.text.size());
    std::int64_t from = 0;
    auto time = cue.start.count();
    for (auto& word : cue.words) {
      const auto run = next_run(cue.text, static_cast<std::size_t>(from));
      const auto place = word_places_[word_];
      const auto length = word_sizes_[word_];
      if (place < -size || place > size || length < -size || length > size) return false;
      const auto begin = static_cast<std::int64_t>(run.begin) + place;
      const auto end = begin + static_cast<std::int64_t>(run.size) + length;
      if (begin < from || end <= begin || end > size) return false;
      const auto units = word_times_[word_];
      if (units > static_cast<std::uint64_t>(kLatest) ||
          !advance(time, static_cast<std::int64_t>(units), time)) {
        return false;
      }
      word.start = Millis{time};
      word.text =
          cue.text.substr(static_cast<std::size_t>(begin), static_cast<std::size_t>(end - begin));
      from = end;
      ++word_;
    }
    return true;
  }

  std::int64_t unit_{1};
  std::vector<std::int64_t> starts_;
  std::vector<std::int64_t> ends_;
  std::vector<std::uint64_t> speakers_;
  std::vector<std::uint64_t> word_counts_;
  std::vector<std::int64_t> word_places_;
  std::vector<std::int64_t> word_sizes_;
  std::vector<std::uint64_t> word_times_;
  std::string_view texts_;  ///< of the cues not yet taken
  std::size_t word_{0};     ///< first of the next cue
};

}  // namespace

PackedCues pack_cues(const Cue* first, const Cue* last, const SpeakerNumbers& speakers) {
  const auto unit = find_unit(first, last);
  std::string starts, ends, who, word_counts;
  WordColumns words;
  Millis before{0};
  for (const auto* cue = first; cue != last; ++cue) {
    put_varint(starts, static_cast<std::uint64_t>((cue->start - before).count() / unit));
    before = cue->start;
    const auto expected_end = cue + 1 != last ? (cue + 1)->start : cue->start;
    put_signed(ends, (end_of(*cue) - expected_end).count() / unit);
    put_varint(who, cue->speaker.empty() ? 0 : speakers.at(cue->speaker));
    put_varint(word_counts, words.add(*cue, unit));
  }
  PackedCues packed;
  put_varint(packed.bytes, static_cast<std::uint64_t>(unit));
  for (const auto* column :
       {&starts, &ends, &who, &word_counts, &words.places, &words.sizes, &words.times}) {
    packed.bytes += *column;
  }
  packed.texts_begin = packed.bytes.size();
  for (const auto* cue = first; cue != last; ++cue) {
    assert(cue->text.find('\0') == std::string::npos);
    packed.bytes += cue->text;
    packed.bytes += '\0';
  }
  return packed;
}

bool unpack_cues(std::string_view bytes, std::size_t count,
                 const std::vector<std::string>& speakers, std::size_t first, std::size_t last,
                 std::vector<Cue>& out) {
  Columns columns;
  if (!columns.read(bytes, count)) return false;
  last = std::min(last, count);
  for (std::size_t i = 0; i < last; ++i) {
    if (i < first ? !columns.skip(i) : !columns.take(i, speakers, out.emplace_back())) return false;
  }
  return last < count || columns.at_end();
}

}  // namespace whensaid::index
