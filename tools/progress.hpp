#pragma once

// Progress of a long run on stderr: a line that is redrawn on a terminal, a new line now and then
// in a log.

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "terminal.hpp"

namespace whensaid::tool {

class Progress {
 public:
  enum class Mode { silent, shown };

  /// `total_bytes` 0: not known, so no percentage.
  Progress(const Terminal& err, Mode mode, std::uint64_t total_bytes);
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;
  ~Progress();

  /// So much is done. Cheap: draws at most ten times a second, in a log every ten seconds.
  void update(std::size_t episodes, std::uint64_t bytes);

  /// Shows what is going on besides counting, such as the last commit.
  void stage(std::string_view what);

  /// Takes the line away, before stdout is written to the same terminal.
  void erase();

  /// complain(), without tearing the progress line.
  void complain(std::string_view message);

 private:
  using Clock = std::chrono::steady_clock;

  void draw(std::string_view what);

  Terminal err_;
  Mode mode_;
  std::uint64_t total_bytes_;
  std::size_t episodes_{0};
  std::uint64_t bytes_{0};
  Clock::time_point started_;
  Clock::time_point drawn_;
  bool visible_{false};
};

}  // namespace whensaid::tool
