#include "timeline/sequence.hpp"

#include <algorithm>

#include "timeline/place_finder.hpp"
#include "timeline/skip.hpp"

namespace whensaid::timeline {

namespace {

/// Keeps the starts so many words behind which is one of the places.
void keep_followed(std::vector<Position>& starts, const std::vector<Position>& places,
                   Position offset) {
  std::erase_if(starts, [&, from = places.begin()](Position start) mutable {
    from = skip_to(from, places.end(), start + offset);
    return from == places.end() || *from != start + offset;
  });
}

}  // namespace

SequenceFinder::SequenceFinder(const Sequence& words) : wanted_pairs_(words) {
  for (const auto& slot : words) {
    auto& choices = slots_.emplace_back();
    for (const auto& word : slot) choices.words.push_back(&word);
    std::ranges::stable_sort(choices.words, {}, &PlannedWord::stem);
    for (const auto* const word : choices.words) choices.stems.emplace_back(word->stem);
    order_.push_back({static_cast<Position>(order_.size())});
  }
}

const Sought* SequenceFinder::free_word() const {
  const auto is_one = slots_.size() == 1 && slots_[0].words.size() == 1;
  return is_one && !slots_[0].words[0]->as_written ? &slots_[0].stems[0] : nullptr;
}

/// Gives the words of the slot that the timeline has to `listed_`, by their stems.
void SequenceFinder::look_up(const Choices& slot) {
  lists_.clear();
  if (slot.stems.size() == 1) {
    lists_.push_back(timeline_->find(slot.stems.front()));
  } else {
    timeline_->find_all(slot.stems, lists_);
  }
  for (std::size_t i = 0; i < lists_.size(); ++i) {
    if (lists_[i]) listed_.push_back({slot.words[i], *lists_[i]});
  }
}

void SequenceFinder::add_positions(std::span<const Listed> slot, std::vector<Position>& out) {
  for (auto at = slot.begin(); at != slot.end();) {
    const auto end = std::find_if(
        at, slot.end(), [&](const Listed& other) { return other.list.bit != at->list.bit; });
    if (std::all_of(at, end, [](const Listed& listed) { return listed.word->as_written; })) {
      forms_.clear();
      for (const auto& listed : std::span(at, end)) forms_.emplace_back(listed.word->form);
      timeline_->positions_of_forms(at->list, forms_, out);
    } else {
      timeline_->positions(at->list, out);
    }
    at = end;
  }
  if (slot.size() > 1) {
    std::sort(out.begin(), out.end());
    out.erase(std::unique(out.begin(), out.end()), out.end());
  }
}

std::span<const SequenceFinder::Listed> SequenceFinder::listed(const PhraseWord& word) const {
  return std::span(listed_).subspan(word.begin, word.end - word.begin);
}

/// The list of a word that has one.
const SequenceFinder::Listed* SequenceFinder::single(const PhraseWord& word) const {
  return word.end - word.begin == 1 ? &listed_[word.begin] : nullptr;
}

/// Where the phrase begins, by this word; of one list in any form, as keep_as_written() comes
/// later.
void SequenceFinder::add_starts(const PhraseWord& word, std::vector<Position>& starts) {
  places_.clear();
  if (const auto* const one = single(word)) {
    timeline_->positions(one->list, places_);
  } else {
    add_positions(listed(word), places_);
  }
  for (const auto place : places_) {
    if (place >= word.offset) starts.push_back(place - word.offset);
  }
}

/// Keeps the starts at which the word stands in its place.
void SequenceFinder::keep_with(const PhraseWord& word, std::vector<Position>& starts) {
  if (const auto* const one = single(word)) {
    auto finder = timeline_->finder(one->list);
    std::erase_if(starts, [&](Position start) { return !finder.index_of(start + word.offset); });
  } else {
    places_.clear();
    add_positions(listed(word), places_);
    keep_followed(starts, places_, word.offset);
  }
}

/// As to tell forms costs more than a look at few places does. The words that were the rarest so
/// far first: where pairs do not tell that the phrase is not there, two words do nearly always.
void SequenceFinder::find_in_any_form(std::vector<Position>& starts) {
  std::sort(order_.begin(), order_.end(), [](const PhraseWord& a, const PhraseWord& b) {
    return a.seen != b.seen ? a.seen < b.seen : a.offset < b.offset;
  });
  listed_.clear();
  for (auto& word : order_) {
    word.begin = listed_.size();
    look_up(slots_[word.offset]);
    word.end = listed_.size();
    for (auto i = word.begin; i < word.end; ++i) word.seen += listed_[i].list.count;
    if (&word != &order_.front()) {
      keep_with(word, starts);
    } else {
      add_starts(word, starts);
    }
    if (starts.empty()) return;
  }
}

void SequenceFinder::keep_as_written(const PhraseWord& word, std::vector<Position>& starts) const {
  const auto* const one = single(word);
  if (one == nullptr || !one->word->as_written) return;
  const auto in_form = timeline_->in_form(one->list, one->word->form);
  auto finder = timeline_->finder(one->list);
  std::erase_if(starts, [&](Position start) {
    const auto index = finder.index_of(start + word.offset);
    return !index || !in_form.at(*index);
  });
}

void SequenceFinder::find_phrase(Spans& out) {
  if (!wanted_pairs_.may_stand_in(pairs_)) return;
  auto& starts = out.first;
  find_in_any_form(starts);
  for (const auto& word : order_) {
    if (starts.empty()) return;
    keep_as_written(word, starts);
  }
  std::erase_if(starts, [&](Position start) {
    return start + out.reach >= timeline_->section_end(timeline_->section_at(start));
  });
}

const std::optional<WordList>& SequenceFinder::free_list() {
  if (!free_list_) free_list_ = timeline_->find(slots_[0].stems[0]);
  return *free_list_;
}

void SequenceFinder::find(Spans& out) {
  out.first.clear();
  out.typed.clear();
  out.reach = static_cast<Position>(slots_.size() - 1);
  const auto* const word = free_word();
  if (word != nullptr) {
    if (const auto& list = free_list()) {
      timeline_->positions(*list, slots_[0].words[0]->form, out.first, out.typed);
    }
  } else if (slots_.size() == 1) {
    listed_.clear();
    look_up(slots_.front());
    add_positions(listed_, out.first);
  } else {
    find_phrase(out);
  }
  out.typed.resize(out.first.size(), word != nullptr ? 0 : 1);
}

}  // namespace whensaid::timeline
