#include "source/people.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <unordered_map>
#include <utility>

#include "source/chapter_times.hpp"
#include "source/name_evidence.hpp"
#include "source/names.hpp"
#include "text/letters.hpp"
#include "text/utf8.hpp"

namespace whensaid::source {
namespace {

using Words = std::vector<NameWord>;

// One plain statement ("I chat with …", "…, CEO of …,") or two hints make a guest.
constexpr int kGuestPoints = 25;

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
  Scan(std::string_view text, Where where, Findings& findings)
      : words_(words_of(text)), where_(where), findings_(findings) {}

  void run(std::size_t prose_end) {
    const std::vector<NameChain> chains = chains_of(words_);
    const std::vector<Points> points = points_of(words_, chains, where_, prose_end);
    for (std::size_t i = 0; i < chains.size(); ++i) add(spell(words_, chains[i]), points[i]);
    find_singles(chains);
  }

 private:
  void add(std::string name, Points points) {
    for (Candidate& known : findings_.candidates) {
      if (known.name != name) continue;
      // Saying a thing twice does not make it truer; the title and the text both saying it does.
      const int second_place = known.in_title && where_ != Where::title ? kPlace : 0;
      known.points.guest = std::max(known.points.guest, points.guest + second_place);
      known.points.host = std::max(known.points.host, points.host);
      ++known.count;
      return;
    }
    if (findings_.candidates.size() >= kMostCandidates) return;
    findings_.candidates.push_back({std::move(name), points, 1, where_ == Where::title});
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
  Where where_;
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
  Scan(title, Where::title, findings).run(title.size());
  const std::size_t prose = prose_end(description);
  Scan(description, Where::prose, findings).run(prose);
  find_cjk_guests(description.substr(0, prose), findings.cjk_guests);
  return findings;
}

std::string first_name(std::string_view name) {
  return text::plain(name.substr(0, name.find(' ')));
}

// Every name of the page with what all episodes say of it.
struct Known {
  std::string name{};
  std::string first{};  // plain
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
    if (fresh) known_.push_back({name, first_name(name), 0, 0, false});
    return known_[at->second];
  }

  // Whoever the show's description puts into the role of one who talks is a host, guests apart.
  void read_about(std::string_view about) {
    about = text::truncate(about, kMaxPeopleBytes);
    const Words words = words_of(about);
    const std::vector<NameChain> chains = chains_of(words);
    const std::vector<Points> points = points_of(words, chains, Where::prose, about.size());
    for (std::size_t i = 0; i < chains.size(); ++i) {
      // "with guests like …" names no host; all else that people do in a show's description, hosts
      // do.
      const bool guest = points[i].host == 0 && after_guest(words, chains[i]);
      Known& known = find(spell(words, chains[i]));
      known.in_about = true;
      if ((points[i].guest > kSaidOfPeople || points[i].host > 0) && !guest) known.host += kStated;
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
    if (known.host >= 2 * kHostNamed && known.episodes != 1) return true;
    if (known.host >= kHostNamed && (size_ == 1 || known.in_about)) return true;
    if (size_ >= 3 && known.episodes * 5 >= size_ * 3) return true;
    if (size_ < 2) return false;
    const auto votes = first_names_.find(known.first);
    if (votes == first_names_.end()) return false;
    const bool recurs = votes->second >= 2 && votes->second * 2 >= size_;
    return recurs && (known.host > 0 || is_most_frequent(known));
  }

  // Of several people of one first name, the one named most.
  [[nodiscard]] bool is_most_frequent(const Known& known) const {
    return std::none_of(known_.begin(), known_.end(), [&](const Known& other) {
      return other.first == known.first && (other.host > 0 || other.episodes > known.episodes);
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
    // Of the many capitalised runs of a chapter list none is worth comparing.
    if (candidate.points.guest <= 0 && candidate.points.host == 0) continue;
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
