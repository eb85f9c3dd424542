// The one gate for bytes. Decoding follows Table 3-7 of the Unicode standard: the second byte's
// range depends on the lead, which rules out overlong forms, surrogates and anything above 10FFFF.

#include "text/utf8.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>

namespace whensaid::text {

namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

struct Sequence {
  std::size_t length;  // of the character, or of the maximal subpart when it is broken
  bool valid;
};

struct Lead {
  std::uint8_t trail;  // bytes that follow
  std::uint8_t low;    // range of the first of them
  std::uint8_t high;
};

constexpr Lead lead_of(std::uint8_t byte) {
  if (byte >= 0xC2 && byte <= 0xDF) return {1, 0x80, 0xBF};
  if (byte == 0xE0) return {2, 0xA0, 0xBF};
  if (byte == 0xED) return {2, 0x80, 0x9F};
  if (byte >= 0xE1 && byte <= 0xEF) return {2, 0x80, 0xBF};
  if (byte == 0xF0) return {3, 0x90, 0xBF};
  if (byte >= 0xF1 && byte <= 0xF3) return {3, 0x80, 0xBF};
  if (byte == 0xF4) return {3, 0x80, 0x8F};
  return {0, 0, 0};
}

std::uint8_t byte_at(std::string_view bytes, std::size_t at) {
  return static_cast<std::uint8_t>(bytes[at]);
}

// Of the non-ASCII byte at `at`.
Sequence sequence_at(std::string_view bytes, std::size_t at) {
  const Lead lead = lead_of(byte_at(bytes, at));
  if (lead.trail == 0) return {1, false};
  std::uint8_t low = lead.low;
  std::uint8_t high = lead.high;
  for (std::size_t i = 1; i <= lead.trail; ++i) {
    if (at + i >= bytes.size()) return {i, false};
    const std::uint8_t byte = byte_at(bytes, at + i);
    if (byte < low || byte > high) return {i, false};
    low = 0x80;
    high = 0xBF;
  }
  return {lead.trail + std::size_t{1}, true};
}

bool is_plain(std::uint8_t byte) {
  return (byte >= 0x20 && byte < 0x7F) || byte == '\t' || byte == '\n';
}

// The first position >= at whose byte is not printable ASCII, TAB or LF. Eight bytes at a time: a
// byte is high, below 0x20 or DEL exactly when one of the three tests leaves a top bit.
std::size_t skip_plain(std::string_view bytes, std::size_t at) {
  constexpr std::uint64_t kOnes = 0x0101010101010101U;
  constexpr std::uint64_t kTops = 0x8080808080808080U;
  while (true) {
    while (at + 8 <= bytes.size()) {
      std::uint64_t word = 0;
      std::memcpy(&word, bytes.data() + at, 8);
      const std::uint64_t below_space = (word - kOnes * 0x20) & ~word;
      const std::uint64_t from_del = word ^ (kOnes * 0x7F);
      const std::uint64_t del = (from_del - kOnes) & ~from_del;
      if (((word | below_space | del) & kTops) != 0) break;
      at += 8;
    }
    const std::size_t stop = std::min(at + 8, bytes.size());
    while (at < stop && is_plain(byte_at(bytes, at))) ++at;
    if (at < stop || at == bytes.size()) return at;
  }
}

char32_t decode_valid(std::string_view text, std::size_t at, std::size_t length) {
  constexpr std::array<std::uint8_t, 5> kMask{0, 0x7F, 0x1F, 0x0F, 0x07};
  char32_t c = byte_at(text, at) & kMask[length];
  for (std::size_t i = 1; i < length; ++i) c = (c << 6) | (byte_at(text, at + i) & 0x3FU);
  return c;
}

bool is_white_space(char32_t c) {
  return (c >= 0x09 && c <= 0x0D) || c == 0x20 || c == 0x85 || c == 0xA0 || c == 0x1680 ||
         (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F ||
         c == 0x3000;
}

bool is_trail(char byte) { return (static_cast<std::uint8_t>(byte) & 0xC0U) == 0x80U; }

}  // namespace

bool is_clean(std::string_view bytes) {
  std::size_t at = 0;
  while ((at = skip_plain(bytes, at)) < bytes.size()) {
    if (byte_at(bytes, at) < 0x80) return false;
    const Sequence sequence = sequence_at(bytes, at);
    if (!sequence.valid) return false;
    at += sequence.length;
  }
  return true;
}

std::string repair(std::string_view bytes) {
  std::string out;
  out.reserve(bytes.size());
  std::size_t at = 0;
  while (at < bytes.size()) {
    const std::size_t stop = skip_plain(bytes, at);
    out.append(bytes, at, stop - at);
    if ((at = stop) == bytes.size()) break;
    const std::uint8_t byte = byte_at(bytes, at);
    if (byte == '\r') {
      out += '\n';
      at += at + 1 < bytes.size() && bytes[at + 1] == '\n' ? 2 : 1;
    } else if (byte < 0x80) {
      ++at;
    } else {
      const Sequence sequence = sequence_at(bytes, at);
      const std::string_view character = bytes.substr(at, sequence.length);
      at += sequence.length;
      if (!sequence.valid) {
        out += kReplacement;
      } else if (!(out.empty() && character == kByteOrderMark)) {
        out += character;
      }
    }
  }
  return out;
}

Character long_character_at(std::string_view text, std::size_t at) {
  const Sequence sequence = sequence_at(text, at);
  return {sequence.valid ? decode_valid(text, at, sequence.length) : U'\uFFFD', sequence.length};
}

void append_character(std::string& out, char32_t code) {
  const auto trail = [&](unsigned shift) {
    out += static_cast<char>(0x80U | ((code >> shift) & 0x3FU));
  };
  if (code < 0x80) {
    out += static_cast<char>(code);
  } else if (code < 0x800) {
    out += static_cast<char>(0xC0U | (code >> 6U));
    trail(0);
  } else if (code < 0x10000) {
    out += static_cast<char>(0xE0U | (code >> 12U));
    trail(6);
    trail(0);
  } else {
    out += static_cast<char>(0xF0U | (code >> 18U));
    trail(12);
    trail(6);
    trail(0);
  }
}

std::size_t boundary_before(std::string_view text, std::size_t at) {
  if (at >= text.size()) return text.size();
  while (at > 0 && is_trail(text[at])) --at;
  return at;
}

std::size_t boundary_after(std::string_view text, std::size_t at) {
  if (at >= text.size()) return text.size();
  while (at < text.size() && is_trail(text[at])) ++at;
  return at;
}

std::string_view truncate(std::string_view text, std::size_t limit) {
  return text.substr(0, boundary_before(text, limit));
}

std::string_view trim(std::string_view text) {
  while (!text.empty()) {
    const Character first = character_at(text, 0);
    if (!is_white_space(first.code)) break;
    text.remove_prefix(first.length);
  }
  while (!text.empty()) {
    const std::size_t last = boundary_before(text, text.size() - 1);
    if (!is_white_space(character_at(text, last).code)) break;
    text.remove_suffix(text.size() - last);
  }
  return text;
}

}  // namespace whensaid::text
