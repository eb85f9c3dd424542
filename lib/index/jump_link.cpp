// Links that open an episode at a time.

#include <fmt/format.h>

#include <whensaid/search.hpp>

namespace whensaid {

namespace {

bool is_youtube(std::string_view url) {
  auto host = url.substr(url.find("//") + 2);
  host = host.substr(0, host.find_first_of("/?#:"));
  for (const std::string_view www : {"www.", "m.", "music."}) {
    if (host.starts_with(www)) host.remove_prefix(www.size());
  }
  return host == "youtube.com" || host == "youtu.be" || host == "youtube-nocookie.com";
}

}  // namespace

std::string jump_link(std::string_view url, Millis at) {
  if (!url.starts_with("https://") && !url.starts_with("http://")) return {};
  const auto ms = std::max<std::int64_t>(0, at.count());
  const auto page = url.substr(0, url.find('#'));
  if (is_youtube(url)) {  // whole seconds only
    return fmt::format("{}{}t={}s", page, page.find('?') == std::string_view::npos ? '?' : '&',
                       ms / 1000);
  }
  if (ms % 1000 == 0) return fmt::format("{}#t={}", page, ms / 1000);
  return fmt::format("{}#t={}.{:03}", page, ms / 1000, ms % 1000);
}

}  // namespace whensaid
