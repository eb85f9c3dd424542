#pragma once

// What a benchmark asks of a search engine. whensaid and each peer stand behind this one
// interface, so that they see the same episodes and the same questions and are judged by the same
// rule. Anything that goes wrong throws whensaid::Failure: a benchmark that went on would measure
// something else.

#include <filesystem>
#include <string>
#include <vector>

#include <whensaid/model.hpp>

namespace whensaid::bench {

/// How the words of a question belong together.
enum class Match {
  any,     ///< a bag of words: the more the better
  all,     ///< every word
  phrase,  ///< side by side, in this order
};

struct Ask {
  Match match{Match::any};
  std::string text{};
};

/// One answer: a moment of ours, a passage of a peer.
struct Found {
  std::string episode{};
  TimeSpan time{};
  Millis entry{0};  ///< where playback would start
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

  virtual void open(const std::filesystem::path& path) = 0;
  /// At most kAnswers.
  virtual std::vector<Found> search(const Ask& ask) = 0;
};

}  // namespace whensaid::bench
