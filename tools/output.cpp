#include "output.hpp"

#include <cerrno>
#include <system_error>
#include <utility>

#include <fmt/format.h>
#include <unistd.h>

namespace whensaid::tool {

namespace fs = std::filesystem;

Output Output::to_stdout() {
  Output output;
  output.stream_ = stdout;
  return output;
}

Result<Output> Output::to_file(const fs::path& path) {
  Output output;
  output.name_ = path.string();
  std::error_code ignored;
  const auto status = fs::status(path, ignored);
  fs::path target = path;
  if (!fs::exists(status) || fs::is_regular_file(status)) {
    output.path_ = path;
    output.temporary_ = path;
    output.temporary_ += fmt::format(".{}.part", ::getpid());
    target = output.temporary_;
  }
  output.owned_.reset(std::fopen(target.c_str(), "wbe"));
  if (!output.owned_) {
    output.temporary_.clear();
    return output.failed("open");
  }
  output.stream_ = output.owned_.get();
  return output;
}

Output::~Output() { discard(); }

Output::Output(Output&& other) noexcept
    : stream_(other.stream_),
      owned_(std::move(other.owned_)),
      name_(std::move(other.name_)),
      path_(std::move(other.path_)),
      temporary_(std::exchange(other.temporary_, {})) {}

void Output::discard() {
  if (temporary_.empty()) return;
  std::error_code ignored;
  fs::remove(temporary_, ignored);
  temporary_.clear();
}

Result<void> Output::write(std::string_view bytes) {
  if (bytes.empty()) return {};
  if (std::fwrite(bytes.data(), 1, bytes.size(), stream_) != bytes.size()) return failed("write");
  return {};
}

Result<void> Output::finish() {
  if (std::fflush(stream_) != 0 || std::ferror(stream_) != 0) return failed("write");
  if (!owned_) return {};
  if (!temporary_.empty() && ::fsync(::fileno(stream_)) != 0) return failed("write");
  if (std::fclose(owned_.release()) != 0) return failed("write");
  if (temporary_.empty()) return {};
  if (std::rename(temporary_.c_str(), path_.c_str()) != 0) return failed("rename a file to");
  temporary_.clear();
  return {};
}

Unexpected Output::failed(std::string_view what) const {
  const int code = errno;
  return fail(Errc::io,
              fmt::format("cannot {} {}: {}", what, name_, std::generic_category().message(code)));
}

}  // namespace whensaid::tool
