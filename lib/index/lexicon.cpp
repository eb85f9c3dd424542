#include "index/lexicon.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "index/form_pages.hpp"
#include "text/edit_distance.hpp"
#include "text/pattern.hpp"
#include "text/sound.hpp"
#include "text/typing.hpp"

namespace whensaid::index {

namespace {

/// Shorter words are near to too many others to be corrected.
constexpr std::size_t kLeastLength = 3;

/// Two edits must leave most of a word, and that word is the one that was meant: any four letters
/// are two edits away from some word of three or four, and people who type "perto" for "presto"
/// have typed four letters right.
constexpr std::size_t kTwoEditsTyped = 4;
constexpr std::size_t kTwoEditsMeant = 5;

/// Words whose counts are remembered: what people ask, again and again.
constexpr std::size_t kMaxRemembered = 10'000;

/// A name may be heard right and be spelt quite differently: "Sugumaran" for "Sougoumarane".
constexpr unsigned kMostEditsBySound = 4;
static_assert(kMostEditsBySound <= text::LetterTable::kMostEdits);

/// What frequency counts beside typing_surprise(), per e-fold, and what being part of a name
/// counts: names are typed more often than they are said. Tuned as the surprise is (typing.cpp); a
/// weight of 1 would make every rare word a misspelling of a common one.
constexpr double kFrequencyWeight = 0.35;
constexpr double kNameWeight = 2;

/// The least string that is greater than all that begin with `prefix`, which is UTF-8 and so has no
/// byte that could overflow; nothing when all strings do.
std::optional<std::string> after(std::string_view prefix) {
  if (prefix.empty()) return std::nullopt;
  std::string next(prefix);
  next.back() = static_cast<char>(next.back() + 1);
  return next;
}

/// The most frequent of those at `places`, which are in order.
std::vector<Lexicon::Entry> most_frequent(const FormList& forms, std::vector<std::uint32_t> places,
                                          std::size_t limit) {
  const auto end = places.begin() + static_cast<std::ptrdiff_t>(std::min(limit, places.size()));
  std::partial_sort(places.begin(), end, places.end(), [&](std::uint32_t a, std::uint32_t b) {
    return forms.count(a) != forms.count(b) ? forms.count(a) > forms.count(b) : a < b;
  });
  std::vector<Lexicon::Entry> entries;
  for (auto at = places.begin(); at != end; ++at) {
    entries.push_back({std::string(forms.form(*at)), forms.count(*at)});
  }
  return entries;
}

}  // namespace

Lexicon::Lexicon(std::vector<Xapian::Database> shards) : shards_(std::move(shards)) {}

void Lexicon::clear() {
  page_begins_.clear();
  counts_.clear();
  all_.reset();
  letters_.reset();
  sounds_.clear();
  names_.reset();
}

FormList Lexicon::read(std::string_view from, std::optional<std::string_view> to) {
  if (page_begins_.empty()) {
    for (const auto& shard : shards_) page_begins_.push_back(page_begins(shard));
  }
  std::vector<FormList> lists;
  for (std::size_t i = 0; i < shards_.size(); ++i) {
    lists.push_back(read_forms(shards_[i], page_begins_[i], from, to));
  }
  while (lists.size() > 1) {  // neighbours, so that each form is moved log(shards) times
    std::vector<FormList> halves;
    for (std::size_t i = 0; i + 1 < lists.size(); i += 2) {
      halves.push_back(merged(lists[i], lists[i + 1]));
    }
    if (lists.size() % 2 == 1) halves.push_back(std::move(lists.back()));
    lists = std::move(halves);
  }
  return lists.empty() ? FormList{} : std::move(lists.front());
}

const FormList& Lexicon::all() {
  if (!all_) all_ = read({}, std::nullopt);
  return *all_;
}

const FormList& Lexicon::around(std::string_view prefix, FormList& storage) {
  if (all_) return *all_;
  const auto to = after(prefix);
  if (!to) return all();
  storage = read(prefix, *to);
  return storage;
}

std::uint64_t Lexicon::count(std::string_view form) {
  const auto count_in = [&](const FormList& forms) -> std::uint64_t {
    const auto at = forms.lower_bound(form);
    return at < forms.size() && forms.form(at) == form ? forms.count(at) : 0;
  };
  if (form.empty()) return 0;
  if (all_) return count_in(*all_);
  const std::string key(form);
  if (const auto known = counts_.find(key); known != counts_.end()) return known->second;
  FormList storage;
  const auto count = count_in(around(form, storage));
  if (counts_.size() == kMaxRemembered) counts_.clear();
  counts_.emplace(key, count);
  return count;
}

std::vector<Lexicon::Entry> Lexicon::with_prefix(std::string_view prefix, std::size_t limit) {
  FormList storage;
  const auto& forms = around(prefix, storage);
  std::vector<std::uint32_t> places;
  for (auto at = forms.lower_bound(prefix); at < forms.size() && forms.form(at).starts_with(prefix);
       ++at) {
    places.push_back(static_cast<std::uint32_t>(at));
  }
  return most_frequent(forms, std::move(places), limit);
}

std::vector<Lexicon::Entry> Lexicon::matching(std::string_view wildcard, std::size_t limit) {
  const auto pattern = text::Pattern::wildcard(wildcard);
  const auto& beginning = pattern.beginning();
  FormList storage;
  const auto& forms = around(beginning, storage);
  std::vector<std::uint32_t> places;
  for (auto at = forms.lower_bound(beginning);
       at < forms.size() && forms.form(at).starts_with(beginning); ++at) {
    if (pattern.matches(forms.form(at))) places.push_back(static_cast<std::uint32_t>(at));
  }
  return most_frequent(forms, std::move(places), limit);
}

Result<std::vector<Lexicon::Entry>> Lexicon::matching_regex(std::string_view expression,
                                                            std::size_t limit) {
  const auto pattern = text::Pattern::regex(expression);
  if (!pattern) return fail(pattern.error());
  const auto& forms = all();
  std::vector<std::uint32_t> places;
  for (std::size_t at = 0; at < forms.size(); ++at) {
    if (pattern->matches(forms.form(at))) places.push_back(static_cast<std::uint32_t>(at));
  }
  return most_frequent(forms, std::move(places), limit);
}

const text::LetterTable& Lexicon::letters() {
  if (letters_) return *letters_;
  const auto& forms = all();
  std::vector<text::Shape> shapes;
  shapes.reserve(forms.size());
  for (std::size_t at = 0; at < forms.size(); ++at) {
    shapes.push_back(text::shape_of(forms.form(at)));
  }
  return letters_.emplace(shapes);
}

std::vector<Lexicon::Reach> Lexicon::reach(std::string_view form, unsigned distance) {
  const text::EditDistance edits(form);
  std::vector<Reach> reached;
  for (const auto at : letters().near(text::shape_of(form), distance)) {
    const auto away = edits.to(all_->form(at));
    if (away <= distance) reached.push_back({away, at});
  }
  return reached;
}

std::vector<Lexicon::Entry> Lexicon::nearest(std::vector<Reach> reached, std::size_t limit) const {
  const auto end = reached.begin() + static_cast<std::ptrdiff_t>(std::min(limit, reached.size()));
  std::partial_sort(reached.begin(), end, reached.end(), [&](const Reach& a, const Reach& b) {
    if (a.edits != b.edits) return a.edits < b.edits;
    if (all_->count(a.at) != all_->count(b.at)) return all_->count(a.at) > all_->count(b.at);
    return a.at < b.at;
  });
  std::vector<Entry> entries;
  for (auto at = reached.begin(); at != end; ++at) {
    entries.push_back({std::string(all_->form(at->at)), all_->count(at->at)});
  }
  return entries;
}

std::vector<Lexicon::Entry> Lexicon::within_edits(std::string_view form, unsigned distance,
                                                  std::size_t limit) {
  return nearest(reach(form, distance), limit);
}

/// Places of the forms that share a sound with `form`.
std::vector<std::uint32_t> Lexicon::alike(std::string_view form) {
  const auto keys = text::sound_keys(form);
  if (keys.empty()) return {};
  const auto& forms = all();
  if (sounds_.empty()) {
    for (std::size_t at = 0; at < forms.size(); ++at) {
      for (const auto key : text::sound_keys(forms.form(at))) {
        sounds_.emplace_back(key, static_cast<std::uint32_t>(at));
      }
    }
    std::sort(sounds_.begin(), sounds_.end());
  }
  std::vector<std::uint32_t> places;
  for (const auto key : keys) {
    for (auto at = std::lower_bound(sounds_.begin(), sounds_.end(), std::pair(key, 0U));
         at != sounds_.end() && at->first == key; ++at) {
      places.push_back(at->second);
    }
  }
  std::sort(places.begin(), places.end());
  places.erase(std::unique(places.begin(), places.end()), places.end());
  return places;
}

std::vector<Lexicon::Entry> Lexicon::sounding_like(std::string_view form, std::size_t limit) {
  const text::EditDistance edits(form);
  std::vector<Reach> reached;
  for (const auto at : alike(form)) reached.push_back({edits.to(all_->form(at)), at});
  return nearest(std::move(reached), limit);
}

/// Places of the forms that sound like `form` and are spelt not too differently.
std::vector<std::uint32_t> Lexicon::misheard(std::string_view form) {
  const text::Sound sound(form);
  const text::EditDistance edits(form);
  std::vector<std::uint32_t> places;
  for (const auto at : letters().near(text::shape_of(form), kMostEditsBySound, sound.letters())) {
    const auto meant = all_->form(at);
    if (sound.may_begin(meant) && edits.to(meant) <= kMostEditsBySound && sound.is_like(meant)) {
      places.push_back(at);
    }
  }
  return places;
}

std::vector<Lexicon::Entry> Lexicon::corrections(std::string_view form, std::size_t limit) {
  const auto length = text::shape_of(form).length;
  std::vector<std::uint32_t> places;
  if (length >= kLeastLength) {
    for (const auto& found : reach(form, length < kTwoEditsTyped ? 1 : 2)) {
      const auto is_long = [&] {
        return text::shape_of(all_->form(found.at)).length >= kTwoEditsMeant;
      };
      if (found.edits == 1 || (found.edits == 2 && is_long())) places.push_back(found.at);
    }
  }
  if (places.empty() && length >= kTwoEditsMeant) places = misheard(form);
  struct Guess {
    double score;
    std::uint32_t at;
  };
  std::vector<Guess> guesses;
  for (const auto at : places) {
    const auto meant = all_->form(at);
    guesses.push_back({kFrequencyWeight * std::log(static_cast<double>(all_->count(at)) + 1) +
                           (names().has_word(meant) ? kNameWeight : 0) -
                           text::typing_surprise(form, meant),
                       at});
  }
  std::sort(guesses.begin(), guesses.end(), [](const Guess& a, const Guess& b) {
    return a.score != b.score ? a.score > b.score : a.at < b.at;
  });
  guesses.resize(std::min(limit, guesses.size()));
  std::vector<Entry> entries;
  entries.reserve(guesses.size());
  for (const auto& guess : guesses) {
    entries.push_back({std::string(all_->form(guess.at)), all_->count(guess.at)});
  }
  return entries;
}

std::optional<Lexicon::Entry> Lexicon::suggest(std::string_view form) {
  if (const auto known = count(form); known > 0) return Entry{std::string(form), known};
  auto best = corrections(form, 1);
  if (best.empty()) return std::nullopt;
  return std::move(best.front());
}

const NameList& Lexicon::names() {
  if (!names_) names_ = NameList(shards_);
  return *names_;
}

}  // namespace whensaid::index
