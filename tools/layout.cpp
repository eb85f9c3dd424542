#include "layout.hpp"

#include <algorithm>
#include <cwchar>
#include <iterator>
#include <optional>

namespace whensaid::tool {

namespace {

constexpr char32_t kReplacement = U'\uFFFD';
constexpr char32_t kJoiner = U'\u200D';

/// Lines narrower than this are not worth breaking: they would be one word each.
constexpr std::size_t kMinRoom = 16;

struct Character {
  char32_t code{kReplacement};
  std::size_t bytes{1};
};

bool is_continuation(char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U; }

/// The character at the front of a non-empty text; a broken byte is U+FFFD by itself.
Character front(std::string_view text) {
  const auto lead = static_cast<unsigned char>(text[0]);
  if (lead < 0x80) return {lead, 1};
  const std::size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  if (lead < 0xC2 || lead > 0xF4 || text.size() < length) return {};
  char32_t code = lead & (0x7FU >> length);
  for (std::size_t i = 1; i < length; ++i) {
    if (!is_continuation(text[i])) return {};
    code = (code << 6U) | (static_cast<unsigned char>(text[i]) & 0x3FU);
  }
  const bool overlong = (length == 3 && code < 0x800) || (length == 4 && code < 0x10000);
  const bool surrogate = code >= 0xD800 && code <= 0xDFFF;
  if (overlong || surrogate || code > 0x10FFFF) return {};
  return {code, length};
}

void append_utf8(std::string& out, char32_t code) {
  const auto byte = [&out](char32_t bits) { out.push_back(static_cast<char>(bits)); };
  if (code < 0x80) {
    byte(code);
  } else if (code < 0x800) {
    byte(0xC0U | (code >> 6U));
    byte(0x80U | (code & 0x3FU));
  } else if (code < 0x10000) {
    byte(0xE0U | (code >> 12U));
    byte(0x80U | ((code >> 6U) & 0x3FU));
    byte(0x80U | (code & 0x3FU));
  } else {
    byte(0xF0U | (code >> 18U));
    byte(0x80U | ((code >> 12U) & 0x3FU));
    byte(0x80U | ((code >> 6U) & 0x3FU));
    byte(0x80U | (code & 0x3FU));
  }
}

/// What to print for a character; nothing when it could steer a terminal or reorder what follows.
std::optional<char32_t> printable(char32_t code) {
  if ((code >= 0x09 && code <= 0x0D) || code == 0x85 || code == 0x2028 || code == 0x2029) {
    return U' ';
  }
  const bool control = code < 0x20 || (code >= 0x7F && code <= 0x9F);
  const bool reorders = (code >= 0x202A && code <= 0x202E) || (code >= 0x2066 && code <= 0x2069);
  if (control || reorders || code == 0xFEFF) return std::nullopt;
  return code;
}

/// wcwidth knows East Asian widths and combining marks; main() gives it a UTF-8 locale. Where it
/// does not know a character, one column is the likeliest.
std::size_t width_of(char32_t code) {
  if (code < 0x7F) return 1;
  const int width = ::wcwidth(static_cast<wchar_t>(code));
  return width < 0 ? 1 : static_cast<std::size_t>(width);
}

/// Glyphs that stay on one line.
struct Chunk {
  std::size_t begin{0};
  std::size_t end{0};
  std::size_t columns{0};
  bool blank_before{false};
};

bool is_blank(const Glyph& glyph) { return glyph.bytes == " "; }

std::vector<Chunk> chunks_of(const std::vector<Glyph>& text) {
  std::vector<Chunk> chunks;
  bool blank = false;
  bool open = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (is_blank(text[i])) {
      blank = true;
      open = false;
      continue;
    }
    const bool wide = text[i].columns > 1;
    if (!open || wide) chunks.push_back(Chunk{i, i, 0, blank});
    chunks.back().end = i + 1;
    chunks.back().columns += text[i].columns;
    blank = false;
    open = !wide;
  }
  return chunks;
}

/// Builds the lines of wrap(): remembers the column and whether a mark is open.
class Breaker {
 public:
  Breaker(const Lines& lines, std::string_view mark_on, std::string_view mark_off)
      : indent_(lines.indent), column_(lines.used), on_(mark_on), off_(mark_off) {
    if (lines.width == 0) {
      limit_ = static_cast<std::size_t>(-1);
    } else {
      limit_ = std::max(lines.width, indent_ + kMinRoom);
    }
  }

  void add(const std::vector<Glyph>& text, const Chunk& chunk) {
    const std::size_t blank = chunk.blank_before && !line_empty_ ? 1 : 0;
    if (column_ + blank + chunk.columns > limit_ && !line_empty_) {
      break_line();
    } else if (blank == 1) {
      // The blank between two marked words is marked too: one run, fewer codes.
      if (marked_ && !text[chunk.begin].marked) mark(false);
      out_ += ' ';
      ++column_;
    }
    for (std::size_t i = chunk.begin; i < chunk.end; ++i) {
      if (column_ + text[i].columns > limit_ && !line_empty_) break_line();
      mark(text[i].marked);
      out_ += text[i].bytes;
      column_ += text[i].columns;
      line_empty_ = false;
    }
  }

  std::string finish() {
    mark(false);
    return std::move(out_);
  }

 private:
  void mark(bool wanted) {
    if (marked_ == wanted) return;
    out_ += wanted ? on_ : off_;
    marked_ = wanted;
  }

  void break_line() {
    mark(false);
    out_ += '\n';
    out_.append(indent_, ' ');
    column_ = indent_;
    line_empty_ = true;
  }

  std::size_t indent_;
  std::size_t column_;
  std::size_t limit_{0};
  std::string_view on_;
  std::string_view off_;
  std::string out_;
  bool marked_{false};
  bool line_empty_{true};
};

}  // namespace

std::vector<Glyph> glyphs(std::string_view text, const std::vector<ByteRange>& marks) {
  std::vector<Glyph> out;
  auto mark = marks.begin();
  bool joins = false;
  for (std::size_t at = 0; at < text.size();) {
    const Character character = front(text.substr(at));
    const std::size_t begin = at;
    at += character.bytes;
    const auto shown = printable(character.code);
    if (!shown) continue;
    while (mark != marks.end() && mark->end <= begin) ++mark;
    const std::size_t columns = width_of(*shown);
    if ((columns == 0 || joins) && !out.empty() && !is_blank(out.back())) {
      append_utf8(out.back().bytes, *shown);
    } else {
      Glyph glyph;
      append_utf8(glyph.bytes, *shown);
      glyph.columns = columns;
      glyph.marked = mark != marks.end() && mark->begin <= begin;
      out.push_back(std::move(glyph));
    }
    joins = *shown == kJoiner;
  }
  return out;
}

std::string clean(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (const auto& glyph : glyphs(text)) out += glyph.bytes;
  return out;
}

std::size_t columns_of(std::string_view text) {
  std::size_t columns = 0;
  for (const auto& glyph : glyphs(text)) columns += glyph.columns;
  return columns;
}

Window window_around(std::string_view text, std::size_t at, std::size_t columns) {
  const auto all = glyphs(text, {ByteRange{at, text.size()}});
  const auto place = std::ranges::find(all, true, &Glyph::marked);
  auto first = place;
  auto last = place;
  std::size_t used = 0;
  const auto takes = [&](const Glyph& glyph) {
    if (used + glyph.columns > columns) return false;
    used += glyph.columns;
    return true;
  };
  for (bool wider = true; wider;) {
    wider = false;
    if (last != all.end() && takes(*last)) {
      ++last;
      wider = true;
    }
    if (first != all.begin() && takes(*std::prev(first))) {
      --first;
      wider = true;
    }
  }
  constexpr std::string_view kEllipsis = "…";
  Window window;
  if (first != all.begin()) window = {std::string(kEllipsis), columns_of(kEllipsis)};
  for (auto glyph = first; glyph != last; ++glyph) {
    window.text += glyph->bytes;
    if (glyph < place) window.columns_before += glyph->columns;
  }
  if (last != all.end()) window.text += kEllipsis;
  return window;
}

std::string wrap(const std::vector<Glyph>& text, const Lines& lines, std::string_view mark_on,
                 std::string_view mark_off) {
  Breaker breaker(lines, mark_on, mark_off);
  for (const auto& chunk : chunks_of(text)) breaker.add(text, chunk);
  return breaker.finish();
}

}  // namespace whensaid::tool
