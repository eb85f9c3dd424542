// See markup.hpp. What surprises: "<" opens a tag only before a letter, "/", "." or a time, and
// only when a ">" comes before the next "<"; speech about code and sums is full of others.

#include "source/markup.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <utility>

#include "source/timestamp.hpp"
#include "text/utf8.hpp"

namespace whensaid::source {
namespace {

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n'; }
bool is_alpha(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_ascii(char c) { return static_cast<unsigned char>(c) < 0x80; }

bool is_blank(std::string_view text) { return std::all_of(text.begin(), text.end(), is_space); }

std::string lowered(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return out;
}

/// "#8217" or "#x2019". Control characters other than line end and tab give nothing.
bool append_numeric_reference(std::string_view body, std::string& out) {
  body.remove_prefix(1);
  const bool hex = !body.empty() && (body[0] == 'x' || body[0] == 'X');
  if (hex) body.remove_prefix(1);
  if (body.empty()) return false;
  std::uint32_t code = 0;
  for (const char c : body) {
    const char low = c >= 'A' && c <= 'F' ? static_cast<char>(c - 'A' + 'a') : c;
    std::uint32_t digit = 0;
    if (is_digit(c)) {
      digit = static_cast<std::uint32_t>(c - '0');
    } else if (hex && low >= 'a' && low <= 'f') {
      digit = static_cast<std::uint32_t>(low - 'a' + 10);
    } else {
      return false;
    }
    code = code * (hex ? 16 : 10) + digit;  // at most 8 digits, see kMaxReferenceBytes
  }
  if ((code < 0x20 && code != 0 && code != '\n' && code != '\t') || code == 0x7F) return true;
  const bool is_character = code < 0x110000 && (code < 0xD800 || code > 0xDFFF) && code != 0;
  text::append_character(out, is_character ? code : 0xFFFD);
  return true;
}

/// Longest of those below with room for leading zeros.
constexpr std::size_t kMaxReferenceBytes = 10;

/// Appends what the reference between "&" and ";" stands for; false when it is none.
bool append_reference(std::string_view body, std::string& out) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 8> kNamed{{
      {"amp", "&"},
      {"lt", "<"},
      {"gt", ">"},
      {"nbsp", "\xC2\xA0"},
      {"quot", "\""},
      {"apos", "'"},
      {"lrm", "\xE2\x80\x8E"},
      {"rlm", "\xE2\x80\x8F"},
  }};
  if (!body.empty() && body[0] == '#') return append_numeric_reference(body, out);
  for (const auto& [name, value] : kNamed) {
    if (name == body) {
      out += value;
      return true;
    }
  }
  return false;
}

bool is_known_tag(std::string_view name) {
  constexpr std::array<std::string_view, 14> kTags{"b",  "br",   "c", "em",   "font",   "i", "lang",
                                                   "rt", "ruby", "s", "span", "strong", "u", "v"};
  return std::find(kTags.begin(), kTags.end(), name) != kTags.end();
}

class Scanner {
 public:
  Scanner(std::string_view text, Dialect dialect, Millis start)
      : text_(text), dialect_(dialect), last_stamp_(start), start_(start) {
    begin_piece({});
  }

  std::vector<Piece> run() {
    const std::string_view special = dialect_ == Dialect::srt ? "<&{" : "<&";
    while (at_ < text_.size()) {
      const std::size_t next = std::min(text_.find_first_of(special, at_), text_.size());
      append(text_.substr(at_, next - at_));
      at_ = next;
      if (at_ == text_.size()) break;
      const char c = text_[at_];
      const bool taken = c == '<' ? tag() : c == '&' ? reference() : braces();
      if (!taken) append(text_.substr(at_++, 1));
    }
    end_piece();
    return std::move(pieces_);
  }

 private:
  struct Stamp {
    std::size_t offset{0};  ///< in the piece's text
    Millis time{0};
  };

  void append(std::string_view text) {
    if (!in_ruby_text_) piece_.text += text;
  }

  /// Each of these moves past what it understood, or answers false and stays.
  bool tag() {
    if (next_close_ < at_ || next_close_ == 0)
      next_close_ = std::min(text_.find('>', at_), text_.size());
    if (next_close_ == text_.size()) return false;
    const std::string_view body = text_.substr(at_ + 1, next_close_ - at_ - 1);
    if (body.empty() || body.size() > kMaxTagBytes) return false;
    if (body.find('<') != std::string_view::npos) return false;
    const bool plausible = is_alpha(body[0]) || body[0] == '/' || body[0] == '.';
    if (!plausible && !is_digit(body[0])) return false;
    if (is_digit(body[0])) {
      if (!stamp(body)) return false;
    } else if (!named_tag(body)) {
      return false;
    }
    at_ = next_close_ + 1;
    return true;
  }

  bool stamp(std::string_view body) {
    const auto time = body.find(':') == std::string_view::npos
                          ? std::nullopt
                          : parse_timestamp(body, Strictness::lenient);
    if (!time) return false;
    if (*time < last_stamp_) return true;  // out of order: the words keep the time before
    last_stamp_ = *time;
    stamps_.push_back(Stamp{piece_.text.size(), *time});
    return true;
  }

  bool named_tag(std::string_view body) {
    const bool closing = body[0] == '/';
    if (closing) body.remove_prefix(1);
    const std::size_t name_end = std::min(body.find_first_of(". \t\n/"), body.size());
    const std::string name = lowered(body.substr(0, name_end));
    if (!is_known_tag(name)) return dialect_ == Dialect::webvtt;
    if (name == "v") {
      begin_piece(closing ? std::string_view{} : annotation(body));
    } else if (name == "rt") {
      in_ruby_text_ = !closing;
    } else if (name == "ruby") {
      in_ruby_text_ = false;
    } else if (name == "br") {
      append("\n");
    }
    return true;
  }

  /// "v.loud Ann Lee" -> "Ann Lee".
  static std::string_view annotation(std::string_view body) {
    const std::size_t space = body.find_first_of(" \t\n");
    return space == std::string_view::npos ? std::string_view{} : body.substr(space);
  }

  bool reference() {
    const std::string_view window = text_.substr(at_ + 1, kMaxReferenceBytes + 1);
    const std::size_t end = window.find(';');
    if (end == std::string_view::npos) return false;
    std::string decoded;
    if (!append_reference(window.substr(0, end), decoded)) return false;
    append(decoded);
    at_ += end + 2;
    return true;
  }

  /// "{\an8}" and the short forms "{i}", "{/b}", "{y:i}".
  bool braces() {
    const std::string_view window = text_.substr(at_ + 1, kMaxOverrideBytes);
    const std::size_t end = window.find('}');
    if (end == std::string_view::npos) return false;
    std::string_view body = window.substr(0, end);
    if (!body.starts_with('\\')) {
      if (body.starts_with('/')) body.remove_prefix(1);
      if (body.starts_with("y:") || body.starts_with("Y:")) body.remove_prefix(2);
      const std::string letter = lowered(body);
      if (letter != "b" && letter != "i" && letter != "u" && letter != "s") return false;
    }
    at_ += end + 2;
    return true;
  }

  void begin_piece(std::string_view speaker) {
    // A stamp right before the voice belongs to the voice's words.
    const bool stamped = !stamps_.empty() && is_blank(piece_.text.substr(stamps_.back().offset));
    end_piece();
    if (stamped) stamps_.push_back(Stamp{0, last_stamp_});
    std::string name;
    for (std::size_t i = 0; i < speaker.size(); ++i) {
      const std::size_t end = speaker[i] == '&' ? speaker.find(';', i) : std::string_view::npos;
      if (end != std::string_view::npos && end - i - 1 <= kMaxReferenceBytes &&
          append_reference(speaker.substr(i + 1, end - i - 1), name)) {
        i = end;
      } else {
        name.push_back(speaker[i]);
      }
    }
    name = collapse_spaces(name);
    if (name.size() >= 2 && (name.front() == '"' || name.front() == '\'') &&
        name.back() == name.front()) {
      name = collapse_spaces(std::string_view(name).substr(1, name.size() - 2));
    }
    // "-" and "?" are how tools write that they do not know.
    if (name.find_first_not_of("-?") != std::string::npos) piece_.speaker = std::move(name);
  }

  void end_piece() {
    if (!is_blank(piece_.text)) {
      make_words();
      pieces_.push_back(std::move(piece_));
    }
    piece_ = Piece{};
    stamps_.clear();
  }

  /// The first word after each stamp has the stamp's time; those between are left to interpolation.
  void make_words() {
    if (stamps_.empty()) return;
    const std::string& text = piece_.text;
    if (pieces_.empty() && stamps_.front().offset > 0) {
      stamps_.insert(stamps_.begin(), Stamp{0, start_});
    }
    for (std::size_t i = 0; i < stamps_.size(); ++i) {
      std::size_t begin = stamps_[i].offset;
      const std::size_t chunk_end = i + 1 < stamps_.size() ? stamps_[i + 1].offset : text.size();
      // A stamp inside a word times a syllable.
      if (begin > 0 && begin < text.size() && is_alpha(text[begin - 1]) && is_alpha(text[begin]))
        continue;
      while (begin < chunk_end && is_space(text[begin])) ++begin;
      if (begin == chunk_end) continue;
      std::size_t end = begin;
      while (end < text.size() && !is_space(text[end])) {
        if (end == chunk_end && !(is_ascii(text[end]) && is_ascii(text[end - 1]))) break;
        ++end;
      }
      std::string word = collapse_spaces(std::string_view(text).substr(begin, end - begin));
      word.resize(std::min(word.find(' '), word.size()));  // at a no-break space
      if (!word.empty()) piece_.words.push_back(Word{stamps_[i].time, std::move(word)});
    }
  }

  /// An override is a handful of ASS commands.
  static constexpr std::size_t kMaxOverrideBytes = 120;
  /// A voice holds a name, a font its attributes; what is longer is text after a stray "<".
  static constexpr std::size_t kMaxTagBytes = 512;

  std::string_view text_;
  Dialect dialect_;
  std::size_t at_{0};
  std::size_t next_close_{0};  ///< the ">" found last, so that looking for it stays linear
  bool in_ruby_text_{false};
  Piece piece_;
  std::vector<Stamp> stamps_;
  Millis last_stamp_;
  Millis start_;
  std::vector<Piece> pieces_;
};

/// Bytes of the white space that `text` begins with at `at`; 0: none.
std::size_t space_width(std::string_view text, std::size_t at) {
  if (is_ascii(text[at])) return is_space(text[at]) ? 1 : 0;
  const std::string_view rest = text.substr(at);
  for (const std::string_view space :
       {"\xC2\xA0", "\xC2\x85", "\xE2\x80\xA8", "\xE2\x80\xA9", "\xE3\x80\x80", "\xEF\xBB\xBF"}) {
    if (rest.starts_with(space)) return space.size();
  }
  return 0;
}

}  // namespace

std::string collapse_spaces(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  bool space = false;
  for (std::size_t i = 0; i < text.size();) {
    if (const std::size_t width = space_width(text, i); width > 0) {
      space = true;
      i += width;
      continue;
    }
    if (space && !out.empty()) out.push_back(' ');
    space = false;
    out.push_back(text[i++]);
  }
  return out;
}

std::vector<Piece> parse_markup(std::string_view payload, Dialect dialect, Millis start) {
  return Scanner(payload, dialect, start).run();
}

std::string strip_markup(std::string_view payload, Dialect dialect) {
  std::string out;
  for (const Piece& piece : Scanner(payload, dialect, Millis{0}).run()) out += piece.text;
  return collapse_spaces(out);
}

}  // namespace whensaid::source
