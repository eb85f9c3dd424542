// What is asked instead when nothing matches a query.

#include "query/relax.hpp"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <ostream>
#include <string_view>
#include <vector>

#include <whensaid/whensaid.hpp>

#include "query/canonical.hpp"
#include "support/episode_builder.hpp"
#include "support/scratch_dir.hpp"

using namespace whensaid;
using namespace whensaid::test;
using namespace std::chrono_literals;

namespace {

struct Less {
  std::string_view query;
  std::string_view relaxed;  ///< empty: there is nothing less to ask
};

std::ostream& operator<<(std::ostream& out, const Less& less) { return out << less.query; }

const std::vector<Less> kLess{
    {"raft AND paxos", "raft paxos"},
    {"+raft paxos", "raft paxos"},
    {"\"edge network\" cdn", "edge network cdn"},
    {"raft NEAR/5 (\"log entry\" OR term)", "raft log entry term"},
    {"raft AND published:2024", ""},
    {"raft AND paxos AND published:2024", "published:2024 (raft paxos)"},
    {"raft AND paxos -zab", "raft paxos -zab"},
    {"title:(raft AND paxos)", "title:(raft paxos)"},
    {"in:turn raft paxos", "raft paxos"},
    {"speaker:sam \"edge network\"", "speaker:\"sam\" edge network"},
    {"raft paxos", ""},
    {"published:2024", ""},
    {"*", ""},
};

}  // namespace

BOOST_AUTO_TEST_SUITE(relax)

BOOST_DATA_TEST_CASE(words_are_wished_for_and_what_chooses_episodes_stays, kLess) {
  const auto less = query::relaxed(Query::parse(sample.query).root());
  BOOST_TEST(less.has_value() == !sample.relaxed.empty());
  if (!less) return;
  BOOST_TEST((*less == Query::parse(sample.relaxed).root()), query::print(*less));
}

BOOST_AUTO_TEST_CASE(a_page_of_partial_answers_says_so_and_only_when_asked_for) {
  const ScratchDir dir;
  auto writer = IndexWriter::open(dir / "index").value();
  writer.put(episode("e1").cue(1s, "Ann", "kettle and teapot")).value();
  writer.put(episode("e2").cue(1s, "Ann", "kettle and mug")).value();
  writer.commit().value();
  auto searcher = Searcher::open(dir / "index").value();
  const auto query = Query::parse("teapot AND mug");
  BOOST_TEST(searcher.search(query).value().hits.empty());
  const auto page = searcher.search(query, {.partial = true}).value();
  BOOST_TEST(page.partial);
  BOOST_TEST(page.hits.size() == 2U);
  const auto whole = searcher.search(Query::parse("kettle AND mug"), {.partial = true}).value();
  BOOST_TEST(!whole.partial);
  BOOST_TEST(whole.hits.size() == 1U);
  BOOST_TEST(!searcher.search(Query::parse("x AND y"), {.partial = true}).value().partial);
}

BOOST_AUTO_TEST_CASE(a_search_ends_at_its_deadline_and_says_so) {
  const ScratchDir dir;
  auto writer = IndexWriter::open(dir / "index").value();
  std::string talk;
  for (int i = 0; i < 3000; ++i) talk += i % 2 == 0 ? "kettle " : "teapot ";
  for (int i = 0; i < 40; ++i) {
    writer.put(episode("e" + std::to_string(i)).cue(1s, "Ann", talk)).value();
  }
  writer.commit().value();
  auto searcher = Searcher::open(dir / "index").value();
  const auto query = Query::parse("kettle NEAR/900 teapot NEAR/900 kettle NEAR/900 teapot");
  const auto late = searcher.search(query, {.deadline = 1ms}).value();
  BOOST_TEST(!late.complete);
  BOOST_TEST(late.episodes.at_most >= late.episodes.at_least);
}

BOOST_AUTO_TEST_SUITE_END()
