#include "build.hpp"

#include <utility>

#include "apart.hpp"
#include "measure.hpp"

namespace whensaid::bench {
namespace {

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
  built.cpu_s = seconds(process_cpu() + children_cpu() - cpu_before - reading);
  built.wall_s = seconds(wall() - wall_before);
  built.disk_bytes = engine.index_bytes() ? *engine.index_bytes() : disk_bytes(index);
  return built;
}

}  // namespace

Built build_apart(Engine& engine, const std::filesystem::path& index, const EpisodeSource& source) {
  std::uint64_t peak = 0;
  auto built = apart<Built>(
      engine.name() + ", building", [&] { return build_here(engine, index, source); }, &peak);
  built.peak_bytes = peak;
  return built;
}

}  // namespace whensaid::bench
