#pragma once

// check_index in a process of its own: a damaged database can crash or hang Xapian, and then the
// answer is "corrupt", not a crash of the command.

#include <chrono>
#include <filesystem>

#include <whensaid/index.hpp>

namespace whensaid::tool {

/// Forks; call it before any thread exists. Errors: those of check_index; corrupt also when the
/// child dies or is not done after `limit`.
Result<CheckReport> check_in_child(const std::filesystem::path& index, std::chrono::seconds limit);

}  // namespace whensaid::tool
