#include <fmt/format.h>

#include "chart.hpp"
#include "layout.hpp"
#include "messages.hpp"
#include "render.hpp"

namespace whensaid::tool {

namespace {

/// "show", "guest: 10 of 31, counted in part".
std::string heading(const Facet& facet) {
  std::string out(to_string(facet.field));
  std::string about;
  if (facet.values.empty()) about = "none";
  if (facet.values.size() < facet.distinct) {
    about = fmt::format("{} of {}", facet.values.size(), facet.distinct);
  }
  if (!facet.exact) about += about.empty() ? "counted in part" : ", counted in part";
  if (!about.empty()) out += ": " + about;
  return out;
}

}  // namespace

std::string render_facets(const std::vector<Facet>& facets, const Terminal& terminal) {
  std::string out;
  for (const auto& facet : facets) {
    if (!out.empty()) out += '\n';
    out += in_look(heading(facet), Look::heading, terminal) + '\n';
    std::vector<Bar> bars;
    for (const auto& [value, episodes] : facet.values) bars.push_back({clean(value), episodes, {}});
    out += render_chart(bars, terminal);
  }
  return out;
}

}  // namespace whensaid::tool
