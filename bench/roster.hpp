#pragma once

// Who runs: whensaid and every peer that this machine has.

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "engine.hpp"

namespace whensaid::bench {

struct Runner {
  std::string key{};  ///< how the command line calls it, and its index's folder
  std::string name{};
  std::string holds{};  ///< what its index keeps besides what is searched
  std::function<std::unique_ptr<Engine>()> make{};
};

/// A peer that does not run, and why.
struct Absent {
  std::string name{};
  std::string reason{};
};

struct Roster {
  std::vector<Runner> runners{};  ///< ours first
  std::vector<Absent> absent{};
};

/// Those named by key, all when none is. Throws Failure (invalid_argument) for an unknown key.
[[nodiscard]] Roster make_roster(const std::vector<std::string>& keys = {});

}  // namespace whensaid::bench
