#include "build.hpp"

#include <cerrno>
#include <exception>
#include <iostream>
#include <type_traits>

#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <whensaid/result.hpp>

#include "measure.hpp"

namespace whensaid::bench {
namespace {

[[noreturn]] void refuse(const Engine& engine, const std::string& what) {
  throw Failure(Error{Errc::io, engine.name() + ": " + what});
}

Built build_here(Engine& engine, const std::filesystem::path& index, const EpisodeSource& source) {
  Built built;
  const Nanos wall_before = wall();
  const Nanos cpu_before = process_cpu();
  const Nanos thread_before = thread_cpu();
  Nanos engine_thread{0};  // of this thread, inside the engine; the rest of it is reading
  const auto inside = [&](const auto& action) {
    const Nanos before = thread_cpu();
    action();
    engine_thread += thread_cpu() - before;
  };
  inside([&] { engine.create(index); });
  source([&](Episode&& episode) {
    ++built.episodes;
    built.cues += episode.cues.size();
    built.text_bytes += cue_bytes(episode);
    inside([&] { engine.add(std::move(episode)); });
  });
  inside([&] { engine.finish(); });
  const Nanos reading = thread_cpu() - thread_before - engine_thread;
  built.reading_cpu_s = seconds(reading);
  built.cpu_s = seconds(process_cpu() - cpu_before - reading);
  built.wall_s = seconds(wall() - wall_before);
  return built;
}

/// The child's side: measures, sends what it measured, and never returns.
[[noreturn]] void build_and_send(Engine& engine, const std::filesystem::path& index,
                                 const EpisodeSource& source, int out) {
  int status = 1;
  try {
    const Built built = build_here(engine, index, source);
    status = write(out, &built, sizeof built) == static_cast<ssize_t>(sizeof built) ? 0 : 1;
  } catch (const std::exception& error) {
    std::cerr << engine.name() << ": " << error.what() << '\n';
  }
  _exit(status);  // nothing of the parent's is flushed or destroyed twice
}

}  // namespace

Built build_apart(Engine& engine, const std::filesystem::path& index, const EpisodeSource& source) {
  static_assert(std::is_trivially_copyable_v<Built>);
  int pipe_ends[2];
  if (pipe(pipe_ends) != 0) refuse(engine, "no pipe");
  const pid_t child = fork();
  if (child < 0) refuse(engine, "no process to build in");
  if (child == 0) {
    close(pipe_ends[0]);
    build_and_send(engine, index, source, pipe_ends[1]);
  }
  close(pipe_ends[1]);
  Built built;
  const ssize_t received = read(pipe_ends[0], &built, sizeof built);
  close(pipe_ends[0]);
  int status = 0;
  rusage usage{};
  while (wait4(child, &status, 0, &usage) < 0) {
    if (errno != EINTR) refuse(engine, "its process is lost");
  }
  if (status != 0 || received != static_cast<ssize_t>(sizeof built)) {
    refuse(engine, "building failed");
  }
  built.peak_bytes = static_cast<std::uint64_t>(usage.ru_maxrss) * 1024;
  built.disk_bytes = disk_bytes(index);
  return built;
}

}  // namespace whensaid::bench
