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
enum class Content { without_chapters, everything };

struct Question {
  std::string id{};
  std::vector<std::string> classes{};  ///< the lines of the table that count it
  Content content{Content::without_chapters};
  Ask ask{};
  Target target{};
};

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
