#pragma once

// The query tree: what parser.cpp makes and everything later reads. Values only; no analysis has
// happened yet, words are the user's own text (UTF-8, repaired).

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

namespace whensaid::query {

struct Node;  // vectors of it have no {}: Clang 14 would ask for the complete type

/// One free word: matched by stem.
struct Word {
  std::string text{};
  friend bool operator==(const Word&, const Word&) = default;
};

/// Words side by side, as written. `text` is what stood between the quotes.
struct Phrase {
  std::string text{};
  friend bool operator==(const Phrase&, const Phrase&) = default;
};

/// All children (words or phrases), at most `distance` words from the end of the first to the
/// start of the last in reading order; any order.
struct Near {
  std::uint32_t distance{10};
  std::vector<Node> children;
  friend bool operator==(const Near&, const Near&) = default;
};

/// Matches an episode that matches all of `must`, none of `must_not`, and, when `must` is empty,
/// at least one of `should`. AND is a group of musts; OR and words side by side are shoulds.
/// A group of must_not only excludes from the group around it; alone it matches nothing, as does
/// the empty group. canonical.hpp says what every parsed tree looks like.
struct Group {
  std::vector<Node> must;
  std::vector<Node> should;
  std::vector<Node> must_not;
  friend bool operator==(const Group&, const Group&) = default;
};

struct Node {
  std::variant<Group, Word, Phrase, Near> kind{};
  friend bool operator==(const Node&, const Node&) = default;
};

}  // namespace whensaid::query
