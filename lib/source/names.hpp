#pragma once

// Prose as words, and the runs of capitalised words in it that may be names of people.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace whensaid::source {

/// What a word is to someone looking for people. Tables of many languages; see names.cpp.
enum class WordKind {
  other,
  function,  ///< the, and, of, ...: never part of a name
  article,   ///< the, our, my former: may stand between "with" and a role
  with,      ///< with, mit, avec, con
  to,        ///< to, about someone who is talked *to*
  join,      ///< joins, is joined: after a name a guest, before it a host
  talk,      ///< talks, chats, interview, conversation
  tell,      ///< explains, shares: what guests do
  guest,     ///< guest, featuring, Gast
  welcome,   ///< welcomes, interviews, meet: a guest follows
  host,      ///< host, hosted, moderator
  role,      ///< CEO, founder, author, engineer
  conjunction,
  pronoun,  ///< me, us, the speaker of the text
  follow,   ///< Follow, Folge, Suivez
  thing,    ///< Labs, University, Apache: part of names of things
};

struct NameWord {
  std::string_view text{};  ///< as written, without a possessive ending
  std::string plain{};      ///< text::plain of it
  WordKind kind{WordKind::other};
  bool capital{false};     ///< written like a part of a name: one capital, at its beginning
  bool particle{false};    ///< von, de, bin: inside a name
  bool possessive{false};  ///< "Cloudflare’s"
  bool sentence_start{false};
  bool after_comma{false};  ///< a comma, bracket or dash stands before it, in the same sentence
  bool tight{false};        ///< only one space before it
  bool colon_after{false};
  std::size_t begin{0};  ///< bytes in the text
  std::size_t end{0};
};

/// The words of `text`; URLs are skipped and end a sentence.
[[nodiscard]] std::vector<NameWord> words_of(std::string_view text);

/// Words [begin, end) that may be a person's name: 2 to 4 capitalised words, particles between.
struct NameChain {
  std::size_t begin{0};
  std::size_t end{0};
};

[[nodiscard]] std::vector<NameChain> chains_of(const std::vector<NameWord>& words);

/// The name as text, its words joined with one space.
[[nodiscard]] std::string spell(const std::vector<NameWord>& words, const NameChain& chain);

/// Spellings of one name: "Dennis Magda", "Denis Magda". Bounded by the names' length.
[[nodiscard]] bool is_same_person(std::string_view a, std::string_view b);

}  // namespace whensaid::source
