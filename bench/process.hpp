#pragma once

// A program that a peer lives in: started, talked to through pipes, ended.

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include <sys/types.h>

namespace whensaid::bench {

struct ProcessOptions {
  /// The program and its arguments; a name without a slash is looked for in PATH.
  std::vector<std::string> command{};
  /// Runs as this user of the system; empty: as we do. Only root can be another.
  std::string user{};
  /// Takes stderr, and stdout as well unless `piped`; empty: they are ours.
  std::filesystem::path log{};
  /// send() and read_line() reach its stdin and stdout; otherwise stdin is empty.
  bool piped{false};
};

/// Killed and waited for by the destructor if it still runs.
class Process {
 public:
  /// Throws Failure (io) when there is no such user or no process can be made; a program that is
  /// not there ends with 127.
  explicit Process(const ProcessOptions& options);
  Process(const Process&) = delete;
  Process& operator=(const Process&) = delete;
  ~Process();

  [[nodiscard]] pid_t pid() const { return pid_; }

  /// Throws Failure (io) when it does not listen any more.
  void send(std::string_view text);
  void close_input();
  /// Without its end. Throws Failure (io) when the program has ended its output.
  std::string read_line();

  void signal(int number) const;
  /// False: it still runs.
  [[nodiscard]] bool has_ended();
  /// Its exit status, or 128 and the signal that ended it.
  int wait();

 private:
  void take_status(int status);

  pid_t pid_{-1};
  int status_{-1};
  int in_{-1};
  int out_{-1};
  std::string pending_{};  ///< read, but no line yet
  std::size_t begin_{0};   ///< of what is left of it
};

/// Runs a program to its end. Throws Failure (io) with the end of its log when it fails; without a
/// log its stderr is ours.
void run(const ProcessOptions& options);

/// Where a program stands in PATH; empty: nowhere.
[[nodiscard]] std::filesystem::path find_program(std::string_view name);

}  // namespace whensaid::bench
