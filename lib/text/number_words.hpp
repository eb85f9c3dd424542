#pragma once

// Small numbers in letters and digits: "3" and "three". Speech is written down either way.

#include <string>
#include <string_view>

namespace whensaid::text {

/// The other way to write a number from two to twelve, in the analyzer's forms: "3" for "three" and
/// the reverse. Empty for everything else and for languages without a table. One is left out: in
/// most languages it is the article.
[[nodiscard]] std::string other_number(std::string_view form, std::string_view language);

}  // namespace whensaid::text
