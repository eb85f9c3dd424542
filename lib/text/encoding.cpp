// See encoding.hpp.

#include "text/encoding.hpp"

#include <unicode/ucsdet.h>
#include <unicode/unistr.h>
#include <unicode/utf8.h>
#include <unicode/utypes.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <memory>
#include <utility>

namespace whensaid::text {
namespace {

using namespace std::string_view_literals;

/// The guess looks at this much, from the first byte beyond ASCII on.
constexpr std::size_t kSampleBytes = std::size_t{64} << 10U;

std::optional<Decoded> convert(std::string_view bytes, const char* encoding) {
  const icu::UnicodeString text(bytes.data(), static_cast<std::int32_t>(bytes.size()), encoding);
  if (text.isBogus() || (text.isEmpty() && !bytes.empty())) return std::nullopt;
  Decoded out;
  text.toUTF8String(out.text);
  out.encoding = encoding;
  return out;
}

/// Text in a Latin script as UTF-16 has a zero in every other byte.
const char* utf16_by_zeros(std::string_view bytes) {
  const std::string_view sample = bytes.substr(0, 4096);
  std::array<std::size_t, 2> zeros{};
  for (std::size_t i = 0; i < sample.size(); ++i) zeros[i % 2] += sample[i] == '\0' ? 1 : 0;
  const std::size_t most = sample.size() / 2 * 7 / 10;
  if (sample.size() < 8) return nullptr;
  if (zeros[1] >= most && zeros[0] == 0) return "UTF-16LE";
  if (zeros[0] >= most && zeros[1] == 0) return "UTF-16BE";
  return nullptr;
}

/// More characters beyond ASCII that are sound than that are broken.
bool is_mostly_utf8(std::string_view bytes) {
  std::size_t sound = 0;
  std::size_t broken = 0;
  const auto* data = reinterpret_cast<const std::uint8_t*>(bytes.data());
  const auto size = static_cast<std::int32_t>(bytes.size());
  for (std::int32_t at = 0; at < size;) {
    if (data[at] < 0x80) {
      ++at;
      continue;
    }
    UChar32 c = 0;
    U8_NEXT(data, at, size, c);
    ++(c < 0 ? broken : sound);
  }
  return broken == 0 || sound > broken;
}

struct CloseDetector {
  void operator()(UCharsetDetector* detector) const { ucsdet_close(detector); }
};

/// Encodings that captions are in; the detector knows more, and guesses them wrongly.
const char* accepted_encoding(std::string_view detected) {
  constexpr std::array<std::pair<std::string_view, const char*>, 11> kAccepted{{
      {"windows-1250", "windows-1250"},
      {"windows-1251", "windows-1251"},
      {"windows-1252", "windows-1252"},
      {"ISO-8859-1", "windows-1252"},
      {"ISO-8859-2", "ISO-8859-2"},
      {"Shift_JIS", "Shift_JIS"},
      {"EUC-JP", "EUC-JP"},
      {"EUC-KR", "EUC-KR"},
      {"GB18030", "GB18030"},
      {"Big5", "Big5"},
      {"KOI8-R", "KOI8-R"},
  }};
  for (const auto& [name, encoding] : kAccepted) {
    if (name == detected) return encoding;
  }
  return nullptr;
}

const char* guess_encoding(std::string_view bytes) {
  constexpr const char* kFallback = "windows-1252";
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<UCharsetDetector, CloseDetector> detector(ucsdet_open(&status));
  const auto beyond = std::find_if(bytes.begin(), bytes.end(),
                                   [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
  const std::string_view sample =
      bytes.substr(static_cast<std::size_t>(beyond - bytes.begin()), kSampleBytes);
  ucsdet_setText(detector.get(), sample.data(), static_cast<std::int32_t>(sample.size()), &status);
  std::int32_t count = 0;
  const UCharsetMatch** matches = ucsdet_detectAll(detector.get(), &count, &status);
  if (U_FAILURE(status)) return kFallback;
  for (std::int32_t i = 0; i < count; ++i) {
    const char* name = ucsdet_getName(matches[i], &status);
    if (U_FAILURE(status)) return kFallback;
    if (const char* accepted = accepted_encoding(name)) return accepted;
  }
  return kFallback;
}

}  // namespace

std::optional<Decoded> decode_utf16(std::string_view bytes) {
  if (bytes.size() > kMaxForeignBytes) return std::nullopt;
  if (bytes.starts_with("\xFF\xFE\0\0"sv)) return convert(bytes.substr(4), "UTF-32LE");
  if (bytes.starts_with("\0\0\xFE\xFF"sv)) return convert(bytes.substr(4), "UTF-32BE");
  if (bytes.starts_with("\xFF\xFE")) return convert(bytes.substr(2), "UTF-16LE");
  if (bytes.starts_with("\xFE\xFF")) return convert(bytes.substr(2), "UTF-16BE");
  if (const char* encoding = utf16_by_zeros(bytes)) return convert(bytes, encoding);
  return std::nullopt;
}

std::optional<Decoded> decode_foreign(std::string_view bytes) {
  if (auto decoded = decode_utf16(bytes)) return decoded;
  if (bytes.size() > kMaxForeignBytes || is_mostly_utf8(bytes)) return std::nullopt;
  return convert(bytes, guess_encoding(bytes));
}

}  // namespace whensaid::text
