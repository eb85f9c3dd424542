#include <boost/test/unit_test.hpp>
#include <random>
#include <string>
#include <vector>

#include "source/readers.hpp"
#include "support/days.hpp"
#include "support/episode_builder.hpp"
#include "support/print_cues.hpp"

using namespace std::chrono_literals;
using namespace whensaid;
using namespace whensaid::source;

namespace {

using whensaid::test::day;

struct Read {
  std::vector<Episode> episodes{};
  std::vector<std::size_t> lines{};
  Faults faults{};
};

Read read(const std::string& text) {
  Read out;
  auto faults = read_json_lines(text, [&out](Episode&& episode, std::size_t line) -> Result<void> {
    out.episodes.push_back(std::move(episode));
    out.lines.push_back(line);
    return {};
  });
  out.faults = std::move(faults.value());
  return out;
}

std::string print(const std::vector<Warning>& warnings) {
  std::string out;
  for (const Warning& w : warnings) out += std::to_string(w.line) + ": " + w.message + '\n';
  return out;
}

/// What is wrong with one episode that has these members besides its id.
std::string fault(const std::string& members) {
  const Read got = read("{\"id\":\"e1\"," + members + "}");
  BOOST_TEST(got.episodes.size() + got.faults.rejected.size() == 1U);
  return got.faults.rejected.empty() ? std::string{} : got.faults.rejected[0].message;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(json_lines)

BOOST_AUTO_TEST_CASE(every_field_is_read) {
  const Read got = read(
      R"({"id":"e1","show":"Tea Talk","title":"Oolong","description":"All of it","language":"en",)"
      R"("published":"2025-09-22","duration":4020,"season":1,"number":42,)"
      R"("url":"https://tea.example/1","audio":"https://tea.example/1.mp3","guests":["Ann Lee"],)"
      R"("hosts":["Bob Ray","Cy"],"chapters":[{"start":106,"end":184,"title":"Leaves","url":"https://t.example"}],)"
      R"("cues":[{"start":12.5,"end":15.0,"speaker":"Ann","text":"So today","words":[[12.5,"So"],[12.7,"today"]]}]})");
  BOOST_TEST(print(got.faults.rejected) == "");
  BOOST_REQUIRE(got.episodes.size() == 1U);
  Episode expected = test::episode("e1")
                         .show("Tea Talk")
                         .title("Oolong")
                         .description("All of it")
                         .published(day(2025, 9, 22))
                         .duration(4020s)
                         .season(1)
                         .number(42)
                         .url("https://tea.example/1")
                         .audio("https://tea.example/1.mp3")
                         .guest("Ann Lee")
                         .host("Bob Ray")
                         .host("Cy")
                         .chapter(106s, "Leaves", 184s)
                         .cue(TimeSpan{12500ms, 15s}, "Ann", "So today")
                         .word(12500ms, "So")
                         .word(12700ms, "today");
  expected.chapters[0].url = "https://t.example";
  BOOST_TEST((got.episodes[0] == expected));
}

BOOST_AUTO_TEST_CASE(each_line_is_an_episode_and_blank_lines_are_none) {
  const Read got = read("\xEF\xBB\xBF{\"id\":\"a\"}\n\n  \r\n{\"id\":\"b\"}\r\n{\"id\":\"c\"}");
  BOOST_TEST(got.lines == (std::vector<std::size_t>{1, 4, 5}), boost::test_tools::per_element());
  BOOST_TEST(got.episodes[2].id == "c");
  BOOST_TEST(print(got.faults.rejected) == "");
  BOOST_TEST(read("").episodes.empty());
}

BOOST_AUTO_TEST_CASE(null_is_not_known_and_unknown_keys_are_ignored) {
  const Read got = read(
      R"({"id":"e1","title":null,"season":null,"published":null,"guests":[null,"Ann"],"cues":null,)"
      R"("chapters":[{"start":1,"end":null,"title":null}],"x":{"cues":7},"score":1e400})"
      "\n"
      R"({"id":"e1","title":null,"season":null,"published":null,"guests":[null,"Ann"],"cues":null,)"
      R"("chapters":[{"start":1,"end":null,"title":null}],"x":{"cues":7},"score":[1,2]})");
  BOOST_REQUIRE(got.episodes.size() == 1U);  // 1e400 is no number JSON readers agree on
  const Episode& e = got.episodes[0];
  BOOST_TEST(e.title == "");
  BOOST_TEST(!e.season.has_value());
  BOOST_TEST(!e.published.has_value());
  BOOST_TEST(e.guests == std::vector<std::string>{"Ann"}, boost::test_tools::per_element());
  BOOST_TEST(!e.chapters[0].end.has_value());
  BOOST_TEST(e.language == "und");
}

BOOST_AUTO_TEST_CASE(a_wrong_type_names_the_key) {
  const std::vector<std::pair<std::string, std::string>> rows = {
      {R"("title":7)", "title: expected a string, found a number"},
      {R"("title":["a"])", "title: expected a string, found an array"},
      {R"("duration":"1:02")", "duration: expected a number, found a string"},
      {R"("season":1.5)", "season: expected a whole number below two billion"},
      {R"("number":3000000000)", "number: expected a whole number below two billion"},
      {R"("number":"3")", "number: expected a number, found a string"},
      {R"("guests":"Ann")", "guests: expected an array, found a string"},
      {R"("guests":["Ann",{}])", "guests[1]: expected a string, found an object"},
      {R"("cues":{})", "cues: expected an array, found an object"},
      {R"("cues":[{"start":1},{"start":2},{"start":3},{"start":"4"}])",
       "cues[3].start: expected a number, found a string"},
      {R"("cues":[7])", "cues[0]: expected an object, found a number"},
      {R"("cues":[{"text":"hello"}])", "cues[0].start: missing"},
      {R"("cues":[{"start":null,"text":"hello"}])", "cues[0].start: missing"},
      {R"("cues":[{"start":1,"text":true}])", "cues[0].text: expected a string, found a boolean"},
      {R"("cues":[{"start":1,"words":[[1,"a"],["b",2]]}])",
       "cues[0].words[1][0]: expected a number, found a string"},
      {R"("cues":[{"start":1,"words":[[1]]}])", "cues[0].words[0]: expected [seconds, \"word\"]"},
      {R"("cues":[{"start":1e9}])",
       "cues[0].start: out of range: times are seconds from the episode's start"},
      {R"("chapters":[{"title":"Leaves"}])", "chapters[0].start: missing"},
      {R"("published":20250922)", "published: expected a string, found a number"},
      {R"("published":"22.9.2025")", "published: expected a date such as 2025-09-22"},
      {R"("published":"2025-02-30")", "published: expected a date such as 2025-09-22"},
      {R"("published":"2025-9-22x")", "published: expected a date such as 2025-09-22"},
      {R"("id":7)", "id: expected a string, found a number"},
      {R"("id":"")", "id: missing or empty"},
      {R"("id":"a\u0000b")", "id: holds control characters"},
      {"\"id\":\"" + std::string(201, 'x') + '"', "id: longer than 200 bytes"},
  };
  for (const auto& [members, expected] : rows) {
    BOOST_TEST_CONTEXT(members) { BOOST_TEST(fault(members) == expected); }
  }
}

BOOST_AUTO_TEST_CASE(a_broken_line_costs_one_episode) {
  const Read got = read("{\"id\":\"a\"}\n{\"id\":\"b\",}\nnot json\n[]\n7\n{}\n{\"id\":\"c\"}\n");
  BOOST_TEST(got.lines == (std::vector<std::size_t>{1, 7}), boost::test_tools::per_element());
  std::vector<std::size_t> lines;
  for (const Warning& w : got.faults.rejected) lines.push_back(w.line);
  BOOST_TEST(lines == (std::vector<std::size_t>{2, 3, 4, 5, 6}), boost::test_tools::per_element());
  BOOST_TEST(got.faults.rejected[0].message.starts_with("not JSON: "));
  BOOST_TEST(got.faults.rejected[2].message ==
             "a JSON array: put one episode, an object, on each line");
  BOOST_TEST(got.faults.rejected[3].message == "expected an object, found a number");
  BOOST_TEST(got.faults.rejected[4].message == "id: missing or empty");
}

BOOST_AUTO_TEST_CASE(one_object_may_spread_over_lines_but_an_array_may_not) {
  BOOST_TEST(read("\n{\n  \"id\": \"e1\",\n  \"title\": \"Tea\"\n}\n").episodes.size() == 1U);
  BOOST_TEST(read("{ \"id\": \"e1\",\n  \"title\": \"Tea\" }").episodes.size() == 1U);
  for (const std::string text : {"[\n {\"id\":\"a\"},\n {\"id\":\"b\"}\n]\n", "[{\"id\":\"a\"}]"}) {
    const Read got = read(text);
    BOOST_TEST(got.episodes.empty());
    BOOST_TEST(print(got.faults.rejected) ==
               "1: a JSON array: put one episode, an object, on each line\n");
  }
}

BOOST_AUTO_TEST_CASE(a_first_line_of_odd_white_space_is_rejected) {
  // Once read beyond the empty line that trimming left.
  const Read got = read("\f\n{\"id\":\"a\"}\n");
  BOOST_TEST(got.episodes.size() == 1U);
  BOOST_TEST(got.faults.rejected.size() == 1U);
}

BOOST_AUTO_TEST_CASE(a_cut_first_line_does_not_spoil_the_rest) {
  const Read got = read("{\"id\":\"a\",\"cues\":[{\n{\"id\":\"b\"}\n");
  BOOST_TEST(got.lines == std::vector<std::size_t>{2}, boost::test_tools::per_element());
  BOOST_TEST(got.faults.rejected.size() == 1U);
}

BOOST_AUTO_TEST_CASE(seconds_become_milliseconds_without_an_error) {
  const std::vector<std::pair<std::string, std::int64_t>> rows = {{"12.345", 12'345},
                                                                  {"0.001", 1},
                                                                  {"0.0005", 1},
                                                                  {"0.0004", 0},
                                                                  {"1e2", 100'000},
                                                                  {"4020", 4'020'000},
                                                                  {"2147483.647", 2'147'483'647},
                                                                  {"1.005", 1'005},
                                                                  {"8.2950000000000003", 8'295},
                                                                  {"-1.5", 0},
                                                                  {"-0", 0},
                                                                  {"100000000", 100'000'000'000}};
  for (const auto& [seconds, ms] : rows) {
    BOOST_TEST_CONTEXT(seconds) {
      const Read got = read("{\"id\":\"e1\",\"duration\":" + seconds + "}");
      BOOST_REQUIRE(got.episodes.size() == 1U);
      BOOST_TEST(got.episodes[0].duration->count() == ms);
    }
  }
  BOOST_TEST(print(read(R"({"id":"e1","duration":-1})").faults.warnings) ==
             "1: times before 0 are taken as 0\n");
}

BOOST_AUTO_TEST_CASE(dates_may_have_a_time_behind_them) {
  for (const std::string date : {"2025-09-22", "2025-09-22T23:30:00Z", "2025-09-22 23:30"}) {
    BOOST_TEST_CONTEXT(date) {
      const Read got = read("{\"id\":\"e1\",\"published\":\"" + date + "\"}");
      BOOST_REQUIRE(got.episodes.size() == 1U);
      BOOST_TEST((got.episodes[0].published == day(2025, 9, 22)));
    }
  }
}

BOOST_AUTO_TEST_CASE(broken_characters_are_replaced_with_a_warning) {
  const std::string repaired = "1: broken characters are replaced by U+FFFD\n";
  const std::vector<std::pair<std::string, std::string>> rows = {
      {"a\xFFz", "a\uFFFDz"},
      {"a\\ud83dz", "a\uFFFDz"},
      {"\\udf75\\\\ud83d", "\uFFFD\\ud83d"},
  };
  for (const auto& [title, expected] : rows) {
    BOOST_TEST_CONTEXT(title) {
      const Read got = read("{\"id\":\"e1\",\"title\":\"" + title + "\"}");
      BOOST_REQUIRE(got.episodes.size() == 1U);
      BOOST_TEST(got.episodes[0].title == expected);
      BOOST_TEST(print(got.faults.warnings) == repaired);
    }
  }
  const Read whole = read(R"({"id":"e1","title":"\ud83c\udf75"})");
  BOOST_TEST(whole.episodes[0].title == "\U0001F375");
  BOOST_TEST(print(whole.faults.warnings) == "");
}

BOOST_AUTO_TEST_CASE(the_error_of_the_sink_ends_the_reading) {
  int given = 0;
  const auto result = read_json_lines("{\"id\":\"a\"}\n{\"id\":\"b\"}\n",
                                      [&given](Episode&&, std::size_t) -> Result<void> {
                                        ++given;
                                        return fail(Errc::io, "disk full");
                                      });
  BOOST_TEST(given == 1);
  BOOST_REQUIRE(!result);
  BOOST_TEST((result.error() == Error{Errc::io, "disk full"}));
}

BOOST_AUTO_TEST_CASE(deep_nesting_is_refused_line_by_line) {
  const Read got = read("{\"id\":\"a\",\"x\":" + std::string(100'000, '[') + "\n{\"id\":\"b\"}\n");
  BOOST_TEST(got.episodes.size() == 1U);
  BOOST_TEST(got.faults.rejected.size() == 1U);
}

BOOST_AUTO_TEST_CASE(an_episode_is_written_as_the_format_says) {
  Episode e = test::episode("e1")
                  .show("Tea Talk")
                  .title("a \"quoted\"\n\\ title\t\U0001F375")
                  .published(day(2025, 9, 2))
                  .duration(4020s)
                  .number(-1)
                  .guest("Ann")
                  .chapter(106001ms, "Leaves")
                  .cue(TimeSpan{12500ms, 15010ms}, "", "So")
                  .word(12500ms, "So");
  BOOST_TEST(to_json_line(e) ==
             R"({"id":"e1","show":"Tea Talk","title":"a \"quoted\"\n\\ title\t)"
             "\U0001F375"
             R"(","language":"en","published":"2025-09-02","duration":4020,"number":-1,)"
             R"("guests":["Ann"],"chapters":[{"start":106.001,"title":"Leaves"}],)"
             R"("cues":[{"start":12.5,"end":15.01,"text":"So","words":[[12.5,"So"]]}]})");
  BOOST_TEST(to_json_line(Episode{}) == "{}");
}

BOOST_AUTO_TEST_CASE(text_that_is_not_utf8_is_written_as_json_all_the_same) {
  Episode e = test::episode("e1").title("a\xFF\x01z");
  const Read got = read(to_json_line(e));
  BOOST_REQUIRE(got.episodes.size() == 1U);
  BOOST_TEST(got.episodes[0].title == "a\uFFFDz");
}

namespace {

/// Random values of every field, from a seed.
class RandomEpisodes {
 public:
  explicit RandomEpisodes(unsigned seed) : random_(seed) {}

  Episode next() {
    Episode e;
    e.id = 'e' + std::to_string(below(1000));
    e.show = text();
    e.title = text();
    e.description = text();
    if (below(2) == 0) e.language = "pt-BR";
    if (below(2) == 0) e.published = Day{std::chrono::days{below(40'000)}};
    if (below(2) == 0) e.duration = time();
    if (below(2) == 0) e.season = static_cast<std::int32_t>(random_());
    if (below(2) == 0) e.number = below(100);
    e.url = text();
    e.audio = text();
    for (int i = below(3); i > 0; --i) e.guests.push_back(text());
    for (int i = below(3); i > 0; --i) e.hosts.push_back(text());
    for (int i = below(4); i > 0; --i) e.chapters.push_back(Chapter{time(), end(), text(), text()});
    for (int i = below(6); i > 0; --i) {
      e.cues.push_back(Cue{time(), end(), text(), text(), {}});
      for (int k = below(4); k > 0; --k) e.cues.back().words.push_back(Word{time(), text()});
    }
    return e;
  }

 private:
  int below(int n) { return static_cast<int>(random_() % static_cast<unsigned>(n)); }
  Millis time() { return Millis{below(2) == 0 ? below(5000) : below(2'147'483'647)}; }
  std::optional<Millis> end() { return below(2) == 0 ? std::optional(time()) : std::nullopt; }
  std::string text() {
    static const std::vector<std::string> kPieces = {
        "tea", " ",   "\"", "\\",     "\n",     "\t",     "/",          "\\u0041",   "{",
        "}",   "[,]", ":",  "\u00E9", "\u2028", "\u8336", "\U0001F375", "</script>", "\u200F"};
    std::string out;
    for (int i = below(6); i > 0; --i) {
      out += kPieces[static_cast<std::size_t>(below(static_cast<int>(kPieces.size())))];
    }
    return out;
  }

  std::mt19937 random_;
};

}  // namespace

BOOST_AUTO_TEST_CASE(what_is_written_is_read_again) {
  RandomEpisodes random(2);
  for (int i = 0; i < 2000; ++i) {
    const Episode episode = random.next();
    const std::string line = to_json_line(episode);
    BOOST_TEST_CONTEXT(line) {
      BOOST_TEST(line.find('\n') == std::string::npos);
      const Read got = read(line);
      BOOST_REQUIRE(got.episodes.size() == 1U);
      BOOST_REQUIRE((got.episodes[0] == episode));
    }
  }
}

BOOST_AUTO_TEST_SUITE_END()
