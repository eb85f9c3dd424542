#pragma once

// The words an analyzer has met: each spelling is folded and stemmed once, and known ever after by
// one hash and one comparison. Bytes live in blocks that never move, so views of them stay valid.

#include "text/analyzer.hpp"

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <string_view>
#include <vector>

namespace whensaid::text {

struct WordRecord {
  std::string_view form{};
  std::string_view stem{};
  std::string_view second_stem{};
  bool stop{false};
};

/// For spellings without a word, such as Hangul fillers.
inline constexpr WordId kNoWord = 0xFFFFFFFFU;

class Vocabulary {
 public:
  Vocabulary();

  [[nodiscard]] static std::uint64_t hash(std::string_view bytes);

  /// The slot of a spelling: its WordId, or nullptr when the spelling is new.
  [[nodiscard]] const WordId* find(std::string_view spelling, std::uint64_t hash) const;

  /// `spelling` is new and means `word` from now on.
  void remember(std::string_view spelling, std::uint64_t hash, WordId word);

  /// The word of this form and stem, new or known.
  [[nodiscard]] WordId intern(const WordRecord& record);

  [[nodiscard]] const WordRecord& operator[](WordId word) const { return words_[word]; }
  [[nodiscard]] std::size_t size() const { return words_.size(); }

  void clear();

 private:
  [[nodiscard]] static std::uint64_t mix(std::uint64_t h);
  [[nodiscard]] static std::uint64_t load(const char* from, std::size_t bytes);

  struct Slot {
    const char* spelling{nullptr};  // null: free
    std::uint32_t size{0};
    std::uint32_t hash{0};
    WordId word{0};
  };

  [[nodiscard]] std::string_view store(std::string_view bytes);
  [[nodiscard]] std::string_view store_shared(std::string_view bytes, std::string_view with);
  void grow_spellings();
  void grow_words();

  std::vector<Slot> spellings_{};
  std::size_t spelling_count_{0};
  std::vector<WordId> by_record_{};  // kNoWord: free
  std::vector<WordRecord> words_{};
  std::vector<std::unique_ptr<char[]>> blocks_{};
  std::size_t block_left_{0};
  char* block_next_{nullptr};
};

// Here, for the analyzer's inner loop.

inline std::uint64_t Vocabulary::mix(std::uint64_t h) {
  h *= 0x9E3779B97F4A7C15U;
  return h ^ (h >> 32);
}

inline std::uint64_t Vocabulary::load(const char* from, std::size_t bytes) {
  std::uint64_t word = 0;
  std::memcpy(&word, from, bytes);
  return word;
}

// Eight bytes a step; the rest, unless it is tiny, by two loads that may overlap.
inline std::uint64_t Vocabulary::hash(std::string_view bytes) {
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

inline const WordId* Vocabulary::find(std::string_view spelling, std::uint64_t hash) const {
  const std::size_t mask = spellings_.size() - 1;
  const auto tag = static_cast<std::uint32_t>(hash >> 32);
  for (std::size_t at = hash & mask;; at = (at + 1) & mask) {
    const Slot& slot = spellings_[at];
    if (slot.spelling == nullptr) return nullptr;
    if (slot.hash == tag && slot.size == spelling.size() &&
        std::memcmp(slot.spelling, spelling.data(), spelling.size()) == 0) {
      return &slot.word;
    }
  }
}

}  // namespace whensaid::text
