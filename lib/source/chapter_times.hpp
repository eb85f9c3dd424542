#pragma once

// The times in free text that may begin a chapter, before anything is decided. Where line ends were
// lost a title's last digits run into the next time ("building F13:42"), so a time has several
// readings; chapters.cpp takes those that rise best.

#include <array>
#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include <whensaid/model.hpp>

namespace whensaid::source {

/// One way to cut a time from the digits before it.
struct TimeReading {
  std::size_t begin{0};  ///< byte where the time begins; digits before it are the title's
  Millis time{0};
  std::size_t lead_digits{0};  ///< digits of its first field
  std::size_t fields{2};
};

/// A place in the text that reads as a time.
struct TimeMark {
  static constexpr std::size_t kMaxReadings = 4;
  std::array<TimeReading, kMaxReadings> readings{};  ///< the longest first
  std::size_t count{0};
  std::size_t begin{0};               ///< first digit of the run, whosever it is
  std::size_t end{0};                 ///< after the last digit; after a range's, where it is one
  std::optional<Millis> range_end{};  ///< "00:00 - 01:30"
  std::size_t line{0};                ///< from 0
  bool opens_line{false};             ///< no letter before it in its line
  bool closes_line{false};            ///< no letter after it in its line
  bool after_space{false};            ///< white space, a bracket or nothing stands before it
  bool digit_follows{false};          ///< "0:3010 tips": the title may begin with digits
};

/// In the order of the text. Times of day, verses, scores in URLs and dates are left out. Linear.
[[nodiscard]] std::vector<TimeMark> find_times(std::string_view text);

}  // namespace whensaid::source
