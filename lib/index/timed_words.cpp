#include "index/timed_words.hpp"

#include <algorithm>
#include <cassert>
#include <numeric>
#include <string_view>

#include "index/normalise.hpp"

namespace whensaid::index {

using timeline::put_signed;
using timeline::put_varint;
using timeline::Reader;

namespace {

constexpr std::int64_t kLatest = kMaxTime.count();

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

/// Of all times, counted from the start of the cue.
std::int64_t find_unit(std::span<const Cue> cues) {
  std::int64_t unit = 0;
  for (const auto& cue : cues) {
    for (const auto& word : cue.words) unit = std::gcd(unit, (word.start - cue.start).count());
  }
  return std::max<std::int64_t>(unit, 1);
}

struct Columns {
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

}  // namespace

std::string pack_timed_words(std::span<const Cue> cues) {
  const auto unit = find_unit(cues);
  std::string counts;
  std::size_t words = 0;
  Columns columns;
  for (const auto& cue : cues) {
    const auto added = columns.add(cue, unit);
    put_varint(counts, added);
    words += added;
  }
  std::string out;
  put_varint(out, words);
  if (words == 0) return out;
  put_varint(out, static_cast<std::uint64_t>(unit));
  return out + counts + columns.places + columns.sizes + columns.times;
}

bool TimedWords::read(Reader& in, std::size_t cues) {
  constexpr std::size_t kWordBytes = 3;  // place, length, time
  const auto words = in.count(kWordBytes);
  if (words == 0) return in.ok();
  const auto unit = in.varint();
  if (unit == 0 || unit > static_cast<std::uint64_t>(kLatest) || cues > in.left()) return false;
  unit_ = static_cast<std::int64_t>(unit);
  counts_.resize(cues);
  std::uint64_t counted = 0;
  for (auto& count : counts_) {
    count = in.number(words);
    counted += count;
  }
  if (counted != words) return false;
  places_.resize(words);
  for (auto& place : places_) place = in.signed_varint();
  sizes_.resize(words);
  for (auto& size : sizes_) size = in.signed_varint();
  times_.resize(words);
  for (auto& time : times_) time = in.varint();
  return in.ok();
}

void TimedWords::skip(std::size_t cues) {
  if (counts_.empty()) return;
  for (const auto count : std::span(counts_).first(cues)) next_ += static_cast<std::size_t>(count);
}

bool TimedWords::take(std::size_t cue, Cue& into) {
  if (counts_.empty()) return true;
  into.words.resize(static_cast<std::size_t>(counts_[cue]));
  std::size_t from = 0;
  auto time = into.start.count();
  for (auto& word : into.words) {
    if (!take_word(into.text, from, time, word)) return false;
  }
  return true;
}

bool TimedWords::take_word(const std::string& text, std::size_t& from, std::int64_t& time,
                           Word& word) {
  const auto limit = static_cast<std::int64_t>(text.size());
  const auto run = next_run(text, from);
  const auto place = places_[next_];
  const auto length = sizes_[next_];
  const auto units = times_[next_];
  ++next_;
  if (place < -limit || place > limit || length < -limit || length > limit) return false;
  const auto begin = static_cast<std::int64_t>(run.begin) + place;
  const auto end = begin + static_cast<std::int64_t>(run.size) + length;
  if (begin < static_cast<std::int64_t>(from) || end <= begin || end > limit) return false;
  if (units > static_cast<std::uint64_t>(kLatest)) return false;
  time += static_cast<std::int64_t>(units) * unit_;  // all three below 2^31
  if (time > kLatest) return false;
  word.start = Millis{time};
  from = static_cast<std::size_t>(end);
  word.text = text.substr(static_cast<std::size_t>(begin), static_cast<std::size_t>(end - begin));
  return true;
}

}  // namespace whensaid::index
