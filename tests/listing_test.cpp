// Pages of an invented show, in the two layouts and many languages of the pages that people save.

#include <boost/test/unit_test.hpp>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "source/readers.hpp"
#include "source/timestamp.hpp"
#include "support/days.hpp"
#include "support/seeds.hpp"
#include "text/utf8.hpp"

using namespace whensaid;
using namespace whensaid::source;

namespace {

using whensaid::test::day;
using whensaid::test::printed;

ReadOptions on(Day today) {
  ReadOptions options;
  options.reference_date = today;
  return options;
}

struct Invented {
  std::string title;
  std::string description;  // a line a paragraph
  std::string chapters;     // a line a chapter
};

const std::vector<Invented>& show() {
  static const std::vector<Invented> episodes = {
      {"Drawing the tides with Ines Okafor, Chartwright CEO",
       "Ines Okafor, CEO of Chartwright, explains how a chart of moving water is made.\n"
       "Follow Ines:\nChartwright: https://chartwright.example",
       "0:00 - Welcome aboard\n2:10 - Pier 9\n14:35 - Soundings\n1:02:05 - Farewell"},
      {"Ropes that remember",
       "In this episode of Harbour Lights, Mara Lindqvist talks with Tomas Brandt, a rope maker.\n"
       "Follow Tomas:\nhttps://ropes.example",
       "00:00 - Knots\n05:20 - Hemp or steel\n31:40 - Where to find Tomas"},
      {"Lighthouses, from lamp to lens",
       "Yusuf Demir, keeper at Cape Sorrow, joins Mara to talk about light.\nFollow Yusuf:\n"
       "https://lamp.example",
       "0:00 - The first lamp\n9:59 - The lens\n41:00 - The last keeper"},
      {"Questions from the quay", "No guest this time: your questions, answered.", ""},
  };
  return episodes;
}

const std::string kHostLinks =
    "Follow Mara:\nHarbour Lights: https://harbourlights.example\nMail: mara@harbour.example";

/// The words of one language's pages. Dates: 22 Sep, 19 Aug, 29 May, 14 Dec of the year before.
struct Ui {
  std::string language;
  std::vector<std::string> dates;       // as Apple writes them, without a year
  std::vector<std::string> dates_full;  // as Audible writes them
  std::vector<std::string> durations;   // 67, 60, 49 and 92 minutes
  std::string episodes, more, ratings, about, also;
};

const std::vector<Ui>& languages() {
  static const std::vector<Ui> all = {
      {"en-US",
       {"SEP 22", "AUG 19", "MAY 29", "DEC 14"},
       {"Sep 22 2025", "Aug 19 2025", "May 29 2025", "Dec 14 2024"},
       {"1 hr 7 min", "1 hr", "49 min", "1h 32m"},
       "Episodes",
       "Show more Show less",
       "Ratings & Reviews",
       "About",
       "You Might Also Like"},
      {"de",
       {"22. SEPT.", "19. AUG.", "29. MAI", "14. DEZ."},
       {"22. Sep. 2025", "19. Aug. 2025", "29. Mai 2025", "14. Dez. 2024"},
       {"1 Std. und 7 Min.", "1 Std.", "49 Min.", "1 Std. 32 Min."},
       "Folgen",
       "Mehr anzeigen Weniger anzeigen",
       "Bewertungen und Rezensionen",
       "Informationen",
       "Das gefällt dir vielleicht auch"},
      {"fr",
       {"22 SEPT.", "19 AOÛT", "29 MAI", "14 DÉC."},
       {"22 sept. 2025", "19 août 2025", "29 mai 2025", "14 déc. 2024"},
       {"1 h et 7 min", "1 h", "49 min", "1 h 32 min"},
       "Épisodes",
       "Afficher plus Afficher moins",
       "Notes et avis",
       "À propos",
       "Vous aimeriez peut-être aussi"},
      {"es",
       {"22 SEPT", "19 AGO", "29 MAY", "14 DIC"},
       {"22 sep 2025", "19 ago 2025", "29 may 2025", "14 dic 2024"},
       {"1 h y 7 min", "1 hora", "49 min", "1 h y 32 min"},
       "Episodios",
       "Mostrar más Mostrar menos",
       "Valoraciones y reseñas",
       "Acerca de",
       "También te podría interesar"},
      {"pt-BR",
       {"22 DE SET.", "19 DE AGO.", "29 DE MAI.", "14 DE DEZ."},
       {"22 set 2025", "19 ago 2025", "29 mai 2025", "14 dez 2024"},
       {"1h7min", "1h", "49min", "1h32min"},
       "Episódios",
       "Exibir mais Exibir menos",
       "Classificações e avaliações",
       "Sobre",
       "Você também pode gostar de"},
      {"it",
       {"22 SET", "19 AGO", "29 MAG", "14 DIC"},
       {"22 set 2025", "19 ago 2025", "29 mag 2025", "14 dic 2024"},
       {"1 ora e 7 min", "1 ora", "49 min", "1 h 32 min"},
       "Episodi",
       "Mostra di più Mostra meno",
       "Valutazioni e recensioni",
       "Informazioni",
       "Potrebbero piacerti anche…"},
      {"nl",
       {"22 SEP", "19 AUG", "29 MEI", "14 DEC"},
       {"22 sep. 2025", "19 aug. 2025", "29 mei 2025", "14 dec. 2024"},
       {"1 u 7 min", "1 u", "49 min", "1 uur en 32 minuten"},
       "Afleveringen",
       "Meer weergeven Minder weergeven",
       "Beoordelingen en recensies",
       "Over",
       "Suggesties voor jou"},
      {"sv",
       {"22 SEP.", "19 AUG.", "29 MAJ", "14 DEC."},
       {"22 sep. 2025", "19 aug. 2025", "29 maj 2025", "14 dec. 2024"},
       {"1 tim 7 min", "1 tim", "49 min", "1 tim 32 min"},
       "Avsnitt",
       "Visa mer Visa mindre",
       "Betyg och recensioner",
       "Om",
       "Du kanske också gillar"},
      {"pl",
       {"22 WRZ", "19 SIE", "29 MAJ", "14 GRU"},
       {"22 wrz 2025", "19 sie 2025", "29 maj 2025", "14 gru 2024"},
       {"1 godz. 7 min", "1 godz.", "49 min", "1 godz. i 32 min"},
       "Odcinki",
       "Pokaż więcej Pokaż mniej",
       "Oceny i recenzje",
       "O podcaście",
       "Może Ci się spodobać"},
      {"ja",
       {"9月22日", "8月19日", "5月29日", "12月14日"},
       {"2025年9月22日", "2025年8月19日", "2025年5月29日", "2024年12月14日"},
       {"1時間7分", "1時間", "49分", "1時間32分"},
       "エピソード",
       "続きを読む 一部表示",
       "評価とレビュー",
       "情報",
       "こちらもおすすめ"},
      {"ru",
       {"22 СЕНТ.", "19 АВГ.", "29 МАЯ", "14 ДЕК."},
       {"22 сент. 2025 г.", "19 авг. 2025 г.", "29 мая 2025 г.", "14 дек. 2024 г."},
       {"1 ч 7 мин", "1 ч", "49 мин", "1 ч 32 мин"},
       "Выпуски",
       "Больше Меньше",
       "Оценки и отзывы",
       "Об этом подкасте",
       "Вам может понравиться"},
      {"fi",
       {"22.9.", "19.8.", "29.5.", "14.12."},
       {"22.9.2025", "19.8.2025", "29.5.2025", "14.12.2024"},
       {"1 t 7 min", "1 t", "49 min", "1 t 32 min"},
       "Jaksot",
       "Näytä enemmän Näytä vähemmän",
       "Arviot ja arvostelut",
       "Tietoja",
       "Saatat pitää myös"},
  };
  return all;
}

std::string spaces_for_lines(std::string text) {
  for (char& c : text) {
    if (c == '\n') c = ' ';
  }
  return text;
}

std::string without_lines(const std::string& text) {
  std::string out;
  for (const char c : text) {
    if (c != '\n') out += c;
  }
  return out;
}

/// Show, author and description first; line ends of descriptions lost, chapters glued.
std::string apple_page(const Ui& ui, bool numbered = true) {
  std::string page =
      "Harbour Lights\n\nQuayside Audio\n\n"
      "Join map educator Mara Lindqvist as she gets schooled by people of the sea.\n\n";
  for (std::size_t i = 0; i < show().size(); ++i) {
    const Invented& episode = show()[i];
    const std::string chapters =
        episode.chapters.empty() ? "" : " Chapters:" + without_lines(episode.chapters);
    page += numbered ? "  " + std::to_string(i + 1) + ". " : "";
    const std::string margin = numbered ? "    " : "";
    page += ui.dates[i] + "\n\n" + margin + episode.title + "\n\n" + margin;
    page += spaces_for_lines(episode.description + "\n" + kHostLinks) + chapters + "\n\n";
    page += margin + ui.durations[i] + "\n";
  }
  return page + "\n" + ui.ratings + "\n\n5\nx 5\n3 y\n\n" + ui.about +
         "\n\nJoin map educator Mara Lindqvist as she gets schooled by people of the sea.\n\n" +
         ui.also;
}

/// The list's heading first, then a bullet an episode; nothing says what the show is called.
std::string audible_page(const Ui& ui, bool bulleted = true) {
  std::string page = ui.episodes + "\n\n";
  for (std::size_t i = 0; i < show().size(); ++i) {
    const Invented& episode = show()[i];
    const std::string margin = bulleted ? "    " : "";
    std::string body = episode.description + "\n\n" + kHostLinks;
    if (!episode.chapters.empty()) body += "\n\nChapters:\n" + episode.chapters;
    std::string indented;
    for (const char c : body) {
      indented += c;
      if (c == '\n') indented += margin;
    }
    page += bulleted ? "  • " : "";
    page += episode.title + "\n" + margin + ui.dates_full[i] + "\n\n" + margin + indented;
    page += "\n\n" + margin + ui.more + "\n" + margin + ui.durations[i] + "\n";
  }
  return page;
}

const std::vector<std::string> kDays = {"2025-9-22", "2025-8-19", "2025-5-29", "2024-12-14"};
const std::vector<std::string> kDurations = {"1:07:00", "1:00:00", "0:49:00", "1:32:00"};
const std::vector<std::vector<std::string>> kStarts = {{"0:00:00", "0:02:10", "0:14:35", "1:02:05"},
                                                       {"0:00:00", "0:05:20", "0:31:40"},
                                                       {"0:00:00", "0:09:59", "0:41:00"},
                                                       {}};
const std::vector<std::vector<std::string>> kGuests = {
    {"Ines Okafor"}, {"Tomas Brandt"}, {"Yusuf Demir"}, {}};

void check_show(const Reading& reading) {
  BOOST_TEST(reading.rejected.empty());
  for (const Warning& warning : reading.warnings) BOOST_TEST_MESSAGE(warning.message);
  BOOST_TEST(reading.warnings.empty());
  BOOST_REQUIRE_EQUAL(reading.episodes.size(), show().size());
  for (std::size_t i = 0; i < show().size(); ++i) {
    const Episode& episode = reading.episodes[i];
    BOOST_TEST_CONTEXT("episode " << i + 1) {
      BOOST_TEST(episode.show == "Harbour Lights");
      BOOST_TEST(episode.title == show()[i].title);
      BOOST_TEST(printed(episode.published) == kDays[i]);
      BOOST_REQUIRE(episode.duration.has_value());
      BOOST_TEST(format_time(*episode.duration) == kDurations[i]);
      std::vector<std::string> starts;
      for (const Chapter& chapter : episode.chapters) starts.push_back(format_time(chapter.start));
      BOOST_TEST(starts == kStarts[i], boost::test_tools::per_element());
      BOOST_TEST(episode.guests == kGuests[i], boost::test_tools::per_element());
      BOOST_TEST(episode.hosts == std::vector<std::string>{"Mara Lindqvist"},
                 boost::test_tools::per_element());
      BOOST_TEST(episode.description.find("mara@harbour.example") != std::string::npos);
      BOOST_TEST(episode.description.find(show()[i].title) == std::string::npos);
    }
  }
}

}  // namespace

BOOST_AUTO_TEST_SUITE(listing)

BOOST_AUTO_TEST_CASE(a_page_with_the_date_first_is_read_in_every_language) {
  for (const Ui& ui : languages()) {
    BOOST_TEST_CONTEXT(ui.language) {
      const std::string page = apple_page(ui);
      BOOST_TEST(looks_like_listing(page));
      check_show(read_listing(page, on(day(2026, 1, 31))));
    }
  }
}

BOOST_AUTO_TEST_CASE(a_page_with_the_title_first_is_read_in_every_language) {
  for (const Ui& ui : languages()) {
    BOOST_TEST_CONTEXT(ui.language) {
      const std::string page = audible_page(ui);
      BOOST_TEST(looks_like_listing(page));
      check_show(read_listing(page, on(day(2026, 1, 31))));
    }
  }
}

BOOST_AUTO_TEST_CASE(a_page_that_lost_its_bullets_and_margins_is_read_by_its_dates) {
  for (const Ui& ui : languages()) {
    BOOST_TEST_CONTEXT(ui.language) {
      check_show(read_listing(apple_page(ui, false), on(day(2026, 1, 31))));
      check_show(read_listing(audible_page(ui, false), on(day(2026, 1, 31))));
    }
  }
}

BOOST_AUTO_TEST_CASE(both_pages_give_an_episode_the_same_id) {
  const Ui& ui = languages().front();
  const Reading apple = read_listing(apple_page(ui), on(day(2026, 1, 31)));
  const Reading audible = read_listing(audible_page(ui), on(day(2026, 1, 31)));
  BOOST_REQUIRE_EQUAL(apple.episodes.size(), audible.episodes.size());
  for (std::size_t i = 0; i < apple.episodes.size(); ++i) {
    BOOST_TEST(apple.episodes[i].id == audible.episodes[i].id);
  }
  BOOST_TEST(apple.episodes[1].id == "harbour-lights/ropes-that-remember");
}

BOOST_AUTO_TEST_CASE(a_title_that_comes_twice_gets_a_number) {
  const Reading reading = read_listing(
      "Episodes\n\n  • Mailbag\n    Mar 3 2025\n\n    One.\n\n    5 min\n"
      "  • Mailbag\n    Mar 2 2025\n\n    Two.\n\n    5 min\n"
      "  • Mailbag 2\n    Mar 1 2025\n\n    Three.\n\n    5 min\n",
      on(day(2026, 1, 31)));
  std::vector<std::string> ids;
  for (const Episode& episode : reading.episodes) ids.push_back(episode.id);
  const std::vector<std::string> expected = {"mailbag", "mailbag-2", "mailbag-2-2"};
  BOOST_TEST(ids == expected, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(ids_of_endless_titles_stay_within_the_bound_and_differ) {
  const std::string word(400, 'a');
  const Reading reading = read_listing("  • " + word + "b\n    Mar 3 2025\n\n    5 min\n  • " +
                                           word + "c\n    Mar 2 2025\n\n    5 min\n",
                                       on(day(2026, 1, 31)));
  BOOST_REQUIRE_EQUAL(reading.episodes.size(), 2U);
  BOOST_TEST(reading.episodes[0].id.size() <= kMaxIdBytes);
  BOOST_TEST(reading.episodes[0].id != reading.episodes[1].id);
}

BOOST_AUTO_TEST_CASE(the_show_may_be_named_by_the_caller) {
  ReadOptions options = on(day(2026, 1, 31));
  options.show = "Low Water";
  const std::string page = "Episodes\n\n  • Mailbag\n    Mar 3 2025\n\n    One.\n\n    5 min\n";
  BOOST_TEST(read_listing(page, options).episodes.front().show == "Low Water");
  const Reading unnamed = read_listing(page, on(day(2026, 1, 31)));
  BOOST_TEST(unnamed.episodes.front().show.empty());
  BOOST_REQUIRE_EQUAL(unnamed.warnings.size(), 1U);
  BOOST_TEST(unnamed.warnings.front().message == "the page does not name its show");
}

BOOST_AUTO_TEST_CASE(lines_over_the_shows_name_do_not_hide_it) {
  const std::string page = "Skip to content\nSign in\n\n" + apple_page(languages().front());
  check_show(read_listing(page, on(day(2026, 1, 31))));
}

BOOST_AUTO_TEST_CASE(lists_and_dates_inside_descriptions_begin_no_episode) {
  const Reading reading = read_listing(
      "Low Water\n\nA show of mud.\n\n  1. 3 MAR\n\n    Mud\n\n    We list:\n\n      • sand\n"
      "      • Feb 2 2024\n      1. 4 JUL\n\n    12 May 2023\n\n    and more.\n\n    5 min\n"
      "  2. 1 MAR\n\n    Silt\n\n    Nothing.\n\n    6 min\n\nMore\n",
      on(day(2026, 1, 31)));
  BOOST_REQUIRE_EQUAL(reading.episodes.size(), 2U);
  BOOST_TEST(reading.episodes[0].title == "Mud");
  BOOST_TEST(reading.episodes[0].description.find("4 JUL") != std::string::npos);
  BOOST_TEST(reading.episodes[1].title == "Silt");
  BOOST_TEST(reading.episodes[1].description == "Nothing.");
}

BOOST_AUTO_TEST_CASE(dates_told_from_today_and_dates_nobody_understands_still_begin_episodes) {
  const Reading reading = read_listing(
      "Low Water\n\nA show of mud.\n\n  1. YESTERDAY\n\n    Mud\n\n    Text.\n\n    5 min\n"
      "  2. 3D AGO\n\n    Silt\n\n    Text.\n\n    6 min\n"
      "  3. LAST NEAP\n\n    Clay\n\n    Text.\n\n    6 min\n"
      "  4. JAN 3\n\n    Sand\n\n    Text.\n\n    6 min\n  5. DEC 30\n\n    Rock\n\n    Text.\n\n"
      "    6 min\n",
      on(day(2026, 1, 31)));
  BOOST_REQUIRE_EQUAL(reading.episodes.size(), 5U);
  BOOST_TEST(printed(reading.episodes[0].published) == "2026-1-30");
  BOOST_TEST(printed(reading.episodes[1].published) == "2026-1-28");
  BOOST_TEST(printed(reading.episodes[2].published) == "none");
  BOOST_TEST(printed(reading.episodes[3].published) == "2026-1-3");
  BOOST_TEST(printed(reading.episodes[4].published) == "2025-12-30");
  BOOST_REQUIRE_EQUAL(reading.warnings.size(), 1U);
  BOOST_TEST(reading.warnings[0].message == "date not understood: LAST NEAP");
  BOOST_TEST(reading.warnings[0].line == 19U);
}

BOOST_AUTO_TEST_CASE(a_page_of_one_episode_ends_at_the_margin) {
  const Reading reading = read_listing(
      "Low Water\n\nA show of mud.\n\n  1. 3 MAR\n\n    Mud\n\n    Text.\n\n    5 min\n\n"
      "Ratings & Reviews\n\n4.9\n\nAbout\n\nA show of mud.\n",
      on(day(2026, 1, 31)));
  BOOST_REQUIRE_EQUAL(reading.episodes.size(), 1U);
  BOOST_TEST(reading.episodes[0].description == "Text.");
  BOOST_REQUIRE(reading.episodes[0].duration.has_value());
  BOOST_TEST(reading.episodes[0].duration->count() == 300'000);
}

BOOST_AUTO_TEST_CASE(date_and_duration_may_share_a_line) {
  const Reading reading = read_listing(
      "Low Water\n\nA show of mud.\n\n3 MAR · 5 min\n\nMud\n\nSome text.\n\n1 MAR · 1 h 6 min\n\n"
      "Silt\n\nOther text.\n",
      on(day(2026, 1, 31)));
  BOOST_REQUIRE_EQUAL(reading.episodes.size(), 2U);
  BOOST_TEST(reading.episodes[1].title == "Silt");
  BOOST_REQUIRE(reading.episodes[1].duration.has_value());
  BOOST_TEST(format_time(*reading.episodes[1].duration) == "1:06:00");
}

BOOST_AUTO_TEST_CASE(other_texts_are_no_listings) {
  for (const std::string text :
       {"", "\n\n\n", "WEBVTT\n\n00:00.000 --> 00:01.000\nHello\n",
        "1\n00:00:01,000 --> 00:00:02,000\nOn Jan 15 2026 we sailed.\n",
        "{\"id\":\"a\",\"published\":\"2025-09-22\"}\n", "22 September 2025\n\nDear diary.\n",
        "Just prose about boats.\nAnd more of it.\n", "5 min\n\n10 min\n"}) {
    BOOST_TEST_CONTEXT(text) {
      BOOST_TEST(!looks_like_listing(text));
      BOOST_TEST(read_listing(text, {}).rejected.empty());
    }
  }
}

BOOST_AUTO_TEST_CASE(a_text_without_episodes_says_so) {
  const Reading reading = read_listing("Nothing here.", {});
  BOOST_TEST(reading.episodes.empty());
  BOOST_REQUIRE_EQUAL(reading.warnings.size(), 1U);
  BOOST_TEST(reading.warnings.front().message == "no episodes found in the listing");
}

BOOST_AUTO_TEST_CASE(every_beginning_of_a_page_is_read_without_harm) {
  const std::string page = apple_page(languages().back()) + audible_page(languages().front());
  for (std::size_t size = 0; size < page.size(); size += 37) {
    const Reading reading = read_listing(text::truncate(page, size), on(day(2026, 1, 31)));
    BOOST_TEST(reading.episodes.size() <= 8U);
  }
}

// The pages the first issue names, where the project stands beside their data.
BOOST_AUTO_TEST_CASE(the_two_real_pages_give_sixteen_episodes_and_all_chapters) {
  const auto pages = test::seed_pages();
  if (pages.empty()) {
    BOOST_TEST_MESSAGE("skipped, no data");
    return;
  }
  const std::set<std::string> expected_guests = {
      "Sam Lambert",       "Marcel Kornacker", "Lev Kokotov",         "Glauber Costa",
      "Sugu Sougoumarane", "Richard Crowley",  "Johannes Schickling", "Josh Howard",
      "Hunter Leath",      "Hammad Bashir",    "Jordan Tigani",       "Denis Magda",
      "Gajus Kuizinas",    "Simon Eskildsen",  "Ovais Tariq",         "Preston Thorpe"};
  std::set<std::string> guests;
  std::set<std::string> ids;
  std::size_t chapters = 0;
  std::vector<std::string> days;
  std::vector<std::int64_t> minutes;
  for (const auto& bytes : pages) {
    const std::string page = text::repair(bytes);
    BOOST_TEST(looks_like_listing(page));
    const Reading reading = read_listing(page, on(day(2026, 1, 31)));
    BOOST_TEST(reading.warnings.empty());
    BOOST_TEST(reading.rejected.empty());
    for (const Episode& episode : reading.episodes) {
      BOOST_TEST(episode.show == "Database School");
      BOOST_TEST(episode.guests.size() == 1U);
      BOOST_TEST(episode.hosts == std::vector<std::string>{"Aaron Francis"},
                 boost::test_tools::per_element());
      guests.insert(episode.guests.begin(), episode.guests.end());
      ids.insert(episode.id);
      chapters += episode.chapters.size();
      days.push_back(printed(episode.published));
      minutes.push_back(episode.duration.value_or(Millis{0}).count() / 60'000);
      BOOST_TEST(
          std::is_sorted(episode.chapters.begin(), episode.chapters.end(),
                         [](const Chapter& a, const Chapter& b) { return a.start < b.start; }));
    }
  }
  const std::vector<std::string> expected_days = {
      "2025-9-22",  "2025-9-16",  "2025-8-19", "2025-8-8",   "2025-7-1",   "2025-6-27",
      "2025-5-29",  "2025-5-14",  "2026-1-15", "2025-12-18", "2025-12-11", "2025-12-4",
      "2025-11-20", "2025-11-13", "2025-11-6", "2025-10-30"};
  const std::vector<std::int64_t> expected_minutes = {67, 60, 49, 78, 67, 50, 92, 75,
                                                      55, 67, 65, 68, 60, 67, 67, 78};
  BOOST_TEST(guests == expected_guests, boost::test_tools::per_element());
  BOOST_TEST(ids.size() == 16U);
  BOOST_TEST(chapters == 392U);
  BOOST_TEST(days == expected_days, boost::test_tools::per_element());
  BOOST_TEST(minutes == expected_minutes, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_SUITE_END()
