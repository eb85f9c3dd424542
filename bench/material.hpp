#pragma once

// What the harness knows about a collection beside its questions: who speaks in which show, and
// what is said. Questions are made from it, and it tells the halves of cross-validation apart.

#include <cstdint>
#include <filesystem>
#include <functional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <whensaid/model.hpp>

#include "questions.hpp"
#include "speech.hpp"

namespace whensaid::bench {

struct EpisodeFacts {
  std::string id{};
  std::string show{};
  std::vector<std::string> guests{};
};

struct Material {
  Speech speech{};
  std::vector<EpisodeFacts> episodes{};  ///< in the order of `speech`
  std::vector<Question> chapters{};      ///< questions of the collection, to be dressed up
  /// Sources (an episode's id up to its first slash) whose times are approximate.
  std::set<std::string, std::less<>> approximate{};

  void add(const Episode& episode);
  /// Questions bear witness of how exact the times of their sources are.
  void learn_times(const std::vector<Question>& questions);
  [[nodiscard]] bool exact_times(std::string_view episode) const;
};

/// Reads episodes and the questions on chapters and known items of an evaluation folder.
[[nodiscard]] Material read_material(const std::filesystem::path& folder);

/// Cross-validation: constants are chosen on the questions of one half and judged on the other's.
/// Shows are never divided, as episodes of one show are alike.
enum class Half { a, b };

/// Of a show's name; the same on every machine and for ever.
[[nodiscard]] Half half_of(std::string_view show);

/// Drops the questions whose right episodes are not all of shows of `half`.
void keep_half(std::vector<Question>& questions, Half half, const Material& material);

/// FNV-1a, 64 bits (Fowler, Noll, Vo 1991).
[[nodiscard]] constexpr std::uint64_t stable_hash(std::string_view text) {
  std::uint64_t hash = 0xCBF29CE484222325U;
  for (const char c : text) {
    hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3U;
  }
  return hash;
}

}  // namespace whensaid::bench
