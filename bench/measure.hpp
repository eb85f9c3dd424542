#pragma once

// Clocks and the few statistics that the tables show.

#include <chrono>
#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

namespace whensaid::bench {

using Nanos = std::chrono::nanoseconds;

/// What something took.
struct Spent {
  Nanos wall{0};
  Nanos cpu{0};
};

/// CPU time of the calling thread; of all threads of this process, ended ones included.
[[nodiscard]] Nanos thread_cpu();
[[nodiscard]] Nanos process_cpu();
/// Of another process. Throws Failure when there is none.
[[nodiscard]] Nanos process_cpu(int pid);
/// Of all processes that this one has started and waited for, and those that they have.
[[nodiscard]] Nanos children_cpu();
[[nodiscard]] Nanos wall();

[[nodiscard]] double milliseconds(Nanos time);
[[nodiscard]] double seconds(Nanos time);

/// The smallest value that at least `percent` of the values do not exceed (nearest rank); 0 when
/// there are none.
[[nodiscard]] double percentile(std::vector<double> values, double percent);
[[nodiscard]] double mean(const std::vector<double>& values);

/// All files below `path`, or the file itself.
[[nodiscard]] std::uintmax_t disk_bytes(const std::filesystem::path& path);

/// "gcc 12.2.0, Release".
[[nodiscard]] std::string compiler();

/// "2 x Intel(R) Xeon(R) ..., Linux 6.1.0, gcc 12.2.0, Release": what a number was measured on.
[[nodiscard]] std::string machine();

/// A folder of its own below the system's temporary one, removed in the end. Other users may pass
/// through it: PostgreSQL refuses to run as root.
class ScratchFolder {
 public:
  ScratchFolder();
  ScratchFolder(const ScratchFolder&) = delete;
  ScratchFolder& operator=(const ScratchFolder&) = delete;
  ~ScratchFolder();

  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

}  // namespace whensaid::bench
