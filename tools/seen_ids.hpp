#pragma once

// Ids of the present run. Two inputs that give one id would silently overwrite each other: the
// names of transcripts in two folders are the usual case.

#include <cstddef>
#include <string>
#include <unordered_map>

#include <whensaid/model.hpp>

namespace whensaid::tool {

class SeenIds {
 public:
  enum class Finding {
    first,   ///< not seen in this run
    repeat,  ///< the very same episode again: harmless
    clash,   ///< another episode of that id
  };

  /// Notes the episode. `input` is the number of the input it comes from.
  Finding note(const Episode& episode, std::size_t input);

  /// The input that gave the id first. Only for an id that was noted.
  [[nodiscard]] std::size_t first_input(const std::string& id) const;

 private:
  struct First {
    std::size_t input{0};
    std::size_t fingerprint{0};
  };
  std::unordered_map<std::string, First> first_;
};

}  // namespace whensaid::tool
