#include "text/vocabulary.hpp"

#include <algorithm>
#include <utility>

namespace whensaid::text {

namespace {

constexpr std::size_t kBlockBytes = std::size_t{64} << 10;
constexpr unsigned kFirstBits = 10;
constexpr std::size_t kFirstSlots = std::size_t{1} << kFirstBits;

// All tables stay at most half full: probes are short, and slots cost less than the words.
bool is_half_full(std::size_t count, std::size_t slots) { return count * 2 >= slots; }

std::uint64_t mix(std::uint64_t h) {
  h *= 0x9E3779B97F4A7C15U;
  return h ^ (h >> 32);
}

std::uint64_t load(const char* from, std::size_t bytes) {
  std::uint64_t word = 0;
  std::memcpy(&word, from, bytes);
  return word;
}

}  // namespace

void HashIndex::clear() {
  slots_.assign(kFirstSlots, Slot{});
  slots_.shrink_to_fit();
  count_ = 0;
}

void HashIndex::put(Slot slot) {
  const std::size_t mask = slots_.size() - 1;
  std::size_t at = slot.tag & mask;
  while (slots_[at].number != kNone) at = (at + 1) & mask;
  slots_[at] = slot;
}

void HashIndex::add(std::uint64_t hash, std::uint32_t number) {
  if (is_half_full(++count_, slots_.size())) {
    const auto old = std::exchange(slots_, std::vector<Slot>(slots_.size() * 2));
    for (const Slot& slot : old) {
      if (slot.number != kNone) put(slot);
    }
  }
  put({static_cast<std::uint32_t>(hash >> 32), number});
}

// Eight bytes a step; the rest, unless it is tiny, by two loads that may overlap.
std::uint64_t Vocabulary::hash(std::string_view bytes) {
  std::uint64_t h = bytes.size();
  for (; bytes.size() >= 8; bytes.remove_prefix(8)) h = mix(h ^ load(bytes.data(), 8));
  if (bytes.size() >= 4) {
    const std::uint64_t first = load(bytes.data(), 4);
    return mix(h ^ (first << 32 | load(bytes.data() + bytes.size() - 4, 4)));
  }
  std::uint64_t rest = 0;
  for (const char c : bytes) rest = rest << 8 | static_cast<unsigned char>(c);
  return mix(h ^ rest);
}

const WordId* Vocabulary::find(std::string_view spelling) const {
  const auto found = by_long_spelling_.find(
      hash(spelling), [&](std::uint32_t at) { return long_spellings_[at].spelling == spelling; });
  return found == HashIndex::kNone ? nullptr : &long_spellings_[found].word;
}

void Vocabulary::put(const ShortSlot& slot) {
  std::size_t at = place_of(slot.low, slot.high);
  while (short_spellings_[at].size != 0) at = (at + 1) & short_mask_;
  short_spellings_[at] = slot;
}

void Vocabulary::remember(const ShortSpelling& spelling, WordId word) {
  if (is_half_full(++short_count_, short_spellings_.size())) {
    const auto old =
        std::exchange(short_spellings_, std::vector<ShortSlot>(short_spellings_.size() * 2));
    short_mask_ = short_spellings_.size() - 1;
    --short_shift_;
    for (const ShortSlot& slot : old) {
      if (slot.size != 0) put(slot);
    }
  }
  put({spelling.low, spelling.high, spelling.size, word});
}

void Vocabulary::remember(std::string_view spelling, WordId word) {
  const bool is_form = word != kNoWord && words_[word].form == spelling;
  by_long_spelling_.add(hash(spelling), static_cast<std::uint32_t>(long_spellings_.size()));
  long_spellings_.push_back({is_form ? words_[word].form : store(spelling), word});
}

WordId Vocabulary::intern(const WordRecord& record) {
  const std::uint64_t of_record = hash(record.form) ^ (hash(record.stem) >> 7);
  const auto known = by_record_.find(of_record, [&](std::uint32_t at) {
    return words_[at].form == record.form && words_[at].stem == record.stem;
  });
  if (known != HashIndex::kNone) return known;
  WordRecord kept;
  kept.form = store(record.form);
  kept.stem = store_shared(record.stem, kept.form);
  kept.second_stem = store_shared(record.second_stem, kept.form);
  kept.stem_id = stem_id_of(kept.stem);
  if (!kept.second_stem.empty()) kept.second_stem_id = stem_id_of(kept.second_stem);
  kept.stop = record.stop;
  const auto word = static_cast<WordId>(words_.size());
  words_.push_back(kept);
  by_record_.add(of_record, word);
  return word;
}

StemId Vocabulary::stem_id_of(std::string_view stem) {
  const std::uint64_t of_stem = hash(stem);
  const auto known = by_stem_.find(of_stem, [&](std::uint32_t at) { return stems_[at] == stem; });
  if (known != HashIndex::kNone) return known;
  const auto made = static_cast<StemId>(stems_.size());
  stems_.push_back(stem);
  by_stem_.add(of_stem, made);
  return made;
}

void Vocabulary::clear() {
  short_spellings_.assign(kFirstSlots, ShortSlot{});
  short_spellings_.shrink_to_fit();
  short_count_ = 0;
  short_mask_ = kFirstSlots - 1;
  short_shift_ = 64 - kFirstBits;
  long_spellings_ = {};
  words_ = {};
  stems_ = {};
  for (auto* const index : {&by_long_spelling_, &by_record_, &by_stem_}) index->clear();
  blocks_.clear();
  block_left_ = 0;
}

std::string_view Vocabulary::store(std::string_view bytes) {
  if (bytes.size() > block_left_) {
    const std::size_t size = std::max(kBlockBytes, bytes.size());
    blocks_.push_back(std::make_unique<char[]>(size));
    block_next_ = blocks_.back().get();
    block_left_ = size;
  }
  char* const kept = block_next_;
  std::copy(bytes.begin(), bytes.end(), kept);
  block_next_ += bytes.size();
  block_left_ -= bytes.size();
  return {kept, bytes.size()};
}

// Most stems begin their word.
std::string_view Vocabulary::store_shared(std::string_view bytes, std::string_view with) {
  return with.starts_with(bytes) ? with.substr(0, bytes.size()) : store(bytes);
}

}  // namespace whensaid::text
