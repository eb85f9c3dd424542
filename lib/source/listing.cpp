// A show's page saved as plain text (Apple Podcasts, Audible, in many languages). listing_page.cpp
// finds the episodes by the shape of the page; this file makes Episodes of them: ids, days,
// chapters, people, and the show's name, which some pages do not state.
//
// An episode's id is slug(show)/slug(title), so that one episode found on two pages is one; the
// second of a title on one page gets "-2".

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdint>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "source/dates.hpp"
#include "source/listing_page.hpp"
#include "source/people.hpp"
#include "source/readers.hpp"
#include "text/letters.hpp"
#include "text/utf8.hpp"

namespace whensaid::source {
namespace {

// What is looked at to tell a listing from other text.
constexpr std::size_t kMaxProbeBytes = std::size_t{256} << 10U;
constexpr std::size_t kMaxTitleBytes = 1024;
constexpr std::size_t kMaxShowBytes = 160;

std::string joined(const std::vector<std::string_view>& lines) {
  std::string text;
  bool blank = false;
  for (const std::string_view line : lines) {
    if (line.empty()) {
      blank = !text.empty();
      continue;
    }
    if (!text.empty()) text += blank ? "\n\n" : "\n";
    blank = false;
    text += line;
  }
  return text;
}

// --- the show's name

bool is_mentioned(std::string_view words, const std::vector<std::string>& texts) {
  const std::string plain = text::plain(words);
  return std::any_of(texts.begin(), texts.end(), [&](const std::string& text) {
    return text::plain(text).find(plain) != std::string::npos;
  });
}

// The first line of the header that is not the page's own. A lone word over the list is as likely
// "Episodes" in a language the table lacks, so it must be mentioned in some episode.
std::string show_from_header(const std::vector<std::string_view>& header,
                             const std::vector<std::string>& texts, std::string_view spoken) {
  std::vector<std::string_view> lines;
  for (std::string_view line : header) {
    while (line.starts_with('#')) line.remove_prefix(1);
    line = text::trim(line);
    const bool names = line == "Apple Podcasts" || line == "Audible";
    if (!line.empty() && !names && !is_page_word(line)) lines.push_back(line);
  }
  // What the episodes call the show settles which of the lines it is.
  for (const std::string_view line : lines) {
    if (!spoken.empty() && text::plain(line) == text::plain(spoken)) return std::string(line);
  }
  if (lines.empty() || lines.front().size() > kMaxShowBytes) return {};
  const bool lone = lines.size() == 1 && lines.front().find(' ') == std::string_view::npos;
  if (lone && !is_mentioned(lines.front(), texts)) return {};
  return std::string(lines.front());
}

// Counts names by the episodes that speak for them.
class Votes {
 public:
  void add(std::string_view name, std::size_t episode, std::size_t weight) {
    name = text::trim(name);
    if (name.empty() || name.size() > kMaxShowBytes) return;
    Count& count = counts_[std::string(name)];
    if (count.episode == episode + 1) return;
    count.episode = episode + 1;
    count.votes += weight;
  }

  [[nodiscard]] std::string winner(std::size_t least) const {
    std::string best;
    std::size_t most = 0;
    for (const auto& [name, count] : counts_) {
      if (count.votes > most || (count.votes == most && name < best)) {
        best = name;
        most = count.votes;
      }
    }
    return most >= least ? best : std::string{};
  }

 private:
  struct Count {
    std::size_t episode{0};
    std::size_t votes{0};
  };
  std::unordered_map<std::string, Count> counts_{};
};

// Capitalised words, as a name of a show after "episode of".
std::string_view capitalised_run(std::string_view text) {
  std::size_t end = 0;
  for (std::size_t at = 0; at < text.size() && at < kMaxShowBytes;) {
    const std::size_t stop = std::min(text.find_first_of(" \n", at), text.size());
    const std::string_view word = text.substr(at, stop - at);
    if (word.empty() || !text::is_upper(text::character_at(word, 0).code)) break;
    const bool last = std::string_view(",.:;!?)").find(word.back()) != std::string_view::npos;
    end = last ? stop - 1 : stop;
    if (last || stop == text.size() || text[stop] == '\n') break;
    at = stop + 1;
  }
  return text.substr(0, end);
}

// "In this episode of Deep Water, …"
void vote_by_phrase(std::string_view text, std::size_t episode, Votes& votes) {
  constexpr auto kPhrases = std::to_array<std::string_view>(
      {"pisode of ", "dition of ", "Folge von ", "Episode von ", "pisode de ", "pisodio de ",
       "pisódio de ", "pisódio do ", "pisódio da ", "puntata di ", "pisodio di ", "flevering van ",
       "vsnitt av ", "dcinek ", "elcome to ", "elcome back to "});
  for (const std::string_view phrase : kPhrases) {
    const std::size_t at = text.find(phrase);
    if (at != std::string_view::npos) {
      votes.add(capitalised_run(text.substr(at + phrase.size())), episode, 2);
    }
  }
}

// "Deep Water: https://deepwater.example": a label that spells its address.
void vote_by_label(std::string_view text, std::size_t episode, Votes& votes) {
  for (std::size_t at = text.find(": http"); at != std::string_view::npos;
       at = text.find(": http", at + 1)) {
    const std::size_t host = text.find("//", at);
    if (host == std::string_view::npos) return;
    std::string_view address = text.substr(host + 2, 80);
    address = address.substr(0, address.find_first_of("/ \n"));
    if (address.starts_with("www.")) address.remove_prefix(4);
    const std::string domain = text::plain(address.substr(0, address.find('.')));
    if (domain.size() < 4) continue;
    // The label ends here and begins where its letters spell the domain, or does not.
    std::string letters;
    for (std::size_t begin = at; begin > 0 && letters.size() < domain.size();) {
      begin = text::boundary_before(text, begin - 1);
      const text::Character c = text::character_at(text, begin);
      if (c.code == U'\n') break;
      if (text::is_letter(c.code) || (c.code >= U'0' && c.code <= U'9')) {
        letters.insert(0, text::plain(text.substr(begin, c.length)));
      }
      if (letters == domain) {
        votes.add(text.substr(begin, at - begin), episode, 1);
        break;
      }
    }
  }
}

std::string show_from_texts(const std::vector<std::string>& texts) {
  Votes votes;
  for (std::size_t i = 0; i < texts.size(); ++i) {
    vote_by_phrase(texts[i], i, votes);
    vote_by_label(texts[i], i, votes);
  }
  // A guest's company is spelled by one episode's links, the show by most.
  return votes.winner(std::max<std::size_t>(2, texts.size() / 2));
}

// --- ids

std::uint64_t digest(std::string_view text) {  // FNV-1a, 64 bits: stable, not secret
  std::uint64_t hash = 14695981039346656037ULL;
  for (const char c : text) {
    hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
  }
  return hash;
}

std::string hex(std::uint64_t value) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string out;
  for (int shift = 60; shift >= 0; shift -= 4) {
    out += kDigits[static_cast<std::size_t>((value >> static_cast<unsigned>(shift)) & 0xFU)];
  }
  return out;
}

class Ids {
 public:
  explicit Ids(std::string_view show) : show_(text::slug(show)) {}

  std::string next(std::string_view title) {
    std::string slug = text::slug(title);
    if (slug.empty()) slug = hex(digest(title));  // a title of signs alone
    std::string id = show_.empty() ? slug : show_ + "/" + slug;
    constexpr std::size_t kRoom = 24;  // for a digest and a number
    if (id.size() > kMaxIdBytes - kRoom) {
      const std::string tail = "-" + hex(digest(id)).substr(0, 12);
      id = std::string(text::truncate(id, kMaxIdBytes - kRoom)) + tail;
    }
    std::size_t& count = counts_[id];
    std::string unique = id;
    while (!used_.insert(unique).second) unique = id + "-" + std::to_string(++count + 1);
    return unique;
  }

 private:
  std::string show_;
  std::unordered_map<std::string, std::size_t> counts_{};
  std::unordered_set<std::string> used_{};
};

Day today() { return std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now()); }

// --- the reading

class Builder {
 public:
  Builder(const Page& page, const ReadOptions& options) : page_(page), options_(options) {}

  Reading reading() {
    if (page_.items.empty()) {
      warn(reading_.warnings, 0, "no episodes found in the listing");
      return std::move(reading_);
    }
    for (const PageItem& item : page_.items) texts_.push_back(joined(item.description));
    find_show();
    add_episodes();
    add_people();
    return std::move(reading_);
  }

 private:
  static void warn(std::vector<Warning>& list, std::size_t line, std::string message) {
    Warning warning;
    warning.line = line;
    warning.message = std::move(message);
    list.push_back(std::move(warning));
  }

  void find_show() {
    const std::string spoken = show_from_texts(texts_);
    show_ = show_from_header(page_.header, texts_, spoken);
    if (show_.empty()) show_ = options_.show;
    if (show_.empty()) show_ = spoken;
    if (show_.empty()) warn(reading_.warnings, 0, "the page does not name its show");
  }

  [[nodiscard]] std::vector<std::optional<Day>> days() const {
    std::vector<std::optional<WrittenDate>> written;
    for (const PageItem& item : page_.items) written.push_back(item.date);
    return resolve_dates(written, options_.reference_date ? *options_.reference_date : today());
  }

  void add_episodes() {
    const std::vector<std::optional<Day>> published = days();
    Ids ids(show_);
    for (std::size_t i = 0; i < page_.items.size(); ++i) {
      const PageItem& item = page_.items[i];
      if (item.title.empty() || item.title.size() > kMaxTitleBytes) {
        warn(reading_.rejected, item.line, "episode without a title");
        continue;
      }
      if (!published[i]) {
        warn(reading_.warnings, item.line,
             item.date_text.empty() ? "episode without a date"
                                    : "date not understood: " + std::string(item.date_text));
      }
      Episode episode;
      episode.id = ids.next(item.title);
      episode.show = show_;
      episode.title = std::string(item.title);
      episode.language = options_.language;
      episode.published = published[i];
      episode.duration = item.duration;
      episode.chapters = read_chapters(texts_[i]);
      episode.description = std::move(texts_[i]);
      reading_.episodes.push_back(std::move(episode));
    }
  }

  void add_people() {
    std::vector<EpisodeText> texts;
    for (const Episode& episode : reading_.episodes) {
      texts.push_back({episode.title, episode.description});
    }
    const std::string about = joined(page_.header) + "\n" + joined(page_.footer);
    People people = find_people(texts, show_, about);
    for (std::size_t i = 0; i < reading_.episodes.size(); ++i) {
      reading_.episodes[i].guests = std::move(people.guests[i]);
      reading_.episodes[i].hosts = people.hosts;
    }
  }

  const Page& page_;
  const ReadOptions& options_;
  std::vector<std::string> texts_{};
  std::string show_{};
  Reading reading_{};
};

}  // namespace

Reading read_listing(std::string_view text, const ReadOptions& options) {
  const Page page = read_page(text);
  return Builder(page, options).reading();
}

bool looks_like_listing(std::string_view text) {
  const Page page = read_page(text::truncate(text, kMaxProbeBytes));
  std::size_t dated = 0;
  std::size_t timed = 0;
  for (const PageItem& item : page.items) {
    if (item.date && !item.title.empty()) ++dated;
    if (item.date && item.duration) ++timed;
  }
  return timed > 0 || dated >= 2;
}

}  // namespace whensaid::source
