#include "timeline/forms.hpp"

#include <map>

namespace whensaid::timeline {

// A word with two stems is listed under both, so lists cannot simply be added up; but each position
// has one form, whichever list names it.
std::vector<std::pair<std::string, std::uint32_t>> forms_of(const Timeline& timeline) {
  constexpr auto kNone = UINT32_MAX;
  std::map<std::string, std::uint32_t> numbers;
  std::vector<std::uint32_t> form_at(timeline.size(), kNone);
  std::vector<Position> positions;
  for (const auto& stem : timeline.stems()) {
    const auto list = timeline.find(stem);
    if (!list) continue;
    for (auto& form : timeline.forms(*list)) {
      positions.clear();
      const std::string_view only[] = {form};
      timeline.positions_of_forms(*list, only, positions);
      const auto next = static_cast<std::uint32_t>(numbers.size());
      const auto number = numbers.try_emplace(std::move(form), next).first->second;
      for (const auto position : positions) form_at[position] = number;
    }
  }
  std::vector<std::uint32_t> counts(numbers.size(), 0);
  for (const auto number : form_at) {
    if (number != kNone) ++counts[number];
  }
  std::vector<std::pair<std::string, std::uint32_t>> forms;
  forms.reserve(numbers.size());
  for (const auto& [form, number] : numbers) forms.emplace_back(form, counts[number]);
  return forms;
}

}  // namespace whensaid::timeline
