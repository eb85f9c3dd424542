// Two things are looked for: whole names of guests and hosts among neighbouring words, and single
// words. A word is left alone when the index has its stem: then the query finds what it means.

#include "index/suggest.hpp"

#include <algorithm>
#include <cstdint>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include "index/find.hpp"
#include "index/lexicon.hpp"
#include "index/prepare.hpp"
#include "index/synonym_table.hpp"
#include "query/canonical.hpp"
#include "text/edit_distance.hpp"
#include "text/sound.hpp"

namespace whensaid::index {

namespace {

constexpr std::size_t kMaxNameWords = 4;

/// A name of less than eight letters is near to too many words for two edits.
constexpr std::size_t kTwoEditsName = 8;

/// A word that stands more often is no misspelling. One that stands this rarely is taken for one
/// when a word one edit away is so many times more frequent: fewer times when it sounds the same.
constexpr std::uint64_t kRare = 4;
constexpr std::uint64_t kTimesMore = 200;
constexpr std::uint64_t kTimesMoreOfSameSound = 10;

/// The likeliest corrections of a word, of which the first that finds something is taken.
constexpr std::size_t kGuesses = 5;

/// Episodes to look into for one moment of what is suggested, before as many more.
constexpr std::size_t kCandidates = 20;

/// A word of the query: as typed, and as the index spells it.
struct Typed {
  std::string text{};
  std::string form{};
  text::Token at{};
};

enum class Standing { known, rare, unknown };

/// With the capital that was typed: forms have none.
std::string like_typed(std::string word, std::string_view typed) {
  const auto is_capital = !typed.empty() && typed[0] >= 'A' && typed[0] <= 'Z';
  if (is_capital && word[0] >= 'a' && word[0] <= 'z') word[0] = static_cast<char>(word[0] & ~0x20);
  return word;
}

std::vector<std::string> split(std::string_view name) {
  std::vector<std::string> words;
  for (std::size_t at = 0; at < name.size();) {
    const auto end = std::min(name.find(' ', at), name.size());
    words.emplace_back(name.substr(at, end - at));
    at = end + 1;
  }
  return words;
}

query::Node as_one(std::vector<query::Node> nodes) {
  if (nodes.size() == 1) return std::move(nodes.front());
  return {query::Group{{}, std::move(nodes), {}}};
}

class Correction {
 public:
  Correction(Reader& reader, const SynonymTable* synonyms) : reader_(reader), synonyms_(synonyms) {}

  /// Words that stand side by side are looked at together.
  void correct(std::vector<query::Node>& nodes) {
    std::vector<query::Node> corrected;
    std::vector<query::Word> run;
    const auto end_run = [&] {
      for (auto& word : correct_run(run)) corrected.push_back({std::move(word)});
      run.clear();
    };
    for (auto& node : nodes) {
      auto* const word = std::get_if<query::Word>(&node.kind);
      if (word != nullptr && !word->exact && read(word->text).size() == 1) {
        run.push_back(std::move(*word));
        continue;
      }
      end_run();
      std::visit([&](auto& kind) { correct_kind(kind); }, node.kind);
      corrected.push_back(std::move(node));
    }
    end_run();
    nodes = std::move(corrected);
  }

  [[nodiscard]] bool changed() const { return changed_; }

 private:
  template <typename Kind>
  void correct_kind(Kind& kind) {
    if constexpr (std::is_same_v<Kind, query::Group>) {
      correct(kind.must);
      correct(kind.should);
      correct(kind.must_not);
    } else if constexpr (std::is_same_v<Kind, query::Near>) {
      correct(kind.sides);
    } else if constexpr (std::is_same_v<Kind, query::Within>) {
      const auto outer =
          std::exchange(in_names_, in_names_ || looks_in_show_or_speaker(kind.zones));
      correct(kind.child);
      in_names_ = outer;
      auto whole = as_one(std::move(kind.child));
      kind.child.clear();
      kind.child.push_back(std::move(whole));
    } else if constexpr (std::is_same_v<Kind, query::Word> || std::is_same_v<Kind, query::Phrase>) {
      correct_text(kind.text);
    }
  }

  std::vector<query::Word> correct_run(const std::vector<query::Word>& run) {
    std::vector<Typed> typed;
    for (const auto& word : run) {
      auto read_word = read(word.text);
      typed.push_back(std::move(read_word.front()));
      typed.back().text = word.text;
    }
    const auto meant = corrected(typed, false);
    if (!meant) return run;
    std::vector<query::Word> words;
    for (std::size_t i = 0; i < meant->size(); ++i) {
      words.push_back(run[std::min(i, run.size() - 1)]);
      words.back().text = (*meant)[i];
    }
    return words;
  }

  /// A phrase, or a word of several tokens: what stands between its words stays where it can.
  void correct_text(std::string& text) {
    const auto typed = read(text);
    const auto meant = corrected(typed, true);
    if (!meant) return;
    std::string result;
    if (meant->size() == typed.size()) {
      std::size_t from = 0;
      for (std::size_t i = 0; i < typed.size(); ++i) {
        result += text.substr(from, typed[i].at.begin - from) + (*meant)[i];
        from = typed[i].at.end;
      }
      result += text.substr(from);
    } else {
      for (const auto& word : *meant) result += (result.empty() ? "" : " ") + word;
    }
    text = std::move(result);
  }

  std::vector<Typed> read(std::string_view text) {
    auto& analyzer = reader_.any_analyzer();
    std::vector<text::Token> tokens;
    analyzer.analyze(text, tokens);
    std::vector<Typed> typed;
    typed.reserve(tokens.size());
    for (const auto& token : tokens) {
      typed.push_back({std::string(text.substr(token.begin, token.end - token.begin)),
                       std::string(analyzer.form(token.word)), token});
    }
    return typed;
  }

  /// The words that were meant, or nothing when these were. Those that are found as written only,
  /// in phrases, are not known by their stems.
  std::optional<std::vector<std::string>> corrected(const std::vector<Typed>& typed,
                                                    bool as_written) {
    std::vector<Standing> standings;
    standings.reserve(typed.size());
    for (const auto& word : typed) standings.push_back(standing(word.form, as_written));
    std::vector<std::string> meant;
    auto any = false;
    for (std::size_t at = 0; at < typed.size();) {
      std::size_t taken = 1;
      if (auto name = name_at(typed, standings, at, taken)) {
        for (std::size_t i = 0; i < name->size(); ++i) {
          const auto& as = i < taken ? typed[at + i].text : typed[at].text;
          meant.push_back(like_typed(std::move((*name)[i]), as));
        }
        any = true;
      } else if (auto word =
                     taken == 1 ? correct_word(typed[at].form, standings[at]) : std::nullopt) {
        meant.push_back(like_typed(*std::move(word), typed[at].text));
        any = true;
      } else {
        for (std::size_t i = 0; i < taken; ++i) meant.push_back(typed[at + i].text);
      }
      at += taken;
    }
    if (!any) return std::nullopt;
    changed_ = true;
    return meant;
  }

  /// Free words are not looked for in the names of shows and speakers; fields are.
  static bool looks_in_show_or_speaker(const std::vector<Zone>& zones) {
    return std::any_of(zones.begin(), zones.end(),
                       [](Zone zone) { return zone == Zone::show || zone == Zone::speaker; });
  }

  Standing standing(const std::string& form, bool as_written) {
    const auto has_digit =
        std::any_of(form.begin(), form.end(), [](unsigned char c) { return c >= '0' && c <= '9'; });
    if (has_digit) return Standing::known;  // no number is a misspelling of another
    const auto by_stem = reader_.occurrences(form);
    if (by_stem > kRare && !as_written) return Standing::known;
    if (has_synonyms(form) && !as_written) return Standing::known;
    const auto count = reader_.lexicon.count(form);
    if (count > 0) return count > kRare ? Standing::known : Standing::rare;
    return by_stem > 0 && !as_written ? Standing::known : Standing::unknown;
  }

  /// The name that begins at `at`, which is `taken` words as typed. A name as it should be is
  /// nothing to correct, and its words are none either.
  std::optional<std::vector<std::string>> name_at(const std::vector<Typed>& typed,
                                                  const std::vector<Standing>& standings,
                                                  std::size_t at, std::size_t& taken) {
    for (auto count = std::min(kMaxNameWords, typed.size() - at); count > 0; --count) {
      std::string said;
      auto unknown = false;
      for (auto i = at; i < at + count; ++i) {
        said += (said.empty() ? "" : " ") + typed[i].form;
        unknown = unknown || standings[i] == Standing::unknown;
      }
      // Words that are all known may be a name for themselves, not by chance inside others.
      const auto alone = count > 1 && count == typed.size();
      if (!unknown && !alone) continue;
      taken = count;
      if (count > 1 && reader_.lexicon.names().has(said)) return std::nullopt;
      const auto name = reader_.lexicon.names().nearest(said, said.size() < kTwoEditsName ? 1 : 2);
      if (name && name->find(' ') != name->npos) return split(*name);
    }
    taken = 1;
    return std::nullopt;
  }

  std::optional<std::string> correct_word(const std::string& form, Standing standing) {
    if (standing == Standing::known) return std::nullopt;
    for (auto& guess : reader_.lexicon.corrections(form, kGuesses)) {
      if (!in_names_ && reader_.occurrences(guess.form) == 0) continue;
      if (standing == Standing::rare && !much_rarer(form, guess)) return std::nullopt;
      return std::move(guess.form);
    }
    return std::nullopt;
  }

  bool much_rarer(const std::string& form, const Lexicon::Entry& than) {
    if (text::EditDistance(form).to(than.form) > 1) return false;
    const auto times = text::sound_alike(form, than.form) ? kTimesMoreOfSameSound : kTimesMore;
    return than.count >= times * reader_.lexicon.count(form);
  }

  bool has_synonyms(const std::string& form) {
    if (synonyms_ == nullptr) return false;
    return std::any_of(reader_.analyzers.begin(), reader_.analyzers.end(), [&](auto& entry) {
      auto& [language, analyzer] = entry;
      std::vector<text::Token> tokens;
      analyzer.analyze(form, tokens);
      return tokens.size() == 1 &&
             !synonyms_->find(language, std::string(analyzer.stem(tokens.front().word))).empty();
    });
  }

  Reader& reader_;
  const SynonymTable* synonyms_;
  bool in_names_{false};  ///< inside a field that looks there, too
  bool changed_{false};
};

/// Whether the query finds any moment. What the main search cannot read it will say itself.
bool finds_something(const query::Node& root, Reader& reader, const SearchOptions& options) {
  auto [compiled, stages] = prepare(reader, root, options);
  if (compiled.episodes.empty()) return false;
  SearchOptions one;
  one.limit = 1;
  one.per_episode = 1;
  one.candidates = kCandidates;
  one.max_episodes = options.max_episodes;
  one.deadline = options.deadline;
  const auto found = find_moments(reader, compiled, stages, one);
  return found && !found->moments.empty();
}

}  // namespace

std::optional<std::string> suggest(const query::Node& root, Reader& reader,
                                   const SearchOptions& options) {
  if (reader.analyzers.empty()) return std::nullopt;
  std::vector<query::Node> nodes{root};
  Correction correction(reader, reader.dictionary(options).synonyms);
  correction.correct(nodes);
  if (!correction.changed()) return std::nullopt;
  const auto meant = query::canonical(as_one(std::move(nodes)));
  auto text = query::print(meant);
  if (text == query::print(root)) return std::nullopt;
  if (!finds_something(meant, reader, options)) return std::nullopt;
  return text;
}

}  // namespace whensaid::index
