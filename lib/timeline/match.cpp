#include "timeline/match.hpp"

#include <algorithm>

namespace whensaid::timeline {

namespace {

/// A stop word counts when it stands this near to another word of the query, in words. Quotes are
/// dense: their words touch.
constexpr std::int64_t kBeside = 4;

}  // namespace

Matcher::Matcher(const Plan& plan)
    : plan_(plan), spans_(plan.atoms.size()), known_(plan.atoms.size()) {}

void Matcher::find_word(const PlannedWord& word, std::vector<Position>& out) {
  const auto list = timeline_->find(word.stem);
  if (!list) return;
  const auto before = static_cast<std::ptrdiff_t>(out.size());
  if (word.as_written) {
    timeline_->positions_of_form(*list, word.form, out);
  } else {
    timeline_->positions(*list, out);
  }
  const auto free = std::lower_bound(out.begin() + before, out.end(), timeline_->free_begin());
  out.erase(out.begin() + before, free);
}

void Matcher::find_phrase(const std::vector<PlannedWord>& words, Spans& out) {
  // Begin with the rarest word: the others are only looked up at its places.
  std::vector<std::vector<Position>> places(words.size());
  std::vector<std::size_t> order(words.size());
  std::vector<std::uint32_t> counts(words.size());
  for (std::size_t i = 0; i < words.size(); ++i) {
    const auto list = timeline_->find(words[i].stem);
    if (!list) return;
    order[i] = i;
    counts[i] = list->count;
  }
  std::sort(order.begin(), order.end(),
            [&](std::size_t a, std::size_t b) { return counts[a] < counts[b]; });

  std::vector<Position> starts;
  for (std::size_t step = 0; step < order.size(); ++step) {
    const auto offset = static_cast<Position>(order[step]);
    scratch_.clear();
    find_word(words[order[step]], scratch_);
    if (step == 0) {
      for (const auto at : scratch_) {
        if (at >= offset) starts.push_back(at - offset);
      }
    } else {
      std::erase_if(starts, [&, from = scratch_.begin()](Position start) mutable {
        from = std::lower_bound(from, scratch_.end(), start + offset);
        return from == scratch_.end() || *from != start + offset;
      });
    }
    if (starts.empty()) return;
  }
  const auto reach = static_cast<Position>(words.size() - 1);
  for (const auto start : starts) {
    if (start + reach >= timeline_->section_end(timeline_->section_at(start))) continue;
    out.first.push_back(start);
    out.last.push_back(start + reach);
  }
}

void Matcher::find_near(const Atom& atom, Spans& out) {
  std::vector<Spans> parts(atom.parts.size());
  struct Event {
    Position first;
    Position last;
    std::size_t part;
  };
  std::vector<Event> events;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    find(atom.parts[i], parts[i]);
    if (parts[i].first.empty()) return;
    for (std::size_t j = 0; j < parts[i].first.size(); ++j) {
      events.push_back({parts[i].first[j], parts[i].last[j], i});
    }
  }
  std::sort(events.begin(), events.end(),
            [](const Event& a, const Event& b) { return a.first < b.first; });

  // The nearest earlier place of each part; a match ends at each event that completes the set.
  std::vector<const Event*> latest(parts.size(), nullptr);
  for (const auto& event : events) {
    latest[event.part] = &event;
    const Event* earliest = &event;
    bool complete = true;
    Position last = event.last;
    for (std::size_t part = 0; part < latest.size(); ++part) {
      const auto* other = latest[part];
      if (other == nullptr ||
          (part != event.part && other->last >= event.first && other->first <= event.last)) {
        complete = false;  // missing, or the very same words
        break;
      }
      if (other->first < earliest->first) earliest = other;
      last = std::max(last, other->last);
    }
    if (!complete || event.first - std::min(event.first, earliest->last) > atom.distance) continue;
    if (timeline_->section_at(earliest->first) != timeline_->section_at(last)) continue;
    out.first.push_back(earliest->first);
    out.last.push_back(last);
  }
}

void Matcher::find(const Atom& atom, Spans& out) {
  switch (atom.kind) {
    case Atom::Kind::word:
      find_word(atom.words.front(), out.first);
      out.last = out.first;
      return;
    case Atom::Kind::phrase: find_phrase(atom.words, out); return;
    case Atom::Kind::near: find_near(atom, out); return;
  }
}

const Matcher::Spans& Matcher::spans_of(std::uint32_t atom) {
  auto& spans = spans_[atom];
  if (!known_[atom]) {
    spans.first.clear();
    spans.last.clear();
    find(plan_.atoms[atom], spans);
    known_[atom] = true;
  }
  return spans;
}

bool Matcher::holds(const Condition& condition) {
  if (condition.kind == Condition::Kind::atom) return !spans_of(condition.atom).first.empty();
  const auto one_holds = [&](const Condition& child) { return holds(child); };
  return std::all_of(condition.must.begin(), condition.must.end(), one_holds) &&
         std::none_of(condition.must_not.begin(), condition.must_not.end(), one_holds) &&
         (!condition.must.empty() ||
          std::any_of(condition.should.begin(), condition.should.end(), one_holds));
}

void Matcher::collect_stop_words(std::vector<Match>& out) {
  const auto others = out.size();
  for (std::uint32_t i = 0; i < plan_.atoms.size(); ++i) {
    const auto& atom = plan_.atoms[i];
    if (!atom.ranked || !atom.stop || atom.offset == Atom::kNowhere) continue;
    const auto& places = spans_of(i).first;
    const auto begin = out.size();
    for (std::size_t j = 0; j < others; ++j) {
      const auto beside = std::int64_t{atom.offset} - plan_.atoms[out[j].atom].offset;
      if (std::abs(beside) > kBeside) continue;
      const auto wanted = std::int64_t{out[j].first} + beside;
      if (wanted < 0 ||
          !std::binary_search(places.begin(), places.end(), static_cast<Position>(wanted)))
        continue;
      out.push_back({static_cast<Position>(wanted), static_cast<Position>(wanted), i});
    }
    // Two words may vouch for the same place.
    const auto by_place = [](const Match& a, const Match& b) { return a.first < b.first; };
    std::sort(out.begin() + static_cast<std::ptrdiff_t>(begin), out.end(), by_place);
    out.erase(std::unique(out.begin() + static_cast<std::ptrdiff_t>(begin), out.end()), out.end());
  }
}

bool Matcher::match(const Timeline& timeline, std::vector<Match>& out) {
  timeline_ = &timeline;
  std::fill(known_.begin(), known_.end(), false);
  out.clear();
  if (!plan_.any && !holds(plan_.root)) return false;
  for (std::uint32_t i = 0; i < plan_.atoms.size(); ++i) {
    if (!plan_.atoms[i].ranked || plan_.atoms[i].stop) continue;
    const auto& spans = spans_of(i);
    for (std::size_t j = 0; j < spans.first.size(); ++j)
      out.push_back({spans.first[j], spans.last[j], i});
  }
  collect_stop_words(out);
  std::sort(out.begin(), out.end(), [](const Match& a, const Match& b) {
    return a.first != b.first ? a.first < b.first : a.atom < b.atom;
  });
  return !out.empty();
}

}  // namespace whensaid::timeline
