#pragma once

// The two saved show pages that the project was begun with, where it stands beside its data.

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

namespace whensaid::test {

/// The pages' bytes, in order of their files' names; none where there is no data.
inline std::vector<std::string> seed_pages() {
  namespace fs = std::filesystem;
  const char* variable = std::getenv("WHENSAID_SEEDS");
  const fs::path folder =
      variable != nullptr
          ? fs::path(variable)
          : (fs::path(WHENSAID_TEST_DATA) / "../../../shared/data/seeds").lexically_normal();
  if (!fs::is_directory(folder)) return {};
  std::vector<fs::path> files(fs::directory_iterator(folder), {});
  std::sort(files.begin(), files.end());
  std::vector<std::string> pages;
  for (const auto& file : files) {
    if (file.extension() != ".txt") continue;
    std::ifstream in(file, std::ios::binary);
    pages.emplace_back(std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>());
  }
  return pages;
}

}  // namespace whensaid::test
