#pragma once

// What the values of fields ask for: of the episode, which is a node like others, or of all that
// stands in the same bracket.

#include <string>
#include <string_view>
#include <vector>

#include "query/fields.hpp"
#include "query/tree.hpp"

namespace whensaid::query {

/// What holds for a whole bracket.
struct Restrictions {
  Within within{};
  std::vector<Zone> other_zones{};
  std::vector<Interval> not_at{};
  bool scoped{false};  ///< beside in: every word is required
  bool any{false};
};

/// The words and phrases of alternatives, which speaker takes for names; false when there is more
/// than that.
[[nodiscard]] bool collect_names(const Node& node, std::vector<std::string>& names);

/// Takes the value of a field that restricts(), but speaker; false when it is none of the field's.
[[nodiscard]] bool restrict(Restrictions& bracket, const Field& field, std::string_view value,
                            bool negated);

/// Takes the excluded zones and times away from the others. Nothing left is taken for a mistake,
/// and nothing is excluded.
void exclude(Restrictions& bracket);

/// The episode's condition that a value spells, or an empty group.
[[nodiscard]] Node condition(const Field& field, std::string_view value);

}  // namespace whensaid::query
