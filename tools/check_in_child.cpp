#include "check_in_child.hpp"

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <optional>
#include <system_error>

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>
#include <nlohmann/json.hpp>

namespace whensaid::tool {

namespace {

using nlohmann::json;
using Clock = std::chrono::steady_clock;

std::string encode(const Result<CheckReport>& result) {
  json out;
  if (result) {
    out = {
        {"shards", result->shards}, {"episodes", result->episodes}, {"problems", result->problems}};
  } else {
    out = {{"code", static_cast<int>(result.error().code)}, {"message", result.error().message}};
  }
  return out.dump(-1, ' ', false, json::error_handler_t::replace);
}

/// What the child said; nothing when it died before it had said all.
std::optional<Result<CheckReport>> decode(const std::string& bytes) {
  const auto in = json::parse(bytes, nullptr, false);
  if (!in.is_object()) return std::nullopt;
  if (in.contains("code")) {
    return Result<CheckReport>(
        fail(static_cast<Errc>(in["code"].get<int>()), in["message"].get<std::string>()));
  }
  CheckReport report;
  report.shards = in["shards"].get<std::size_t>();
  report.episodes = in["episodes"].get<std::size_t>();
  report.problems = in["problems"].get<std::vector<std::string>>();
  return Result<CheckReport>(std::move(report));
}

[[noreturn]] void be_the_child(const std::filesystem::path& index, int pipe) {
  const rlimit no_core{0, 0};  // a crash is expected and reported: no core file for it
  ::setrlimit(RLIMIT_CORE, &no_core);
  std::string bytes;
  try {
    bytes = encode(check_index(index));
  } catch (const std::exception& problem) {  // such as an absurd length that no memory can hold
    bytes = encode(fail(Errc::corrupt, fmt::format("{}: {}: the index is damaged", index.string(),
                                                   problem.what())));
  }
  for (std::size_t at = 0; at < bytes.size();) {
    const auto written = ::write(pipe, bytes.data() + at, bytes.size() - at);
    if (written < 0 && errno != EINTR) break;
    if (written > 0) at += static_cast<std::size_t>(written);
  }
  ::_exit(0);
}

/// Reads until the child closes its end. False when `deadline` came first.
bool read_until(int pipe, Clock::time_point deadline, std::string& bytes) {
  std::array<char, 65536> block{};
  while (true) {
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline - Clock::now());
    if (left.count() <= 0) return false;
    pollfd waiting{pipe, POLLIN, 0};
    const auto patience = std::min<std::int64_t>(left.count(), 60'000);
    if (::poll(&waiting, 1, static_cast<int>(patience)) <= 0) continue;
    const auto got = ::read(pipe, block.data(), block.size());
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return true;
    bytes.append(block.data(), static_cast<std::size_t>(got));
  }
}

Unexpected system_error(std::string_view what) {
  return fail(Errc::io, fmt::format("cannot {}: {}", what, std::generic_category().message(errno)));
}

}  // namespace

Result<CheckReport> check_in_child(const std::filesystem::path& index, std::chrono::seconds limit) {
  std::array<int, 2> ends{};
  if (::pipe2(ends.data(), O_CLOEXEC) != 0) return system_error("make a pipe");
  const pid_t child = ::fork();
  if (child < 0) {
    ::close(ends[0]);
    ::close(ends[1]);
    return system_error("start a process");
  }
  if (child == 0) {
    ::close(ends[0]);
    be_the_child(index, ends[1]);
  }
  ::close(ends[1]);
  std::string bytes;
  const bool in_time = read_until(ends[0], Clock::now() + limit, bytes);
  ::close(ends[0]);
  if (!in_time) ::kill(child, SIGKILL);
  int status = 0;
  while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  if (!in_time) {
    return fail(Errc::corrupt,
                fmt::format("{}: the check was not done after {} s: the index is damaged, or raise "
                            "--timeout",
                            index.string(), limit.count()));
  }
  if (auto result = decode(bytes)) return std::move(*result);
  const std::string how = WIFSIGNALED(status) ? fmt::format("signal {}", WTERMSIG(status))
                                              : fmt::format("exit code {}", WEXITSTATUS(status));
  return fail(Errc::corrupt, fmt::format("{}: the check crashed ({}): the index is damaged: delete "
                                         "it and index again",
                                         index.string(), how));
}

}  // namespace whensaid::tool
