#pragma once

// Questions made from a collection, as people would ask them: half-remembered, misspelt, in plain
// words. The same collection, seed and size give the same questions on every machine.

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "material.hpp"
#include "questions.hpp"

namespace whensaid::bench {

/// One way of asking; `group` is how --class names it.
struct GeneratedGroup {
  std::string_view group{};
  std::vector<Question> (*make)(const Material&, std::size_t size, std::uint64_t seed){};
};

/// quotes and their four kinds of damage, misspelt names, plain questions, names with topics.
[[nodiscard]] std::span<const GeneratedGroup> generated_groups();

/// Words in a row of a generated quote.
inline constexpr std::size_t kQuoteWords = 6;

/// At most `size` each; fewer when the collection does not hold as many. The quotes of one seed are
/// the same in all five: the question `q00017` of two of them differs by the damage alone.
std::vector<Question> quotes_as_said(const Material& material, std::size_t size,
                                     std::uint64_t seed);
std::vector<Question> quotes_with_wrong_word(const Material& material, std::size_t size,
                                             std::uint64_t seed);
std::vector<Question> quotes_without_word(const Material& material, std::size_t size,
                                          std::uint64_t seed);
std::vector<Question> quotes_in_other_order(const Material& material, std::size_t size,
                                            std::uint64_t seed);
std::vector<Question> quotes_with_misheard_word(const Material& material, std::size_t size,
                                                std::uint64_t seed);
std::vector<Question> misspelt_names(const Material& material, std::size_t size,
                                     std::uint64_t seed);
std::vector<Question> plain_questions(const Material& material, std::size_t size,
                                      std::uint64_t seed);
std::vector<Question> names_with_topics(const Material& material, std::size_t size,
                                        std::uint64_t seed);

}  // namespace whensaid::bench
