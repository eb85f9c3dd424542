#pragma once

// Stems as rows of small numbers, their *letters*, which sort as the bytes do. Latin stems take
// five bits a letter: a to z are 2 to 27; any other byte takes three letters, a 1 (below a) or a 31
// (above z) and then its 3 high and its 5 low bits. Where that would be longer (other scripts) the
// letters are the bytes. The first letters of a stem in one integer, its *head*, compare as stems
// do: a look-up compares integers, and strings only where stems agree in all of the head.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace whensaid::timeline {

inline constexpr unsigned kLatinBits = 5;
inline constexpr unsigned kByteBits = 8;

/// Bits of a head; letters fill it from the highest on.
inline constexpr unsigned kHeadBits = 60;

/// Counts what stems need, to choose the shorter of both.
class LetterChoice {
 public:
  void add(std::string_view stem) {
    for (const char c : stem) ++(c >= 'a' && c <= 'z' ? plain_ : other_);
  }
  /// kLatinBits or kByteBits
  [[nodiscard]] unsigned bits() const {
    constexpr std::uint64_t kOther = std::uint64_t{3} * kLatinBits;
    return kLatinBits * plain_ + kOther * other_ <= kByteBits * (plain_ + other_) ? kLatinBits
                                                                                  : kByteBits;
  }

 private:
  std::uint64_t plain_{0};
  std::uint64_t other_{0};
};

/// Gives each letter of the stem to `visit`.
template <typename Visit>
void for_each_letter(std::string_view stem, unsigned bits, const Visit& visit) {
  for (const char c : stem) {
    const auto byte = static_cast<std::uint8_t>(c);
    if (bits == kByteBits) {
      visit(byte);
    } else if (c >= 'a' && c <= 'z') {
      visit(static_cast<std::uint8_t>(byte - 'a' + 2));
    } else {
      visit(std::uint8_t{byte < 'a' ? std::uint8_t{1} : std::uint8_t{31}});
      visit(static_cast<std::uint8_t>(byte >> 5U));
      visit(static_cast<std::uint8_t>(byte & 31U));
    }
  }
}

/// How many letters a head has room for; no division, for it is asked for each stem that is read.
constexpr std::uint32_t head_letters(unsigned bits) {
  return bits == kLatinBits ? kHeadBits / kLatinBits : kHeadBits / kByteBits;
}

struct Head {
  std::uint64_t letters{0};  ///< in the low kHeadBits
  std::uint32_t count{0};    ///< of all letters

  /// Whether the letters are all there.
  [[nodiscard]] bool is_whole(unsigned bits) const { return count <= head_letters(bits); }
};

inline Head head_of(std::string_view stem, unsigned bits) {
  Head head;
  unsigned room = kHeadBits;
  for_each_letter(stem, bits, [&](std::uint8_t letter) {
    ++head.count;
    if (room < bits) return;
    room -= bits;
    head.letters |= std::uint64_t{letter} << room;
  });
  return head;
}

/// A stem that is looked for in many timelines.
struct Sought {
  explicit Sought(std::string_view text)
      : stem(text), latin(head_of(text, kLatinBits)), bytes(head_of(text, kByteBits)) {}

  [[nodiscard]] const Head& head(unsigned bits) const { return bits == kLatinBits ? latin : bytes; }

  std::string_view stem{};
  Head latin{};
  Head bytes{};
};

/// Appends the bytes of a row of letters. False when for_each_letter gives no such row.
[[nodiscard]] inline bool append_bytes(std::string& out, const std::vector<std::uint8_t>& letters,
                                       unsigned bits) {
  for (std::size_t i = 0; i < letters.size(); ++i) {
    const auto letter = letters[i];
    if (bits == kByteBits) {
      out.push_back(static_cast<char>(letter));
    } else if (letter >= 2 && letter <= 27) {
      out.push_back(static_cast<char>('a' + letter - 2));
    } else {
      if ((letter != 1 && letter != 31) || letters.size() - i < 3 || letters[i + 1] > 7)
        return false;
      out.push_back(static_cast<char>(letters[i + 1] << 5U | letters[i + 2]));
      i += 2;
    }
  }
  return true;
}

}  // namespace whensaid::timeline
