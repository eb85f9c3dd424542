// What a question about recorded talk begins with.

#include "text/question_frame.hpp"

#include <iterator>
#include <sstream>
#include <string>
#include <vector>

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

namespace {

struct Case {
  std::string language{};
  std::string asked{};
  std::string frame{};
  friend std::ostream& operator<<(std::ostream& out, const Case& one) { return out << one.asked; }
};

const std::vector<Case> kCases{
    // someone talks
    {"en", "what did they say about raft", "say"},
    {"en", "where does the guest explain raft", "guest explain"},
    {"en", "when do they mention say and tell", ""},
    {"en", "what do people say on say", ""},
    {"en", "how do we talk about talk shows", "talk talk"},
    {"de", "was sagen sie uber raft", "sagen"},
    {"de", "wo haben sie von raft gesprochen", ""},
    // a piece of it has a topic
    {"en", "the episode where they talk about raft", "episode talk"},
    {"en", "the part about raft", "part"},
    {"de", "die folge uber raft", "folge"},
    // nobody talks, nothing has a topic
    {"en", "how to tell a story", ""},
    {"en", "talking about failure", ""},
    {"en", "the show must go on", ""},
    {"en", "part of the plan", ""},
    // no topic behind it
    {"en", "what did they say", ""},
    // it does not begin so
    {"en", "raft and what they say about it", ""},
    // no list
    {"ja", "what did they say about raft", ""},
};

}  // namespace

BOOST_AUTO_TEST_SUITE(question_frame)

BOOST_DATA_TEST_CASE(words_about_talk_before_the_topic_are_a_frame,
                     boost::unit_test::data::make(kCases), one) {
  std::istringstream in(one.asked);
  std::vector<std::string> words{std::istream_iterator<std::string>(in), {}};
  const std::vector<std::string_view> forms(words.begin(), words.end());
  std::string frame;
  for (const auto i : whensaid::text::question_frame(forms, one.language)) {
    frame += (frame.empty() ? "" : " ") + words[i];
  }
  BOOST_TEST(frame == one.frame);
}

BOOST_AUTO_TEST_SUITE_END()
