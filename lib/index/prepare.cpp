#include "index/prepare.hpp"

#include <chrono>

namespace whensaid::index {

Prepared prepare(Reader& reader, const query::Node& root, const SearchOptions& options,
                 const std::vector<Wish>& wishes) {
  Prepared prepared;
  if (reader.analyzers.empty()) return prepared;
  const auto dictionary = reader.dictionary(options);
  prepared.compiled = compile(root, reader.analyzers, dictionary, today_of(options), wishes);
  timeline::RankOptions weights;
  for (const auto& part : options.without_parts) timeline::leave_out(weights, part);
  for (const auto& [language, plan] : prepared.compiled.plans) {
    prepared.stages.try_emplace(language, plan, weights);
  }
  return prepared;
}

Day today_of(const SearchOptions& options) {
  const auto now = std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now());
  return options.today.value_or(now);
}

}  // namespace whensaid::index
