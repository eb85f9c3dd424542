#include "text/segment.hpp"

#include <whensaid/result.hpp>
#include "text/utf8.hpp"

#include <unicode/ubrk.h>
#include <unicode/utf16.h>

#include <algorithm>
#include <new>
#include <string>

namespace whensaid::text {

namespace {

// ICU counts UTF-16 units in 32 bits, and its buffers cost six bytes for one of ours. Text without
// white space for this long is no speech; it is cut where it stands.
constexpr std::size_t kMaxPiece = std::size_t{16} << 20;

// Buffers beyond this are given back after use.
constexpr std::size_t kKeptUnits = std::size_t{64} << 10;

}  // namespace

struct Segmenter::Icu {
  UBreakIterator* iterator;
  std::vector<UChar> units{};
  std::vector<std::size_t> offsets{};  // of each unit's character, and of the end

  Icu() {
    UErrorCode code = U_ZERO_ERROR;
    iterator = ubrk_open(UBRK_WORD, "root", nullptr, 0, &code);
    if (code == U_MEMORY_ALLOCATION_ERROR) throw std::bad_alloc();
    if (U_FAILURE(code)) {
      throw Failure(Error{Errc::io, std::string("opening ICU's word break iterator failed with ") +
                                        u_errorName(code) + ": is ICU's data installed?"});
    }
  }
  Icu(const Icu&) = delete;
  Icu& operator=(const Icu&) = delete;
  ~Icu() { ubrk_close(iterator); }

  void decode(std::string_view text) {
    units.clear();
    offsets.clear();
    for (std::size_t at = 0; at < text.size();) {
      const Character c = character_at(text, at);
      if (c.code < 0x10000) {
        units.push_back(static_cast<UChar>(c.code));
      } else {
        units.push_back(U16_LEAD(c.code));
        units.push_back(U16_TRAIL(c.code));
        offsets.push_back(at);
      }
      offsets.push_back(at);
      at += c.length;
    }
    offsets.push_back(text.size());
  }

  void segment(std::string_view text, std::size_t shift, std::vector<ByteSpan>& out) {
    decode(text);
    UErrorCode code = U_ZERO_ERROR;
    ubrk_setText(iterator, units.data(), static_cast<std::int32_t>(units.size()), &code);
    if (U_FAILURE(code)) throw std::bad_alloc();  // a kept iterator over a buffer: nothing else
    std::size_t begin = 0;
    for (std::int32_t at = ubrk_next(iterator); at != UBRK_DONE; at = ubrk_next(iterator)) {
      const std::size_t end = offsets[static_cast<std::size_t>(at)];
      if (ubrk_getRuleStatus(iterator) >= UBRK_WORD_NONE_LIMIT) {
        out.push_back({shift + begin, shift + end});
      }
      begin = end;
    }
    if (units.capacity() > kKeptUnits) {
      units = {};
      offsets = {};
    }
  }
};

Segmenter::Segmenter(Segmentation how) : how_(how), icu_(std::make_unique<Icu>()) {}
Segmenter::Segmenter(Segmenter&&) noexcept = default;
Segmenter& Segmenter::operator=(Segmenter&&) noexcept = default;
Segmenter::~Segmenter() = default;

void Segmenter::segment(std::string_view text, ByteSpan range, std::vector<ByteSpan>& out) {
  for (std::size_t begin = range.begin; begin < range.end;) {
    const std::size_t end = boundary_before(text, std::min(begin + kMaxPiece, range.end));
    icu_->segment(text.substr(begin, end - begin), begin, out);
    begin = end;
  }
}

}  // namespace whensaid::text
