// The queries that README.md teaches by, run on the example show: the last column is a promise.

#include <regex>
#include <sstream>
#include <string>
#include <vector>

#include <boost/test/unit_test.hpp>
#include <nlohmann/json.hpp>

#include "support/command.hpp"

using nlohmann::json;
using whensaid::test::Command;

namespace {

struct Example {
  std::string query{};
  std::string first{};  ///< "long-fetch/21 1:26"; empty: nothing is found
};

/// The rows of the table under "## Queries".
std::vector<Example> examples() {
  std::istringstream readme(whensaid::test::read_file(WHENSAID_ROOT "/README.md"));
  const std::regex row(R"(^\| `([^`]+)` \| .* \|(?: `([^`]+)` ([0-9:]+))? \|$)");
  std::vector<Example> found;
  bool inside = false;
  for (std::string line; std::getline(readme, line);) {
    if (line.starts_with("## ")) inside = line == "## Queries";
    std::smatch parts;
    if (!inside || !std::regex_match(line, parts, row)) continue;
    const auto place = parts[2].matched ? parts[2].str() + " " + parts[3].str() : "";
    found.push_back({parts[1].str(), place});
  }
  return found;
}

std::string first_hit(const std::string& answer) {
  const auto hits = json::parse(answer)["hits"];
  if (hits.empty()) return "";
  const auto seconds = static_cast<int>(hits[0]["start"].get<double>());
  const auto rest = std::to_string(seconds % 60);
  return hits[0]["episode"].get<std::string>() + " " + std::to_string(seconds / 60) + ":" +
         (rest.size() < 2 ? "0" : "") + rest;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(query_examples)

BOOST_AUTO_TEST_CASE(every_query_of_the_readme_finds_what_it_says) {
  Command whensaid;
  BOOST_REQUIRE_EQUAL(whensaid({"index", WHENSAID_ROOT "/examples/data"}).exit, 0);
  const auto rows = examples();
  BOOST_TEST(rows.size() >= 12U);
  for (const auto& example : rows) {
    BOOST_TEST_CONTEXT(example.query) {
      const auto run = whensaid({"search", "--format", "jsonl", "--", example.query});
      BOOST_TEST(run.err == "");
      BOOST_TEST(first_hit(run.out) == example.first);
      BOOST_TEST(json::parse(run.out)["warnings"].empty());
    }
  }
}

BOOST_AUTO_TEST_SUITE_END()
