#pragma once

// What the formats for players and editors share: which part of which recording a hit is.

#include <string>
#include <string_view>
#include <vector>

#include <whensaid/search.hpp>

namespace whensaid::tool {

/// Spoken, or a chapter; what matched in titles, descriptions and names has no time.
[[nodiscard]] bool has_time(const Hit& hit);

/// What to listen to: from the entry point to the end of the moment, with --around all of the
/// context; at least a millisecond.
[[nodiscard]] TimeSpan clip_of(const Hit& hit);

/// The hits that have a time, in order; a remark when that leaves some out.
[[nodiscard]] std::vector<const Hit*> timed_hits(const std::vector<Hit>& hits,
                                                 std::vector<std::string>& remarks);

/// "2 moments left out: WHY", nothing for none.
void remark_left_out(std::size_t count, std::string_view why, std::vector<std::string>& remarks);

/// Where a media file is. Addresses come from strangers' feeds: what is not http or https is the
/// path of a file, whatever it looks like, so that no player follows "vlc://quit" or "concat:...".
struct Media {
  bool is_url{false};
  std::string address{};  ///< one line, without control characters; empty: not known
};
[[nodiscard]] Media media_of(std::string_view address);

}  // namespace whensaid::tool
