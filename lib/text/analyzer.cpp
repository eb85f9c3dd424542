// Text is cut at ASCII white space, each piece segmented (segment.hpp) and cut into words
// (words.hpp), each word looked up by its spelling (vocabulary.hpp).
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

#include <array>
#include <string_view>

namespace whensaid::text {

namespace {

// Spellings up to this many bytes are remembered. Of a longer one only so much is looked at; 64
// bytes of form remain, and nothing but invisible characters could make a difference.
constexpr std::size_t kMaxSpelling = 1024;

bool is_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

}  // namespace

struct Analyzer::Impl {
  std::string language;
  CaseRules rules;
  Stemmer stemmer;
  Segmenter segmenter;
  WordCutter cutter{};
  Vocabulary vocabulary{};
  std::vector<ByteSpan> uax{};
  std::vector<Word> words{};
  std::string spelling{};

  Impl(std::string_view name, Segmentation how)
      : language(name),
        rules(name == "tr" || name == "az" ? CaseRules::turkic : CaseRules::common),
        stemmer(name),
        segmenter(how) {}

  // ASCII in lower case, so that "The" and "the" are one spelling; but Turkish I is not i.
  void spell(std::string_view raw, bool initials) {
    spelling.clear();
    for (const char c : truncate(raw, kMaxSpelling)) {
      if (initials && c == '.') continue;
      const bool capital = c >= 'A' && c <= 'Z' && !(c == 'I' && rules == CaseRules::turkic);
      spelling += capital ? static_cast<char>(c + ('a' - 'A')) : c;
    }
  }

  WordId make_word() {
    const std::string folded = fold_case(spelling, rules);
    const std::string whole = fold_accents(folded);
    if (whole.empty()) return kNoWord;
    const std::string_view form = truncate(whole, kMaxFormBytes);
    Stems stems{std::string(form), {}};
    if (form.size() == whole.size()) stems = stemmer.stems(folded, form);
    return vocabulary.intern({form, truncate(stems.first, kMaxFormBytes),
                              truncate(stems.second, kMaxFormBytes), is_stop_word(form, language)});
  }

  WordId look_up() {
    const std::uint64_t hash = Vocabulary::hash(spelling);
    if (const WordId* known = vocabulary.find(spelling, hash)) return *known;
    const WordId word = make_word();
    vocabulary.remember(spelling, hash, word);
    return word;
  }

  void analyze_piece(std::string_view text, ByteSpan piece, std::vector<Token>& out) {
    uax.clear();
    words.clear();
    segmenter.segment(text, piece, uax);
    cutter.cut(text, uax, words);
    for (const Word& word : words) {
      spell(text.substr(word.span.begin, word.span.end - word.span.begin), word.initials);
      const WordId id = look_up();
      if (id == kNoWord) continue;
      out.push_back({static_cast<std::uint32_t>(word.span.begin),
                     static_cast<std::uint32_t>(word.span.end), id});
    }
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
  for (std::size_t at = 0; at < text.size();) {
    if (is_space(text[at])) {
      ++at;
      continue;
    }
    std::size_t end = at;
    while (end < text.size() && !is_space(text[end])) ++end;
    impl_->analyze_piece(text, {at, end}, out);
    at = end;
  }
}

std::string_view Analyzer::form(WordId word) const { return impl_->vocabulary[word].form; }
std::string_view Analyzer::stem(WordId word) const { return impl_->vocabulary[word].stem; }
std::string_view Analyzer::second_stem(WordId word) const {
  return impl_->vocabulary[word].second_stem;
}
bool Analyzer::is_stop(WordId word) const { return impl_->vocabulary[word].stop; }
std::size_t Analyzer::words() const { return impl_->vocabulary.size(); }
void Analyzer::forget() { impl_->vocabulary.clear(); }

std::string analyzer_fingerprint() {
  // Count ours up with every change of tokens, forms, stems or the meaning of a stem. libstemmer
  // does not tell its version at run time; this is the one our stems are tested with.
  UVersionInfo version{};
  u_getVersion(version);
  std::array<char, U_MAX_VERSION_STRING_LENGTH> icu{};
  u_versionToString(version, icu.data());
  return std::string("whensaid-1 icu-") + icu.data() + " snowball-2.2";
}

}  // namespace whensaid::text
