// Every engine that this machine has answers the same small questions; what they speak is tested
// without them.

#include <algorithm>
#include <string>
#include <vector>

#include <boost/test/unit_test.hpp>
#include <whensaid/result.hpp>

#include "measure.hpp"
#include "peers/fields.hpp"
#include "process.hpp"
#include "roster.hpp"
#include "timing.hpp"

using namespace whensaid;
using namespace whensaid::bench;
using namespace std::chrono_literals;

namespace {

Episode episode(std::string id, std::string title, Day published, std::vector<Cue> cues) {
  Episode made;
  made.id = std::move(id);
  made.title = std::move(title);
  made.language = "en";
  made.published = published;
  made.cues = std::move(cues);
  return made;
}

Cue cue(Millis start, std::string text) {
  Cue made;
  made.start = start;
  made.end = start + 5s;
  made.text = std::move(text);
  return made;
}

constexpr Day kSpring{std::chrono::days{19800}};
constexpr Day kSummer{std::chrono::days{19900}};

/// An engine and the index that it has open.
struct Opened {
  ScratchFolder scratch{};
  std::unique_ptr<Engine> engine{};
};

void index_episodes(const Runner& runner, const std::filesystem::path& path) {
  const auto builder = runner.make();
  builder->create(path);
  builder->add(episode("kites", "The kite maker", kSpring,
                       {cue(5s, "We never fly paper kites\tin a thunderstorm"),
                        cue(70s, "because the string gets wet in the rain")}));
  builder->add(episode("boats", "Regatta \\ sails", kSummer,
                       {cue(10s, "Boats that sail in the rain need varnish")}));
  builder->add(episode("bread", "A bakery", kSummer, {cue(10s, "Flour, water and patience")}));
  builder->finish();
}

/// Every engine of this machine, made once: a server and a virtual machine take their time.
const std::vector<std::unique_ptr<Opened>>& engines() {
  static const std::vector<std::unique_ptr<Opened>> all = [] {
    std::vector<std::unique_ptr<Opened>> made;
    for (const Runner& runner : make_roster().runners) {
      made.push_back(std::make_unique<Opened>());
      const auto path = made.back()->scratch.path() / runner.key;
      index_episodes(runner, path);
      made.back()->engine = runner.make();
      made.back()->engine->open(path);
    }
    return made;
  }();
  return all;
}

std::vector<std::string> answers(Engine& engine, const Ask& ask) {
  std::vector<std::string> episodes;
  for (const Found& one : engine.search(ask, Detail::ids)) episodes.push_back(one.episode);
  std::ranges::sort(episodes);
  episodes.erase(std::unique(episodes.begin(), episodes.end()), episodes.end());
  return episodes;
}

struct Question {
  Ask ask{};
  std::vector<std::string> episodes{};
};

const std::vector<Question>& questions() {
  static const std::vector<Question> all{
      {{Match::any, "varnish thunderstorm", {}}, {"boats", "kites"}},
      {{Match::all, "rain boats", {}}, {"boats"}},
      {{Match::phrase, "in the rain", {}}, {"boats", "kites"}},
      {{Match::phrase, "rain the in", {}}, {}},
      {{Match::prefix, "thun", {}}, {"kites"}},
      {{Match::near, "varnish sail", {}}, {"boats"}},
      {{Match::title, "regatta", {}}, {"boats"}},
      {{Match::title, "thunderstorm", {}}, {}},
      {{Match::any, "rain", Days{kSummer, kSummer}}, {"boats"}},
      {{Match::any, "zeppelin", {}}, {}}};
  return all;
}

bool has_mark(const Found& found) {
  const std::size_t begin = found.excerpt.find(kMarkBegin);
  return begin != std::string::npos && found.excerpt.find(kMarkEnd, begin) != std::string::npos;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(roster)

BOOST_AUTO_TEST_CASE(every_engine_of_this_machine_answers_every_kind_of_question_it_can) {
  const Roster all = make_roster();
  BOOST_TEST(all.runners.size() >= 3U);  // whensaid, Xapian and FTS5 are always built
  for (const Absent& absent : all.absent) BOOST_TEST_MESSAGE("left out: " << absent.reason);
  for (const auto& opened : engines()) {
    Engine* const engine = opened->engine.get();
    for (const Question& question : questions()) {
      BOOST_TEST_CONTEXT(engine->name() << ": " << question.ask.text) {
        if (engine->cannot(question.ask)) continue;
        BOOST_TEST(answers(*engine, question.ask) == question.episodes,
                   boost::test_tools::per_element());
      }
    }
  }
}

BOOST_AUTO_TEST_CASE(every_engine_gives_times_and_marks_what_matched) {
  for (const auto& opened : engines()) {
    Engine* const engine = opened->engine.get();
    BOOST_TEST_CONTEXT(engine->name()) {
      const auto found = engine->search(Ask{Match::any, "string", {}}, Detail::whole);
      BOOST_REQUIRE(found.size() == 1U);
      BOOST_TEST((found[0].time.start >= 70s && found[0].time.start < 75s));
      BOOST_TEST(has_mark(found[0]));
      BOOST_TEST(!has_mark(engine->search(Ask{Match::any, "string", {}}, Detail::ids).at(0)));
    }
  }
}

BOOST_AUTO_TEST_CASE(every_engine_answers_from_several_threads) {
  const std::vector<Ask> asks{Ask{Match::any, "rain", {}}, Ask{Match::any, "zeppelin", {}}};
  for (const auto& opened : engines()) {
    Engine* const engine = opened->engine.get();
    BOOST_TEST_CONTEXT(engine->name()) {
      BOOST_TEST(queries_a_second(*engine, asks, Detail::whole, 2, 20ms) > 0);
      BOOST_TEST(answers(*engine->another(), asks.front()).size() == 2U);
    }
  }
}

BOOST_AUTO_TEST_CASE(an_unknown_engine_is_refused) {
  BOOST_TEST(make_roster({"fts5"}).runners.size() == 1U);
  BOOST_CHECK_THROW(static_cast<void>(make_roster({"grep"})), Failure);
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(fields)

BOOST_AUTO_TEST_CASE(what_is_escaped_comes_back) {
  std::string line;
  append_escaped(line, "a\tb\\n\nc\r");
  line += '\t';
  append_escaped(line, "");
  line += '\t';
  append_escaped(line, "z");
  BOOST_TEST(line.find('\n') == std::string::npos);
  const std::vector<std::string> fields = split_fields(line);
  BOOST_REQUIRE(fields.size() == 3U);
  BOOST_TEST(fields[0] == "a\tb\\n\nc\r");
  BOOST_TEST(fields[1].empty());
  BOOST_TEST(fields[2] == "z");
}

BOOST_AUTO_TEST_CASE(a_line_that_ends_in_a_backslash_keeps_it) {
  BOOST_TEST(split_fields("a\\").front() == "a\\");
  BOOST_TEST(split_fields("").size() == 1U);
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(process)

BOOST_AUTO_TEST_CASE(lines_go_to_a_program_and_come_back) {
  Process program(ProcessOptions{{"cat"}, {}, {}, true});
  program.send("one\ntwo\n");
  BOOST_TEST(program.read_line() == "one");
  BOOST_TEST(program.read_line() == "two");
  program.close_input();
  BOOST_CHECK_THROW(program.read_line(), Failure);
  BOOST_TEST(program.wait() == 0);
  BOOST_TEST(program.has_ended());
}

BOOST_AUTO_TEST_CASE(a_program_that_fails_says_how) {
  BOOST_TEST(Process(ProcessOptions{{"false"}, {}, {}, false}).wait() == 1);
  BOOST_TEST(Process(ProcessOptions{{"no-such-program"}, {}, {}, false}).wait() == 127);
  Process killed(ProcessOptions{{"cat"}, {}, {}, true});
  killed.signal(9);
  BOOST_TEST(killed.wait() == 128 + 9);
  BOOST_CHECK_THROW(killed.send("text\n"), Failure);
  const ScratchFolder scratch;
  const ProcessOptions loud{{"ls", "/no/such/folder"}, {}, scratch.path() / "log", false};
  BOOST_CHECK_EXCEPTION(run(loud), Failure, [](const Failure& failure) {
    return std::string_view(failure.what()).find("/no/such/folder") != std::string_view::npos;
  });
  BOOST_CHECK_THROW(Process(ProcessOptions{{"cat"}, "no-such-user", {}, false}), Failure);
}

BOOST_AUTO_TEST_CASE(programs_are_found_where_the_system_looks) {
  BOOST_TEST(!find_program("cat").empty());
  BOOST_TEST(find_program("no-such-program").empty());
}

BOOST_AUTO_TEST_SUITE_END()
