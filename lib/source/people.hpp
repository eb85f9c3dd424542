#pragma once

// Who talks in an episode, from what its page says: "with Ada Byron, Engines CEO", "Ada Byron, the
// creator of …, joins me", "Follow Ada:". A name is judged by the words around it; what recurs
// through a show's episodes or is named in the show's description is a host, never a guest.

#include <string>
#include <string_view>
#include <vector>

namespace whensaid::source {

struct EpisodeText {
  std::string_view title{};
  std::string_view description{};
};

struct People {
  std::vector<std::string> hosts{};                ///< of the show
  std::vector<std::vector<std::string>> guests{};  ///< by episode
};

/// `about`: the show's own description, and what else its page says outside the episodes.
/// Linear in the text; of each description the first kMaxPeopleBytes are read.
[[nodiscard]] People find_people(const std::vector<EpisodeText>& episodes, std::string_view show,
                                 std::string_view about);

inline constexpr std::size_t kMaxPeopleBytes = 16384;

}  // namespace whensaid::source
