#pragma once

// A moment becomes a hit: names, times and text from the episode's record.

#include <memory>
#include <span>
#include <vector>

#include <xapian.h>

#include <whensaid/search.hpp>

#include "index/find.hpp"
#include "index/reader.hpp"

namespace whensaid::index {

/// What all hits of an episode need.
struct ShownEpisode {
  std::shared_ptr<const timeline::Timeline> timeline{};
  Stage2* stage2{nullptr};  ///< one of the stages it was made with
  std::vector<timeline::Match> matches{};
  std::vector<Zone> zones{};  ///< of the matches
};

/// Errors: corrupt. Throws what Xapian throws.
Result<ShownEpisode> shown_episode(Reader& reader, Xapian::docid document, Stages& stages);

/// Whether the moment's hit shows what is said: then its record should be unpacked.
[[nodiscard]] bool shows_speech(const timeline::Moment& moment, const SearchOptions& options);

/// `episode` and `record` are the moment's. Errors: corrupt.
Result<Hit> make_hit(Reader& reader, const timeline::Moment& moment, const ShownEpisode& episode,
                     const Record& record, const SearchOptions& options);

/// The moment's own of an episode's matches. Where cues overlap, others may stand between them in
/// the text.
[[nodiscard]] std::vector<timeline::Match> own_matches(std::span<const timeline::Match> matches,
                                                       const timeline::Moment& moment,
                                                       const timeline::Timeline& timeline);

}  // namespace whensaid::index
