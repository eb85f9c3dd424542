#include "measure.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <numeric>
#include <system_error>
#include <thread>

#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/utsname.h>
#include <unistd.h>

#include <whensaid/result.hpp>

namespace whensaid::bench {
namespace {

Nanos read_clock(clockid_t clock) {
  timespec time{};
  clock_gettime(clock, &time);
  return std::chrono::seconds(time.tv_sec) + Nanos(time.tv_nsec);
}

std::string processor() {
  std::ifstream file("/proc/cpuinfo");
  for (std::string line; std::getline(file, line);) {
    if (!line.starts_with("model name")) continue;
    const std::size_t colon = line.find(": ");
    if (colon != std::string::npos) return line.substr(colon + 2);
  }
  return "processor not known";
}

}  // namespace

Nanos thread_cpu() { return read_clock(CLOCK_THREAD_CPUTIME_ID); }
Nanos process_cpu() { return read_clock(CLOCK_PROCESS_CPUTIME_ID); }

Nanos process_cpu(int pid) {
  clockid_t clock{};
  if (clock_getcpuclockid(pid, &clock) != 0) {
    throw Failure(Error{Errc::io, "process " + std::to_string(pid) + " is gone"});
  }
  return read_clock(clock);
}

Nanos children_cpu() {
  rusage usage{};
  getrusage(RUSAGE_CHILDREN, &usage);
  const auto nanos = [](const timeval& time) {
    return Nanos(std::chrono::seconds(time.tv_sec) + std::chrono::microseconds(time.tv_usec));
  };
  return nanos(usage.ru_utime) + nanos(usage.ru_stime);
}

Nanos wall() { return read_clock(CLOCK_MONOTONIC); }

double milliseconds(Nanos time) { return std::chrono::duration<double, std::milli>(time).count(); }
double seconds(Nanos time) { return std::chrono::duration<double>(time).count(); }

double percentile(std::vector<double> values, double percent) {
  if (values.empty()) return 0;
  const double rank = std::ceil(percent / 100 * static_cast<double>(values.size()));
  const std::size_t at = std::clamp<std::size_t>(static_cast<std::size_t>(rank), 1, values.size());
  const auto nth = values.begin() + static_cast<std::ptrdiff_t>(at - 1);
  std::ranges::nth_element(values, nth);
  return *nth;
}

double mean(const std::vector<double>& values) {
  if (values.empty()) return 0;
  return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

std::uintmax_t disk_bytes(const std::filesystem::path& path) {
  if (std::filesystem::is_regular_file(path)) return std::filesystem::file_size(path);
  std::uintmax_t bytes = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(path)) {
    if (entry.is_regular_file()) bytes += entry.file_size();
  }
  return bytes;
}

std::string compiler() {
#ifdef __clang__
  const std::string name = "clang " __clang_version__;
#else
  const std::string name = "gcc " __VERSION__;
#endif
  return name + ", " WHENSAID_BENCH_BUILD;
}

std::string machine() {
  utsname system{};
  uname(&system);
  return std::to_string(std::thread::hardware_concurrency()) + " x " + processor() + ", " +
         system.sysname + " " + system.release + ", " + compiler();
}

ScratchFolder::ScratchFolder() {
  std::string name = (std::filesystem::temp_directory_path() / "whensaid-bench-XXXXXX").string();
  if (mkdtemp(name.data()) == nullptr || chmod(name.c_str(), 0711) != 0) {
    throw Failure(Error{Errc::io, name + ": cannot be created"});
  }
  path_ = name;
}

ScratchFolder::~ScratchFolder() {
  std::error_code ignored;  // a folder left behind harms nobody, and a destructor cannot report
  std::filesystem::remove_all(path_, ignored);
}

}  // namespace whensaid::bench
