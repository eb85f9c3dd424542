#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include <whensaid/query.hpp>

#include "query/tree.hpp"
#include "support/query_tree.hpp"
#include "support/show_warnings.hpp"

using namespace whensaid;
using namespace std::string_view_literals;
using support::show_tree;
using support::show_warnings;

namespace {

struct Reading {
  std::string_view text;
  std::string_view tree;
  std::string_view canonical;
};

std::ostream& operator<<(std::ostream& out, const Reading& reading) { return out << reading.text; }

void check(const Reading& reading) {
  const auto parsed = Query::parse(reading.text);
  BOOST_TEST(show_tree(parsed.root()) == reading.tree);
  BOOST_TEST(parsed.to_string() == reading.canonical);
  BOOST_TEST((Query::parse(parsed.to_string()) == parsed));
}

struct Remark {
  std::string_view text;
  std::string_view canonical;
  std::vector<Warning> warnings;
};

std::ostream& operator<<(std::ostream& out, const Remark& remark) { return out << remark.text; }

}  // namespace

BOOST_AUTO_TEST_SUITE(query)

const std::vector<Reading> kWords{
    {"", "()", ""},
    {" \t\n ", "()", ""},
    {"sharding", "sharding", "sharding"},
    {"  sharding\tvitess \n", "(should sharding vitess)", "sharding vitess"},
    {"wide\u00a0space\u3000here\u2028too", "(should wide space here too)", "wide space here too"},
    {"GPT-4o C++ AT&T it's .NET a/b", "(should GPT-4o C++ AT&T it's .NET a/b)",
     "GPT-4o C++ AT&T it's .NET a/b"},
    {"and or not near near/5", "(should and or not near near/5)", "and or not near near/5"},
    {"ANDROID NOTHING NEARBY ORB", "(should ANDROID NOTHING NEARBY ORB)",
     "ANDROID NOTHING NEARBY ORB"},
    {"the the", "(should the the)", "the the"},
    {"größe 東京 ไทย", "(should größe 東京 ไทย)", "größe 東京 ไทย"},
};

BOOST_DATA_TEST_CASE(words_end_at_white_space_and_brackets_and_quotes_only, kWords) {
  check(sample);
}

const std::vector<Reading> kDashes{
    {"sharding -vitess", "(should sharding | not vitess)", "sharding -vitess"},
    {"sharding -\"edge network\"", "(should sharding | not \"edge network\")",
     "sharding -\"edge network\""},
    {"a -(b AND c)", "(should a | not (must b c))", "a -(b AND c)"},
    {"(-a b)", "(should b | not a)", "b -a"},
    {"self-driving a-b- c", "(should self-driving a-b- c)", "self-driving a-b- c"},
    {"a - b -- c -", "(should a b c)", "a b c"},
    {"--force ---x", "(should force x)", "force x"},
    {"-\ufeff--\ufeffx -\ufeff", "x", "x"},
    {"\"a\"-b (c)-d", "(must \"a\" c | should b d)", "\"a\" AND c b d"},
    {"a -AND", "(should a | not and)", "a -and"},
    {"a -NEAR/3 b", "(should a b | not near/3)", "a b -near/3"},
    {"a -b NEAR/5 c", "(should a | not (near/5 b c))", "a -b NEAR/5 c"},
    {"a - -b", "(should a | not b)", "a -b"},
    {"a -\"\" b", "(should a b)", "a b"},
};

BOOST_DATA_TEST_CASE(a_dash_excludes_only_directly_before_something, kDashes) { check(sample); }

const std::vector<Reading> kPhrases{
    {"\"edge network\"", "\"edge network\"", "\"edge network\""},
    {"\" edge \n  network \"", "\"edge network\"", "\"edge network\""},
    {"\"sharding\"", "\"sharding\"", "\"sharding\""},
    {"“edge network” „am Rand“ «au bord» »am Rand«",
     "(must \"edge network\" \"am Rand\" \"au bord\" \"am Rand\")",
     "\"edge network\" AND \"am Rand\" AND \"au bord\" AND \"am Rand\""},
    {"“edge network\"", "\"edge network\"", "\"edge network\""},
    {"\"edge network\" vitess", "(must \"edge network\" | should vitess)",
     "\"edge network\" vitess"},
    {"vitess \"edge network\" mysql", "(must \"edge network\" | should vitess mysql)",
     "\"edge network\" vitess mysql"},
    {"a\"b c\"d", "(must \"b c\" | should a d)", "\"b c\" a d"},
    {"\"(AND) -NOT\"", "\"(AND) -NOT\"", "\"(AND) -NOT\""},
    {"\"a\" OR \"b\"", "(should \"a\" \"b\")", "\"a\" OR \"b\""},
    {"\"\" \" \" a", "a", "a"},
};

BOOST_DATA_TEST_CASE(what_stands_in_quotes_is_a_phrase_and_required, kPhrases) { check(sample); }

const std::vector<Reading> kOperators{
    {"sharding AND vitess", "(must sharding vitess)", "sharding AND vitess"},
    {"sharding OR vitess", "(should sharding vitess)", "sharding vitess"},
    {"sharding NOT vitess", "(should sharding | not vitess)", "sharding -vitess"},
    {"a AND b AND c", "(must a b c)", "a AND b AND c"},
    {"a AND NOT b", "(should a | not b)", "a -b"},
    {"NOT a AND b", "(should b | not a)", "b -a"},
    {"a AND b AND NOT c", "(must a b | not c)", "a AND b -c"},
    {"NOT NOT a", "a", "a"},
    {"NOT -a", "a", "a"},
    {"NOT NOT NOT a b", "(should b | not a)", "b -a"},
    {"(a)AND(b)", "(must a b)", "a AND b"},
    {"\"a\"OR\"b\"", "(should \"a\" \"b\")", "\"a\" OR \"b\""},
    {"sharding NEAR postgres", "(near/10 sharding postgres)", "sharding NEAR/10 postgres"},
    {"sharding NEAR/5 postgres", "(near/5 sharding postgres)", "sharding NEAR/5 postgres"},
    {"a NEAR/5 \"b c\" NEAR/5 d", "(near/5 a \"b c\" d)", "a NEAR/5 \"b c\" NEAR/5 d"},
    {"(a) NEAR/2 (\"b\")", "(near/2 a \"b\")", "a NEAR/2 \"b\""},
};

BOOST_DATA_TEST_CASE(operators_join_what_stands_on_their_sides, kOperators) { check(sample); }

const std::vector<Reading> kPrecedence{
    {"a OR b AND c NEAR/2 d", "(should a (must b (near/2 c d)))", "a OR b AND c NEAR/2 d"},
    {"a AND b OR c AND d", "(should (must a b) (must c d))", "a AND b OR c AND d"},
    {"a AND (b OR c) AND d", "(must a (should b c) d)", "a AND (b c) AND d"},
    {"a AND b NEAR/3 c AND NOT d NEAR/4 e", "(must a (near/3 b c) | not (near/4 d e))",
     "a AND b NEAR/3 c -d NEAR/4 e"},
    {"a b AND c d", "(must b c | should a d)", "b AND c a d"},
    {"a b OR c d", "(should a b c d)", "a b c d"},
    {"a OR b AND NOT c", "(should a (should b | not c))", "a OR b AND NOT c"},
    {"a OR b -c", "(should a b | not c)", "a b -c"},
    {"a b AND NOT c", "(should a b | not c)", "a b -c"},
};

BOOST_DATA_TEST_CASE(near_binds_tighter_than_not_than_and_than_or_than_nothing, kPrecedence) {
  check(sample);
}

const std::vector<Reading> kRequired{
    {"(sharding) vitess", "(must sharding | should vitess)", "+sharding vitess"},
    {"(mysql OR postgres) AND metal", "(must (should mysql postgres) metal)",
     "(mysql postgres) AND metal"},
    {"mysql (lock OR latch)", "(must (should lock latch) | should mysql)", "(lock latch) mysql"},
    {"mysql (lock latch)", "(must (should lock latch) | should mysql)", "(lock latch) mysql"},
    {"mysql lock OR \"row lock\"", "(should mysql lock \"row lock\")",
     "mysql OR lock OR \"row lock\""},
    {"(a) b OR \"c\"", "(must a | should b \"c\")", "+a b OR \"c\""},
    {"a NEAR/3 b c", "(must (near/3 a b) | should c)", "a NEAR/3 b c"},
    {"(a -b) c", "(must a | should c | not b)", "+a c -b"},
    {"(a b -c) d", "(must (should a b) | should d | not c)", "(a b) d -c"},
    {"(a AND b) (c AND d)", "(must a b c d)", "a AND b AND c AND d"},
};

BOOST_DATA_TEST_CASE(beside_others_words_are_wished_for_and_brackets_required, kRequired) {
  check(sample);
}

const std::vector<Reading> kShapes{
    {"=sharded", "=sharded", "=sharded"},
    {"==a =\"b c\" =", "(must \"b c\" | should ==a = =)", "\"b c\" ==a = ="},
    {"shard* w?rd *fix", "(should shard* w?rd *fix)", "shard* w?rd *fix"},
    {"what is raft?", "(should what is raft?)", "what is raft?"},
    {"shard*, and?", "(should shard* and?)", "shard* and?"},
    {"/shard(ing|ed)/ /etc /a/b", "(should /shard(ing|ed)/ /etc /a/b)",
     "/shard(ing|ed)/ /etc /a/b"},
    {"(/a/) /b\\/c/", "(must /a/ | should /b\\/c/)", "+/a/ /b\\/c/"},
    {"vites~ vites~2 vites~3 ~a a~b", "(should vites~1 vites~2 vites~3 ~a a~b)",
     "vites~1 vites~2 vites~3 ~a a~b"},
    {"*", "*", "*"},
    {"raft ** -*", "(must * | should raft | not *)", "* raft -*"},
    {"-shard* +vites~", "(should vites~1 | not shard*)", "vites~1 -shard*"},
};

BOOST_DATA_TEST_CASE(words_may_have_a_shape_only, kShapes) { check(sample); }

const std::vector<Reading> kFields{
    {"title:raft", "(within title: raft)", "title:raft"},
    {"title:edge network", "(must (within title: edge) | should network)", "title:edge network"},
    {"text:\"edge network\"", "(within speech: \"edge network\")", "text:\"edge network\""},
    {"chapter:(raft OR paxos) a", "(must (within chapter: (should raft paxos)) | should a)",
     "chapter:(raft paxos) a"},
    {"guest:sam OR host:ann", "(should (within guest: sam) (within host: ann))",
     "guest:sam OR host:ann"},
    {"-show:x raft", "(should raft | not (within show: x))", "raft -show:x"},
    {"title:(a NEAR/2 b)", "(within title: (near/2 a b))", "title:(a NEAR/2 b)"},
    {"title:shard*", "(within title: shard*)", "title:shard*"},
    {"title:AND", "(within title: and)", "title:and"},
    {"title:(-a)", "(within title: (must * | not a))", "title:(* -a)"},
    {"title:note:x", "(within title: \"note:x\")", "title:\"note:x\""},
    {"https://example.org 12:30 Kubernetes: x", "(should https://example.org 12:30 Kubernetes: x)",
     "https://example.org 12:30 Kubernetes: x"},
    {"\"title:x\"", "\"title:x\"", "\"title:x\""},
};

BOOST_DATA_TEST_CASE(a_field_looks_in_one_part_of_the_episode, kFields) { check(sample); }

const std::vector<Reading> kRestrictions{
    {"speaker:\"Sam Lambert\" (sharding OR vitess)",
     "(within by Sam Lambert: (should sharding vitess))",
     "speaker:\"Sam Lambert\" sharding vitess"},
    {"sharding vitess speaker:sam", "(within by sam: (should sharding vitess))",
     "speaker:\"sam\" sharding vitess"},
    {"speaker:sam", "(within by sam: *)", "speaker:\"sam\""},
    {"speaker:sam speaker:(ann OR \"bo b\") -speaker:c x",
     "(within by ann by bo b by sam not by c: x)",
     "speaker:\"ann\" speaker:\"bo b\" speaker:\"sam\" -speaker:\"c\" x"},
    {"(speaker:sam raft) OR paxos", "(should (within by sam: raft) paxos)",
     "(speaker:\"sam\" raft) OR paxos"},
    {"-(speaker:sam raft) x", "(should x | not (within by sam: raft))",
     "x -(speaker:\"sam\" raft)"},
    {"speaker:sam -raft", "(within by sam: (must * | not raft))", "speaker:\"sam\" * -raft"},
    {"speaker:sam AND raft", "(within by sam: raft)", "speaker:\"sam\" raft"},
    {"kind:chapter,speech raft", "(within chapter speech: raft)", "kind:chapter,speech raft"},
    {"-kind:speech -kind:chapter,guest,host raft", "(within title description: raft)",
     "kind:title,description raft"},
    {"at:<10m raft", "(within at <10m: raft)", "at:<10m raft"},
    {"at:30m..1h -at:>45m at:<5 raft", "(within at <5m at 30m..45m: raft)",
     "at:<5m at:30m..45m raft"},
    {"at:1:30 raft", "(within at 1m30s..<1m31s: raft)", "at:1m30s..<1m31s raft"},
    {"in:turn raft paxos", "(within one turn: (must raft paxos))", "in:turn raft AND paxos"},
    {"raft in:chapter OR paxos", "(within one chapter: (must raft paxos))",
     "in:chapter raft AND paxos"},
    {"in:turn raft OR paxos", "(within one turn: (should raft paxos))", "in:turn raft OR paxos"},
    {"in:episode raft paxos", "(must raft paxos)", "raft AND paxos"},
    {"in:turn (a +b) c", "(within one turn: (must b c | should a))", "in:turn (b AND c a)"},
    {"in:turn raft OR paxos -\"a b\"", "(within one turn: (should raft paxos | not \"a b\"))",
     "in:turn raft OR paxos -\"a b\""},
    {"in:turn in:chapter a", "(within one turn: a)", "in:turn a"},
    {"in:chapter (in:turn a b) c", "(within one chapter: (must (within one turn: (must a b)) c))",
     "in:chapter (in:turn a AND b) AND c"},
};

BOOST_DATA_TEST_CASE(some_fields_hold_for_the_whole_bracket, kRestrictions) { check(sample); }

const std::vector<Reading> kEpisodes{
    {"published:2024", "published:2024-01-01..2024-12-31", "published:2024-01-01..2024-12-31"},
    {"published:2025-01..2025-09", "published:2025-01-01..2025-09-30",
     "published:2025-01-01..2025-09-30"},
    {"published:2025-09..2025-01", "published:2025-01-01..2025-09-30",
     "published:2025-01-01..2025-09-30"},
    {"published:>2024", "published:>=2025-01-01", "published:>=2025-01-01"},
    {"published:..2024-02", "published:<2024-03-01", "published:<2024-03-01"},
    {"published:2024-02-29 published:2w", "(must published:2024-02-29 published:14d)",
     "published:2024-02-29 AND published:14d"},
    {"duration:>30m duration:..1h30m", "(must duration:>30m duration:<=1h30m)",
     "duration:>30m AND duration:<=1h30m"},
    {"duration:45:00..1:02:03.", "()", ""},
    {"duration:90s..<1h2m3.5s", "duration:1m30s..<1h2m3.500s", "duration:1m30s..<1h2m3.500s"},
    {"season:3 number:10..20", "(must season:3 number:10..20)", "season:3 AND number:10..20"},
    {"number:>5", "number:>=6", "number:>=6"},
    {"lang:EN,de raft", "(must lang:de,en | should raft)", "lang:de,en raft"},
    {"-lang:de raft OR published:2024-01-02", "(should raft published:2024-01-02 | not lang:de)",
     "raft OR published:2024-01-02 -lang:de"},
};

BOOST_AUTO_TEST_CASE(other_fields_choose_episodes) {
  for (const auto& reading : kEpisodes) {
    BOOST_TEST_CONTEXT(reading.text) check(reading);
  }
}

const std::vector<Reading> kDistances{
    {"a NEAR/30s b", "(near/30000ms a b)", "a NEAR/30s b"},
    {"a NEAR/2m b", "(near/120000ms a b)", "a NEAR/120s b"},
    {"a BEFORE b BEFORE c", "(before/10 a b c)", "a BEFORE/10 b BEFORE/10 c"},
    {"a BEFORE/5s \"b c\"", "(before/5000ms a \"b c\")", "a BEFORE/5s \"b c\""},
    {"(\"edge network\" OR cdn) NEAR/8 latency", "(near/8 (should \"edge network\" cdn) latency)",
     "(\"edge network\" OR cdn) NEAR/8 latency"},
    {"shard* NEAR/3 =vitess", "(near/3 shard* =vitess)", "shard* NEAR/3 =vitess"},
    {"before BEFORE/x", "(should before before/x)", "before before/x"},
};

BOOST_AUTO_TEST_CASE(near_counts_words_or_seconds_in_either_or_in_this_order) {
  for (const auto& reading : kDistances) {
    BOOST_TEST_CONTEXT(reading.text) check(reading);
  }
}

const std::vector<Reading> kMerged{
    {"((a))", "a", "a"},
    {"(((a) (b)))", "(must a b)", "a AND b"},
    {"(a OR (b OR (c)))", "(should a b c)", "a b c"},
    {"(a AND (b AND c))", "(must a b c)", "a AND b AND c"},
    {"-(a OR b) c", "(should c | not a b)", "c -a -b"},
    {"a AND (-b)", "(should a | not b)", "a -b"},
    {"a -(-b)", "(must b | should a)", "+b a"},
    {"a AND NOT (-b)", "(must a b)", "a AND b"},
    {"a AND -(-b -c)", "(must a (should b c))", "a AND (b c)"},
    {"-(a -b) c", "(should c | not (should a | not b))", "c -(a -b)"},
    {"(a OR b) -c", "(should a b | not c)", "a b -c"},
};

BOOST_DATA_TEST_CASE(groups_that_say_the_same_have_one_tree, kMerged) { check(sample); }

const std::vector<Remark> kRemarks{
    {"AND a", "a", {{1, 1, "AND has nothing on its left: left out"}}},
    {"a AND", "a", {{1, 3, "AND has nothing on its right: left out"}}},
    {"a OR )",
     "a",
     {{1, 3, "OR has nothing on its right: left out"},
      {1, 6, "the bracket closes nothing: left out"}}},
    {"a AND OR b", "a b", {{1, 3, "AND has nothing on its right: left out"}}},
    {"a NOT", "a", {{1, 3, "NOT has nothing to exclude: left out"}}},
    {"(a AND NOT) b", "+a b", {{1, 8, "NOT has nothing to exclude: left out"}}},
    {"NEAR a", "near a", {{1, 1, "NEAR has nothing on its left: read as a word"}}},
    {"a NEAR", "a near", {{1, 3, "NEAR has nothing on its right: read as a word"}}},
    {"a AND NEAR/3 b", "a AND near/3 b", {{1, 7, "NEAR has nothing on its left: read as a word"}}},
    {"a NEAR/0 b", "a NEAR/1 b", {{1, 3, "NEAR/1 is the nearest: read as that"}}},
    {"a NEAR/99999 b", "a NEAR/1000 b", {{1, 3, "NEAR/1000 is the widest: read as that"}}},
    {"a NEAR/99999999999999999999 b",
     "a NEAR/1000 b",
     {{1, 3, "NEAR/1000 is the widest: read as that"}}},
    {"a NEAR/abc b",
     "a NEAR/10 b",
     {{1, 3,
       "NEAR takes a number of words or seconds, as in NEAR/5 or NEAR/30s: read as NEAR/10"}}},
    {"a NEAR/-5 b",
     "a NEAR/10 b",
     {{1, 3,
       "NEAR takes a number of words or seconds, as in NEAR/5 or NEAR/30s: read as NEAR/10"}}},
    {"a NEAR/ b",
     "a NEAR/10 b",
     {{1, 3,
       "NEAR takes a number of words or seconds, as in NEAR/5 or NEAR/30s: read as NEAR/10"}}},
    {"a NEAR/2 b NEAR/7 c",
     "a NEAR/7 b NEAR/7 c",
     {{1, 12, "one distance holds for words joined by NEAR: the widest is taken"}}},
    {"a NEAR/5 (b AND c)",
     "b AND c AND a",
     {{1, 10,
       "NEAR takes words, phrases and brackets of alternatives: beside this it is read as AND"}}},
    {"(a NEAR/2 b) NEAR/5 c NEAR/5 d",
     "a NEAR/2 b AND c NEAR/5 d",
     {{1, 1,
       "NEAR takes words, phrases and brackets of alternatives: beside this it is read as AND"}}},
    {"a NEAR/5 title:b",
     "title:b AND a",
     {{1, 10,
       "NEAR takes words, phrases and brackets of alternatives: beside this it is read as AND"}}},
    {"a NEAR/5 b NEAR/5s c",
     "a NEAR/5 b NEAR/5 c",
     {{1, 12, "one distance holds for words joined by NEAR: the first is taken"}}},
    {"a NEAR/0s b", "a NEAR/1s b", {{1, 3, "NEAR/1s is the nearest: read as that"}}},
    {"a BEFORE/99m b", "a BEFORE/3600s b", {{1, 3, "BEFORE/3600s is the widest: read as that"}}},
    {"a + ", "a", {}},
    {"note:this one",
     "\"note:this\" one",
     {{1, 1, "there is no such field: read as a phrase; query_fields() and --help list them"}}},
    {"title: raft",
     "\"title:\" raft",
     {{1, 1, "a field and its value stand together, as in title:raft: read as a word"}}},
    {"title:() raft",
     "raft",
     {{1, 1, "title: holds nothing: left out"}, {1, 7, "the brackets hold nothing: left out"}}},
    {"published:soon raft",
     "raft",
     {{1, 1,
       "published: cannot be that; it is written as in published:2025-01..2025-09: left out"}}},
    {"duration:(long) raft",
     "raft",
     {{1, 1, "duration: cannot be that; it is written as in duration:>30m: left out"}}},
    {"speaker:(a AND b) raft",
     "raft",
     {{1, 1, "speaker: takes names, several joined by OR: left out"}}},
    {"speaker:sam OR raft",
     "speaker:\"sam\" raft",
     {{1, 1, "this holds for the whole bracket, beside OR as well"}}},
    {"a NEAR ()", "a", {{1, 8, "the brackets hold nothing: left out"}}},
    {"\"edge network",
     "\"edge network\"",
     {{1, 1, "the quote is never closed: it ends with the query"}}},
    {"5\"", "5", {{1, 2, "the quotes hold nothing: left out"}}},
    {"a (b c", "(b c) a", {{1, 3, "the bracket is never closed: it ends with the query"}}},
    {"a) b", "a b", {{1, 2, "the bracket closes nothing: left out"}}},
    {"main() x", "main x", {{1, 5, "the brackets hold nothing: left out"}}},
    {"a OR NOT b", "a -b", {{1, 6, "NOT beside OR is read as: in none of the alternatives"}}},
    {"a OR (-b)", "a -b", {{1, 6, "NOT beside OR is read as: in none of the alternatives"}}},
    {"-a -b", "-a -b", {{1, 0, "nothing is searched for: the query only excludes"}}},
    {"ä AND", "ä", {{1, 4, "AND has nothing on its right: left out"}}},
};

BOOST_DATA_TEST_CASE(what_looks_like_a_mistake_is_read_sensibly_with_its_column, kRemarks) {
  const auto parsed = Query::parse(sample.text);
  BOOST_TEST(parsed.to_string() == sample.canonical);
  BOOST_TEST(show_warnings(parsed.warnings()) == show_warnings(sample.warnings));
  BOOST_TEST((Query::parse(sample.canonical) == parsed));
}

BOOST_AUTO_TEST_CASE(what_is_understood_as_typed_leaves_no_warning) {
  for (const auto* const readings : {&kWords, &kOperators, &kPrecedence, &kRequired, &kMerged}) {
    for (const auto& reading : *readings) {
      BOOST_TEST_CONTEXT(reading.text)
      BOOST_TEST(show_warnings(Query::parse(reading.text).warnings()) == "");
    }
  }
}

BOOST_AUTO_TEST_CASE(broken_text_is_repaired_and_columns_count_in_the_text_as_it_came) {
  const auto parsed = Query::parse("a\x80\xff b\x01 \xe2\x82 AND");
  BOOST_TEST(parsed.to_string() == "a\ufffd\ufffd b \ufffd");
  BOOST_TEST(show_warnings(parsed.warnings()) == "1:11: AND has nothing on its right: left out\n");
  BOOST_TEST(Query::parse("a\0b\r\nc"sv).to_string() == "ab c");
}

BOOST_AUTO_TEST_CASE(a_query_is_empty_when_there_is_nothing_to_search_for) {
  for (const auto* const text : {"", " ", "()", "\"\"", "-", "AND", "-a", "NOT (a OR b)"}) {
    BOOST_TEST_CONTEXT(text) BOOST_TEST(Query::parse(text).empty());
  }
  for (const auto* const text : {"a", "\"a\"", "a -b", "a NEAR b", "NEAR"}) {
    BOOST_TEST_CONTEXT(text) BOOST_TEST(!Query::parse(text).empty());
  }
}

BOOST_AUTO_TEST_CASE(queries_are_equal_when_their_trees_are) {
  BOOST_TEST((Query::parse("a  b") == Query::parse("a OR b")));
  BOOST_TEST((Query::parse("a b") != Query::parse("b a")));
}

BOOST_AUTO_TEST_CASE(while_typing_the_last_word_is_a_beginning) {
  for (const auto& [text, canonical] : std::vector<std::pair<std::string_view, std::string_view>>{
           {"edge netw", "edge netw*"},
           {"edge netw ", "edge netw"},
           {"edge netw?", "edge netw?"},
           {"edge netw*", "edge netw*"},
           {"edge =netw", "edge =netw"},
           {"\"edge netw", "\"edge netw\""},
           {"(edge OR netw", "edge netw*"},
           {"(edge) ", "edge"},
           {"title:ra", "title:ra*"},
           {"edge AND", "edge"},
           {"speaker:sam", "speaker:\"sam\""},
           {"", ""},
       }) {
    BOOST_TEST_CONTEXT(text) BOOST_TEST(Query::parse_typing(text).to_string() == canonical);
  }
}

BOOST_AUTO_TEST_SUITE_END()
