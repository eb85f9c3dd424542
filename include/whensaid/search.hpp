#pragma once

// Searching an index: a query in, a page of moments out. Results are complete values; nothing is
// fetched later.

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <whensaid/counts.hpp>
#include <whensaid/export.hpp>
#include <whensaid/model.hpp>
#include <whensaid/query.hpp>
#include <whensaid/result.hpp>
#include <whensaid/synonyms.hpp>

namespace whensaid {

/// Byte offsets into a UTF-8 string, half-open, always on character boundaries.
struct ByteRange {
  std::size_t begin{0};
  std::size_t end{0};

  friend bool operator==(const ByteRange&, const ByteRange&) = default;
};

/// Plain text with the matched words marked by offset: data, not HTML. Escape it for where it goes.
struct Excerpt {
  std::string text{};
  std::vector<ByteRange> matches{};  ///< in order, not overlapping

  friend bool operator==(const Excerpt&, const Excerpt&) = default;
};

/// A word that matched, as it stands in the episode.
struct MatchedWord {
  std::string text{};
  TimeSpan time{};  ///< in a chapter's title the chapter's; in the other zones without time 0

  friend bool operator==(const MatchedWord&, const MatchedWord&) = default;
};

/// One moment, at most 30 s long. Matches in a chapter's title begin where the chapter does;
/// matches in the title, the description, a guest's or a host's name stand at 0, the start of the
/// episode.
struct Hit {
  std::string episode{};  ///< the episode's id
  std::string show{};
  std::string title{};
  std::string language{};
  std::optional<Day> published{};
  Zone zone{Zone::speech};
  TimeSpan time{};  ///< from the first matched word to the end of the last
  /// Where playback should start: of a quote (four words in a row, or a phrase of three) the
  /// sentence, at most 15 s before; of anything else the turn or chapter, at most 60 s before.
  Millis entry{0};
  std::string speaker{};  ///< of the first matched word; empty: not known
  std::string chapter{};  ///< title of the chapter around `time.start`; empty: none
  std::string url{};      ///< opens the episode at `entry`, where the source has an address
  double score{0};        ///< comparable within one page only; 0 with Order::time
  Excerpt excerpt{};
  std::string audio{};               ///< the media file; empty: not known
  std::vector<MatchedWord> words{};  ///< all of the moment, in order of the text
  std::vector<Zone> zones{};         ///< every zone of the episode that matched, in Zone's order
  /// Cues in order, without their words' times: those before the moment, its own, those after it.
  /// Empty unless SearchOptions::context asks, and for moments without a time.
  std::vector<Cue> context{};

  friend bool operator==(const Hit&, const Hit&) = default;
};

/// How much of the transcript comes with a hit.
struct ContextOptions {
  enum class Unit {
    none,
    seconds,  ///< cues that touch the seconds before the moment's start and after its end
    cues,
    turns,  ///< what one person says until another begins; 0 gives the moment's own turn, whole
  };
  Unit unit{Unit::none};
  std::size_t before{0};
  std::size_t after{0};

  friend bool operator==(const ContextOptions&, const ContextOptions&) = default;
};

/// A turn in a transcript without speakers is the whole episode: context ends after this many cues
/// to each side.
inline constexpr std::size_t kMaxContextCues = 500;

/// What comes first. All but relevance look at every matching episode, however many there are, and
/// stop when the page is full; episodes that lack the date or duration come last, and those that
/// have the same are in order of stage 1's score, which is the same as long as the snapshot is.
enum class Order {
  /// Best moments first, out of the best episodes (SearchOptions::candidates).
  relevance,
  newest,  ///< by date; an episode's moments best first
  oldest,
  /// Oldest episode first, and its moments from its start to its end. These moments do not depend
  /// on scores. Each title, description, name and chapter title, and all speech, is walked by
  /// itself: of its matches, in order of time and then of the text, the first opens a moment, which
  /// holds all that begin at most 30 s (30'000 ms) after it; the first match after that opens the
  /// next one, and so on. What has no times (all but speech) therefore is one moment each. Of one
  /// time, the first in the text comes first. `per_episode` takes the first so many; with 0 they
  /// are complete.
  time,
  longest,  ///< by duration of the episode; its moments best first
  shortest,
};

/// "relevance", "newest", ...: as the command takes it.
[[nodiscard]] WHENSAID_EXPORT std::string_view to_string(Order order);

struct SearchOptions {
  std::size_t offset{0};  ///< moments to skip, for paging
  std::size_t limit{10};  ///< moments to return; 0: only counts
  /// At most this many moments of one episode; 0: no limit. With Order::relevance those within a
  /// minute of a better one come behind all others, as whoever plays that one hears them, too; with
  /// 0 by their score alone.
  std::size_t per_episode{5};

  // Bounds on what one search costs; the page says when one of them ended it. Those of a query's
  // text (bytes, words, depth) are in query.hpp: it is parsed before it meets an index.

  /// Episodes that stage 1 hands to stage 2, at most. More finds more half-remembered quotes of
  /// common words and costs time in proportion: 3 to 7 us each.
  std::size_t candidates{400};
  /// Of free words fewer are looked at when a telling word is in fewer: as many as have the rarest
  /// of two words, or the second rarest of more, of which one may be wrong. But at least so many.
  std::size_t min_candidates{100};
  /// Phrases, NEAR, NOT and orders by a value go on beyond `candidates` until the page is full, up
  /// to so many episodes: about half a second. As many as the index has make every answer complete.
  std::size_t max_episodes{50'000};
  /// Written forms that one pattern (wor*, word~, /regex/) stands for, the most frequent. Each
  /// costs 0.1 us an episode, and what stands for more is no way to look for a word.
  std::size_t max_expansions{200};
  /// The same for all patterns of a query together, the first ones first: sixty of them would
  /// otherwise take a millisecond an episode.
  std::size_t max_all_expansions{2'000};
  /// Ends the search with what it has found by then, 0: never. The page is then not complete. The
  /// hits of the page are still made, about 0.1 ms each.
  Millis deadline{0};

  /// When no episode matches: look for what matches in part, all words only wished for. The page
  /// says so. For people; a program that counts wants to know that there is nothing.
  bool partial{false};
  /// What published:2w counts from; default: the day that `snapshot` is from, so that a page after
  /// midnight follows the one before, else the day (UTC) it is now.
  std::optional<Day> today{};
  std::size_t excerpt_bytes{240};  ///< about this much text around a moment; 0: no excerpts
  Order order{Order::relevance};
  ContextOptions context{};
  /// To be counted over all matching episodes, which are looked at within the work budget, not only
  /// those of the page; this costs about 10 us an episode, 50 for show and guest.
  std::vector<FacetField> facets{};
  std::size_t facet_values{10};  ///< at most this many values of each; 0: all
  /// Page::snapshot of the page before, when the next one must neither repeat nor skip a moment:
  /// once the index has moved on, the search is an error. Empty: any state of the index.
  std::string snapshot{};
  /// What else free words stand for; none: nothing. Costs a look-up an episode for each.
  Synonyms synonyms{};
  /// Free words that nobody says are also looked for as the words of guests', hosts' and speakers'
  /// names that sound alike (kokotoff as Kokotof), at most five; Page::notes says which. For names
  /// that were heard and never seen. Words that are said stay as they are: keys of sounds are
  /// coarse, and common words sound like somebody's name (Daitch-Mokotoff hears Tom as Dan).
  bool sound_alike{false};
  /// Free words are also looked for as they may be written otherwise: as two where both parts are
  /// commoner than the word (homelab as "home lab"), neighbours as one that the index has (boot
  /// camp as bootcamp), numbers of two to twelve in letters and digits.
  bool other_spellings{true};
  /// With Order::relevance: so many words that are often said around the first ten moments and
  /// seldom elsewhere are wished for in a second search, whose answer the page is; 0: none. They
  /// find no further episodes, but weigh a little in the order, and are marked as matches;
  /// Page::notes says which. Five to twenty are usual. Takes two to four times as long. For broad
  /// topics: bench/README.md has what it does to questions with one right answer.
  std::size_t feedback{0};
  /// The query is still being typed (Query::parse_typing): an answer at each keystroke rather than
  /// the best one. Of the candidates at most 30 are looked at, and a pattern stands for at most 20
  /// words, none that tells nothing (the, to) where others have its shape. No feedback. On 682
  /// episodes bench/README.md has what a keystroke costs.
  bool typing{false};
  /// Parts of the score that are left out, to measure what they do: names of ScorePart
  /// (explain.hpp). One that is none is an error (invalid_argument).
  std::vector<std::string> without_parts{};

  friend bool operator==(const SearchOptions&, const SearchOptions&) = default;
};

/// Pages of one query with the same options (offset and limit apart) and the same snapshot are
/// parts of one list: none repeats or skips a moment.
struct Page {
  std::vector<Hit> hits{};  ///< in order; moments of one episode do not overlap (with Order::time:
                            ///< those of one zone)
  std::size_t estimated_episodes{0};  ///< episodes that match, as far as stage 1 can tell
  /// False when the work budget ended the search before the candidates ended: there may be more.
  bool complete{true};
  Count episodes{};  ///< that match
  /// Names the state of the index that this page shows, and the day when the query counts from it.
  std::string snapshot{};
  /// Nothing matched, and these moments hold only a part of what was asked for.
  bool partial{false};
  /// What was searched when it was not the query itself: the query's words, only wished for, of a
  /// partial answer; the words that Searcher::similar chose. Canonical text; empty: the query.
  std::string searched{};
  /// What was not searched as it was asked for, each a line for people: a pattern that stands for
  /// too many words, a regular expression that is none, names that sound like a word, words that
  /// were wished for as well.
  std::vector<std::string> notes{};
  /// "Did you mean": the whole query as text, to be parsed and searched at once, with words that
  /// stand nowhere in the index (or hardly ever, beside one that is spelt alike) corrected, names
  /// of guests and hosts as a whole. Nothing when all words are known.
  std::optional<std::string> suggestion{};
  std::vector<Facet> facets{};  ///< those of SearchOptions::facets, in that order

  friend bool operator==(const Page&, const Page&) = default;
};

struct IndexStats {
  std::size_t shards{0};
  std::size_t episodes{0};
  std::uint64_t words{0};  ///< spoken words and words of titles, descriptions, chapters, people
  std::uint64_t disk_bytes{0};
  std::vector<std::string> languages{};
  std::vector<std::string> shows{};
};

struct SearcherOptions {
  /// Episodes kept in memory between searches: the timeline of an hour of talk takes about 33 KB,
  /// its text 115 KB more once a moment of it was shown; a quarter at most is for the 3 KB that
  /// tell whether a phrase may be in an episode. Raise it when one searcher answers many queries on
  /// a large index: to look at a timeline that is not kept costs several times as much.
  std::size_t cache_bytes{std::size_t{128} << 20U};

  friend bool operator==(const SearcherOptions&, const SearcherOptions&) = default;
};

struct Explanation;        // explain.hpp
struct MomentExplanation;  // explain.hpp

/// One per thread; opening costs well under a millisecond per shard. Sees the last commit before
/// it was opened or refreshed; commits that happen meanwhile never break a search (it reopens and
/// tries again by itself).
class WHENSAID_EXPORT Searcher {
 public:
  /// Errors: not_found (no index there), wrong_version, corrupt, io.
  static Result<Searcher> open(const std::filesystem::path& path,
                               const SearcherOptions& options = {});

  Searcher(Searcher&&) noexcept;
  Searcher& operator=(Searcher&&) noexcept;
  ~Searcher();

  /// Errors: corrupt, io; moved_on when `options.snapshot` is not the state that this searcher
  /// sees. An empty query gives an empty page.
  Result<Page> search(const Query& query, const SearchOptions& options = {});

  /// When the words of the query were said. Errors: corrupt, io; not_found when
  /// `options.episode` is not there. An empty query has no mentions.
  Result<Mentions> mentions(const Query& query, const MentionOptions& options = {});

  /// More like this: moments that say what is said around `at` in an episode, without that stretch
  /// itself. The stretch is the chapter around `at` where that is one to three minutes long, else
  /// the minute before it and the minute after. Of its words, the title of its chapter among them,
  /// the most telling 24 (often said there, seldom elsewhere) are searched as wishes;
  /// Page::searched says which. What is said in no other episode is not among them. Errors:
  /// not_found when the episode is not there, or `at` is not in it; invalid_argument for an order
  /// other than relevance; corrupt, io; moved_on as search() has it.
  Result<Page> similar(std::string_view episode, Millis at, const SearchOptions& options = {});

  /// How search() comes to the same page. The facets are not counted. Errors as those of search().
  /// Cost: that of the search and about 0.2 ms a hit.
  Result<Explanation> explain(const Query& query, const SearchOptions& options = {});

  /// Where the moment nearest to `at` in an episode stands in the answer, on this page or a later
  /// one, or why it is not there. Errors as those of search(); not_found when the episode is not
  /// there. Cost: that of a page of 10'000 moments.
  Result<MomentExplanation> explain_moment(const Query& query, std::string_view episode, Millis at,
                                           const SearchOptions& options = {});

  /// The whole episode as it was indexed (text repaired, cues in order), or nothing.
  Result<std::optional<Episode>> episode(std::string_view id);

  /// Every episode, in no particular order; an error from `sink` ends it and is handed on.
  Result<void> for_each_episode(const std::function<Result<void>(Episode&&)>& sink);

  Result<IndexStats> stats();

  /// Moves to the newest commit. True when there was one.
  Result<bool> refresh();

 private:
  struct Impl;
  explicit Searcher(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

/// `url` opened at `at`: `t=` for YouTube, the media fragment `#t=` (W3C Media Fragments)
/// elsewhere. Empty when `url` is empty or not http(s).
[[nodiscard]] WHENSAID_EXPORT std::string jump_link(std::string_view url, Millis at);

}  // namespace whensaid
