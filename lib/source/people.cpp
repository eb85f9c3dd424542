#include "source/people.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <unordered_map>
#include <utility>

#include "source/chapter_times.hpp"
#include "source/names.hpp"
#include "text/letters.hpp"
#include "text/utf8.hpp"

namespace whensaid::source {
namespace {

using Words = std::vector<NameWord>;

// How much words around a name say. A guest needs kGuestPoints: one plain statement ("I chat with
// …", "…, CEO of …,") or two hints.
constexpr int kGuestPoints = 25;
constexpr int kHostPoints = 20;
constexpr int kStated = 30;     // "talks with", "guest", "joins me"
constexpr int kRole = 20;       // ", CEO of …"; "explains"
constexpr int kTitleWith = 20;  // "… with NAME" in a title; any thing may stand there
constexpr int kProseWith = 12;
constexpr int kPlace = 5;    // stands in the title; begins a sentence
constexpr int kThing = -10;  // "using …", "the …"

// Words between a trigger and a name: "with the co-founder and CEO of Contra, Gajus …".
constexpr std::size_t kMostBetween = 10;
constexpr std::size_t kMostAdjectives = 2;
constexpr std::size_t kLongestApposition = 16;

struct Points {
  int guest{0};
  int host{0};
};

bool is_any(std::string_view word, std::initializer_list<std::string_view> list) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

bool is_by(const NameWord& word) {
  return is_any(word.plain, {"by", "von", "par", "por", "da", "door", "av", "af", "przez"});
}

bool is_conjunction(const NameWord& word) {
  return word.kind == WordKind::conjunction || is_any(word.plain, {"en", "i", "e"});
}

// "chats with", "sits down with", "a conversation with": a talk word at most four words back.
bool talk_before(const Words& words, std::size_t with) {
  for (std::size_t k = with, steps = 0; k > 0 && steps < 4; --k, ++steps) {
    if (words[k].sentence_start) return false;
    if (words[k - 1].kind == WordKind::talk || words[k - 1].kind == WordKind::welcome) return true;
  }
  return false;
}

Points with_points(const Words& words, std::size_t with, bool role, bool in_title) {
  if (talk_before(words, with)) return {kStated, 0};
  if (with > 0 && !words[with].sentence_start) {
    // What one works with is seldom a person.
    const std::string_view before = words[with - 1].plain;
    if (is_any(before, {"working", "work", "works", "worked", "starting", "started", "dealing",
                        "integrating", "competing", "compatible", "up", "along", "arbeiten"})) {
      return {};
    }
  }
  const int base = in_title ? kTitleWith : kProseWith;
  return {base + (role ? kTitleWith / 2 : 0), 0};
}

// "Guest: NAME", "Our guest today is NAME": what a word before says of the name, nothing between.
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

bool is_being(const NameWord& word) {
  return is_any(word.plain, {"is", "was", "are", "ist", "sind", "est", "es", "son", "sao", "jest",
                             "sa", "ar", "er"});
}

// Reads back from a name over roles, articles and companies to the word that says what the named
// one does here.
Points left_points(const Words& words, const NameChain& chain, bool in_title) {
  bool comma = false;
  bool role = false;
  std::size_t adjectives = 0;
  std::size_t k = chain.begin;
  if (k > 0 && words[k].sentence_start && words[k - 1].colon_after)
    return label_points(words[k - 1]);
  for (std::size_t steps = 0; steps < kMostBetween && k > 0; ++steps) {
    if (words[k].sentence_start) break;
    comma = comma || words[k].after_comma;
    const NameWord& word = words[--k];
    if (comma && !role && word.kind == WordKind::with) break;
    if (is_by(word) && k > 0) {
      if (words[k - 1].kind == WordKind::join) return {kStated, 0};
      if (words[k - 1].kind == WordKind::host) return {0, kStated};
    }
    if (is_being(word)) return points_before_is(words, k);
    switch (word.kind) {
      case WordKind::with: return with_points(words, k, role, in_title);
      case WordKind::to: return talk_before(words, k) ? Points{kStated, 0} : Points{};
      case WordKind::join: return {0, kHostPoints};
      case WordKind::guest:
      case WordKind::welcome: return {kStated, 0};
      case WordKind::host: return {0, kStated};
      case WordKind::role: role = true; break;
      case WordKind::article:
        // "the Name Thing" is a thing, but "the author, Name" is not.
        if (steps == 0 && is_any(word.plain, {"the", "a", "an"})) return {kThing, 0};
        break;
      case WordKind::function:
        if (steps == 0 && is_any(word.plain, {"in", "using", "use", "on", "into"})) {
          return {kThing, 0};
        }
        if (!(comma || role) ||
            !is_any(word.plain, {"of", "at", "from", "von", "bei", "de", "du", "chez", "di", "van",
                                 "bij", "pa", "da", "do"})) {
          return {};
        }
        break;
      case WordKind::conjunction:
        if (!role) return {};
        break;
      case WordKind::thing: break;
      case WordKind::other:
        if (!word.capital && !word.possessive && ++adjectives > kMostAdjectives) return {};
        break;
      default: return {};
    }
  }
  return {};
}

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
    return someone ? Points{0, kHostPoints} : Points{};
  }
  return {kRole, 0};
}

Points verb_points(const Words& words, std::size_t verb) {
  if (verb >= words.size() || words[verb].sentence_start) return {};
  const auto next_is_by = [&](std::size_t k) {
    return k + 1 < words.size() && !words[k + 1].sentence_start && is_by(words[k + 1]);
  };
  switch (words[verb].kind) {
    case WordKind::join: return next_is_by(verb) ? Points{0, kHostPoints} : Points{kStated, 0};
    case WordKind::tell: return {kRole, 0};
    case WordKind::talk: return talk_points(words, verb);
    case WordKind::welcome:
    case WordKind::host: return {0, kHostPoints};
    default: break;
  }
  // "is joined by", "is a founder", "is our guest"
  if (!is_being(words[verb])) return {};
  for (std::size_t k = verb + 1; k < words.size() && k < verb + 6; ++k) {
    if (words[k].sentence_start) break;
    if (words[k].kind == WordKind::join) {
      return next_is_by(k) ? Points{0, kHostPoints} : Points{kStated, 0};
    }
    if (words[k].kind == WordKind::guest) return {kStated, 0};
    if (words[k].kind == WordKind::host) return {0, kStated};
    if (words[k].kind == WordKind::role) return {kRole, 0};
  }
  return {};
}

// ", co-founder and CEO of Contra, joins Aaron": a role, then perhaps what the named one does.
Points apposition_points(const Words& words, std::size_t begin) {
  Points points;
  for (std::size_t k = begin; k < words.size() && k < begin + kLongestApposition; ++k) {
    if (words[k].sentence_start) break;
    if (words[k].kind == WordKind::role && points.guest == 0) points.guest = kRole;
    if (words[k].kind == WordKind::host && k < begin + 4) return {0, kStated};
    if (k > begin && words[k].after_comma && points.guest > 0) {
      const Points verb = verb_points(words, k);
      if (verb.guest != 0 || verb.host != 0) {
        return {verb.host > 0 ? 0 : points.guest + verb.guest, verb.host};
      }
    }
  }
  return points;
}

Points right_points(const Words& words, const NameChain& chain) {
  const std::size_t next = chain.end;
  if (next >= words.size() || words[next].sentence_start) return {};
  if (words[next].after_comma) return apposition_points(words, next);
  return verb_points(words, next);
}

Points points_of(const Words& words, const NameChain& chain, bool in_title) {
  Points points = left_points(words, chain, in_title);
  const Points right = right_points(words, chain);
  points.guest += right.guest;
  points.host += right.host;
  const bool begins = words[chain.begin].sentence_start || words[chain.begin].after_comma;
  if (in_title || (begins && points.guest > 0)) points.guest += kPlace;
  return points;
}

bool is_joined(const Words& words, std::size_t end, std::size_t begin) {
  if (begin - end > 1) return false;
  for (std::size_t i = end; i <= begin; ++i) {
    if (words[i].sentence_start) return false;
  }
  return begin == end ? words[begin].after_comma : is_conjunction(words[end]);
}

// The points of each chain before `limit` (a byte). "Ada Byron and Grace Hopper": what is said of
// the one is said of the other.
std::vector<Points> points_of_all(const Words& words, const std::vector<NameChain>& chains,
                                  bool in_title, std::size_t limit) {
  std::vector<Points> all(chains.size());
  for (std::size_t i = 0; i < chains.size() && words[chains[i].begin].begin < limit; ++i) {
    all[i] = points_of(words, chains[i], in_title);
    const bool silent = all[i].guest <= kPlace && all[i].host == 0;
    if (i > 0 && silent && is_joined(words, chains[i - 1].end, chains[i].begin))
      all[i] = all[i - 1];
  }
  return all;
}

// One spelling of a name in one episode.
struct Candidate {
  std::string name{};
  Points points{};
  std::size_t count{0};
  bool in_title{false};
};

// What one episode's text says.
struct Findings {
  std::vector<Candidate> candidates{};  // in order of first mention
  std::vector<std::string> followed{};  // plain first names: "Follow Ada:"
  std::vector<std::string> subjects{};  // plain first names that talk with others: "Ada talks with"
  std::vector<std::string> cjk_guests{};  // written without capitals
};

class Scan {
 public:
  Scan(std::string_view text, std::size_t prose_end, bool in_title, Findings& findings)
      : words_(words_of(text)), in_title_(in_title), findings_(findings) {
    const std::vector<NameChain> chains = chains_of(words_);
    const std::vector<Points> points = points_of_all(words_, chains, in_title, prose_end);
    for (std::size_t i = 0; i < chains.size(); ++i) add(spell(words_, chains[i]), points[i]);
    find_singles(chains);
  }

 private:
  void add(std::string name, Points points) {
    for (Candidate& known : findings_.candidates) {
      if (known.name != name) continue;
      // Saying a thing twice does not make it truer; the title and the text both saying it does.
      const int second_place = known.in_title && !in_title_ ? kPlace : 0;
      known.points.guest = std::max(known.points.guest, points.guest + second_place);
      known.points.host = std::max(known.points.host, points.host);
      ++known.count;
      return;
    }
    if (findings_.candidates.size() >= kMostCandidates) return;
    findings_.candidates.push_back({std::move(name), points, 1, in_title_});
  }

  // Names of one word: after "Follow", and as subjects and objects of talk.
  void find_singles(const std::vector<NameChain>& chains) {
    std::size_t chain = 0;
    for (std::size_t i = 0; i < words_.size(); ++i) {
      while (chain < chains.size() && chains[chain].end <= i) ++chain;
      const bool in_chain = chain < chains.size() && chains[chain].begin <= i;
      const NameWord& word = words_[i];
      if (!word.capital || word.kind != WordKind::other) continue;
      const NameWord* before = i > 0 && !word.sentence_start ? &words_[i - 1] : nullptr;
      if (before != nullptr && before->kind == WordKind::follow && word.tight &&
          text::is_upper(text::character_at(before->text, 0).code)) {
        note(findings_.followed, word.plain);
        continue;
      }
      if (in_chain) continue;
      if (before != nullptr && before->kind == WordKind::join) {
        note(findings_.subjects, word.plain);
      } else if (verb_points(words_, i + 1).host > 0) {
        note(findings_.subjects, word.plain);
      }
    }
  }

  static void note(std::vector<std::string>& names, const std::string& name) {
    if (std::find(names.begin(), names.end(), name) == names.end() &&
        names.size() < kMostCandidates) {
      names.push_back(name);
    }
  }

  static constexpr std::size_t kMostCandidates = 200;
  Words words_;
  bool in_title_;
  Findings& findings_;
};

// Japanese, Chinese and Korean name guests after a word for guest and end names with an honorific.
void find_cjk_guests(std::string_view text, std::vector<std::string>& guests) {
  for (const std::string_view word : {"ゲスト", "嘉宾", "嘉賓", "来宾", "게스트"}) {
    for (std::size_t at = text.find(word); at != std::string_view::npos;
         at = text.find(word, at + word.size())) {
      std::size_t begin = at + word.size();
      bool marked = false;
      for (bool more = true; more;) {
        more = false;
        for (const std::string_view sign : {"：", ":", "は", "の", "に", "「", " ", "　"}) {
          if (!text.substr(begin).starts_with(sign)) continue;
          begin += sign.size();
          marked = more = true;
        }
      }
      std::size_t end = begin;
      while (end < text.size() && end - begin < 60) {
        const text::Character c = text::character_at(text, end);
        const std::string_view rest = text.substr(end);
        const bool stop = rest.starts_with("さん") || rest.starts_with("氏") ||
                          rest.starts_with("様") || rest.starts_with("님") ||
                          rest.starts_with("を") || rest.starts_with("が") ||
                          rest.starts_with("と") || rest.starts_with("씨");
        const bool name = text::is_ideographic(c.code) || c.code == U'・' || c.code == U'·';
        if (stop || !name) break;
        end += c.length;
      }
      const std::string name(text.substr(begin, end - begin));
      if (marked && name.size() >= 6 && guests.size() < 8 &&
          std::find(guests.begin(), guests.end(), name) == guests.end()) {
        guests.push_back(name);
      }
    }
  }
}

// A chapter list is not prose: its titles are full of capitals.
std::size_t prose_end(std::string_view text) {
  const std::vector<TimeMark> marks = find_times(text);
  return marks.size() >= 3 ? marks.front().begin : text.size();
}

Findings find_all(const EpisodeText& episode) {
  Findings findings;
  const std::string_view title = text::truncate(episode.title, kMaxPeopleBytes);
  const std::string_view description = text::truncate(episode.description, kMaxPeopleBytes);
  Scan(title, title.size(), true, findings);
  const std::size_t prose = prose_end(description);
  Scan(description, prose, false, findings);
  find_cjk_guests(description.substr(0, prose), findings.cjk_guests);
  return findings;
}

std::string first_name(std::string_view name) {
  return text::plain(name.substr(0, name.find(' ')));
}

// Every name of the page with what all episodes say of it.
struct Known {
  std::string name{};
  int host{0};
  std::size_t episodes{0};
  bool in_about{false};
};

class Hosts {
 public:
  Hosts(const std::vector<Findings>& episodes, std::string_view about) : size_(episodes.size()) {
    for (const Findings& findings : episodes) {
      for (const Candidate& candidate : findings.candidates) {
        Known& known = find(candidate.name);
        known.host += candidate.points.host;
        ++known.episodes;
      }
      for (const std::string& name : findings.followed) ++first_names_[name];
      for (const std::string& name : findings.subjects) {
        if (!contains(findings.followed, name)) ++first_names_[name];
      }
    }
    read_about(about);
  }

  [[nodiscard]] std::vector<std::string> names() const {
    std::vector<std::string> hosts;
    for (const Known& known : known_) {
      if (!is_host(known)) continue;
      const bool twice = std::any_of(hosts.begin(), hosts.end(), [&](const std::string& other) {
        return is_same_person(other, known.name);
      });
      if (!twice) hosts.push_back(known.name);
    }
    return hosts;
  }

 private:
  static bool contains(const std::vector<std::string>& names, const std::string& name) {
    return std::find(names.begin(), names.end(), name) != names.end();
  }

  Known& find(const std::string& name) {
    const auto [at, fresh] = index_.emplace(name, known_.size());
    if (fresh) known_.push_back({name, 0, 0, false});
    return known_[at->second];
  }

  // Whoever the show's description puts into the role of one who talks is a host, guests apart.
  void read_about(std::string_view about) {
    about = text::truncate(about, kMaxPeopleBytes);
    const Words words = words_of(about);
    const std::vector<NameChain> chains = chains_of(words);
    const std::vector<Points> points = points_of_all(words, chains, false, about.size());
    for (std::size_t i = 0; i < chains.size(); ++i) {
      // "with guests like …" names no host; all else that people do in a show's description, hosts
      // do.
      const bool guest = points[i].host == 0 && after_guest(words, chains[i]);
      Known& known = find(spell(words, chains[i]));
      known.in_about = true;
      if ((points[i].guest > kPlace || points[i].host > 0) && !guest) known.host += kStated;
    }
  }

  static bool after_guest(const Words& words, const NameChain& chain) {
    for (std::size_t k = chain.begin, steps = 0; k > 0 && steps < 8; --k, ++steps) {
      if (words[k].sentence_start) return false;
      if (words[k - 1].kind == WordKind::guest) return true;
    }
    return false;
  }

  [[nodiscard]] bool is_host(const Known& known) const {
    // Someone said once to host is one, where there is but one episode or the page says it.
    if (known.host >= 2 * kHostPoints && known.episodes != 1) return true;
    if (known.host >= kHostPoints && (size_ == 1 || known.in_about)) return true;
    if (size_ >= 3 && known.episodes * 5 >= size_ * 3) return true;
    if (size_ < 2) return false;
    const auto votes = first_names_.find(first_name(known.name));
    if (votes == first_names_.end()) return false;
    const bool recurs = votes->second >= 2 && votes->second * 2 >= size_;
    return recurs && (known.host > 0 || is_most_frequent(known));
  }

  // Of several people of one first name, the one named most.
  [[nodiscard]] bool is_most_frequent(const Known& known) const {
    const std::string first = first_name(known.name);
    return std::none_of(known_.begin(), known_.end(), [&](const Known& other) {
      return first_name(other.name) == first && (other.host > 0 || other.episodes > known.episodes);
    });
  }

  std::size_t size_;
  std::vector<Known> known_{};
  std::unordered_map<std::string, std::size_t> index_{};
  std::unordered_map<std::string, std::size_t> first_names_{};
};

// Whether `name` ends with all of `other`: "Yesterday Ada Byron", "Ada Byron".
bool extends(std::string_view name, std::string_view other) {
  return name.size() > other.size() && name.ends_with(other) &&
         name[name.size() - other.size() - 1] == ' ';
}

bool is_followed(const Findings& findings, const std::string& name) {
  const std::string first = first_name(name);
  return std::find(findings.followed.begin(), findings.followed.end(), first) !=
         findings.followed.end();
}

// Of two spellings, the title's; then the one its own links use; then the more frequent one.
bool is_better_spelling(const Findings& findings, const Candidate& a, const Candidate& b) {
  if (a.in_title != b.in_title) return a.in_title;
  const bool followed_a = is_followed(findings, a.name);
  const bool followed_b = is_followed(findings, b.name);
  if (followed_a != followed_b) return followed_a;
  return a.count > b.count;
}

// Spellings of one person become one candidate in the place of the first.
std::vector<Candidate> merged(const Findings& findings) {
  std::vector<Candidate> people;
  for (const Candidate& candidate : findings.candidates) {
    const auto same = std::find_if(people.begin(), people.end(), [&](const Candidate& other) {
      return is_same_person(other.name, candidate.name) || extends(other.name, candidate.name) ||
             extends(candidate.name, other.name);
    });
    if (same == people.end()) {
      people.push_back(candidate);
      continue;
    }
    const bool shorter = extends(same->name, candidate.name);
    const bool longer = extends(candidate.name, same->name);
    if (shorter || (!longer && is_better_spelling(findings, candidate, *same))) {
      same->name = candidate.name;
    }
    const bool second_place = candidate.points.guest > kPlace && same->points.guest > kPlace &&
                              candidate.in_title != same->in_title;
    same->points.guest = std::max(same->points.guest, candidate.points.guest);
    if (second_place) same->points.guest += kPlace;
    same->points.host = std::max(same->points.host, candidate.points.host);
    same->count += candidate.count;
    same->in_title = same->in_title || candidate.in_title;
  }
  return people;
}

std::vector<std::string> guests_of(const Findings& findings, const std::vector<std::string>& hosts,
                                   std::string_view show) {
  std::vector<std::string> guests;
  const std::string plain_show = text::plain(show);
  for (const Candidate& person : merged(findings)) {
    const int points = person.points.guest + (is_followed(findings, person.name) ? kRole : 0);
    if (points < kGuestPoints || person.points.host > person.points.guest) continue;
    const bool host = std::any_of(hosts.begin(), hosts.end(), [&](const std::string& name) {
      return name == person.name || is_same_person(name, person.name);
    });
    const bool is_show =
        !plain_show.empty() && plain_show.find(text::plain(person.name)) != std::string::npos;
    if (!host && !is_show) guests.push_back(person.name);
  }
  for (const std::string& name : findings.cjk_guests) guests.push_back(name);
  return guests;
}

}  // namespace

People find_people(const std::vector<EpisodeText>& episodes, std::string_view show,
                   std::string_view about) {
  std::vector<Findings> findings;
  findings.reserve(episodes.size());
  for (const EpisodeText& episode : episodes) findings.push_back(find_all(episode));
  People people;
  people.hosts = Hosts(findings, about).names();
  for (const Findings& one : findings) {
    people.guests.push_back(guests_of(one, people.hosts, show));
  }
  // The show's name is no one, unless the show is named after its host.
  const std::string plain_show = text::plain(show);
  std::erase_if(people.hosts, [&](const std::string& name) {
    return text::plain(name) == plain_show && people.hosts.size() > 1;
  });
  return people;
}

}  // namespace whensaid::source
