#include <whensaid/model.hpp>

namespace whensaid {

std::string_view to_string(Zone zone) {
  switch (zone) {
    case Zone::show: return "show";
    case Zone::speaker: return "speaker";
    case Zone::title: return "title";
    case Zone::description: return "description";
    case Zone::guest: return "guest";
    case Zone::host: return "host";
    case Zone::chapter: return "chapter";
    case Zone::speech: return "speech";
  }
  return "unknown";
}

}  // namespace whensaid
