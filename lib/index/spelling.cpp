#include "index/spelling.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <cstring>
#include <numeric>
#include <unordered_map>
#include <utility>

namespace whensaid::index {

namespace {

constexpr std::size_t kWays = 4;

constexpr std::size_t kStyles = static_cast<std::size_t>(kLastStyle) + 1;

/// ASCII only: other letters are spelled out, and their usual spelling once an episode.
char to_upper(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; }

bool is_capital_of(std::string_view word, std::string_view of) {
  return word.size() == of.size() && !word.empty() && word[0] == to_upper(of[0]) &&
         std::memcmp(word.data() + 1, of.data() + 1, of.size() - 1) == 0;
}

bool is_upper_of(std::string_view word, std::string_view of) {
  return std::equal(word.begin(), word.end(), of.begin(), of.end(),
                    [](char a, char b) { return a == to_upper(b); });
}

void append_capital(TextWriter& out, std::string_view word) {
  if (word.empty()) return;
  out.add(to_upper(word[0]));
  out.add(word.substr(1));
}

void append_upper(TextWriter& out, std::string_view word) {
  for (const char c : word) out.add(to_upper(c));
}

std::uint8_t way_of(std::string_view word, std::string_view form) {
  if (word == form) return kWrittenPlain;
  if (is_capital_of(word, form)) return kWrittenCapital;
  return is_upper_of(word, form) ? kWrittenUpper : kWrittenOwn;
}

/// Numbers the gaps of an episode in the order in which they come.
class Gaps {
 public:
  std::uint32_t number(std::string_view gap) {
    if (gap.size() != 1) return number_of_long(gap);
    auto& known = short_[static_cast<unsigned char>(gap[0])];
    if (known == 0) known = add(gap) + 1;
    return known - 1;
  }

  /// The number of a gap of one character; the largest there is when it has not come.
  [[nodiscard]] std::uint32_t find_one(char gap) const {
    return short_[static_cast<unsigned char>(gap)] - 1;
  }

  [[nodiscard]] const std::vector<std::string_view>& all() const { return all_; }

 private:
  std::uint32_t number_of_long(std::string_view gap) {
    const auto [at, is_new] = long_.try_emplace(gap, 0);
    if (is_new) at->second = add(gap);
    return at->second;
  }

  std::uint32_t add(std::string_view gap) {
    all_.push_back(gap);
    return static_cast<std::uint32_t>(all_.size() - 1);
  }

  std::array<std::uint32_t, 256> short_{};  ///< plus 1; nearly all gaps are a space
  std::unordered_map<std::string_view, std::uint32_t> long_{};
  std::vector<std::string_view> all_{};
};

class Speller {
 public:
  Speller(const Episode& episode, const timeline::Built& built, const text::Analyzer& analyzer)
      : episode_(episode), built_(built), analyzer_(analyzer) {}

  Spelled run() {
    find_places();
    find_usual();
    take_steps();
    number_by_frequency();
    return std::move(out_);
  }

 private:
  /// Reads the text: what the rest looks at, and the first own spelling of each form.
  void find_places() {
    std::vector<std::string_view> letters;
    letters.reserve(built_.words.size());
    for (const auto& word : built_.words) letters.push_back(analyzer_.form(word.word));
    first_own_.resize(built_.forms);
    places_.reserve(built_.axis.size());
    end_gaps_.reserve(built_.cues.size());
    for (std::size_t i = 0; i < built_.cues.size(); ++i) {
      const std::string_view text = episode_.cues[i].text;
      const auto begin = built_.cues[i].first;
      std::size_t at = 0;
      for (const auto& token : built_.axis.subspan(begin, cue_end(i) - begin)) {
        const auto& number = built_.axis_words[static_cast<std::size_t>(&token - &built_.axis[0])];
        const auto gap = piece(text, at, token.begin);
        const auto word = piece(text, token.begin, token.end);
        at = token.end;
        const auto form = built_.words[number].form;
        const auto way = way_of(word, letters[number]);
        places_.push_back({gaps_.number(gap), form, way});
        if (way == kWrittenOwn && first_own_[form].empty()) first_own_[form] = word;
      }
      end_gaps_.push_back(gaps_.number(text.substr(at)));
    }
  }

  /// The way most places have, the first of its own where that is spelled out. Behind more than a
  /// space a sentence may begin, whose capital says little.
  void find_usual() {
    constexpr std::uint32_t kPlainPlace = 8;
    const auto space = gaps_.find_one(' ');
    std::vector<std::array<std::uint32_t, kWays>> ways(built_.forms);
    for (const auto& place : places_) {
      ways[place.form][place.way] += place.gap == space ? kPlainPlace : 1;
    }
    std::string strings;
    usual_.resize(ways.size());
    for (std::size_t i = 0; i < ways.size(); ++i) {
      usual_[i].way =
          static_cast<std::uint8_t>(std::ranges::max_element(ways[i]) - ways[i].begin());
      out_.bytes += static_cast<char>(usual_[i].way);
      if (usual_[i].way != kWrittenOwn) continue;
      usual_[i].own = first_own_[i];
      strings += usual_[i].own;
      strings += '\0';
    }
    out_.strings_begin = out_.bytes.size();
    out_.bytes += strings;
  }

  /// `from` and `to` are of the text's own tokens.
  static std::string_view piece(std::string_view text, std::size_t from, std::size_t to) {
    assert(from <= to && to <= text.size());
    return {text.data() + from, to - from};
  }

  [[nodiscard]] std::size_t cue_end(std::size_t cue) const {
    return cue + 1 < built_.cues.size() ? built_.cues[cue + 1].first : built_.axis.size();
  }

  [[nodiscard]] std::string_view word_at(std::size_t cue, std::size_t position) const {
    const auto& token = built_.axis[position];
    return piece(episode_.cues[cue].text, token.begin, token.end);
  }

  struct Place {
    std::uint32_t gap{0};   ///< before the word
    std::uint32_t form{0};  ///< its number
    std::uint8_t way{0};
  };

  [[nodiscard]] Style style_of(const Place& place, std::string_view word) const {
    const auto& usual = usual_[place.form];
    if (usual.way == kWrittenOwn) {
      if (word == usual.own) return Style::usual;
      if (is_capital_of(word, usual.own)) return Style::usual_capital;
    } else if (place.way == usual.way) {
      return Style::usual;
    } else if (place.way == kWrittenCapital && usual.way == kWrittenPlain) {
      return Style::usual_capital;
    }
    switch (place.way) {
      case kWrittenPlain: return Style::form;
      case kWrittenCapital: return Style::form_capital;
      case kWrittenUpper: return Style::form_upper;
      default: return Style::own;
    }
  }

  static StepId id_of(std::uint32_t gap, Style style) {
    return static_cast<StepId>(gap * kStyles + static_cast<StepId>(style));
  }

  void take_steps() {
    counts_.resize(gaps_.all().size() * kStyles);
    inner_.resize(counts_.size());
    out_.steps.resize(places_.size());
    out_.ends.reserve(end_gaps_.size());
    std::size_t step = 0;
    for (std::size_t i = 0; i < built_.cues.size(); ++i) {
      const auto first = step;
      for (auto p = built_.cues[i].first; p < cue_end(i); ++p, ++step) {
        const auto& place = places_[step];
        const auto style = place.way == usual_[place.form].way && place.way != kWrittenOwn
                               ? Style::usual
                               : style_of(place, word_at(i, p));
        ++counts_[out_.steps[step] = id_of(place.gap, style)];
      }
      if (step > first) ++inner_[out_.steps[first]];
      out_.ends.push_back(id_of(end_gaps_[i], Style::usual));
    }
    for (StepId id = 0; id < inner_.size(); ++id) inner_[id] = counts_[id] - inner_[id];
    for (const auto id : out_.ends) ++counts_[id];
  }

  /// The most frequent inside cues, where it is left out; so it cannot be one that is spelled out.
  StepId usual_step() {
    auto usual = static_cast<StepId>(gaps_.number(" ") * kStyles);
    counts_.resize(std::max(counts_.size(), usual + kStyles));
    inner_.resize(counts_.size());
    for (StepId id = 0; id < inner_.size(); ++id) {
      if (inner_[id] > inner_[usual] && static_cast<Style>(id % kStyles) != Style::own) usual = id;
    }
    return usual;
  }

  void number_by_frequency() {
    std::vector<StepId> order(counts_.size());
    std::iota(order.begin(), order.end(), StepId{0});
    std::erase_if(order, [&](StepId id) { return counts_[id] == 0; });
    std::ranges::stable_sort(order, [&](StepId a, StepId b) { return counts_[a] > counts_[b]; });
    const auto usual = usual_step();
    std::erase(order, usual);
    order.insert(order.begin(), usual);
    std::vector<StepId> number(counts_.size());
    for (StepId i = 0; i < order.size(); ++i) {
      const auto style = static_cast<Style>(order[i] % kStyles);
      number[order[i]] = i;
      out_.bytes += gaps_.all()[order[i] / kStyles];
      out_.bytes += '\0';
      out_.bytes += static_cast<char>(style);
      out_.is_own.push_back(style == Style::own);
    }
    for (auto& id : out_.steps) id = number[id];
    for (auto& id : out_.ends) id = number[id];
  }

  struct Usual {
    std::uint8_t way{kWrittenPlain};
    std::string_view own{};
  };

  const Episode& episode_;
  const timeline::Built& built_;
  const text::Analyzer& analyzer_;
  Gaps gaps_;
  std::vector<Place> places_;                ///< of each word of the speech
  std::vector<std::uint32_t> end_gaps_;      ///< of each cue
  std::vector<std::string_view> first_own_;  ///< by number of the form
  std::vector<Usual> usual_;                 ///< likewise
  std::vector<std::uint32_t> counts_;        ///< by number of the gap and style
  std::vector<std::uint32_t> inner_;         ///< the same without first words and ends of cues
  Spelled out_;
};

}  // namespace

Spelled spell(const Episode& episode, const timeline::Built& built,
              const text::Analyzer& analyzer) {
  return Speller(episode, built, analyzer).run();
}

void TextWriter::grow(std::size_t bytes) {
  const auto used = size();
  text_.resize(std::max(2 * text_.size(), used + bytes));
  at_ = text_.data() + used;
  end_ = text_.data() + text_.size();
}

bool Spelling::read(std::string_view bytes, std::size_t forms) {
  if (forms > bytes.size()) return false;
  usual_.resize(forms);
  for (std::size_t i = 0; i < forms; ++i) {
    usual_[i].written = static_cast<std::uint8_t>(bytes[i]);
    if (usual_[i].written >= kWays) return false;
  }
  auto rest = bytes.substr(forms);
  const auto take = [&](std::string_view& string) {
    const auto end = rest.find('\0');
    if (end == rest.npos) return false;
    string = rest.substr(0, end);
    rest.remove_prefix(end + 1);
    return true;
  };
  for (auto& usual : usual_) {
    if (usual.written == kWrittenOwn && !take(usual.own)) return false;
  }
  while (!rest.empty()) {
    Step step;
    if (!take(step.gap) || rest.empty()) return false;
    if (static_cast<std::uint8_t>(rest.front()) >= kStyles) return false;
    step.style = static_cast<Style>(rest.front());
    rest.remove_prefix(1);
    steps_.push_back(step);
  }
  return true;
}

void Spelling::append_word(TextWriter& out, Style style, const Usual& usual, std::string_view form,
                           std::string_view own) {
  switch (style) {
    case Style::usual:
    case Style::usual_capital: break;
    case Style::form: out.add(form); return;
    case Style::form_capital: append_capital(out, form); return;
    case Style::form_upper: append_upper(out, form); return;
    case Style::own: out.add(own); return;
  }
  const auto capital = style == Style::usual_capital;
  switch (usual.written) {
    case kWrittenPlain: capital ? append_capital(out, form) : out.add(form); return;
    case kWrittenCapital: append_capital(out, form); return;
    case kWrittenUpper: append_upper(out, form); return;
    default: capital ? append_capital(out, usual.own) : out.add(usual.own); return;
  }
}

}  // namespace whensaid::index
