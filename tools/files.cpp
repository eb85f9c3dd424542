#include "files.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <set>
#include <string_view>
#include <system_error>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <whensaid/source.hpp>

#include "interrupt.hpp"

namespace whensaid::tool {

namespace fs = std::filesystem;

namespace {

constexpr std::array<std::string_view, 5> kKnownTypes{".vtt", ".srt", ".jsonl", ".json", ".txt"};

/// Folders in folders; deeper there is no collection but a loop of mounts.
constexpr int kMaxDepth = 64;

bool has_known_type(const fs::path& path) {
  std::string type = path.extension().string();
  for (char& c : type) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return std::ranges::find(kKnownTypes, type) != kKnownTypes.end();
}

bool is_hidden(const fs::path& path) { return path.filename().string().starts_with('.'); }

class Walk {
 public:
  void add_path(const std::string& path) {
    if (path == "-") {
      if (!takes_stdin_) inputs_.found.push_back({Input::Kind::standard_input, {}, "stdin", 0});
      takes_stdin_ = true;
      return;
    }
    std::error_code error;
    const auto status = fs::status(path, error);
    if (!fs::exists(status)) {
      inputs_.failed.push_back(fmt::format(
          "{}: {}", path, error ? error.message() : std::string("No such file or directory")));
    } else if (fs::is_directory(status)) {
      add_folder(path, 0);
    } else {
      add_file(path);
    }
  }

  Inputs finish() { return std::move(inputs_); }

 private:
  void add_file(const fs::path& path) {
    std::error_code ignored;
    auto same = fs::weakly_canonical(path, ignored);
    if (!seen_.insert(same.empty() ? path : same).second) return;
    const auto bytes = fs::file_size(path, ignored);
    inputs_.found.push_back(
        {Input::Kind::file, path, path.string(), ignored ? 0 : static_cast<std::uint64_t>(bytes)});
  }

  void add_folder(const fs::path& folder, int depth) {
    std::error_code error;
    std::vector<fs::directory_entry> entries;
    auto entry = fs::directory_iterator(folder, error);
    while (!error && entry != fs::directory_iterator()) {
      entries.push_back(*entry);
      entry.increment(error);
    }
    if (error) {
      inputs_.failed.push_back(fmt::format("{}: {}", folder.string(), error.message()));
      return;
    }
    std::ranges::sort(entries, {}, [](const fs::directory_entry& e) { return e.path(); });
    for (const auto& one : entries) add_entry(one, depth);
  }

  void add_entry(const fs::directory_entry& entry, int depth) {
    std::error_code ignored;
    const bool is_folder = entry.is_directory(ignored);
    if (is_folder) {
      const bool passed_over = is_hidden(entry.path()) || entry.is_symlink(ignored);
      if (!passed_over && depth < kMaxDepth) add_folder(entry.path(), depth + 1);
    } else if (has_known_type(entry.path()) && !is_hidden(entry.path())) {
      add_file(entry.path());
    } else {
      ++inputs_.skipped;
    }
  }

  Inputs inputs_;
  std::set<fs::path> seen_;
  bool takes_stdin_{false};
};

struct Descriptor {
  int number{-1};
  bool owned{false};

  Descriptor(int n, bool own) : number(n), owned(own) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() {
    if (owned && number >= 0) ::close(number);
  }
};

Unexpected system_error(const Input& input) {
  return fail(Errc::io, fmt::format("{}: {}", input.name, std::generic_category().message(errno)));
}

Unexpected too_large(const Input& input) {
  return fail(Errc::bad_format,
              fmt::format("{}: larger than {} GB: split it", input.name, kMaxInputBytes >> 30U));
}

}  // namespace

Inputs find_inputs(const std::vector<std::string>& paths) {
  Walk walk;
  for (const auto& path : paths) walk.add_path(path);
  return walk.finish();
}

Result<std::string> read_whole(const Input& input) {
  constexpr std::size_t kStep = std::size_t{1} << 20U;
  const bool is_stdin = input.kind == Input::Kind::standard_input;
  const Descriptor file(is_stdin ? STDIN_FILENO : ::open(input.path.c_str(), O_RDONLY | O_CLOEXEC),
                        !is_stdin);
  if (file.number < 0) return system_error(input);
  struct stat status {};
  std::size_t expected = 0;
  if (::fstat(file.number, &status) == 0 && S_ISREG(status.st_mode) && status.st_size > 0) {
    expected = static_cast<std::size_t>(status.st_size);
  }
  if (expected > kMaxInputBytes) return too_large(input);

  std::string bytes(expected + 1, '\0');  // one more, so that the end shows without growing
  std::size_t size = 0;
  while (interrupt_signal() == 0) {
    if (size == bytes.size()) bytes.resize(size + std::max(size, kStep));
    const auto got = ::read(file.number, bytes.data() + size, bytes.size() - size);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return system_error(input);
    if (got == 0) break;
    size += static_cast<std::size_t>(got);
    if (size > kMaxInputBytes) return too_large(input);
  }
  bytes.resize(size);
  return bytes;
}

}  // namespace whensaid::tool
