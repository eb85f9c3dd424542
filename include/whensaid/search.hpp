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

#include <whensaid/export.hpp>
#include <whensaid/model.hpp>
#include <whensaid/query.hpp>
#include <whensaid/result.hpp>

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
  Millis entry{0};  ///< where playback should start: the sentence or turn, at most 15 s before
  std::string speaker{};  ///< of the first matched word; empty: not known
  std::string chapter{};  ///< title of the chapter around `time.start`; empty: none
  std::string url{};      ///< opens the episode at `entry`, where the source has an address
  double score{0};        ///< comparable within one page only
  Excerpt excerpt{};

  friend bool operator==(const Hit&, const Hit&) = default;
};

struct SearchOptions {
  std::size_t offset{0};       ///< moments to skip, for paging
  std::size_t limit{10};       ///< moments to return
  std::size_t per_episode{3};  ///< at most this many moments of one episode; 0: no limit
  /// Episodes that stage 1 hands to stage 2. More finds more half-remembered quotes of common words
  /// and costs time in proportion; phrases and NEAR go on through all candidates until the page is
  /// full.
  std::size_t candidates{200};
  std::size_t excerpt_bytes{240};  ///< about this much text around a moment; 0: no excerpts

  friend bool operator==(const SearchOptions&, const SearchOptions&) = default;
};

struct Page {
  std::vector<Hit> hits{};            ///< best first; moments of one episode do not overlap
  std::size_t estimated_episodes{0};  ///< episodes that match, as far as stage 1 can tell
  /// False when the work budget ended the search before the candidates ended: there may be more.
  bool complete{true};

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
  /// Timelines kept in memory between searches: an hour of talk takes about 25 KB. Raise it when
  /// one searcher answers many queries on a large index.
  std::size_t cache_bytes{std::size_t{128} << 20U};

  friend bool operator==(const SearcherOptions&, const SearcherOptions&) = default;
};

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

  /// Errors: corrupt, io. An empty query gives an empty page.
  Result<Page> search(const Query& query, const SearchOptions& options = {});

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
