// Hits in the formats of other programs: what is escaped, what is left out, how times are written.

#include "formats.hpp"

#include <algorithm>
#include <sstream>

#include <boost/test/unit_test.hpp>

#include "clips.hpp"
#include "csv.hpp"
#include "support/command.hpp"

using namespace whensaid;
using namespace whensaid::tool;
using namespace std::chrono_literals;

namespace {

Hit spoken(std::string episode, Millis start, Millis end, std::string text) {
  Hit hit;
  hit.episode = std::move(episode);
  hit.title = "The " + hit.episode;
  hit.time = {start, end};
  hit.entry = std::max(start - 1500ms, Millis{0});
  hit.excerpt.text = std::move(text);
  hit.audio = "https://pod.example/" + hit.episode + ".mp3";
  return hit;
}

Hit lamp() {
  auto hit = spoken("lamp", 822'500ms, 825'020ms, "we filled the lamp with oil");
  hit.show = "Keepers";
  hit.published = Day{std::chrono::days{20353}};  // 2025-09-22
  hit.language = "en";
  hit.speaker = "Ada Moor";
  hit.chapter = "Oil";
  hit.url = "https://pod.example/lamp#t=821";
  hit.score = 12.5;
  hit.excerpt.matches = {{14, 18}, {24, 27}};
  return hit;
}

Hit untimed() {
  auto hit = spoken("title", 0ms, 0ms, "The lamp");
  hit.zone = Zone::title;
  hit.entry = 0ms;
  return hit;
}

/// What strangers may have put into a transcript.
Hit hostile() {
  auto hit = spoken("x", 0ms, 5s,
                    "=HYPERLINK(\"http://e\",'a')\r\n\x1b[2J --> <script>{\\an8} *b* `c` [d](e)");
  hit.title = "-1+2 \"quoted\", <v Bob> | #1";
  hit.speaker = "@SUM(A1) <i>";
  hit.chapter = "+1";
  hit.show = "a\nb";
  hit.audio = "https://e/$(rm -rf ~)';touch pwned;'`id`\n.mp3";
  hit.url = "https://e/) (x";
  return hit;
}

Rendered render(std::string_view format, std::vector<Hit> hits, std::string_view text = "oil") {
  Page page;
  page.hits = std::move(hits);
  const auto query = Query::parse(text);
  return find_hit_format(format)->render(Answer{text, query, page, 1}, Terminal{});
}

std::string bytes(std::string_view format, std::vector<Hit> hits, std::string_view text = "oil") {
  return render(format, std::move(hits), text).bytes;
}

std::size_t count_of(std::string_view text, std::string_view part) {
  std::size_t count = 0;
  for (auto at = text.find(part); at != std::string_view::npos; at = text.find(part, at + 1)) {
    ++count;
  }
  return count;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(formats)

BOOST_AUTO_TEST_CASE(formats_are_found_by_name) {
  BOOST_TEST(hit_formats().front().name == "text");
  for (const auto& format : hit_formats()) {
    BOOST_TEST(find_hit_format(format.name) == &format);
    BOOST_TEST(format.help != "");
  }
  BOOST_TEST(find_hit_format("docx") == nullptr);
}

BOOST_AUTO_TEST_CASE(no_format_lets_text_steer_a_terminal) {
  for (const auto& format : hit_formats()) {
    BOOST_TEST_CONTEXT(format.name) {
      for (const char c : bytes(format.name, {hostile(), lamp()}, "a\x1b[31m b")) {
        const bool line_end = c == '\n' || (c == '\r' && format.name == "csv");
        BOOST_TEST((line_end || static_cast<unsigned char>(c) >= 0x20));
      }
    }
  }
}

BOOST_AUTO_TEST_CASE(every_format_can_say_nothing) {
  for (const auto& format : hit_formats()) {
    BOOST_TEST_CONTEXT(format.name) {
      const auto nothing = render(format.name, {});
      BOOST_TEST(nothing.remarks.empty());
      BOOST_TEST(count_of(nothing.bytes, "\n") <= 3U);
    }
  }
}

BOOST_AUTO_TEST_CASE(csv_has_a_line_of_names_and_a_line_a_hit) {
  BOOST_TEST(bytes("csv", {lamp()}) ==
             "episode,show,title,published,language,field,start,end,entry,speaker,chapter,score,"
             "excerpt,url,audio\r\n"
             "lamp,Keepers,The lamp,2025-09-22,en,speech,822.500,825.020,821.000,Ada Moor,Oil,"
             "12.5000,we filled the lamp with oil,https://pod.example/lamp#t=821,"
             "https://pod.example/lamp.mp3\r\n");
}

BOOST_AUTO_TEST_CASE(csv_cells_are_quoted_and_never_formulas) {
  for (const auto& [text, cell] : {
           std::pair{"plain", "plain"},
           {"a, b", "\"a, b\""},
           {"say \"hi\"", "\"say \"\"hi\"\"\""},
           {"two\nlines", "two lines"},
           {"=1+1", "'=1+1"},
           {"+1", "'+1"},
           {"-1", "'-1"},
           {"@A1", "'@A1"},
           {"  =1", "'  =1"},
           {"\t=1", "' =1"},
           {"\x1b=1", "'=1"},
           {"＝1", "'＝1"},
           {"1=1", "1=1"},
           {"", ""},
       }) {
    BOOST_TEST(csv_row({csv_text(text)}) == std::string(cell) + "\r\n");
  }
}

BOOST_AUTO_TEST_CASE(csv_of_a_hostile_hit_has_as_many_cells_as_the_first_line) {
  const auto text = bytes("csv", {hostile()});
  BOOST_TEST(count_of(text, "\r\n") == 2U);
  std::size_t cells = 1;
  bool quoted = false;
  for (const char c : text.substr(text.find("\r\n") + 2)) {
    if (c == '"') quoted = !quoted;
    if (c == ',' && !quoted) ++cells;
  }
  BOOST_TEST(cells == 15U);
}

BOOST_AUTO_TEST_CASE(markdown_has_episodes_as_headings_and_moments_as_links) {
  auto bare = spoken("lamp", 3725s, 3726s, "later");
  bare.title = "The lamp";
  auto context = lamp();
  context.context = {{.start = 820s, .speaker = "Ada *", .text = "so # we"},
                     {.start = 825s, .text = "yes"}};
  BOOST_TEST(bytes("md", {lamp(), untimed(), bare}) ==
             "## The lamp · Keepers · 2025-09-22\n\n"
             "- [0:13:42](https://pod.example/lamp#t=821) Oil · Ada Moor: we filled the **lamp** "
             "with **oil**\n"
             "- 1:02:05 later\n"
             "\n"
             "## The title\n\n"
             "- 0:00:00 *title* The lamp\n");
  BOOST_TEST(bytes("md", {context})
                 .find("  > 0:13:40 Ada \\*: so \\# we  \n"
                       "  > 0:13:45 yes  \n") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(markdown_of_a_hostile_hit_has_no_markup_but_ours) {
  BOOST_TEST(bytes("md", {hostile()}) ==
             "## -1+2 \"quoted\", \\<v Bob\\> \\| \\#1 · a b\n\n"
             "- [0:00:00](https://e/%29%20%28x) +1 · @SUM(A1) \\<i\\>: "
             "=HYPERLINK(\"http://e\",'a')  \\[2J --\\> \\<script\\>{\\\\an8} \\*b\\* \\`c\\` "
             "\\[d\\](e)\n");
}

BOOST_AUTO_TEST_CASE(webvtt_has_a_cue_a_moment_in_order_of_time) {
  auto sooner = lamp();
  sooner.time = {5s, 5s};
  sooner.speaker.clear();
  BOOST_TEST(bytes("vtt", {lamp(), sooner}) ==
             "WEBVTT\n"
             "\n"
             "NOTE query: oil\n"
             "\n"
             "NOTE episode: The lamp\n"
             "\n"
             "00:00:05.000 --> 00:00:05.001\n"
             "we filled the <b>lamp</b> with <b>oil</b>\n"
             "\n"
             "NOTE episode: The lamp\n"
             "\n"
             "00:13:42.500 --> 00:13:45.020\n"
             "<v Ada Moor>we filled the <b>lamp</b> with <b>oil</b>\n");
}

BOOST_AUTO_TEST_CASE(webvtt_is_escaped) {
  const auto text = bytes("vtt", {hostile()}, "a --> b & c");
  BOOST_TEST(count_of(text, "-->") == 1U);
  BOOST_TEST(text.find("NOTE query: a --&gt; b &amp; c\n") != std::string::npos);
  BOOST_TEST(text.find("<v @SUM(A1) &lt;i&gt;>=HYPER") != std::string::npos);
  BOOST_TEST(text.find("--&gt; &lt;script&gt;{") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(srt_is_numbered_and_has_nothing_that_players_read_as_tags) {
  BOOST_TEST(bytes("srt", {lamp(), hostile()}) ==
             "1\n"
             "00:00:00,000 --> 00:00:05,000\n"
             "@SUM(A1) ‹i›: =HYPERLINK(\"http://e\",'a')  [2J --› ‹script›(\\an8) *b* `c` [d](e)\n"
             "\n"
             "2\n"
             "00:13:42,500 --> 00:13:45,020\n"
             "Ada Moor: we filled the <b>lamp</b> with <b>oil</b>\n");
}

BOOST_AUTO_TEST_CASE(captions_of_several_episodes_say_that_they_do_not_fit_together) {
  for (const auto* format : {"vtt", "srt"}) {
    BOOST_TEST(render(format, {lamp(), lamp()}).remarks.empty());
    const auto two = render(format, {lamp(), spoken("quay", 1s, 2s, "q")});
    BOOST_REQUIRE(two.remarks.size() == 1U);
    BOOST_TEST(two.remarks[0] == "these are moments of 2 episodes, and captions belong to one");
  }
}

BOOST_AUTO_TEST_CASE(formats_of_clips_leave_out_what_has_no_time_and_say_so) {
  for (const auto* format : {"vtt", "srt", "ffmpeg", "edl"}) {
    const auto out = render(format, {untimed(), lamp()});
    BOOST_REQUIRE(out.remarks.size() == 1U);
    BOOST_TEST(out.remarks[0].starts_with("1 moment left out: a title"));
  }
}

BOOST_AUTO_TEST_CASE(a_clip_reaches_from_the_entry_point_to_the_end_or_over_the_context) {
  auto hit = lamp();
  BOOST_TEST((clip_of(hit) == TimeSpan{821s, 825'020ms}));
  hit.context = {{.start = 822s, .end = 824s}};
  BOOST_TEST((clip_of(hit) == TimeSpan{821s, 825'020ms}));
  hit.context = {{.start = 700s, .end = 905s}, {.start = 710s, .end = 720s}};
  BOOST_TEST((clip_of(hit) == TimeSpan{700s, 905s}));
  BOOST_TEST((clip_of(untimed()) == TimeSpan{0s, 1ms}));
}

BOOST_AUTO_TEST_CASE(a_playlist_plays_each_moment) {
  BOOST_TEST(bytes("m3u", {lamp(), untimed()}) ==
             "#EXTM3U\n"
             "#EXTINF:5,Keepers - The lamp (0:13:42)\n"
             "#EXTVLCOPT:start-time=821.000\n"
             "#EXTVLCOPT:stop-time=825.020\n"
             "https://pod.example/lamp.mp3\n"
             "#EXTINF:-1,The title (0:00:00)\n"
             "https://pod.example/title.mp3\n");
}

BOOST_AUTO_TEST_CASE(addresses_are_http_or_paths_and_nothing_else) {
  struct Case {
    const char* audio;
    const char* in_playlist;
    const char* for_ffmpeg;
  };
  for (const auto& [audio, in_playlist, for_ffmpeg] : {
           Case{"http://a/b c", "http://a/b c", "'http://a/b c'"},
           {"HTTPS://a", "HTTPS://a", "'HTTPS://a'"},
           {"/pods/a.mp3", "/pods/a.mp3", "'file:/pods/a.mp3'"},
           {"a.mp3", "a.mp3", "'file:a.mp3'"},
           {"file:///pods/a.mp3", "/pods/a.mp3", "'file:/pods/a.mp3'"},
           {"vlc://quit", "./vlc://quit", "'file:vlc://quit'"},
           {"concat:/etc/passwd|b", "./concat:/etc/passwd|b", "'file:concat:/etc/passwd|b'"},
           {"#EXTM3U", "./#EXTM3U", "'file:#EXTM3U'"},
           {"-y", "-y", "'file:-y'"},
           {"it's", "it's", "'file:it'\\''s'"},
           {"a\nb\x1b", "a b", "'file:a b'"},
       }) {
    auto hit = lamp();
    hit.audio = audio;
    BOOST_TEST_CONTEXT(audio) {
      BOOST_TEST(bytes("m3u", {hit}).ends_with(std::string("\n") + in_playlist + "\n"));
      BOOST_TEST(bytes("ffmpeg", {hit}).find(std::string(" -i ") + for_ffmpeg + " -map") !=
                 std::string::npos);
    }
  }
}

BOOST_AUTO_TEST_CASE(a_moment_without_an_address_is_left_out) {
  auto page_only = lamp();
  page_only.audio.clear();
  BOOST_TEST(bytes("m3u", {page_only}).ends_with("https://pod.example/lamp#t=821\n"));
  BOOST_TEST(render("ffmpeg", {page_only}).bytes == "");  // a page is nothing to cut
  BOOST_TEST(render("ffmpeg", {page_only}).remarks.size() == 1U);
  page_only.url.clear();
  BOOST_TEST(bytes("m3u", {page_only}) == "#EXTM3U\n");
  BOOST_TEST(render("m3u", {page_only}).remarks.size() == 1U);
}

BOOST_AUTO_TEST_CASE(ffmpeg_cuts_a_clip_a_line) {
  auto odd = lamp();
  odd.episode = "https://pod.example/?id=7&x=ü";
  BOOST_TEST(bytes("ffmpeg", {lamp(), odd}) ==
             "ffmpeg -nostdin -n -ss 821.000 -t 4.020 -i 'https://pod.example/lamp.mp3' "
             "-map 0:a:0 -c copy clip-001-lamp-821.mka\n"
             "ffmpeg -nostdin -n -ss 821.000 -t 4.020 -i 'https://pod.example/lamp.mp3' "
             "-map 0:a:0 -c copy clip-002-https___pod.example__id_7_x___-821.mka\n");
}

BOOST_AUTO_TEST_CASE(a_shell_sees_one_command_whatever_the_address) {
  const auto script =
      "ffmpeg() { for word; do echo \"[$word]\"; done; }\n" + bytes("ffmpeg", {hostile()});
  const auto run = test::Command().shell(script, {});
  BOOST_TEST(run.exit == 0);
  BOOST_TEST(run.err == "");
  BOOST_TEST(run.out ==
             "[-nostdin]\n[-n]\n[-ss]\n[0.000]\n[-t]\n[5.000]\n[-i]\n"
             "[https://e/$(rm -rf ~)';touch pwned;'`id` .mp3]\n"
             "[-map]\n[0:a:0]\n[-c]\n[copy]\n[clip-001-x-0.mka]\n");
}

BOOST_AUTO_TEST_CASE(an_edit_list_puts_the_moments_one_after_the_other) {
  auto second = spoken("quay", 10s, 11s, "at the quay");
  second.audio = "https://pod.example/files/quay.mp3?token=1";
  BOOST_TEST(bytes("edl", {lamp(), second}) ==
             "TITLE: oil\n"
             "FCM: NON-DROP FRAME\n"
             "\n"
             "001  AX       AA    C        00:13:41:00 00:13:45:01 00:00:00:00 00:00:04:01\n"
             "* FROM CLIP NAME: lamp.mp3\n"
             "* COMMENT: The lamp\n"
             "* COMMENT: we filled the lamp with oil\n"
             "\n"
             "002  AX       AA    C        00:00:08:12 00:00:11:00 00:00:04:01 00:00:06:14\n"
             "* FROM CLIP NAME: quay.mp3\n"
             "* COMMENT: The quay\n"
             "* COMMENT: at the quay\n");
}

BOOST_AUTO_TEST_CASE(an_edit_list_ends_with_999_events_and_the_day) {
  const auto many = render("edl", std::vector<Hit>(1001, lamp()));
  BOOST_TEST(count_of(many.bytes, "  AX  ") == 999U);
  BOOST_REQUIRE(many.remarks.size() == 1U);
  BOOST_TEST(many.remarks[0].starts_with("2 moments left out"));
  BOOST_TEST(count_of(bytes("edl", {spoken("late", 25h, 25h + 1s, "x")}), "  AX  ") == 0U);
}

BOOST_AUTO_TEST_CASE(long_titles_do_not_make_long_lines_in_an_edit_list) {
  auto hit = lamp();
  hit.title.assign(500, 'a');
  hit.excerpt.text.assign(500, 'b');
  std::istringstream lines(bytes("edl", {hit}, std::string(500, 'q')));
  for (std::string line; std::getline(lines, line);) BOOST_TEST(line.size() <= 90U);
}

BOOST_AUTO_TEST_SUITE_END()
