#include "typos.hpp"

#include <utility>

namespace whensaid::bench {

std::string misspelt(std::string_view text, Random& random) {
  std::string typed;
  do {
    typed = text;
    const auto letter = static_cast<char>('a' + random.below(26));
    switch (random.below(4)) {
      case 0: typed.insert(random.below(typed.size() + 1), 1, letter); break;
      case 1: typed.erase(random.below(typed.size()), 1); break;
      case 2: typed[random.below(typed.size())] = letter; break;
      default: {
        const auto at = random.below(typed.size() - 1);
        std::swap(typed[at], typed[at + 1]);
      }
    }
  } while (typed == text);
  return typed;
}

}  // namespace whensaid::bench
