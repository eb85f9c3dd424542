#pragma once

// From the PATHs of the command line to bytes: folders are walked, files are read whole.

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include <whensaid/result.hpp>

namespace whensaid::tool {

struct Input {
  enum class Kind { file, standard_input };

  Kind kind{Kind::file};
  std::filesystem::path path{};
  std::string name{};      ///< for messages and for the reader
  std::uint64_t bytes{0};  ///< 0: not known
};

struct Inputs {
  std::vector<Input> found{};         ///< each file once, folders in order of name
  std::vector<std::string> failed{};  ///< one message a path that could not be looked at
  std::size_t skipped{0};             ///< files in folders that are hidden or of no known type
};

/// A PATH is a file of any name, a folder, or "-". In folders files of the known types are taken
/// (.vtt .srt .jsonl .json .txt); hidden ones and links to folders are passed over.
[[nodiscard]] Inputs find_inputs(const std::vector<std::string>& paths);

/// The bytes of a file or of stdin. Errors: io, bad_format when there are more than kMaxInputBytes,
/// both with the name.
Result<std::string> read_whole(const Input& input);

}  // namespace whensaid::tool
