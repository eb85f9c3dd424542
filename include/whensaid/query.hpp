#pragma once

// The query language.
//
// WORDS AND PHRASES
//
//   sharding vitess              either word, by stem in the episode's language; both is better
//   "edge network"               these words side by side, as written (case and accents do not
//                                count), over the ends of captions and turns
//   =sharded                     this word as written, not its stem
//   shard*  w?rd  *fix           words of this shape: * is any number of characters, ? is one
//   /shard(ing|ed)/              words that this regular expression matches as a whole (RE2 syntax)
//   vites~  vites~2              words one or two letters away
//   *                            anything: the beginning of each section and of each turn
//
// TOGETHER
//
//   sharding AND vitess          both, in one episode
//   sharding OR resharding       either
//   sharding -vitess             not in episodes that say vitess;  also: sharding NOT vitess
//   +sharding vitess             the first must be there, the second is wished for
//   (mysql OR postgres) AND metal
//   sharding NEAR/5 postgres     at most 5 words apart, in either order; NEAR alone means NEAR/10
//   sharding NEAR/30s postgres   at most 30 seconds apart; also NEAR/2m
//   lock BEFORE/5 latch          the same, but in this order; also BEFORE/30s
//   ("edge network" OR cdn) NEAR/8 latency
//
// WHERE
//
//   title:raft  description:"edge network"  chapter:(raft OR paxos)  text:raft (what is said)
//   guest:lambert  host:aaron  show:"database school"
//   speaker:"Sam Lambert" (sharding OR vitess)       said by that person
//   kind:chapter raft            only found in chapter titles; several: kind:speech,chapter
//   at:<10m raft                 in the first ten minutes; at:30m..1h, at:>1:30:00
//   in:chapter raft paxos        all words in one chapter; in:turn (one person's turn), in:episode
//
// WHICH EPISODES
//
//   published:2025-01..2025-09   also published:2024, published:>=2025-03-14, published:2w (the
//   last
//                                two weeks; d, w, m, y)
//   duration:>30m  season:3  number:10..20  lang:de  lang:en,pt
//
// HOW TIGHTLY THINGS BIND, from the tightest: brackets, fields, NEAR and BEFORE, NOT - and +, AND,
// OR, side by side. So `a OR b AND c NEAR d` is `a OR (b AND (c NEAR d))`, NOT applies to the word,
// phrase, bracket, field or NEAR that follows, and title:edge network looks for edge in titles.
//
// Side by side, plain words and words joined by OR are wished for; what stands in quotes or
// brackets or has a field, a +, NEAR or AND is required. `"edge network" vitess` finds episodes
// that hold the phrase, those with vitess first; `mysql (lock OR latch)` requires one of the two.
// What is wished for ranks; when nothing is required, at least one of it must be there. What is
// excluded is excluded from the whole bracket in which it stands, beside OR as well. A query that
// only excludes finds nothing.
//
// speaker: kind: at: and in: hold for the whole bracket in which they stand, or the whole query,
// wherever in it they stand; `(speaker:sam raft) OR paxos` confines them. The same one twice means
// either: speaker:sam speaker:ann. With a dash they mean elsewhere: -speaker:sam, -at:<10m,
// -kind:description. Beside in: every word is required.
//
// MEANING, exactly. An episode's text is one row of words: the show's name, the speakers' names,
// title, description, guests, hosts, chapter titles (each of these is a section), and all speech
// (one section). A word of speech is said when its time says: by the word's own time where the
// source has it, else interpolated inside its cue. A chapter title's words have the chapter's
// start, the words of the other sections have no time. A *place* is a stretch of words that
// matched.
//
//   word, pattern   each word with the same stem (as written: the same folded form). Free words are
//                   not looked for in show and speaker.
//   phrase          each stretch of exactly these words inside one section
//   a NEAR/n b      the places of a and of b for which the other one is near: of all sides one
//                   place each, no two sharing a word, all in one section, with at most n words of
//                   distance from the last word of the one that ends first to the first word of the
//                   one that begins last. NEAR/ns measures the time between the starts of those two
//                   words and counts only speech. BEFORE: each side ends before the next begins.
//   AND + - OR      bind in the *episode*: they ask whether there is any place. An episode that
//                   matches gives the places of all that matched in it: of a bracket that does not
//                   hold, none.
//   title: ...      only places inside such sections
//   speaker:        only places inside the speech of such a person; the name's words must stand in
//                   the speaker's name as a phrase. A phrase over two people's turns is said by
//                   neither.
//   at:             only places all of whose words have a time in the range
//                   Around a field, speaker: and in:turn narrow what is said, at: and in:chapter
//                   that and chapter titles. The other sections are no part of any time or speech,
//                   so guest:lambert chooses the episode also beside at:<10m.
//   in:turn         binds in the *turn* (the words between two changes of speaker): what stands in
//                   the bracket must hold in a turn by itself, and its places are those of all
//                   turns where it does; NOT, too, is asked of each turn
//   in:chapter      the same for a *chapter*: its title and what is said from its start to the next
//                   chapter's start
//   ranges, lang:   hold for the episode or not; they have no place
//
// Where an episode matches without any place (published:2025 alone), its moment is its beginning.
// A word that tells nothing (the, of) beside words that do is wished for less: it has a place only
// where it stands as near to another word of the query, at most 4 words off, as it does in the
// query.
//
// What is within 30 seconds is one moment: the *window* binds only for ranking and for NEAR/30s.
//
// SPELLING. A word ends at white space, ( ) or a quote; all else belongs to it: C++, AT&T, it's. A
// word that falls into several tokens (GPT-4o, front-end) is a phrase of them; where it is wished
// for beside other words, outside of brackets, each token is wished for, and best where they stand
// together. Operators are upper case and stand alone; and, or, not, near are words. A dash or plus
// is an operator only directly before something and after white space, an opening bracket or
// nothing: `self-driving` and `--force` are words, a dash alone is nothing. A ? that ends a word
// ends a sentence. Typographic quotes (“ ” „ « ») are quotes, any of them closes any. A field is
// one of those above in lower case, its colon and directly its value; anything else with a colon is
// a word. Quotes make anything a word: "title:x".
//
// Parsing is total: every input gives a tree. What looks like a mistake (a bracket that is never
// closed, an operator without a side, an unknown field) is read in the way that makes sense and
// leaves a warning.

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <whensaid/export.hpp>
#include <whensaid/model.hpp>
#include <whensaid/source.hpp>

namespace whensaid {

namespace query {
struct Node;
}

/// Bounds on the text of one query, whatever the index. Beyond them the rest is left out, with a
/// warning. What a search may cost is bounded by SearchOptions.
inline constexpr std::size_t kMaxQueryBytes = 4096;  ///< of all words and phrases; a page is 3 KB
inline constexpr std::size_t kMaxQueryWords = 64;    ///< and phrases; more do not sharpen a query
inline constexpr std::size_t kMaxQueryDepth = 16;  ///< deeper brackets are ignored, not their words
inline constexpr std::size_t kMaxNearWords = 1000;    ///< NEAR/n; further apart is in the episode
inline constexpr std::size_t kMaxNearSeconds = 3600;  ///< NEAR/ns; likewise
inline constexpr std::size_t kMaxNearSides = 8;       ///< more are required, but not near
inline constexpr std::size_t kMaxQueryWarnings = 32;  ///< nobody reads more

/// What must hold inside one unit by itself.
enum class Scope { episode, chapter, turn };

/// A parsed query: immutable, cheap to copy, safe to share between threads.
class WHENSAID_EXPORT Query {
 public:
  /// Never fails; never depends on an index. Cost: linear in the text.
  [[nodiscard]] static Query parse(std::string_view text);

  /// The same while it is being typed: a plain word that ends the text stands for all words that
  /// begin so. SearchOptions::typing answers it at each keystroke.
  [[nodiscard]] static Query parse_typing(std::string_view text);

  /// The same trees, made by a program. Values are taken as they are: an operator, a colon or a
  /// quote in them is text. What is within the limits above prints to text that parses to an equal
  /// query.
  ///
  ///   Query::all({Query::phrase("edge network"), Query::said_by("Sam Lambert",
  ///   Query::word("cdn"))})
  [[nodiscard]] static Query word(std::string_view text);
  [[nodiscard]] static Query exactly(std::string_view word);
  [[nodiscard]] static Query phrase(std::string_view text);
  [[nodiscard]] static Query wildcard(std::string_view pattern);
  [[nodiscard]] static Query regex(std::string_view expression);
  [[nodiscard]] static Query fuzzy(std::string_view word, unsigned edits = 1);
  [[nodiscard]] static Query anything();
  [[nodiscard]] static Query all(std::span<const Query> parts);  ///< AND
  [[nodiscard]] static Query any(std::span<const Query> parts);  ///< OR, words side by side
  [[nodiscard]] static Query all(std::initializer_list<Query> parts);
  [[nodiscard]] static Query any(std::initializer_list<Query> parts);
  /// NEAR; `ordered` is BEFORE. Sides are words, patterns, phrases or any() of those.
  [[nodiscard]] static Query near(std::span<const Query> sides, unsigned words,
                                  bool ordered = false);
  [[nodiscard]] static Query near(std::span<const Query> sides, Millis apart, bool ordered = false);
  [[nodiscard]] Query without(const Query& excluded) const;  ///< NOT
  /// Only where ...
  [[nodiscard]] Query in_zones(std::span<const Zone> zones) const;
  [[nodiscard]] Query said_by(std::string_view name) const;
  [[nodiscard]] Query between(Millis from, Millis to) const;  ///< half-open
  [[nodiscard]] Query inside_one(Scope scope) const;
  /// Episodes; half-open, an end that is left out is open.
  [[nodiscard]] static Query published(std::optional<Day> from, std::optional<Day> to);
  [[nodiscard]] static Query duration(std::optional<Millis> from, std::optional<Millis> to);
  [[nodiscard]] static Query season(std::int32_t number);
  [[nodiscard]] static Query number(std::int32_t number);
  [[nodiscard]] static Query language(std::string_view tag);

  /// The query in its canonical spelling, on one line; parsing that gives an equal tree.
  [[nodiscard]] std::string to_string() const;

  /// What was not understood as typed, in order; `column` is the byte in the text, from 1, or 0 for
  /// the whole; `line` is 1.
  [[nodiscard]] const std::vector<Warning>& warnings() const;

  /// Nothing to search for, no words or only excluded ones: matches nothing.
  [[nodiscard]] bool empty() const;

  /// For the library's own use: the tree, never null.
  [[nodiscard]] const query::Node& root() const;

  /// Equal trees; the spelling and the warnings may differ.
  friend WHENSAID_EXPORT bool operator==(const Query& a, const Query& b);

 private:
  struct State;
  explicit Query(std::shared_ptr<const State> state);
  std::shared_ptr<const State> state_;
};

/// A field of the language, for help texts.
struct QueryField {
  std::string_view name{};  ///< without the colon
  std::string_view help{};
  std::string_view example{};
};

/// All fields, in the order in which help shows them.
[[nodiscard]] WHENSAID_EXPORT std::span<const QueryField> query_fields();

}  // namespace whensaid
