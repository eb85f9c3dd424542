#pragma once

// The words an analyzer has met: each spelling is folded and stemmed once, and known ever after by
// one hash and one comparison. Bytes live in blocks that never move, so views of them stay valid.
//
// Nearly all spellings are short: they are two integers, which are hashed and compared as such and
// stand in the table itself.

#include "text/analyzer.hpp"

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <string_view>
#include <vector>

namespace whensaid::text {

static_assert(std::endian::native == std::endian::little, "spellings are loaded as integers");

struct WordRecord {
  std::string_view form{};
  std::string_view stem{};
  std::string_view second_stem{};
  StemId stem_id{0};  ///< given by intern(), as the next
  StemId second_stem_id{0};
  bool stop{false};
};

/// For spellings without a word, such as Hangul fillers.
inline constexpr WordId kNoWord = 0xFFFFFFFFU;

/// 1 to kBytes bytes, followed by zeros.
struct ShortSpelling {
  static constexpr std::size_t kBytes = 16;

  std::uint64_t low{0};
  std::uint64_t high{0};
  std::uint32_t size{0};
};

/// From a hash to a number, for who can tell what the number stands for.
class HashIndex {
 public:
  static constexpr std::uint32_t kNone = 0xFFFFFFFFU;

  HashIndex() { clear(); }
  void clear();

  /// The number that `is_it` takes, or kNone.
  template <typename IsIt>
  [[nodiscard]] std::uint32_t find(std::uint64_t hash, const IsIt& is_it) const {
    const std::size_t mask = slots_.size() - 1;
    const auto tag = static_cast<std::uint32_t>(hash >> 32);
    for (std::size_t at = tag & mask;; at = (at + 1) & mask) {
      const Slot& slot = slots_[at];
      if (slot.number == kNone || (slot.tag == tag && is_it(slot.number))) return slot.number;
    }
  }

  void add(std::uint64_t hash, std::uint32_t number);

 private:
  struct Slot {
    std::uint32_t tag{0};
    std::uint32_t number{kNone};
  };

  void put(Slot slot);

  std::vector<Slot> slots_{};
  std::size_t count_{0};
};

class Vocabulary {
 public:
  Vocabulary() { clear(); }

  /// What a spelling means, or nullptr when it is new.
  [[nodiscard]] const WordId* find(const ShortSpelling& spelling) const;
  [[nodiscard]] const WordId* find(std::string_view spelling) const;

  /// `spelling` is new and means `word` from now on.
  void remember(const ShortSpelling& spelling, WordId word);
  void remember(std::string_view spelling, WordId word);

  /// The word of this form and stem, new or known.
  [[nodiscard]] WordId intern(const WordRecord& record);

  [[nodiscard]] const WordRecord& operator[](WordId word) const { return words_[word]; }
  [[nodiscard]] std::size_t size() const { return words_.size(); }
  [[nodiscard]] std::size_t stems() const { return stems_.size(); }

  void clear();

 private:
  struct ShortSlot {  // a spelling and its word: 24 bytes, flat as it is
    std::uint64_t low{0};
    std::uint64_t high{0};
    std::uint32_t size{0};  // 0: free
    WordId word{0};
  };
  struct LongSpelling {
    std::string_view spelling{};
    WordId word{0};
  };

  [[nodiscard]] static std::uint64_t hash(std::string_view bytes);
  [[nodiscard]] std::size_t place_of(std::uint64_t low, std::uint64_t high) const;
  void put(const ShortSlot& slot);
  [[nodiscard]] StemId stem_id_of(std::string_view stem);
  [[nodiscard]] std::string_view store(std::string_view bytes);
  [[nodiscard]] std::string_view store_shared(std::string_view bytes, std::string_view with);

  std::vector<ShortSlot> short_spellings_{};
  std::size_t short_count_{0};
  std::size_t short_mask_{0};
  unsigned short_shift_{0};  // a hash's highest bits are the place
  std::vector<LongSpelling> long_spellings_{};
  HashIndex by_long_spelling_{};
  std::vector<WordRecord> words_{};
  HashIndex by_record_{};
  std::vector<std::string_view> stems_{};
  HashIndex by_stem_{};
  std::vector<std::unique_ptr<char[]>> blocks_{};
  std::size_t block_left_{0};
  char* block_next_{nullptr};
};

// Here, for the analyzer's inner loop.

// Multiplication carries every bit upwards: the highest bits are the well mixed ones.
inline std::size_t Vocabulary::place_of(std::uint64_t low, std::uint64_t high) const {
  constexpr std::uint64_t kOdd = 0x9E3779B97F4A7C15U;
  return ((low ^ std::rotl(high * kOdd, 32)) * kOdd) >> short_shift_;
}

inline const WordId* Vocabulary::find(const ShortSpelling& spelling) const {
  for (std::size_t at = place_of(spelling.low, spelling.high);; at = (at + 1) & short_mask_) {
    const ShortSlot& slot = short_spellings_[at];
    if (slot.low == spelling.low && slot.high == spelling.high && slot.size == spelling.size) {
      return &slot.word;
    }
    if (slot.size == 0) return nullptr;
  }
}

}  // namespace whensaid::text
