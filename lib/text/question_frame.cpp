#include "text/question_frame.hpp"

#include <algorithm>
#include <array>

#include "text/language.hpp"

namespace whensaid::text {

namespace {

/// By form, separated by spaces.
struct Frame {
  std::string_view language;
  std::string_view people;   ///< who talks
  std::string_view verbs;    ///< and how
  std::string_view pieces;   ///< what is recorded of it
  std::string_view topical;  ///< words that lead from a piece to its topic
  bool verb_first;           ///< "sagen sie" asks as "they say" does in English
};

constexpr std::array kFrames{
    Frame{
        "de", "sie er wir ihr ich du man jemand gast gaste",
        "sagen sagt sagte sagten gesagt reden redet redete redeten geredet sprechen spricht sprach "
        "sprachen gesprochen diskutieren diskutiert diskutierten erwahnen erwahnt erwahnte "
        "erwahnten erklaren erklart erklarte erklarten erzahlen erzahlt erzahlte erzahlten "
        "besprechen bespricht besprochen unterhalten",
        "folge episode podcast sendung stelle teil abschnitt gesprach interview",
        "uber zu von mit wo in", true},
    Frame{"en", "they he she we you i someone somebody anyone people guest guests host hosts",
          "say says said saying talk talks talked talking discuss discusses discussed discussing "
          "mention mentions mentioned mentioning explain explains explained explaining tell tells "
          "told telling speak speaks spoke speaking describe describes described describing cover "
          "covers covered covering chat chatted chatting",
          "episode episodes podcast podcasts show part bit moment section segment interview "
          "conversation discussion",
          "about on where when with", false},
};

bool is_in(std::string_view list, std::string_view word) {
  for (std::size_t at = 0; at < list.size();) {
    const auto end = std::min(list.find(' ', at), list.size());
    if (list.substr(at, end - at) == word) return true;
    at = end + 1;
  }
  return false;
}

/// Whether someone talks in the words, or a piece of talk has a topic.
bool asks_about_talk(std::span<const std::string_view> forms, const Frame& frame) {
  bool someone = false;
  bool talks = false;
  for (std::size_t i = 0; i < forms.size(); ++i) {
    someone = someone || is_in(frame.people, forms[i]);
    talks = talks || ((someone || frame.verb_first) && is_in(frame.verbs, forms[i]));
    if (someone && talks) return true;
    const bool leads_on = i + 1 < forms.size() && is_in(frame.topical, forms[i + 1]);
    if (leads_on && is_in(frame.pieces, forms[i])) return true;
  }
  return false;
}

}  // namespace

std::vector<std::size_t> question_frame(std::span<const std::string_view> forms,
                                        std::string_view language) {
  const auto* const frame = std::find_if(kFrames.begin(), kFrames.end(), [&](const Frame& known) {
    return known.language == language;
  });
  if (frame == kFrames.end()) return {};
  std::vector<std::size_t> about_talk;
  std::size_t end = 0;
  for (; end < forms.size(); ++end) {
    if (is_stop_word(forms[end], language)) continue;
    const bool known = is_in(frame->people, forms[end]) || is_in(frame->verbs, forms[end]) ||
                       is_in(frame->pieces, forms[end]);
    if (!known) break;
    about_talk.push_back(end);
  }
  if (end == forms.size() || !asks_about_talk(forms.first(end), *frame)) return {};
  return about_talk;
}

}  // namespace whensaid::text
