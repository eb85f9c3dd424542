#pragma once

// Results on stdout or in a file. A write that fails (disk full, closed) is an error, not silence.

#include <cstdio>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include <whensaid/result.hpp>

namespace whensaid::tool {

class Output {
 public:
  /// stdout. Its write errors are kept and told by finish().
  static Output to_stdout();

  /// A file, which appears under its name only when finish() succeeds: a full disk never leaves
  /// half of it, and never spoils what was there before. What is not a regular file (/dev/null, a
  /// pipe) is written directly.
  static Result<Output> to_file(const std::filesystem::path& path);

  Output(Output&& other) noexcept;
  Output& operator=(Output&&) = delete;
  ~Output();

  /// Errors: io.
  Result<void> write(std::string_view bytes);

  /// Flushes, and gives a file its name. Errors: io.
  Result<void> finish();

 private:
  struct Close {
    void operator()(std::FILE* file) const { (void)std::fclose(file); }
  };

  Output() = default;
  void discard();
  [[nodiscard]] Unexpected failed(std::string_view what) const;

  std::FILE* stream_{nullptr};
  std::unique_ptr<std::FILE, Close> owned_;
  std::string name_{"stdout"};
  std::filesystem::path path_;       ///< where the file goes when it is complete
  std::filesystem::path temporary_;  ///< empty: written directly, or renamed already
};

}  // namespace whensaid::tool
