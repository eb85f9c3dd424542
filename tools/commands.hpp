#pragma once

// The verbs of the command. Each takes what arguments.cpp read and gives an exit code.

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <whensaid/model.hpp>
#include <whensaid/query.hpp>
#include <whensaid/search.hpp>
#include <whensaid/source.hpp>

#include "exit_code.hpp"
#include "formats.hpp"
#include "output.hpp"
#include "terminal.hpp"

namespace whensaid::tool {

enum class Verbosity { quiet, normal, verbose };
enum class View { text, json };

/// What every verb needs.
struct Context {
  std::filesystem::path index{};
  Terminal out{};
  Terminal err{};
  Verbosity verbosity{Verbosity::normal};
};

struct IndexArguments {
  std::vector<std::string> paths{};
  ReadOptions read{};  ///< `name` is that of stdin
  unsigned shards{0};
};

struct SearchArguments {
  std::vector<std::string> words{};
  std::optional<std::string> batch{};     ///< a file of queries, "-" for stdin
  const HitFormat* format{nullptr};       ///< null: text, for a batch jsonl
  bool typing{false};                     ///< the last word is the beginning of one
  std::optional<bool> partial{};          ///< default: for people
  std::optional<std::string> synonyms{};  ///< a file
  SearchOptions options{};
};

struct SimilarArguments {
  std::string place{};  ///< ID@TIME
  const HitFormat* format{nullptr};
  std::optional<std::string> synonyms{};  ///< a file
  SearchOptions options{};
};

struct ExplainArguments {
  std::vector<std::string> words{};
  std::optional<std::string> moment{};  ///< ID@TIME
  View view{View::text};
  bool typing{false};
  std::optional<bool> partial{};          ///< as in SearchArguments
  std::optional<std::string> synonyms{};  ///< a file
  SearchOptions options{.limit = 3};
};

struct MentionsArguments {
  enum class Format { text, json, csv };
  std::vector<std::string> words{};
  Format format{Format::text};
  std::optional<std::string> synonyms{};  ///< a file
  MentionOptions options{};
};

struct ShowArguments {
  std::string place{};  ///< ID or ID@TIME
  View view{View::text};
};

struct StatsArguments {
  View view{View::text};
};

struct CheckArguments {
  std::uint32_t limit_seconds{300};
};

struct RemoveArguments {
  std::vector<std::string> ids{};
};

struct ExportArguments {
  std::optional<std::string> file{};
};

Exit run_index(const Context& context, const IndexArguments& arguments);
Exit run_search(const Context& context, const SearchArguments& arguments);
Exit run_similar(const Context& context, const SimilarArguments& arguments);
Exit run_explain(const Context& context, const ExplainArguments& arguments);
Exit run_mentions(const Context& context, const MentionsArguments& arguments);
Exit run_show(const Context& context, const ShowArguments& arguments);
Exit run_list(const Context& context);
Exit run_stats(const Context& context, const StatsArguments& arguments);
Exit run_check(const Context& context, const CheckArguments& arguments);
Exit run_remove(const Context& context, const RemoveArguments& arguments);
Exit run_export(const Context& context, const ExportArguments& arguments);

/// Each warning on stderr, with a line of the query and a caret under the place.
void show_warnings(std::string_view text, const Query& query);

/// Opens the index for reading; says on stderr why not.
std::optional<Searcher> open_searcher(const Context& context, Exit& exit);

/// Reads a file of synonyms before, if one is named; says on stderr what is odd in it, or why it
/// cannot be read.
std::optional<Searcher> open_searcher(const Context& context,
                                      const std::optional<std::string>& synonyms_file,
                                      Synonyms& synonyms, Exit& exit);

/// Writes all of a result to stdout; the exit code is `wanted`, or io when that fails.
Exit print_result(std::string_view bytes, Exit wanted);

}  // namespace whensaid::tool
