#include "apart.hpp"

#include <array>
#include <cerrno>
#include <exception>
#include <iostream>

#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <whensaid/result.hpp>

namespace whensaid::bench {
namespace {

[[noreturn]] void refuse(const std::string& what, const std::string& why) {
  throw Failure(Error{Errc::io, what + ": " + why});
}

/// The child's side: never returns.
[[noreturn]] void work_and_send(const std::string& what, void* result, std::size_t size,
                                const std::function<void(void*)>& work, int out) {
  int status = 1;
  try {
    work(result);
    status = write(out, result, size) == static_cast<ssize_t>(size) ? 0 : 1;
  } catch (const std::exception& error) {
    std::cerr << what << ": " << error.what() << '\n';
  }
  _exit(status);  // nothing of the parent's is flushed or destroyed twice
}

}  // namespace

std::uint64_t bytes_apart(const std::string& what, void* result, std::size_t size,
                          const std::function<void(void*)>& work) {
  std::array<int, 2> ends{};
  if (pipe(ends.data()) != 0) refuse(what, "no pipe");
  const pid_t child = fork();
  if (child < 0) refuse(what, "no process to work in");
  if (child == 0) {
    close(ends[0]);
    work_and_send(what, result, size, work, ends[1]);
  }
  close(ends[1]);
  const ssize_t received = read(ends[0], result, size);
  close(ends[0]);
  int status = 0;
  rusage usage{};
  while (wait4(child, &status, 0, &usage) < 0) {
    if (errno != EINTR) refuse(what, "its process is lost");
  }
  if (status != 0 || received != static_cast<ssize_t>(size)) refuse(what, "failed");
  return static_cast<std::uint64_t>(usage.ru_maxrss) * 1024;
}

}  // namespace whensaid::bench
