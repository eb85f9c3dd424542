#include "process.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <optional>
#include <utility>

#include <fcntl.h>
#include <grp.h>
#include <pwd.h>
#include <sys/wait.h>
#include <unistd.h>

#include <whensaid/result.hpp>

namespace whensaid::bench {
namespace {

[[noreturn]] void refuse(const std::string& what) { throw Failure(Error{Errc::io, what}); }

struct Identity {
  uid_t user{};
  gid_t group{};
};

std::optional<Identity> identity_of(const std::string& name) {
  if (name.empty()) return std::nullopt;
  const passwd* const entry = getpwnam(name.c_str());
  if (entry == nullptr) refuse("there is no user " + name);
  return Identity{entry->pw_uid, entry->pw_gid};
}

std::array<int, 2> make_pipe() {
  std::array<int, 2> ends{};
  // Closed on exec: a program must not hold the pipes of those started before it.
  if (pipe2(ends.data(), O_CLOEXEC) != 0) refuse("no pipe");
  return ends;
}

/// What the child does between fork and exec: nothing that allocates.
struct Launch {
  std::vector<char*> words{};
  std::optional<Identity> identity{};
  int in{-1};
  int out{-1};
  int log{-1};

  [[noreturn]] void become() const {
    if (identity && (setgroups(0, nullptr) != 0 || setgid(identity->group) != 0 ||
                     setuid(identity->user) != 0)) {
      _exit(126);
    }
    if (in >= 0) dup2(in, STDIN_FILENO);
    if (log >= 0) {
      dup2(log, STDOUT_FILENO);
      dup2(log, STDERR_FILENO);
    }
    if (out >= 0) dup2(out, STDOUT_FILENO);
    execvp(words.front(), words.data());
    _exit(127);
  }
};

std::string end_of_file(const std::filesystem::path& path) {
  constexpr std::size_t kShown = 2000;
  std::ifstream file(path, std::ios::binary);
  std::string text{std::istreambuf_iterator<char>(file), {}};
  return text.size() > kShown ? text.substr(text.size() - kShown) : text;
}

}  // namespace

Process::Process(const ProcessOptions& options) {
  std::vector<std::string> command = options.command;
  Launch launch;
  for (std::string& word : command) launch.words.push_back(word.data());
  launch.words.push_back(nullptr);
  launch.identity = identity_of(options.user);
  std::array<int, 2> to{open("/dev/null", O_RDONLY | O_CLOEXEC), -1};
  std::array<int, 2> from{-1, -1};
  if (options.piped) {
    close(to[0]);
    to = make_pipe();
    from = make_pipe();
    std::signal(SIGPIPE, SIG_IGN);  // a program that has gone is an error of send(), not our end
  }
  launch.in = to[0];
  launch.out = from[1];
  if (!options.log.empty()) {
    launch.log = open(options.log.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644);
  }
  pid_ = fork();
  if (pid_ == 0) launch.become();
  for (const int end : {launch.in, launch.out, launch.log}) {
    if (end >= 0) close(end);
  }
  in_ = to[1];
  out_ = from[0];
  if (pid_ < 0) refuse(command.front() + ": cannot be started");
}

Process::~Process() {
  close_input();
  if (out_ >= 0) close(out_);
  if (pid_ <= 0) return;
  signal(SIGKILL);
  wait();
}

void Process::send(std::string_view text) {
  while (!text.empty()) {
    const ssize_t written = write(in_, text.data(), text.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) refuse("the peer's process does not listen any more");
    text.remove_prefix(static_cast<std::size_t>(written));
  }
}

void Process::close_input() {
  if (in_ >= 0) close(std::exchange(in_, -1));
}

std::string Process::read_line() {
  for (;;) {
    const std::size_t end = pending_.find('\n', begin_);
    if (end != std::string::npos) {
      std::string line = pending_.substr(begin_, end - begin_);
      begin_ = end + 1;
      return line;
    }
    pending_.erase(0, std::exchange(begin_, 0));
    std::array<char, 65536> buffer{};
    const ssize_t got = read(out_, buffer.data(), buffer.size());
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) refuse("the peer's process has ended its output");
    pending_.append(buffer.data(), static_cast<std::size_t>(got));
  }
}

void Process::signal(int number) const {
  if (pid_ > 0) kill(pid_, number);
}

void Process::take_status(int status) {
  status_ = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  pid_ = -1;
}

bool Process::has_ended() {
  if (pid_ <= 0) return true;
  int status = 0;
  if (waitpid(pid_, &status, WNOHANG) != pid_) return false;
  take_status(status);
  return true;
}

int Process::wait() {
  int status = 0;
  while (pid_ > 0) {
    if (waitpid(pid_, &status, 0) == pid_) {
      take_status(status);
    } else if (errno != EINTR) {
      pid_ = -1;
    }
  }
  return status_;
}

void run(const ProcessOptions& options) {
  const int status = Process(options).wait();
  if (status == 0) return;
  refuse(options.command.front() + " ends with " + std::to_string(status) +
         (options.log.empty() ? std::string{} : ":\n" + end_of_file(options.log)));
}

std::filesystem::path find_program(std::string_view name) {
  const char* const path = std::getenv("PATH");
  std::string_view folders = path == nullptr ? std::string_view{} : path;
  while (!folders.empty()) {
    const std::string_view folder = folders.substr(0, folders.find(':'));
    folders.remove_prefix(std::min(folder.size() + 1, folders.size()));
    auto candidate = std::filesystem::path(folder) / name;
    if (access(candidate.c_str(), X_OK) == 0) return candidate;
  }
  return {};
}

}  // namespace whensaid::bench
