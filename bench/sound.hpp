#pragma once

// Which English words a listener may take for each other. The harness's own rule, on purpose
// another one than the library's: a benchmark that mishears by the same table proves nothing.

#include <string>
#include <string_view>

namespace whensaid::bench {

/// The consonants of an English word as they sound, and how many vowels lie between them:
/// "weather" and "whether" have one key, "night" and "knight", too. Empty for what is not made of
/// ASCII letters in lower case.
[[nodiscard]] std::string sound_key(std::string_view word);

}  // namespace whensaid::bench
