// Timing engines and reporting it, with an engine whose answers are known.

#include <fstream>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include <boost/test/unit_test.hpp>
#include <whensaid/result.hpp>

#include "apart.hpp"
#include "measure.hpp"
#include "speed_report.hpp"
#include "timing.hpp"

using namespace whensaid;
using namespace whensaid::bench;
using namespace std::chrono_literals;

namespace {

/// Says what it was asked, takes what it is told to take.
class FakeEngine final : public Engine {
 public:
  FakeEngine(std::string name, Nanos takes, std::vector<std::string>& asked)
      : name_(std::move(name)), takes_(takes), asked_(asked) {}

  std::string name() const override { return name_; }
  std::string version() const override { return "1"; }
  void create(const std::filesystem::path& /*path*/) override {}
  void add(Episode&& /*episode*/) override {}
  void finish() override {}
  void open(const std::filesystem::path& /*path*/) override {}
  std::vector<Found> search(const Ask& ask, Detail /*detail*/) override {
    asked_.push_back(name_ + ":" + ask.text);
    std::vector<Found> found;
    if (ask.text != "nothing") found.emplace_back();
    return found;
  }
  std::optional<std::string> cannot(const Ask& ask) const override {
    if (ask.match != Match::near) return std::nullopt;
    return "it knows no distance";
  }
  std::optional<Spent> spent() const override { return Spent{2 * takes_, takes_}; }
  std::unique_ptr<Engine> another() const override {
    return std::make_unique<FakeEngine>(name_, takes_, asked_);
  }

 private:
  std::string name_;
  Nanos takes_;
  std::vector<std::string>& asked_;
};

QueryClass queries(std::string name, Match match, const std::vector<std::string>& texts) {
  QueryClass made{std::move(name), {}};
  for (const std::string& text : texts) made.asks.push_back(Ask{match, text, {}});
  return made;
}

Timing timing(std::string engine, std::vector<double> us) {
  Timing made;
  made.engine = std::move(engine);
  made.of_class = "words";
  made.detail = Detail::whole;
  made.answered = us.size();
  made.cpu_us = us;
  made.wall_us = us;
  made.round_cpu_us = us;
  return made;
}

BuildLine build_line(std::string engine, double cpu_s, std::uint64_t disk_bytes) {
  BuildLine line{std::move(engine), "1.0", "text", {}, {}};
  line.built.text_bytes = 2'000'000;
  line.built.cpu_s = cpu_s;
  line.built.wall_s = cpu_s;
  line.built.disk_bytes = disk_bytes;
  return line;
}

SpeedReport small_report() {
  SpeedReport report;
  report.conditions = {{"machine", "a small one"}};
  report.builds = {build_line("ours", 2, 1'000'000), build_line("theirs", 4, 500'000)};
  report.timings = {timing("ours", {10, 30}), timing("theirs", {5, 60})};
  report.rates = {Rate{"ours", Detail::whole, 2, {90, 100, 110}},
                  Rate{"theirs", Detail::whole, 2, {40, 50, 60}}};
  report.starts = {Start{"ours", 1, 2, 3, 4}, Start{"theirs", 4, 3, 2, 1}};
  report.absent = {Absent{"absentee", "not installed"}};
  return report;
}

bool holds(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(timing_engines)

BOOST_AUTO_TEST_CASE(engines_take_turns_and_the_first_round_does_not_count) {
  std::vector<std::string> asked;
  FakeEngine a("a", 10us, asked);
  FakeEngine b("b", 20us, asked);
  const std::vector<Engine*> engines{&a, &b};
  const auto timings =
      time_class(queries("words", Match::any, {"one", "nothing"}), engines, Detail::ids, 2);
  BOOST_REQUIRE(timings.size() == 2U);
  BOOST_TEST(timings[0].engine == "a");
  BOOST_TEST((timings[0].cpu_us == std::vector<double>{10, 10}));
  BOOST_TEST((timings[1].wall_us == std::vector<double>{40, 40}));
  BOOST_TEST(timings[1].round_cpu_us.size() == 2U);
  BOOST_TEST(timings[0].answered == 1U);
  // Two to warm up each engine, then three rounds in turns.
  BOOST_TEST(asked.size() == 4U + 3 * 4);
  for (std::size_t i = 4; i + 1 < asked.size(); i += 2) {
    BOOST_TEST(asked[i].substr(2) == asked[i + 1].substr(2));
    BOOST_TEST(asked[i].front() != asked[i + 1].front());
  }
}

BOOST_AUTO_TEST_CASE(an_engine_that_cannot_is_not_asked_and_says_why) {
  std::vector<std::string> asked;
  FakeEngine a("a", 1us, asked);
  const std::vector<Engine*> engines{&a};
  const QueryClass near = queries("NEAR", Match::near, {"one two"});
  const auto timings = time_class(near, engines, Detail::ids, 2);
  BOOST_TEST(timings.at(0).cannot == "it knows no distance");
  BOOST_TEST(timings.at(0).cpu_us.empty());
  BOOST_TEST(asked.empty());
  BOOST_TEST(time_class(queries("empty", Match::any, {}), engines, Detail::ids, 2).at(0).cannot ==
             "no such question in these episodes");

  const auto mixed = mixed_asks(
      {near, queries("x", Match::any, {"x1", "x2"}), queries("y", Match::any, {"y1"})}, engines);
  std::string texts;
  for (const Ask& ask : mixed) texts += ask.text + ' ';
  BOOST_TEST(texts == "x1 y1 x2 y1 ");
}

BOOST_AUTO_TEST_CASE(a_failure_in_a_thread_is_reported) {
  class Failing final : public Engine {
   public:
    std::string name() const override { return "failing"; }
    std::string version() const override { return ""; }
    void create(const std::filesystem::path& /*path*/) override {}
    void add(Episode&& /*episode*/) override {}
    void finish() override {}
    void open(const std::filesystem::path& /*path*/) override {}
    std::vector<Found> search(const Ask& /*ask*/, Detail /*detail*/) override {
      throw Failure(Error{Errc::corrupt, "broken"});
    }
    std::unique_ptr<Engine> another() const override { return std::make_unique<Failing>(); }
  };
  Failing engine;
  const std::vector<Ask> asks{Ask{Match::any, "x", {}}};
  BOOST_CHECK_THROW(static_cast<void>(queries_a_second(engine, asks, Detail::ids, 2, 10ms)),
                    Failure);
}

BOOST_AUTO_TEST_CASE(work_apart_gives_its_result_and_its_failures) {
  std::uint64_t peak = 0;
  BOOST_TEST(apart<int>(
                 "adding", [] { return 40 + 2; }, &peak) == 42);
  BOOST_TEST(peak > 0U);
  const auto fail = []() -> int { throw Failure(Error{Errc::io, "expected by a test"}); };
  BOOST_CHECK_THROW(apart<int>("failing", fail), Failure);
}

BOOST_AUTO_TEST_CASE(a_cold_start_is_measured_from_nothing) {
  const ScratchFolder scratch;
  const Runner runner = make_roster({"fts5"}).runners.at(0);
  const auto index = scratch.path() / "index";
  const auto builder = runner.make();
  builder->create(index);
  Episode episode;
  episode.id = "kites";
  episode.cues.emplace_back();
  episode.cues.back().text = "a kite";
  builder->add(std::move(episode));
  builder->finish();
  const std::vector<Ask> asks{Ask{Match::any, "kite", {}}, Ask{Match::any, "paper", {}}};
  const Start start = start_cold(runner, index, asks);
  BOOST_TEST(start.cold_open_ms > 0);
  BOOST_TEST(start.cold_first_ms > 0);
  BOOST_TEST(start.cold_p50_ms > 0);
  BOOST_CHECK_THROW(static_cast<void>(start_cold(runner, scratch.path() / "none", asks)),
                    std::exception);
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(speed_report)

BOOST_AUTO_TEST_CASE(the_best_of_each_is_bold_and_a_peer_that_is_ahead_is_named) {
  const std::string text = markdown(small_report());
  BOOST_TEST(holds(text, "machine: a small one"));
  BOOST_TEST(holds(text, "| ours | 1.0 | text | **2.00** | **2.00** | **1.00** |"));
  BOOST_TEST(holds(text, "| theirs | 1.0 | text | 4.00 | 4.00 | 0.50 |"));
  BOOST_TEST(holds(text, "| **0.25** |"));  // theirs, bytes a byte
  BOOST_TEST(holds(text, "| words | 10.0 / **30.0** / **30.0** | **5.00** / 60.0 / 60.0 |"));
  BOOST_TEST(holds(text, "- words: theirs 2.0 / 0.5\n"));
  BOOST_TEST(holds(text, "| whole answers, 2 threads | **100** | 50.0 |"));
  BOOST_TEST(holds(text, "| ours | **1.00** | **2.00** | 3.00 | 4.00 |"));
  BOOST_TEST(holds(text, "- absentee did not run: not installed"));
}

BOOST_AUTO_TEST_CASE(what_is_as_good_as_shown_is_as_good) {
  SpeedReport report = small_report();
  report.timings = {timing("ours", {10.01}), timing("theirs", {10.02})};
  BOOST_TEST(holds(markdown(report), "| words | **10.0** / **10.0** / **10.0** | **10.0** / "));
}

BOOST_AUTO_TEST_CASE(a_class_that_an_engine_cannot_do_is_a_dash_with_a_reason) {
  SpeedReport report = small_report();
  Timing cannot = timing("theirs", {});
  cannot.cannot = "no distances";
  report.timings = {timing("ours", {10}), cannot};
  const std::string text = markdown(report);
  BOOST_TEST(holds(text, "| words | **10.0** / **10.0** / **10.0** | - |"));
  BOOST_TEST(holds(text, "- theirs, words: no distances\n"));
  BOOST_TEST(holds(text, "Nobody is ahead of ours"));
  BOOST_TEST(!holds(markdown_details(report), "theirs"));
}

BOOST_AUTO_TEST_CASE(details_show_every_percentile_and_the_spread_of_rounds) {
  BOOST_TEST(holds(markdown_details(small_report()),
                   "| whole answers | words | ours | 2 of 2 | 10.0 | 30.0 | 30.0 | 10.0 | 30.0 | "
                   "30.0 | 10.0 to 30.0 |"));
}

BOOST_AUTO_TEST_CASE(of_an_index_that_was_built_again_the_median_counts) {
  std::vector<Built> tries(4);
  for (std::size_t i = 0; i < tries.size(); ++i) tries[i].wall_s = static_cast<double>(4 - i);
  tries[2].cpu_s = 7;
  const BuildLine line = median_build("ours", "text", tries);
  BOOST_TEST(line.built.wall_s == 2.0);
  BOOST_TEST(line.built.cpu_s == 7.0);
  BOOST_TEST((line.wall_s == std::vector<double>{1, 2, 3, 4}));
}

BOOST_AUTO_TEST_CASE(details_show_how_far_builds_differ) {
  SpeedReport report = small_report();
  report.builds.front().wall_s = {1, 2, 4};
  const std::string text = markdown_details(report);
  BOOST_TEST(holds(text, "| ours | 3 | 1.00 | 2.00 | 4.00 |"), text);
  BOOST_TEST(!holds(text, "| theirs | 3"));
}

BOOST_AUTO_TEST_CASE(an_unanswered_question_is_remarked) {
  SpeedReport report = small_report();
  report.timings.front().answered = 1;
  BOOST_TEST(holds(markdown(report), "- ours, words: answers 1 of 2 questions\n"));
}

BOOST_AUTO_TEST_CASE(json_holds_all_numbers) {
  const ScratchFolder scratch;
  const auto path = scratch.path() / "report.json";
  write_json(path, small_report());
  std::stringstream text;
  text << std::ifstream(path).rdbuf();
  for (const char* const part :
       {"\"machine\": \"a small one\"", "\"disk_bytes\": 500000", "\"queries_a_second\": 100.0",
        "\"cold_first_ms\": 2.0", "\"reason\": \"not installed\"", "\"detail\": \"whole answers\"",
        "\"p95\": 60.0"}) {
    BOOST_TEST(holds(text.str(), part), part);
  }
  BOOST_CHECK_THROW(write_json(scratch.path() / "no" / "report.json", small_report()), Failure);
}

BOOST_AUTO_TEST_CASE(the_picture_has_a_bar_for_each_engine_and_class) {
  const std::string script = script_of_speed(small_report(), "speed.svg");
  BOOST_TEST(holds(script, "$e0 << EOD\n"));
  BOOST_TEST(holds(script, "$e1 << EOD\n"));
  BOOST_TEST(holds(script, " 5.000 NaN\nEOD\n"));
  BOOST_TEST(holds(script, "title \"theirs\""));
}

BOOST_AUTO_TEST_SUITE_END()
