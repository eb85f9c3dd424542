#include "input.hpp"

#include <algorithm>
#include <fstream>
#include <string>
#include <utility>

#include <whensaid/source.hpp>

namespace whensaid::bench {
namespace {

constexpr std::size_t kReadBytes = std::size_t{4} << 20U;

void read_lines(std::string_view lines, const std::filesystem::path& path,
                const EpisodeTaker& take) {
  ReadOptions options;
  options.format = Format::json_lines;
  options.name = path.string();
  const ReadReport report = read_episodes(lines, options, [&](Episode&& episode) -> Result<void> {
                              take(std::move(episode));
                              return {};
                            }).value();
  if (!report.rejected.empty()) {
    throw Failure(Error{Errc::bad_format, path.string() + ": " + report.rejected.front().message});
  }
}

}  // namespace

void read_episode_file(const std::filesystem::path& path, const EpisodeTaker& take) {
  std::ifstream file(path, std::ios::binary);
  if (!file) throw Failure(Error{Errc::io, path.string() + ": cannot be opened"});
  std::string pending;
  while (file) {
    const std::size_t kept = pending.size();
    pending.resize(kept + kReadBytes);
    file.read(pending.data() + kept, static_cast<std::streamsize>(kReadBytes));
    pending.resize(kept + static_cast<std::size_t>(file.gcount()));
    const std::size_t line_end = file ? pending.rfind('\n') : pending.size();
    if (line_end == std::string::npos) continue;
    const std::string_view lines = std::string_view(pending).substr(0, line_end);
    if (lines.find_first_not_of(" \t\r\n") != std::string_view::npos) read_lines(lines, path, take);
    pending.erase(0, std::min(line_end + 1, pending.size()));
  }
  if (file.bad()) throw Failure(Error{Errc::io, path.string() + ": read error"});
}

EpisodeSource episodes_in(const std::filesystem::path& path) {
  return [path](const EpisodeTaker& take) { read_episode_file(path, take); };
}

std::size_t cue_bytes(const Episode& episode) {
  std::size_t bytes = 0;
  for (const Cue& cue : episode.cues) bytes += cue.text.size();
  return bytes;
}

}  // namespace whensaid::bench
