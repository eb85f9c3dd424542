#pragma once

// Warnings while reading, bounded: a hostile or hopeless file has a fault on every line, and nobody
// reads the thousandth.

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include <whensaid/source.hpp>

namespace whensaid::source {

class Remarks {
 public:
  explicit Remarks(std::size_t limit = kLimit) : limit_(limit) {}

  /// `line` from 1; 0: about the whole.
  void add(std::size_t line, std::string message) {
    if (kept_.size() < limit_) {
      Warning warning;
      warning.line = line;
      warning.message = std::move(message);
      kept_.push_back(std::move(warning));
    } else {
      ++left_out_;
    }
  }

  /// All that was kept, and one that counts the rest.
  [[nodiscard]] std::vector<Warning> take() && {
    if (left_out_ > 0) {
      Warning rest;
      rest.message = "and " + std::to_string(left_out_) + " more like these";
      kept_.push_back(std::move(rest));
    }
    return std::move(kept_);
  }

  static constexpr std::size_t kLimit = 100;

 private:
  std::size_t limit_;
  std::size_t left_out_{0};
  std::vector<Warning> kept_;
};

}  // namespace whensaid::source
