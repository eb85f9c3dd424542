#include "text/vocabulary.hpp"

#include <algorithm>

namespace whensaid::text {

namespace {

constexpr std::size_t kBlockBytes = std::size_t{64} << 10;
constexpr std::size_t kFirstSlots = 1024;  // powers of two throughout

// Both tables stay at most half full: probes are short, and slots cost less than the words.
bool is_half_full(std::size_t count, std::size_t slots) { return count * 2 >= slots; }

std::uint64_t hash_record(const WordRecord& record) {
  return Vocabulary::hash(record.form) ^ (Vocabulary::hash(record.stem) >> 7);
}

}  // namespace

Vocabulary::Vocabulary() { clear(); }

void Vocabulary::remember(std::string_view spelling, std::uint64_t hash, WordId word) {
  if (is_half_full(spelling_count_ + 1, spellings_.size())) grow_spellings();
  const std::size_t mask = spellings_.size() - 1;
  std::size_t at = hash & mask;
  while (spellings_[at].spelling != nullptr) at = (at + 1) & mask;
  const bool is_form = word != kNoWord && words_[word].form == spelling;
  const std::string_view kept = is_form ? words_[word].form : store(spelling);
  spellings_[at] = {kept.data(), static_cast<std::uint32_t>(kept.size()),
                    static_cast<std::uint32_t>(hash >> 32), word};
  ++spelling_count_;
}

WordId Vocabulary::intern(const WordRecord& record) {
  if (is_half_full(words_.size() + 1, by_record_.size())) grow_words();
  const std::size_t mask = by_record_.size() - 1;
  std::size_t at = hash_record(record) & mask;
  for (; by_record_[at] != kNoWord; at = (at + 1) & mask) {
    const WordRecord& known = words_[by_record_[at]];
    if (known.form == record.form && known.stem == record.stem) return by_record_[at];
  }
  WordRecord kept;
  kept.form = store(record.form);
  kept.stem = store_shared(record.stem, kept.form);
  kept.second_stem = store_shared(record.second_stem, kept.form);
  kept.stop = record.stop;
  const auto word = static_cast<WordId>(words_.size());
  words_.push_back(kept);
  by_record_[at] = word;
  return word;
}

void Vocabulary::clear() {
  spellings_.assign(kFirstSlots, Slot{});
  spellings_.shrink_to_fit();
  spelling_count_ = 0;
  by_record_.assign(kFirstSlots, kNoWord);
  by_record_.shrink_to_fit();
  words_ = {};
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

void Vocabulary::grow_spellings() {
  std::vector<Slot> larger(spellings_.size() * 2);
  const std::size_t mask = larger.size() - 1;
  for (const Slot& slot : spellings_) {
    if (slot.spelling == nullptr) continue;
    std::size_t at = hash({slot.spelling, slot.size}) & mask;
    while (larger[at].spelling != nullptr) at = (at + 1) & mask;
    larger[at] = slot;
  }
  spellings_ = std::move(larger);
}

void Vocabulary::grow_words() {
  std::vector<WordId> larger(by_record_.size() * 2, kNoWord);
  const std::size_t mask = larger.size() - 1;
  for (std::size_t i = 0; i < words_.size(); ++i) {
    std::size_t at = hash_record(words_[i]) & mask;
    while (larger[at] != kNoWord) at = (at + 1) & mask;
    larger[at] = static_cast<WordId>(i);
  }
  by_record_ = std::move(larger);
}

}  // namespace whensaid::text
