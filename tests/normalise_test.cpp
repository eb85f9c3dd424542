#include "index/normalise.hpp"

#include <boost/test/unit_test.hpp>
#include <optional>
#include <string>
#include <vector>

#include "support/episode_builder.hpp"
#include "support/random_episode.hpp"

using namespace whensaid;
using namespace whensaid::test;
using namespace std::chrono_literals;

namespace {

/// "1000-2000 Ann: hello", one a cue.
std::vector<std::string> printed(const std::vector<Cue>& cues) {
  std::vector<std::string> lines;
  for (const auto& cue : cues) {
    auto line = std::to_string(cue.start.count()) + "-" +
                (cue.end ? std::to_string(cue.end->count()) : "?") + " " + cue.speaker + ": " +
                cue.text;
    for (const auto& word : cue.words) {
      line += " [" + std::to_string(word.start.count()) + " " + word.text + "]";
    }
    lines.push_back(line);
  }
  return lines;
}

std::vector<std::string> printed(const std::vector<Chapter>& chapters) {
  std::vector<std::string> lines;
  for (const auto& chapter : chapters) {
    lines.push_back(std::to_string(chapter.start.count()) + "-" +
                    (chapter.end ? std::to_string(chapter.end->count()) : "?") + " " +
                    chapter.title);
  }
  return lines;
}

void check_lines(const std::vector<std::string>& got, const std::vector<std::string>& expected) {
  BOOST_TEST(got == expected, boost::test_tools::per_element());
}

}  // namespace

BOOST_AUTO_TEST_SUITE(normalise)

BOOST_AUTO_TEST_CASE(text_is_repaired_and_trimmed) {
  const auto e = index::normalise(episode("e1")
                                      .show(" Tea\r\nTalk \n")
                                      .title("\xEF\xBB\xBF \xEF\xBB\xBF Leaves")
                                      .description("broken \xC3 here\x01")
                                      .guest("\tAnn ")
                                      .cue(1s, " Bob ", "  so\x7F it is\n"))
                     .value();
  BOOST_TEST(e.show == "Tea\nTalk");
  BOOST_TEST(e.title == "Leaves");
  BOOST_TEST(e.description == "broken \xEF\xBF\xBD here");
  BOOST_TEST(e.guests.front() == "Ann");
  BOOST_TEST(e.cues.front().speaker == "Bob");
  BOOST_TEST(e.cues.front().text == "so it is");
}

BOOST_AUTO_TEST_CASE(empty_names_and_cues_without_text_are_dropped) {
  const auto e = index::normalise(episode("e1")
                                      .guest("")
                                      .guest("Ann")
                                      .host(" ")
                                      .cue(1s, "Ann", " \n")
                                      .cue(2s, "Ann", "hello"))
                     .value();
  BOOST_TEST(e.guests.size() == 1U);
  BOOST_TEST(e.hosts.empty());
  BOOST_TEST(e.cues.size() == 1U);
}

BOOST_AUTO_TEST_CASE(cues_are_in_order_of_start_and_equal_starts_keep_their_order) {
  const auto e = index::normalise(episode("e1")
                                      .cue({3s, 4s}, "", "three")
                                      .cue({1s, 2s}, "Ann", "one")
                                      .cue({1s, 3s}, "Bob", "also one"))
                     .value();
  check_lines(printed(e.cues),
              {"1000-2000 Ann: one", "1000-3000 Bob: also one", "3000-4000 : three"});
}

BOOST_AUTO_TEST_CASE(a_cue_without_end_ends_where_a_later_one_begins) {
  const auto e = index::normalise(episode("e1")
                                      .duration(60s)
                                      .cue(1s, "Ann", "both")
                                      .cue(1s, "Bob", "at once")
                                      .cue(4s, "", "then"))
                     .value();
  check_lines(printed(e.cues),
              {"1000-4000 Ann: both", "1000-4000 Bob: at once", "4000-60000 : then"});
}

BOOST_AUTO_TEST_CASE(an_end_before_the_start_is_not_known) {
  const auto e =
      index::normalise(episode("e1").cue({5s, 2s}, "", "back").cue({9s, 9s}, "", "at once"))
          .value();
  check_lines(printed(e.cues), {"5000-9000 : back", "9000-9000 : at once"});
}

BOOST_AUTO_TEST_CASE(the_last_cue_ends_after_the_time_it_takes_to_say) {
  const auto end = [](std::string text) {
    return index::normalise(episode("e1").cue(10s, "", std::move(text))).value().cues[0].end;
  };
  BOOST_TEST(end("five words take two seconds").value().count() == 12'000);
  BOOST_TEST(end("お茶を飲むのが好きですから毎朝お茶を飲むのです").value().count() ==
             10'000 + 7 * 400);
}

BOOST_AUTO_TEST_CASE(times_outside_the_axis_are_moved_to_its_ends) {
  const auto e =
      index::normalise(episode("e1")
                           .cue({-1s, 1s}, "", "early")
                           .cue({index::kMaxTime + 5s, index::kMaxTime + 9s}, "", "late"))
          .value();
  check_lines(printed(e.cues), {"0-1000 : early", "2147483647-2147483647 : late"});
}

BOOST_AUTO_TEST_CASE(chapters_end_at_the_next_the_duration_or_the_end_of_the_speech) {
  auto two = episode("e1").chapter(30s, "Second").chapter(0s, "First", 10s).chapter(20s, "Gap");
  check_lines(printed(index::normalise(two).value().chapters),
              {"0-10000 First", "20000-30000 Gap", "30000-30400 Second"});
  two.cue({35s, 40s}, "", "hello");
  check_lines(printed(index::normalise(two).value().chapters),
              {"0-10000 First", "20000-30000 Gap", "30000-40000 Second"});
  two.duration(50s);
  check_lines(printed(index::normalise(two).value().chapters),
              {"0-10000 First", "20000-30000 Gap", "30000-50000 Second"});
}

BOOST_AUTO_TEST_CASE(words_are_kept_where_the_text_has_them_in_order) {
  const auto e = index::normalise(episode("e1")
                                      .cue({10s, 20s}, "", "we start the art of tea, of")
                                      .word(10s, "we")
                                      .word(11s, "art")  // not the one inside "start"
                                      .word(12s, "the")  // stands before "art"
                                      .word(13s, "missing")
                                      .word(14s, " of ")
                                      .word(15s, ""))
                     .value();
  check_lines(printed(e.cues),
              {"10000-20000 : we start the art of tea, of [10000 we] [11000 art] [14000 of]"});
}

BOOST_AUTO_TEST_CASE(times_of_words_rise_within_the_cue) {
  const auto e = index::normalise(episode("e1")
                                      .cue({10s, 20s}, "", "one two three four")
                                      .word(5s, "one")
                                      .word(13s, "two")
                                      .word(12s, "three")
                                      .word(99s, "four"))
                     .value();
  check_lines(printed(e.cues), {"10000-20000 : one two three four [10000 one] [13000 two] "
                                "[13000 three] [20000 four]"});
}

BOOST_AUTO_TEST_CASE(the_last_cue_lasts_for_its_last_word_at_least) {
  const auto e = index::normalise(episode("e1").cue(1s, "", "slow down").word(9s, "down")).value();
  check_lines(printed(e.cues), {"1000-9400 : slow down [9000 down]"});
}

BOOST_AUTO_TEST_CASE(a_language_is_kept_or_guessed_from_the_text) {
  const auto language = [](std::string tag, std::string text) {
    return index::normalise(episode("e1").language(std::move(tag)).cue(1s, "", std::move(text)))
        .value()
        .language;
  };
  const std::string german =
      "Das ist die Frage, und ich habe nicht gewusst, dass wir mit dem Tee auf eine andere Weise "
      "umgehen, wenn er zu heiß ist und noch nicht gezogen hat.";
  BOOST_TEST(language("pt-BR", german) == "pt-BR");
  BOOST_TEST(language("und", german) == "de");
  BOOST_TEST(language("", german) == "de");
  BOOST_TEST(language("", "12 34") == "und");
}

BOOST_AUTO_TEST_CASE(a_duration_of_nothing_is_not_known) {
  BOOST_TEST(!index::normalise(episode("e1").duration(0s)).value().duration.has_value());
  BOOST_TEST(!index::normalise(episode("e1").duration(-5s)).value().duration.has_value());
}

BOOST_AUTO_TEST_CASE(an_id_must_be_a_clean_short_string) {
  const auto refused = [](std::string id) {
    const auto result = index::normalise(episode(std::move(id)));
    return !result && result.error().code == Errc::invalid_argument;
  };
  BOOST_TEST(refused(""));
  BOOST_TEST(refused(std::string(kMaxIdBytes + 1, 'x')));
  BOOST_TEST(refused("broken \xC3"));
  BOOST_TEST(refused(std::string("nul\0", 4)));
  BOOST_TEST(!refused(std::string(kMaxIdBytes, 'x')));
  BOOST_TEST(!refused("https://example.org/?p=1&q=ä"));
}

BOOST_AUTO_TEST_CASE(normalising_twice_changes_nothing) {
  RandomEpisodes random(1);
  for (int i = 0; i < 300; ++i) {
    BOOST_TEST_CONTEXT("episode " << i) {
      const auto once = index::normalise(random.next("e")).value();
      const auto twice = index::normalise(once).value();
      BOOST_TEST((once == twice));
      BOOST_TEST(index::digest(once) == index::digest(twice));
    }
  }
}

BOOST_AUTO_TEST_CASE(every_field_counts_in_the_digest) {
  const Episode base = episode("e1").chapter(1s, "One").cue({1s, 2s}, "Ann", "hi").word(1s, "hi");
  std::vector<Episode> all(22, base);
  std::size_t i = 1;
  all[i++].id = "e2";
  all[i++].show = "x";
  all[i++].title = "x";
  all[i++].description = "x";
  all[i++].language = "de";
  all[i++].published = Day{};
  all[i++].duration = 0ms;
  all[i++].season = 0;
  all[i++].number = 0;
  all[i++].url = "x";
  all[i++].audio = "x";
  all[i++].guests = {"x"};
  all[i++].hosts = {"x"};
  all[i++].chapters[0].start = 2ms;
  all[i++].chapters[0].end = 2ms;
  all[i++].chapters[0].url = "x";
  all[i++].cues[0].start = 2ms;
  all[i++].cues[0].end.reset();
  all[i++].cues[0].speaker = "x";
  all[i++].cues[0].text = "x";
  all[i++].cues[0].words[0].start = 2ms;
  BOOST_REQUIRE(i == all.size());
  for (std::size_t a = 0; a < all.size(); ++a) {
    for (std::size_t b = a + 1; b < all.size(); ++b) {
      BOOST_TEST(index::digest(all[a]) != index::digest(all[b]), a << " and " << b);
    }
  }
}

BOOST_AUTO_TEST_CASE(the_digest_never_changes) {
  // Stored in every index: another value would make every episode look changed.
  std::string hex;
  for (const char c : index::digest(episode("e1").title("Tea").cue({1s, 2s}, "Ann", "hi"))) {
    constexpr std::string_view kDigits = "0123456789abcdef";
    hex += kDigits[static_cast<unsigned char>(c) >> 4U];
    hex += kDigits[static_cast<unsigned char>(c) & 15U];
  }
  BOOST_TEST(hex == "fe68ec2efe3414ee55e3e9ad308ae848");
}

BOOST_AUTO_TEST_SUITE_END()
