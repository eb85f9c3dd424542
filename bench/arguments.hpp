#pragma once

// `--name value`, `--name` and bare arguments: all that the benchmarks' programs need.

#include <cstdint>
#include <filesystem>
#include <map>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace whensaid::bench {

class Arguments {
 public:
  /// Throws Failure (invalid_argument) for a name that is in neither list and for a missing value.
  Arguments(std::span<const char* const> arguments, const std::set<std::string_view>& with_value,
            const std::set<std::string_view>& flags);

  [[nodiscard]] const std::vector<std::string>& bare() const { return bare_; }
  [[nodiscard]] bool has(std::string_view name) const;
  [[nodiscard]] std::string text(std::string_view name, std::string_view otherwise) const;
  /// Throws Failure (invalid_argument) when the value is not a number.
  [[nodiscard]] std::uint64_t number(std::string_view name, std::uint64_t otherwise) const;

 private:
  std::vector<std::string> bare_;
  std::map<std::string, std::string, std::less<>> named_;
};

/// What was given as `--name`. Throws Failure (invalid_argument) when it is not a number.
[[nodiscard]] std::uint64_t read_number(std::string_view name, std::string_view text);

/// The one bare argument, or `otherwise`. Throws Failure (invalid_argument) when there are more.
[[nodiscard]] std::string only_bare(const Arguments& arguments, std::string_view otherwise);

/// The bare argument as a folder with evaluation data, by default where this project looks
/// for its data.
[[nodiscard]] std::filesystem::path data_folder(const Arguments& arguments);

/// False when the file is not there, which stderr is told: the program ends with kSkipped.
[[nodiscard]] bool has_data(const std::filesystem::path& file);

/// "a,b" to its parts; empty ones are left out.
[[nodiscard]] std::vector<std::string> split_commas(const std::string& text);

/// Runs a program's body; a Failure is printed to stderr and makes the exit status 2 for
/// invalid_argument and 1 otherwise.
int run_program(std::string_view usage, int (*body)(std::span<const char* const>), int argc,
                char** argv);

/// Exit status for "skipped, no data"; what CTest and automake understand as skipped.
inline constexpr int kSkipped = 77;

}  // namespace whensaid::bench
