// Keeps an index in step with a folder: run it again after files have come or changed, and only the
// episodes that differ are written.
//
//   update_folder INDEX FOLDER

#include <algorithm>
#include <exception>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>
#include <vector>

#include <whensaid/whensaid.hpp>

namespace fs = std::filesystem;
using namespace whensaid;

namespace {

// In order of their names, so that two runs print the same.
std::vector<fs::path> files_in(const fs::path& folder) {
  std::vector<fs::path> files;
  for (const auto& found : fs::recursive_directory_iterator(folder)) {
    if (found.is_regular_file()) files.push_back(found.path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

Result<std::string> read_file(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::string bytes{std::istreambuf_iterator<char>(in), {}};
  if (!in.good() && !in.eof()) return fail(Errc::io, "cannot read " + path.string());
  return bytes;
}

// Readers find the format by themselves and hand over one episode at a time. What they could not
// use they report with its line; the rest is indexed all the same.
Result<ReadReport> add_file(IndexWriter& writer, const fs::path& path) {
  const auto bytes = read_file(path);
  if (!bytes) return fail(bytes.error());
  ReadOptions options;
  options.name = path.filename().string();
  options.show = "The Long Fetch";  // for transcripts, which do not say what show they are of
  return read_episodes(*bytes, options,
                       [&](Episode&& episode) { return writer.put(std::move(episode)); });
}

void report(const fs::path& path, const Result<ReadReport>& read) {
  const auto name = path.filename().string();
  if (!read) {
    std::cerr << name << ": " << read.error().message << '\n';
    return;
  }
  std::cout << name << ": " << to_string(read->format) << ", " << read->episodes
            << (read->episodes == 1 ? " episode\n" : " episodes\n");
  for (const auto& warning : read->rejected) {
    std::cerr << name << ':' << warning.line << ": " << warning.message << '\n';
  }
}

// A file that is no transcript is not the end of the run, but an index that cannot be written is.
bool is_about_the_file(const Error& error) {
  return error.code == Errc::bad_format || error.code == Errc::invalid_argument;
}

}  // namespace

int main(int argc, char** argv) try {
  if (argc != 3) {
    std::cerr << "usage: update_folder INDEX FOLDER\n";
    return 2;
  }
  auto writer = IndexWriter::open(argv[1]).value();
  for (const auto& path : files_in(argv[2])) {
    const auto read = add_file(writer, path);
    if (!read && !is_about_the_file(read.error())) read.value();
    report(path, read);
  }
  const auto counts = writer.commit().value();
  std::cout << counts.added << " added, " << counts.updated << " updated, " << counts.unchanged
            << " unchanged\n";
  return 0;
} catch (const std::exception& error) {
  std::cerr << "error: " << error.what() << '\n';
  return 1;
}
