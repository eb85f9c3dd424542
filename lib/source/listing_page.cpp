#include "source/listing_page.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <unordered_map>
#include <utility>

#include "text/letters.hpp"
#include "text/utf8.hpp"

namespace whensaid::source {
namespace {

constexpr std::size_t kNone = static_cast<std::size_t>(-1);

// A title, date or button; longer lines are prose and are not looked up.
constexpr std::size_t kMaxShortLine = 96;

// Plain, without final punctuation. Words of Apple's and Audible's pages that stand in lines of
// their own and that shape alone does not tell from a title or a description.
constexpr auto kPageWords = std::to_array<std::string_view>(
    {// headings of the list
     "episodes", "all episodes", "latest episodes", "folgen", "alle folgen", "episoden",
     "neueste folgen", "epizody", "episodios", "todos los episodios", "episodi",
     "tutti gli episodi", "ultimi episodi", "tous les episodes", "derniers episodes",
     "episodios mais recentes", "afleveringen", "alle afleveringen", "avsnitt", "alla avsnitt",
     "episoder", "alle episoder", "afsnit", "jaksot", "odcinki", "wszystkie odcinki", "odcinky",
     "bolumler", "epizodok", "эпизоды", "выпуски", "все выпуски", "випуски", "επεισοδια",
     "episoade", "エピソード", "单集", "單集", "에피소드", "حلقات", "פרקים", "ตอน", "tap", "episod",
     "episode",
     // more and less
     "show more", "show less", "show more show less", "more", "less", "see more", "read more",
     "mehr anzeigen", "weniger anzeigen", "mehr anzeigen weniger anzeigen", "mehr", "voir plus",
     "voir moins", "voir plus voir moins", "afficher plus", "afficher moins",
     "afficher plus afficher moins", "plus", "mostrar mas", "mostrar menos",
     "mostrar mas mostrar menos", "ver mas", "ver menos", "ver mas ver menos", "mostrar mais",
     "mostrar mais mostrar menos", "ver mais", "ver mais ver menos", "mostra altro", "mostra meno",
     "mostra altro mostra meno", "mostra di piu", "mostra di piu mostra meno", "meer weergeven",
     "minder weergeven", "meer weergeven minder weergeven", "toon meer", "visa mer", "visa mindre",
     "visa mer visa mindre", "vis mer", "vis mere", "nayta lisaa", "pokaz wiecej", "pokaz mniej",
     "pokaz wiecej pokaz mniej", "続きを読む", "もっと見る", "一部表示", "続きを読む 一部表示",
     "더 보기", "更多", "显示更多", "顯示更多", "показать больше", "daha fazla goster",
     // headings after the list
     "ratings & reviews", "ratings and reviews", "bewertungen", "bewertungen und rezensionen",
     "notes et avis", "valoraciones y resenas", "calificaciones y resenas",
     "classificacoes e avaliacoes", "classificacoes e criticas", "valutazioni e recensioni",
     "beoordelingen en recensies", "betyg och recensioner", "oceny i recenzje", "評価とレビュー",
     "about", "informationen", "info", "a propos", "acerca de", "sobre", "informazioni", "over",
     "om", "o podcascie", "情報", "you might also like", "das gefallt dir vielleicht auch",
     "vous aimeriez peut-etre aussi", "tambien te podria interesar", "voce tambem pode gostar de",
     "potrebbero piacerti anche", "suggesties voor jou", "du kanske ocksa gillar",
     "moze ci sie spodobac", "こちらもおすすめ"});

// Signs that introduce an item of a list.
constexpr std::array<std::string_view, 10> kBulletSigns{"•", "·", "*", "▪", "●",
                                                        "◦", "‣", "–", "-", "∙"};

bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::size_t bullet_size(std::string_view text) {
  for (const std::string_view sign : kBulletSigns) {
    if (text.size() > sign.size() && text.starts_with(sign) && text[sign.size()] == ' ') {
      return sign.size();
    }
  }
  std::size_t digits = 0;
  while (digits < text.size() && digits < 4 && is_digit(text[digits])) ++digits;
  if (digits == 0 || digits + 1 >= text.size()) return 0;
  const bool point = text[digits] == '.' || text[digits] == ')';
  return point && text[digits + 1] == ' ' ? digits + 1 : 0;
}

std::optional<WrittenDate> date_of(std::string_view text) {
  if (text.empty() || text.size() > kMaxShortLine) return std::nullopt;
  return read_date(text);
}

PageLine page_line(std::string_view raw, std::size_t number) {
  PageLine line;
  line.number = number;
  line.text = text::trim(raw);
  line.bare = line.text;
  if (line.text.empty()) return line;
  line.indent = static_cast<std::size_t>(line.text.data() - raw.data());
  const std::size_t sign = bullet_size(line.text);
  if (sign == 0) return line;
  const std::string_view rest = text::trim(line.text.substr(sign));
  // "15. Jan. 2026" is a date and "1. 15. Jan. 2026" the first of a list of them.
  if (is_digit(line.text.front()) && !date_of(rest) && date_of(line.text)) return line;
  line.bullet = true;
  line.indent += static_cast<std::size_t>(rest.data() - line.text.data());
  line.bare = rest;
  return line;
}

std::vector<PageLine> page_lines(std::string_view text) {
  std::vector<PageLine> lines;
  std::size_t number = 0;
  for (std::size_t at = 0; at <= text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    const PageLine line = page_line(text.substr(at, end - at), ++number);
    lines.push_back(line);
    at = end + 1;
  }
  return lines;
}

// "22 SEPT · 1 h 7 min": a date first, then what else a line tells.
struct DateLine {
  WrittenDate date{};
  std::optional<Millis> duration{};
};

std::optional<DateLine> date_line(std::string_view text) {
  if (text.empty() || text.size() > kMaxShortLine) return std::nullopt;
  if (const auto date = read_date(text)) return DateLine{*date, std::nullopt};
  for (const std::string_view sign : {" · ", " • ", " | ", " – ", " - "}) {
    const std::size_t at = text.find(sign);
    if (at == std::string_view::npos) continue;
    const auto date = read_date(text.substr(0, at));
    if (!date) continue;
    const std::string_view rest = text.substr(at + sign.size());
    const auto duration = read_duration(rest);
    // "5 May – the day we sailed" is prose; "5 MAY · S1 E3" is not.
    constexpr std::size_t kMaxTagBytes = 24;
    const bool tag = sign != " – " && sign != " - " && rest.size() <= kMaxTagBytes;
    if (duration || tag) return DateLine{*date, duration};
  }
  return std::nullopt;
}

// How the page lays out an episode.
enum class Layout {
  date_title,  // Apple: date, title, text, duration
  title_date,  // Audible: title, date, text, duration
};

// Where an episode begins, and its lines of title and date.
struct Start {
  std::size_t first{kNone};
  std::size_t title{kNone};
  std::size_t date{kNone};
};

class Reader {
 public:
  explicit Reader(std::string_view text) : lines_(page_lines(text)) {}

  Page page() {
    find_dates();
    find_relative_dates();
    find_starts();
    Page page;
    if (starts_.empty()) return page;
    for (std::size_t i = 0; i < starts_.front().first; ++i) page.header.push_back(lines_[i].text);
    find_repeated();
    for (std::size_t i = 0; i < starts_.size(); ++i) {
      const bool last = i + 1 == starts_.size();
      const std::size_t end = last ? end_of_last() : starts_[i + 1].first;
      page.items.push_back(item(starts_[i], end));
      if (last) {
        for (std::size_t l = end; l < lines_.size(); ++l) page.footer.push_back(lines_[l].text);
      }
    }
    return page;
  }

 private:
  [[nodiscard]] std::size_t next_text(std::size_t i) const {
    for (++i; i < lines_.size(); ++i) {
      if (!lines_[i].text.empty()) return i;
    }
    return kNone;
  }

  [[nodiscard]] std::size_t previous_text(std::size_t i) const {
    while (i > 0) {
      if (!lines_[--i].text.empty()) return i;
    }
    return kNone;
  }

  // Dates told from today stand where a date is expected, and only pages that have dates are asked.
  void find_relative_dates() {
    if (date_lines_.empty()) return;
    constexpr std::size_t kMaxRelativeBytes = 48;
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      const std::string_view text = lines_[i].bare;
      if (text.empty() || text.size() > kMaxRelativeBytes || dates_[i]) continue;
      const std::size_t before = previous_text(i);
      const bool expected = lines_[i].bullet || (before != kNone && lines_[before].bullet) ||
                            (date_lines_.front() > i && before != kNone);
      if (!expected) continue;
      if (const auto date = read_relative_date(text)) dates_[i] = DateLine{*date, std::nullopt};
    }
    date_lines_.clear();
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      if (dates_[i]) date_lines_.push_back(i);
    }
  }

  void find_dates() {
    dates_.resize(lines_.size());
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      dates_[i] = date_line(lines_[i].bare);
      if (dates_[i]) date_lines_.push_back(i);
    }
  }

  // Bullets tell episodes from dates in their text: the bullet stands at the date or at the title
  // right before it. Without bullets, the lines around the dates must do.
  void find_starts() {
    std::size_t at_date = 0;
    std::size_t at_title = 0;
    for (const std::size_t i : date_lines_) {
      const std::size_t before = previous_text(i);
      if (lines_[i].bullet) {
        ++at_date;
      } else if (before != kNone && i - before <= 2 && lines_[before].bullet) {
        ++at_title;
      }
    }
    const std::size_t best = std::max(at_date, at_title);
    if (best > 0 && best * 2 >= date_lines_.size()) {
      layout_ = at_date >= at_title ? Layout::date_title : Layout::title_date;
      find_bulleted_starts();
    } else {
      find_plain_starts();
    }
  }

  [[nodiscard]] std::size_t date_after(std::size_t bullet) const {
    if (layout_ == Layout::date_title) return dates_[bullet] ? bullet : kNone;
    const std::size_t next = next_text(bullet);
    return next != kNone && next - bullet <= 2 && dates_[next] ? next : kNone;
  }

  // Bullets at the column that most dated ones have. Those without a date there count too (a date
  // in words nobody foresaw), unless so many lack one that they are lists in the descriptions.
  void find_bulleted_starts() {
    std::unordered_map<std::size_t, std::size_t> dated_at;
    std::unordered_map<std::size_t, std::size_t> all_at;
    std::size_t column = 0;
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      if (!lines_[i].bullet) continue;
      ++all_at[lines_[i].indent];
      if (date_after(i) == kNone) continue;
      const std::size_t count = ++dated_at[lines_[i].indent];
      if (dated_at[column] < count) column = lines_[i].indent;
    }
    const std::size_t dated = dated_at[column];
    const bool all = all_at[column] * 3 <= dated * 4;
    bulleted_ = true;
    column_ = column;
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      if (!lines_[i].bullet || lines_[i].indent != column) continue;
      const std::size_t date = date_after(i);
      const bool may_be =
          all && lines_[i].bare.size() <= (layout_ == Layout::date_title ? 32 : 400);
      if (date == kNone && !may_be) continue;
      if (layout_ == Layout::date_title) {
        add_start({i, next_text(i), i});
      } else {
        add_start({i, i, date});
      }
    }
  }

  void add_start(Start start) {
    if (start.title != kNone) starts_.push_back(start);
  }

  [[nodiscard]] bool is_duration(std::size_t i) const {
    return i != kNone && lines_[i].bare.size() <= kMaxShortLine &&
           read_duration(lines_[i].bare).has_value();
  }

  void find_plain_starts() {
    std::size_t date_first = 0;
    std::size_t title_first = 0;
    for (const std::size_t i : date_lines_) {
      const std::size_t before = previous_text(i);
      const std::size_t after = next_text(i);
      if (after == kNone) continue;
      if (before == kNone || is_duration(before)) {
        ++date_first;
        continue;
      }
      // The title hugs its date; prose keeps a blank line away and runs long.
      const bool hugs_before = i - before == 1;
      const bool hugs_after = after - i == 1;
      if (hugs_before != hugs_after) {
        ++(hugs_before ? title_first : date_first);
      } else {
        ++(lines_[before].text.size() < lines_[after].text.size() ? title_first : date_first);
      }
    }
    layout_ = title_first > date_first ? Layout::title_date : Layout::date_title;
    for (const std::size_t i : date_lines_) {
      const std::size_t title = layout_ == Layout::date_title ? next_text(i) : previous_text(i);
      const std::size_t first = layout_ == Layout::date_title ? i : title;
      if (title == kNone || dates_[title]) continue;
      if (!starts_.empty() && first <= starts_.back().title) continue;
      add_start({first, title, i});
    }
  }

  // Lines that stand near the end of most episodes, word for word, are buttons.
  void find_repeated() {
    for (std::size_t i = 0; i < starts_.size(); ++i) {
      const std::size_t end = i + 1 < starts_.size() ? starts_[i + 1].first : lines_.size();
      std::size_t seen = 0;
      for (std::size_t l = end; l > starts_[i].first && seen < 4; --l) {
        const std::string_view text = lines_[l - 1].text;
        if (text.empty()) continue;
        ++seen;
        if (text.size() <= kMaxShortLine && text.find("://") == std::string_view::npos) {
          ++repeated_[text];
        }
      }
    }
  }

  [[nodiscard]] bool is_button(std::size_t i) const {
    if (is_page_word(lines_[i].text)) return true;
    const auto found = repeated_.find(lines_[i].text);
    return found != repeated_.end() && starts_.size() >= 3 &&
           found->second * 3 >= starts_.size() * 2;
  }

  // The first line after the last episode: back at the margin where bodies are indented, else after
  // the duration where episodes have one, else a heading that pages have there.
  [[nodiscard]] std::size_t end_of_last() const {
    const Start& start = starts_.back();
    const std::size_t from = std::max(start.title, start.date == kNone ? 0 : start.date) + 1;
    if (bulleted_ && bodies_are_indented()) {
      for (std::size_t i = from; i < lines_.size(); ++i) {
        if (!lines_[i].text.empty() && lines_[i].indent + 1 < column_) return i;
      }
    }
    for (std::size_t i = from; i < lines_.size(); ++i) {
      if (is_duration(i) && (starts_.size() == 1 || is_duration(previous_text(start.first)))) {
        return i + 1;
      }
    }
    for (std::size_t i = from; i < lines_.size(); ++i) {
      const bool heading = is_page_word(lines_[i].text) && previous_is_blank(i);
      if (heading && next_text(i) != kNone && !is_duration(next_text(i))) return i;
    }
    return lines_.size();
  }

  [[nodiscard]] bool previous_is_blank(std::size_t i) const {
    return i > 0 && lines_[i - 1].text.empty();
  }

  [[nodiscard]] bool bodies_are_indented() const {
    std::size_t inside = 0;
    std::size_t outside = 0;
    for (std::size_t i = 0; i + 1 < starts_.size(); ++i) {
      for (std::size_t l = starts_[i].first + 1; l < starts_[i + 1].first; ++l) {
        if (lines_[l].text.empty()) continue;
        ++(lines_[l].indent >= column_ ? inside : outside);
      }
    }
    if (inside + outside == 0) {  // one episode: its own title or date tells
      const Start& only = starts_.front();
      const std::size_t second = only.title != only.first ? only.title : only.date;
      return second != kNone && second != only.first && lines_[second].indent >= column_;
    }
    return inside > outside * 9;
  }

  [[nodiscard]] PageItem item(const Start& start, std::size_t end) const {
    PageItem item;
    item.line = lines_[start.first].number;
    item.title = lines_[start.title].bare;
    if (layout_ == Layout::date_title) item.title = lines_[start.title].text;
    std::size_t from = start.title + 1;
    if (start.date != kNone) {
      from = std::max(from, start.date + 1);
      item.date_text = lines_[start.date].bare;
      if (dates_[start.date]) {
        item.date = dates_[start.date]->date;
        item.duration = dates_[start.date]->duration;
      }
    }
    const std::size_t to = std::max(from, body_end(from, end, item));
    for (std::size_t i = from; i < to; ++i) item.description.push_back(lines_[i].text);
    trim_blank(item.description);
    return item;
  }

  // Steps back over buttons and takes the duration.
  [[nodiscard]] std::size_t body_end(std::size_t from, std::size_t end, PageItem& item) const {
    std::size_t to = end;
    bool duration = false;
    while (to > from) {
      const std::size_t i = to - 1;
      if (!lines_[i].text.empty() && !is_button(i)) {
        const auto found = duration || lines_[i].bare.size() > kMaxShortLine
                               ? std::nullopt
                               : read_duration(lines_[i].bare);
        if (!found) break;
        duration = true;
        item.duration = found;
      }
      to = i;
    }
    return to;
  }

  static void trim_blank(std::vector<std::string_view>& lines) {
    while (!lines.empty() && lines.back().empty()) lines.pop_back();
    const auto first = std::find_if(lines.begin(), lines.end(),
                                    [](std::string_view line) { return !line.empty(); });
    lines.erase(lines.begin(), first);
  }

  std::vector<PageLine> lines_;
  std::vector<std::optional<DateLine>> dates_{};
  std::vector<std::size_t> date_lines_{};
  std::vector<Start> starts_{};
  std::unordered_map<std::string_view, std::size_t> repeated_{};
  Layout layout_{Layout::date_title};
  bool bulleted_{false};
  std::size_t column_{0};
};

}  // namespace

Page read_page(std::string_view text) { return Reader(text).page(); }

bool is_page_word(std::string_view line) {
  line = text::trim(line);
  if (line.empty() || line.size() > kMaxShortLine) return false;
  std::string words = text::plain(line);
  while (!words.empty() && (words.back() == '.' || words.back() == ':' || words.back() == ' ')) {
    words.pop_back();
  }
  return std::find(kPageWords.begin(), kPageWords.end(), words) != kPageWords.end();
}

}  // namespace whensaid::source
