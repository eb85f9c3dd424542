// The test that tells better from lucky, dumps, and what is reported of a run.

#include <boost/test/unit_test.hpp>

#include <cmath>
#include <fstream>
#include <optional>

#include <whensaid/result.hpp>

#include "compare.hpp"
#include "contest.hpp"
#include "measure.hpp"
#include "picture.hpp"
#include "report.hpp"
#include "results.hpp"
#include "whensaid_engine.hpp"

using namespace whensaid;
using namespace whensaid::bench;

namespace {

Results::Line line_of(const std::string& engine, const std::vector<std::size_t>& ranks) {
  Results::Line line{"g", "kites", engine, "1", {}, {}};
  for (const std::size_t rank : ranks) {
    line.ids.push_back(numbered("q", line.ids.size()));
    line.verdicts.push_back(Verdict{rank, std::nullopt, Nanos{5000}});
  }
  return line;
}

bool holds(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(comparison)

BOOST_AUTO_TEST_CASE(five_pairs_that_all_say_the_same_are_one_chance_in_sixteen) {
  // All signs alike in 2 of the 32 ways to swap five pairs.
  const std::vector<double> a(5, 0.5);
  const std::vector<double> b(5, 1.0);
  const Comparison result = compare(a, b, 1);
  BOOST_TEST(result.mrr_a == 0.5);
  BOOST_TEST(result.mrr_b == 1.0);
  BOOST_TEST(result.b_better == 5U);
  BOOST_TEST(result.a_better == 0U);
  BOOST_TEST(std::abs(result.p - 2.0 / 32) < 0.01);
}

BOOST_AUTO_TEST_CASE(a_difference_of_three_pairs_is_as_fisher_counts_it) {
  // Differences of 1, 1/2 and -1/2 add up to 1. Of the eight ways to swap, the two in which the
  // largest stands against both others add up to 0, the rest to 1 or 2.
  const std::vector<double> a{0.0, 0.5, 0.5};
  const std::vector<double> b{1.0, 1.0, 0.0};
  const Comparison result = compare(a, b, 7);
  BOOST_TEST(result.b_better == 2U);
  BOOST_TEST(result.a_better == 1U);
  BOOST_TEST(std::abs(result.p - 6.0 / 8) < 0.02);
}

BOOST_AUTO_TEST_CASE(equal_rankings_are_no_evidence_and_many_better_ones_are) {
  const std::vector<double> same{1, 0.5, 0, 0.1};
  BOOST_TEST(compare(same, same, 1).p == 1.0);
  const std::vector<double> low(100, 0.1);
  const std::vector<double> high(100, 0.2);
  BOOST_TEST(compare(low, high, 1).p == 1.0 / (kPermutations + 1));
  BOOST_TEST(compare({}, {}, 1).questions == 0U);
}

BOOST_AUTO_TEST_CASE(the_same_seed_tosses_the_same) {
  const std::vector<double> a{0, 1, 0.5, 0.25, 1, 0.2};
  const std::vector<double> b{1, 0.5, 1, 0.5, 0.1, 1};
  BOOST_TEST(compare(a, b, 3).p == compare(a, b, 3).p);
}

BOOST_AUTO_TEST_CASE(a_dump_is_read_as_it_was_written) {
  const ScratchFolder scratch;
  const auto path = scratch.path() / "dump.tsv";
  const std::vector<Results::Line> lines{line_of("ours", {1, 3, 0, 7}),
                                         line_of("theirs", {2, 0, 0, 7})};
  write_dump(path, lines);
  const Dump dump = read_dump(path);
  BOOST_TEST((dump.engines == std::vector<std::string>{"ours", "theirs"}));
  const auto from_file = compare_classes(dump, "theirs", dump, "ours", 1);
  const Dump held = to_dump(lines);
  const auto from_memory = compare_classes(held, "theirs", held, "ours", 1);
  BOOST_REQUIRE(from_file.size() == 1U);
  BOOST_REQUIRE(from_memory.size() == 1U);
  BOOST_TEST(from_file[0].of_class == "kites");
  BOOST_TEST(from_file[0].comparison.questions == 4U);
  BOOST_TEST(from_file[0].comparison.b_better == 2U);
  BOOST_TEST(from_file[0].comparison.hit_at_10_b == 0.75);
  BOOST_TEST(from_file[0].comparison.p == from_memory[0].comparison.p);
}

BOOST_AUTO_TEST_CASE(only_questions_that_both_were_asked_are_compared) {
  const Dump a = to_dump({line_of("whensaid", {1, 1, 1})});
  const Dump b = to_dump({line_of("whensaid", {2, 2})});
  const auto compared = compare_classes(a, "whensaid", b, "whensaid", 1);
  BOOST_REQUIRE(compared.size() == 1U);
  BOOST_TEST(compared[0].comparison.questions == 2U);
  BOOST_TEST(compare_classes(a, "whensaid", b, "unknown", 1).empty());
}

BOOST_AUTO_TEST_CASE(a_line_that_is_none_of_a_dump_is_named) {
  const ScratchFolder scratch;
  const auto path = scratch.path() / "dump.tsv";
  for (const std::string line : {"", "a\tb\tc", "a\tb\tc\tx", "a\tb\tc\t2", "a\tb\tc\t0.5x"}) {
    std::ofstream(path) << "head\na\tb\tc\t0.5\n" << line << '\n';
    BOOST_TEST_CONTEXT(line) {
      BOOST_CHECK_EXCEPTION(
          static_cast<void>(read_dump(path)), Failure, [](const Failure& failure) {
            return std::string_view(failure.what()).find("dump.tsv:3: ") != std::string_view::npos;
          });
    }
  }
  BOOST_CHECK_THROW(static_cast<void>(read_dump(scratch.path() / "none")), Failure);
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(results)

BOOST_AUTO_TEST_CASE(lines_are_in_order_of_groups_then_classes_then_engines) {
  Results results;
  const auto ours = whensaid_engine({}, "ours");
  const auto theirs = whensaid_engine({}, "theirs");
  Question question;
  question.group = "names";
  question.classes = {"name, 2 edits"};
  results.add(question, *ours, {});
  results.add(question, *theirs, {});
  question.classes = {"name, 1 edit"};
  results.add(question, *ours, {});
  question.group = "bags";
  question.classes = {"bag"};
  results.add(question, *ours, {});
  std::string order;
  for (const Results::Line& line : results.lines())
    order += line.of_class + ' ' + line.engine + '|';
  BOOST_TEST(order == "name, 1 edit ours|name, 2 edits ours|name, 2 edits theirs|bag ours|");
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(report)

BOOST_AUTO_TEST_CASE(what_is_kept_is_counted_over_what_an_exhaustive_search_finds) {
  const auto lines = summarise_lines(
      {line_of("N = 20", {1, 0, 4, 2}), line_of(std::string(kExhaustiveName), {1, 3, 0, 10})});
  BOOST_REQUIRE(lines.size() == 2U);
  BOOST_TEST(std::abs(lines[0].kept.value() - 2.0 / 3) < 1e-9);
  BOOST_TEST(lines[1].kept.value() == 1.0);
  BOOST_TEST(!summarise_lines({line_of("whensaid", {1})})[0].kept.has_value());
}

BOOST_AUTO_TEST_CASE(a_report_is_written_as_json) {
  const ScratchFolder scratch;
  const auto path = scratch.path() / "report.json";
  Report report;
  report.conditions = {{"seed", "7"}};
  report.lines = summarise_lines({line_of("ours", {1, 2}), line_of("theirs", {0, 1})});
  const Dump dump = to_dump({line_of("ours", {1, 2}), line_of("theirs", {0, 1})});
  report.comparisons = compare_classes(dump, "theirs", dump, "ours", 1);
  write_json(path, report);
  std::ifstream file(path);
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  for (const std::string part : {R"("seed": "7")", R"("mrr_at_10": 0.75)", R"("a": "theirs")",
                                 R"("entry_error_median_s": null)", R"("b_better": 1)"}) {
    BOOST_TEST_CONTEXT(part) { BOOST_TEST(holds(text, part)); }
  }
  BOOST_CHECK_THROW(write_json(scratch.path() / "none" / "report.json", report), Failure);
}

BOOST_AUTO_TEST_CASE(bars_stand_for_each_class_and_engine) {
  auto lines = summarise_lines({line_of("ours", {1, 2}), line_of("theirs", {0, 1})});
  lines[0].of_class = lines[1].of_class = R"(kites "in" a\b)";
  const std::string script = script_of_bars(lines, "a picture.svg");
  BOOST_TEST(holds(script, "set output \"a picture.svg\""));
  BOOST_TEST(holds(script, R"("kites \"in\" a\\b" 0)"));
  BOOST_TEST(holds(script, "title \"ours\""));
  BOOST_TEST(holds(script, "title \"theirs\""));
  BOOST_TEST(holds(script, " 0.7500 1.0000 "));  // MRR and hit@10 of ours
}

BOOST_AUTO_TEST_CASE(curves_leave_out_the_parts_of_a_class) {
  Results::Line part = line_of("N = 20", {1});
  part.of_class = "kites (red)";
  const auto lines = summarise_lines(
      {line_of("N = 20", {1, 0, 1, 1}), line_of(std::string(kExhaustiveName), {1, 1, 1, 1}), part});
  const std::string script = script_of_recall(lines, "recall.svg");
  BOOST_TEST(holds(script, "\"N = 20\" 0, \"exhaustive\" 1"));
  BOOST_TEST(holds(script, "0 0.7500 "));
  BOOST_TEST(holds(script, "title \"kites\""));
  BOOST_TEST(!holds(script, "red"));
}

BOOST_AUTO_TEST_SUITE_END()
