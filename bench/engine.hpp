#pragma once

// What a benchmark asks of a search engine. whensaid and each peer stand behind this one
// interface, so that they see the same episodes and the same questions and are judged by the same
// rule. Anything that goes wrong throws whensaid::Failure: a benchmark that went on would measure
// something else.

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include <whensaid/model.hpp>

#include "measure.hpp"

namespace whensaid::bench {

/// How the words of a question belong together.
enum class Match {
  any,     ///< a bag of words: the more the better
  all,     ///< every word
  phrase,  ///< side by side, in this order
  prefix,  ///< one word that begins like this
  near,    ///< two words, about kNearWords apart at most, in either order
  title,   ///< any of the words, in the episode's title
};

/// Engines count distance each in its own way; for two words they differ by one or two.
inline constexpr unsigned kNearWords = 10;

/// Both ends belong to it.
struct Days {
  Day first{};
  Day last{};
};

struct Ask {
  Match match{Match::any};
  std::string text{};
  std::optional<Days> published{};  ///< only in episodes of these days
};

/// What has to come with an answer.
enum class Detail {
  ids,    ///< the episode and the start
  whole,  ///< an excerpt with the match marked, too
};

/// Around each matched word of Found::excerpt.
inline constexpr std::string_view kMarkBegin = "<b>";
inline constexpr std::string_view kMarkEnd = "</b>";

/// About as much text as whensaid's excerpts hold, where an engine lets us choose.
inline constexpr unsigned kExcerptBytes = 240;
inline constexpr unsigned kExcerptWords = 40;

/// One answer: a moment of ours, a passage of a peer.
struct Found {
  std::string episode{};
  TimeSpan time{};
  Millis entry{0};  ///< where playback would start
  std::string excerpt{};
};

/// Answers to a question, best first.
inline constexpr std::size_t kAnswers = 10;

class Engine {
 public:
  Engine() = default;
  Engine(const Engine&) = delete;
  Engine& operator=(const Engine&) = delete;
  virtual ~Engine() = default;

  [[nodiscard]] virtual std::string name() const = 0;
  [[nodiscard]] virtual std::string version() const = 0;

  /// Begins an index at `path`, which does not exist yet (its parent does).
  virtual void create(const std::filesystem::path& path) = 0;
  virtual void add(Episode&& episode) = 0;
  /// Ends the index: all of it is on disk, and nothing is held any more.
  virtual void finish() = 0;

  /// After finish(): what the index takes on disk, from an engine whose folder holds other things
  /// as well; nothing: all files below `path` are the index.
  [[nodiscard]] virtual std::optional<std::uint64_t> index_bytes() const { return std::nullopt; }

  virtual void open(const std::filesystem::path& path) = 0;
  /// At most kAnswers.
  virtual std::vector<Found> search(const Ask& ask, Detail detail) = 0;

  /// Why such questions are beyond this engine; nothing when they are not.
  [[nodiscard]] virtual std::optional<std::string> cannot(const Ask& /*ask*/) const {
    return std::nullopt;
  }

  /// What the latest open() or search() took, from an engine that works in another process, where
  /// the caller's clocks do not see it.
  [[nodiscard]] virtual std::optional<Spent> spent() const { return std::nullopt; }

  /// Asked before anything is timed.
  virtual void warm_up(std::span<const Ask> asks, Detail detail) {
    for (const Ask& ask : asks) static_cast<void>(search(ask, detail));
  }

  /// Another one for another thread, on the index that this one has opened.
  [[nodiscard]] virtual std::unique_ptr<Engine> another() const = 0;

  /// Queries a second that `threads` threads answer for about `duration`, from an engine in another
  /// process, where a pipe to each thread would be what is measured; nothing: another() serves.
  virtual std::optional<double> rate(std::span<const Ask> /*asks*/, Detail /*detail*/,
                                     unsigned /*threads*/, Millis /*duration*/) {
    return std::nullopt;
  }
};

}  // namespace whensaid::bench
