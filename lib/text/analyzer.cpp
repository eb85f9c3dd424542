// Text is cut at ASCII white space, each piece segmented (segment.hpp) and cut into words
// (words.hpp), each word looked up by its spelling (vocabulary.hpp).
// Plain words of up to 15 letters and digits are taken at once, without a branch that depends on
// their length: such branches are guessed wrong and cost more than all the rest.
//
// Cutting at white space is safe: no rule of UAX #29 joins anything to a white space character but
// marks that follow it, and those make no word, with or without the space before them; nor does a
// rule look across one.

#include "text/analyzer.hpp"

#include "text/fold.hpp"
#include "text/language.hpp"
#include "text/segment.hpp"
#include "text/stem.hpp"
#include "text/utf8.hpp"
#include "text/vocabulary.hpp"
#include "text/words.hpp"

#include <unicode/uvernum.h>
#include <unicode/uversion.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string_view>

namespace whensaid::text {

namespace {

// Spellings up to this many bytes are remembered. Of a longer one only so much is looked at; 64
// bytes of form remain, and nothing but invisible characters could make a difference.
constexpr std::size_t kMaxSpelling = 1024;

// Room for the words of one piece that is kept for the next; more is a rare monster's.
constexpr std::size_t kKeptWords = std::size_t{1} << 14;

// Texts up to this size leave their buffer to the next.
constexpr std::size_t kKeptText = std::size_t{64} << 10;

// What an ASCII character means to the fast path, which takes the runs of letters and digits that
// no departure and no joining rule can touch, and leaves the rest of the piece to analyze_piece().
enum class Kind : std::uint8_t {
  space,
  inert,  // ends a word and starts nothing
  alnum,
  joint,  // may join a letter or digit before it to one behind it: . , : ; '
  sign,   // may belong to letters before it: & + #
  other,  // the connector _, and all beyond ASCII
};

constexpr std::array<Kind, 256> kKinds = [] {
  std::array<Kind, 256> kinds{};
  for (std::size_t c = 0; c < kinds.size(); ++c) {
    const bool digit = c >= '0' && c <= '9';
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    const bool space = c == ' ' || (c >= '\t' && c <= '\r');
    kinds[c] = space             ? Kind::space
               : c >= 0x80       ? Kind::other
               : digit || letter ? Kind::alnum
                                 : Kind::inert;
  }
  for (const char c : {'.', ',', ':', ';', '\''})
    kinds[static_cast<unsigned char>(c)] = Kind::joint;
  for (const char c : {'&', '+', '#'}) kinds[static_cast<unsigned char>(c)] = Kind::sign;
  kinds['_'] = Kind::other;
  return kinds;
}();

// At the end of the text as at white space.
Kind kind_at(std::string_view text, std::size_t at) {
  return at < text.size() ? kKinds[static_cast<unsigned char>(text[at])] : Kind::space;
}

// True when the run of letters and digits that ends at `end` is a word as it stands.
bool stands_alone(std::string_view text, std::size_t end) {
  const Kind next = kind_at(text, end);
  if (next == Kind::space || next == Kind::inert) return true;
  if (next != Kind::joint) return false;
  const Kind behind = kind_at(text, end + 1);
  return behind != Kind::alnum && behind != Kind::other;
}

// Sixteen characters at once, in a vector register where there are such: both compilers make one
// instruction of each operation, on any machine.
class Sixteen {
 public:
  // Reads all 16, whatever they are.
  explicit Sixteen(const char* from) {
    std::memcpy(&bytes_, from, sizeof bytes_);
    letters_ = is_below((bytes_ | 0x20) - 'a', 26);
  }

  // How many letters and digits they begin with.
  [[nodiscard]] std::uint32_t run() const {
    const Halves ends(~(letters_ | is_below(bytes_ - '0', 10)));
    const auto low = static_cast<std::uint32_t>(std::countr_zero(ends.low)) / 8;
    const auto high = static_cast<std::uint32_t>(std::countr_zero(ends.high)) / 8;
    return low + (low == 8 ? high : 0);
  }

  // The first `size` of them in lower case.
  [[nodiscard]] ShortSpelling spelling(std::uint32_t size) const {
    static constexpr auto kWindow = [] {  // a mask for each size
      std::array<std::uint8_t, 2 * ShortSpelling::kBytes> window{};
      std::fill_n(window.begin(), ShortSpelling::kBytes, std::uint8_t{0xFF});
      return window;
    }();
    Bytes mask;
    std::memcpy(&mask, kWindow.data() + ShortSpelling::kBytes - size, sizeof mask);
    const Halves lower((bytes_ | (letters_ & 0x20)) & mask);
    return {lower.low, lower.high, size};
  }

 private:
  using Bytes [[gnu::vector_size(ShortSpelling::kBytes)]] = std::uint8_t;

  struct Halves {
    std::uint64_t low{0};
    std::uint64_t high{0};

    explicit Halves(Bytes bytes) { std::memcpy(this, &bytes, sizeof bytes); }
  };

  // 0xFF where it is.
  static Bytes is_below(Bytes bytes, std::uint8_t limit) {
    const auto is = bytes < limit;
    Bytes mask;
    std::memcpy(&mask, &is, sizeof mask);
    return mask;
  }

  Bytes bytes_;
  Bytes letters_;
};

// Of a word of 1 to 16 bytes.
ShortSpelling short_spelling(std::string_view word) {
  std::array<char, ShortSpelling::kBytes> bytes{};
  std::copy(word.begin(), word.end(), bytes.begin());
  ShortSpelling spelling;
  std::memcpy(&spelling.low, bytes.data(), 8);
  std::memcpy(&spelling.high, bytes.data() + 8, 8);
  spelling.size = static_cast<std::uint32_t>(word.size());
  return spelling;
}

// The "'t" of "don't": how many bytes behind a run of letters belong to it, an apostrophe and
// letters. 0 where digits or an elision ("l'amour") ask for more thought.
std::uint32_t contraction(std::string_view text, std::size_t at, std::uint32_t size) {
  const auto is_letter = [&](std::size_t i) {
    return kind_at(text, i) == Kind::alnum && (text[i] > '9');
  };
  std::size_t end = at + size + 1;
  while (is_letter(end)) ++end;
  const std::string_view run = text.substr(at, size);
  const std::string_view rest = text.substr(at + size + 1, end - at - size - 1);
  if (rest.empty() || kind_at(text, end) == Kind::alnum) return 0;
  if (!std::ranges::all_of(run, [](char c) { return c > '9'; })) return 0;
  if (elides(run) && rest != "s" && rest != "S") return 0;
  return static_cast<std::uint32_t>(end - at) - size;
}

// True when the full stop at `at` may be the beginning of a word (".NET").
bool opens_piece(std::string_view text, std::size_t at) {
  const Kind next = kind_at(text, at + 1);
  return next == Kind::alnum || next == Kind::other;
}

}  // namespace

struct Analyzer::Impl {
  std::string language;
  CaseRules rules;
  Stemmer stemmer;
  Segmenter segmenter;
  Segmentation how;
  std::array<char, 256> lower{};
  WordCutter cutter{};
  Vocabulary vocabulary{};
  std::vector<ByteSpan> uax{};
  std::vector<Word> words{};
  std::array<char, kMaxSpelling> spelling{};
  std::string padded{};  // the text, and behind it as much as is read at once

  Impl(std::string_view name, Segmentation segmentation)
      : language(name),
        rules(name == "tr" || name == "az" ? CaseRules::turkic : CaseRules::common),
        stemmer(name),
        segmenter(segmentation),
        how(segmentation) {
    for (std::size_t c = 0; c < lower.size(); ++c) {
      const bool capital = c >= 'A' && c <= 'Z' && !(c == 'I' && rules == CaseRules::turkic);
      lower[c] = static_cast<char>(capital ? c + ('a' - 'A') : c);
    }
  }

  // ASCII in lower case, so that "The" and "the" are one spelling; but Turkish I is not i.
  std::string_view spell(std::string_view raw) {
    raw = truncate(raw, kMaxSpelling);
    for (std::size_t i = 0; i < raw.size(); ++i) {
      spelling[i] = lower[static_cast<unsigned char>(raw[i])];
    }
    return {spelling.data(), raw.size()};
  }

  WordId make_word(std::string_view word) {
    const std::string folded = fold_case(word, rules);
    const std::string whole = fold_accents(folded);
    if (whole.empty()) return kNoWord;
    const std::string_view form = truncate(whole, kMaxFormBytes);
    Stems stems{std::string(form), {}};
    if (form.size() == whole.size()) stems = stemmer.stems(folded, form);
    WordRecord record;
    record.form = form;
    record.stem = truncate(stems.first, kMaxFormBytes);
    record.second_stem = truncate(stems.second, kMaxFormBytes);
    record.stop = is_stop_word(form, language);
    return vocabulary.intern(record);
  }

  // `key` is `word` for the vocabulary.
  template <typename Key>
  WordId look_up(const Key& key, std::string_view word) {
    if (const WordId* known = vocabulary.find(key)) return *known;
    const WordId made = make_word(word);
    vocabulary.remember(key, made);
    return made;
  }

  WordId look_up(std::string_view word) {
    if (word.empty() || word.size() > ShortSpelling::kBytes) return look_up(word, word);
    return look_up(short_spelling(word), word);
  }

  void add(std::string_view text, ByteSpan span, std::vector<Token>& out) {
    add_as(look_up(spell(text.substr(span.begin, span.end - span.begin))), span, out);
  }

  static void add_as(WordId word, ByteSpan span, std::vector<Token>& out) {
    if (word == kNoWord) return;
    out.push_back(
        {static_cast<std::uint32_t>(span.begin), static_cast<std::uint32_t>(span.end), word});
  }

  // From `begin` to the next white space, which is returned. Nothing before `begin` joins it.
  std::size_t analyze_piece(std::string_view text, std::size_t begin, std::vector<Token>& out) {
    std::size_t end = begin;
    while (kind_at(text, end) != Kind::space) ++end;
    uax.clear();
    words.clear();
    segmenter.segment(text, {begin, end}, uax);
    cutter.cut(text, uax, words);
    for (const Word& word : words) {
      if (word.initials) {
        const auto raw = text.substr(word.span.begin, word.span.end - word.span.begin);
        add_as(look_up(spell(without_dots(raw))), word.span, out);
      } else {
        add(text, word.span, out);
      }
    }
    if (uax.capacity() > kKeptWords) {
      uax = {};
      words = {};
      cutter = {};
    }
    return end;
  }

  void analyze_plainly(std::string_view text, std::vector<Token>& out) {
    for (std::size_t at = 0; at < text.size();) {
      at = kind_at(text, at) == Kind::space ? at + 1 : analyze_piece(text, at, out);
    }
  }

  void analyze_fast(std::string_view given, std::vector<Token>& out) {
    padded.assign(given);
    padded.append(ShortSpelling::kBytes, '\0');
    const std::string_view text(padded.data(), given.size());
    for (std::size_t at = 0; at < text.size();) {
      const Kind kind = kKinds[static_cast<unsigned char>(text[at])];
      if (kind == Kind::alnum) {
        at = analyze_run(text, at, out);
      } else if (kind == Kind::other || (text[at] == '.' && opens_piece(text, at))) {
        at = analyze_piece(text, at, out);
      } else {
        ++at;
      }
    }
    if (padded.capacity() > kKeptText) padded = {};
  }

  // A word that stands alone, or else the piece that it begins; its end is returned.
  std::size_t analyze_run(std::string_view text, std::size_t at, std::vector<Token>& out) {
    if (rules == CaseRules::common) {
      const Sixteen here(text.data() + at);
      auto size = here.run();
      if (size < ShortSpelling::kBytes && at + size < text.size() && text[at + size] == '\'') {
        size += contraction(text, at, size);
      }
      if (size < ShortSpelling::kBytes) {
        if (!stands_alone(text, at + size)) return analyze_piece(text, at, out);
        return add_short(text, at, here.spelling(size), out);
      }
    }
    std::size_t end = at + 1;
    while (kind_at(text, end) == Kind::alnum) ++end;
    if (!stands_alone(text, end)) return analyze_piece(text, at, out);
    add(text, {at, end}, out);
    return end;
  }

  std::size_t add_short(std::string_view text, std::size_t at, const ShortSpelling& key,
                        std::vector<Token>& out) {
    const ByteSpan span{at, at + key.size};
    const WordId* const known = vocabulary.find(key);
    if (known == nullptr) {
      add(text, span, out);
    } else {
      add_as(*known, span, out);
    }
    return span.end;
  }
};

Analyzer::Analyzer(std::string_view language) : Analyzer(language, Segmentation::table_and_icu) {}
Analyzer::Analyzer(std::string_view language, Segmentation how)
    : impl_(std::make_unique<Impl>(language, how)) {}
Analyzer::Analyzer(Analyzer&&) noexcept = default;
Analyzer& Analyzer::operator=(Analyzer&&) noexcept = default;
Analyzer::~Analyzer() = default;

const std::string& Analyzer::language() const { return impl_->language; }

void Analyzer::analyze(std::string_view text, std::vector<Token>& out) {
  if (impl_->how == Segmentation::icu_only) {
    impl_->analyze_plainly(text, out);
  } else {
    impl_->analyze_fast(text, out);
  }
}

std::string_view Analyzer::form(WordId word) const { return impl_->vocabulary[word].form; }
std::string_view Analyzer::stem(WordId word) const { return impl_->vocabulary[word].stem; }
std::string_view Analyzer::second_stem(WordId word) const {
  return impl_->vocabulary[word].second_stem;
}
bool Analyzer::is_stop(WordId word) const { return impl_->vocabulary[word].stop; }
std::size_t Analyzer::words() const { return impl_->vocabulary.size(); }
StemId Analyzer::stem_id(WordId word) const { return impl_->vocabulary[word].stem_id; }
StemId Analyzer::second_stem_id(WordId word) const {
  return impl_->vocabulary[word].second_stem_id;
}
std::size_t Analyzer::stems() const { return impl_->vocabulary.stems(); }
void Analyzer::forget() { impl_->vocabulary.clear(); }

std::string analyzer_fingerprint() {
  // Count ours up with every change of tokens, forms, stems or the meaning of a stem. libstemmer
  // does not tell its version at run time; this is the one our stems are tested with.
  UVersionInfo version{};
  u_getVersion(version);
  std::array<char, U_MAX_VERSION_STRING_LENGTH> icu{};
  u_versionToString(version, icu.data());
  return std::string("whensaid-2 icu-") + icu.data() + " snowball-2.2";
}

}  // namespace whensaid::text
