#include "source/name_evidence.hpp"

#include <algorithm>
#include <initializer_list>
#include <string>
#include <string_view>

namespace whensaid::source {
namespace {

using Words = std::vector<NameWord>;

constexpr int kThing = -10;  // "using …", "the …"

// Words between a trigger and a name: "with the co-founder and CEO of Contra, Gajus …".
constexpr std::size_t kMostBetween = 10;
constexpr std::size_t kMostAdjectives = 2;
constexpr std::size_t kLongestApposition = 16;

bool is_any(std::string_view word, std::initializer_list<std::string_view> list) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

bool is_by(const NameWord& word) {
  return is_any(word.plain, {"by", "von", "par", "por", "da", "door", "av", "af", "przez"});
}

bool is_of(const NameWord& word) {
  return is_any(word.plain, {"of", "at", "from", "von", "bei", "de", "du", "chez", "di", "van",
                             "bij", "pa", "da", "do", "des", "del", "della"});
}

bool is_being(const NameWord& word) {
  return is_any(word.plain, {"is", "was", "are", "ist", "sind", "est", "es", "son", "sao", "jest",
                             "sa", "ar", "er"});
}

bool is_conjunction(const NameWord& word) {
  return word.kind == WordKind::conjunction || is_any(word.plain, {"en", "i", "e"});
}

bool is_friend(const NameWord& word) {
  return is_any(word.plain, {"friend", "friends", "colleague", "buddy", "pal", "freund", "freundin",
                             "kollege", "kollegin", "ami", "amie", "amigo", "amiga", "amico",
                             "amica", "vriend", "vriendin"});
}

// "chats with", "sits down with", "a conversation with": a talk word at most four words back.
bool talk_before(const Words& words, std::size_t with) {
  for (std::size_t k = with, steps = 0; k > 0 && steps < 4; --k, ++steps) {
    if (words[k].sentence_start) return false;
    if (words[k - 1].kind == WordKind::talk || words[k - 1].kind == WordKind::welcome) return true;
  }
  return false;
}

Points with_points(const Words& words, std::size_t with, bool role, Where where) {
  if (talk_before(words, with)) return {kStated, 0};
  if (with > 0 && !words[with].sentence_start) {
    // What one works with is seldom a person.
    const std::string_view before = words[with - 1].plain;
    if (is_any(before, {"working", "work", "works", "worked", "starting", "started", "dealing",
                        "integrating", "competing", "compatible", "up", "along", "arbeiten"})) {
      return {};
    }
  }
  const int base = where == Where::title ? kTitleWith : kProseWith;
  return {base + (role ? kSaidOfPeople : 0), 0};
}

// "Guest: NAME", "Our guest today is NAME": what a word before says of the name.
Points label_points(const NameWord& word) {
  if (word.kind == WordKind::guest) return {kStated, 0};
  if (word.kind == WordKind::host) return {0, kStated};
  return {};
}

Points points_before_is(const Words& words, std::size_t is) {
  for (std::size_t k = is, steps = 0; k > 0 && steps < 5; --k, ++steps) {
    if (words[k].sentence_start) break;
    const Points points = label_points(words[k - 1]);
    if (points.guest != 0 || points.host != 0) return points;
  }
  return {};
}

// Reads back from a name over roles, articles and companies to the word that says what the named
// one does here.
class LeftReader {
 public:
  LeftReader(const Words& words, Where where) : words_(words), where_(where) {}

  Points read(const NameChain& chain) {
    std::size_t k = chain.begin;
    if (k > 0 && words_[k].sentence_start && words_[k - 1].colon_after) {
      return label_points(words_[k - 1]);
    }
    for (steps_ = 0; steps_ < kMostBetween && k > 0 && !done_; ++steps_) {
      if (words_[k].sentence_start) break;
      comma_ = comma_ || words_[k].after_comma;
      step(--k);
    }
    if (points_.guest == 0 && points_.host == 0) points_.guest = hint_;
    return points_;
  }

 private:
  void end(Points points) {
    points_ = points;
    done_ = true;
  }

  void step(std::size_t k) {
    const NameWord& word = words_[k];
    if (is_by(word) && k > 0 && words_[k - 1].kind == WordKind::join) return end({kStated, 0});
    if (is_by(word) && k > 0 && words_[k - 1].kind == WordKind::host) return end({0, kStated});
    if (is_being(word)) return end(points_before_is(words_, k));
    if (steps_ == 0 && is_friend(word)) hint_ = kRole;
    switch (word.kind) {
      case WordKind::with:
        return end(comma_ && !role_ ? Points{} : with_points(words_, k, role_, where_));
      case WordKind::to: return end(talk_before(words_, k) ? Points{kStated, 0} : Points{});
      case WordKind::join: return end({0, kHostNamed});
      case WordKind::guest:
      case WordKind::welcome: return end({kStated, 0});
      case WordKind::host: return end({0, kStated});
      case WordKind::role:
        role_ = true;
        if (steps_ == 0) hint_ = kHint;
        return;
      case WordKind::article:
      case WordKind::function: return small_word(word);
      case WordKind::conjunction: return role_ ? void() : end({});
      case WordKind::thing: return;
      case WordKind::other:
        if (!word.capital && !word.possessive && ++adjectives_ > kMostAdjectives) end({});
        return;
      default: return end({});
    }
  }

  // "the Name Thing" and "using Name Thing" are things; "the author, Name" is not.
  void small_word(const NameWord& word) {
    if (steps_ == 0 && is_any(word.plain, {"the", "a", "an", "in", "using", "use", "on", "into"})) {
      return end({kThing, 0});
    }
    const bool within_role = (comma_ || role_) && is_of(word);
    if (word.kind == WordKind::function && !within_role) end({});
  }

  const Words& words_;
  Where where_;
  std::size_t steps_{0};
  bool comma_{false};
  bool role_{false};
  bool done_{false};
  std::size_t adjectives_{0};
  int hint_{0};
  Points points_{};
};

// "talks with me" says the subject is a guest; "talks with NAME" that it is a host.
Points talk_points(const Words& words, std::size_t verb) {
  for (std::size_t k = verb + 1; k < words.size() && k < verb + 5; ++k) {
    if (words[k].sentence_start) break;
    if (words[k].kind != WordKind::with && words[k].kind != WordKind::to) continue;
    if (k + 1 >= words.size()) break;
    const NameWord& object = words[k + 1];
    if (object.kind == WordKind::pronoun) return {kStated, 0};
    const bool someone = object.capital || object.kind == WordKind::role ||
                         object.kind == WordKind::article || object.possessive;
    return someone ? Points{0, kHostNamed} : Points{};
  }
  return {kRole, 0};
}

// "joined by" makes the subject a host, all other joining a guest.
Points join_points(const Words& words, std::size_t verb) {
  const std::size_t next = verb + 1;
  const bool by = next < words.size() && !words[next].sentence_start && is_by(words[next]);
  return by ? Points{0, kHostNamed} : Points{kStated, 0};
}

// "is joined by", "is back", "is our guest", "is an engineer"
Points being_points(const Words& words, std::size_t verb) {
  for (std::size_t k = verb + 1; k < words.size() && k < verb + 6; ++k) {
    if (words[k].sentence_start) break;
    if (words[k].kind == WordKind::join) return join_points(words, k);
    if (words[k].kind == WordKind::guest) return {kStated, 0};
    if (words[k].kind == WordKind::host) return {0, kStated};
    if (words[k].kind == WordKind::role) return {kRole, 0};
    const bool here = is_any(words[k].plain, {"back", "here", "zuruck", "wieder", "retour"});
    if (here && k == verb + 1) return {kStated, 0};
  }
  return {};
}

// ", co-founder and CEO of Contra, joins Aaron": a role, then perhaps what the named one does.
Points apposition_points(const Words& words, std::size_t begin) {
  Points points;
  for (std::size_t k = begin; k < words.size() && k < begin + kLongestApposition; ++k) {
    if (words[k].sentence_start) break;
    if (words[k].kind == WordKind::role && points.guest == 0) points.guest = kRole;
    if (words[k].kind == WordKind::host && k < begin + 4 && points.guest == 0) return {0, kStated};
    if (!words[k].after_comma || (k > begin && points.guest == 0)) continue;
    const Points verb = verb_points(words, k);
    if (verb.guest != 0 || verb.host != 0) {
      return {verb.host > 0 ? 0 : points.guest + verb.guest, verb.host};
    }
  }
  return points;
}

// "NAME from Tremolo Security joins": over the company to the verb.
std::size_t after_company(const Words& words, std::size_t next) {
  if (!is_of(words[next])) return next;
  std::size_t k = next + 1;
  while (k < words.size() && k < next + 5 && !words[k].sentence_start &&
         (words[k].capital || words[k].kind == WordKind::article ||
          words[k].kind == WordKind::thing || words[k].kind == WordKind::other)) {
    ++k;
  }
  return k;
}

Points right_points(const Words& words, const NameChain& chain) {
  const std::size_t next = chain.end;
  if (next >= words.size() || words[next].sentence_start) return {};
  if (words[next].after_comma) return apposition_points(words, next);
  const std::size_t verb = after_company(words, next);
  if (verb > next && verb < words.size() && words[verb].after_comma) return {};
  return verb_points(words, verb);
}

// Roles and pronouns aside, people go by their first name and as he or she.
int manner_points(const Words& words, const NameChain& chain) {
  int points = 0;
  const std::string& first = words[chain.begin].plain;
  for (std::size_t k = chain.end; k < words.size(); ++k) {
    const bool alone = words[k].plain == first && words[k].capital &&
                       (k + 1 >= words.size() || !words[k + 1].capital || !words[k + 1].tight);
    if (alone && first.size() > 2) {
      points += kHint;
      break;
    }
  }
  for (std::size_t k = chain.end; k < words.size() && k < chain.end + 24; ++k) {
    if (is_any(words[k].plain, {"he", "she", "his", "her", "him", "herself", "himself"})) {
      points += kSaidOfPeople;
      break;
    }
  }
  return points;
}

// "joins us from Breaking Change", "a Test Double co-founder": companies are named like people.
bool is_company(const Words& words, const NameChain& chain) {
  const bool of = chain.begin > 0 && !words[chain.begin].sentence_start &&
                  !words[chain.begin].after_comma &&
                  is_any(words[chain.begin - 1].plain, {"of", "at", "from", "bei", "chez"});
  const bool before_role =
      chain.end < words.size() && words[chain.end].tight && !words[chain.end - 1].possessive &&
      !words[chain.end].capital &&
      (words[chain.end].kind == WordKind::role || is_friend(words[chain.end]) ||
       is_any(words[chain.end].plain, {"team", "podcast", "show", "project"}));
  return of || before_role;
}

Points points_of(const Words& words, const NameChain& chain, Where where) {
  if (is_company(words, chain)) return {kThing, 0};
  Points points = LeftReader(words, where).read(chain);
  const Points right = right_points(words, chain);
  points.guest += right.guest;
  points.host += right.host;
  const bool begins = words[chain.begin].sentence_start || words[chain.begin].after_comma;
  if (where == Where::title) {
    points.guest += kPlace;
  } else if (begins || points.guest > 0) {
    if (begins && points.guest > 0) points.guest += kPlace;
    if (points.guest >= 0 && points.host == 0) points.guest += manner_points(words, chain);
  }
  return points;
}

bool is_joined(const Words& words, const NameChain& a, const NameChain& b) {
  if (b.begin - a.end > 1) return false;
  for (std::size_t i = a.end; i <= b.begin; ++i) {
    if (words[i].sentence_start) return false;
  }
  return b.begin == a.end ? words[b.begin].after_comma : is_conjunction(words[a.end]);
}

bool is_silent(const Points& points) {
  return points.guest >= 0 && points.guest < kProseWith && points.host == 0;
}

}  // namespace

Points verb_points(const Words& words, std::size_t verb) {
  if (verb >= words.size() || words[verb].sentence_start) return {};
  switch (words[verb].kind) {
    case WordKind::join: return join_points(words, verb);
    case WordKind::tell: return {kRole, 0};
    case WordKind::talk: return talk_points(words, verb);
    case WordKind::welcome:
    case WordKind::host: return {0, kHostNamed};
    default: return is_being(words[verb]) ? being_points(words, verb) : Points{};
  }
}

std::vector<Points> points_of(const Words& words, const std::vector<NameChain>& chains, Where where,
                              std::size_t limit) {
  std::vector<Points> all;
  for (const NameChain& chain : chains) {
    if (words[chain.begin].begin >= limit) break;
    all.push_back(points_of(words, chain, where));
  }
  for (std::size_t i = 1; i < all.size(); ++i) {
    if (is_silent(all[i]) && is_joined(words, chains[i - 1], chains[i])) all[i] = all[i - 1];
  }
  for (std::size_t i = all.size(); i-- > 1;) {
    if (is_silent(all[i - 1]) && is_joined(words, chains[i - 1], chains[i])) all[i - 1] = all[i];
  }
  all.resize(chains.size());
  return all;
}

}  // namespace whensaid::source
