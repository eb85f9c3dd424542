#include "source/people.hpp"

#include <boost/test/unit_test.hpp>
#include <string>
#include <vector>

using namespace whensaid::source;

namespace {

struct Row {
  std::string title;
  std::string description;
  std::vector<std::string> guests;
};

void check_guests(const std::vector<Row>& rows) {
  for (const Row& row : rows) {
    BOOST_TEST_CONTEXT(row.title + " / " + row.description) {
      const People people = find_people({{row.title, row.description}}, "Harbour Lights", "");
      BOOST_TEST(people.guests.front() == row.guests, boost::test_tools::per_element());
    }
  }
}

struct ShowRow {
  std::string about;
  std::vector<EpisodeText> episodes;
  std::vector<std::string> hosts;
  std::vector<std::vector<std::string>> guests;
};

void check_show(const ShowRow& row) {
  const People people = find_people(row.episodes, "Harbour Lights", row.about);
  BOOST_TEST(people.hosts == row.hosts, boost::test_tools::per_element());
  BOOST_REQUIRE_EQUAL(people.guests.size(), row.guests.size());
  for (std::size_t i = 0; i < row.guests.size(); ++i) {
    BOOST_TEST_CONTEXT(row.episodes[i].title) {
      BOOST_TEST(people.guests[i] == row.guests[i], boost::test_tools::per_element());
    }
  }
}

}  // namespace

BOOST_AUTO_TEST_SUITE(people)

BOOST_AUTO_TEST_CASE(a_title_names_its_guest_after_with) {
  check_guests({
      {"Drawing tides with Ines Okafor", "How charts are made.", {"Ines Okafor"}},
      {"Drawing tides with Ines Okafor, Chartwright CEO", "", {"Ines Okafor"}},
      {"Drawing tides with Chartwright CEO Ines Okafor", "", {"Ines Okafor"}},
      {"Drawing tides with Chartwright CTO, Ines Okafor", "", {"Ines Okafor"}},
      {"Drawing tides with Chartwright founder, Ines Okafor", "", {"Ines Okafor"}},
      {"Drawing tides: a deep dive with Chartwright’s Ines Okafor", "", {"Ines Okafor"}},
      {"Drawing Tides With Ines Okafor And Tomas Brandt", "", {"Ines Okafor", "Tomas Brandt"}},
      {"Drawing tides with J. R. Okafor", "", {"J. R. Okafor"}},
      {"Drawing tides with Ludwig van der Berg", "", {"Ludwig van der Berg"}},
      {"Drawing tides with Siobhán O’Neill-McCrae", "", {"Siobhán O’Neill-McCrae"}},
      {"Drawing tides with Łucja Żeromska", "", {"Łucja Żeromska"}},
      {"Drawing tides (feat. Ines Okafor)", "", {"Ines Okafor"}},
      {"Drawing tides w/ Ines Okafor", "", {"Ines Okafor"}},
  });
}

BOOST_AUTO_TEST_CASE(a_description_says_who_talks) {
  check_guests({
      {"Tides", "I chat with Ines Okafor, CEO of Chartwright, about maps.", {"Ines Okafor"}},
      {"Tides", "Mara Lindqvist sits down with Ines Okafor, author of Wet Maps.", {"Ines Okafor"}},
      {"Tides",
       "Ines Okafor, the creator of Chartwright and co-creator of Wet, joins me to talk.",
       {"Ines Okafor"}},
      {"Tides",
       "In this episode, Ines Okafor, co-founder of Chartwright, joins Mara.",
       {"Ines Okafor"}},
      {"Tides",
       "Ines Okafor, my former boss at Chartwright, talks to me about maps.",
       {"Ines Okafor"}},
      {"Tides",
       "Ines Okafor, Senior Engineering Manager at Wet Maps, explains buoys.",
       {"Ines Okafor"}},
      {"Tides",
       "In this episode, I speak with Ines Okafor from Chartwright about it.",
       {"Ines Okafor"}},
      {"Tides", "Mara is joined by Ines Okafor and Tomas Brandt.", {"Ines Okafor", "Tomas Brandt"}},
      {"Tides", "Guest: Ines Okafor", {"Ines Okafor"}},
      {"Tides", "Our guest this week is the cartographer Ines Okafor.", {"Ines Okafor"}},
      {"Tides", "We interview Ines Okafor.\n\nFollow Ines:\nhttps://a.example", {"Ines Okafor"}},
      {"Tides",
       "Check out https://a.example/?x=1   In this episode, I chat with Ines Okafor.",
       {"Ines Okafor"}},
  });
}

BOOST_AUTO_TEST_CASE(people_go_by_their_first_name_and_come_from_companies) {
  check_guests({
      {"Tides", "Ines Okafor from Deep Charts joins the show.", {"Ines Okafor"}},
      {"Tides",
       "Ines Okafor and Tomas Brandt join Mara to compare maps.",
       {"Ines Okafor", "Tomas Brandt"}},
      {"Tides", "Our old friend Ines Okafor returns!", {"Ines Okafor"}},
      {"Tides", "Ines Okafor is back with more maps.", {"Ines Okafor"}},
      {"Tides", "Map maker and author, Ines Okafor, joins us.", {"Ines Okafor"}},
      {"Tides",
       "We spent a day with Ines Okafor at sea. Then Ines showed us the harbour.",
       {"Ines Okafor"}},
      {"Tides",
       "Ines Okafor has been to every port, and she kept a log. Ines reads from it.",
       {"Ines Okafor"}},
      {"Tides", "Mara is joined by Ines Okafor, Deep Charts co-founder and CTO.", {"Ines Okafor"}},
      {"Tides",
       "Ines Okafor, former maintainer of Wet Proxy, and Tomas Brandt join us.",
       {"Ines Okafor", "Tomas Brandt"}},
  });
}

BOOST_AUTO_TEST_CASE(other_languages_say_it_in_their_words) {
  check_guests({
      {"Gezeiten mit Ines Okafor", "Wie Karten entstehen.", {"Ines Okafor"}},
      {"Gezeiten", "Mara spricht mit Ines Okafor über Karten.", {"Ines Okafor"}},
      {"Gezeiten", "Zu Gast: Ines Okafor, Gründerin von Chartwright.", {"Ines Okafor"}},
      {"Les marées avec Ines Okafor", "", {"Ines Okafor"}},
      {"Les marées", "Mara reçoit Ines Okafor, autrice de cartes.", {"Ines Okafor"}},
      {"Las mareas con Ines Okafor", "", {"Ines Okafor"}},
      {"Las mareas", "Hablamos con Ines Okafor sobre mapas.", {"Ines Okafor"}},
      {"Las mareas", "Invitada: Ines Okafor", {"Ines Okafor"}},
      {"As marés com Ines Okafor", "", {"Ines Okafor"}},
      {"As marés", "Mara conversa com Ines Okafor, fundadora da Chartwright.", {"Ines Okafor"}},
      {"Le maree con Ines Okafor", "", {"Ines Okafor"}},
      {"Le maree", "Ospite: Ines Okafor, fondatrice di Chartwright.", {"Ines Okafor"}},
      {"De getijden met Ines Okafor", "", {"Ines Okafor"}},
      {"De getijden", "Mara praat met Ines Okafor over kaarten.", {"Ines Okafor"}},
      {"Tidvatten med Ines Okafor", "", {"Ines Okafor"}},
      {"Tidvatten", "Gäst: Ines Okafor", {"Ines Okafor"}},
      {"Pływy", "Gościem jest Ines Okafor.", {"Ines Okafor"}},
      {"潮の話", "ゲスト：山田花子さん。海図について。", {"山田花子"}},
      {"潮の話", "今回のゲストは山田花子さんです。", {"山田花子"}},
  });
}

BOOST_AUTO_TEST_CASE(capitals_alone_make_no_guest) {
  check_guests({
      {"Tides for Everyone", "Wet Maps and Dry Lands are compared. Low Water is discussed.", {}},
      {"Working with Apache Harbor", "How to use it.", {}},
      {"ChartWright Metal", "We talk about ChartWright Metal.", {}},
      {"Maps, with the co-founder of Chartwright", "Maps and more maps.", {}},
      {"Just Use Charts", "Use the code WET for the new book Just Use Charts!", {}},
      {"Tides", "Recorded in San Francisco and at Chart University.", {}},
      {"How Floating Docks and D1 Work", "We explain how Floating Docks and D1 work.", {}},
      {"", "", {}},
  });
}

BOOST_AUTO_TEST_CASE(of_two_spellings_the_titles_counts) {
  check_guests({{"Just draw maps with Ines Okafor",
                 "Mara talks with Innes Okafor, author of Just Draw.\n\nFollow Ines:\nx",
                 {"Ines Okafor"}}});
}

BOOST_AUTO_TEST_CASE(whom_the_shows_description_names_is_its_host) {
  check_show({"Join map educator Mara Lindqvist as she gets schooled by sailors.",
              {{"Tides", "Ines Okafor, CEO of Wet, joins me. Follow Ines: x Follow Mara: y"},
               {"Ropes", "I chat with Tomas Brandt. Mara Lindqvist explains. Follow Mara: y"}},
              {"Mara Lindqvist"},
              {{"Ines Okafor"}, {"Tomas Brandt"}}});
  check_show({"Hosted by Mara Lindqvist and Jonas Weber. A show of boats.",
              {{"Tides with Ines Okafor", ""}},
              {"Mara Lindqvist", "Jonas Weber"},
              {{"Ines Okafor"}}});
}

BOOST_AUTO_TEST_CASE(who_recurs_in_every_episode_is_a_host) {
  check_show({"",
              {{"Tides with Ines Okafor",
                "Mara Lindqvist sits down with Ines Okafor.\nFollow Ines:"
                "\nx\nFollow Mara:\ny"},
               {"Ropes with Tomas Brandt",
                "In this episode, Mara talks with Tomas Brandt, a smith.\n"
                "Follow Tomas:\nx\nFollow Mara:\ny"},
               {"Sails",
                "Yusuf Demir, CEO of Sail, joins Mara to talk.\nFollow Yusuf:\nx\n"
                "Follow Mara:\ny"}},
              {"Mara Lindqvist"},
              {{"Ines Okafor"}, {"Tomas Brandt"}, {"Yusuf Demir"}}});
}

BOOST_AUTO_TEST_CASE(a_guest_who_comes_back_is_no_host) {
  check_show({"",
              {{"Tides with Ines Okafor", "Mara Lindqvist talks with Ines Okafor."},
               {"More tides with Ines Okafor", "Mara Lindqvist talks with Ines Okafor."},
               {"Ropes with Tomas Brandt", "Mara Lindqvist talks with Tomas Brandt."},
               {"Sails with Yusuf Demir", "Mara Lindqvist talks with Yusuf Demir."}},
              {"Mara Lindqvist"},
              {{"Ines Okafor"}, {"Ines Okafor"}, {"Tomas Brandt"}, {"Yusuf Demir"}}});
}

BOOST_AUTO_TEST_CASE(a_guest_may_share_the_hosts_first_name) {
  check_show({"Hosted by Mara Lindqvist.",
              {{"Tides with Mara Okafor", "I chat with Mara Okafor. Follow Mara: x"},
               {"Ropes with Tomas Brandt", "I chat with Tomas Brandt. Follow Mara: x"}},
              {"Mara Lindqvist"},
              {{"Mara Okafor"}, {"Tomas Brandt"}}});
}

BOOST_AUTO_TEST_CASE(names_in_a_chapter_list_are_not_guests) {
  check_guests({{"Tides",
                 "All about tides.\n0:00 Welcome\n1:00 Sailing with Captain Ahab Young\n"
                 "2:00 Interview with Moby Dick",
                 {}}});
}

BOOST_AUTO_TEST_SUITE_END()
