#pragma once

// Engines that answer the same questions in the same run.

#include <array>
#include <filesystem>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <whensaid/search.hpp>

#include "engine.hpp"
#include "judge.hpp"
#include "questions.hpp"
#include "results.hpp"

namespace whensaid::bench {

/// An engine that takes part, and how its answers are judged.
struct Entrant {
  std::unique_ptr<Engine> engine{};
  std::string file{};  ///< its index, below the folder of its content
  Clip clip{Clip::moment};
  /// What is timed: our answers have excerpts; the peers' indexes here hold no text.
  Detail detail{Detail::whole};
  bool only_misspelt{false};  ///< asked the other questions, it would answer as another entrant
};

/// The name of the engine that hands every episode to stage 2.
inline constexpr std::string_view kExhaustiveName = "exhaustive";

enum class Peers { none, all };

/// whensaid, whensaid with "did you mean" followed, and the peers.
[[nodiscard]] std::vector<Entrant> contenders(const SearchOptions& options, Content content,
                                              Peers peers);

/// whensaid with 20 to 1,000 candidates of stage 1, and with all.
[[nodiscard]] std::vector<Entrant> candidate_steps(const SearchOptions& options);

/// What a score is made of, as Searcher::explain names it.
inline constexpr std::array<std::string_view, 8> kScoreParts{
    "words", "typed", "order", "closeness", "context", "coverage", "named", "episode"};

/// whensaid, and whensaid without each part of its score.
[[nodiscard]] std::vector<Entrant> without_each_part(const SearchOptions& options);

/// The indexes of a folder: built when they are missing, used again when they are of the same
/// episodes. One folder a content, one index an engine.
class Indexes {
 public:
  enum class Kept { use, rebuild };
  Indexes(std::filesystem::path episodes, std::filesystem::path folder, Kept kept);

  /// Has the entrant's engine open its index of `content`.
  void open(Entrant& entrant, Content content);

 private:
  std::filesystem::path episodes_;
  std::filesystem::path folder_;
  Kept kept_;
  std::set<std::filesystem::path> built_;  ///< by this run: two contents may share one
};

/// Asks all questions of `content`, engines taking turns question by question.
void ask_all(std::vector<Entrant>& entrants, const std::vector<Question>& questions,
             Content content, Indexes& indexes, Results& results);

}  // namespace whensaid::bench
