#pragma once

// Questions with known answers, from the files of an evaluation folder (README.md describes them).

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine.hpp"
#include "judge.hpp"

namespace whensaid::bench {

/// What an index is made of. A chapter's title must be found in speech, so it must not be indexed
/// itself.
enum class Content {
  without_chapters,
  /// The same for whensaid; passages of peers begin with the episode's title and people, as a name
  /// and a topic cannot meet in them otherwise.
  named_passages,
  everything,
};

struct Question {
  std::string id{};
  std::string_view group{};            ///< how --class names it
  std::vector<std::string> classes{};  ///< the lines of the table that count it
  Content content{Content::without_chapters};
  Ask ask{};
  Target target{};
  bool misspelt{false};  ///< then "did you mean" may be followed
};

/// How far off the times may be, and whether the entry point is measured: 5 s and yes where times
/// are exact, 60 s and no elsewhere.
void set_exactness(Target& target, bool exact);

/// "q" and 17: "q00017".
[[nodiscard]] std::string numbered(const std::string& prefix, std::size_t number);

/// One file's questions; `group` is how --class names it.
struct QuestionGroup {
  std::string_view group{};
  std::string_view file{};
  std::vector<Question> (*read)(const std::filesystem::path&);
};

/// chapters, phrases, bags, metadata.
[[nodiscard]] std::span<const QuestionGroup> question_groups();

/// Throws Failure (bad_format) with file and line for what is not a question.
[[nodiscard]] std::vector<Question> read_chapter_questions(const std::filesystem::path& path);
[[nodiscard]] std::vector<Question> read_phrase_questions(const std::filesystem::path& path);
[[nodiscard]] std::vector<Question> read_bag_questions(const std::filesystem::path& path);
[[nodiscard]] std::vector<Question> read_metadata_questions(const std::filesystem::path& path);

}  // namespace whensaid::bench
