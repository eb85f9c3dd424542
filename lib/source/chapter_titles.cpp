#include "source/chapter_titles.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "text/letters.hpp"
#include "text/utf8.hpp"

namespace whensaid::source {
namespace {

// Folded. What show notes in many languages write above their list.
constexpr auto kListHeaders = std::to_array<std::string_view>({"chapters",
                                                               "chapter",
                                                               "chapter markers",
                                                               "timestamps",
                                                               "timestamp",
                                                               "time stamps",
                                                               "timecodes",
                                                               "time codes",
                                                               "timecode",
                                                               "outline",
                                                               "table of contents",
                                                               "contents",
                                                               "kapitel",
                                                               "kapitelmarken",
                                                               "zeitmarken",
                                                               "zeitstempel",
                                                               "inhalt",
                                                               "inhaltsverzeichnis",
                                                               "sommaire",
                                                               "chapitres",
                                                               "chapitrage",
                                                               "minutage",
                                                               "horodatage",
                                                               "capitulos",
                                                               "marcas de tiempo",
                                                               "minutaje",
                                                               "indice",
                                                               "marcacoes",
                                                               "capitoli",
                                                               "minutaggio",
                                                               "hoofdstukken",
                                                               "tijdstempels",
                                                               "tijdcodes",
                                                               "inhoud",
                                                               "innehall",
                                                               "tidsstamplar",
                                                               "kapitler",
                                                               "tidskoder",
                                                               "tidsstempler",
                                                               "rozdzialy",
                                                               "znaczniki czasu",
                                                               "spis tresci",
                                                               "kapitoly",
                                                               "casove znacky",
                                                               "fejezetek",
                                                               "luvut",
                                                               "sisalto",
                                                               "bolumler",
                                                               "zaman damgalari",
                                                               "таимкоды",
                                                               "тайм-коды",
                                                               "главы",
                                                               "содержание",
                                                               "розділи",
                                                               "目次",
                                                               "チャプター",
                                                               "タイムスタンプ",
                                                               "章节",
                                                               "章節",
                                                               "時間軸",
                                                               "챕터",
                                                               "타임스탬프"});

// Folded words that begin the part after a list: who to follow, where to find things.
constexpr auto kSectionWords = std::to_array<std::string_view>(
    {"follow",    "links",       "link",       "sponsor",   "sponsors",     "sponsored",
     "subscribe", "connect",     "resources",  "mentioned", "credits",      "references",
     "hosts",     "host",        "guest",      "guests",    "transcript",   "website",
     "twitter",   "linkedin",    "instagram",  "youtube",   "facebook",     "bluesky",
     "mastodon",  "email",       "contact",    "support",   "music",        "folge",
     "folgt",     "abonniere",   "abonniert",  "suivez",    "abonnez-vous", "liens",
     "enlaces",   "siguenos",    "suscribete", "seguici",   "iscriviti",    "volg",
     "folj",      "prenumerera", "obserwuj",   "siga",      "inscreva-se",  "suivre",
     "リンク",    "フォロー"});

// Dashes and other signs that stand between a time and a title.
constexpr auto kSeparators =
    std::to_array<std::string_view>({"-", "–", "—", "−", "‐", "‑", "‒", "―", "|", ":", "：", "~",
                                     "•", "·", "»", "→", "=", ">", "∙"});

constexpr auto kSpaces = std::to_array<std::string_view>({" ", "\t", "\u00A0", "\u200B", "\u3000"});
constexpr auto kClosers = std::to_array<std::string_view>({")", "]", "*", "_", "}", "】", "）"});
constexpr auto kOpeners = std::to_array<std::string_view>({"(", "[", "*", "_", "{", "【", "（"});
constexpr auto kBullets =
    std::to_array<std::string_view>({"•", "·", "*", "▪", "►", "▶", "‣", "◦", "#"});

template <typename Table>
std::size_t starts_with_any(std::string_view text, const Table& table) {
  for (const std::string_view one : table) {
    if (text.starts_with(one)) return one.size();
  }
  return 0;
}

template <typename Table>
std::size_t ends_with_any(std::string_view text, const Table& table) {
  for (const std::string_view one : table) {
    if (text.ends_with(one)) return one.size();
  }
  return 0;
}

template <typename Table>
std::size_t strip_front(std::string_view& text, const Table& table) {
  const std::size_t before = text.size();
  while (const std::size_t size = starts_with_any(text, table)) text.remove_prefix(size);
  return before - text.size();
}

template <typename Table>
std::size_t strip_back(std::string_view& text, const Table& table) {
  const std::size_t before = text.size();
  while (const std::size_t size = ends_with_any(text, table)) text.remove_suffix(size);
  return before - text.size();
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// "](https://…)" after a time that is a Markdown link.
void skip_link_target(std::string_view& text) {
  if (!text.starts_with("](")) return;
  const std::size_t end = text.find(')');
  if (end != std::string_view::npos && end < 2048) text.remove_prefix(end + 1);
}

void strip_after_time(std::string_view& text) {
  std::size_t size = 0;
  do {
    size = text.size();
    strip_front(text, kSpaces);
    skip_link_target(text);
    strip_front(text, kClosers);
  } while (text.size() != size);
  const std::size_t separators = strip_front(text, kSeparators);
  // A full stop or comma separates only with a space: ".NET" is a title.
  if (separators == 0 && text.size() > 1 && (text[0] == '.' || text[0] == ',') && text[1] == ' ') {
    text.remove_prefix(1);
  }
  strip_front(text, kSpaces);
}

// The number before "2." or "2)" at the end of a title is the next entry's.
void strip_next_number(std::string_view& text, std::size_t next) {
  std::string_view rest = text;
  strip_back(rest, kSpaces);
  if (!rest.ends_with('.') && !rest.ends_with(')')) return;
  rest.remove_suffix(1);
  const std::string number = std::to_string(next);
  if (!rest.ends_with(number)) return;
  rest.remove_suffix(number.size());
  if (rest.empty() || is_digit(rest.back())) return;
  text = rest;
}

// What leads over to the next time: an opening bracket, a bullet, a dash after a space.
void strip_before_next(std::string_view& text, std::size_t ordinal) {
  strip_next_number(text, ordinal + 1);
  std::size_t size = 0;
  do {
    size = text.size();
    strip_back(text, kSpaces);
    strip_back(text, kOpeners);
    strip_back(text, kBullets);
    if (text.ends_with(',') || text.ends_with(';') || text.ends_with('|')) text.remove_suffix(1);
    const std::size_t dash = ends_with_any(text, kSeparators);
    if (dash > 0 && dash < text.size() && text[text.size() - dash - 1] == ' ') {
      text.remove_suffix(dash);
    }
  } while (text.size() != size);
}

void strip_own_number(std::string_view& text, std::size_t ordinal) {
  const std::string number = std::to_string(ordinal);
  if (!text.starts_with(number) || text.size() <= number.size()) return;
  const char sign = text[number.size()];
  if (sign == '.' || sign == ')') text.remove_prefix(number.size() + 1);
}

void strip_before_time(std::string_view& text, std::size_t ordinal) {
  strip_front(text, kSpaces);
  strip_front(text, kBullets);
  if (text.starts_with("- ") || text.starts_with("– ")) {
    text.remove_prefix(starts_with_any(text, kSeparators));
  }
  strip_front(text, kSpaces);
  strip_own_number(text, ordinal);
  strip_front(text, kSpaces);
  strip_back(text, kSpaces);
  strip_back(text, kOpeners);
  strip_back(text, kSpaces);
  if (text.ends_with("..")) {
    while (text.ends_with('.')) text.remove_suffix(1);  // a leader of dots
  } else {
    strip_back(text, kSeparators);
  }
  strip_back(text, kSpaces);
  if (text.ends_with(',')) text.remove_suffix(1);
}

std::size_t find_url(std::string_view text) {
  const std::size_t at = std::min({text.find("http://"), text.find("https://"), text.find("www.")});
  return at;
}

// "[React Aria](https://…)" to its words. One link in a title is the chapter's link.
Title without_links(std::string_view text) {
  Title title;
  std::size_t links = 0;
  while (!text.empty()) {
    const std::size_t middle = text.find("](");
    const std::size_t begin = middle == std::string_view::npos ? middle : text.rfind('[', middle);
    const std::size_t end = middle == std::string_view::npos ? middle : text.find(')', middle);
    if (begin == std::string_view::npos || end == std::string_view::npos) break;
    title.text += text.substr(0, begin);
    title.text += text.substr(begin + 1, middle - begin - 1);
    const std::string_view target = text.substr(middle + 2, end - middle - 2);
    if (++links == 1 && find_url(target) == 0) title.url = std::string(target);
    text.remove_prefix(end + 1);
  }
  title.text += text;
  if (links > 1) title.url.clear();
  return title;
}

// The word of letters that begins `text`, and its size in bytes.
std::pair<std::string, std::size_t> first_word(std::string_view text) {
  std::size_t at = 0;
  while (at < text.size() && at < 40) {
    const text::Character c = text::character_at(text, at);
    if (!text::is_letter(c.code) && !(c.code == U'-' && at > 0)) break;
    at += c.length;
  }
  return {text::plain(text.substr(0, at)), at};
}

bool is_letter_before(std::string_view text, std::size_t at) {
  if (at == 0) return false;
  const std::size_t before = text::boundary_before(text, at - 1);
  return text::is_letter(text::character_at(text, before).code);
}

// Where the part after the list begins: white space that was a line end, or "…find SamFollow Sam:".
std::size_t find_section(std::string_view text) {
  constexpr std::size_t kLabelBytes = 40;
  for (std::size_t at = 1; at < text.size(); ++at) {
    if (text[at] == ' ' && text[at - 1] == ' ') return at;
    const text::Character c = text::character_at(text, at);
    if (!text::is_upper(c.code) && !text::is_ideographic(c.code)) continue;
    const bool glued = text[at - 1] != ' ' && text[at - 1] != '-' && text[at - 1] != '/';
    const bool stopped = at > 1 && text[at - 1] == ' ' &&
                         std::string_view(".!?").find(text[at - 2]) != std::string_view::npos;
    const auto [word, size] = first_word(text.substr(at));
    if (std::find(kSectionWords.begin(), kSectionWords.end(), word) == kSectionWords.end())
      continue;
    const bool label = text.substr(at + size, kLabelBytes).find(':') != std::string_view::npos;
    if ((glued &&
         !text::is_upper(text::character_at(text, text::boundary_before(text, at - 1)).code)) ||
        stopped || label) {
      return at;
    }
  }
  return text.size();
}

// "…where to find Sam Twitter: " before a URL: the label is the URL's.
void strip_label(std::string_view& text) {
  strip_back(text, kSpaces);
  if (!text.ends_with(':')) return;
  const std::size_t word = text.find_last_of(" .!?\n", text.size() - 2);
  text = word == std::string_view::npos ? std::string_view{} : text.substr(0, word);
}

void tidy_ends(std::string_view& text) {
  std::size_t size = 0;
  do {
    size = text.size();
    text = text::trim(text);
    strip_front(text, kSpaces);
    strip_back(text, kSpaces);
    if (text.starts_with("**") || text.starts_with("__")) text.remove_prefix(2);
    if (text.ends_with("**") || text.ends_with("__")) text.remove_suffix(2);
    if (text.ends_with('|') || text.ends_with(';') || text.ends_with(',')) text.remove_suffix(1);
  } while (text.size() != size);
}

// A URL ends the title; "(https://…)" takes its bracket along.
void cut_at_url(std::string_view& text, std::string& url, TitleEnd end) {
  const std::size_t at = find_url(text);
  if (at == std::string_view::npos) return;
  if (end == TitleEnd::fixed) {
    const std::string_view rest = text.substr(at);
    url = std::string(rest.substr(0, rest.find_first_of(" \t\n)>]")));
  }
  text = text.substr(0, at);
  if (end == TitleEnd::open) strip_label(text);
  strip_back(text, kSpaces);
  strip_back(text, kOpeners);
  strip_back(text, kSpaces);
  if (end == TitleEnd::fixed && !text.empty()) strip_back(text, kSeparators);
}

// "…all about it. Chapters: Intro" before the first time: the title is what follows the header.
void cut_to_header(std::string_view& text) {
  const std::size_t colon = text.rfind(": ");
  if (colon == std::string_view::npos) return;
  if (ends_with_list_header(text.substr(0, colon + 1))) text.remove_prefix(colon + 2);
}

}  // namespace

Title read_title(std::string_view room, TitleSide side, TitleEnd end, std::size_t ordinal) {
  std::string_view text = room;
  if (side == TitleSide::after) {
    strip_after_time(text);
    if (end == TitleEnd::open) text = text.substr(0, find_section(text));
    strip_before_next(text, ordinal);
  } else {
    if (ordinal == 1) cut_to_header(text);
    strip_before_time(text, ordinal);
  }
  Title title = without_links(text);
  std::string_view rest = title.text;
  cut_at_url(rest, title.url, end);
  tidy_ends(rest);
  title.text = std::string(rest);
  return title;
}

bool begins_with_separator(std::string_view text) {
  text = text.substr(0, 16);
  strip_front(text, kSpaces);
  strip_front(text, kClosers);
  strip_front(text, kSpaces);
  return starts_with_any(text, kSeparators) > 0;
}

bool ends_with_separator(std::string_view text) {
  if (text.size() > 16) text.remove_prefix(text.size() - 16);
  strip_back(text, kSpaces);
  strip_back(text, kOpeners);
  strip_back(text, kSpaces);
  return ends_with_any(text, kSeparators) > 0;
}

bool ends_with_list_header(std::string_view text) {
  // Signs, bullets and line ends after the words do not count.
  std::size_t end = text.size();
  while (end > 0) {
    const std::size_t before = text::boundary_before(text, end - 1);
    const char32_t c = text::character_at(text, before).code;
    if (text::is_letter(c) || text::is_mark(c)) break;
    end = before;
  }
  const std::size_t line = text.substr(0, end).rfind('\n');
  const std::size_t begin = line == std::string_view::npos ? 0 : line + 1;
  const std::string_view tail = text.substr(begin, end - begin);
  const std::string folded = text::plain(tail);
  constexpr std::size_t kHeaderLineBytes = 48;
  for (const std::string_view header : kListHeaders) {
    const bool ends = folded.ends_with(header);
    const bool begins = line != std::string_view::npos && folded.size() <= kHeaderLineBytes &&
                        folded.starts_with(header);
    if (begins && !is_letter_before(folded, 0)) return true;
    if (!ends) continue;
    // Glued ("…podcasts.Chapters") or not, a header begins a word or a capital.
    const std::size_t at = tail.size() >= header.size() ? tail.size() - header.size() : 0;
    if (!is_letter_before(folded, folded.size() - header.size()) ||
        text::is_upper(text::character_at(tail, text::boundary_before(tail, at)).code)) {
      return true;
    }
  }
  return false;
}

}  // namespace whensaid::source
