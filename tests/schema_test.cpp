// The JSON that the command prints is what its schemas say.

#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include <boost/test/unit_test.hpp>
#include <nlohmann/json.hpp>

#include "support/command.hpp"
#include "support/json_schema.hpp"

using nlohmann::json;
using whensaid::test::Command;
using whensaid::test::JsonSchema;
using whensaid::test::read_file;
using Words = std::vector<std::string>;

namespace {

json schema_named(const std::string& name) {
  return json::parse(read_file(std::filesystem::path(WHENSAID_SCHEMAS) / name));
}

constexpr std::string_view kShow =
    R"({"id":"ice/1","show":"Floe","title":"Pack ice","description":"On ice.","language":"en","published":"2024-01-31","duration":700,"url":"https://floe.example/1","audio":"https://floe.example/1.mp3","guests":["Ice Maren"],"hosts":["Bo"],"chapters":[{"start":0,"title":"Thin ice"}],"cues":[{"start":2,"end":7,"speaker":"Bo","text":"the ice is \u001b thin \" today"},{"start":9,"end":15,"text":"ice on the quay"}]}
{"id":"ice/2","cues":[{"start":1,"text":"ice"}]}
)";

struct Indexed {
  Command whensaid;
  Indexed() { BOOST_REQUIRE_EQUAL(whensaid({"index", "-"}, kShow).exit, 0); }

  [[nodiscard]] json search(Words words) const {
    words.insert(words.begin(), {"search", "--format", "json"});
    return json::parse(whensaid(words).out);
  }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(schema, Indexed)

BOOST_AUTO_TEST_CASE(every_answer_of_search_is_valid) {
  const JsonSchema valid(schema_named("search.schema.json"));
  std::size_t hits = 0;
  for (const auto& words : std::vector<Words>{
           {"ice"},
           {"ice", "--per-episode", "0", "--limit", "100", "--around", "2cues"},
           {"ice", "--order", "time", "--per-episode", "0"},
           {"ice", "--facets", "show,guest,speaker,year,language,zone"},
           {"\"ice is\"", "--limit", "1", "--candidates", "1"},
           {"speaker:Bo"},
           {"show:floe"},
           {"published:2024"},
           {"host:bo", "--context", "0"},
           {"zeppelin", "--facets", "year"},
           {"(unclosed colour:red \"quote"},
           {"/[z-a]/ OR ice"},
           {"quai"},
           {""},
           {"\xff\x01"},
       }) {
    BOOST_TEST_CONTEXT(words.front()) {
      const auto answer = search(words);
      BOOST_TEST(valid.complaint(answer) == "");
      hits += answer["hits"].size();
    }
  }
  BOOST_TEST(hits > 20U);
}

BOOST_AUTO_TEST_CASE(every_line_of_a_batch_is_valid) {
  const JsonSchema valid(schema_named("search.schema.json"));
  std::istringstream lines(whensaid({"search", "--batch", "-"}, "ice\n\nquay -ice\n((\n").out);
  std::size_t count = 0;
  for (std::string line; std::getline(lines, line); ++count) {
    BOOST_TEST(valid.complaint(json::parse(line)) == "");
  }
  BOOST_TEST(count == 4U);
}

BOOST_AUTO_TEST_CASE(what_is_similar_is_valid) {
  const JsonSchema valid(schema_named("search.schema.json"));
  for (const auto* place : {"ice/1@0:05", "ice/2@0"}) {
    const auto run = whensaid({"similar", "--format", "json", place});
    BOOST_TEST(valid.complaint(json::parse(run.out)) == "");
  }
}

BOOST_AUTO_TEST_CASE(explanations_are_valid) {
  const JsonSchema valid(schema_named("explain.schema.json"));
  for (const auto& words : std::vector<Words>{{"ice"},
                                              {"ice", "--moment", "ice/1@0:05"},
                                              {"quay", "--moment", "ice/2@0"},
                                              {"ice", "--order", "time"},
                                              {"\"ice is\" the i*", "--limit", "1"},
                                              {"\"is ice\"", "--partial"},
                                              {"speaker:bo published:2024 lang:en ice"},
                                              {"zeppelin"},
                                              {"(ice /[z-a]/"},
                                              {""}}) {
    Words all{"explain", "--format", "json"};
    all.insert(all.end(), words.begin(), words.end());
    const auto run = whensaid(all);
    BOOST_TEST(valid.complaint(json::parse(run.out)) == "", words.front());
  }
}

BOOST_AUTO_TEST_CASE(mentions_are_valid) {
  const JsonSchema valid(schema_named("mentions.schema.json"));
  for (const auto& words :
       std::vector<Words>{{"ice"}, {"ice", "--episode", "ice/1"}, {"zeppelin"}, {"(ice"}}) {
    Words all{"mentions", "--format", "json"};
    all.insert(all.end(), words.begin(), words.end());
    BOOST_TEST(valid.complaint(json::parse(whensaid(all).out)) == "");
  }
}

/// A schema that allows everything would pass the tests above.
void check_is_strict(const JsonSchema& valid, const json& answer) {
  BOOST_REQUIRE_EQUAL(valid.complaint(answer), "");
  std::size_t changes = 0;
  const auto leaves = answer.flatten();
  for (const auto& [pointer, unused] : leaves.items()) {
    json::json_pointer at(pointer);
    auto changed = answer;
    changed[at] = json::object({{"surprise", 1}});
    BOOST_TEST(valid.complaint(changed) != "", pointer);
    while (!at.empty()) {
      const auto last = at.back();
      at.pop_back();
      if (!answer[at].is_object()) continue;
      changed = answer;
      changed[at].erase(last);
      BOOST_TEST(valid.complaint(changed) != "", pointer);
      changed = answer;
      changed[at]["surplus"] = 1;
      BOOST_TEST(valid.complaint(changed) != "", pointer);
      ++changes;
    }
  }
  BOOST_TEST(changes > 50U);
}

BOOST_AUTO_TEST_CASE(an_answer_with_anything_missing_added_or_of_another_type_is_not_valid) {
  check_is_strict(JsonSchema(schema_named("search.schema.json")),
                  search({"ice", "(", "--around", "1cue", "--facets", "show"}));
}

BOOST_AUTO_TEST_CASE(an_explanation_with_anything_missing_added_or_of_another_type_is_not_valid) {
  const auto run = whensaid({"explain", "--format", "json", "ice", "(", "quay", "--limit", "1",
                             "--moment", "ice/1@0:05"});
  check_is_strict(JsonSchema(schema_named("explain.schema.json")), json::parse(run.out));
}

BOOST_AUTO_TEST_CASE(a_schema_that_asks_for_what_nobody_checks_is_refused) {
  BOOST_CHECK_THROW(JsonSchema(json::parse(R"({"items":{"pattern":"x"}})")), std::runtime_error);
}

BOOST_AUTO_TEST_SUITE_END()
