#pragma once

// Bytes in a row: varints and strings, written without surprises and read without trust. A Reader
// never reads outside its bytes; after the first short or overlong read it stays failed and gives
// zeros, so that decoders check once at the end.

#include <bit>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

namespace whensaid::timeline {

static_assert(std::endian::native == std::endian::little, "stored integers are little-endian");

/// LEB128: seven bits a byte, low first.
inline void put_varint(std::string& out, std::uint64_t value) {
  while (value >= 0x80) {
    out.push_back(static_cast<char>(value | 0x80U));
    value >>= 7U;
  }
  out.push_back(static_cast<char>(value));
}

inline void put_string(std::string& out, std::string_view text) {
  put_varint(out, text.size());
  out.append(text);
}

/// The low `width` bytes of `value`.
inline void put_fixed(std::string& out, std::uint64_t value, unsigned width) {
  for (unsigned i = 0; i < width; ++i) out.push_back(static_cast<char>(value >> (8U * i)));
}

/// Small for numbers near zero of either sign.
inline std::uint64_t zigzag(std::int64_t value) {
  return (static_cast<std::uint64_t>(value) << 1U) ^ static_cast<std::uint64_t>(value >> 63);
}
inline std::int64_t unzigzag(std::uint64_t value) {
  return static_cast<std::int64_t>(value >> 1U) ^ -static_cast<std::int64_t>(value & 1U);
}

inline void put_signed(std::string& out, std::int64_t value) { put_varint(out, zigzag(value)); }

class Reader {
 public:
  explicit Reader(std::string_view bytes) : bytes_(bytes) {}

  [[nodiscard]] bool ok() const { return ok_; }
  [[nodiscard]] std::size_t left() const { return bytes_.size(); }

  std::uint8_t byte() {
    const auto b = take(1);
    return b.empty() ? std::uint8_t{0} : static_cast<std::uint8_t>(b[0]);
  }

  std::uint64_t varint() {
    std::uint64_t value = 0;
    for (unsigned shift = 0; shift < 64; shift += 7) {
      if (bytes_.empty()) break;
      const auto b = static_cast<std::uint8_t>(bytes_[0]);
      bytes_.remove_prefix(1);
      value |= static_cast<std::uint64_t>(b & 0x7FU) << shift;
      if (b < 0x80) return value;
    }
    fail();
    return 0;
  }

  /// A varint that must not exceed `limit`.
  std::uint32_t number(std::uint64_t limit = UINT32_MAX) {
    const auto value = varint();
    if (value > limit || value > UINT32_MAX) {
      fail();
      return 0;
    }
    return static_cast<std::uint32_t>(value);
  }

  std::int64_t signed_varint() { return unzigzag(varint()); }

  /// How many things of at least `bytes_each` bytes follow: more than can be there is damage, and
  /// is never allocated for.
  std::uint32_t count(std::size_t bytes_each) { return number(bytes_.size() / bytes_each); }

  std::uint64_t fixed(unsigned width) {
    const auto raw = take(width);
    std::uint64_t value = 0;
    if (!raw.empty()) std::memcpy(&value, raw.data(), raw.size());
    return value;
  }

  std::string_view take(std::size_t count) {
    if (count > bytes_.size()) {
      fail();
      return {};
    }
    const auto taken = bytes_.substr(0, count);
    bytes_.remove_prefix(count);
    return taken;
  }

  std::string_view string() { return take(static_cast<std::size_t>(varint())); }

  /// For who finds that what was read cannot be.
  void fail() {
    ok_ = false;
    bytes_ = {};
  }

 private:
  std::string_view bytes_;
  bool ok_{true};
};

}  // namespace whensaid::timeline
