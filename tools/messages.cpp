#include "messages.hpp"

#include <algorithm>
#include <cstdio>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "layout.hpp"

namespace whensaid::tool {

void complain(std::string_view message) {
  std::string out = "whensaid: ";
  for (bool first = true; !message.empty() || first; first = false) {
    const auto end = std::min(message.find('\n'), message.size());
    if (!first) out += "  ";
    out += clean(message.substr(0, end));
    out += '\n';
    message.remove_prefix(std::min(end + 1, message.size()));
  }
  // Nothing can be done when stderr is gone, so its errors are not looked at.
  (void)std::fwrite(out.data(), 1, out.size(), stderr);
}

Exit complain(const Error& error) {
  complain(error.message);
  return exit_of(error.code);
}

Exit complain_of_answer(const Error& error) {
  const auto exit = complain(error);
  return error.code == Errc::not_found ? Exit::nothing_found : exit;
}

std::string counted(std::size_t count, std::string_view noun) {
  return fmt::format("{} {}{}", count, noun, count == 1 ? "" : "s");
}

std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> before(b.size() + 1);
  std::vector<std::size_t> last(b.size() + 1);
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) last[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t change = a[i - 1] == b[j - 1] ? 0 : 1;
      row[j] = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + change});
      const bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
      if (swapped) row[j] = std::min(row[j], before[j - 2] + 1);
    }
    before = last;
    last = row;
  }
  return last[b.size()];
}

}  // namespace whensaid::tool
