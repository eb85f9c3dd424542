#pragma once

// What a whole form may look like: a wildcard or a regular expression. Patterns come from outside,
// so they run on RE2, whose time is linear in the form and whose memory is bounded; ICU's and the
// standard library's backtrack, and a short expression can keep them busy for years.

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

#include <whensaid/result.hpp>

namespace re2 {
class RE2;
}

namespace whensaid::text {

/// Longer expressions are refused.
inline constexpr std::size_t kMaxRegexBytes = 1024;

class Pattern {
 public:
  /// `?` is one character, `*` any number, also none; all else is folded as forms are (fold.hpp).
  static Pattern wildcard(std::string_view wildcard);

  /// RE2's syntax. Case does not count, letters beyond ASCII are folded as forms are. Errors:
  /// invalid_argument with what RE2 says.
  static Result<Pattern> regex(std::string_view expression);

  Pattern(Pattern&&) noexcept;
  Pattern& operator=(Pattern&&) noexcept;
  ~Pattern();

  /// The whole of `form` (folded, well-formed UTF-8).
  [[nodiscard]] bool matches(std::string_view form) const;

  /// All matching forms begin with this.
  [[nodiscard]] const std::string& beginning() const { return beginning_; }

 private:
  Pattern();
  std::string beginning_{};
  std::unique_ptr<re2::RE2> expression_;  ///< null: matches nothing
};

}  // namespace whensaid::text
