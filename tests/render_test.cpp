// How the tool renders a page of hits and an episode, for people and as JSON.

#include "render.hpp"

#include <cmath>

#include <boost/test/unit_test.hpp>
#include <nlohmann/json.hpp>

#include "support/episode_builder.hpp"

using namespace whensaid;
using namespace whensaid::tool;
using namespace std::chrono_literals;
using nlohmann::json;

namespace {

constexpr Day kDay{std::chrono::days{20353}};  // 2025-09-22

Hit hit(std::string episode, Millis start, std::string text) {
  Hit one;
  one.episode = std::move(episode);
  one.title = "The " + one.episode;
  one.time = {start, start + 2500ms};
  one.entry = start - 1500ms;
  one.excerpt.text = std::move(text);
  return one;
}

Hit full_hit() {
  auto one = hit("lamp", 822'500ms, "we filled the lamp with whale oil");
  one.show = "Keepers";
  one.language = "en";
  one.published = kDay;
  one.speaker = "Ada Moor";
  one.chapter = "Oil and wicks";
  one.url = "https://example.org/lamp#t=821";
  one.score = 12.5;
  one.excerpt.matches = {{14, 18}, {30, 33}};
  one.audio = "https://example.org/lamp.mp3";
  one.words = {{"lamp", {822'500ms, 823s}}};
  one.zones = {Zone::title, Zone::speech};
  return one;
}

Cue cue(Millis start, Millis end, std::string speaker, std::string text) {
  Cue made;
  made.start = start;
  made.end = end;
  made.speaker = std::move(speaker);
  made.text = std::move(text);
  return made;
}

json as_json(const Page& page, JsonShape shape = JsonShape::one_line,
             std::string_view text = "lamp oil") {
  const auto query = Query::parse(text);
  return json::parse(render_json({text, query, page, 1.23456}, shape));
}

}  // namespace

BOOST_AUTO_TEST_SUITE(render)

BOOST_AUTO_TEST_CASE(a_moment_has_time_chapter_speaker_excerpt_and_link_under_its_episode) {
  BOOST_TEST(render_text(Page{{full_hit()}, 1, true}, Terminal{}) ==
             "The lamp · Keepers · 2025-09-22 · lamp\n"
             "  0:13:42  Oil and wicks · Ada Moor\n"
             "           we filled the lamp with whale oil\n"
             "           https://example.org/lamp#t=821\n");
}

BOOST_AUTO_TEST_CASE(matched_words_are_bold_on_a_colour_terminal_only) {
  const Page page{{full_hit()}, 1, true};
  const auto plain = render_text(page, Terminal{});
  BOOST_TEST(plain.find('\x1b') == std::string::npos);
  const auto colored = render_text(page, Terminal{true, true, 80});
  BOOST_TEST(colored.find("we filled the \x1b[1mlamp\x1b[0m with whale \x1b[1moil\x1b[0m\n") !=
             std::string::npos);
}

BOOST_AUTO_TEST_CASE(episodes_stand_in_order_of_their_best_moment_with_all_their_moments) {
  const auto text = render_text(
      Page{{hit("a", 10s, "first"), hit("b", 20s, "second"), hit("a", 5s, "third")}, 2, true},
      Terminal{});
  BOOST_TEST(text ==
             "The a · a\n"
             "  0:00:10\n           first\n"
             "  0:00:05\n           third\n"
             "\n"
             "The b · b\n"
             "  0:00:20\n           second\n");
}

BOOST_AUTO_TEST_CASE(a_moment_that_was_not_spoken_says_where_it_stands) {
  auto one = hit("a", 0s, "Ada Moor");
  one.zone = Zone::guest;
  BOOST_TEST(render_text(Page{{one}, 1, true}, Terminal{}).find("  0:00:00  guest\n") !=
             std::string::npos);
}

BOOST_AUTO_TEST_CASE(an_episode_without_title_goes_by_its_id) {
  auto one = hit("a", 0s, "");
  one.title.clear();
  BOOST_TEST(render_text(Page{{one}, 1, true}, Terminal{}) == "a\n  0:00:00\n");
}

BOOST_AUTO_TEST_CASE(text_fits_the_terminal_and_links_stay_whole) {
  auto one = full_hit();
  one.excerpt.text = "a rather long excerpt that must be broken over several lines of the terminal";
  one.excerpt.matches.clear();
  one.url = "https://example.org/a/very/long/address/that/is/wider/than/the/terminal#t=821";
  const auto text = render_text(Page{{one}, 1, true}, Terminal{true, false, 40});
  BOOST_TEST(text.find(one.url) != std::string::npos);
  std::size_t begin = 0;
  for (auto end = text.find('\n'); end != std::string::npos; end = text.find('\n', begin)) {
    const auto line = text.substr(begin, end - begin);
    if (line.find("https") == std::string::npos) BOOST_TEST(line.size() <= 44U);  // · is two bytes
    begin = end + 1;
  }
}

BOOST_AUTO_TEST_CASE(context_stands_in_place_of_the_excerpt_with_times_and_marks) {
  auto one = full_hit();
  one.context = {cue(820s, 822s, "Ada", "the lamp first"),
                 cue(822s, 826s, "Ada", "so we filled the lamp\x1b[2J"),
                 cue(826s, 830s, "Ben", "with oil")};
  BOOST_TEST(render_text(Page{{one}, 1, true}, Terminal{}) ==
             "The lamp · Keepers · 2025-09-22 · lamp\n"
             "  0:13:42  Oil and wicks · Ada Moor\n"
             "           0:13:40  Ada: the lamp first\n"
             "           0:13:42  so we filled the lamp[2J\n"
             "           0:13:46  Ben: with oil\n"
             "           https://example.org/lamp#t=821\n");
  const auto colored = render_text(Page{{one}, 1, true}, Terminal{true, true, 80});
  BOOST_TEST(colored.find("filled the \x1b[1mlamp\x1b[0m") != std::string::npos);
  BOOST_TEST(colored.find("Ada: the lamp first") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(json_holds_every_field_of_a_hit) {
  auto one = full_hit();
  one.context = {cue(820s, 826s, "Ada", "so we filled the lamp")};
  Page page{{one}, 7, false};
  page.episodes = {3, 9};
  page.snapshot = "00ff";
  page.notes = {"too many words"};
  page.suggestion = "lamp \"oil\"";
  const auto out = as_json(page);
  BOOST_TEST(out["suggestion"] == "lamp \"oil\"");
  BOOST_TEST(out["episodes"] == json::parse(R"({"at_least":3,"at_most":9,"exact":false})"));
  BOOST_TEST(out["snapshot"] == "00ff");
  BOOST_TEST(out["notes"] == json::parse(R"(["too many words"])"));
  BOOST_TEST(out["query"] == "lamp oil");
  BOOST_TEST(out["took_ms"] == 1.235);
  BOOST_TEST(out["complete"] == false);
  BOOST_TEST(out["estimated_episodes"] == 7);
  BOOST_TEST(out["warnings"].empty());
  const json expected{{"episode", "lamp"},
                      {"show", "Keepers"},
                      {"title", "The lamp"},
                      {"start", 822.5},
                      {"end", 825.0},
                      {"entry", 821.0},
                      {"speaker", "Ada Moor"},
                      {"chapter", "Oil and wicks"},
                      {"field", "speech"},
                      {"score", 12.5},
                      {"excerpt",
                       {{"text", "we filled the lamp with whale oil"},
                        {"matches", json::parse("[[14,18],[30,33]]")}}},
                      {"url", "https://example.org/lamp#t=821"},
                      {"published", "2025-09-22"},
                      {"language", "en"},
                      {"audio", "https://example.org/lamp.mp3"},
                      {"words", json::parse(R"([{"text":"lamp","start":822.5,"end":823.0}])")},
                      {"zones", {"title", "speech"}},
                      {"context", json::parse(R"([{"start":820.0,"end":826.0,"speaker":"Ada",
                                                  "text":"so we filled the lamp"}])")}};
  BOOST_TEST(out["hits"][0] == expected);
}

BOOST_AUTO_TEST_CASE(facets_in_json_have_their_values) {
  Page page;
  page.facets = {{FacetField::guest, {{"Ada \x1b", 3}, {"Ben", 1}}, 7, false}};
  BOOST_TEST(as_json(page)["facets"] == json::parse(R"([{"field":"guest","distinct":7,"exact":false,
               "values":[{"value":"Ada \u001b","episodes":3},{"value":"Ben","episodes":1}]}])"));
}

BOOST_AUTO_TEST_CASE(facets_for_people_are_bars_under_their_field) {
  const std::vector<Facet> facets{{FacetField::show, {{"Keepers\x1b[2J", 8}, {"Quay", 2}}, 2, true},
                                  {FacetField::guest, {{"Ada", 1}}, 5, false},
                                  {FacetField::year, {}, 0, true}};
  BOOST_TEST(render_facets(facets, Terminal{false, false, 40}) ==
             "show\n"
             "  Keepers[2J  8  ███████████████████████\n"
             "  Quay        2  █████▊\n"
             "\n"
             "guest: 1 of 5, counted in part\n"
             "  Ada  1  ██████████████████████████████\n"
             "\n"
             "year: none\n");
}

BOOST_AUTO_TEST_CASE(json_prints_seconds_with_exactly_three_decimals) {
  const auto query = Query::parse("x");
  const Page page{{full_hit()}, 1, true};
  const auto text = render_json({"x", query, page, 0}, JsonShape::one_line);
  BOOST_TEST(text.find(R"("start":822.500,"end":825.000,"entry":821.000)") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(json_keys_are_there_even_when_nothing_is_known) {
  const auto one = as_json(Page{{Hit{}}, 1, true})["hits"][0];
  for (const auto* key : {"episode", "show", "title", "speaker", "chapter", "url", "published",
                          "language", "audio"}) {
    BOOST_TEST_CONTEXT(key) { BOOST_TEST(one[key] == ""); }
  }
  BOOST_TEST(one["excerpt"]["matches"].is_array());
  for (const auto* key : {"words", "zones", "context"}) BOOST_TEST(one[key].is_array());
}

BOOST_AUTO_TEST_CASE(both_shapes_of_json_say_the_same_and_jsonl_is_one_line) {
  const Page page{{full_hit(), full_hit()}, 1, true};
  BOOST_TEST(as_json(page, JsonShape::one_line) == as_json(page, JsonShape::line_per_hit));
  const auto query = Query::parse("x");
  const auto line = render_json({"x", query, page, 0}, JsonShape::one_line);
  BOOST_TEST(line.find('\n') == line.size() - 1);
}

BOOST_AUTO_TEST_CASE(json_is_valid_whatever_the_text) {
  auto one = full_hit();
  one.title = "quote \" backslash \\ escape \x1b tab \t broken \xff";
  one.score = std::nan("");
  const auto out = as_json(Page{{one}, 1, true}, JsonShape::one_line, "broken \xff query");
  BOOST_TEST(out["query"] == "broken \xef\xbf\xbd query");
  BOOST_TEST(out["hits"][0]["title"] ==
             "quote \" backslash \\ escape \x1b tab \t broken \xef\xbf\xbd");
  BOOST_TEST(out["hits"][0]["score"] == 0);
}

BOOST_AUTO_TEST_CASE(warnings_of_the_query_are_in_the_json) {
  const auto out = as_json(Page{}, JsonShape::one_line, "(never closed");
  BOOST_REQUIRE(!out["warnings"].empty());
  BOOST_TEST(out["warnings"][0]["column"].is_number());
  BOOST_TEST(out["warnings"][0]["message"].is_string());
}

BOOST_AUTO_TEST_CASE(an_episode_is_shown_with_facts_chapters_and_transcript) {
  const Episode one = test::episode("lamp")
                          .title("The lamp")
                          .show("Keepers")
                          .description("On oil.\n\nAnd \x1b[2Jwicks.")
                          .published(kDay)
                          .guest("Ada Moor")
                          .guest("Ben Pike")
                          .chapter(0s, "Intro")
                          .cue(1s, "Ada Moor", "hello")
                          .cue(2s, "Ada Moor", "again")
                          .cue(65s, "Ben Pike", "hi");
  BOOST_TEST(render_episode(one, Terminal{}) ==
             "The lamp\n"
             "  id         lamp\n"
             "  show       Keepers\n"
             "  published  2025-09-22\n"
             "  language   en\n"
             "  guests     Ada Moor, Ben Pike\n"
             "\n"
             "Description\n"
             "  On oil.\n"
             "  And [2Jwicks.\n"
             "\n"
             "Chapters\n"
             "  0:00:00  Intro\n"
             "\n"
             "Transcript\n"
             "  0:00:01  Ada Moor: hello\n"
             "  0:00:02  again\n"
             "  0:01:05  Ben Pike: hi\n");
}

BOOST_AUTO_TEST_CASE(an_episode_is_cut_to_what_touches_a_span) {
  const Episode one = test::episode("e")
                          .chapter(0s, "before", 10s)
                          .chapter(10s, "around", 100s)
                          .chapter(100s, "after", 200s)
                          .cue({0s, 20s}, "", "before")
                          .cue({15s, 21s}, "", "into")
                          .cue({30s, 30s}, "", "no length")
                          .cue({39s, 50s}, "", "out of")
                          .cue({40s, 50s}, "", "after");
  const auto cut = cut_to(one, {20s, 40s});
  BOOST_REQUIRE_EQUAL(cut.chapters.size(), 1U);
  BOOST_TEST(cut.chapters[0].title == "around");
  BOOST_REQUIRE_EQUAL(cut.cues.size(), 3U);
  BOOST_TEST(cut.cues[0].text == "into");
  BOOST_TEST(cut.cues[1].text == "no length");
  BOOST_TEST(cut.cues[2].text == "out of");
}

BOOST_AUTO_TEST_SUITE_END()
