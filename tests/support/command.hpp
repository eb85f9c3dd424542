#pragma once

// Runs the built whensaid command as a user does: arguments, stdin, environment in; exit code,
// stdout, stderr out. The environment is bare, so that a developer's own settings change nothing.

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>
#include <boost/test/unit_test.hpp>

#include "support/scratch_dir.hpp"

namespace whensaid::test {

inline std::string read_file(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

inline std::filesystem::path write_file(const std::filesystem::path& path, std::string_view bytes) {
  std::filesystem::create_directories(path.parent_path());
  std::ofstream(path, std::ios::binary) << bytes;
  return path;
}

struct Outcome {
  int exit{-1};  ///< exit code; minus the signal's number when a signal ended it
  std::string out{};
  std::string err{};
};

/// A process that runs; wait() ends it.
class Process {
 public:
  Process(const std::vector<std::string>& words, const std::vector<std::string>& environment,
          const std::filesystem::path& in) {
    ::posix_spawn_file_actions_t actions;
    ::posix_spawn_file_actions_init(&actions);
    ::posix_spawn_file_actions_addopen(&actions, 0, in.c_str(), O_RDONLY, 0);
    constexpr int kNew = O_WRONLY | O_CREAT | O_TRUNC;
    ::posix_spawn_file_actions_addopen(&actions, 1, (files_ / "out").c_str(), kNew, 0600);
    ::posix_spawn_file_actions_addopen(&actions, 2, (files_ / "err").c_str(), kNew, 0600);
    const int error = ::posix_spawn(&id_, words.front().c_str(), &actions, nullptr,
                                    pointers(words).data(), pointers(environment).data());
    ::posix_spawn_file_actions_destroy(&actions);
    if (error != 0) throw std::runtime_error("cannot run " + words.front());
  }

  [[nodiscard]] pid_t id() const { return id_; }
  [[nodiscard]] std::string err_so_far() const { return read_file(files_ / "err"); }

  Outcome wait() {
    int status = 0;
    if (::waitpid(id_, &status, 0) != id_) throw std::runtime_error("lost a process");
    return {WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status), read_file(files_ / "out"),
            read_file(files_ / "err")};
  }

 private:
  static std::vector<char*> pointers(const std::vector<std::string>& strings) {
    std::vector<char*> out;
    for (const auto& s : strings) out.push_back(const_cast<char*>(s.c_str()));
    out.push_back(nullptr);
    return out;
  }

  ScratchDir files_;
  pid_t id_{-1};
};

/// A scratch folder with an index in it, and the command that works on it.
class Command {
 public:
  Command() { std::filesystem::create_directories(dir_ / "home"); }

  [[nodiscard]] const std::filesystem::path& dir() const { return dir_.path(); }
  [[nodiscard]] std::filesystem::path index() const { return dir_ / "index"; }

  /// A file in the scratch folder.
  std::string file(std::string_view name, std::string_view bytes) const {
    return write_file(dir_ / name, bytes).string();
  }

  Command& set(std::string_view name, std::string_view value) {
    environment_.push_back(std::string(name) + "=" + std::string(value));
    return *this;
  }

  /// whensaid WORDS...; WHENSAID_INDEX names the scratch index.
  [[nodiscard]] Outcome operator()(std::vector<std::string> words,
                                   std::string_view stdin_text = {}) const {
    words.insert(words.begin(), WHENSAID_TOOL);
    return run(words, file("stdin", stdin_text));
  }

  /// The same inside a shell script, where "$@" is the command: `ulimit -f 1; exec "$@"`.
  [[nodiscard]] Outcome shell(const std::string& script, std::vector<std::string> words) const {
    words.insert(words.begin(), {"/bin/sh", "-c", script, "sh", WHENSAID_TOOL});
    return run(words, "/dev/null");
  }

  /// Starts without waiting; stdin is read from `in`.
  [[nodiscard]] Process start(std::vector<std::string> words,
                              const std::filesystem::path& in) const {
    words.insert(words.begin(), WHENSAID_TOOL);
    return Process(words, environment(), in);
  }

 private:
  [[nodiscard]] Outcome run(const std::vector<std::string>& words,
                            const std::filesystem::path& in) const {
    return Process(words, environment(), in).wait();
  }

  /// What was set comes last; of a name that is given twice, the last one counts here.
  [[nodiscard]] std::vector<std::string> environment() const {
    std::vector<std::string> all;
    const auto add = [&all](const std::string& entry) {
      const auto name = entry.substr(0, entry.find('=') + 1);
      std::erase_if(all, [&name](const std::string& e) { return e.starts_with(name); });
      all.push_back(entry);
    };
    add("PATH=/usr/bin:/bin");
    add("HOME=" + (dir_ / "home").string());
    add("WHENSAID_INDEX=" + index().string());
    for (const char* name : {"ASAN_OPTIONS", "UBSAN_OPTIONS", "TSAN_OPTIONS", "LSAN_OPTIONS"}) {
      if (const char* value = std::getenv(name)) add(std::string(name) + "=" + value);
    }
    for (const auto& entry : environment_) add(entry);
    return all;
  }

  ScratchDir dir_;
  std::vector<std::string> environment_;
};

/// A command whose index holds `episodes`, a JSON line each.
struct IndexedCommand {
  Command whensaid;
  explicit IndexedCommand(std::string_view episodes) {
    const auto run = whensaid({"index", "-"}, episodes);
    BOOST_REQUIRE_EQUAL(run.err, "");
    BOOST_REQUIRE_EQUAL(run.exit, 0);
  }
};

}  // namespace whensaid::test
