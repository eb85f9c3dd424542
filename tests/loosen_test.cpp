// Words of several parts: phrases where they are required, parts where they are wished for.

#include "index/loosen.hpp"

#include <optional>
#include <ostream>
#include <string>
#include <vector>

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <whensaid/whensaid.hpp>

#include "query/canonical.hpp"
#include "support/episode_builder.hpp"
#include "support/scratch_dir.hpp"
#include "text/analyzer.hpp"

using namespace whensaid;
using namespace whensaid::test;
using namespace std::chrono_literals;

namespace {

struct Case {
  std::string asked{};
  std::string looked_for{};
  friend std::ostream& operator<<(std::ostream& out, const Case& one) { return out << one.asked; }
};

const std::vector<Case> kCases{
    // wished for beside others
    {"front-end tests", "front end tests"},
    {"CI/CD at Oxide", "CI CD at Oxide"},
    {"new GPT-4o", "new GPT 4o"},
    {"postgres 17.2", "postgres 17 2"},
    {"htmx.org rocks", "htmx org rocks"},
    {"published:2024 front-end", "published:2024 front end"},
    {"+tests front-end", "+tests front end"},
    {"speaker:ann (front-end tests)", "speaker:ann (front end tests)"},
    // words of one part
    {"C++ AT&T it's .NET", "C++ AT&T it's .NET"},
    // all that is asked for, required, excluded, in brackets, as written, or near something
    {"front-end", "front-end"},
    {"tests +front-end", "tests +front-end"},
    {"tests -front-end", "tests -front-end"},
    {"front-end AND tests", "front-end AND tests"},
    {"tests (front-end OR backend)", "tests (front-end OR backend)"},
    {"tests \"front-end\"", "tests \"front-end\""},
    {"tests =front-end", "tests =front-end"},
    {"front-end NEAR/5 tests", "front-end NEAR/5 tests"},
};

struct Talks {
  Talks() {
    auto writer = IndexWriter::open(dir / "index").value();
    writer.put(episode("together").cue(1s, "", "tests of the front-end")).value();
    writer.put(episode("apart").cue(1s, "", "tests of the front and of the back end")).value();
    writer.commit().value();
    searcher.emplace(Searcher::open(dir / "index").value());
  }

  std::vector<std::string> found(const std::string& query) {
    std::vector<std::string> ids;
    const auto page = searcher->search(Query::parse(query)).value();
    for (const auto& hit : page.hits) {
      ids.push_back(hit.episode);
    }
    return ids;
  }

  ScratchDir dir{};
  std::optional<Searcher> searcher{};
};

}  // namespace

BOOST_AUTO_TEST_SUITE(loosen)

BOOST_DATA_TEST_CASE(a_word_of_several_parts_is_its_parts_where_it_is_wished_for,
                     boost::unit_test::data::make(kCases), one) {
  text::Analyzer analyzer("en");
  const auto printed = [](const query::Node& node) { return query::print(query::canonical(node)); };
  BOOST_TEST(printed(index::loosened(Query::parse(one.asked).root(), analyzer)) ==
             printed(Query::parse(one.looked_for).root()));
}

BOOST_FIXTURE_TEST_CASE(who_says_the_parts_together_comes_first, Talks) {
  const std::vector<std::string> both{"together", "apart"};
  BOOST_TEST(found("front-end tests") == both, boost::test_tools::per_element());
}

BOOST_FIXTURE_TEST_CASE(a_word_alone_is_meant_as_it_stands, Talks) {
  const std::vector<std::string> one{"together"};
  BOOST_TEST(found("front-end") == one, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_SUITE_END()
